//! XML reports of the OA3 tool: one `Key` element a device.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::Event;

use super::encoding::{Decoder, decode};
use super::frame::{Quotes, line_ends};
use super::hash::hash_cell;
use super::line::{Line, column};
use super::notes::Notes;
use super::split::{Form, Span};
use super::words::field_of;
use crate::secret::mask;
use crate::{Cell, Code, Encoding, Field, FileId, FileKind, FileReport, Place, Row, RowId};

/// A report is read as a whole, up to this many bytes of text: one device takes about five thousand.
pub(super) const LIMIT: usize = 8 * 1024 * 1024;

/// A report that is being gathered.
#[derive(Clone, Debug)]
pub(super) struct Report {
    file: FileId,
    encoding: Encoding,
    decoder: Decoder,
    /// Bytes of the byte order mark.
    start: u64,
    text: Vec<u8>,
    too_large: bool,
}

/// A device's element, in bytes of the text.
struct Key {
    start: usize,
    end: usize,
    fields: Vec<(Field, usize, Span)>,
    /// Elements in it so far.
    elements: usize,
}

impl Report {
    pub(super) fn new(file: FileId, encoding: Encoding, decoder: Decoder, start: u64) -> Report {
        Report { file, encoding, decoder, start, text: Vec::new(), too_large: false }
    }

    pub(super) fn push(&mut self, chunk: &[u8]) {
        for piece in chunk.chunks(64 * 1024) {
            if self.too_large {
                return;
            }
            self.decoder.push(piece, &mut self.text);
            self.too_large = self.text.len() > LIMIT;
        }
    }

    pub(super) fn finish(mut self, path: String, size: u64, rows: &mut Vec<Row>) -> FileReport {
        self.decoder.finish(&mut self.text);
        let keys = if self.too_large { Vec::new() } else { keys(&self.text) };
        let (notes, encoding, count) = self.read(&keys, size, rows);
        let kind = if keys.is_empty() { FileKind::Unrecognised } else { FileKind::Oa3Report };
        FileReport {
            id: self.file,
            path,
            size,
            kind,
            encoding,
            delimiter: None,
            columns: Vec::new(),
            rows: count,
            diagnostics: notes.into_diagnostics(),
        }
    }

    fn read(&self, keys: &[Key], size: u64, rows: &mut Vec<Row>) -> (Notes, Encoding, u32) {
        let unit = self.decoder.unit();
        let mut notes = Notes::new();
        let mut count = 0;
        let (mut seen, mut at, mut number) = (0, self.start, 1);
        for key in keys {
            let before = &self.text[seen..key.start];
            at += unit.length_in_file(before);
            number += line_ends(before);
            seen = key.start;
            let text = &self.text[key.start..key.end];
            // Lines are counted as in a row with quotes, which may hold line ends.
            let quotes = Quotes::Closed;
            let line = Line { file: self.file, text, at, number, quotes, unit, size, wrapped: None };
            notes.see(&line);
            rows.push(device(RowId { file: self.file, row: count }, &line, &key.fields));
            count += 1;
        }
        let encoding = notes.encoding(self.encoding);
        let file = Place::file(self.file);
        if keys.is_empty() {
            notes.say(Code::FileUnrecognised, file, Vec::new());
        } else {
            notes.say_encoding(encoding, self.decoder.damaged(), file);
        }
        (notes, encoding, count)
    }
}

fn device(id: RowId, line: &Line, fields: &[(Field, usize, Span)]) -> Row {
    let mut row = Row { id, line: line.number, range: line.whole(), cells: Default::default(), hash: None };
    for &(field, index, span) in fields {
        if let Some(at) = Field::TEXT.iter().position(|&text| text == field) {
            let raw = decode(span.raw(line.text));
            let value = unescape(&raw).unwrap_or(Cow::Borrowed(&raw));
            row.cells[at] = Some(Cell {
                text: mask(&value).into_owned(),
                range: line.range(span.start, span.end),
                line: line.number_at(span.start),
                column: column(index),
            });
        } else {
            row.hash = hash_cell(line, span, index);
        }
    }
    row
}

/// The devices in a text, as far as it is XML. The product key itself is not taken: it is a secret that nothing needs.
fn keys(text: &[u8]) -> Vec<Key> {
    let markup = markup(text);
    let mut reader = Reader::from_str(&markup);
    reader.config_mut().check_end_names = false;
    let position = |reader: &Reader<&[u8]>| usize::try_from(reader.buffer_position()).unwrap_or(text.len());
    let mut keys = Vec::new();
    let mut key: Option<Key> = None;
    let mut inside: Option<(Option<Field>, usize)> = None;
    loop {
        let before = position(&reader);
        match reader.read_event() {
            Ok(Event::Start(start)) => {
                let name = start.local_name();
                if name.as_ref() == "Key" {
                    finish(&mut key, &mut keys);
                    key = Some(Key { start: before, end: before, fields: Vec::new(), elements: 0 });
                    inside = None;
                } else {
                    inside = Some((field_of(name.as_ref()), position(&reader)));
                }
            }
            Ok(Event::End(end)) => {
                if end.local_name().as_ref() == "Key" {
                    if let Some(key) = &mut key {
                        key.end = position(&reader);
                    }
                    finish(&mut key, &mut keys);
                } else if let Some((field, start)) = inside.take() {
                    let key = key.get_or_insert(Key { start, end: start, fields: Vec::new(), elements: 0 });
                    key.add(field, start, before, text);
                    key.end = position(&reader);
                }
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    finish(&mut key, &mut keys);
    keys
}

/// The text as the parser takes it, byte for byte in the same place. It takes UTF-8 alone; in windows-1252, what is
/// not ASCII is no part of the markup.
fn markup(text: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(text) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => text.iter().map(|&byte| if byte.is_ascii() { char::from(byte) } else { '?' }).collect(),
    }
}

impl Key {
    fn add(&mut self, field: Option<Field>, start: usize, end: usize, text: &[u8]) {
        if let Some(field) = field
            && !self.fields.iter().any(|(other, ..)| *other == field)
        {
            let raw = &text[start..end];
            let start = end - raw.trim_ascii_start().len();
            let end = start + raw.trim_ascii().len();
            let span = Span { start, end, form: Form::Plain, stray: false };
            self.fields.push((field, self.elements, span));
        }
        self.elements += 1;
    }
}

/// Keeps a device that has a hash; its fields are counted from its start from here on.
fn finish(key: &mut Option<Key>, keys: &mut Vec<Key>) {
    if let Some(mut key) = key.take()
        && key.fields.iter().any(|(field, ..)| *field == Field::Hash)
    {
        for (_, _, span) in &mut key.fields {
            span.start -= key.start;
            span.end -= key.start;
        }
        keys.push(key);
    }
}
