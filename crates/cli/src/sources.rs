//! Where the bytes of files that were read can be had again.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use device_csv::{ByteRange, FileId};
use tempfile::SpooledTempFile;

/// What can be had only once is kept in memory up to this many bytes, beyond that in a file without a name, which is
/// gone with the program.
pub const MEMORY: usize = 16 * 1024 * 1024;

/// The files of a set, to copy hashes from.
pub struct Sources {
    places: HashMap<FileId, Place>,
    spool: SpooledTempFile,
    spooled: u64,
    /// The file that was read last: hashes are mostly asked for file by file.
    open: Option<(FileId, File)>,
}

enum Place {
    /// A file of its own.
    File(PathBuf),
    /// In the spool, from that byte.
    Spool(u64),
}

impl Default for Sources {
    fn default() -> Sources {
        Sources { places: HashMap::new(), spool: SpooledTempFile::new(MEMORY), spooled: 0, open: None }
    }
}

impl Sources {
    /// A file that can be opened again.
    pub fn add_file(&mut self, file: FileId, path: &Path) {
        self.places.insert(file, Place::File(path.to_owned()));
    }

    /// A file whose bytes follow, by [`spool`](Sources::spool).
    pub fn add_spooled(&mut self, file: FileId) {
        self.places.insert(file, Place::Spool(self.spooled));
    }

    /// Keeps the next bytes of the file that was added last.
    pub fn spool(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.spool.seek(SeekFrom::Start(self.spooled))?;
        self.spool.write_all(bytes)?;
        self.spooled += bytes.len() as u64;
        Ok(())
    }

    /// The bytes of a stretch of a file.
    pub fn bytes(&mut self, file: FileId, range: ByteRange) -> io::Result<Vec<u8>> {
        let length = usize::try_from(range.len()).map_err(io::Error::other)?;
        let mut bytes = vec![0; length];
        match self.places.get(&file) {
            Some(Place::Spool(start)) => {
                self.spool.seek(SeekFrom::Start(start + range.start))?;
                self.spool.read_exact(&mut bytes)?;
            }
            Some(Place::File(path)) => {
                let mut source = match self.open.take() {
                    Some((open, source)) if open == file => source,
                    _ => File::open(path)?,
                };
                source.seek(SeekFrom::Start(range.start))?;
                source.read_exact(&mut bytes)?;
                self.open = Some((file, source));
            }
            None => return Err(io::ErrorKind::NotFound.into()),
        }
        Ok(bytes)
    }
}
