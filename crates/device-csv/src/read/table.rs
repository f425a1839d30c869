//! Tables: the text of a file, chunk by chunk, to rows.

use super::encoding::{Decoder, Unit};
use super::frame::{Extent, Frame, Framer, Quotes, line_ends};
use super::layout::Layout;
use super::line::{Line, Wrapped};
use super::notes::Notes;
use super::plain::{Found, is_left_out};
use super::section::{Bearings, Section};
use super::wrap::{open_hash, part};
use crate::{Encoding, FileId, FileReport, Row};

/// Chunks are taken in pieces of this many bytes, so that a big chunk is not copied as a whole.
const PIECE: usize = 64 * 1024;

/// A table that is being read.
#[derive(Clone, Debug)]
pub(super) struct Table {
    file: FileId,
    encoding: Encoding,
    decoder: Decoder,
    /// Text from the first row that is not finished, to where the decoder is.
    text: Vec<u8>,
    framer: Framer,
    next: Position,
    /// A row that may go on in the next one.
    open: Option<Open>,
    /// Where the section is to end: before the first certain row that starts behind this byte.
    limit: Option<u64>,
    span: Span,
    layout: Layout,
    notes: Notes,
}

/// Where a section begins and ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Span {
    /// The first certain row is being looked for.
    Unknown,
    /// It has begun at that byte.
    From(u64),
    /// The first and one past the last byte.
    Whole(u64, u64),
    /// There is no certain row up to the limit.
    Nowhere,
}

/// A place at which a row starts.
#[derive(Clone, Copy, Debug)]
struct Position {
    /// In the text that is kept.
    text: usize,
    /// In the file.
    file: u64,
    /// Physical line, from 1.
    line: u32,
}

/// A row that ends in the first part of a hash, with the rows that went on with it.
#[derive(Clone, Copy, Debug)]
struct Open {
    start: Position,
    /// One past the last byte of the last row, in the text that is kept.
    end: usize,
    /// Characters of the hash so far; `None`: it is whole.
    hash: Option<usize>,
    wrapped: Option<Wrapped>,
}

/// A row in the text that is kept.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    start: Position,
    /// One past its last byte.
    end: usize,
    quotes: Quotes,
    wrapped: Option<Wrapped>,
}

impl Table {
    /// A table from its start; up to `limit`, or to its end.
    pub(super) fn new(
        file: FileId,
        encoding: Encoding,
        decoder: Decoder,
        start: u64,
        limit: Option<u64>,
    ) -> Table {
        Table {
            file,
            encoding,
            decoder,
            text: Vec::new(),
            framer: Framer::new(),
            next: Position { text: 0, file: start, line: 1 },
            open: None,
            limit,
            span: Span::From(0),
            layout: Layout::new(file),
            notes: Notes::new(),
        }
    }

    /// A table from a byte in its middle; where `search` is set, from the first certain row behind it.
    pub(super) fn within(
        file: FileId,
        bearings: &Bearings,
        start: u64,
        search: bool,
        limit: Option<u64>,
    ) -> Table {
        let decoder = Decoder::new(Unit::of(bearings.encoding));
        Table {
            span: if search { Span::Unknown } else { Span::From(start) },
            layout: Layout::within(file, bearings),
            ..Table::new(file, bearings.encoding, decoder, start, limit)
        }
    }

    /// How rows are to be read from here on, if that is known.
    pub(super) fn bearings(&self) -> Option<Bearings> {
        self.layout.is_known().then(|| self.layout.clone().into_bearings(self.encoding))
    }

    /// Where its first row is, once that is known.
    pub(super) fn start(&self) -> Option<u64> {
        match self.span {
            Span::From(start) | Span::Whole(start, _) => Some(start),
            Span::Unknown | Span::Nowhere => None,
        }
    }

    /// Whether it takes no more.
    pub(super) fn is_over(&self) -> bool {
        matches!(self.span, Span::Whole(..) | Span::Nowhere)
    }

    pub(super) fn push(&mut self, chunk: &[u8], rows: &mut Vec<Row>) {
        for piece in chunk.chunks(PIECE) {
            if self.is_over() {
                break;
            }
            self.decoder.push(piece, &mut self.text);
            self.read(None, rows);
        }
        self.layout.settle(rows);
    }

    pub(super) fn finish(mut self, path: String, size: u64, rows: &mut Vec<Row>) -> FileReport {
        self.finish_rows(size, rows);
        if self.layout.is_known() {
            let id = self.file;
            return self.into_section(size).report(id, path, size);
        }
        let kind = self.layout.conclude(&mut self.notes);
        self.notes.keep_last();
        FileReport {
            id: self.file,
            path,
            size,
            kind,
            encoding: self.notes.encoding(self.encoding),
            delimiter: None,
            columns: Vec::new(),
            rows: 0,
            diagnostics: self.notes.into_diagnostics(),
        }
    }

    /// Ends the section: where it took no more, or at the end of the file, which has that `size`. `None`: it has not begun,
    /// or it is not known how its rows are to be read.
    pub(super) fn end(mut self, size: u64, rows: &mut Vec<Row>) -> Option<Section> {
        if !self.is_over() {
            self.finish_rows(size, rows);
            if let Span::From(start) = self.span {
                self.span = Span::Whole(start, size);
            }
        }
        let Span::Whole(_, end) = self.span else { return None };
        self.layout.is_known().then(|| self.into_section(end))
    }

    fn finish_rows(&mut self, size: u64, rows: &mut Vec<Row>) {
        self.decoder.finish(&mut self.text);
        self.read(Some(size), rows);
        self.close(size, rows);
        self.layout.settle(rows);
    }

    fn into_section(self, end: u64) -> Section {
        let lines = self.next.line.saturating_sub(1);
        let start = self.start().unwrap_or(end);
        let halves = self.decoder.damaged();
        Section::new((start, end), lines, (self.layout, self.encoding), self.notes, halves)
    }

    /// Reads every row that is there in full. `size`: that of the file, at its end.
    fn read(&mut self, size: Option<u64>, rows: &mut Vec<Row>) {
        let at_end = size.is_some();
        let size = size.unwrap_or(u64::MAX);
        if self.span == Span::Unknown {
            self.search(at_end);
        }
        while let Span::From(section_start) = self.span {
            match self.read_plain(size, rows) {
                Found::Row { .. } => continue,
                Found::Part if !at_end => break,
                Found::Part | Found::Other => {}
            }
            let delimiters = self.layout.delimiters();
            let Some(frame) = self.framer.next(&self.text[self.next.text..], at_end, delimiters) else {
                break;
            };
            if self.limit.is_some_and(|limit| self.next.file > limit)
                && (self.open.is_none() || self.layout.certain_ends_hash())
                && self.is_certain(frame)
            {
                self.close(size, rows);
                self.span = Span::Whole(section_start, self.next.file);
                break;
            }
            let (start, end) = self.advance(frame);
            if frame.extent == Extent::Rest {
                continue;
            }
            let stretch = Stretch { start, end, quotes: frame.quotes, wrapped: None };
            if frame.extent == Extent::Cut {
                self.close(size, rows);
                let line = stretch.line(self.file, &self.text, &self.decoder, size);
                self.layout.pass_over(&line, &mut self.notes);
                continue;
            }
            if self.goes_on(frame.quotes, start, end) {
                continue;
            }
            self.close(size, rows);
            let row = &self.text[start.text..end];
            let delimiters = self.layout.delimiters();
            match open_hash(row, delimiters).filter(|_| frame.quotes == Quotes::None) {
                Some(hash) => self.open = Some(Open { start, end, hash: Some(hash), wrapped: None }),
                None => self.give(stretch, size, rows),
            }
        }
        let kept = self.open.map_or(self.next.text, |open| open.start.text);
        self.text.drain(..kept);
        self.next.text -= kept;
        if let Some(open) = &mut self.open {
            open.start.text -= kept;
            open.end -= kept;
            if let Some(wrapped) = &mut open.wrapped {
                wrapped.first_end -= kept;
                wrapped.hash_end -= kept;
            }
        }
    }

    /// Reads the next row, if it is a plain one, and certainly one of the section.
    fn read_plain(&mut self, size: u64, rows: &mut Vec<Row>) -> Found {
        let is_within = self.limit.is_none_or(|limit| self.next.file <= limit);
        if !is_within || self.open.is_some() || !self.framer.is_at_start() || is_left_out() {
            return Found::Other;
        }
        let Position { text: at, file, line } = self.next;
        let unit = self.decoder.unit();
        let text = &self.text[at..];
        let row = Line {
            file: self.file,
            text,
            at: file,
            number: line,
            quotes: Quotes::None,
            unit,
            size,
            wrapped: None,
        };
        let found = self.layout.read_plain(&row, &mut self.notes, rows);
        if let Found::Row { next, .. } = found {
            let file = file + unit.length_in_file(&text[..next]);
            self.next = Position { text: at + next, file, line: line.saturating_add(1) };
        }
        found
    }

    /// Looks for the first certain row, line by line. What comes before it is not kept.
    fn search(&mut self, at_end: bool) {
        loop {
            let rest = &self.text[self.next.text..];
            let Some(end) = memchr::memchr2(b'\r', b'\n', rest) else { return self.skip(rest.len()) };
            let next = match rest[end..] {
                [b'\r'] if !at_end => return self.skip(end),
                [b'\r', b'\n', ..] => end + 2,
                _ => end + 1,
            };
            let Some(frame) = Framer::new().next(&rest[next..], at_end, self.layout.delimiters()) else {
                return self.skip(end);
            };
            self.skip(next);
            if self.limit.is_some_and(|limit| self.next.file > limit) {
                self.span = Span::Nowhere;
                return;
            }
            if self.is_certain(frame) {
                self.span = Span::From(self.next.file);
                return;
            }
        }
    }

    /// Steps over text that is not read.
    fn skip(&mut self, len: usize) {
        let at = self.next.text;
        self.next.file += self.decoder.unit().length_in_file(&self.text[at..at + len]);
        self.next.text += len;
    }

    /// Whether the row that comes next is one without a doubt.
    fn is_certain(&mut self, frame: Frame) -> bool {
        let at = self.next.text;
        let line = Line {
            file: self.file,
            text: &self.text[at + frame.start..at + frame.end],
            at: 0,
            number: 1,
            quotes: frame.quotes,
            unit: self.decoder.unit(),
            size: u64::MAX,
            wrapped: None,
        };
        frame.extent == Extent::Whole
            && frame.start == 0
            && frame.quotes != Quotes::Unclosed
            && self.layout.is_certain(&line)
    }

    /// Steps over a row; returns where it starts and where it ends in the text that is kept.
    fn advance(&mut self, frame: Frame) -> (Position, usize) {
        let at = self.next.text;
        let unit = self.decoder.unit();
        let lead = unit.length_in_file(&self.text[at..at + frame.start]);
        let start = Position { text: at + frame.start, file: self.next.file + lead, line: self.next.line };
        let whole = &self.text[start.text..at + frame.next];
        let lines = match frame.quotes {
            Quotes::Closed => line_ends(whole),
            Quotes::None | Quotes::Unclosed => u32::from(frame.next > frame.end),
        };
        self.next = Position {
            text: at + frame.next,
            file: start.file + unit.length_in_file(whole),
            line: start.line.saturating_add(lines),
        };
        (start, at + frame.end)
    }

    /// Whether the row goes on with the hash that the rows before it left open.
    fn goes_on(&mut self, quotes: Quotes, start: Position, end: usize) -> bool {
        let Some(open) = &mut self.open else { return false };
        let (Some(so_far), Quotes::None) = (open.hash, quotes) else { return false };
        let Some(part) = part(&self.text[start.text..end], so_far, self.layout.delimiters()) else {
            return false;
        };
        let first_end = open.wrapped.map_or(open.end, |wrapped| wrapped.first_end);
        open.wrapped = Some(Wrapped { first_end, hash_end: start.text + part.end });
        open.hash = part.open.then_some(so_far + part.length);
        open.end = end;
        true
    }

    /// Gives on the row that was left open.
    fn close(&mut self, size: u64, rows: &mut Vec<Row>) {
        if let Some(open) = self.open.take() {
            let Open { start, end, wrapped, .. } = open;
            self.give(Stretch { start, end, quotes: Quotes::None, wrapped }, size, rows);
        }
    }

    fn give(&mut self, stretch: Stretch, size: u64, rows: &mut Vec<Row>) {
        let line = stretch.line(self.file, &self.text, &self.decoder, size);
        self.layout.read(&line, &mut self.notes, rows);
    }
}

impl Stretch {
    /// The row with all that is needed to read it. `size`: that of the file, as far as it is known.
    fn line<'a>(&self, file: FileId, text: &'a [u8], decoder: &Decoder, size: u64) -> Line<'a> {
        let start = self.start.text;
        Line {
            file,
            text: &text[start..self.end],
            at: self.start.file,
            number: self.start.line,
            quotes: self.quotes,
            unit: decoder.unit(),
            size,
            wrapped: self.wrapped.map(|Wrapped { first_end, hash_end }| Wrapped {
                first_end: first_end - start,
                hash_end: hash_end - start,
            }),
        }
    }
}
