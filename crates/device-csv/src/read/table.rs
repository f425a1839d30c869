//! Tables: the text of a file, chunk by chunk, to rows.

use super::encoding::Decoder;
use super::frame::{Extent, Frame, Framer, Quotes, line_ends};
use super::layout::Layout;
use super::line::{Line, Wrapped};
use super::notes::Notes;
use super::wrap::{open_hash, part};
use crate::{Encoding, FileId, FileKind, FileReport, Place, Row};

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
    layout: Layout,
    notes: Notes,
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
    pub(super) fn new(file: FileId, encoding: Encoding, decoder: Decoder, start: u64) -> Table {
        Table {
            file,
            encoding,
            decoder,
            text: Vec::new(),
            framer: Framer::new(),
            next: Position { text: 0, file: start, line: 1 },
            open: None,
            layout: Layout::new(file),
            notes: Notes::new(),
        }
    }

    pub(super) fn push(&mut self, chunk: &[u8], rows: &mut Vec<Row>) {
        for piece in chunk.chunks(PIECE) {
            self.decoder.push(piece, &mut self.text);
            self.read(None, rows);
        }
        self.layout.settle(rows);
    }

    pub(super) fn finish(mut self, path: String, size: u64, rows: &mut Vec<Row>) -> FileReport {
        self.decoder.finish(&mut self.text);
        self.read(Some(size), rows);
        self.close(size, rows);
        self.layout.settle(rows);
        let (kind, delimiter, columns, count) = self.layout.finish(&mut self.notes);
        let encoding = self.notes.encoding(self.encoding);
        if matches!(kind, FileKind::Table | FileKind::ReportExport) {
            self.notes.say_encoding(encoding, self.decoder.damaged(), Place::file(self.file));
        } else {
            self.notes.keep_last();
        }
        FileReport {
            id: self.file,
            path,
            size,
            kind,
            encoding,
            delimiter: delimiter.map(char::from),
            columns,
            rows: count,
            diagnostics: self.notes.into_diagnostics(),
        }
    }

    /// Reads every row that is there in full. `size`: that of the file, at its end.
    fn read(&mut self, size: Option<u64>, rows: &mut Vec<Row>) {
        let at_end = size.is_some();
        let size = size.unwrap_or(u64::MAX);
        loop {
            let delimiters = self.layout.delimiters();
            let Some(frame) = self.framer.next(&self.text[self.next.text..], at_end, delimiters) else {
                break;
            };
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
