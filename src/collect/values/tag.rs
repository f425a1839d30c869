//! Group tags.

use super::visible;
use crate::collect::Problem;

/// A group tag that survives the way to the portal: the file is imported as ASCII and without quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupTag(String);

impl GroupTag {
    /// Reads a tag.
    ///
    /// # Errors
    /// [`Problem::TagCharacter`] for a comma, a quotation mark or anything that is not ASCII.
    pub fn parse(text: &str) -> Result<GroupTag, Problem> {
        let text = visible(text)?;
        match text.chars().find(|character| !character.is_ascii() || matches!(character, ',' | '"')) {
            Some(character) => Err(Problem::TagCharacter(character)),
            None => Ok(GroupTag(text.to_owned())),
        }
    }

    /// The tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
