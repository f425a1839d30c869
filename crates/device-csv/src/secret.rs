//! Hides product keys: a licence that someone paid for must not travel on with a list of devices.

use std::borrow::Cow;

/// Stands for a hidden character.
const HIDDEN: char = '•';

/// Groups in a product key, and characters in a group.
const GROUPS: usize = 5;

/// No more characters than these stand between two groups.
const LONGEST_GAP: usize = 3;

/// Hides every product key in a text: each of its letters and digits becomes `•`.
///
/// A key is five groups of five letters and digits with dashes between them, anywhere in the text. With spaces, longer
/// dashes or nothing between the groups it is one only if all characters are of the alphabet of product keys. Masking
/// twice is the same as once.
///
/// ```
/// use device_csv::secret::mask;
/// assert_eq!(mask("AAAAA-BBBBB-CCCCC-DDDDD-EEEEE"), "•••••-•••••-•••••-•••••-•••••");
/// assert_eq!(mask("Kiosk"), "Kiosk");
/// ```
#[must_use]
pub fn mask(text: &str) -> Cow<'_, str> {
    if text.len() < GROUPS * GROUPS {
        return Cow::Borrowed(text);
    }
    let mut masked = String::new();
    let mut copied = 0;
    let mut at = 0;
    let mut is_within_word = false;
    while let Some(first) = text[at..].chars().next() {
        let is_of_word = first.is_ascii_alphanumeric();
        if is_of_word
            && !is_within_word
            && let Some(length) = key_length(&text[at..])
        {
            masked.push_str(&text[copied..at]);
            masked.extend(text[at..at + length].chars().map(hidden));
            at += length;
            copied = at;
        } else {
            at += first.len_utf8();
        }
        is_within_word = is_of_word;
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    masked.push_str(&text[copied..]);
    Cow::Owned(masked)
}

fn hidden(c: char) -> char {
    if c.is_ascii_alphanumeric() { HIDDEN } else { c }
}

/// Whether a text holds a product key that [`mask`] has hidden.
#[must_use]
pub fn is_masked_key(text: &str) -> bool {
    let mut hidden = 0;
    for c in text.chars() {
        match c {
            HIDDEN => hidden += 1,
            _ if is_separator(c) => {}
            _ => hidden = 0,
        }
        if hidden == GROUPS * GROUPS {
            return true;
        }
    }
    false
}

/// The length of the product key that a text begins with.
///
/// Without the narrow alphabet of product keys, which has no vowels and no look-alikes, and letters as well as digits,
/// long serials would be taken for keys. Groups between plain dashes are nothing else.
fn key_length(text: &str) -> Option<usize> {
    let mut rest = text;
    let (mut plain, mut dashed) = (true, true);
    for group in 0..GROUPS {
        if group > 0 {
            let (gap, behind) = rest.split_at(rest.find(|c| !is_separator(c))?);
            if gap.chars().count() > LONGEST_GAP {
                return None;
            }
            plain &= gap == "-";
            dashed &= gap.contains(is_dash);
            rest = behind;
        }
        let (word, behind) = rest.split_at_checked(GROUPS)?;
        if !word.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return None;
        }
        rest = behind;
    }
    if rest.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let key = &text[..text.len() - rest.len()];
    (plain || (is_narrow(key) && (dashed || has_both(key)))).then_some(key.len())
}

/// Whether all letters and digits are of the alphabet of product keys.
fn is_narrow(text: &str) -> bool {
    let mut letters = text.bytes().filter(u8::is_ascii_alphanumeric);
    letters.all(|b| b"BCDFGHJKMNPQRTVWXY2346789".contains(&b.to_ascii_uppercase()))
}

fn has_both(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_alphabetic()) && text.bytes().any(|b| b.is_ascii_digit())
}

/// What people and programs write between the groups of a key.
fn is_separator(c: char) -> bool {
    is_dash(c) || matches!(c, ' ' | '\t' | '\u{a0}' | '\u{202f}')
}

/// Hyphens, dashes and the minus sign.
fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hides_keys_and_nothing_else() {
        const MASKED: &str = "•••••-•••••-•••••-•••••-•••••";
        let bare = "•".repeat(25);
        for (text, wanted) in [
            ("", ""),
            ("5CG1234567", "5CG1234567"),
            ("BCDFG-HJKMP-QRTVW-XY234-6789B", MASKED),
            ("bcdfg-hjkmp-qrtvw-xy234-6789b", MASKED),
            ("AAAAA-00000-AAAAA-00000-AAAAA", MASKED),
            ("BCDFGHJKMPQRTVWXY2346789B", &bare),
            (" BCDFGHJKMPQRTVWXY2346789B\t", &format!(" {bare}\t")),
            ("BCDFGHJKMPQRTVWXY2346789A", "BCDFGHJKMPQRTVWXY2346789A"),
            ("2222222222222222222222222", "2222222222222222222222222"),
            ("key BCDFGHJKMPQRTVWXY2346789B.", &format!("key {bare}.")),
            ("BCDFG HJKMP QRTVW XY234 6789B", &MASKED.replace('-', " ")),
            ("BCDFG - HJKMP - QRTVW - XY234 - 6789B", &MASKED.replace('-', " - ")),
            ("BCDFG\u{a0}HJKMP\u{a0}QRTVW\u{a0}XY234\u{a0}6789B", &MASKED.replace('-', "\u{a0}")),
            ("BCDFG–HJKMP–QRTVW–XY234–6789B", &MASKED.replace('-', "–")),
            (
                "BCDFG\u{2010}HJKMP\u{2015}QRTVW\u{2212}XY234-6789B",
                "•••••\u{2010}•••••\u{2015}•••••\u{2212}•••••-•••••",
            ),
            ("22222 33333 44444 66666 77777", "22222 33333 44444 66666 77777"),
            ("these words never quite match", "these words never quite match"),
            ("BCDFG HJKMP QRTVW XY234 6789A", "BCDFG HJKMP QRTVW XY234 6789A"),
            ("BCDFG    HJKMP QRTVW XY234 6789B", "BCDFG    HJKMP QRTVW XY234 6789B"),
            ("BCDFGHJKMPQRTVWXY2346789BC", "BCDFGHJKMPQRTVWXY2346789BC"),
            ("ABCDFG-HJKMP-QRTVW-XY234-6789B", "ABCDFG-HJKMP-QRTVW-XY234-6789B"),
            ("BCDFG-HJKMP-QRTVW-XY234-6789BA", "BCDFG-HJKMP-QRTVW-XY234-6789BA"),
            ("BCDFG-HJKMP-QRTVW-XY234", "BCDFG-HJKMP-QRTVW-XY234"),
            ("00112233-4455-6677-8899-AABBCCDDEEFF", "00112233-4455-6677-8899-AABBCCDDEEFF"),
            ("é BCDFG-HJKMP-QRTVW-XY234-6789B é", &format!("é {MASKED} é")),
            ("BCDFG-HJKMP-QRTVW-XY234-6789B BCDFG-HJKMP-QRTVW-XY234-6789B", &format!("{MASKED} {MASKED}")),
        ] {
            assert_eq!(mask(text), wanted, "{text:?}");
            assert_eq!(mask(&mask(text)), wanted, "twice: {text:?}");
            assert_eq!(is_masked_key(&mask(text)), text != wanted, "{text:?}");
        }
    }

    #[test]
    fn bullets_that_are_no_key() {
        for text in ["•", "•••••-•••••", "• 24 more: ••••••••••••••••••••••••"]
        {
            assert!(!is_masked_key(text), "{text}");
        }
    }
}
