//! Records come back as they went in, however the bytes were cut.

use proptest::prelude::*;
use workspace_file::{Event, FileError, Part, Reader, Record, begin_file, end, record};

fn part() -> impl Strategy<Value = Part> {
    prop_oneof![any::<u32>().prop_map(Part::Number), ".{0,12}".prop_map(Part::Text)]
}

/// Records, of which some are files.
fn records() -> impl Strategy<Value = Vec<(Record, Vec<u8>, bool)>> {
    let key = proptest::collection::vec(part(), 0..4);
    let one = ("[a-z]{1,9}", key, proptest::collection::vec(any::<u8>(), 0..300), any::<bool>());
    proptest::collection::vec(
        one.prop_map(|(table, key, value, file)| (Record { table, key }, value, file)),
        0..12,
    )
}

fn written(records: &[(Record, Vec<u8>, bool)]) -> Vec<u8> {
    let mut out = Vec::new();
    for (of, value, is_file) in records {
        if *is_file {
            out.extend(begin_file(of, value.len() as u64));
            out.extend(value);
        } else {
            out.extend(record(of, value));
        }
    }
    out.extend(end());
    out
}

fn read(bytes: &[u8], cut: usize) -> Result<Vec<(Record, Vec<u8>, bool)>, FileError> {
    let mut reader = Reader::new();
    let mut found = Vec::new();
    for piece in bytes.chunks(cut) {
        reader.push(piece);
        while let Some(event) = reader.event()? {
            match event {
                Event::Record(record, value) => found.push((record, value, false)),
                Event::File(record, _) => found.push((record, Vec::new(), true)),
                Event::Bytes(bytes) => found.last_mut().expect("a file began").1.extend(bytes),
                Event::End => {}
            }
        }
    }
    reader.finish()?;
    Ok(found)
}

proptest! {
    #[test]
    fn records_come_back(records in records(), cut in 1..400_usize) {
        prop_assert_eq!(read(&written(&records), cut), Ok(records));
    }

    #[test]
    fn what_lacks_its_end_is_refused(records in records(), cut in any::<prop::sample::Index>()) {
        let bytes = written(&records);
        let bytes = &bytes[..cut.index(bytes.len())];
        prop_assert_eq!(read(bytes, 64), Err(FileError::Content));
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300), cut in 1..50_usize) {
        let _ = read(&bytes, cut);
    }
}

#[test]
fn nothing_follows_the_end() {
    assert_eq!(read(&[0, 0], 1), Err(FileError::Content));
    assert_eq!(read(&[0], 1), Ok(Vec::new()));
}

#[test]
fn no_record_takes_all_memory() {
    let of = Record { table: "rows".to_owned(), key: Vec::new() };
    let mut bytes = record(&of, b"");
    let len = bytes.len();
    bytes[len - 8..].copy_from_slice(&u64::MAX.to_le_bytes());
    let mut reader = Reader::new();
    reader.push(&bytes);
    assert_eq!(reader.event(), Err(FileError::Content));
}
