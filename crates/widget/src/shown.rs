//! What the element is told, as JSON.

use serde::Serialize;

/// The set as a whole.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Overview {
    /// How many devices there are.
    pub devices: usize,
    /// How many of them the filter lets through: the list has so many rows.
    pub listed: usize,
    /// How many can go out to the target.
    pub ready: usize,
    /// How many have an error, a warning at worst, or at most a note.
    pub errors: usize,
    /// See `errors`.
    pub warnings: usize,
    /// See `errors`.
    pub infos: usize,
    /// How many have a value in any row that a safe fix would mend.
    pub safe_fixes: usize,
    /// What that comes to, in words.
    pub summary: String,
    /// What the button says that makes all safe fixes.
    pub fix_all: String,
    /// Whether there is a step to take back.
    pub can_undo: bool,
    /// Whether there is a step to do again.
    pub can_redo: bool,
    /// The files.
    pub files: Vec<FileShown>,
}

/// A file.
#[derive(Debug, Serialize)]
pub struct FileShown {
    /// Its name, with its folders.
    pub path: String,
    /// How many devices it holds, in words; or why it could not be read.
    pub says: String,
    /// What is said about it as a whole.
    pub problems: Vec<Problem>,
}

/// A device, as a row of the list.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RowShown {
    /// Serial, manufacturer, model, group tag and assigned user.
    pub cells: [String; 5],
    /// How bad the worst is; `None`: nothing is said.
    pub severity: Option<&'static str>,
    /// What the worst is.
    pub problem: String,
    /// How many things are said about it.
    pub problems: u32,
}

/// Something that is said.
#[derive(Debug, Serialize)]
pub struct Problem {
    /// The id of its rule.
    pub rule: &'static str,
    /// How bad it is.
    pub severity: &'static str,
    /// The same in words.
    pub label: String,
    /// Where it is: the file and the line.
    pub place: String,
    /// What it is.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// What its fixes do.
    pub fixes: Vec<String>,
}
