//! What was learnt about a file as a whole.

use crate::{Diagnostic, Field, FileId};

/// How the bytes of a file stand for characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// Only bytes below 128.
    Ascii,
    /// UTF-8 without a byte order mark.
    Utf8,
    /// UTF-8 with one.
    Utf8Bom,
    /// UTF-16 little-endian without a byte order mark.
    Utf16Le,
    /// UTF-16 little-endian with one (what Windows PowerShell 5.1 writes).
    Utf16LeBom,
    /// UTF-16 big-endian without a byte order mark.
    Utf16Be,
    /// UTF-16 big-endian with one.
    Utf16BeBom,
    /// The Western European code page of Windows.
    Windows1252,
}

impl Encoding {
    /// Every encoding.
    pub const ALL: [Encoding; 8] = [
        Encoding::Ascii,
        Encoding::Utf8,
        Encoding::Utf8Bom,
        Encoding::Utf16Le,
        Encoding::Utf16LeBom,
        Encoding::Utf16Be,
        Encoding::Utf16BeBom,
        Encoding::Windows1252,
    ];

    /// A name that stays the same for ever, as in the JSON of `muster check`.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Encoding::Ascii => "ascii",
            Encoding::Utf8 => "utf-8",
            Encoding::Utf8Bom => "utf-8-bom",
            Encoding::Utf16Le => "utf-16le",
            Encoding::Utf16LeBom => "utf-16le-bom",
            Encoding::Utf16Be => "utf-16be",
            Encoding::Utf16BeBom => "utf-16be-bom",
            Encoding::Windows1252 => "windows-1252",
        }
    }

    /// Whether two bytes make a unit.
    #[must_use]
    pub fn is_utf16(self) -> bool {
        matches!(self, Encoding::Utf16Le | Encoding::Utf16LeBom | Encoding::Utf16Be | Encoding::Utf16BeBom)
    }
}

/// What kind of file it turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// A CSV table of devices, with or without header.
    Table,
    /// The six-column export of the Configuration Manager report.
    ReportExport,
    /// The XML report of the OA3 tool.
    Oa3Report,
    /// Intune's list of corporate device identifiers: another feature, no devices are taken from it.
    CorporateIdentifiers,
    /// None of these; a diagnostic says why.
    Unrecognised,
}

impl FileKind {
    /// Every kind.
    pub const ALL: [FileKind; 5] = [
        FileKind::Table,
        FileKind::ReportExport,
        FileKind::Oa3Report,
        FileKind::CorporateIdentifiers,
        FileKind::Unrecognised,
    ];

    /// A name that stays the same for ever.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            FileKind::Table => "table",
            FileKind::ReportExport => "report-export",
            FileKind::Oa3Report => "oa3-report",
            FileKind::CorporateIdentifiers => "corporate-identifiers",
            FileKind::Unrecognised => "unrecognised",
        }
    }
}

/// What was learnt about a file as a whole, when its last byte had been seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileReport {
    /// Its id in the set.
    pub id: FileId,
    /// Its name, with the folder or archive it came from: `hashes.zip/kiosk.csv`.
    pub path: String,
    /// Size in bytes.
    pub size: u64,
    /// What it is.
    pub kind: FileKind,
    /// Its encoding.
    pub encoding: Encoding,
    /// `,`, `;` or tab; `None` where there are no columns.
    pub delimiter: Option<char>,
    /// The fields of its columns in order; `None` for a column that is not one of ours.
    pub columns: Vec<Option<Field>>,
    /// How many device rows it holds.
    pub rows: u32,
    /// What is to be said about its form: encoding, delimiter, header, quotes, blank rows.
    pub diagnostics: Vec<Diagnostic>,
}

impl FileReport {
    /// That of a file of which nothing is known yet.
    pub(crate) fn unread(id: FileId) -> FileReport {
        FileReport {
            id,
            path: String::new(),
            size: 0,
            kind: FileKind::Table,
            encoding: Encoding::Ascii,
            delimiter: None,
            columns: Vec::new(),
            rows: 0,
            diagnostics: Vec::new(),
        }
    }
}
