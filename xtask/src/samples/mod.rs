//! `cargo xtask samples`: a folder of made-up files that shows every kind of problem.
//!
//! The bytes are the same every time. No number of a device is used twice but where that is the point, so all files
//! can be taken in at once.

mod archives;
pub mod damage;
pub mod device;
mod forms;
mod hashes;
mod index;
mod others;
mod serials;
mod sets;
mod table;
#[cfg(test)]
mod tests;
mod values;

use std::{fs, path::Path};

use crate::stop::{Result, Stop};

/// A file, or some that belong together, and what they are there for.
pub struct Sample {
    /// The files by their path in the folder.
    pub files: Vec<(&'static str, Vec<u8>)>,
    /// What is in them and what is to be seen, in one sentence.
    pub about: &'static str,
    /// The keys of the diagnostics that they show; others may come with them.
    pub shows: &'static [&'static str],
}

impl Sample {
    fn one(
        path: &'static str,
        bytes: impl Into<Vec<u8>>,
        about: &'static str,
        shows: &'static [&'static str],
    ) -> Self {
        Sample { files: vec![(path, bytes.into())], about, shows }
    }
}

/// All samples, by folder.
pub fn all() -> Vec<Sample> {
    [forms::samples(), serials::samples(), hashes::samples(), values::samples(), sets::samples()]
        .into_iter()
        .chain([others::samples(), archives::samples()])
        .flatten()
        .collect()
}

/// Writes all samples and an index into the folder, over what is there.
///
/// # Errors
/// When a file can't be written.
pub fn run(folder: &Path) -> Result<()> {
    let samples = all();
    let mut count = 0;
    for (path, bytes) in samples.iter().flat_map(|sample| &sample.files) {
        write(&folder.join(path), bytes)?;
        count += 1;
    }
    write(&folder.join("README.md"), index::markdown(&samples).as_bytes())?;
    println!("{count} files in {}; what each shows is in README.md there", folder.display());
    Ok(())
}

fn write(file: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(|error| Stop::io("make", folder, &error))?;
    }
    fs::write(file, bytes).map_err(|error| Stop::io("write", file, &error))
}
