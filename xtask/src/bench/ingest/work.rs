//! The file that is read: made-up devices, a few of them with every kind of problem.

use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use crate::samples::{damage, device};

/// Raised when what is written changes: a file of before is then written anew.
const VERSION: u32 = 1;

/// One row in so many has a problem.
const PROBLEM_EVERY: u32 = 20;

/// How the file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// As the collection script does: comma, CRLF, no quotes.
    Plain,
    /// UTF-16, as spreadsheets save it.
    Utf16,
    /// Quotes around every field.
    Quoted,
    /// A semicolon between fields, as in most of Europe.
    Semicolon,
    /// A CR alone at the end of each row.
    Cr,
}

impl Form {
    /// Every form.
    pub const ALL: [Form; 5] = [Form::Plain, Form::Utf16, Form::Quoted, Form::Semicolon, Form::Cr];

    /// A name that stays the same.
    pub fn key(self) -> &'static str {
        match self {
            Form::Plain => "plain",
            Form::Utf16 => "utf16",
            Form::Quoted => "quoted",
            Form::Semicolon => "semicolon",
            Form::Cr => "cr",
        }
    }
}

/// A file of at least that many bytes in that folder; written unless it is there.
///
/// # Errors
/// When it can't be written.
pub fn file(folder: &Path, size: u64, form: Form) -> io::Result<PathBuf> {
    let path = folder.join(format!("{}-{size}-v{VERSION}.csv", form.key()));
    if !path.is_file() {
        fs::create_dir_all(folder)?;
        let partial = path.with_extension("partial");
        write(&partial, size, form)?;
        fs::rename(partial, &path)?;
    }
    Ok(path)
}

fn write(path: &Path, size: u64, form: Form) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path)?);
    let mut text = header();
    let (mut written, mut number) = (0, 0);
    if form == Form::Utf16 {
        out.write_all(b"\xFF\xFE")?;
    }
    while written < size {
        let bytes = formed(&text, form);
        out.write_all(&bytes)?;
        written += bytes.len() as u64;
        number += 1;
        text = row(number);
    }
    out.flush()
}

fn header() -> Vec<String> {
    ["Device Serial Number", "Windows Product ID", "Hardware Hash", "Group Tag"].map(str::to_owned).to_vec()
}

/// The fields of a row, as they are meant.
fn row(number: u32) -> Vec<String> {
    let fields = |serial: String, hash: String, tag: &str| vec![serial, String::new(), hash, tag.to_owned()];
    let (serial, tag) = (device::serial(number), ["Sales", "Kiosk", "", "School"][number as usize % 4]);
    let builder = device::device(number);
    let of_device = |number: u32| device::hash_with_serial(number, &device::serial(number));
    if !number.is_multiple_of(PROBLEM_EVERY) {
        return fields(serial, of_device(number), tag);
    }
    match number / PROBLEM_EVERY % 16 {
        0 => fields(serial, damage::bit_flipped(&builder), tag),
        1 => fields(serial, of_device(number)[..1_200].to_owned(), tag),
        2 => fields(serial, of_device(number).replacen('A', "*", 1), tag),
        3 => fields(serial, of_device(number).replace('+', "-").replace('/', "_"), tag),
        4 => fields(format!("OTHER-{number}"), of_device(number), tag),
        5 => fields(format!("  {serial} "), of_device(number), tag),
        6 => fields(String::new(), of_device(number), tag),
        7 => fields(device::serial(number - 1), of_device(number - 1), tag),
        8 => fields(serial, of_device(number) + "==", tag),
        9 => fields(serial, String::new(), tag),
        10 => fields(serial, damage::record_too_long(&builder), tag),
        11 => fields(serial, damage::without_trailer(&builder), tag),
        12 => fields(serial, damage::with_tail(&builder), tag),
        13 => fields(serial, damage::something_else(), tag),
        14 => fields(serial, of_device(number), "Zoë – kiosk"),
        _ => fields(serial, device::text(&device::virtual_machine(number)), tag),
    }
}

fn formed(fields: &[String], form: Form) -> Vec<u8> {
    let (delimiter, end) = match form {
        Form::Semicolon => (";", "\r\n"),
        Form::Cr => (",", "\r"),
        Form::Plain | Form::Utf16 | Form::Quoted => (",", "\r\n"),
    };
    let field = |field: &String| match form {
        Form::Quoted => format!("\"{field}\""),
        _ => field.clone(),
    };
    let line = fields.iter().map(field).collect::<Vec<_>>().join(delimiter) + end;
    match form {
        Form::Utf16 => line.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        _ => line.into_bytes(),
    }
}

#[cfg(test)]
mod tests {
    use device_csv::{FileId, FileKind, Reader};

    use super::*;

    #[test]
    fn every_form_says_the_same() {
        let counts = Form::ALL.map(|form| {
            let folder = tempfile::tempdir().unwrap();
            let path = file(folder.path(), 1_400_000, form).unwrap();
            let mut reader = Reader::new(FileId(0), "work.csv");
            let mut rows = Vec::new();
            reader.push(&fs::read(path).unwrap(), &mut rows);
            let report = reader.finish(&mut rows);
            assert_eq!(report.kind, FileKind::Table, "{form:?}");
            let first: Vec<_> = rows.iter().take(160).collect();
            let good = first.iter().filter(|row| row.summary().is_some()).count();
            let bad = first.iter().filter(|row| row.hash.as_ref().is_some_and(|hash| hash.content.is_err()));
            (good, bad.count())
        });
        assert!(counts.iter().all(|count| *count == counts[0]), "{counts:?}");
        assert!(counts[0].1 > 0, "{counts:?}");
    }
}
