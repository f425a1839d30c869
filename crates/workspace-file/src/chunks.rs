//! Bytes in chunks, and back.

use crate::{FileError, HEADER, Header};

/// How much longer a sealed chunk is.
pub const TAG: usize = 16;

/// Bytes that are to be sealed as one chunk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chunk {
    /// What is sealed.
    pub bytes: Vec<u8>,
    /// Its nonce.
    pub nonce: [u8; 12],
}

/// Makes chunks of bytes that come bit by bit.
#[derive(Debug)]
pub struct Splitter {
    header: Header,
    next: u32,
    gathered: Vec<u8>,
}

impl Splitter {
    /// One for a new file.
    #[must_use]
    pub fn new(header: Header) -> Splitter {
        Splitter { header, next: 0, gathered: Vec::new() }
    }

    /// Takes bytes in.
    pub fn push(&mut self, bytes: &[u8]) {
        self.gathered.extend_from_slice(bytes);
    }

    /// How many bytes may be pushed until a chunk is full, at least one. Whoever pushes no more at once has no more in memory.
    #[must_use]
    pub fn room(&self) -> usize {
        self.size().saturating_sub(self.gathered.len()).max(1)
    }

    /// The next chunk, once it is certain that another one follows it. To be asked until there is none.
    #[must_use]
    pub fn chunk(&mut self) -> Option<Chunk> {
        let size = self.size();
        (self.gathered.len() > size).then(|| {
            let rest = self.gathered.split_off(size);
            let bytes = std::mem::replace(&mut self.gathered, rest);
            self.sealed(bytes, false)
        })
    }

    /// The last chunk; it is empty only where nothing was pushed.
    #[must_use]
    pub fn last(mut self) -> Chunk {
        debug_assert!(self.gathered.len() <= self.size(), "full chunks were taken");
        let bytes = std::mem::take(&mut self.gathered);
        self.sealed(bytes, true)
    }

    fn sealed(&mut self, bytes: Vec<u8>, is_last: bool) -> Chunk {
        let nonce = self.header.nonce(self.next, is_last);
        // Four billion chunks are petabytes.
        self.next = self.next.wrapping_add(1);
        Chunk { bytes, nonce }
    }

    fn size(&self) -> usize {
        usize::try_from(self.header.chunk).unwrap_or(usize::MAX)
    }
}

/// Where the chunks of a file are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    header: Header,
    len: u64,
}

/// A sealed chunk of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it begins in the file.
    pub start: u64,
    /// Where it ends.
    pub end: u64,
    /// Its nonce.
    pub nonce: [u8; 12],
}

impl Layout {
    /// The layout of a file with that header and of that length, the header included.
    ///
    /// # Errors
    /// [`FileError::Truncated`].
    pub fn of(header: Header, len: u64) -> Result<Layout, FileError> {
        let layout = Layout { header, len };
        let body = len.checked_sub(HEADER as u64).ok_or(FileError::Truncated)?;
        let rest = body % layout.sealed();
        // Of what is no chunk, not even the tag is whole.
        if body == 0 || (1..TAG as u64).contains(&rest) || layout.count() > u64::from(u32::MAX) {
            return Err(FileError::Truncated);
        }
        Ok(layout)
    }

    /// The chunk of that number; `None` behind the last one.
    #[must_use]
    pub fn piece(&self, number: u32) -> Option<Piece> {
        let start = HEADER as u64 + u64::from(number) * self.sealed();
        let end = self.len.min(start + self.sealed());
        let nonce = self.header.nonce(number, u64::from(number) + 1 == self.count());
        (start < self.len).then_some(Piece { start, end, nonce })
    }

    /// How many chunks there are.
    #[must_use]
    pub fn count(&self) -> u64 {
        (self.len - HEADER as u64).div_ceil(self.sealed())
    }

    fn sealed(&self) -> u64 {
        u64::from(self.header.chunk) + TAG as u64
    }
}
