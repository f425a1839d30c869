//! Free text on one line.

use super::visible;
use crate::collect::Problem;

/// Free text on one line, for a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase(String);

impl Phrase {
    /// Reads a line.
    ///
    /// # Errors
    /// [`Problem::Invisible`] for a character that can't be seen.
    pub fn parse(text: &str) -> Result<Phrase, Problem> {
        visible(text).map(|text| Phrase(text.to_owned()))
    }

    /// The line.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A model by its name, in which `*` stands for any text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelFilter(String);

impl ModelFilter {
    /// Reads a model.
    ///
    /// # Errors
    /// [`Problem::Invisible`] for a character that can't be seen.
    pub fn parse(text: &str) -> Result<ModelFilter, Problem> {
        visible(text).map(|text| ModelFilter(text.to_owned()))
    }

    /// The pattern for PowerShell's `-like`. Only `*` keeps its meaning: a model can have brackets in its name, and
    /// a backtick takes their meaning away.
    #[must_use]
    pub fn pattern(&self) -> String {
        let mut pattern = String::with_capacity(self.0.len());
        for character in self.0.chars() {
            if matches!(character, '[' | ']' | '?' | '`') {
                pattern.push('`');
            }
            pattern.push(character);
        }
        pattern
    }
}
