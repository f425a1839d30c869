//! One row with everything that is needed to say where something in it stands.

use std::borrow::Cow;

use super::encoding::{Unit, decode};
use super::frame::{Quotes, line_ends};
use super::split::{Form, Span, shift, split, split_plain};
use crate::{ByteRange, Field, FileId, Place};

/// A row of the file (or several, for a hash that was broken over them).
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    pub file: FileId,
    pub text: &'a [u8],
    /// The first byte in the file.
    pub at: u64,
    /// The physical line on which it starts, from 1.
    pub number: u32,
    pub quotes: Quotes,
    pub unit: Unit,
    /// Bytes of the file that came in: no range ends behind them, not even that of half a UTF-16 unit.
    pub size: u64,
    pub wrapped: Option<Wrapped>,
}

/// How a hash was broken over several rows, in bytes of their text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wrapped {
    /// One past the last byte of the first row.
    pub first_end: usize,
    /// One past the last byte of the hash, in the last row.
    pub hash_end: usize,
}

impl Line<'_> {
    /// A stretch of the text, in bytes of the file.
    pub(super) fn range(&self, start: usize, end: usize) -> ByteRange {
        let first = self.at + self.unit.length_in_file(&self.text[..start]);
        let last = first + self.unit.length_in_file(&self.text[start..end]);
        ByteRange { start: first.min(self.size), end: last.min(self.size) }
    }

    /// The whole row, in bytes of the file.
    pub(super) fn whole(&self) -> ByteRange {
        self.range(0, self.text.len())
    }

    /// The physical line of a place in the text.
    pub(super) fn number_at(&self, at: usize) -> u32 {
        if self.quotes == Quotes::None && self.wrapped.is_none() {
            return self.number;
        }
        self.number.saturating_add(line_ends(&self.text[..at]))
    }

    /// Splits the row into fields.
    ///
    /// A row that is quoted as a whole, as a spreadsheet does with rows that it keeps in one cell, is split inside its
    /// quotes.
    pub(super) fn fields(&self, delimiter: u8, spans: &mut Vec<Span>) {
        if let Some(wrapped) = self.wrapped {
            self.wrapped_fields(wrapped, delimiter, spans);
            return;
        }
        if self.quotes == Quotes::None {
            split_plain(self.text, delimiter, spans);
            return;
        }
        split(self.text, delimiter, spans);
        if let [whole] = spans[..]
            && whole.form == Form::Quoted
        {
            let (start, end) = whole.inner();
            split_plain(&self.text[start..end], delimiter, spans);
            shift(spans, start);
        }
    }

    /// The fields of the first row up to the hash, the whole hash, and the fields behind it in the last row.
    fn wrapped_fields(&self, wrapped: Wrapped, delimiter: u8, spans: &mut Vec<Span>) {
        let mut behind = Vec::new();
        if wrapped.hash_end < self.text.len() {
            let start = wrapped.hash_end + 1;
            split_plain(&self.text[start..], delimiter, &mut behind);
            shift(&mut behind, start);
        }
        split_plain(&self.text[..wrapped.first_end], delimiter, spans);
        let hash = spans.iter().rposition(|span| !is_blank(span.raw(self.text))).unwrap_or(0);
        spans.truncate(hash + 1);
        spans[hash].end = wrapped.hash_end;
        spans.append(&mut behind);
    }

    /// What a field says.
    pub(super) fn value(&self, span: Span) -> Cow<'_, str> {
        match span.value(self.text) {
            Cow::Borrowed(bytes) => decode(bytes),
            Cow::Owned(bytes) => Cow::Owned(decode(&bytes).into_owned()),
        }
    }

    /// What fields and the delimiters between them say, as they stand.
    pub(super) fn joined(&self, first: Span, last: Span) -> Cow<'_, str> {
        decode(&self.text[first.start..last.end])
    }

    pub(super) fn is_blank(&self, span: Span) -> bool {
        is_blank(&span.value(self.text))
    }

    /// The row as a place.
    pub(super) fn place(&self) -> Place {
        Place { line: Some(self.number), range: Some(self.whole()), ..Place::file(self.file) }
    }

    /// A field of the row as a place. `index` counts from 0.
    pub(super) fn place_of(&self, span: Span, index: usize, field: Option<Field>) -> Place {
        Place {
            line: Some(self.number_at(span.start)),
            column: Some(column(index)),
            field,
            range: Some(self.range(span.start, span.end)),
            ..Place::file(self.file)
        }
    }
}

/// The number of a column, from 1, of an index from 0.
pub(super) fn column(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1)
}

/// Whether there is nothing to see in it: spaces of any kind, invisible characters, and the end-of-file character that
/// `copy` leaves behind files that it joins.
pub(super) fn is_blank(bytes: &[u8]) -> bool {
    match bytes.iter().find(|&&byte| !matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | 0 | 0x1A)) {
        None => true,
        Some(byte) if byte.is_ascii() => false,
        Some(_) => decode(bytes).chars().all(is_invisible),
    }
}

fn is_invisible(char: char) -> bool {
    char.is_whitespace()
        || matches!(char, '\0' | '\u{1A}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}')
}
