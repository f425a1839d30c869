//! Hashes in a row: which field is one, and what it says.

use std::borrow::Cow;

use hardware_hash::{
    Error, HardwareHash, Identity, Lot, TEXT_LEN, examine, looks_like_hash, looks_like_windows_hash,
};

use super::encoding::{Decoder, Unit, decode};
use super::line::{Line, column, is_blank};
use super::split::{Form, Span};
use crate::{Encoding, HashCell, HashForm, HashSummary, Row};

/// A field this long that starts as a hash does is one: no serial is. (The blobs of old tools take 172 characters.)
const SURELY_A_HASH: usize = 100;

/// The bytes of a [`HashCell`]'s range, as they are in the file, as the text that `hardware_hash::examine` takes.
///
/// Decodes it, and takes out what stands in it because of the table that it came from: quotes, and the delimiters of
/// the rows that a hash was wrapped over. Line ends stay: to examine it is to see that they were there. With the file
/// and the range alone, the hash can so be had again whenever it must be written.
///
/// ```
/// use device_csv::{Encoding, hash_text};
/// assert_eq!(hash_text(b"T\x000\x00E\x00", Encoding::Utf16LeBom), b"T0E");
/// assert_eq!(hash_text(b"\"T0E\nAAA\"", Encoding::Ascii), b"T0E\nAAA");
/// ```
#[must_use]
pub fn hash_text(raw: &[u8], encoding: Encoding) -> Vec<u8> {
    match Unit::of(encoding) {
        Unit::Byte => as_text(raw),
        unit => {
            let mut decoder = Decoder::new(unit);
            let mut text = Vec::with_capacity(raw.len() / 2);
            decoder.push(raw, &mut text);
            decoder.finish(&mut text);
            as_text(&text)
        }
    }
}

fn as_text(raw: &[u8]) -> Vec<u8> {
    let decoded = decode(raw);
    decoded.bytes().filter(|byte| !matches!(byte, b'"' | b',' | b';' | b'|')).collect()
}

/// Whether a field holds a hash, whatever its column is called.
pub(super) fn is_hash(line: &Line, span: Span) -> bool {
    let (start, end) = span.inner();
    let raw = &line.text[start..end];
    match span.form {
        Form::Escaped => starts_a_hash(&span.value(line.text)),
        Form::Plain | Form::Quoted | Form::Unclosed => starts_a_hash(raw),
    }
}

/// Whether a text is a hash, or enough of one to know.
pub(super) fn starts_a_hash(text: &[u8]) -> bool {
    if text.get(1) == Some(&0) || text.first() == Some(&0) {
        return starts_a_hash_without_zeros(&decode(text));
    }
    looks_like_windows_hash(text) || (text.len() >= SURELY_A_HASH && looks_like_hash(text))
}

fn starts_a_hash_without_zeros(text: &str) -> bool {
    !text.starts_with('\0') && starts_a_hash(text.as_bytes())
}

/// The hash of a field. `None`: the field is blank.
pub(super) fn hash_cell(line: &Line, span: Span, index: usize) -> Option<HashCell> {
    let (start, end) = span.inner();
    let raw = &line.text[start..end];
    if is_blank(raw) {
        return None;
    }
    let mut examination = examine(raw);
    if examination.content.is_err() {
        let text = as_text(raw);
        if text != raw {
            examination = examine(&text);
        }
    }
    let clean = line.unit == Unit::Byte
        && examination.content.is_ok()
        && examination.repairs.is_empty()
        && raw.len() == TEXT_LEN;
    Some(HashCell {
        range: line.range(start, end),
        line: line.number_at(start),
        column: column(index),
        form: if clean { HashForm::Canonical } else { HashForm::Derived },
        repairs: examination.repairs,
        content: examination.content.map(|hash| summary(&hash, hash.identity())),
    })
}

/// Hashes that wait to be verified together, with the places of their rows among those that were read.
pub(super) type Waiting = Lot<usize>;

/// The hash of a field, as [`hash_cell`] gives it, but for what it says: that comes with [`settle`], if the hash is clean as far
/// as can be told before. `place`: that of its row.
pub(super) fn hash_cell_later(
    line: &Line,
    span: Span,
    index: usize,
    waiting: &mut Waiting,
    place: usize,
) -> Option<HashCell> {
    let (start, end) = span.inner();
    if span.form == Form::Escaped || waiting.take(&line.text[start..end], place).is_err() {
        return hash_cell(line, span, index);
    }
    Some(taken(line, span, index))
}

/// The hash of a field that [waits](Waiting) already.
pub(super) fn taken(line: &Line, span: Span, index: usize) -> HashCell {
    let (start, end) = span.inner();
    HashCell {
        range: line.range(start, end),
        line: line.number_at(start),
        column: column(index),
        form: if line.unit == Unit::Byte { HashForm::Canonical } else { HashForm::Derived },
        repairs: Vec::new(),
        content: Err(Error::Digest),
    }
}

/// Verifies the hashes that wait, and says in their rows what they say.
pub(super) fn settle(waiting: &mut Waiting, rows: &mut [Row]) {
    waiting.verify(|place, verified| {
        let Some(cell) = rows.get_mut(place).and_then(|row| row.hash.as_mut()) else { return };
        match verified {
            Some((hash, identity)) => cell.content = Ok(summary(hash, identity)),
            // That its digest is wrong is what stands there already.
            None => cell.form = HashForm::Derived,
        }
    });
}

/// What is kept of a hash.
fn summary(hash: &HardwareHash, identity: Option<Identity>) -> HashSummary {
    let capture = hash.capture();
    HashSummary {
        identity,
        tuple: hash.tuple(),
        captured: capture.map(|capture| capture.unix()),
        product_key_id: hash.product_key_id().map(Cow::into_owned),
        os_build: capture.map(|capture| capture.os_version.build),
        findings: hash.findings(),
    }
}
