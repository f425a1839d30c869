//! A workspace in one encrypted file.
//!
//! ```text
//! header   81 bytes, in the clear
//! chunk    65,536 … 4,194,304 bytes of records, encrypted, and a tag of 16 bytes
//! chunk    …
//! chunk    the last one; what is left
//! ```
//!
//! Numbers are little-endian. The header ([`Header`]): the mark `MUSTERWS`, the format's version, the way from a passphrase to
//! the key with its parameters, the salt, the cipher, and how chunks are numbered.
//!
//! Each chunk is sealed by AES-256-GCM on its own, so that a file of any size is written and read with one chunk in memory. Its
//! nonce is the header's prefix (7 random bytes), the chunk's number (4 bytes, from 0) and whether it is the last one (1 byte),
//! and the whole header is its associated data. So each of these is refused, as a chunk then doesn't open:
//!
//! * a byte that was changed, of the header too;
//! * chunks that were swapped, doubled, left out, or come from another file;
//! * a file that was cut short, wherever: what is its last chunk then isn't marked as the last, or isn't whole;
//! * bytes behind the last chunk.
//!
//! A key opens one file: it is made of the passphrase and the file's own salt, so no nonce is ever used twice under a key. A
//! wrong passphrase gives another key, with which the first chunk doesn't open; from a first chunk that was altered this can't be
//! told apart. (In the header the salt is known to be whole by a checksum; that is no protection, it only makes the message about a
//! damaged file right.)
//!
//! Inside are records ([`Record`]) in no order that matters, table by table, each with its key and its bytes as they stand in the
//! storage, whose own versions they carry. So a later version migrates them as it migrates its storage.
//!
//! Pure: who encrypts, and where bytes come from, is the caller's.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod chunks;
mod error;
mod header;
mod records;

pub use chunks::{Chunk, Layout, Piece, Splitter, TAG};
pub use error::FileError;
pub use header::{CHUNK, HEADER, Header, ITERATIONS, MOST_ITERATIONS};
pub use records::{Event, LONGEST_RECORD, Part, Reader, Record, begin_file, end, record};
