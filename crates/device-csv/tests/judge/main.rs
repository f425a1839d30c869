//! The rules, the set and what is written, on made-up devices.

mod export;
mod properties;
mod rules;
mod set;
mod support;
mod texts;
