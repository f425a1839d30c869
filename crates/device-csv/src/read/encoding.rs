//! From the bytes of a file to text, and from places in that text back to the bytes.
//!
//! Files of 8-bit units are read as they are: a field is decoded when it is taken, as UTF-8 or else as
//! windows-1252, so that nothing has to be read twice when the first accented letter comes late. UTF-16 is turned
//! into UTF-8 as it comes in. How many bytes of the file a stretch of that text took follows from the text itself
//! (every character took two bytes, or four), so no table of positions is kept.

use std::borrow::Cow;

use super::windows_1252::character;
use crate::Encoding;

/// The byte order mark, in UTF-8.
pub(super) const BOM: &[u8] = b"\xEF\xBB\xBF";

/// How text that is being read relates to the bytes in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// The text is the bytes.
    Byte,
    /// The text was made from UTF-16, low byte first.
    Little,
    /// The text was made from UTF-16, high byte first.
    Big,
}

impl Unit {
    pub(super) fn of(encoding: Encoding) -> Unit {
        match encoding {
            Encoding::Utf16Le | Encoding::Utf16LeBom => Unit::Little,
            Encoding::Utf16Be | Encoding::Utf16BeBom => Unit::Big,
            Encoding::Ascii | Encoding::Utf8 | Encoding::Utf8Bom | Encoding::Windows1252 => Unit::Byte,
        }
    }

    /// How many bytes of the file that text took.
    pub(super) fn length_in_file(self, text: &[u8]) -> u64 {
        if self == Unit::Byte {
            return text.len() as u64;
        }
        if text.is_ascii() {
            return 2 * text.len() as u64;
        }
        let units: u64 =
            text.iter().map(|&byte| u64::from(byte & 0xC0 != 0x80) + u64::from(byte >= 0xF0)).sum();
        2 * units
    }
}

/// What the first bytes of a file say about its encoding, and the length of the byte order mark.
///
/// Without a mark, a file in which nearly every other byte is zero is taken for UTF-16. An 8-bit file is called ASCII
/// here; what it really holds is known when its last byte has been seen.
pub(super) fn detect(prefix: &[u8]) -> (Encoding, usize) {
    match prefix {
        [0xEF, 0xBB, 0xBF, ..] => (Encoding::Utf8Bom, 3),
        [0xFF, 0xFE, ..] => (Encoding::Utf16LeBom, 2),
        [0xFE, 0xFF, ..] => (Encoding::Utf16BeBom, 2),
        _ => {
            let pairs = prefix.chunks_exact(2);
            let count = pairs.len();
            let zeros = |at: usize| prefix.chunks_exact(2).filter(|pair| pair[at] == 0).count();
            let mostly = |zeros: usize| zeros > 0 && zeros * 10 >= count * 7;
            let hardly = |zeros: usize| zeros * 10 <= count;
            let (first, second) = (zeros(0), zeros(1));
            if mostly(second) && hardly(first) {
                (Encoding::Utf16Le, 0)
            } else if mostly(first) && hardly(second) {
                (Encoding::Utf16Be, 0)
            } else {
                (Encoding::Ascii, 0)
            }
        }
    }
}

/// Turns chunks of a file into text.
#[derive(Clone, Debug)]
pub(super) struct Decoder {
    unit: Unit,
    /// The first byte of a unit that the last chunk cut in two.
    byte: Option<u8>,
    /// A high surrogate whose other half is still to come.
    high: Option<u16>,
    /// Whether something was not valid.
    damaged: bool,
}

impl Decoder {
    pub(super) fn new(unit: Unit) -> Decoder {
        Decoder { unit, byte: None, high: None, damaged: false }
    }

    pub(super) fn unit(&self) -> Unit {
        self.unit
    }

    /// Whether something was replaced by U+FFFD or dropped so far.
    pub(super) fn damaged(&self) -> bool {
        self.damaged
    }

    /// Appends the text of the next chunk.
    pub(super) fn push(&mut self, mut chunk: &[u8], text: &mut Vec<u8>) {
        if self.unit == Unit::Byte {
            text.extend_from_slice(chunk);
            return;
        }
        if let Some(first) = self.byte
            && let Some((&second, rest)) = chunk.split_first()
        {
            self.byte = None;
            self.unit_read([first, second], text);
            chunk = rest;
        }
        let (pairs, rest) = chunk.as_chunks::<2>();
        if let [byte] = rest {
            self.byte = Some(*byte);
        }
        text.reserve(pairs.len());
        for block in pairs.chunks(BLOCK) {
            let is_ascii = self.high.is_none()
                && match self.unit {
                    Unit::Big => push_ascii::<1>(block, text),
                    Unit::Byte | Unit::Little => push_ascii::<0>(block, text),
                };
            if !is_ascii {
                for &pair in block {
                    self.unit_read(pair, text);
                }
            }
        }
    }

    /// Appends what stands for a surrogate that never got its other half. Half a unit says nothing: it is dropped.
    pub(super) fn finish(&mut self, text: &mut Vec<u8>) {
        if self.high.take().is_some() {
            self.replace(text);
        }
        self.damaged |= self.byte.take().is_some();
    }

    fn unit_read(&mut self, bytes: [u8; 2], text: &mut Vec<u8>) {
        let unit = if self.unit == Unit::Big { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) };
        if let Some(high) = self.high.take() {
            if let Some(Ok(whole)) = char::decode_utf16([high, unit]).next() {
                push_char(whole, text);
                return;
            }
            self.replace(text);
        }
        match char::from_u32(u32::from(unit)) {
            Some(whole) => push_char(whole, text),
            None if unit < 0xDC00 => self.high = Some(unit),
            None => self.replace(text),
        }
    }

    fn replace(&mut self, text: &mut Vec<u8>) {
        self.damaged = true;
        push_char(char::REPLACEMENT_CHARACTER, text);
    }
}

/// Units that are looked at together: nearly all of a file is ASCII, and so many are told at once.
const BLOCK: usize = 32;

/// Appends a block of units if all of them are ASCII. `LOW` is the place of the low byte in a unit.
fn push_ascii<const LOW: usize>(block: &[[u8; 2]], text: &mut Vec<u8>) -> bool {
    let beyond = block.iter().fold(0, |beyond, pair| beyond | pair[1 - LOW] | (pair[LOW] & 0x80));
    if beyond == 0 {
        text.extend(block.iter().map(|pair| pair[LOW]));
    }
    beyond == 0
}

fn push_char(char: char, text: &mut Vec<u8>) {
    text.extend_from_slice(char.encode_utf8(&mut [0; 4]).as_bytes());
}

/// Text as it comes out of a field of 8-bit units: UTF-8, or else windows-1252.
///
/// Zero bytes are left out: a script that appends UTF-16 to an 8-bit file leaves one between every two letters.
pub(super) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    if memchr::memchr(0, bytes).is_some() {
        let without: Vec<u8> = bytes.iter().copied().filter(|&byte| byte != 0).collect();
        return Cow::Owned(decode(&without).into_owned());
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(bytes.iter().map(|&byte| character(byte)).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(unit: Unit, chunks: &[&[u8]]) -> (String, bool) {
        let mut decoder = Decoder::new(unit);
        let mut text = Vec::new();
        for chunk in chunks {
            decoder.push(chunk, &mut text);
        }
        decoder.finish(&mut text);
        (String::from_utf8(text).expect("the decoder writes UTF-8"), decoder.damaged())
    }

    #[test]
    fn utf16_is_read_across_any_cut() {
        let face = b"a\0=\xD8\0\xDE\xE9\0";
        for cut in 0..=face.len() {
            let (head, tail) = face.split_at(cut);
            assert_eq!(decoded(Unit::Little, &[head, tail]), ("a😀é".to_owned(), false), "cut at {cut}");
        }
    }

    #[test]
    fn halves_are_replaced_and_told() {
        for (name, bytes, expected) in [
            ("high alone at the end", &b"a\0=\xD8"[..], "a\u{FFFD}"),
            ("high before a letter", b"=\xD8a\0", "\u{FFFD}a"),
            ("low alone", b"\0\xDEa\0", "\u{FFFD}a"),
            ("two highs", b"=\xD8=\xD8\0\xDE", "\u{FFFD}😀"),
            ("odd last byte", b"a\0b", "a"),
            ("high and an odd last byte", b"=\xD8b", "\u{FFFD}"),
        ] {
            assert_eq!(decoded(Unit::Little, &[bytes]), (expected.to_owned(), true), "{name}");
        }
    }

    #[test]
    fn encodings_are_told_from_the_first_bytes() {
        for (bytes, expected) in [
            (&b""[..], (Encoding::Ascii, 0)),
            (b"a", (Encoding::Ascii, 0)),
            (b"\xEF\xBB\xBFa", (Encoding::Utf8Bom, 3)),
            (b"\xFF\xFEa\0", (Encoding::Utf16LeBom, 2)),
            (b"\xFE\xFF\0a", (Encoding::Utf16BeBom, 2)),
            (b"a\0b\0c\0", (Encoding::Utf16Le, 0)),
            (b"\0a\0b\0c", (Encoding::Utf16Be, 0)),
            (b"a\0b\0\xAC\x20c\0", (Encoding::Utf16Le, 0)),
            (b"\0\0\0\0", (Encoding::Ascii, 0)),
            (b"abcdefgh\0\0", (Encoding::Ascii, 0)),
        ] {
            assert_eq!(detect(bytes), expected, "{bytes:?}");
        }
    }

    #[test]
    fn length_in_file_counts_units() {
        for (text, bytes) in [("", 0), ("ab", 4), ("é€", 4), ("😀", 4), ("a😀é", 8)] {
            assert_eq!(Unit::Little.length_in_file(text.as_bytes()), bytes, "{text}");
        }
    }

    #[test]
    fn what_is_not_utf8_is_windows_1252() {
        for (bytes, expected) in [
            (&b"caf\xC3\xA9"[..], "café"),
            (b"caf\xE9", "café"),
            (b"\x80\x93", "€“"),
            (b"A\0B\0", "AB"),
            (b"\xE9\0\xE8\0", "éè"),
        ] {
            assert_eq!(decode(bytes), expected, "{bytes:?}");
        }
    }
}
