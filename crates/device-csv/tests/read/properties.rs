//! What holds for every file.

use device_csv::{ByteRange, Encoding, Field, FileReport, HashForm, Row, hash_text};
use hardware_hash::{HardwareHash, examine};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::support::{fill, hash, read, read_in, utf16_be, utf16_le};

/// Pieces that files are made of, in any order: most files make no sense, and none may do harm.
fn pieces() -> Vec<String> {
    let pieces = [
        "Device Serial Number,Windows Product ID,Hardware Hash\r\n",
        "Device Serial Number,Windows Product ID,Hardware Hash,Group Tag,Assigned User\n",
        "Device Serial Number;Windows Product ID;Hardware Hash;Manufacturer name;Device model\n",
        "\"Serial\"\t\"Hash\"\r",
        "sep=;\n",
        "#TYPE Object\n",
        "S1,,{1}",
        "\"S2\",\"\",\"{2}\"\r\n",
        "S3;;{3};VMware, Inc.;VMware20,1\n",
        "Device Serial Number,Windows Product ID,Hardware Hash,S1,,{1}\n",
        "S1,,{VM},VMware, Inc.,VMware20,1\n",
        "<?xml version=\"1.0\"?>",
        "<Key><HardwareHash>{4}</HardwareHash>",
        "<SerialNumber> é </SerialNumber></Key>",
        "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE",
        ",",
        ";",
        "\t",
        "\"",
        "\"\"",
        "\r",
        "\n",
        "\r\n",
        " ",
        "\0",
        "\u{1A}",
        "\u{FEFF}",
        "\u{A0}",
        "é",
        "€",
        "😀",
        "x",
        "1234",
        "a@contoso.com",
    ];
    let mut pieces: Vec<String> = pieces.iter().map(|piece| fill(piece)).collect();
    let text = hash(5);
    pieces.push(text[..76].to_owned());
    pieces.push(format!("\n{}", &text[76..152]));
    pieces.push(text[152..].to_owned());
    pieces
}

/// Files of such pieces in any encoding, some with bytes that don't belong in it.
fn files() -> impl Strategy<Value = Vec<u8>> {
    let spoilt = prop::option::weighted(0.2, (any::<prop::sample::Index>(), any::<u8>()));
    (vec(select(pieces()), 0..14), 0..5, spoilt).prop_map(|(pieces, encoding, spoilt)| {
        let text = pieces.concat();
        let mut bytes = match encoding {
            0 => utf16_le(&text),
            1 => utf16_be(&text),
            2 => utf16_le(&format!("\u{FEFF}{text}")),
            3 => text.chars().map(|char| u8::try_from(char).unwrap_or(b'\x80')).collect(),
            _ => text.into_bytes(),
        };
        if let Some((at, byte)) = spoilt {
            let at = at.index(bytes.len() + 1);
            bytes.insert(at, byte);
        }
        bytes
    })
}

/// The bytes of a range, which must lie in the file.
fn slice(file: &[u8], range: ByteRange) -> &[u8] {
    let (start, end) = (usize::try_from(range.start), usize::try_from(range.end));
    &file[start.expect("the file is in memory")..end.expect("the file is in memory")]
}

fn is_within(inner: ByteRange, outer: ByteRange) -> bool {
    outer.start <= inner.start && inner.start <= inner.end && inner.end <= outer.end
}

/// Everything that must hold of what was read, whatever the file.
fn check(file: &[u8], report: &FileReport, rows: &[Row]) -> Result<(), TestCaseError> {
    let all = ByteRange { start: 0, end: file.len() as u64 };
    prop_assert_eq!(report.size, all.end);
    prop_assert_eq!(report.rows as usize, rows.len());
    for diagnostic in &report.diagnostics {
        prop_assert!(diagnostic.place.range.is_none_or(|range| is_within(range, all)), "{:?}", diagnostic);
        for (name, _) in &diagnostic.args {
            prop_assert!(diagnostic.code.args().contains(name), "{:?}", diagnostic);
        }
    }
    let mut end = 0;
    for (index, row) in rows.iter().enumerate() {
        prop_assert_eq!(row.id.row as usize, index);
        prop_assert!(is_within(row.range, all) && row.range.start >= end, "{:?}", row);
        end = row.range.end;
        for cell in Field::TEXT.iter().filter_map(|&field| row.cell(field)) {
            prop_assert!(is_within(cell.range, row.range) && cell.line >= row.line, "{:?}", cell);
            prop_assert!(!cell.text.contains(&hash(5)[152..400]), "a piece of a hash is kept as text");
        }
        let Some(hash) = &row.hash else { continue };
        prop_assert!(is_within(hash.range, row.range) && hash.line >= row.line, "{:?}", hash);
        let raw = slice(file, hash.range);
        let again = examine(&hash_text(raw, report.encoding));
        prop_assert_eq!(
            again.content.as_ref().map(HardwareHash::tuple).map_err(|error| *error),
            hash.content.as_ref().map(|summary| summary.tuple.clone()).map_err(|error| *error)
        );
        if hash.form == HashForm::Canonical {
            prop_assert_eq!(again.canonical().map(String::into_bytes), Some(raw.to_vec()));
        }
    }
    Ok(())
}

/// A table as it should be written, and what stands in it.
fn tables() -> impl Strategy<Value = Vec<[String; 3]>> {
    let value = "[a-zA-Zé€😀\" ,;|'=.-]{0,12}";
    vec([value, value, value].prop_map(|values| values.map(|value| format!("v{value}"))), 1..6)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_size_of_chunks_makes_no_difference(file in files(), sizes in vec(1_usize..5000, 1..8)) {
        let whole = read(&file);
        prop_assert_eq!(&read_in(&file, &sizes), &whole);
        prop_assert_eq!(&read_in(&file, &[1]), &whole);
    }

    #[test]
    fn ranges_lie_in_the_file_and_hashes_can_be_had_again(file in files()) {
        let (report, rows) = read(&file);
        check(&file, &report, &rows)?;
    }

    #[test]
    fn any_bytes_are_read(file in vec(any::<u8>(), 0..600)) {
        let (report, rows) = read(&file);
        check(&file, &report, &rows)?;
        prop_assert_eq!(read_in(&file, &[1]), (report, rows));
    }

    #[test]
    fn values_and_their_places_are_exact(
        table in tables(),
        delimiter in select(b",;\t".to_vec()),
        line_end in select(vec![csv::Terminator::CRLF, csv::Terminator::Any(b'\n'), csv::Terminator::Any(b'\r')]),
        encoding in select(vec![Encoding::Utf8, Encoding::Utf16LeBom, Encoding::Utf16Be]),
    ) {
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).terminator(line_end).from_writer(Vec::new());
        writer.write_record(["Hardware Hash", "Device Serial Number", "Group Tag", "Device model"]).expect("in memory");
        for values in &table {
            writer.write_record([&hash(1), &values[0], &values[1], &values[2]]).expect("in memory");
        }
        let text = String::from_utf8(writer.into_inner().expect("in memory")).expect("UTF-8");
        let file = match encoding {
            Encoding::Utf16LeBom => utf16_le(&format!("\u{FEFF}{text}")),
            Encoding::Utf16Be => utf16_be(&text),
            _ => text.into_bytes(),
        };
        let (report, rows) = read(&file);
        check(&file, &report, &rows)?;
        prop_assert_eq!(rows.len(), table.len());
        for (row, values) in rows.iter().zip(&table) {
            for (field, value) in [Field::Serial, Field::GroupTag, Field::Model].into_iter().zip(values) {
                prop_assert_eq!(row.text(field), value);
                let cell = row.cell(field).expect("the table has that column");
                let raw = match encoding {
                    Encoding::Utf16LeBom => decoded(slice(&file, cell.range), u16::from_le_bytes),
                    Encoding::Utf16Be => decoded(slice(&file, cell.range), u16::from_be_bytes),
                    _ => String::from_utf8_lossy(slice(&file, cell.range)).into_owned(),
                };
                let quoted = format!("\"{}\"", value.replace('"', "\"\""));
                prop_assert!(raw == *value || raw == quoted, "{:?} stands for {:?}", raw, value);
            }
        }
    }
}

fn decoded(raw: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units: Vec<u16> = raw.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    String::from_utf16(&units).expect("ranges don't cut characters")
}
