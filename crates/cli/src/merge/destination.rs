//! Where the files of an export go.

use std::fs;
use std::path::{Path, PathBuf, is_separator};

use crate::failure::{Failure, shown};
use crate::inputs::STANDARD;

/// Where a file goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// To standard output.
    Standard,
    /// To a file.
    File(PathBuf),
}

impl Destination {
    /// Where a report goes.
    pub fn of_report(path: &Path) -> Destination {
        if path.as_os_str() == STANDARD { Destination::Standard } else { Destination::File(path.to_owned()) }
    }

    /// Its name for people.
    pub fn shown(&self) -> String {
        match self {
            Destination::Standard => STANDARD.to_owned(),
            Destination::File(path) => shown(path),
        }
    }
}

/// Where files of these names go when `output` was asked for: into that folder, which is made if it is not there; or
/// to that file; or, if they are several, to files of that name with numbers.
pub fn of(output: &Path, names: &[&str]) -> Result<Vec<Destination>, Failure> {
    if output.as_os_str() == STANDARD {
        return match names.len() {
            0 | 1 => Ok(vec![Destination::Standard; names.len()]),
            files => Err(Failure::TooManyFiles(files)),
        };
    }
    let paths: Vec<PathBuf> = if is_folder(output) {
        if !names.is_empty() {
            fs::create_dir_all(output).map_err(|error| Failure::Unwritable(shown(output), error))?;
        }
        names.iter().map(|name| output.join(name)).collect()
    } else {
        numbered(output, names.len())
    };
    Ok(paths.into_iter().map(Destination::File).collect())
}

/// Whether files go into it, not to it.
pub fn is_folder(output: &Path) -> bool {
    output.is_dir() || ends_as_folder(output)
}

fn ends_as_folder(path: &Path) -> bool {
    path.to_string_lossy().ends_with(is_separator)
}

/// The file's name, once or with numbers: `out.csv`, or `out-01.csv`, `out-02.csv`.
fn numbered(output: &Path, count: usize) -> Vec<PathBuf> {
    if count <= 1 {
        return vec![output.to_owned(); count];
    }
    let digits = count.to_string().len().max(2);
    let number = |at: usize| {
        let mut name = output.file_stem().unwrap_or_default().to_owned();
        name.push(format!("-{at:0digits$}"));
        if let Some(extension) = output.extension() {
            name.push(".");
            name.push(extension);
        }
        output.with_file_name(name)
    };
    (1..=count).map(number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_go_before_the_extension() {
        for (output, count, wanted) in [
            ("out.csv", 0, vec![]),
            ("out.csv", 1, vec!["out.csv"]),
            ("out.csv", 2, vec!["out-01.csv", "out-02.csv"]),
            ("a.b/out", 2, vec!["a.b/out-01", "a.b/out-02"]),
            ("out.set.csv", 2, vec!["out.set-01.csv", "out.set-02.csv"]),
        ] {
            let wanted: Vec<PathBuf> = wanted.into_iter().map(PathBuf::from).collect();
            assert_eq!(numbered(Path::new(output), count), wanted);
        }
        assert_eq!(numbered(Path::new("out.csv"), 100)[0], Path::new("out-001.csv"));
    }

    #[test]
    fn folders_are_told_by_their_end() {
        assert!(ends_as_folder(Path::new("out/")));
        assert!(!ends_as_folder(Path::new("out")));
    }
}
