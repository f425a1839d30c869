//! Hashes that were broken over several rows without quotes around them.
//!
//! An editor or a mail program that wraps lines leaves the first part in its row, then rows of nothing but base64,
//! and in the last of these, behind the end of the hash, the fields that followed it.

use hardware_hash::{TEXT_LEN, looks_like_hash, looks_like_windows_hash};

use super::frame::Delimiters;
use super::line::is_blank;

/// A part is at least this long, unless the hash is whole with it: a shorter row is something else.
const SHORTEST_PART: usize = 16;

/// A row that goes on with a hash is no longer, in bytes.
const LONGEST_ROW: usize = 2 * TEXT_LEN;

/// How many characters of a hash the row ends with, if that is a hash that more may follow of.
pub(super) fn open_hash(row: &[u8], delimiters: Delimiters) -> Option<usize> {
    let last = |byte: &u8| !delimiters.contains(*byte) && !byte.is_ascii_whitespace();
    let end = row.iter().rposition(last)? + 1;
    let last_delimiter =
        delimiters.as_slice().iter().filter_map(|&byte| memchr::memrchr(byte, &row[..end])).max();
    let start = last_delimiter.map_or(0, |at| at + 1);
    let tail = row[start..end].trim_ascii();
    (tail.len() >= SHORTEST_PART && tail.len() < TEXT_LEN && looks_like_hash(tail) && is_base64(tail))
        .then_some(tail.len())
}

/// How a row goes on with the hash of the rows before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// Characters of the hash in it.
    pub length: usize,
    /// Where in the row the hash stops.
    pub end: usize,
    /// Whether more may follow.
    pub open: bool,
}

/// The part of a hash, of which there are `so_far` characters, that a row begins with. `None`: it is another row.
pub(super) fn part(row: &[u8], so_far: usize, delimiters: Delimiters) -> Option<Part> {
    if row.len() > LONGEST_ROW {
        return None;
    }
    let end = row.iter().position(|&byte| delimiters.contains(byte)).unwrap_or(row.len());
    let (first, rest) = row.split_at(end);
    let first = first.trim_ascii();
    let whole = so_far + first.len();
    let alone = is_blank_but_for(rest, delimiters);
    let fits = whole == TEXT_LEN || (whole < TEXT_LEN && alone && first.len() >= SHORTEST_PART);
    if !fits || first.is_empty() || !is_base64(first) || starts_again(row, delimiters) {
        return None;
    }
    Some(Part { length: first.len(), end, open: whole < TEXT_LEN })
}

/// Whether another hash starts in the row: then it is a device of its own.
fn starts_again(row: &[u8], delimiters: Delimiters) -> bool {
    row.split(|&byte| delimiters.contains(byte)).any(looks_like_windows_hash)
}

fn is_base64(text: &[u8]) -> bool {
    text.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'-' | b'_' | b'='))
}

fn is_blank_but_for(text: &[u8], delimiters: Delimiters) -> bool {
    text.split(|&byte| delimiters.contains(byte)).all(is_blank)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_end_in_a_piece_of_hash_are_open() {
        let piece = "T0HoAwEAHAAAAAoAAAAA";
        for (row, expected) in [
            (format!("S1,,{piece}"), Some(20)),
            (format!("S1;;{piece}"), Some(20)),
            (format!("S1,,{piece},,"), Some(20)),
            (piece.to_owned(), Some(20)),
            (format!("S1,,{piece},Kiosk"), None),
            ("S1,,T0H".to_owned(), None),
            (format!("S1,,{piece}{}", "A".repeat(4000)), None),
            (String::new(), None),
            (",,,".to_owned(), None),
        ] {
            assert_eq!(open_hash(row.as_bytes(), Delimiters::ANY), expected, "{row}");
        }
    }

    #[test]
    fn rows_that_go_on_with_a_hash_are_parts_of_it() {
        let part_of = |row: &str, so_far| part(row.as_bytes(), so_far, Delimiters::one(b','));
        for (row, so_far, expected) in [
            ("AAAABBBBCCCCDDDD", 20, Some((16, true))),
            ("AAAABBBBCCCCDDDD,,", 20, Some((16, true))),
            ("AAAABBBBCCCCDDDD,Kiosk", 20, None),
            ("AAAA,Kiosk,a@b.nl", 3996, Some((4, false))),
            ("AAAA", 3996, Some((4, false))),
            ("AAAA,,T0HoAwEAHAAAAAoAAAAA", 3996, None),
            ("AAAAA", 3996, None),
            ("SERIAL1", 20, None),
            ("SERIAL1,,", 20, None),
            ("AAAABBBB CCCCDDDD", 20, None),
            ("T0HoAwEAHAAAAAoAAAAA", 20, None),
        ] {
            let found = part_of(row, so_far).map(|part| (part.length, part.open));
            assert_eq!(found, expected, "{row} after {so_far}");
        }
    }
}
