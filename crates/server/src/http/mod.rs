//! What every request and every answer has in common: addresses, headers, errors, options of queries, pages.

pub mod administrator;
pub mod answer;
pub mod batch;
pub mod body;
pub mod canonical;
pub mod context;
pub mod cors;
pub mod edge;
pub mod failure;
pub mod filter;
pub mod hosts;
pub mod lenient;
pub mod origin;
pub mod page;
pub mod percent;
pub mod prefer;
pub mod public;
pub mod query;
pub mod units;
