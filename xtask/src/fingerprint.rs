//! One digest over everything that the app is built from, to know whether it has to be built again.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    digest, paths,
    stop::{Result, Stop},
};

/// Files and folders that the app is built from.
const INPUTS: &[&str] = &[
    ".cargo",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "crates",
    "index.html",
    "locales",
    "package-lock.json",
    "src",
    "style",
    "web",
    "xtask/src/engine.rs",
    "xtask/src/finish",
    "xtask/src/pins.rs",
];

/// Folders below those that the app is not built from.
const SKIPPED: &[&str] = &[
    "benches",
    "cli",
    "examples",
    "fuzz",
    "server",
    "simulation",
    "site",
    "snapshots",
    "target",
    "tests",
    "widget",
];

/// Where a finished build keeps its fingerprint.
pub const FILE: &str = ".fingerprint";

/// The fingerprint of the sources as they are now.
///
/// # Errors
/// When a file can't be read.
pub fn of_sources() -> Result<String> {
    of(paths::root(), INPUTS)
}

/// The fingerprint of the sources of the app with some that are not: files, or folders with all that is in them.
///
/// # Errors
/// When a file can't be read.
pub fn with(more: &[&str]) -> Result<String> {
    let own: Vec<PathBuf> = more.iter().map(|path| paths::root().join(path)).collect();
    let mut files = Vec::new();
    for path in &own {
        collect(path, &mut files)?;
    }
    let more: Vec<String> = files
        .iter()
        .map(|file| Ok(digest::sha256(&fs::read(file).map_err(|error| Stop::io("read", file, &error))?)))
        .collect::<Result<_>>()?;
    Ok(digest::sha256((of_sources()? + &more.concat()).as_bytes()))
}

fn of(root: &Path, inputs: &[&str]) -> Result<String> {
    let mut files = Vec::new();
    for input in inputs {
        collect(&root.join(input), &mut files)?;
    }
    files.sort();
    let line = |file: &PathBuf| {
        let bytes = fs::read(file).map_err(|error| Stop::io("read", file, &error))?;
        Ok(format!("{} {}\n", digest::sha256(&bytes), file.display()))
    };
    let list = files.iter().map(line).collect::<Result<Vec<String>>>()?.concat();
    Ok(digest::sha256(list.as_bytes()))
}

/// Adds a file, or every file below a folder. What isn't there adds nothing.
fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    if path.is_file() {
        files.push(path.to_owned());
    } else if path.is_dir() {
        for entry in fs::read_dir(path).map_err(|error| Stop::io("list", path, &error))? {
            let entry = entry.map_err(|error| Stop::io("list", path, &error))?;
            if !SKIPPED.iter().any(|skipped| entry.file_name() == *skipped) {
                collect(&entry.path(), files)?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn follows_content_and_names_and_nothing_else() {
        let folder = tempfile::TempDir::new().unwrap();
        let root = folder.path();
        let write = |name: &str, text: &str| {
            let file = root.join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
            of(root, &["src", "absent"]).unwrap()
        };
        let first = write("src/a.rs", "a");
        assert_eq!(write("src/a.rs", "a"), first, "written again, the same");
        assert_eq!(write("src/tests/t.rs", "t"), first, "a skipped folder");
        assert_eq!(write("other.rs", "o"), first, "not an input");
        let changed = write("src/a.rs", "b");
        assert_ne!(changed, first, "content");
        assert_ne!(write("src/b.rs", "b"), changed, "a new file");
    }
}
