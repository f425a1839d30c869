//! How hardware hashes are collected: four ways, each with its script or letter and its steps.
//!
//! Everything here is a pure function of what the reader typed and of the reader's language. What is typed becomes a
//! value of a type in [`values`] or a [`Problem`]; scripts are made from such values alone, and a value enters a script
//! only as a quoted literal, so that no input can become code.

mod check;
mod document;
mod entries;
mod letter;
mod problem;
mod quote;
mod script;
mod steps;
pub mod values;
mod way;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

pub use check::{ActiveDirectory, ByHand, Checked, FlashDrive, Inputs, Letter, Machines, check};
pub use document::{Document, document};
pub use entries::{Entries, Field, Source};
pub use problem::Problem;
pub use quote::quote;
pub use steps::{Guide, Step, guide};
pub use way::Way;
