//! The rules, the set and what is written, on made-up devices.
#![expect(clippy::cast_possible_truncation, reason = "the tests number few files and rows")]

mod export;
mod properties;
mod rules;
mod set;
mod support;
mod texts;
