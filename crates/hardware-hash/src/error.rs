//! Why a text is not a usable hash, and what was mended in one that is.

use std::fmt;

/// Why a text or its bytes can't be used as a hardware hash.
///
/// Nothing here can be mended without guessing: the way out is another capture on the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Error {
    /// A byte of the text is outside the base64 alphabet, or `=` stands before its end.
    NotBase64 {
        /// Offset of that byte in the text as it was given, from 0.
        offset: usize,
    },
    /// Too little for a hash, and not the beginning of one: such as the 128 bytes of tools of before
    /// Windows 10 version 1703.
    TooSmall {
        /// Decoded length in bytes.
        length: usize,
    },
    /// The bytes do not start with `OA`: this is something else in base64.
    Magic,
    /// It starts as a hash does, but ends before the hash is complete.
    Truncated {
        /// Decoded length in bytes.
        length: usize,
    },
    /// A length in the header or in a record leads out of the records.
    Structure {
        /// Offset in the decoded bytes of the length that does (of the header's: 2), or of the record whose
        /// length does.
        offset: usize,
    },
    /// Where the trailer should be stands something else.
    Trailer,
    /// The SHA-256 in the trailer is not that of the bytes: some were changed.
    Digest,
    /// Something follows the trailer, where only zeros may stand.
    Tail {
        /// Offset in the decoded bytes of the first byte that is not zero.
        offset: usize,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::NotBase64 { offset } => write!(f, "the character at offset {offset} is not base64"),
            Error::TooSmall { length } => write!(f, "{length} bytes are too few for a hardware hash"),
            Error::Magic => f.write_str("the bytes do not start as a hardware hash does"),
            Error::Truncated { length } => write!(f, "the hash was cut off after {length} bytes"),
            Error::Structure { offset } => write!(f, "the structure breaks at byte {offset}"),
            Error::Trailer => f.write_str("the trailer is not where the header says"),
            Error::Digest => f.write_str("the digest does not match: the hash was changed"),
            Error::Tail { offset } => write!(f, "byte {offset}, after the end of the hash, is not zero"),
        }
    }
}

impl std::error::Error for Error {}

/// What was mended in a text before its digest could be verified, in the order in which it is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Repair {
    /// White space, line ends or characters without width were taken out.
    Whitespace,
    /// `-` and `_` of the URL-safe alphabet were read as `+` and `/`.
    UrlAlphabet,
    /// `=` was dropped, or the number of characters was not a multiple of four.
    Padding,
    /// The zero bytes at the end were more or fewer than fill 3000 bytes.
    Length,
}
