//! Records, one behind the other.
//!
//! A record is its kind (1: bytes, 2: a file, 0: the end), its table's name (length, text), the parts of its key (their number; of
//! each its kind and the number, or length and text), and its value (length, bytes). The end has nothing else.

use crate::FileError;

/// The longest record that is not a file. It is put together in memory; a file is handed on as it comes.
pub const LONGEST_RECORD: u64 = 1 << 26;
/// The most parts that a key has.
const MOST_PARTS: usize = 8;

const END: u8 = 0;
const BYTES: u8 = 1;
const FILE: u8 = 2;
const NUMBER: u8 = 0;
const TEXT: u8 = 1;

/// A part of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A number.
    Number(u32),
    /// A text.
    Text(String),
}

/// A record without its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The name of its table.
    pub table: String,
    /// Its key.
    pub key: Vec<Part>,
}

/// What comes next in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A record with its bytes.
    Record(Record, Vec<u8>),
    /// A record that is a file, of so many bytes. They follow.
    File(Record, u64),
    /// The next bytes of that file.
    Bytes(Vec<u8>),
    /// Nothing comes any more.
    End,
}

/// A record as it is written.
#[must_use]
pub fn record(record: &Record, value: &[u8]) -> Vec<u8> {
    let mut out = head(BYTES, record, value.len() as u64);
    out.extend_from_slice(value);
    out
}

/// A record that is a file, as its beginning is written: its bytes, of that number, are to follow.
#[must_use]
pub fn begin_file(record: &Record, len: u64) -> Vec<u8> {
    head(FILE, record, len)
}

/// What is written when all records are.
#[must_use]
pub fn end() -> [u8; 1] {
    [END]
}

fn head(kind: u8, record: &Record, len: u64) -> Vec<u8> {
    let mut out = vec![kind];
    text(&mut out, &record.table);
    out.push(u8::try_from(record.key.len()).unwrap_or(u8::MAX));
    for part in &record.key {
        match part {
            Part::Number(number) => {
                out.push(NUMBER);
                out.extend_from_slice(&number.to_le_bytes());
            }
            Part::Text(name) => {
                out.push(TEXT);
                text(&mut out, name);
            }
        }
    }
    out.extend_from_slice(&len.to_le_bytes());
    out
}

/// Names are some dozen bytes; what is longer than fits was never a key.
fn text(out: &mut Vec<u8>, text: &str) {
    let len = u16::try_from(text.len()).unwrap_or(u16::MAX);
    out.extend_from_slice(&len.to_le_bytes());
    out.extend_from_slice(&text.as_bytes()[..usize::from(len)]);
}

/// Reads records from bytes that come bit by bit.
#[derive(Debug, Default)]
pub struct Reader {
    waiting: Vec<u8>,
    at: usize,
    /// Bytes of a file that are still to come.
    left: u64,
    is_over: bool,
}

impl Reader {
    /// One at the beginning.
    #[must_use]
    pub fn new() -> Reader {
        Reader::default()
    }

    /// Takes bytes in.
    pub fn push(&mut self, bytes: &[u8]) {
        self.waiting.drain(..self.at);
        self.at = 0;
        self.waiting.extend_from_slice(bytes);
    }

    /// What comes next; `None`: more bytes are needed.
    ///
    /// # Errors
    /// [`FileError::Content`] when the bytes are no records.
    pub fn event(&mut self) -> Result<Option<Event>, FileError> {
        let rest = &self.waiting[self.at..];
        if self.left > 0 {
            let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(rest.len());
            if most == 0 {
                return Ok(None);
            }
            let bytes = rest[..most].to_vec();
            self.at += most;
            self.left -= most as u64;
            return Ok(Some(Event::Bytes(bytes)));
        }
        if self.is_over {
            return if rest.is_empty() { Ok(None) } else { Err(FileError::Content) };
        }
        let mut look = Look { bytes: rest, at: 0 };
        let Some(kind) = look.byte() else { return Ok(None) };
        if kind == END {
            self.at += 1;
            self.is_over = true;
            return Ok(Some(Event::End));
        }
        if kind != BYTES && kind != FILE {
            return Err(FileError::Content);
        }
        let Some((record, len)) = look.head()? else { return Ok(None) };
        if kind == FILE {
            self.at += look.at;
            self.left = len;
            return Ok(Some(Event::File(record, len)));
        }
        if len > LONGEST_RECORD {
            return Err(FileError::Content);
        }
        let value = usize::try_from(len).ok().and_then(|len| look.take(len)).map(<[u8]>::to_vec);
        let Some(value) = value else { return Ok(None) };
        self.at += look.at;
        Ok(Some(Event::Record(record, value)))
    }

    /// To be called when no bytes come any more.
    ///
    /// # Errors
    /// [`FileError::Content`] when there should have been more.
    pub fn finish(&self) -> Result<(), FileError> {
        if self.is_over && self.at == self.waiting.len() { Ok(()) } else { Err(FileError::Content) }
    }
}

/// A look at bytes of which there may be too few.
struct Look<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Look<'b> {
    fn take(&mut self, len: usize) -> Option<&'b [u8]> {
        let taken = self.bytes.get(self.at..self.at.checked_add(len)?)?;
        self.at += len;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1).map(|taken| taken[0])
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    fn text(&mut self) -> Result<Option<String>, FileError> {
        let Some(len) = self.array().map(u16::from_le_bytes) else { return Ok(None) };
        let Some(bytes) = self.take(usize::from(len)) else { return Ok(None) };
        String::from_utf8(bytes.to_vec()).map(Some).map_err(|_| FileError::Content)
    }

    /// Table, key and length of a record; `None`: more bytes are needed.
    fn head(&mut self) -> Result<Option<(Record, u64)>, FileError> {
        let Some(table) = self.text()? else { return Ok(None) };
        let Some(parts) = self.byte() else { return Ok(None) };
        if usize::from(parts) > MOST_PARTS {
            return Err(FileError::Content);
        }
        let mut key = Vec::new();
        for _ in 0..parts {
            let part = match self.byte() {
                Some(NUMBER) => self.array().map(u32::from_le_bytes).map(Part::Number),
                Some(TEXT) => self.text()?.map(Part::Text),
                Some(_) => return Err(FileError::Content),
                None => None,
            };
            let Some(part) = part else { return Ok(None) };
            key.push(part);
        }
        Ok(self.array().map(u64::from_le_bytes).map(|len| (Record { table, key }, len)))
    }
}
