//! Escapes in addresses.

use std::fmt::Write as _;

/// A part of an address without escapes; what is no escape stays as it is, what is no UTF-8 becomes U+FFFD.
pub fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        if *first == b'%'
            && let [high, low, after @ ..] = tail
            && let (Some(high), Some(low)) = (hex(*high), hex(*low))
        {
            bytes.push(high << 4 | low);
            rest = after;
        } else {
            bytes.push(*first);
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A text as a part of an address: of a segment, of an option's name or of its value.
pub fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for &byte in text.as_bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~$@()',:".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a text never fails.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes() {
        for (text, wanted) in
            [("%24top", "$top"), ("a%2Fb", "a/b"), ("100%", "100%"), ("%4", "%4"), ("%c3%A9", "é")]
        {
            assert_eq!(decode(text), wanted);
        }
        assert_eq!(encode("é/ &=%"), "%C3%A9%2F%20%26%3D%25");
        assert_eq!(decode(&encode("contains(a,'b c''d')")), "contains(a,'b c''d')");
    }
}
