//! The folder of a build that is being finished.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use super::hashed;
use crate::{
    digest,
    stop::{Result, Stop},
};

/// The folder of a build that is being finished, and that of the scripts that go with it. Files are named by their
/// path in it, with `/`.
pub struct Staging {
    folder: PathBuf,
    templates: PathBuf,
}

impl Staging {
    pub fn new(folder: PathBuf, templates: PathBuf) -> Staging {
        Staging { folder, templates }
    }

    pub fn read_text(&self, name: &str) -> Result<String> {
        read_text(&self.folder.join(name))
    }

    pub fn read(&self, name: &str) -> Result<Vec<u8>> {
        read(&self.folder.join(name))
    }

    /// Takes a copy of a file in another folder.
    pub fn take(&self, folder: &Path, name: &str) -> Result<()> {
        let file = folder.join(name);
        fs::copy(&file, self.folder.join(name)).map_err(|error| Stop::io("copy", &file, &error))?;
        Ok(())
    }

    pub fn write(&self, name: &str, text: &str) -> Result<()> {
        let file = self.folder.join(name);
        fs::write(&file, text).map_err(|error| Stop::io("write", &file, &error))
    }

    /// A script of `web/`.
    pub fn template(&self, name: &str) -> Result<String> {
        read_text(&self.templates.join(name))
    }

    /// Adds a script of `web/` with these lines in front of it, and gives its new name.
    pub fn add_script(&self, name: &str, prelude: &str) -> Result<String> {
        let text = prelude.to_owned() + &self.template(name)?;
        let hashed = hashed(name, text.as_bytes());
        self.write(&hashed, &text)?;
        Ok(hashed)
    }

    /// Puts the content's hash in a file's name, and gives the new name.
    pub fn hash_name(&self, name: &str) -> Result<String> {
        let file = self.folder.join(name);
        let hashed = hashed(name, &read(&file)?);
        fs::rename(&file, self.folder.join(&hashed)).map_err(|error| Stop::io("rename", &file, &error))?;
        Ok(hashed)
    }

    /// The names of all files, sorted.
    pub fn files(&self) -> Result<Vec<String>> {
        files_below(&self.folder)
    }

    /// The SHA-256 of every file.
    pub fn digests(&self) -> Result<BTreeMap<String, String>> {
        let with_digest = |name: String| {
            let digest = digest::sha256(&read(&self.folder.join(&name))?);
            Ok((name, digest))
        };
        self.files()?.into_iter().map(with_digest).collect()
    }
}

/// The names of all files below a folder, sorted. Hidden ones are not shipped and left out.
///
/// # Errors
/// When a folder can't be listed.
pub fn files_below(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    let entries = fs::read_dir(folder).map_err(|error| Stop::io("list", folder, &error))?;
    for entry in entries {
        let entry = entry.map_err(|error| Stop::io("list", folder, &error))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        if entry.path().is_dir() {
            names.extend(files_below(&entry.path())?.iter().map(|below| format!("{name}/{below}")));
        } else {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

fn read(file: &Path) -> Result<Vec<u8>> {
    fs::read(file).map_err(|error| Stop::io("read", file, &error))
}

fn read_text(file: &Path) -> Result<String> {
    fs::read_to_string(file).map_err(|error| Stop::io("read", file, &error))
}
