//! Files in, rows and diagnostics out.

mod archive;
mod damage;
mod oa3;
mod properties;
mod sections;
mod support;
mod tables;
