//! A diagnostic: something to be said about a place, as data. Text is made from it elsewhere, in the
//! reader's language.

use crate::{ByteRange, Code, Edit, Field, FileId, RowId, Rule, Severity};

/// An argument of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    /// Text, shown as it is. Secrets are masked before they come here; hashes never come here.
    Text(String),
    /// A whole number.
    Number(i64),
    /// A moment, seconds since 1970-01-01T00:00:00Z.
    Time(i64),
    /// A field, named in the reader's language.
    Field(Field),
}

/// Where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// The device row, if it is about one.
    pub row: Option<RowId>,
    /// Physical line in the file, from 1; `None`: the file as a whole.
    pub line: Option<u32>,
    /// Number of the column in its row, from 1; `None`: the row as a whole.
    pub column: Option<u32>,
    /// What that column holds, where it is one of ours.
    pub field: Option<Field>,
    /// The bytes in the file.
    pub range: Option<ByteRange>,
}

impl Place {
    /// The same place, where that many device rows and lines come before.
    pub(crate) fn moved(self, rows: u32, lines: u32) -> Place {
        Place {
            row: self.row.map(|id| RowId { row: id.row.saturating_add(rows), ..id }),
            line: self.line.map(|line| line.saturating_add(lines)),
            ..self
        }
    }

    /// A whole file.
    #[must_use]
    pub fn file(file: FileId) -> Place {
        Place { file, row: None, line: None, column: None, field: None, range: None }
    }
}

/// A way to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// The edits to apply, in order, as one step.
    pub edits: Vec<Edit>,
    /// Whether it can be applied unseen: nothing is guessed and nothing is lost.
    pub safe: bool,
}

impl Fix {
    /// The value that it gives a field, for telling several fixes apart; `None` if it changes no text.
    #[must_use]
    pub fn choice(&self) -> Option<&str> {
        self.edits.iter().find_map(|edit| match edit {
            Edit::Set { value, .. } => Some(value.as_str()),
            Edit::AcceptHash { .. } | Edit::Exclude { .. } => None,
        })
    }
}

/// Something to be said about a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What it is. Rule, severity and message follow from it.
    pub code: Code,
    /// How bad it is here (a code has a usual severity, which a target may raise).
    pub severity: Severity,
    /// Where it is.
    pub place: Place,
    /// The message's arguments, by the names that the message uses.
    pub args: Vec<(&'static str, Arg)>,
    /// Ways to mend it: none, one, or several to choose from.
    pub fixes: Vec<Fix>,
}

impl Diagnostic {
    /// A diagnostic with the code's usual severity and no fix.
    #[must_use]
    pub fn new(code: Code, place: Place, args: Vec<(&'static str, Arg)>) -> Diagnostic {
        Diagnostic { code, severity: code.severity(), place, args, fixes: Vec::new() }
    }

    /// The same with one more way to mend it.
    #[must_use]
    pub fn fixed_by(mut self, fix: Fix) -> Diagnostic {
        self.fixes.push(fix);
        self
    }

    /// The same, as bad as that.
    #[must_use]
    pub fn with_severity(mut self, severity: Severity) -> Diagnostic {
        self.severity = severity;
        self
    }

    /// The rule that it comes from.
    #[must_use]
    pub fn rule(&self) -> Rule {
        self.code.rule()
    }

    /// The one fix that can be applied unseen, if there is one.
    #[must_use]
    pub fn safe_fix(&self) -> Option<&Fix> {
        match self.fixes.as_slice() {
            [fix] if fix.safe => Some(fix),
            _ => None,
        }
    }
}
