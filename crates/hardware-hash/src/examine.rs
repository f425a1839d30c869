//! From the text of a field to a verified hash.

use crate::base64::decode;
use crate::container::verify;
use crate::{BLOB_LEN, Error, HardwareHash, Repair, TEXT_LEN};

/// What a text turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Examination {
    /// What was mended to read it, in the order of [`Repair`]; empty when nothing was, and when the content is an
    /// error: what can't be verified is not called mended.
    pub repairs: Vec<Repair>,
    /// The hash, or why there is none.
    pub content: Result<HardwareHash, Error>,
    /// How many characters the text has, white space and the like left out, `=` at the end counted. Of a text
    /// that is not base64, those before the first character that is not.
    pub characters: usize,
    /// How many whole bytes those characters stand for.
    pub bytes: usize,
}

impl Examination {
    /// The text that a portal takes: 4000 characters, no padding. `None` when there is no hash.
    #[must_use]
    pub fn canonical(&self) -> Option<String> {
        self.content.as_ref().ok().map(HardwareHash::to_text)
    }
}

/// Whether a text starts as every hash does: `T0`, then `E` to `H`. White space before it is skipped.
///
/// So do some serials: in a column of unknown meaning, ask [`looks_like_windows_hash`].
#[must_use]
pub fn looks_like_hash(text: &[u8]) -> bool {
    matches!(text.trim_ascii_start(), [b'T', b'0', b'E'..=b'H', ..])
}

/// Whether a text starts as a hash made on Windows 10 or later does: as [`looks_like_hash`] says, and with the
/// frame of record 1 and a version 10.0 in it. White space before it is skipped.
#[must_use]
pub fn looks_like_windows_hash(text: &[u8]) -> bool {
    looks_like_hash(text) && text.trim_ascii_start().get(6..16) == Some(b"EAHAAAAAoA")
}

/// Examines the text of a field, in UTF-8: takes out what does not belong in it, decodes it, verifies it.
///
/// A text of 4000 characters without a flaw is decoded once and hashed once.
#[must_use]
pub fn examine(text: &[u8]) -> Examination {
    if let Some(text) = text.as_array() {
        let mut blob = [0; BLOB_LEN];
        if decode(text, &mut blob) {
            return conclude(Vec::new(), blob.to_vec(), TEXT_LEN, BLOB_LEN);
        }
    }
    match clean(text) {
        Ok(cleaned) => examine_cleaned(cleaned),
        Err((offset, characters)) => Examination {
            repairs: Vec::new(),
            content: Err(Error::NotBase64 { offset }),
            characters,
            bytes: whole_bytes(characters),
        },
    }
}

/// A text without what does not belong in it.
struct Cleaned {
    /// What its characters stand for: six bits each.
    sextets: Vec<u8>,
    /// How many `=` stood at its end.
    padding: usize,
    repairs: Vec<Repair>,
}

/// Takes out what is not base64 but may stand between its characters; `Err`: the offset of the first byte that
/// may not, and the number of characters before it.
fn clean(text: &[u8]) -> Result<Cleaned, (usize, usize)> {
    let mut sextets = Vec::with_capacity(text.len());
    let (mut whitespace, mut url_alphabet) = (false, false);
    let (mut padding, mut first_padding) = (0, 0);
    let mut offset = 0;
    // All up to the first byte that is not of the alphabet, which is nearly always all: a byte at a time, not a character.
    let plain = text.iter().map_while(|&byte| plain_sextet(byte));
    sextets.extend(plain);
    offset += sextets.len();
    for chunk in text[offset..].utf8_chunks() {
        for (at, character) in chunk.valid().char_indices() {
            if let Some(sextet) = sextet(character) {
                if padding != 0 {
                    return Err((first_padding, sextets.len()));
                }
                url_alphabet |= matches!(character, '-' | '_');
                sextets.push(sextet);
            } else if character == '=' {
                if padding == 0 {
                    first_padding = offset + at;
                }
                padding += 1;
            } else if is_removable(character) {
                whitespace = true;
            } else {
                return Err((offset + at, sextets.len() + padding));
            }
        }
        offset += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            return Err((offset, sextets.len() + padding));
        }
    }
    let flaws = [
        (whitespace, Repair::Whitespace),
        (url_alphabet, Repair::UrlAlphabet),
        (padding != 0 || !sextets.len().is_multiple_of(4), Repair::Padding),
        (whole_bytes(sextets.len()) != BLOB_LEN, Repair::Length),
    ];
    let repairs = flaws.into_iter().filter_map(|(found, repair)| found.then_some(repair)).collect();
    Ok(Cleaned { sextets, padding, repairs })
}

/// What a character stands for in base64, in the standard alphabet or in the URL-safe one.
fn sextet(character: char) -> Option<u8> {
    match character {
        '-' => Some(62),
        '_' => Some(63),
        _ => plain_sextet(u8::try_from(character).ok()?),
    }
}

/// What a byte stands for in the standard alphabet.
fn plain_sextet(byte: u8) -> Option<u8> {
    const NONE: u8 = 64;
    const SEXTETS: [u8; 256] = {
        let mut sextets = [NONE; 256];
        let alphabet = *b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let mut sextet = 0;
        while sextet < NONE {
            sextets[alphabet[sextet as usize] as usize] = sextet;
            sextet += 1;
        }
        sextets
    };
    let sextet = SEXTETS[usize::from(byte)];
    (sextet < NONE).then_some(sextet)
}

/// White space of any kind, and what is there without being seen.
fn is_removable(character: char) -> bool {
    character.is_whitespace()
        || matches!(
            character,
            // Soft hyphen; zero width space, joiners and marks of direction; word joiner; byte order mark.
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}'
        )
}

/// The bytes that a number of base64 characters stand for, without the bits left over.
fn whole_bytes(characters: usize) -> usize {
    characters / 4 * 3 + characters % 4 * 3 / 4
}

/// Zeros at the end may be lost or added without changing what a hash says. So they are brought to the number
/// that fills 3000 bytes, whatever the length was: the digest tells whether that was right.
fn examine_cleaned(cleaned: Cleaned) -> Examination {
    let Cleaned { mut sextets, padding, repairs } = cleaned;
    let given = sextets.len();
    let filled = sextets.iter().rposition(|&sextet| sextet != 0).map_or(0, |last| last + 1);
    sextets.resize(filled.next_multiple_of(4).max(TEXT_LEN), 0);
    let blob = sextets.as_chunks().0.iter().copied().flat_map(pack).collect();
    conclude(repairs, blob, given + padding, whole_bytes(given))
}

/// Four times six bits as three bytes.
fn pack([a, b, c, d]: [u8; 4]) -> [u8; 3] {
    [a << 2 | b >> 4, b << 4 | c >> 2, c << 6 | d]
}

fn conclude(repairs: Vec<Repair>, blob: Vec<u8>, characters: usize, bytes: usize) -> Examination {
    match verify(&blob, bytes) {
        Ok(total) => {
            Examination { repairs, content: Ok(HardwareHash::from_verified(blob, total)), characters, bytes }
        }
        Err(error) => Examination { repairs: Vec::new(), content: Err(error), characters, bytes },
    }
}
