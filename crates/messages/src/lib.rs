//! What Muster says to people, in English and Dutch.
//!
//! The texts are Fluent files in `locales/`; this crate holds them, picks a language and fills them in. Numbers and
//! moments come in as text that the caller has formatted, because only the caller knows the reader's region.
#![forbid(unsafe_code)]

mod bundle;
mod fill;
mod language;
mod shorten;

pub use bundle::{Messages, Value};
pub use language::Language;
use shorten::shorten;
