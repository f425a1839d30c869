//! What is known of the files, and what is shown of it: all that needs no browser.

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use device_csv::archive::ArchiveProblem;
use device_csv::order::sort_by_key;
use device_csv::{
    Cause, CheckDocument, CheckWords, Context, Device, DeviceSet, Diagnostic, Edit, Encoding, Field, FileId,
    FileKind, FileReport, Filter, OutFile, Row, RowId, Severity, Target, Unreadable, export,
};
use messages::{Language, Messages};

use crate::shown::{FileShown, Overview, Problem, RowShown};

/// The columns of the list.
const COLUMNS: [Field; 5] =
    [Field::Serial, Field::Manufacturer, Field::Model, Field::GroupTag, Field::AssignedUser];

/// Writes a moment (seconds since 1970) for the reader.
type Moment = fn(Language, i64) -> String;

/// The files of one element, and how they are looked at.
pub struct Book {
    set: DeviceSet,
    unread: Vec<Unreadable>,
    messages: Messages,
    moment: Moment,
    group_tag: String,
    user: String,
    filter: Filter,
    /// The devices that the filter lets through, by their kept rows.
    listed: Vec<RowId>,
    /// The file of which rows are there, and not yet all.
    reading: Option<FileId>,
}

impl Book {
    /// An empty one; `now` is the time in seconds since 1970.
    #[must_use]
    pub fn new(now: i64) -> Book {
        Book {
            set: DeviceSet::new(Context { now, ..Context::default() }),
            unread: Vec::new(),
            messages: Messages::of(Language::default(), []),
            moment: |_, _| String::new(),
            group_tag: String::new(),
            user: String::new(),
            filter: Filter::default(),
            listed: Vec::new(),
            reading: None,
        }
    }

    /// Speaks a language from now on.
    pub fn speak(&mut self, messages: Messages, moment: Moment) {
        (self.messages, self.moment) = (messages, moment);
    }

    /// Judges by a target's rules, and gives devices of later files that have none a group tag and a user.
    pub fn aim(&mut self, target: Target, group_tag: &str, user: &str) {
        (self.group_tag, self.user) = (group_tag.to_owned(), user.to_owned());
        self.set.set_context(Context { target, ..self.set.context().clone() });
        self.list();
    }

    /// The id for the next file.
    #[must_use]
    pub fn next_file_id(&self) -> FileId {
        self.set.next_file_id()
    }

    /// How the bytes of a file stand for characters.
    #[must_use]
    pub fn encoding(&self, file: FileId) -> Option<Encoding> {
        self.set.file(file).map(|report| report.encoding)
    }

    /// Whether rows are there of a file that is being read.
    #[must_use]
    pub fn is_reading(&self) -> bool {
        self.reading.is_some()
    }

    /// Takes the next rows in of a file that is being read, and of which so much was read: a part of 1. They are not shown yet.
    pub fn add_rows(&mut self, id: FileId, path: &str, rows: Vec<Row>, part: f64) {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a guess"
        )]
        let expected = (rows.len() as f64 / part) as usize;
        self.set.add_rows(id, path, rows, expected);
        self.reading = Some(id);
    }

    /// Shows the rows that came.
    pub fn settle(&mut self) {
        self.set.settle();
        self.list();
    }

    /// Takes the last rows of a file in, and what is known of it as a whole.
    pub fn complete_file(&mut self, report: FileReport, rows: Vec<Row>) {
        let id = report.id;
        if self.reading.take().is_some() {
            self.set.add_rows(id, &report.path, rows, 0);
            self.set.complete_file(report);
        } else {
            self.set.add_file(report, rows);
        }
        self.give(id);
        self.list();
    }

    /// Forgets the rows of a file that wasn't read to its end.
    pub fn forget_file(&mut self, id: FileId) {
        if self.reading.take().is_some() {
            self.set.remove_file(id);
            self.list();
        }
    }

    /// Takes in that something is wrong with an archive, or with a file in it.
    pub fn add_problem(&mut self, path: String, problem: ArchiveProblem) {
        let id = self.set.next_file_id();
        let report = FileReport {
            id,
            path,
            size: 0,
            kind: FileKind::Unrecognised,
            encoding: Encoding::Ascii,
            delimiter: None,
            columns: Vec::new(),
            rows: 0,
            diagnostics: vec![problem.diagnostic(id)],
        };
        self.complete_file(report, Vec::new());
    }

    /// Takes in that a file could not be read.
    pub fn add_unread(&mut self, path: String, reason: &str) {
        let message = self.messages.text("widget-unreadable", &[("reason", reason.into())]);
        self.unread.push(Unreadable { path, message });
    }

    /// Gives the devices of a file what the host wants them to have, where nothing stands.
    fn give(&mut self, file: FileId) {
        let given = [(Field::GroupTag, &self.group_tag), (Field::AssignedUser, &self.user)];
        let mut edits = Vec::new();
        for (field, value) in given.into_iter().filter(|(_, value)| !value.is_empty()) {
            for row in self.set.rows(file) {
                let empty = self
                    .set
                    .device_of(row.id)
                    .is_some_and(|device| device.row == row.id && self.set.known(device, field).is_empty());
                if empty {
                    edits.push(Edit::Set { row: row.id, field, value: value.clone() });
                }
            }
        }
        self.set.apply(Cause::Bulk, &edits);
    }

    /// Lists only devices with these words in them, and with that as the worst that is said.
    pub fn filter(&mut self, text: &str, severity: Option<Severity>) {
        self.filter = Filter {
            text: text.to_owned(),
            severities: severity.into_iter().map(Some).collect(),
            ..Filter::default()
        };
        self.list();
    }

    fn list(&mut self) {
        let of_filter = |device: &&Device| self.filter.matches(&self.set, device);
        self.listed = self.set.devices().filter(of_filter).map(|device| device.row).collect();
    }

    fn device(&self, at: usize) -> Option<&Device> {
        self.set.device_of(*self.listed.get(at)?)
    }

    /// All that is said about a device, the worst first.
    fn about(&self, device: &Device) -> Vec<Diagnostic> {
        let mut found: Vec<Diagnostic> = device.rows().flat_map(|row| self.set.diagnostics_of(row)).collect();
        sort_by_key(&mut found, |diagnostic| std::cmp::Reverse(diagnostic.severity));
        found
    }

    /// The set as a whole.
    #[must_use]
    pub fn overview(&self) -> Overview {
        let (mut devices, mut ready, mut safe_fixes, mut worst) = (0_usize, 0_usize, 0, [0; 3]);
        for device in self.set.devices() {
            devices += 1;
            ready += usize::from(device.exportable);
            safe_fixes += device.counts.safe_fixes as usize;
            if let Some(severity) = device.severity() {
                worst[severity as usize] += 1;
            }
        }
        let [infos, warnings, errors] = worst;
        let read = self.set.files().filter(|file| Some(file.id) != self.reading).map(|file| self.file(file));
        let unread = self.unread.iter().map(|file| FileShown {
            path: file.path.clone(),
            says: file.message.clone(),
            problems: Vec::new(),
        });
        let counts = [("devices", devices.into()), ("ready", ready.into())];
        Overview {
            devices,
            listed: self.listed.len(),
            ready,
            errors,
            warnings,
            infos,
            safe_fixes,
            summary: self.messages.text("widget-summary", &counts),
            fix_all: self.messages.text("widget-fix-all", &[("count", safe_fixes.into())]),
            can_undo: !self.set.history().done().is_empty(),
            can_redo: !self.set.history().undone().is_empty(),
            files: read.chain(unread).collect(),
        }
    }

    fn file(&self, file: &FileReport) -> FileShown {
        let about = self.set.file_diagnostics();
        let of_file = about.iter().filter(|diagnostic| diagnostic.place.file == file.id);
        FileShown {
            path: file.path.clone(),
            says: self.messages.text("widget-file", &[("rows", file.rows.into())]),
            problems: of_file.map(|diagnostic| self.problem(diagnostic)).collect(),
        }
    }

    /// Rows of the list.
    #[must_use]
    pub fn rows(&self, from: usize, to: usize) -> Vec<RowShown> {
        let to = to.min(self.listed.len());
        (from.min(to)..to).filter_map(|at| Some(self.row(self.device(at)?))).collect()
    }

    fn row(&self, device: &Device) -> RowShown {
        let about = self.about(device);
        RowShown {
            cells: self.set.known_each(device, COLUMNS).map(Cow::into_owned),
            severity: device.severity().map(Severity::key),
            problem: about.first().map_or(String::new(), |worst| self.message(worst)),
            problems: u32::try_from(about.len()).unwrap_or(u32::MAX),
        }
    }

    /// What is said about the device of a row of the list.
    #[must_use]
    pub fn problems(&self, at: usize) -> Vec<Problem> {
        let about = self.device(at).map(|device| self.about(device)).unwrap_or_default();
        about.iter().map(|diagnostic| self.problem(diagnostic)).collect()
    }

    fn problem(&self, diagnostic: &Diagnostic) -> Problem {
        let time = |moment| (self.moment)(self.messages.language(), moment);
        let path = self.set.file(diagnostic.place.file).map_or("", |file| file.path.as_str());
        let line = diagnostic.place.line.map_or(String::new(), |line| line.to_string());
        let severity = diagnostic.severity.key();
        let fixes = diagnostic.fixes.iter();
        Problem {
            rule: diagnostic.rule().id(),
            severity,
            label: self.messages.text(&format!("severity-{severity}"), &[]),
            place: if line.is_empty() { path.to_owned() } else { [path, ":", &line].concat() },
            message: self.message(diagnostic),
            help: self.messages.help(diagnostic, &time),
            fixes: fixes.filter_map(|fix| self.messages.fix_of(diagnostic, fix, &time)).collect(),
        }
    }

    fn message(&self, diagnostic: &Diagnostic) -> String {
        self.messages.diagnostic(diagnostic, &|moment| (self.moment)(self.messages.language(), moment))
    }

    /// Makes one of the fixes of what is said about the device of a row.
    pub fn fix(&mut self, at: usize, problem: usize, fix: usize) {
        let about = self.device(at).map(|device| self.about(device)).unwrap_or_default();
        if let Some(diagnostic) = about.get(problem)
            && let Some(fix) = diagnostic.fixes.get(fix)
        {
            self.set.apply(Cause::Fixed(diagnostic.code), &fix.edits);
            self.list();
        }
    }

    /// Makes all safe fixes.
    pub fn fix_safe(&mut self) {
        self.set.apply_safe_fixes();
        self.list();
    }

    /// Gives the device of a row of the list a group tag (`tag`) or a user. All its rows get it: they would be in conflict else.
    pub fn set(&mut self, at: usize, tag: bool, value: &str) {
        let field = if tag { Field::GroupTag } else { Field::AssignedUser };
        let of_row = |row| Edit::Set { row, field, value: value.to_owned() };
        self.change(at, of_row);
    }

    /// Leaves the device of a row out.
    pub fn leave_out(&mut self, at: usize) {
        self.change(at, |row| Edit::Exclude { row, excluded: true });
    }

    fn change(&mut self, at: usize, edit: impl Fn(RowId) -> Edit) {
        let edits: Vec<Edit> =
            self.device(at).map(|device| device.rows().map(edit).collect()).unwrap_or_default();
        self.set.apply(Cause::ByHand, &edits);
        self.list();
    }

    /// Takes the last step back, or does it again.
    pub fn undo(&mut self, again: bool) {
        if again {
            self.set.redo()
        } else {
            self.set.undo()
        };
        self.list();
    }

    /// Everything that is said, as the JSON of `muster check` in the reader's language: at most `most` diagnostics of it.
    #[must_use]
    pub fn report(&self, most: usize) -> String {
        let mut found = self.set.diagnostics();
        sort_by_key(&mut found, |found| (found.place.file, found.place.line, found.place.column));
        let time = |moment| (self.moment)(self.messages.language(), moment);
        let words = CheckWords {
            message: &|found| self.messages.diagnostic(found, &time),
            help: &|found| self.messages.help(found, &time),
            fix: &|found| self.messages.fix(found, &time),
        };
        let document = CheckDocument::of(&self.set, found.iter().take(most), &self.unread, &words);
        serde_json::to_string(&document).unwrap_or_default()
    }

    /// The files for a target, as a plan.
    #[must_use]
    pub fn export(&self, target: Target) -> Vec<OutFile> {
        export(&self.set, target, self.set.devices()).files
    }

    /// What is said when a file is not what it was.
    #[must_use]
    pub fn changed(&self, file: FileId) -> String {
        let path = self.set.file(file).map_or("", |file| file.path.as_str());
        self.messages.text("widget-changed", &[("file", path.into())])
    }

    /// What is said when the browser can't compose a file.
    #[must_use]
    pub fn not_composed(&self, reason: &str) -> String {
        self.messages.text("widget-not-exported", &[("reason", reason.into())])
    }
}
