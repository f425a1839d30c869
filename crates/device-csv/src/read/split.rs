//! Splits a row into fields.

use std::borrow::Cow;

/// How a field is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// As it is.
    Plain,
    /// Between quotes, and none inside.
    Quoted,
    /// Between quotes, with doubled quotes inside or text behind the closing one.
    Escaped,
    /// Behind a quote that is never closed.
    Unclosed,
}

/// A field, in bytes of its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    /// First byte; the opening quote, if there is one.
    pub start: usize,
    /// One past the last byte; past the closing quote, if there is one.
    pub end: usize,
    pub form: Form,
    /// Whether it holds a quote that has no business there.
    pub stray: bool,
}

impl Span {
    /// The bytes of the field as they stand.
    pub(super) fn raw(self, row: &[u8]) -> &[u8] {
        &row[self.start..self.end]
    }

    /// The bytes between its quotes, in bytes of the row. For a field with doubled quotes, all of it.
    pub(super) fn inner(self) -> (usize, usize) {
        match self.form {
            Form::Quoted => (self.start + 1, self.end - 1),
            Form::Unclosed => (self.start + 1, self.end),
            Form::Plain | Form::Escaped => (self.start, self.end),
        }
    }

    /// What it says, still encoded.
    pub(super) fn value(self, row: &[u8]) -> Cow<'_, [u8]> {
        let (start, end) = self.inner();
        match self.form {
            Form::Escaped => Cow::Owned(unescape(self.raw(row))),
            _ => Cow::Borrowed(&row[start..end]),
        }
    }
}

/// Splits a row at every delimiter that is not between quotes, as RFC 4180 has it. A quote that isn't closed in the
/// row is taken as a letter.
pub(super) fn split(row: &[u8], delimiter: u8, spans: &mut Vec<Span>) {
    spans.clear();
    let mut start = 0;
    loop {
        let span = if row.get(start) == Some(&b'"') {
            quoted(row, start, delimiter)
        } else {
            let end = field_end(row, start, delimiter);
            let stray = memchr::memchr(b'"', &row[start..end]).is_some();
            Span { start, end, form: Form::Plain, stray }
        };
        spans.push(span);
        if span.end >= row.len() {
            return;
        }
        start = span.end + 1;
    }
}

/// Splits a row without quotes.
pub(super) fn split_plain(row: &[u8], delimiter: u8, spans: &mut Vec<Span>) {
    spans.clear();
    let mut start = 0;
    for end in memchr::memchr_iter(delimiter, row).chain([row.len()]) {
        spans.push(Span { start, end, form: Form::Plain, stray: false });
        start = end + 1;
    }
}

/// Splits a row at every delimiter, between quotes or not, and takes quotes off the ends of each field: for rows whose
/// quotes make no sense.
pub(super) fn split_loosely(row: &[u8], delimiter: u8, spans: &mut Vec<Span>) {
    split_plain(row, delimiter, spans);
    for span in spans {
        let raw = &row[span.start..span.end];
        span.form = match raw {
            [b'"', .., b'"'] => Form::Quoted,
            [b'"', ..] => Form::Unclosed,
            _ => Form::Plain,
        };
        let (start, end) = span.inner();
        span.stray = memchr::memchr(b'"', &row[start..end]).is_some();
    }
}

/// Moves fields of a row that is part of a longer text.
pub(super) fn shift(spans: &mut [Span], by: usize) {
    for span in spans {
        span.start += by;
        span.end += by;
    }
}

fn quoted(row: &[u8], start: usize, delimiter: u8) -> Span {
    let mut at = start + 1;
    let mut form = Form::Quoted;
    loop {
        let Some(i) = memchr::memchr(b'"', &row[at..]) else {
            let end = field_end(row, start, delimiter);
            return Span { start, end, form: Form::Unclosed, stray: false };
        };
        at += i + 1;
        if row.get(at) == Some(&b'"') {
            form = Form::Escaped;
            at += 1;
            continue;
        }
        let end = field_end(row, at, delimiter);
        let stray = end > at;
        return Span { start, end, form: if stray { Form::Escaped } else { form }, stray };
    }
}

fn field_end(row: &[u8], from: usize, delimiter: u8) -> usize {
    memchr::memchr(delimiter, &row[from..]).map_or(row.len(), |i| from + i)
}

/// The text of a field with doubled quotes, or with text behind its closing quote.
fn unescape(raw: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(raw.len());
    let mut at = 1;
    while let Some(i) = memchr::memchr(b'"', &raw[at..]) {
        text.extend_from_slice(&raw[at..at + i]);
        at += i + 1;
        if raw.get(at) != Some(&b'"') {
            break;
        }
        text.push(b'"');
        at += 1;
    }
    text.extend_from_slice(&raw[at..]);
    text
}
