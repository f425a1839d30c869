//! Files of an earlier run that would stay beside the new ones as if they were a part of them: whoever uploads the
//! folder would register devices that are not in this merge.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::destination::{Destination, is_folder};
use crate::failure::{Failure, shown};

/// Fails when there are files with names such as this run's for that `output`, which it does not write. The report is
/// written too. What is merged (`named`) may be called so beside a file, but not in a folder, where the numbers are
/// those of the result.
pub fn look(
    output: &Path,
    destinations: &[Destination],
    report: Option<&Path>,
    named: &HashSet<PathBuf>,
) -> Result<(), Failure> {
    let Some(Destination::File(first)) = destinations.first() else { return Ok(()) };
    let into_folder = is_folder(output);
    let pattern = if into_folder { Names::in_folder(first) } else { Names::beside(output) };
    let report = report.and_then(|path| fs::canonicalize(path).ok());
    let mut left = Vec::new();
    for path in beside(first)? {
        if !pattern.fit(&path) || destinations.contains(&Destination::File(path.clone())) || !path.is_file() {
            continue;
        }
        let own = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
        if report.as_ref() != Some(&own) && (into_folder || !named.contains(&own)) {
            left.push(shown(&path));
        }
    }
    left.sort();
    if left.is_empty() { Ok(()) } else { Err(Failure::Earlier(left)) }
}

/// What is in the folder of a file.
fn beside(file: &Path) -> Result<Vec<PathBuf>, Failure> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let paths: io::Result<Vec<PathBuf>> = fs::read_dir(folder)
        .and_then(|entries| entries.map(|entry| Ok(file.with_file_name(entry?.file_name()))).collect());
    match paths {
        // That nothing can be written there is told when it is tried.
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            Ok(Vec::new())
        }
        result => result.map_err(|error| Failure::Unreadable(shown(folder), error)),
    }
}

/// The names that a result may have.
struct Names {
    stem: String,
    extension: String,
    /// Whether one is without a number.
    bare: bool,
}

impl Names {
    /// Those of the files in a folder, of which this is one.
    fn in_folder(first: &Path) -> Names {
        let (stem, extension) = split(first);
        let stem = stem.rsplit_once('-').map_or(stem.as_str(), |(stem, _)| stem).to_owned();
        Names { stem, extension, bare: false }
    }

    /// Those of one file, or of several when it takes more.
    fn beside(output: &Path) -> Names {
        let (stem, extension) = split(output);
        Names { stem, extension, bare: true }
    }

    /// A number has two digits, or three: a year, which has four, would need half a million devices.
    fn fit(&self, path: &Path) -> bool {
        let (stem, extension) = split(path);
        let Some(rest) = stem.strip_prefix(&self.stem) else { return false };
        let number = rest.strip_prefix('-').is_some_and(|digits| {
            matches!(digits.len(), 2 | 3) && digits.bytes().all(|digit| digit.is_ascii_digit())
        });
        extension == self.extension && (number || self.bare && rest.is_empty())
    }
}

/// A file's name without its extension, and that.
fn split(path: &Path) -> (String, String) {
    let [stem, extension] = [path.file_stem(), path.extension()]
        .map(|part| part.unwrap_or_default().to_string_lossy().into_owned());
    (stem, extension)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_a_result() {
        for (name, in_folder, beside) in [
            ("a-01.csv", true, true),
            ("a-100.csv", true, true),
            ("a.csv", false, true),
            ("a-1.csv", false, false),
            ("a-2024.csv", false, false),
            ("a-0x.csv", false, false),
            ("a01.csv", false, false),
            ("ab-01.csv", false, false),
            ("a-01.txt", false, false),
            ("a-01", false, false),
            ("a-01-02.csv", false, false),
        ] {
            let path = Path::new("folder").join(name);
            assert_eq!(Names::in_folder(Path::new("a-02.csv")).fit(&path), in_folder, "{name}");
            assert_eq!(Names::beside(Path::new("a.csv")).fit(&path), beside, "{name}");
        }
    }
}
