//! What stands before the chunks, for everybody to read.

use crate::FileError;

/// How long a header is.
pub const HEADER: usize = 81;

/// How often the passphrase is hashed for a new file: as OWASP asks for PBKDF2 with SHA-256 or more.
pub const ITERATIONS: u32 = 1_000_000;
/// The fewest that are accepted: a file with fewer was not written by such a program, and its passphrase could be guessed.
const FEWEST_ITERATIONS: u32 = 600_000;
/// The most that are accepted: a file must not keep the computer busy for minutes.
pub const MOST_ITERATIONS: u32 = 10_000_000;

/// How many bytes of records a chunk of a new file has.
pub const CHUNK: u32 = 1 << 20;
/// The bounds that are accepted.
const CHUNKS: std::ops::RangeInclusive<u32> = 1 << 16..=1 << 22;

const MARK: [u8; 8] = *b"MUSTERWS";
const VERSION: u16 = 1;
/// The name of the way from a passphrase to a key.
const KDF: [u8; 16] = *b"PBKDF2-SHA256\0\0\0";
/// The name of the cipher and of how chunks are numbered: AES-256-GCM, a nonce of prefix, counter and last-chunk mark.
const CIPHER: [u8; 16] = *b"A256GCM-STREAM\0\0";

/// What stands before the chunks, for everybody to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// How often the passphrase is hashed.
    pub iterations: u32,
    /// What the passphrase is hashed with. Random, another one for each file.
    pub salt: [u8; 16],
    /// How nonces begin. Random.
    pub prefix: [u8; 7],
    /// How many bytes of records a chunk has, but for the last one.
    pub chunk: u32,
}

impl Header {
    /// The header of a new file, of random bytes.
    #[must_use]
    pub fn new(salt: [u8; 16], prefix: [u8; 7]) -> Header {
        Header { iterations: ITERATIONS, salt, prefix, chunk: CHUNK }
    }

    /// Its bytes. They are the associated data of every chunk.
    #[must_use]
    pub fn bytes(&self) -> [u8; HEADER] {
        let mut bytes = [0; HEADER];
        let mut at = 0;
        let mut put = |part: &[u8]| {
            bytes[at..at + part.len()].copy_from_slice(part);
            at += part.len();
        };
        put(&MARK);
        put(&VERSION.to_le_bytes());
        put(&KDF);
        put(&self.iterations.to_le_bytes());
        put(&self.salt);
        put(&CIPHER);
        put(&self.prefix);
        put(&self.chunk.to_le_bytes());
        let sum = checksum(&bytes[..HEADER - 8]);
        bytes[HEADER - 8..].copy_from_slice(&sum.to_le_bytes());
        bytes
    }

    /// The header that a file begins with. More bytes may follow.
    ///
    /// # Errors
    /// [`FileError::NotOurs`], [`FileError::Newer`]; [`FileError::Truncated`]; [`FileError::Header`] also for parameters out of
    /// bounds.
    pub fn read(bytes: &[u8]) -> Result<Header, FileError> {
        let start = &bytes[..bytes.len().min(MARK.len())];
        if start.is_empty() || !MARK.starts_with(start) {
            return Err(FileError::NotOurs);
        }
        let version = bytes.get(8..10).ok_or(FileError::Truncated)?;
        let version = u16::from_le_bytes([version[0], version[1]]);
        if version > VERSION {
            return Err(FileError::Newer(version));
        }
        let bytes: &[u8; HEADER] = bytes.first_chunk().ok_or(FileError::Truncated)?;
        let header = Header {
            iterations: u32::from_le_bytes(part(bytes, 26)),
            salt: part(bytes, 30),
            prefix: part(bytes, 62),
            chunk: u32::from_le_bytes(part(bytes, 69)),
        };
        let is_whole = header.bytes() == *bytes;
        let is_bounded = (FEWEST_ITERATIONS..=MOST_ITERATIONS).contains(&header.iterations);
        if is_whole && is_bounded && CHUNKS.contains(&header.chunk) {
            Ok(header)
        } else {
            Err(FileError::Header)
        }
    }

    /// The nonce of a chunk.
    #[must_use]
    pub fn nonce(&self, chunk: u32, is_last: bool) -> [u8; 12] {
        let mut nonce = [0; 12];
        nonce[..7].copy_from_slice(&self.prefix);
        nonce[7..11].copy_from_slice(&chunk.to_le_bytes());
        nonce[11] = u8::from(is_last);
        nonce
    }
}

fn part<const N: usize>(bytes: &[u8; HEADER], at: usize) -> [u8; N] {
    let mut part = [0; N];
    part.copy_from_slice(&bytes[at..at + N]);
    part
}

/// FNV-1a: against accidents, not against people.
fn checksum(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3))
}
