//! Cuts what is too long to be read, and may be what nobody should read.

use std::borrow::Cow;

/// Characters in a row without white space that a message shows. Serials, users and product ids are shorter.
const LONGEST_WORD: usize = 64;

/// Characters that are shown of a longer one.
const SHOWN: usize = 16;

/// Cuts words that no message has use for.
///
/// In a file whose columns are mixed up, a hash stands where a serial is looked for. Hashes have no place in messages,
/// and their first characters are the same for all.
pub(crate) fn shorten(text: &str) -> Cow<'_, str> {
    if text.split_whitespace().all(|word| word.len() <= LONGEST_WORD) {
        return Cow::Borrowed(text);
    }
    let mut short = String::new();
    for piece in text.split_inclusive(char::is_whitespace) {
        let word = piece.trim_end();
        if word.chars().count() > LONGEST_WORD {
            short.extend(word.chars().take(SHOWN));
            short.push('…');
            short.push_str(&piece[word.len()..]);
        } else {
            short.push_str(piece);
        }
    }
    Cow::Owned(short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_long_words_and_nothing_else() {
        let hash = "T0EAAQEAHAAAAAoA".to_owned() + &"A".repeat(3984);
        let columns =
            ["Asset number", "Cost centre", "Location", "Ordered on", "Remarks", "Owner"].join(", ");
        for (text, wanted) in [
            ("", ""),
            ("5CG1234567", "5CG1234567"),
            (columns.as_str(), columns.as_str()),
            (hash.as_str(), "T0EAAQEAHAAAAAoA…"),
            (&format!("before {hash}\tafter"), "before T0EAAQEAHAAAAAoA…\tafter"),
            (&"é".repeat(64), &"é".repeat(64)),
            (&"é".repeat(65), &("é".repeat(16) + "…")),
        ] {
            assert_eq!(shorten(text), wanted);
        }
    }
}
