//! What the text fields of a row hold, once edits lie over them; and what a value looks like cleaned up.

use std::borrow::Cow;

use crate::{Field, Row};

/// The text fields of a row or device with the edits applied, and whether a repaired hash was accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Values<'a> {
    pub(crate) texts: [&'a str; 6],
    /// Whether somebody, or a fix, took the repaired hash for the hash.
    pub hash_accepted: bool,
}

impl<'a> Values<'a> {
    /// The values of a row as it stands in its file.
    #[must_use]
    pub fn of_row(row: &'a Row) -> Values<'a> {
        let text = |cell: &'a Option<crate::Cell>| cell.as_ref().map_or("", |cell| cell.text.as_str());
        Values { texts: row.cells.each_ref().map(text), hash_accepted: false }
    }

    /// The value of a field, not cleaned; empty where there is none, and for [`Field::Hash`].
    #[must_use]
    pub fn get(&self, field: Field) -> &'a str {
        slot(field).map_or("", |slot| self.texts[slot])
    }

    /// The value of a field without what can't be seen: the form in which it is compared and written.
    #[must_use]
    pub fn clean(&self, field: Field) -> Cow<'a, str> {
        clean(self.get(field))
    }
}

/// The place of a text field in [`Field::TEXT`].
pub(crate) fn slot(field: Field) -> Option<usize> {
    match field {
        Field::Serial => Some(0),
        Field::ProductId => Some(1),
        Field::GroupTag => Some(2),
        Field::AssignedUser => Some(3),
        Field::Manufacturer => Some(4),
        Field::Model => Some(5),
        Field::Hash => None,
    }
}

/// A value without surrounding white space and without characters that can't be seen; spaces of other alphabets
/// within it become plain ones.
///
/// ```
/// # use device_csv::clean;
/// assert_eq!(clean(" 5CG\u{200b}123\u{a0}"), "5CG123");
/// assert_eq!(clean("Front\u{a0}desk"), "Front desk");
/// ```
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|b| (b' '..0x7f).contains(&b)) {
        return Cow::Borrowed(text.trim_matches(' '));
    }
    let inside = text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c));
    if inside.chars().all(|c| !is_invisible(c) && (c.is_ascii() || !c.is_whitespace())) {
        return Cow::Borrowed(inside);
    }
    let plain = |c: char| if c.is_whitespace() && !c.is_ascii() { ' ' } else { c };
    Cow::Owned(inside.chars().filter(|&c| !is_invisible(c)).map(plain).collect())
}

/// Whether a character takes no room: control characters but white space, zero-width characters, marks of writing
/// direction (they come along when text is copied from a Windows dialog), soft hyphens and byte order marks.
fn is_invisible(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_are_places() {
        assert_eq!(Field::TEXT.map(slot), std::array::from_fn(Some));
        assert_eq!(slot(Field::Hash), None);
    }

    #[test]
    fn cleans() {
        for (text, wanted) in [
            ("", ""),
            ("   ", ""),
            ("5CG123", "5CG123"),
            (" 5CG123  ", "5CG123"),
            ("\t5CG123\r\n", "5CG123"),
            ("\u{feff}5CG123", "5CG123"),
            ("5CG123\u{a0}", "5CG123"),
            ("\u{200e}5CG\u{200b}123\u{200f}", "5CG123"),
            (" \u{200b} 5CG123 \u{200b} ", "5CG123"),
            ("5CG\u{0}123", "5CG123"),
            ("two  words", "two  words"),
            ("two\u{a0}words", "two words"),
            ("twee\nregels", "twee\nregels"),
            ("café", "café"),
            ("\u{200b}", ""),
        ] {
            assert_eq!(clean(text), wanted, "{text:?}");
            assert_eq!(clean(wanted), wanted, "again: {text:?}");
        }
    }
}
