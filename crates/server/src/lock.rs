//! One process for one database.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

/// Takes the database for this process. The lock goes with the file that is given back, or with the process, however it
/// ends.
///
/// # Errors
/// What to say when another process has it, or when there can be no lock.
pub fn take(database: &Path) -> Result<File, String> {
    let mut name = database.as_os_str().to_owned();
    name.push(".lock");
    let path = Path::new(&name);
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(path).map_err(|error| {
        format!("can't make {}: {error}. Choose a folder that can be written to", path.display())
    })?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(format!(
            "{} is in use by another muster-server. Stop that one, or choose another file with --db",
            database.display()
        )),
        Err(TryLockError::Error(error)) => Err(format!("can't lock {}: {error}", path.display())),
    }
}
