//! Rows and fields compared with those of the `csv` crate, on input of all kinds.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::frame::{Delimiters, Framer, Quotes};
use super::split::{Span, split, split_plain};

type Records = Vec<Vec<Vec<u8>>>;

/// The records up to the first in which a quote is not closed, and whether there is one. The text comes in pieces of
/// these sizes.
fn ours(text: &[u8], delimiter: u8, sizes: &[usize]) -> (Records, bool) {
    let mut framer = Framer::new();
    let mut records = Vec::new();
    let (mut at, mut end) = (0, 0);
    for &size in sizes.iter().chain([&text.len()]) {
        end = text.len().min(end + size);
        while let Some(frame) = framer.next(&text[at..end], end == text.len(), Delimiters::one(delimiter)) {
            let row = &text[at + frame.start..at + frame.end];
            let mut spans: Vec<Span> = Vec::new();
            match frame.quotes {
                Quotes::None => split_plain(row, delimiter, &mut spans),
                Quotes::Closed => split(row, delimiter, &mut spans),
                Quotes::Unclosed => return (records, true),
            }
            if !row.is_empty() {
                records.push(spans.iter().map(|span| span.value(row).into_owned()).collect());
            }
            at += frame.next;
        }
    }
    (records, false)
}

fn theirs(text: &[u8], delimiter: u8) -> Records {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text);
    let records = reader.byte_records().map(|record| record.expect("bytes in memory can be read"));
    records.map(|record| record.iter().map(<[u8]>::to_vec).collect()).collect()
}

proptest! {
    #[test]
    fn rows_and_fields_are_those_of_csv(
        text in vec(select(b"ab \"\"\",;\t\r\n".to_vec()), 0..60),
        delimiter in select(b",;\t".to_vec()),
        sizes in vec(1_usize..9, 0..20),
    ) {
        let (found, unclosed) = ours(&text, delimiter, &sizes);
        let mut expected = theirs(&text, delimiter);
        if unclosed {
            expected.truncate(found.len());
        }
        prop_assert_eq!(found, expected);
    }
}
