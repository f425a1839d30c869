//! Files in, rows and diagnostics out.

mod archive;
mod oa3;
mod properties;
mod support;
mod tables;
