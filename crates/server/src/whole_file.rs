//! A file that appears whole or not at all, and takes the place of none.

use std::fs::File;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// A file in the making, under a name that nobody looks for. Nobody else may read it: it holds serial numbers, and more.
pub struct WholeFile {
    file: NamedTempFile,
    path: PathBuf,
}

impl WholeFile {
    /// Begins one, beside where it will be.
    ///
    /// # Errors
    /// When there is one already, or none can be made.
    pub fn begin(path: &Path) -> Result<WholeFile, String> {
        if path.symlink_metadata().is_ok() {
            return Err(taken(path));
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let file = tempfile::Builder::new()
            .prefix(".muster-unfinished-")
            .tempfile_in(folder)
            .map_err(|error| format!("can't make a file in {}: {error}", folder.display()))?;
        Ok(WholeFile { file, path: path.to_owned() })
    }

    /// Where it is for now.
    pub fn path(&self) -> &Path {
        self.file.path()
    }

    /// The file, to be written to.
    pub fn file(&mut self) -> &mut File {
        self.file.as_file_mut()
    }

    /// Gives it its name, once it is on disk.
    ///
    /// # Errors
    /// When the disk is full, or another file has taken the name meanwhile.
    pub fn end(self) -> Result<(), String> {
        let path = self.path;
        let problem = |error: &std::io::Error| format!("can't write {}: {error}", path.display());
        self.file.as_file().sync_all().map_err(|error| problem(&error))?;
        self.file.persist_noclobber(&path).map_err(|error| match error.error.kind() {
            std::io::ErrorKind::AlreadyExists => taken(&path),
            _ => problem(&error.error),
        })?;
        // The name is on disk with the folder.
        #[cfg(unix)]
        if let Some(folder) = path.parent() {
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            File::open(folder).and_then(|folder| folder.sync_all()).map_err(|error| problem(&error))?;
        }
        Ok(())
    }
}

fn taken(path: &Path) -> String {
    format!("{} is there already, and is not written over: choose another name with --to", path.display())
}
