//! Rows of a file, packed: numbers in one column, texts in another, digests in a third.
//!
//! There are very many of them, and each crosses from worker to page and into storage: as records with texts of their own they
//! took longer to write and read than to find. A row's id and line follow from the row before it, and places from the row's own.
//!
//! | bytes | |
//! |---|---|
//! | 1 | [`PACKED`], the format |
//! | 4 | the file's id, low byte first, as all numbers of four bytes |
//! | 4 | device rows of the file before the first one |
//! | 4 | lines of the file before those that are counted here |
//! | 4 | how many rows |
//! | 4 and 4 | bytes of the first column and of the second |
//! | | the columns: numbers in 7-bit groups, texts in UTF-8, digests and records as they are |
//!
//! Rows and lines that come before can be written into it without reading the rest ([`BEFORE`]).

use device_csv::{ByteRange, Cell, FileId, HashCell, HashForm, HashSummary, Row, RowId};
use hardware_hash::{Finding, Identity, Tuple};

use super::{
    Wire, WireError,
    columns::{Reader, Writer},
    names::FindingRecord,
};

/// How many rows are packed together at most, for one message and one record of the storage: so few that whoever takes them is soon
/// free again, many enough that a set of 250,000 rows has no more than a thousand records.
pub const BATCH: usize = 250;

/// The format of packed rows.
pub const PACKED: u8 = 2;

/// Where the numbers of rows and of lines that come before stand: eight bytes from here.
pub const BEFORE: u32 = 5;

const HEADER: usize = 25;

/// What of a row is there: a bit for each text field, by its place, and these.
const HAS_HASH: u64 = 1 << 6;

/// How a hash is packed: it is as it should be, and here is what it says.
const CANONICAL: u64 = 1;
const DERIVED: u64 = 0;
/// It is not: its record follows among the digests.
const ODD: u64 = 2;

/// What tells a device from others.
const NOTHING: u64 = 0;
const ENDORSEMENT_KEY: u64 = 1;
const FIRMWARE: u64 = 2;

/// Rows of one file, one after the other, as bytes. Ids and lines are counted from the first one's.
#[must_use]
pub fn pack(rows: &[Row]) -> Vec<u8> {
    let first = rows.first();
    let before = first.map_or(0, |row| row.id.row);
    let mut writer = Writer::default();
    let (mut line, mut at) = (0, 0);
    for row in rows {
        writer.signed(i64::from(row.line) - i64::from(line));
        writer.apart(row.range.start, at);
        writer.apart(row.range.end, row.range.start);
        (line, at) = (row.line, row.range.end);
        pack_cells(row, &mut writer);
        if let Some(hash) = &row.hash {
            pack_hash(row, hash, &mut writer);
        }
    }
    let mut bytes = vec![PACKED];
    let file = first.map_or(0, |row| row.id.file.0);
    let count = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    for number in [file, before, 0, count] {
        bytes.extend(number.to_le_bytes());
    }
    writer.finish(&mut bytes);
    bytes
}

/// The rows that [`pack`] wrote.
///
/// # Errors
/// When the bytes are of another version, or aren't rows.
pub fn unpack(bytes: &[u8]) -> Result<Vec<Row>, WireError> {
    match bytes.first() {
        Some(&PACKED) => {}
        Some(&other) => return Err(WireError::Version(other)),
        None => return Err(WireError::Damaged),
    }
    let (header, columns) = bytes.split_at_checked(HEADER - 8).ok_or(WireError::Damaged)?;
    let number = |at: usize| header[at..].first_chunk().map_or(0, |bytes| u32::from_le_bytes(*bytes));
    let (file, before, lines, count) = (FileId(number(1)), number(5), number(9), number(13));
    let mut reader = Reader::new(columns)?;
    // Each row takes more bytes than this; a count that was altered must not take memory.
    let mut rows = Vec::with_capacity((count as usize).min(columns.len() / 4));
    let (mut line, mut at) = (0, 0);
    for index in 0..count {
        line = reader.moved(line)?;
        let start = reader.behind(at)?;
        let end = reader.behind(start)?;
        at = end;
        let id = RowId { file, row: before.saturating_add(index) };
        let mut row = Row {
            id,
            line: line.saturating_add(lines),
            range: ByteRange { start, end },
            cells: Default::default(),
            hash: None,
        };
        let there = reader.number()?;
        for slot in 0..row.cells.len() {
            if there & (1 << slot) != 0 {
                row.cells[slot] = Some(unpack_cell(&row, &mut reader)?);
            }
        }
        if there & HAS_HASH != 0 {
            row.hash = Some(unpack_hash(&row, lines, &mut reader)?);
        }
        rows.push(row);
    }
    if reader.is_at_end() { Ok(rows) } else { Err(WireError::Damaged) }
}

fn pack_cells(row: &Row, writer: &mut Writer) {
    let mut there = if row.hash.is_some() { HAS_HASH } else { 0 };
    for (slot, cell) in row.cells.iter().enumerate() {
        there |= u64::from(cell.is_some()) << slot;
    }
    writer.number(there);
    for Cell { text, range, line, column } in row.cells.iter().flatten() {
        writer.apart(range.start, row.range.start);
        writer.apart(range.end, range.start);
        writer.signed(i64::from(*line) - i64::from(row.line));
        writer.number(u64::from(*column));
        writer.text(text);
    }
}

fn unpack_cell(row: &Row, reader: &mut Reader) -> Result<Cell, WireError> {
    let start = reader.behind(row.range.start)?;
    let end = reader.behind(start)?;
    let line = reader.moved(row.line)?;
    let column = reader.small()?;
    Ok(Cell { text: reader.text()?.to_owned(), range: ByteRange { start, end }, line, column })
}

fn pack_hash(row: &Row, hash: &HashCell, writer: &mut Writer) {
    let summary = match &hash.content {
        Ok(summary) if hash.repairs.is_empty() => summary,
        _ => {
            writer.number(ODD);
            return writer.record(&hash.to_record());
        }
    };
    writer.number(if hash.form == HashForm::Canonical { CANONICAL } else { DERIVED });
    writer.apart(hash.range.start, row.range.start);
    writer.apart(hash.range.end, hash.range.start);
    writer.signed(i64::from(hash.line) - i64::from(row.line));
    writer.number(u64::from(hash.column));
    match &summary.identity {
        None => writer.number(NOTHING),
        Some(Identity::EndorsementKey(digest)) => {
            writer.number(ENDORSEMENT_KEY);
            writer.bytes(digest);
        }
        Some(Identity::Firmware { uuid, serial, manufacturer }) => {
            writer.number(FIRMWARE);
            writer.bytes(&uuid.0);
            writer.text(serial);
            writer.text(manufacturer);
        }
    }
    let Tuple { manufacturer, model, serial } = &summary.tuple;
    for text in [manufacturer, model, serial] {
        writer.text(text);
    }
    writer.option(summary.captured, Writer::signed);
    writer.option(summary.product_key_id.as_deref(), Writer::text);
    writer.option(summary.os_build, |writer, build| writer.number(u64::from(build)));
    writer.number(summary.findings.len() as u64);
    for finding in &summary.findings {
        writer.bytes(&[finding.to_record() as u8]);
    }
}

fn unpack_hash(row: &Row, lines: u32, reader: &mut Reader) -> Result<HashCell, WireError> {
    let form = match reader.number()? {
        CANONICAL => HashForm::Canonical,
        DERIVED => HashForm::Derived,
        ODD => {
            let mut hash = HashCell::from_record(reader.record()?)?;
            hash.line = hash.line.saturating_add(lines);
            return Ok(hash);
        }
        _ => return Err(WireError::Damaged),
    };
    let start = reader.behind(row.range.start)?;
    let end = reader.behind(start)?;
    let line = reader.moved(row.line)?;
    let column = reader.small()?;
    let identity = match reader.number()? {
        NOTHING => None,
        ENDORSEMENT_KEY => Some(Identity::EndorsementKey(reader.array()?)),
        FIRMWARE => Some(Identity::Firmware {
            uuid: hardware_hash::Uuid(reader.array()?),
            serial: reader.text()?.to_owned(),
            manufacturer: reader.text()?.to_owned(),
        }),
        _ => return Err(WireError::Damaged),
    };
    let mut text = || Ok(reader.text()?.to_owned());
    let tuple = Tuple { manufacturer: text()?, model: text()?, serial: text()? };
    let captured = reader.option(Reader::signed)?;
    let product_key_id = reader.option(|reader| Ok(reader.text()?.to_owned()))?;
    let os_build = reader.option(|reader| u16::try_from(reader.number()?).map_err(|_| WireError::Damaged))?;
    let findings = (0..reader.number()?).map(|_| finding(reader)).collect::<Result<_, _>>()?;
    let content = Ok(HashSummary { identity, tuple, captured, product_key_id, os_build, findings });
    Ok(HashCell { range: ByteRange { start, end }, line, column, form, repairs: Vec::new(), content })
}

fn finding(reader: &mut Reader) -> Result<Finding, WireError> {
    let [number] = reader.array()?;
    let record = postcard::from_bytes::<FindingRecord>(&[number]).map_err(|_| WireError::Damaged)?;
    Finding::from_record(record)
}
