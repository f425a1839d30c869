//! Folders on Windows.

use super::visible;
use crate::collect::Problem;

/// A folder by its full path: `C:\HWID` or `\\server\share\hwid`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder(String);

impl Default for Folder {
    fn default() -> Folder {
        Folder(r"C:\HWID".to_owned())
    }
}

/// Windows takes paths of up to 259 characters; this leaves 70 for the name of a file.
const LONGEST: usize = 189;

/// The devices that Windows has kept from the time of MS-DOS; no folder can be called so.
const DEVICES: [&str; 22] = [
    "CON", "PRN", "AUX", "NUL", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9",
    "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
];

impl Folder {
    /// Reads a full path. A slash is taken for a backslash; one at the end is left out, but for a drive's root.
    ///
    /// # Errors
    /// [`Problem::Relative`] if it starts neither with a drive nor with a share, [`Problem::FolderCharacter`] for a
    /// character that Windows can't have in a name or that PowerShell takes for a wildcard (`[` and `]`),
    /// [`Problem::FolderName`] for a name that Windows can't have, [`Problem::FolderLong`] and
    /// [`Problem::Invisible`].
    pub fn parse(text: &str) -> Result<Folder, Problem> {
        let path = visible(text)?.replace('/', "\\");
        let (root, rest) = split_root(&path).ok_or(Problem::Relative)?;
        if let Some(character) = rest.chars().find(|character| r#"<>:"|?*[]"#.contains(*character)) {
            return Err(Problem::FolderCharacter(character));
        }
        let names: Vec<&str> = rest.split('\\').filter(|name| !name.is_empty()).collect();
        if let Some(name) = names.iter().find(|name| !is_name(name)) {
            return Err(Problem::FolderName((*name).to_owned()));
        }
        // A share is a computer and a name on it.
        if root == r"\\" && names.len() < 2 {
            return Err(Problem::Relative);
        }
        let folder = format!("{root}{}", names.join("\\"));
        if folder.chars().count() > LONGEST { Err(Problem::FolderLong(LONGEST)) } else { Ok(Folder(folder)) }
    }

    /// The path.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn split_root(path: &str) -> Option<(&str, &str)> {
    if path.starts_with(r"\\") {
        return Some(path.split_at(2));
    }
    let bytes = path.as_bytes();
    let drive = bytes.len() >= 3 && bytes[0].is_ascii_alphabetic() && &bytes[1..3] == br":\";
    drive.then(|| path.split_at(3))
}

fn is_name(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    !name.ends_with(['.', ' '])
        && !name.starts_with(' ')
        && !DEVICES.iter().any(|device| device.eq_ignore_ascii_case(stem))
}
