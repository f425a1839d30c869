//! What each row of a table is: blank, above the header, a header, a device.

use super::device::{columns_without_header, device, plain_device};
use super::encoding::Unit;
use super::frame::{Delimiters, Quotes, ROW_LIMIT};
use super::glance::{find_hash, find_hash_under_any, is_blank_row, separator};
use super::hash::{Waiting, settle, starts_a_hash, taken};
use super::header::{Header, REPORT_LABELS, is_labelled, recognise};
use super::line::Line;
use super::notes::{Notes, number, text};
use super::plain::{Found, Plan, plain};
use super::section::Bearings;
use super::seeking::Seeking;
use super::split::{Span, split_loosely};
use crate::{Arg, Code, Encoding, Field, FileId, FileKind, Row, RowId};
use hardware_hash::{TEXT_LEN, looks_like_hash, looks_like_windows_hash};

/// No row longer than this, in bytes, is looked at for anything but a device.
const LONGEST_NOTICE: usize = 4096;

/// A table as far as it is known.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    file: FileId,
    stage: Stage,
    delimiters: Delimiters,
    columns: Vec<Option<Field>>,
    /// Delimiter and columns as they were found first: files that were put one after the other may change them.
    first: Option<(u8, Vec<Option<Field>>)>,
    labelled: bool,
    rows: u32,
    waiting: Waiting,
    /// Kept for its memory alone.
    spans: Vec<Span>,
}

#[derive(Clone, Debug)]
enum Stage {
    Seeking(Seeking),
    Reading,
}

impl Layout {
    pub(super) fn new(file: FileId) -> Layout {
        Layout {
            file,
            stage: Stage::Seeking(Seeking::default()),
            delimiters: Delimiters::ANY,
            columns: Vec::new(),
            first: None,
            labelled: false,
            rows: 0,
            waiting: Waiting::new(),
            spans: Vec::new(),
        }
    }

    /// That of a row in the middle of a file.
    pub(super) fn within(file: FileId, bearings: &Bearings) -> Layout {
        Layout {
            stage: Stage::Reading,
            delimiters: Delimiters::one(bearings.delimiter),
            columns: bearings.columns.clone(),
            first: Some(bearings.first.clone()),
            labelled: bearings.labelled,
            ..Layout::new(file)
        }
    }

    /// Whether it is known how rows are to be read.
    pub(super) fn is_known(&self) -> bool {
        matches!(self.stage, Stage::Reading)
    }

    /// Device rows so far.
    pub(super) fn rows(&self) -> u32 {
        self.rows
    }

    /// How rows are to be read from here on.
    pub(super) fn into_bearings(self, encoding: Encoding) -> Bearings {
        let delimiter = self.delimiters.as_slice()[0];
        Bearings {
            encoding,
            delimiter,
            first: self.first.unwrap_or_else(|| (delimiter, self.columns.clone())),
            columns: self.columns,
            labelled: self.labelled,
        }
    }

    /// Whether a row is a device by its looks, so that it is the start of a row: as many fields as there are columns, and a hash
    /// from its first to its last character where hashes belong. It tells nothing of the row before it, but that it has ended:
    /// no hash goes on with the start of another.
    pub(super) fn is_certain(&mut self, line: &Line) -> bool {
        if is_blank_row(line.text, self.delimiters) {
            return false;
        }
        let mut spans = std::mem::take(&mut self.spans);
        line.fields(self.delimiters.as_slice()[0], &mut spans);
        let own = self.columns.iter().position(|&field| field == Some(Field::Hash));
        let is_certain = spans.len() == self.columns.len()
            && match own {
                Some(own) => {
                    let hash = spans[own].value(line.text);
                    hash.len() == TEXT_LEN && looks_like_windows_hash(&hash)
                }
                None => spans.len() > 1,
            };
        self.spans = spans;
        is_certain
    }

    /// Whether a row that is certain ends a hash that may go on.
    pub(super) fn certain_ends_hash(&self) -> bool {
        self.columns.contains(&Some(Field::Hash))
    }

    /// What may stand between fields in the next row.
    pub(super) fn delimiters(&self) -> Delimiters {
        self.delimiters
    }

    /// Reads the row that `line` begins with, if it is a plain one; of what is behind it nothing is read.
    pub(super) fn read_plain(&mut self, line: &Line, notes: &mut Notes, rows: &mut Vec<Row>) -> Found {
        let own = self.columns.iter().position(|&field| field == Some(Field::Hash));
        let Some(hash) = own.filter(|_| self.is_known() && !self.labelled) else { return Found::Other };
        let delimiter = self.delimiters.as_slice()[0];
        let mut spans = std::mem::take(&mut self.spans);
        let found = plain(line.text, Plan { delimiter, columns: self.columns.len(), hash }, &mut spans);
        let is_read = match found {
            Found::Row { end, .. } => {
                let line = Line { text: &line.text[..end], ..*line };
                self.read_spans(&line, &spans, hash, notes, rows)
            }
            Found::Part | Found::Other => true,
        };
        self.spans = spans;
        if is_read { found } else { Found::Other }
    }

    /// Reads a row whose fields have plain text in them, but for the hash. Whether it was one after all.
    fn read_spans(
        &mut self,
        line: &Line,
        spans: &[Span],
        hash: usize,
        notes: &mut Notes,
        rows: &mut Vec<Row>,
    ) -> bool {
        let raw = spans[hash].raw(line.text);
        let is_hash = |span: &Span| looks_like_hash(span.raw(line.text));
        // A field that may be the start of another hash may go on in the next row.
        if !starts_a_hash(raw) || spans.iter().filter(|span| is_hash(span)).count() > 1 {
            return false;
        }
        if is_labelled(line, spans) {
            return false;
        }
        if self.waiting.is_full() {
            self.settle(rows);
        }
        if self.waiting.take(raw, rows.len()).is_err() {
            return false;
        }
        notes.end_blank();
        let id = RowId { file: self.file, row: self.rows };
        self.rows = self.rows.saturating_add(1);
        let cell = taken(line, spans[hash], hash);
        rows.push(plain_device(id, line, spans, cell, &self.columns));
        true
    }

    /// Reads the next row.
    pub(super) fn read(&mut self, line: &Line, notes: &mut Notes, rows: &mut Vec<Row>) {
        notes.see(line);
        if is_blank_row(line.text, self.delimiters) {
            notes.blank(line);
            return;
        }
        if self.columns.len() > 1 && is_fragment(line) {
            notes.damage(line);
            return;
        }
        let mut spans = std::mem::take(&mut self.spans);
        match self.stage {
            Stage::Seeking(_) => self.seek(line, &mut spans, notes, rows),
            Stage::Reading => {
                notes.end_blank();
                self.read_on(line, &mut spans, notes, rows);
            }
        }
        self.spans = spans;
    }

    /// Tells of a row that is too long to be one.
    pub(super) fn pass_over(&mut self, line: &Line, notes: &mut Notes) {
        match &mut self.stage {
            Stage::Seeking(seeking) => seeking.pass(line, notes),
            Stage::Reading => notes.end_blank(),
        }
        notes.say(Code::RowTooLong, line.place(), vec![("limit", number(ROW_LIMIT / 1024))]);
    }

    /// Looks for a header, or for a hash.
    fn seek(&mut self, line: &Line, spans: &mut Vec<Span>, notes: &mut Notes, rows: &mut Vec<Row>) {
        let Stage::Seeking(seeking) = &mut self.stage else { return };
        if seeking.is_at_start()
            && let Some(delimiter) = separator(line.text)
        {
            self.delimiters = Delimiters::preferring(delimiter);
            return;
        }
        if let Some((delimiter, hash)) = find_hash_under_any(line, self.delimiters, spans) {
            self.begin_without_header(line, delimiter, hash, spans, notes);
            self.read_on(line, spans, notes, rows);
            return;
        }
        match recognise(line, self.delimiters) {
            Some(header) if header.usable && !header.may_name_report_items() => {
                std::mem::take(seeking).end(0, notes);
                self.begin(header, line, notes);
            }
            Some(header) => {
                let headings: Vec<String> =
                    header.spans.iter().map(|span| line.value(*span).trim().to_owned()).collect();
                seeking.pass(line, notes);
                seeking.keep(header.columns, &headings);
            }
            None => seeking.pass(line, notes),
        }
    }

    /// Takes the columns from the first header.
    fn begin(&mut self, header: Header, line: &Line, notes: &mut Notes) {
        notes.quotes(line, &header.spans);
        self.decide(header.delimiter, line, notes);
        for (index, (span, field)) in header.spans.iter().zip(&header.columns).enumerate() {
            let found = line.value(*span);
            if let Some(field) = *field
                && found != field.header()
            {
                let args = vec![("found", text(&found)), ("wanted", text(field.header()))];
                notes.say(Code::HeaderNormalised, line.place_of(*span, index, Some(field)), args);
            }
        }
        let unknown = header.unknown(line);
        if !unknown.is_empty() {
            notes.say(Code::ExtraColumns, line.place(), vec![("columns", text(&unknown.join(", ")))]);
        }
        self.columns = header.columns;
        self.first = Some((header.delimiter, self.columns.clone()));
    }

    /// Takes the columns from the first row with a hash: there was no header, or one that did not name the hash.
    fn begin_without_header(
        &mut self,
        line: &Line,
        delimiter: u8,
        hash: usize,
        spans: &[Span],
        notes: &mut Notes,
    ) {
        let Stage::Seeking(seeking) = std::mem::replace(&mut self.stage, Stage::Reading) else { return };
        let labelled = is_labelled(line, spans);
        let listing = seeking.listing.clone().map(|listing| listing.columns).filter(|_| !labelled);
        let named = listing.filter(|columns| {
            columns.len() == spans.len() && matches!(columns[hash], None | Some(Field::Hash))
        });
        seeking.end(i64::from(named.is_some()), notes);
        self.decide(delimiter, line, notes);
        if labelled {
            self.begin_report(line, notes);
        } else if let Some(mut columns) = named {
            columns[hash] = Some(Field::Hash);
            self.columns = columns;
        } else {
            notes.say(Code::HeaderMissing, line.place(), Vec::new());
            self.columns = columns_without_header(line, spans, hash);
        }
        self.first = Some((delimiter, self.columns.clone()));
    }

    fn begin_report(&mut self, line: &Line, notes: &mut Notes) {
        notes.say(Code::ReportExport, line.place(), Vec::new());
        self.labelled = true;
        self.columns = vec![None; REPORT_LABELS];
        self.columns.extend([Field::Serial, Field::ProductId, Field::Hash].map(Some));
    }

    /// Settles the delimiter.
    fn decide(&mut self, delimiter: u8, line: &Line, notes: &mut Notes) {
        self.stage = Stage::Reading;
        self.delimiters = Delimiters::one(delimiter);
        if self.first.is_none() {
            tell(delimiter, line, notes);
        }
    }

    /// Takes the delimiter of what follows, where files were put one after the other.
    fn change(&mut self, delimiter: u8, line: &Line, notes: &mut Notes) {
        if delimiter != self.delimiters.as_slice()[0] {
            tell(delimiter, line, notes);
        }
        self.delimiters = Delimiters::one(delimiter);
    }

    /// Reads a row below the header.
    fn read_on(&mut self, line: &Line, spans: &mut Vec<Span>, notes: &mut Notes, rows: &mut Vec<Row>) {
        let delimiter = self.delimiters.as_slice()[0];
        line.fields(delimiter, spans);
        let own = self.columns.iter().position(|&field| field == Some(Field::Hash));
        let mut hash = find_hash(line, spans, own);
        if hash.is_none() && line.text.len() <= LONGEST_NOTICE && self.notice(line, notes) {
            return;
        }
        if is_labelled(line, spans) {
            if !self.labelled {
                self.begin_report(line, notes);
            }
            if spans[REPORT_LABELS..].iter().all(|span| line.is_blank(*span)) {
                notes.blank(line);
                return;
            }
        }
        notes.quotes(line, spans);
        if line.quotes != Quotes::None
            && spans.len() != self.columns.len()
            && spans.iter().any(|span| span.stray)
        {
            let mut loose = Vec::new();
            split_loosely(line.text, delimiter, &mut loose);
            if loose.len() == self.columns.len() {
                *spans = loose;
                hash = find_hash(line, spans, own);
            }
        }
        if let Some(hash) = hash
            && own.is_none()
            && self.columns.get(hash) == Some(&None)
        {
            self.columns[hash] = Some(Field::Hash);
            if let Some((_, first)) =
                self.first.as_mut().filter(|(_, first)| first.len() == self.columns.len())
            {
                first[hash] = Some(Field::Hash);
            }
        }
        let id = RowId { file: self.file, row: self.rows };
        self.rows = self.rows.saturating_add(1);
        if self.waiting.is_full() {
            self.settle(rows);
        }
        let waiting = (&mut self.waiting, rows.len());
        rows.push(device(id, line, spans, hash, &self.columns, notes, waiting));
    }

    /// Completes the rows whose hashes wait: before anybody sees them.
    pub(super) fn settle(&mut self, rows: &mut [Row]) {
        settle(&mut self.waiting, rows);
    }

    /// A row among the devices that is not one: a header again, with the same columns or others, or what a tool
    /// writes above a header.
    fn notice(&mut self, line: &Line, notes: &mut Notes) -> bool {
        if let Some(delimiter) = separator(line.text) {
            self.change(delimiter, line, notes);
            return true;
        }
        if line.text.starts_with(b"#TYPE ") {
            notes.say(Code::Preamble, line.place(), vec![("lines", Arg::Number(1))]);
            return true;
        }
        let delimiters = Delimiters::preferring(self.delimiters.as_slice()[0]);
        match recognise(line, delimiters) {
            Some(header) if header.usable && is_header_again(&header, &self.columns) => {
                notes.quotes(line, &header.spans);
                notes.say(Code::RepeatedHeader, line.place(), Vec::new());
                self.change(header.delimiter, line, notes);
                self.columns = header.columns;
                self.labelled = false;
                true
            }
            _ => false,
        }
    }

    /// What a file is of which all rows were seen, and none told how they are to be read.
    pub(super) fn conclude(self, notes: &mut Notes) -> FileKind {
        notes.end_blank();
        match self.stage {
            Stage::Seeking(seeking) => seeking.conclude(self.file, notes),
            Stage::Reading => FileKind::Table,
        }
    }
}

/// Tells of a delimiter that portals don't take.
fn tell(delimiter: u8, line: &Line, notes: &mut Notes) {
    let delimiter = match delimiter {
        b',' => return,
        b'\t' => "tab".to_owned(),
        _ => String::from(char::from(delimiter)),
    };
    notes.say(Code::Delimiter, line.place(), vec![("delimiter", Arg::Text(delimiter))]);
}

/// Whether a row of UTF-16 is one character that is not ASCII: two bytes that were written behind the file in another
/// encoding, such as a line end.
fn is_fragment(line: &Line) -> bool {
    line.unit != Unit::Byte
        && line.text.first().is_some_and(|byte| !byte.is_ascii())
        && line.unit.length_in_file(line.text) == 2
}

/// A header in the middle of a file has at least two headings, unless the table is of one column: a device may be
/// called what a column is called.
fn is_header_again(header: &Header, columns: &[Option<Field>]) -> bool {
    header.columns.iter().flatten().count() >= 2.min(columns.len())
}
