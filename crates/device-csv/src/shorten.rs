//! Values that are too long to keep, and hashes in the wrong column: a hash is never kept as text.

use std::borrow::Cow;

use hardware_hash::looks_like_hash;

/// Stands where something was left out.
const LEFT_OUT: &str = "[…]";

/// A value is kept up to this many characters.
const LONGEST_TEXT: usize = 1000;

/// So many characters of Base64 in a row are a piece of a hash, whatever they begin with.
const SURELY_OF_A_HASH: usize = 200;

/// And so many when they begin as a hash does.
const LIKELY_A_HASH: usize = 60;

/// A value without what is, or may be a long piece of, a hash, and not longer than values are kept. Where something is
/// missing then, [`is_shortened`] tells.
pub(crate) fn shorten(text: &str) -> Cow<'_, str> {
    if text.len() <= LIKELY_A_HASH {
        return Cow::Borrowed(text);
    }
    let mut kept = String::new();
    let mut rest = text;
    let mut left_out = false;
    while !rest.is_empty() {
        let (word, behind) = rest.split_at(rest.find(|c| !is_of_base64(c)).unwrap_or(rest.len()));
        left_out |= is_of_a_hash(word);
        kept.push_str(if is_of_a_hash(word) { LEFT_OUT } else { word });
        let (between, next) = behind.split_at(behind.find(is_of_base64).unwrap_or(behind.len()));
        kept.push_str(between);
        rest = next;
    }
    if let Some((end, _)) = kept.char_indices().nth(LONGEST_TEXT) {
        kept.truncate(end);
        kept.push_str(LEFT_OUT);
    } else if !left_out {
        return Cow::Borrowed(text);
    }
    Cow::Owned(kept)
}

/// Whether [`shorten`] has left something out of a value.
pub(crate) fn is_shortened(text: &str) -> bool {
    text.contains(LEFT_OUT)
}

fn is_of_a_hash(word: &str) -> bool {
    word.len() > SURELY_OF_A_HASH || (word.len() > LIKELY_A_HASH && looks_like_hash(word.as_bytes()))
}

/// Both alphabets of Base64, and its padding.
fn is_of_base64(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '-' | '_' | '=')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_values_are_kept_and_hashes_are_not() {
        let word = |length| "x".repeat(length);
        let words = "two words ".repeat(100);
        for (name, text, wanted) in [
            ("nothing", String::new(), None),
            ("a long word", word(61), None),
            ("a very long word", word(200), None),
            ("many words", words.clone(), None),
            ("a longer word than any", format!("a {} b", word(201)), Some("a […] b".to_owned())),
            ("the start of a hash", format!("T0HoAwEAHAAAAAoA{}", "B".repeat(64)), Some("[…]".to_owned())),
            ("more words than any", format!("{words}and on"), Some(format!("{words}[…]"))),
            ("with accents", "é".repeat(1001), Some(format!("{}[…]", "é".repeat(1000)))),
        ] {
            assert_eq!(shorten(&text), wanted.as_ref().unwrap_or(&text).as_str(), "{name}");
            assert_eq!(is_shortened(&shorten(&text)), wanted.is_some(), "{name}");
        }
    }
}
