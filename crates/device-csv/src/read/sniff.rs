//! What a file is, by its first bytes.

use super::encoding::{BOM, Decoder, Unit};

/// How many bytes are looked at.
pub(super) const PREFIX: usize = 4096;

/// What the first bytes say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// No text.
    Binary,
    /// Markup.
    Xml,
    /// Text: a table, if it is anything.
    Text,
}

/// What a file with such a beginning is. `prefix` is without byte order mark.
pub(super) fn sniff(prefix: &[u8], unit: Unit) -> Content {
    let mut text = Vec::new();
    Decoder::new(unit).push(prefix, &mut text);
    if is_binary(&text) {
        return Content::Binary;
    }
    let text = text.strip_prefix(BOM).unwrap_or(&text).trim_ascii_start();
    match text {
        [b'<', b'?' | b'!' | b'a'..=b'z' | b'A'..=b'Z', ..] => Content::Xml,
        _ => Content::Text,
    }
}

/// The first bytes of formats that could pass for text.
const SIGNATURES: [&[u8]; 8] = [
    b"%PDF-",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x89PNG",
    b"\xFF\xD8\xFF",
    b"GIF8",
    b"\x1F\x8B",
    b"\xD0\xCF\x11\xE0",
];

/// Text has no control characters; a few are let pass, and so are zero bytes that stand alone: those are of a file in
/// which some rows are UTF-16.
fn is_binary(text: &[u8]) -> bool {
    if SIGNATURES.iter().any(|signature| text.starts_with(signature)) {
        return true;
    }
    let text = text.trim_ascii_end();
    let controls = text.iter().filter(|&&byte| is_control(byte)).count();
    let runs = text.windows(2).filter(|pair| *pair == [0, 0]).count();
    (controls + runs) * 100 > text.len()
}

fn is_control(byte: u8) -> bool {
    matches!(byte, 1..=8 | 11 | 14..=25 | 27..=31 | 127)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_is_told_from_the_first_bytes() {
        for (name, bytes, unit, expected) in [
            ("nothing", &b""[..], Unit::Byte, Content::Text),
            ("a header", b"Device Serial Number,Hardware Hash\r\n", Unit::Byte, Content::Text),
            ("accents", b"Naam;Caf\xE9\r\n", Unit::Byte, Content::Text),
            ("an end-of-file character", b"a,b\r\n\x1A", Unit::Byte, Content::Text),
            ("UTF-16 behind ASCII", b"a,b\r\nc\0,\0d\0\r\0\n\0", Unit::Byte, Content::Text),
            ("XML", b"<?xml version=\"1.0\"?><Key/>", Unit::Byte, Content::Xml),
            ("XML in UTF-16", b"<\0K\0e\0y\0/\0>\0", Unit::Little, Content::Xml),
            ("a document", b"%PDF-1.7 \n", Unit::Byte, Content::Binary),
            ("a workbook", b"PK\x03\x04\x14\0\x06\0", Unit::Byte, Content::Binary),
            ("a program", b"MZ\x90\0\x03\0\0\0\x04\0\0\0", Unit::Byte, Content::Binary),
            ("zeros", b"\0\0\0\0\0\0", Unit::Byte, Content::Binary),
        ] {
            assert_eq!(sniff(bytes, unit), expected, "{name}");
        }
    }
}
