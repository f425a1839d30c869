//! Tables as text.

use super::device::{hash, serial};

/// The columns that every file has.
pub const BASE: &str = "Device Serial Number,Windows Product ID,Hardware Hash";
/// The columns that Intune takes.
pub const INTUNE: &str = "Device Serial Number,Windows Product ID,Hardware Hash,Group Tag,Assigned User";
/// The columns that Partner Center takes.
pub const PARTNER: &str =
    "Device Serial Number,Windows Product ID,Hardware Hash,Manufacturer name,Device model";

/// A row as the collection script writes it.
pub fn row(number: u32) -> String {
    format!("{},,{}", serial(number), hash(number))
}

/// Rows as the collection script writes them.
pub fn rows(numbers: impl IntoIterator<Item = u32>) -> Vec<String> {
    numbers.into_iter().map(row).collect()
}

/// A row with a group tag and a user.
pub fn row_with(number: u32, group_tag: &str, user: &str) -> String {
    format!("{},{group_tag},{user}", row(number))
}

/// Header and rows, each with the line end of Windows.
pub fn file<Row: AsRef<str>>(header: &str, rows: impl IntoIterator<Item = Row>) -> String {
    let mut text = format!("{header}\r\n");
    for row in rows {
        text.push_str(row.as_ref());
        text.push_str("\r\n");
    }
    text
}

/// With quotes around every field.
pub fn quoted(text: &str) -> String {
    let lines = text.lines().map(|line| format!("\"{}\"\r\n", line.replace(',', "\",\"")));
    lines.collect::<Vec<_>>().concat()
}

/// UTF-16 with the low byte first and a byte order mark, as Windows PowerShell 5.1 writes.
pub fn utf_16(text: &str) -> Vec<u8> {
    [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}
