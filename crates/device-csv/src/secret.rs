//! Hides product keys: a licence that someone paid for must not travel on with a list of devices.

use std::borrow::Cow;

/// Stands for a hidden character.
const HIDDEN: char = '•';

/// Groups in a product key, and characters in a group.
const GROUPS: usize = 5;

/// Length of a product key with its dashes.
const LEN: usize = GROUPS * GROUPS + GROUPS - 1;

/// Hides every product key in a text: each of its characters but the dashes becomes `•`.
///
/// A key is five groups of five letters and digits with dashes between them, anywhere in the text; or 25 characters in
/// a row from the alphabet of product keys, when the text holds nothing else. Masking twice is the same as once.
///
/// ```
/// use device_csv::secret::mask;
/// assert_eq!(mask("AAAAA-BBBBB-CCCCC-DDDDD-EEEEE"), "•••••-•••••-•••••-•••••-•••••");
/// assert_eq!(mask("Kiosk"), "Kiosk");
/// ```
#[must_use]
pub fn mask(text: &str) -> Cow<'_, str> {
    if is_bare_key(text.trim()) {
        return Cow::Owned(text.chars().map(|c| if c.is_whitespace() { c } else { HIDDEN }).collect());
    }
    let bytes = text.as_bytes();
    let mut masked = String::new();
    let mut copied = 0;
    let mut at = 0;
    while at + LEN <= bytes.len() {
        if is_key_at(bytes, at) {
            masked.push_str(&text[copied..at]);
            masked.extend(text[at..at + LEN].chars().map(|c| if c == '-' { '-' } else { HIDDEN }));
            at += LEN;
            copied = at;
        } else {
            at += 1;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    masked.push_str(&text[copied..]);
    Cow::Owned(masked)
}

/// Whether a text holds a product key that [`mask`] has hidden.
#[must_use]
pub fn is_masked_key(text: &str) -> bool {
    let mut hidden = 0;
    for c in text.chars() {
        match c {
            HIDDEN => hidden += 1,
            '-' => {}
            _ => hidden = 0,
        }
        if hidden == GROUPS * GROUPS {
            return true;
        }
    }
    false
}

/// Whether the text is 25 characters of the alphabet of product keys, which has no vowels and no look-alikes. Without
/// that narrow alphabet, and letters as well as digits, long serials would be taken for keys.
fn is_bare_key(text: &str) -> bool {
    text.len() == GROUPS * GROUPS
        && text.bytes().all(|b| b"BCDFGHJKMNPQRTVWXY2346789".contains(&b.to_ascii_uppercase()))
        && text.bytes().any(|b| b.is_ascii_alphabetic())
        && text.bytes().any(|b| b.is_ascii_digit())
}

fn is_key_at(bytes: &[u8], at: usize) -> bool {
    let fits = bytes[at..at + LEN]
        .iter()
        .enumerate()
        .all(|(i, b)| if i % (GROUPS + 1) == GROUPS { *b == b'-' } else { b.is_ascii_alphanumeric() });
    let alone = |b: Option<&u8>| b.is_none_or(|b| !b.is_ascii_alphanumeric());
    fits && alone(at.checked_sub(1).and_then(|i| bytes.get(i))) && alone(bytes.get(at + LEN))
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
