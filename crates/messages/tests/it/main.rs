//! The texts are complete, alike in every language, and used.

mod catalogue;
mod filling;
mod languages;
mod oracle;
mod sources;
mod use_of_texts;
