//! Text as a PowerShell literal.

/// The characters that PowerShell takes for a single quotation mark: the apostrophe and the four typographic ones,
/// which word processors and phones put in its place.
pub(super) const SINGLE_QUOTES: [char; 5] = ['\'', '\u{2018}', '\u{2019}', '\u{201a}', '\u{201b}'];

/// A single-quoted PowerShell literal that stands for `text`, whatever `text` holds.
///
/// Nothing is expanded between single quotes; the only character that means anything there is a single quotation
/// mark, which is written twice.
///
/// ```
/// use muster::collect::quote;
/// assert_eq!(quote("C:\\$HOME"), "'C:\\$HOME'");
/// assert_eq!(quote("O'Brien’s"), "'O''Brien’’s'");
/// ```
#[must_use]
pub fn quote(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push('\'');
    for character in text.chars() {
        if SINGLE_QUOTES.contains(&character) {
            literal.push(character);
        }
        literal.push(character);
    }
    literal.push('\'');
    literal
}
