//! What a row is at first sight, before it is known what its columns are.

use super::frame::Delimiters;
use super::hash::is_hash;
use super::line::{Line, is_blank};
use super::split::Span;

/// The field that is a hash: the one in the column of hashes, or else the first that looks like one.
pub(super) fn find_hash(line: &Line, spans: &[Span], own: Option<usize>) -> Option<usize> {
    if let Some(own) = own
        && spans.get(own).is_some_and(|span| is_hash(line, *span))
    {
        return Some(own);
    }
    spans.iter().position(|span| is_hash(line, *span))
}

/// The delimiter that brings out a hash, and the index of its field; `spans` are the fields then.
pub(super) fn find_hash_under_any(
    line: &Line,
    delimiters: Delimiters,
    spans: &mut Vec<Span>,
) -> Option<(u8, usize)> {
    let mut best: Option<(u8, usize, usize)> = None;
    for &delimiter in delimiters.as_slice() {
        line.fields(delimiter, spans);
        if let Some(hash) = find_hash(line, spans, None)
            && best.is_none_or(|(_, _, count)| spans.len() > count)
        {
            best = Some((delimiter, hash, spans.len()));
        }
    }
    let (delimiter, hash, _) = best?;
    line.fields(delimiter, spans);
    Some((delimiter, hash))
}

/// The delimiter that a spreadsheet's first line names: `sep=;`.
pub(super) fn separator(text: &[u8]) -> Option<u8> {
    let text = text.trim_ascii_start();
    let text = text.strip_prefix(b"\"").unwrap_or(text);
    let text = text.strip_suffix(b"\"").unwrap_or(text);
    let (key, [delimiter]) = text.split_at_checked(4)? else { return None };
    let may_separate = delimiter.is_ascii_punctuation() || *delimiter == b'\t';
    (key.eq_ignore_ascii_case(b"sep=") && may_separate && *delimiter != b'"').then_some(*delimiter)
}

/// Whether a row has nothing but delimiters, quotes and white space.
pub(super) fn is_blank_row(text: &[u8], delimiters: Delimiters) -> bool {
    let counts = |byte: u8| byte == b'"' || delimiters.contains(byte);
    match text.iter().find(|&&byte| !counts(byte) && !byte.is_ascii_whitespace()) {
        None => true,
        Some(byte) if byte.is_ascii_graphic() => false,
        Some(_) => text.split(|&byte| counts(byte)).all(is_blank),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_lines_of_spreadsheets_name_a_delimiter() {
        for (text, expected) in [
            ("sep=;", Some(b';')),
            ("SEP=,", Some(b',')),
            ("\"sep=|\"", Some(b'|')),
            ("sep=\t", Some(b'\t')),
            ("sep=", None),
            ("sep=;;", None),
            ("sep=a", None),
            ("sep=\"", None),
            ("separator", None),
        ] {
            assert_eq!(separator(text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn rows_without_anything_to_see_are_blank() {
        for (text, expected) in [
            ("", true),
            (",,,", true),
            ("\"\",\"\"", true),
            (" \t,\u{A0},\u{200B}", true),
            ("\u{1A}", true),
            (",,x", false),
            (";;", false),
            ("é", false),
        ] {
            assert_eq!(is_blank_row(text.as_bytes(), Delimiters::one(b',')), expected, "{text:?}");
        }
    }
}
