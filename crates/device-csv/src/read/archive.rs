//! Archives of files: what is in a ZIP, and the bytes of each member, up to limits that no honest archive meets.
//!
//! An archive inside an archive is not opened, and what a member holds is not looked at here: each is read like a file
//! of its own.

use std::fmt;
use std::io::{self, Read, Seek};

use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use crate::{Arg, Code, Diagnostic, FileId, Place};

/// How many bytes all members of an archive may come to when they are unpacked: 2 GiB, or half a million devices.
pub const TOTAL_LIMIT: u64 = 2 * 1024 * 1024 * 1024;

/// How many times its packed size a member may come to, past [`RATIO_FROM`]. Hashes pack to a quarter; the same file
/// over and over to much less, but nothing that was meant to be read to a 250th.
pub const RATIO_LIMIT: u64 = 250;

/// How many bytes of a member may come out before [`RATIO_LIMIT`] counts: 64 MiB.
pub const RATIO_FROM: u64 = 64 * 1024 * 1024;

/// Whether a file that begins with these bytes (30 and a name at least, if it has them) is an archive to be opened.
///
/// Workbooks and documents are ZIPs inside as well; they are told by the name of their first member, and are not.
///
/// ```
/// use device_csv::archive::is_archive;
/// assert!(is_archive(b"PK\x03\x04"));
/// assert!(!is_archive(b"Device Serial Number"));
/// ```
#[must_use]
pub fn is_archive(prefix: &[u8]) -> bool {
    const NAME: usize = 30;
    let of_document =
        prefix.get(NAME..).is_some_and(|name| DOCUMENT.iter().any(|start| name.starts_with(start)));
    (prefix.starts_with(b"PK\x03\x04") || prefix.starts_with(b"PK\x05\x06")) && !of_document
}

/// How the names of members of a document start.
const DOCUMENT: [&[u8]; 6] = [b"[Content_Types].xml", b"_rels/", b"docProps/", b"xl/", b"word/", b"mimetype"];

/// Why an archive, or a member of one, can't be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArchiveProblem {
    /// It is damaged, or an archive inside an archive.
    Unreadable,
    /// That file in it is damaged; others may be whole.
    MemberDamaged,
    /// That file in it is packed by a method that is not known here.
    MemberMethod,
    /// It needs a password.
    Encrypted,
    /// It is, or unpacks to, more than the limits.
    TooLarge,
    /// There is no file in it.
    Empty,
    /// It is a workbook or a document.
    Document,
}

impl ArchiveProblem {
    /// Every problem.
    pub const ALL: [ArchiveProblem; 7] = [
        ArchiveProblem::Unreadable,
        ArchiveProblem::MemberDamaged,
        ArchiveProblem::MemberMethod,
        ArchiveProblem::Encrypted,
        ArchiveProblem::TooLarge,
        ArchiveProblem::Empty,
        ArchiveProblem::Document,
    ];

    /// The code of its diagnostic.
    #[must_use]
    pub fn code(self) -> Code {
        match self {
            ArchiveProblem::Unreadable => Code::ArchiveUnreadable,
            ArchiveProblem::MemberDamaged => Code::ArchiveMemberDamaged,
            ArchiveProblem::MemberMethod => Code::ArchiveMemberMethod,
            ArchiveProblem::Encrypted => Code::ArchiveEncrypted,
            ArchiveProblem::TooLarge => Code::ArchiveTooLarge,
            ArchiveProblem::Empty => Code::ArchiveEmpty,
            ArchiveProblem::Document => Code::FileBinary,
        }
    }

    /// What is to be said about the file, the archive or the member, that has it.
    #[must_use]
    pub fn diagnostic(self, file: FileId) -> Diagnostic {
        let args = match self {
            ArchiveProblem::TooLarge => {
                let mebibytes = i64::try_from(TOTAL_LIMIT / (1024 * 1024)).unwrap_or(i64::MAX);
                vec![("limit", Arg::Number(mebibytes))]
            }
            _ => Vec::new(),
        };
        Diagnostic::new(self.code(), Place::file(file), args)
    }

    /// The problem behind an error that came up while a member was read.
    #[must_use]
    pub fn of(error: &io::Error) -> ArchiveProblem {
        let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<ArchiveProblem>());
        inner.copied().unwrap_or(ArchiveProblem::MemberDamaged)
    }
}

impl fmt::Display for ArchiveProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ArchiveProblem::Unreadable => "the archive is damaged",
            ArchiveProblem::MemberDamaged => "the file in the archive is damaged",
            ArchiveProblem::MemberMethod => "the file in the archive is packed by an unknown method",
            ArchiveProblem::Encrypted => "the archive needs a password",
            ArchiveProblem::TooLarge => "the archive unpacks to more than the limit",
            ArchiveProblem::Empty => "there is no file in the archive",
            ArchiveProblem::Document => "this is a document, not an archive of files",
        })
    }
}

impl std::error::Error for ArchiveProblem {}

impl From<ZipError> for ArchiveProblem {
    fn from(error: ZipError) -> ArchiveProblem {
        match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
                ArchiveProblem::Encrypted
            }
            _ => ArchiveProblem::Unreadable,
        }
    }
}

impl ArchiveProblem {
    /// The problem behind an error of one member: the archive itself could be opened.
    fn of_member(error: ZipError) -> ArchiveProblem {
        match ArchiveProblem::from(error) {
            ArchiveProblem::Unreadable => ArchiveProblem::MemberDamaged,
            problem => problem,
        }
    }
}

/// A file in an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its name with its folders, `/` between them. Only to be shown: nothing is ever written there.
    pub path: String,
    /// How many bytes the archive says that it unpacks to.
    pub size: u64,
    /// Why it can't be read, if that is known beforehand.
    pub problem: Option<ArchiveProblem>,
    index: usize,
}

/// An archive.
#[derive(Debug)]
pub struct Archive<R> {
    zip: ZipArchive<R>,
    members: Vec<Member>,
    left: u64,
}

impl<R: Read + Seek> Archive<R> {
    /// Opens an archive and lists what is in it. Folders, and what systems add to them unasked, are left out.
    ///
    /// # Errors
    /// It is no archive, there is nothing in it, or it is a document.
    pub fn open(reader: R) -> Result<Archive<R>, ArchiveProblem> {
        let zip = ZipArchive::new(reader)?;
        let metadata = zip.metadata();
        let mut members = Vec::new();
        for index in 0..metadata.len() {
            let entry = metadata.entry(index)?;
            let path = String::from_utf8_lossy(entry.name_raw()).replace('\\', "/");
            if path == "[Content_Types].xml" {
                return Err(ArchiveProblem::Document);
            }
            if entry.is_dir() || is_clutter(&path) {
                continue;
            }
            let problem = if entry.encrypted() {
                Some(ArchiveProblem::Encrypted)
            } else if has_extension(&path, "zip") {
                Some(ArchiveProblem::Unreadable)
            } else if !matches!(entry.compression(), CompressionMethod::Stored | CompressionMethod::Deflated)
            {
                Some(ArchiveProblem::MemberMethod)
            } else {
                None
            };
            members.push(Member { path, size: entry.size(), problem, index });
        }
        if members.is_empty() {
            return Err(ArchiveProblem::Empty);
        }
        Ok(Archive { zip, members, left: TOTAL_LIMIT })
    }

    /// The files in it, in its order.
    #[must_use]
    pub fn members(&self) -> &[Member] {
        &self.members
    }

    /// Starts to read a member, by its place in [`members`](Archive::members). When an error comes up while it is
    /// read, [`ArchiveProblem::of`] tells which.
    ///
    /// # Errors
    /// There is no such member, or it can't be read.
    pub fn read(&mut self, member: usize) -> Result<impl Read, ArchiveProblem> {
        let Member { problem, index, .. } = self.members.get(member).ok_or(ArchiveProblem::Unreadable)?;
        if let Some(problem) = problem {
            return Err(*problem);
        }
        let file = self.zip.by_index(*index).map_err(ArchiveProblem::of_member)?;
        let packed = file.compressed_size();
        Ok(Limited { inner: file, left: &mut self.left, packed, read: 0 })
    }
}

/// Stops when more comes out than may.
struct Limited<'a, R> {
    inner: R,
    /// What all members may still come to.
    left: &'a mut u64,
    packed: u64,
    read: u64,
}

impl<R: Read> Read for Limited<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.read += count as u64;
        let too_dense = self.read > RATIO_FROM && self.read / RATIO_LIMIT > self.packed;
        match self.left.checked_sub(count as u64) {
            Some(left) if !too_dense => {
                *self.left = left;
                Ok(count)
            }
            _ => Err(io::Error::other(ArchiveProblem::TooLarge)),
        }
    }
}

/// What Windows and macOS leave in folders.
fn is_clutter(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    path.starts_with("__MACOSX/")
        || name.starts_with("._")
        || matches!(name, ".DS_Store" | "Thumbs.db" | "desktop.ini")
}

fn has_extension(path: &str, wanted: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case(wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many bytes come out of a member of that size, and whether it was stopped.
    fn unpack(size: u64, packed: u64, left: &mut u64) -> (u64, bool) {
        let mut member = Limited { inner: io::repeat(b'A').take(size), left, packed, read: 0 };
        let result = io::copy(&mut member, &mut io::sink());
        let stopped = result.is_err_and(|error| ArchiveProblem::of(&error) == ArchiveProblem::TooLarge);
        (member.read, stopped)
    }

    #[test]
    fn a_member_that_is_too_dense_is_stopped() {
        for (name, size, packed, stopped) in [
            ("small and dense", RATIO_FROM, 1, false),
            ("large and dense", RATIO_FROM + 1_000_000, RATIO_FROM / RATIO_LIMIT - 1, true),
            ("large and honest", RATIO_FROM + 1_000_000, RATIO_FROM / 4, false),
        ] {
            assert_eq!(unpack(size, packed, &mut TOTAL_LIMIT.clone()).1, stopped, "{name}");
        }
    }

    #[test]
    fn members_share_the_limit() {
        let mut left = 3000;
        assert_eq!(unpack(1000, 1000, &mut left), (1000, false));
        assert_eq!(unpack(2000, 2000, &mut left), (2000, false));
        assert!(unpack(1, 1, &mut left).1);
    }
}
