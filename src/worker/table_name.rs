//! Which files may hold devices, by their names.

/// What files of devices, and archives of them, are called.
const EXTENSIONS: [&str; 4] = ["csv", "txt", "xml", "zip"];

/// Whether a file is taken from a folder, or from an archive: there it may lie among others that nobody means.
#[must_use]
pub fn is_table(path: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, extension)| EXTENSIONS.iter().any(|wanted| extension.eq_ignore_ascii_case(wanted)))
}

#[cfg(test)]
mod tests {
    use super::is_table;

    #[test]
    fn tables_are_told_by_their_extension() {
        for (path, wanted) in [
            ("a.csv", true),
            ("site/A.CSV", true),
            ("OA3.xml", true),
            ("all.zip", true),
            ("notes.txt", true),
            ("setup.log", false),
            ("csv", false),
            ("folder.csv/readme", false),
        ] {
            assert_eq!(is_table(path), wanted, "{path}");
        }
    }
}
