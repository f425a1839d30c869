//! Made-up files, and what was read from them as text that is easy to compare.

use device_csv::{Arg, Field, FileId, FileReport, HashCell, Reader, Row};
use hardware_hash::Builder;

/// The text of a made-up hash, the same for the same number every time.
pub fn hash(number: u32) -> String {
    Builder::made_up(number).build().expect("a made-up device fits").to_text()
}

/// The text of a hash of that maker and model.
pub fn hash_of(manufacturer: &str, model: &str) -> String {
    let builder = Builder::made_up(7)
        .text(hardware_hash::TextField::Manufacturer, manufacturer)
        .text(hardware_hash::TextField::Model, model);
    builder.build().expect("a made-up device fits").to_text()
}

/// A file's text with hashes in it: `{1}` is made-up hash 1, `{VM}` that of a virtual machine by `VMware, Inc.`.
pub fn fill(text: &str) -> String {
    let mut filled = text.replace("{VM}", &hash_of("VMware, Inc.", "VMware20,1"));
    for number in 1..=9 {
        let mark = format!("{{{number}}}");
        if filled.contains(&mark) {
            filled = filled.replace(&mark, &hash(number));
        }
    }
    filled
}

/// Reads a file in chunks of these sizes, over and over.
pub fn read_in(bytes: &[u8], sizes: &[usize]) -> (FileReport, Vec<Row>) {
    let mut reader = Reader::new(FileId(0), "a.csv");
    let mut rows = Vec::new();
    let mut sizes = sizes.iter().copied().cycle();
    let mut rest = bytes;
    while !rest.is_empty() {
        let size = sizes.next().unwrap_or(usize::MAX).clamp(1, rest.len());
        let (chunk, behind) = rest.split_at(size);
        reader.push(chunk, &mut rows);
        rest = behind;
    }
    let report = reader.finish(&mut rows);
    (report, rows)
}

/// Reads a file in one piece.
pub fn read(bytes: &[u8]) -> (FileReport, Vec<Row>) {
    read_in(bytes, &[usize::MAX])
}

/// Text as UTF-16, low byte first.
pub fn utf16_le(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// Text as UTF-16, high byte first.
pub fn utf16_be(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_be_bytes).collect()
}

/// What was read, one line for each thing; what the encoding was is left out.
pub fn shown(report: &FileReport, rows: &[Row]) -> Vec<String> {
    let columns: Vec<&str> = report.columns.iter().map(|column| column.map_or("-", Field::key)).collect();
    let delimiter = report.delimiter.map_or_else(String::new, |delimiter| format!(" {delimiter:?}"));
    let mut lines = vec![format!("{}{delimiter} [{}]", report.kind.key(), columns.join(" "))];
    lines.extend(rows.iter().map(shown_row));
    for diagnostic in &report.diagnostics {
        if diagnostic.code.key().starts_with("encoding") {
            continue;
        }
        let place = &diagnostic.place;
        let mut words = vec![format!("! {}", diagnostic.code.key())];
        let column = place.column.map_or_else(String::new, |number| format!("C{number}"));
        words.extend(place.line.map(|number| format!("L{number}{column}")));
        words.extend(place.row.map(|row| format!("row {}", row.row)));
        words.extend(place.field.map(|field| field.key().to_owned()));
        words.extend(diagnostic.args.iter().map(|(name, arg)| match arg {
            Arg::Text(text) => format!("{name}={text:?}"),
            Arg::Number(number) | Arg::Time(number) => format!("{name}={number}"),
            Arg::Field(field) => format!("{name}={}", field.key()),
        }));
        lines.push(words.join(" "));
    }
    lines
}

fn shown_row(row: &Row) -> String {
    let mut words = vec![format!("L{}", row.line)];
    for field in Field::ALL {
        words.extend(row.cell(field).map(|cell| format!("{}={:?}", field.key(), cell.text)));
        words.extend(row.hash.as_ref().filter(|_| field == Field::Hash).map(shown_hash));
    }
    words.join(" ")
}

fn shown_hash(hash: &HashCell) -> String {
    match &hash.content {
        Ok(summary) if hash.repairs.is_empty() => format!("#{}", summary.tuple.serial),
        Ok(summary) => format!("#{} {:?}", summary.tuple.serial, hash.repairs),
        Err(error) => format!("#{error:?}"),
    }
}
