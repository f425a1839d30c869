//! Rows in which nothing is unusual, found without looking at each byte of their hash.
//!
//! Nearly all rows are so. Where each field but the hash is short and of plain ASCII, and 4000 characters of base64 stand where the
//! hash belongs, followed by what ends a field, then there is no quote and no line end in them: to decode them is to know. Any
//! other row is for the [framer](super::frame), and a plain one comes out of it as it does here.

use hardware_hash::TEXT_LEN;

use super::split::{Form, Span};

/// A row with a longer field than this, beside the hash, is left to the framer.
const LONGEST_FIELD: usize = 512;

/// How rows are laid out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plan {
    pub delimiter: u8,
    /// How many columns there are.
    pub columns: usize,
    /// The place of the hash among them.
    pub hash: usize,
}

/// What a text begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// A plain row, if what stands in the place of the hash is base64: one past its last byte, and where the next one starts.
    Row { end: usize, next: usize },
    /// As much of one as is there: the rest has to come.
    Part,
    /// Something else.
    Other,
}

/// Finds the fields of the row that `text` begins with, if it is a plain one.
pub(super) fn plain(text: &[u8], plan: Plan, spans: &mut Vec<Span>) -> Found {
    spans.clear();
    let mut at = 0;
    loop {
        let start = at;
        if spans.len() == plan.hash {
            at += TEXT_LEN;
        } else {
            let rest = text.get(start..).unwrap_or_default();
            let field = &rest[..rest.len().min(LONGEST_FIELD)];
            let Some(len) = field.iter().position(|&byte| !is_ordinary(byte) || byte == plan.delimiter)
            else {
                return if field.len() < LONGEST_FIELD { Found::Part } else { Found::Other };
            };
            at += len;
        }
        let Some(&byte) = text.get(at) else { return Found::Part };
        spans.push(Span { start, end: at, form: Form::Plain, stray: false });
        let next = match byte {
            _ if byte == plan.delimiter && spans.len() < plan.columns => {
                at += 1;
                continue;
            }
            b'\n' => at + 1,
            b'\r' => match text.get(at + 1) {
                Some(b'\n') => at + 2,
                Some(_) => at + 1,
                None => return Found::Part,
            },
            _ => return Found::Other,
        };
        return if spans.len() == plan.columns { Found::Row { end: at, next } } else { Found::Other };
    }
}

/// Whether plain rows are read as any others: where a test compares the two.
#[cfg(not(test))]
pub(super) const fn is_left_out() -> bool {
    false
}

#[cfg(test)]
pub(super) use tests::is_left_out;

/// ASCII to be seen, and space; no quote.
fn is_ordinary(byte: u8) -> bool {
    matches!(byte, b' '..=b'~') && byte != b'"'
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::ops::Range;
    use std::sync::LazyLock;

    use hardware_hash::Builder;
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;
    use crate::{FileId, FileReport, Reader, Row};

    thread_local! {
        static LEFT_OUT: Cell<bool> = const { Cell::new(false) };
    }

    pub(in crate::read) fn is_left_out() -> bool {
        LEFT_OUT.get()
    }

    static HASHES: LazyLock<Vec<String>> = LazyLock::new(|| {
        (0..3).map(|number| Builder::made_up(number).build().expect("it is small").to_text()).collect()
    });

    /// What is done to a row.
    #[derive(Clone, Debug)]
    enum Damage {
        None,
        /// A byte at a place (in thousandths of the row) becomes another.
        Byte(usize, u8),
        /// Bytes are put in.
        Put(usize, &'static [u8]),
        /// A part is missing.
        Cut(Range<usize>),
    }

    fn damage() -> impl Strategy<Value = Damage> {
        let byte = select(b"\",;\t\r\n\0 A\xE9\xEF=".to_vec());
        let texts: [&[u8]; 9] = [
            b"\r\n",
            b"\n\n",
            b",",
            b"\"",
            b"\"\"",
            b"T0EAAAAAAAAAAAAAAAAA",
            b"\xEF\xBB\xBF",
            b"\xC3\xA9",
            b"\0",
        ];
        prop_oneof![
            4 => Just(Damage::None),
            2 => (0_usize..1000, byte).prop_map(|(at, byte)| Damage::Byte(at, byte)),
            2 => (prop_oneof![Just(0), Just(999), 0_usize..1000], select(texts.to_vec()))
                .prop_map(|(at, text)| Damage::Put(at, text)),
            1 => (0_usize..1000, 1_usize..50).prop_map(|(at, len)| Damage::Cut(at..at + len)),
        ]
    }

    fn row((hash, fields, end, damage): (usize, &[u8], &[u8], Damage), delimiter: u8) -> Vec<u8> {
        let parts = fields.split(|&byte| byte == b'|').map(|field| match field {
            b"#" => HASHES[hash].as_bytes(),
            field => field,
        });
        let mut row = parts.collect::<Vec<_>>().join(&delimiter);
        let place = |row: &[u8], at: usize| (row.len() * at / 1000).min(row.len().saturating_sub(1));
        match damage {
            Damage::None => {}
            _ if row.is_empty() => {}
            Damage::Byte(at, byte) => {
                let at = place(&row, at);
                row[at] = byte;
            }
            Damage::Put(at, text) => {
                let at = if at == 999 { row.len() } else { place(&row, at) };
                row.splice(at..at, text.iter().copied());
            }
            Damage::Cut(range) => {
                let (start, end) = (place(&row, range.start), place(&row, range.end));
                row.drain(start..end);
            }
        }
        row.extend(end);
        row
    }

    fn read(text: &[u8], sizes: &[usize]) -> (FileReport, Vec<Row>) {
        let mut reader = Reader::new(FileId(1), "it.csv");
        let (mut rest, mut rows) = (text, Vec::new());
        for &size in sizes {
            let (chunk, behind) = rest.split_at(size.min(rest.len()));
            reader.push(chunk, &mut rows);
            rest = behind;
        }
        reader.push(rest, &mut rows);
        (reader.finish(&mut rows), rows)
    }

    proptest! {
        #[test]
        fn plain_rows_come_out_as_they_do_of_the_framer(
            header in select(vec![
                &b"Device Serial Number,Windows Product ID,Hardware Hash,Group Tag"[..],
                b"Device Serial Number,Windows Product ID,Hardware Hash",
                b"Hardware Hash;Device Serial Number",
                b"",
            ]),
            rows in vec(
                (
                    0_usize..3,
                    select(vec![
                        &b"5CG1||#|Kiosk"[..], b"5CG1||#", b"#|5CG1", b"5CG1||#|T0EAAAAAAAAAAAAAAAAA", b"", b"||#|",
                        b"QUFBQUFBQUFBQUFBQUFBQUFB", b"QUFBQUFBQUFBQUFBQUFBQUFB||",
                        b"Serial|Product|Hash|5CG1||#", b"Device Serial Number|Windows Product ID|Hardware Hash",
                    ]),
                    select(vec![&b"\r\n"[..], b"\n", b"\r", b"\n\n"]),
                    damage(),
                ),
                0..6,
            ),
            delimiter in select(b",;".to_vec()),
            sizes in vec(1_usize..5000, 0..20),
            is_wide in any::<bool>(),
        ) {
            let mut text = header.to_vec();
            text.extend(b"\r\n");
            text.extend(rows.into_iter().flat_map(|parts| row(parts, delimiter)));
            if is_wide {
                text = text.into_iter().flat_map(|byte| [byte, 0]).collect();
            }
            let plain = read(&text, &sizes);
            LEFT_OUT.set(true);
            let thorough = read(&text, &[]);
            LEFT_OUT.set(false);
            prop_assert_eq!(plain, thorough);
        }
    }

    #[test]
    fn a_plain_row_is_known_by_its_ends() {
        let hash = &HASHES[0];
        let plan = Plan { delimiter: b',', columns: 3, hash: 2 };
        let whole = format!("5CG1,,{hash}");
        let end = whole.len();
        for (text, wanted) in [
            (format!("{whole}\r\n"), Found::Row { end, next: end + 2 }),
            (format!("{whole}\n5CG2"), Found::Row { end, next: end + 1 }),
            (format!("{whole}\r5CG2"), Found::Row { end, next: end + 1 }),
            (format!("{whole}\r"), Found::Part),
            (whole.clone(), Found::Part),
            (whole[..end - 1].to_owned(), Found::Part),
            (whole[..7].to_owned(), Found::Part),
            (whole[..6].to_owned(), Found::Part),
            (String::new(), Found::Part),
            (format!("{whole},\n"), Found::Other),
            (format!("{whole} \n"), Found::Other),
            (format!("\"5CG1\",,{hash}\n"), Found::Other),
            (format!("5CG1,{hash}\n"), Found::Other),
            (format!("5CG\u{e9},,{hash}\n"), Found::Other),
            ("x".repeat(LONGEST_FIELD), Found::Other),
        ] {
            let mut spans = Vec::new();
            assert_eq!(plain(text.as_bytes(), plan, &mut spans), wanted, "{}…", &text[..text.len().min(20)]);
        }
    }
}
