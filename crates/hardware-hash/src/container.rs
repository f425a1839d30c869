//! The frame around the records: magic, lengths, trailer, digest, fill.

use std::fmt;

use sha2::{Digest as _, Sha256};

use crate::Error;

/// Characters of a hash as text: base64 without padding.
pub const TEXT_LEN: usize = 4000;

/// Bytes of a hash.
pub const BLOB_LEN: usize = 3000;

/// Bytes of the trailer: `CS`, its own length as u16, and a SHA-256.
pub const TRAILER_LEN: usize = 36;

/// The most bytes that the header and the records together may take.
pub const MAX_TOTAL: usize = BLOB_LEN - TRAILER_LEN;

const MAGIC: [u8; 2] = *b"OA";
const TRAILER_MAGIC: [u8; 4] = [b'C', b'S', 36, 0];
const HEADER_LEN: usize = 4;
const RECORD_HEADER_LEN: usize = 4;

/// Smaller blobs without the magic are taken for the product of an older tool, larger ones for something else.
const SMALL: usize = 512;

/// A record as its bytes are.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct RawRecord<'a> {
    /// What it holds: a number of the table in [`Record`](crate::Record).
    pub tag: u16,
    /// Its content, without tag and length.
    pub payload: &'a [u8],
}

impl fmt::Debug for RawRecord<'_> {
    /// Leaves the content out: it may be what identifies the device.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RawRecord(tag {}, {} bytes)", self.tag, self.payload.len())
    }
}

/// Checks everything there is to check and returns where the trailer starts.
///
/// `present` says how many of the bytes were really there: those behind were filled in as zeros.
pub(crate) fn verify(blob: &[u8], present: usize) -> Result<usize, Error> {
    let Some(rest) = blob.strip_prefix(&MAGIC) else {
        return Err(if present < SMALL { Error::TooSmall { length: present } } else { Error::Magic });
    };
    let truncated = Error::Truncated { length: present };
    if present < HEADER_LEN {
        return Err(truncated);
    }
    let total = rest.first_chunk().map(|&total| usize::from(u16::from_le_bytes(total))).ok_or(truncated)?;
    if !(HEADER_LEN..=MAX_TOTAL).contains(&total) {
        return Err(Error::Structure { offset: MAGIC.len() });
    }
    let end = total + TRAILER_LEN;
    let (Some(content), Some(trailer)) = (blob.get(..total), blob.get(total..end)) else {
        return Err(truncated);
    };
    match verify_content(content, trailer) {
        // Zeros of the digest that were cut off with the fill come back with it, so being short is an error
        // only now.
        Err(_) if present < end => return Err(truncated),
        result => result?,
    }
    match blob[end..].iter().position(|&byte| byte != 0) {
        Some(at) => Err(Error::Tail { offset: end + at }),
        None => Ok(total),
    }
}

fn verify_content(content: &[u8], trailer: &[u8]) -> Result<(), Error> {
    let digest = verify_records(content, trailer)?;
    if digest == sha256(content) { Ok(()) } else { Err(Error::Digest) }
}

/// Checks all of the content but its digest, and returns that.
fn verify_records<'t>(content: &[u8], trailer: &'t [u8]) -> Result<&'t [u8], Error> {
    let mut rest = &content[HEADER_LEN..];
    while !rest.is_empty() {
        let offset = content.len() - rest.len();
        (_, rest) = split_record(rest).ok_or(Error::Structure { offset })?;
    }
    trailer.strip_prefix(&TRAILER_MAGIC).ok_or(Error::Trailer)
}

/// Where the trailer starts in the bytes of a whole hash, of which everything is right that can be told without the digest.
/// `None`: something isn't, and [`verify`] says what.
pub(crate) fn frame(blob: &[u8; BLOB_LEN]) -> Option<usize> {
    let [b'O', b'A', low, high, ..] = *blob else { return None };
    let total = usize::from(u16::from_le_bytes([low, high]));
    let (content, trailer) = (blob.get(..total)?, blob.get(total..total + TRAILER_LEN)?);
    let fill = &blob[total + TRAILER_LEN..];
    let whole = total >= HEADER_LEN && verify_records(content, trailer).is_ok();
    // All of them, wherever one is found: so many are looked at in one step.
    let rest = fill.iter().fold(0, |rest, byte| rest | byte);
    (whole && rest == 0).then_some(total)
}

/// The digest that stands in the trailer at that place.
pub(crate) fn sealed(blob: &[u8; BLOB_LEN], total: usize) -> &[u8] {
    &blob[total + TRAILER_MAGIC.len()..total + TRAILER_LEN]
}

/// Takes the first record off `bytes`; `None`: there is none, or its length leads out of them.
fn split_record(bytes: &[u8]) -> Option<(RawRecord<'_>, &[u8])> {
    let (&[tag0, tag1, len0, len1], _) = bytes.split_first_chunk()?;
    let len = usize::from(u16::from_le_bytes([len0, len1]));
    let (record, rest) = bytes.split_at_checked(len)?;
    Some((
        RawRecord { tag: u16::from_le_bytes([tag0, tag1]), payload: record.get(RECORD_HEADER_LEN..)? },
        rest,
    ))
}

/// Where the first record of each tag is, in verified bytes: so many are asked for that looking for each takes time.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Index([u16; TAGS]);

/// Tags above are not known.
const TAGS: usize = 40;

impl Index {
    pub fn of(blob: &[u8]) -> Index {
        let mut index = Index([u16::MAX; TAGS]);
        let mut at = HEADER_LEN;
        for record in records(blob) {
            if let Some(first) = index.0.get_mut(usize::from(record.tag))
                && *first == u16::MAX
            {
                *first = u16::try_from(at).unwrap_or(u16::MAX);
            }
            at += RECORD_HEADER_LEN + record.payload.len();
        }
        index
    }

    /// The byte at which the first record of a tag starts, or one behind all of them.
    pub fn first(self, tag: u16) -> usize {
        self.0.get(usize::from(tag)).map_or(HEADER_LEN, |&first| usize::from(first))
    }
}

/// The records of verified bytes, which start with the header and may go on with trailer and fill.
pub(crate) fn records(blob: &[u8]) -> impl Iterator<Item = RawRecord<'_>> + Clone {
    records_from(blob, HEADER_LEN)
}

/// The records from the one that starts at that byte.
pub(crate) fn records_from(blob: &[u8], start: usize) -> impl Iterator<Item = RawRecord<'_>> + Clone {
    let total = blob.get(2..4).map_or(0, |total| usize::from(u16::from_le_bytes([total[0], total[1]])));
    let mut rest = blob.get(start..total).unwrap_or_default();
    std::iter::from_fn(move || {
        let (record, after) = split_record(rest)?;
        rest = after;
        Some(record)
    })
}

/// Puts header and trailer around records; `None`: they are too many.
pub(crate) fn assemble<'a>(records: impl IntoIterator<Item = RawRecord<'a>>) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(BLOB_LEN);
    bytes.extend(MAGIC);
    bytes.extend([0; 2]);
    for RawRecord { tag, payload } in records {
        let len = u16::try_from(payload.len() + RECORD_HEADER_LEN).ok()?;
        bytes.extend(tag.to_le_bytes());
        bytes.extend(len.to_le_bytes());
        bytes.extend(payload);
    }
    if bytes.len() > MAX_TOTAL {
        return None;
    }
    let total = u16::try_from(bytes.len()).ok()?;
    bytes[2..4].copy_from_slice(&total.to_le_bytes());
    let digest = sha256(&bytes);
    bytes.extend(TRAILER_MAGIC);
    bytes.extend(digest);
    Some(bytes)
}

/// SHA-256, as in the trailer and in the offline device id.
pub(crate) fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}
