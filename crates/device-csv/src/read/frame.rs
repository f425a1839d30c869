//! Finds where rows end.
//!
//! For whoever works on this: a row can come in any number of pieces, so everything that was learnt about the row so
//! far is kept (`scan`, `state`) and no byte is looked at twice. Every decision depends on bytes by their place in
//! the row alone, never on how many happen to be there, or else the result would change with the size of the chunks.
//! Where more bytes are needed to decide (a CR that may have its LF, a quote that may be doubled) nothing is returned.

use super::encoding::BOM;

/// A quoted field that is still open this many bytes into its row was never meant to be one: no device row is near
/// this long, and without a limit one stray quote would swallow the rest of the file.
pub(super) const QUOTED_LIMIT: usize = 64 * 1024;

/// A row is cut after this many bytes, so that a file without line ends can't fill the memory. What is behind them, up
/// to the next line end, is no row.
pub(super) const ROW_LIMIT: usize = 256 * 1024;

/// The characters that may stand between fields: those that it may be, while that isn't known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Delimiters {
    bytes: [u8; 4],
    count: usize,
}

impl Delimiters {
    /// What is tried when nothing is known.
    pub(super) const ANY: Delimiters = Delimiters { bytes: *b",;\t\0", count: 3 };

    /// That one alone.
    pub(super) fn one(delimiter: u8) -> Delimiters {
        Delimiters { bytes: [delimiter, 0, 0, 0], count: 1 }
    }

    /// All that may be, with one to be tried before the others.
    pub(super) fn preferring(delimiter: u8) -> Delimiters {
        let mut all = Delimiters { bytes: [delimiter, 0, 0, 0], count: 1 };
        for &other in Delimiters::ANY.as_slice().iter().filter(|&&other| other != delimiter) {
            all.bytes[all.count] = other;
            all.count += 1;
        }
        all
    }

    pub(super) fn as_slice(&self) -> &[u8] {
        &self.bytes[..self.count]
    }

    pub(super) fn contains(&self, byte: u8) -> bool {
        self.as_slice().contains(&byte)
    }
}

/// What quotes do in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quotes {
    /// There are none.
    None,
    /// There are, and each quoted field ends.
    Closed,
    /// One is opened and never closed: the row ends at the first line end all the same.
    Unclosed,
}

/// A row, in bytes from the place where the framer stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Frame {
    /// First byte: past a byte order mark, if one stands there (files put one after the other have them inside).
    pub start: usize,
    /// One past the last byte, line end not included.
    pub end: usize,
    /// Where the next row starts.
    pub next: usize,
    pub quotes: Quotes,
    pub extent: Extent,
}

/// How much of a row a frame is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// All of it.
    Whole,
    /// As much as is looked at of a row that is longer than [`ROW_LIMIT`].
    Cut,
    /// What is behind that, or a part of it: to be skipped.
    Rest,
}

/// Finds rows one by one.
#[derive(Clone, Debug)]
pub(super) struct Framer {
    /// Bytes of the row that were looked at.
    scan: usize,
    start: usize,
    state: State,
    quotes: Quotes,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    RowStart,
    Plain,
    Quoted,
    /// Behind a row that was cut.
    Skipping,
}

impl Framer {
    pub(super) fn new() -> Framer {
        Framer { scan: 0, start: 0, state: State::RowStart, quotes: Quotes::None }
    }

    /// Whether it has looked at nothing of the row that comes next.
    pub(super) fn is_at_start(&self) -> bool {
        self.state == State::RowStart
    }

    /// The row that `text` begins with. `None`: more bytes are needed, or, at the end of the file, there is no row.
    ///
    /// Until a row is returned, every call must be given the same bytes again, with more after them.
    pub(super) fn next(&mut self, text: &[u8], at_end: bool, delimiters: Delimiters) -> Option<Frame> {
        loop {
            match self.state {
                State::RowStart => {
                    if text.is_empty() || (!at_end && text.len() < BOM.len() && BOM.starts_with(text)) {
                        return None;
                    }
                    self.start = if text.starts_with(BOM) { BOM.len() } else { 0 };
                    self.scan = self.start;
                    self.state = State::Plain;
                }
                State::Plain => match memchr::memchr3(b'"', b'\r', b'\n', &text[self.scan..]) {
                    Some(i) if self.scan + i < ROW_LIMIT => {
                        let at = self.scan + i;
                        match text[at] {
                            b'\n' => return Some(self.frame(at, at + 1)),
                            b'\r' => match text.get(at + 1) {
                                Some(b'\n') => return Some(self.frame(at, at + 2)),
                                None if !at_end => {
                                    self.scan = at;
                                    return None;
                                }
                                _ => return Some(self.frame(at, at + 1)),
                            },
                            _ => self.quote(text, at, delimiters),
                        }
                    }
                    _ if text.len() >= ROW_LIMIT => return Some(self.cut()),
                    _ if at_end => return Some(self.frame(text.len(), text.len())),
                    _ => {
                        self.scan = text.len();
                        return None;
                    }
                },
                State::Skipping => return self.rest(text, at_end),
                State::Quoted => {
                    let within = text.get(self.scan..QUOTED_LIMIT.min(text.len())).unwrap_or_default();
                    let Some(i) = memchr::memchr(b'"', within) else {
                        if at_end || text.len() >= QUOTED_LIMIT {
                            self.take_quotes_literally();
                            continue;
                        }
                        self.scan = text.len();
                        return None;
                    };
                    let at = self.scan + i;
                    match text.get(at + 1) {
                        None if !at_end => {
                            self.scan = at;
                            return None;
                        }
                        Some(b'"') => self.scan = at + 2,
                        Some(&next)
                            if !ends_field(next, delimiters) && spans_lines(&text[self.start..at]) =>
                        {
                            // A field over several lines whose closing quote is followed by text: the quote that
                            // closes it is the one that opens a field of another row.
                            self.take_quotes_literally();
                        }
                        _ => {
                            self.scan = at + 1;
                            self.state = State::Plain;
                        }
                    }
                }
            }
        }
    }

    /// A quote in plain text: it opens a quoted field where a field starts, and is a letter like any other elsewhere.
    fn quote(&mut self, text: &[u8], at: usize, delimiters: Delimiters) {
        self.scan = at + 1;
        if self.quotes == Quotes::Unclosed {
            return;
        }
        self.quotes = Quotes::Closed;
        if at == self.start || delimiters.contains(text[at - 1]) {
            self.state = State::Quoted;
        }
    }

    fn take_quotes_literally(&mut self) {
        self.quotes = Quotes::Unclosed;
        self.scan = self.start;
        self.state = State::Plain;
    }

    fn frame(&mut self, end: usize, next: usize) -> Frame {
        let frame = Frame { start: self.start, end, next, quotes: self.quotes, extent: Extent::Whole };
        *self = Framer::new();
        frame
    }

    /// The row up to the limit.
    fn cut(&mut self) -> Frame {
        let frame = Frame { extent: Extent::Cut, ..self.frame(ROW_LIMIT, ROW_LIMIT) };
        self.state = State::Skipping;
        frame
    }

    /// What is there of a row that was cut: to its line end, or all.
    fn rest(&mut self, text: &[u8], at_end: bool) -> Option<Frame> {
        let end = memchr::memchr2(b'\r', b'\n', text).unwrap_or(text.len());
        let next = match text[end..] {
            [] if end == 0 => return None,
            [] => end,
            [b'\r', b'\n', ..] => end + 2,
            [b'\r'] if !at_end && end == 0 => return None,
            [b'\r'] if !at_end => end,
            _ => end + 1,
        };
        let frame = Frame { extent: Extent::Rest, ..self.frame(end, next) };
        if next == end {
            self.state = State::Skipping;
        }
        Some(frame)
    }
}

fn ends_field(byte: u8, delimiters: Delimiters) -> bool {
    delimiters.contains(byte) || matches!(byte, b'\r' | b'\n')
}

fn spans_lines(text: &[u8]) -> bool {
    memchr::memchr2(b'\r', b'\n', text).is_some()
}

/// How many lines end in that text. CR, LF and CRLF each end one.
pub(super) fn line_ends(text: &[u8]) -> u32 {
    let ends = memchr::memchr2_iter(b'\r', b'\n', text)
        .filter(|&at| text[at] == b'\n' || text.get(at + 1) != Some(&b'\n'))
        .count();
    u32::try_from(ends).unwrap_or(u32::MAX)
}
