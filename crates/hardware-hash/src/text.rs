//! Strings as they stand in records.

use std::borrow::Cow;
use std::fmt;

/// What a record holds where the firmware has no string to give, next to nothing at all and white space.
const BLANK_MARKERS: [&str; 2] = ["SMBIOS_STRING_INDEX_0", "None"];

/// The bytes that a blank marker starts with.
const BLANK_STARTS: [u8; 4] = *b"SsNn";

/// A string of single bytes, which ends at the first NUL or with its record.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Text<'a>(&'a [u8]);

impl<'a> Text<'a> {
    /// The text of a record's payload.
    #[must_use]
    pub fn new(payload: &'a [u8]) -> Text<'a> {
        Text(payload)
    }

    /// The whole payload, with what follows the NUL.
    #[must_use]
    pub fn payload(self) -> &'a [u8] {
        self.0
    }

    /// The bytes before the first NUL.
    #[must_use]
    pub fn bytes(self) -> &'a [u8] {
        self.0.split(|&byte| byte == 0).next().unwrap_or_default()
    }

    /// The text to the letter: UTF-8 if it is that, windows-1252 if not.
    ///
    /// Firmware says nowhere which it means. Outside ASCII, the latter is hardly ever valid as the former.
    #[must_use]
    pub fn to_str(self) -> Cow<'a, str> {
        let bytes = self.bytes();
        match std::str::from_utf8(bytes) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => Cow::Owned(bytes.iter().copied().map(windows_1252).collect()),
        }
    }

    /// The text to the letter, or `None` if it says nothing: empty, white space, or what stands for that.
    #[must_use]
    pub fn value(self) -> Option<Cow<'a, str>> {
        if self.is_blank() { None } else { Some(self.to_str()) }
    }

    /// Whether it says nothing.
    #[must_use]
    pub fn is_blank(self) -> bool {
        // Nearly every text tells by its first byte that it is none of those.
        let says_nothing = |&first: &u8| !first.is_ascii_graphic() || BLANK_STARTS.contains(&first);
        self.0.first().is_none_or(says_nothing) && is_blank(&self.to_str())
    }
}

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.to_str())
    }
}

impl fmt::Debug for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.to_str(), f)
    }
}

fn is_blank(text: &str) -> bool {
    let text = text.trim();
    text.is_empty() || BLANK_MARKERS.iter().any(|marker| text.eq_ignore_ascii_case(marker))
}

/// The character of a byte in windows-1252, as browsers read it: every byte has its own.
fn windows_1252(byte: u8) -> char {
    const FROM_80: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => FROM_80[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// A string of UTF-16 little-endian units, which ends at the first NUL or with its record.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct WideText<'a>(&'a [u8]);

impl<'a> WideText<'a> {
    /// The text of these bytes. Where their number is odd, the last one is half a unit, and not read.
    #[must_use]
    pub fn new(payload: &'a [u8]) -> WideText<'a> {
        WideText(payload)
    }

    /// The bytes of a text, without a NUL at the end.
    #[must_use]
    pub fn encode(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    /// All its bytes, with what follows the NUL.
    #[must_use]
    pub fn payload(self) -> &'a [u8] {
        self.0
    }
}

impl fmt::Display for WideText<'_> {
    /// Halves of surrogate pairs that stand alone become U+FFFD.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let units = self.0.chunks_exact(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]]));
        char::decode_utf16(units.take_while(|&unit| unit != 0))
            .try_for_each(|unit| fmt::Write::write_char(f, unit.unwrap_or(char::REPLACEMENT_CHARACTER)))
    }
}

impl fmt::Debug for WideText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.to_string(), f)
    }
}
