//! Files together: which rows are one device, what is wrong with each, what was changed and why.
//!
//! A [`DeviceSet`] owns the rows and the edits; the rest is derived and kept up to date: a change judges only the
//! devices that it touches. Rows are never altered, so a set can be made again from its files and its [`History`].

mod across;
mod device;
mod filter;
mod groups;
mod history;
mod index;
mod known;
mod names;
mod namesakes;
mod safe_fixes;
mod size;
mod steps;
mod table;

use crate::{Context, Diagnostic, FileId, FileReport, Row, RowId, Values};

pub use device::{Codes, Counts, Device};
pub use filter::Filter;
pub use history::{Cause, Change, History, Step};

use groups::Groups;
use table::Table;

/// Files, the devices in them, and the edits made to them.
#[derive(Default)]
pub struct DeviceSet {
    context: Context,
    table: Table,
    groups: Groups,
    history: History,
    /// The id for the next file.
    next: u32,
}

impl DeviceSet {
    /// An empty set.
    #[must_use]
    pub fn new(context: Context) -> DeviceSet {
        DeviceSet { context, ..DeviceSet::default() }
    }

    /// A set as it was stored: its files with their rows, and what was done to them.
    #[must_use]
    pub fn from_parts(
        context: Context,
        files: impl IntoIterator<Item = (FileReport, Vec<Row>)>,
        history: History,
    ) -> DeviceSet {
        let mut set = DeviceSet { history, ..DeviceSet::new(context) };
        for (report, rows) in files {
            set.next = set.next.max(report.id.0.saturating_add(1));
            set.table.insert(report, rows);
        }
        for change in set.history.done().iter().flat_map(|step| &step.changes) {
            set.table.make(&change.edit);
        }
        // A change may outlive its file: no other file may have its id.
        let steps = set.history.done().iter().chain(set.history.undone());
        let edited = steps.flat_map(|step| &step.changes).map(|change| change.edit.row().file.0);
        set.next = set.next.max(edited.max().map_or(0, |file| file.saturating_add(1)));
        set.group_again();
        set
    }

    /// What the rules know beside the rows.
    #[must_use]
    pub fn context(&self) -> &Context {
        &self.context
    }

    /// Judges everything by another context: another target, other domains, a later time.
    pub fn set_context(&mut self, context: Context) {
        if self.context != context {
            self.context = context;
            self.groups.judge_all(&self.table, &self.context);
        }
    }

    /// The id for the next file: higher than that of any file that is or was in the set.
    #[must_use]
    pub fn next_file_id(&self) -> FileId {
        FileId(self.next)
    }

    /// Gives no file an id below this one: files that are gone may have had them, and edits may speak of them.
    pub fn reserve_file_ids(&mut self, next: FileId) {
        self.next = self.next.max(next.0);
    }

    /// Takes a file in. A file with the same id is replaced.
    pub fn add_file(&mut self, report: FileReport, rows: Vec<Row>) {
        let id = report.id;
        let replaced = self.table.source(id).is_some();
        self.next = self.next.max(id.0.saturating_add(1));
        self.table.insert(report, rows);
        if replaced {
            self.group_again();
        } else {
            self.groups.add(
                &self.table,
                self.table.source(id).map_or(&[], |source| &source.rows),
                &self.context,
            );
        }
    }

    /// Takes the next rows of a file in that is still being read, and of which nothing else is known yet: its report comes with
    /// [`DeviceSet::complete_file`]. `expected`: how many rows it may have in all, so that there is room for them. No device
    /// has them before [`DeviceSet::settle`].
    pub fn add_rows(&mut self, id: FileId, path: &str, rows: Vec<Row>, expected: usize) {
        self.next = self.next.max(id.0.saturating_add(1));
        let before = self.table.extend(id, path, rows, expected);
        let rows = self.table.source(id).map_or(&[][..], |source| &source.rows[before..]);
        self.groups.take_in(&self.table, rows);
    }

    /// Makes devices of the rows that came. A device with very many rows may not have the last of them before the file is
    /// complete.
    pub fn settle(&mut self) {
        self.groups.settle_some(&self.table, &self.context);
    }

    /// Takes in what was learnt about a file whose rows are there already.
    pub fn complete_file(&mut self, report: FileReport) {
        let told = self.table.complete(report);
        self.groups.update(&self.table, &told, &self.context);
    }

    /// Takes a file out, with what was done to its rows: that can't be undone. The other files keep their ids.
    /// Whether there was such a file.
    pub fn remove_file(&mut self, id: FileId) -> bool {
        let removed = self.table.remove(id);
        if removed {
            self.history.forget(id);
            self.group_again();
        }
        removed
    }

    /// The files, in the order of their ids.
    #[must_use]
    pub fn files(&self) -> impl DoubleEndedIterator<Item = &FileReport> {
        self.table.sources().map(|source| &source.report)
    }

    /// A file.
    #[must_use]
    pub fn file(&self, id: FileId) -> Option<&FileReport> {
        self.table.source(id).map(|source| &source.report)
    }

    /// The device rows of a file, also those left out; none if there is no such file.
    #[must_use]
    pub fn rows(&self, file: FileId) -> &[Row] {
        self.table.source(file).map_or(&[], |source| &source.rows)
    }

    /// A row.
    #[must_use]
    pub fn row(&self, id: RowId) -> Option<&Row> {
        self.table.row(id)
    }

    /// What a row holds with the edits applied.
    #[must_use]
    pub fn values(&self, id: RowId) -> Option<Values<'_>> {
        self.table.row(id).map(|row| self.table.values(row))
    }

    /// What a device holds: the kept row's values, with the group tag and user that other rows of it have where the
    /// kept row has none.
    #[must_use]
    pub fn device_values(&self, device: &Device) -> Option<Values<'_>> {
        across::values_of(&self.table, device)
    }

    /// The devices, in the order in which they were first met.
    pub fn devices(&self) -> impl Iterator<Item = &Device> + Clone {
        self.groups.devices()
    }

    /// The places, in the order of [`DeviceSet::devices`], at which something changed after `version`, each with its device, where
    /// one is left; at places from [`DeviceSet::places`] on there is nothing any more. A version is what
    /// [`DeviceSet::version`] gave, of this set or of any other.
    pub fn changed_since(&self, version: u64) -> impl Iterator<Item = (usize, Option<&Device>)> {
        self.groups.changed_since(version)
    }

    /// How many places there are; some may have no device any more.
    #[must_use]
    pub fn places(&self) -> usize {
        self.groups.count()
    }

    /// The version of the set: it is higher after each change.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.groups.version()
    }

    /// The device of a row; `None` if the row's device is left out altogether.
    #[must_use]
    pub fn device_of(&self, row: RowId) -> Option<&Device> {
        self.groups.device_of(row)
    }

    /// Whether a row was left out.
    #[must_use]
    pub fn is_excluded(&self, row: RowId) -> bool {
        self.table.is_excluded(row)
    }

    /// The rows that were left out, in order.
    #[must_use]
    pub fn excluded(&self) -> Vec<RowId> {
        self.table.excluded()
    }

    /// Everything that is to be said: file by file what is about the file, then row by row. Rows left out are not
    /// spoken of.
    #[must_use]
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let about_size = size::check(&self.table, self.groups.devices().count(), &self.context);
        let mut found = Vec::new();
        for source in self.table.sources() {
            let file = source.report.id;
            found.extend(source.report.diagnostics.iter().filter(|d| d.place.row.is_none()).cloned());
            found.extend(about_size.iter().filter(|d| d.place.file == file).cloned());
            for row in &source.rows {
                found.extend(self.diagnostics_of(row.id));
            }
        }
        found
    }

    /// What is to be said about files as a whole.
    #[must_use]
    pub fn file_diagnostics(&self) -> Vec<Diagnostic> {
        let read = self.table.sources().flat_map(|source| &source.report.diagnostics);
        let mut found: Vec<Diagnostic> = read.filter(|d| d.place.row.is_none()).cloned().collect();
        found.extend(size::check(&self.table, self.groups.devices().count(), &self.context));
        found
    }

    /// What is to be said about a row; nothing if it was left out.
    #[must_use]
    pub fn diagnostics_of(&self, id: RowId) -> Vec<Diagnostic> {
        if self.is_excluded(id) {
            return Vec::new();
        }
        // All that is said about a device's rows was counted.
        let told = self.device_of(id).filter(|device| device.counts != Counts::default());
        let Some(device) = told else { return Vec::new() };
        across::diagnostics_of(&self.table, &self.groups, device, id, &self.context)
    }

    /// What keeps a device out of the target's file; nothing if it can be written.
    #[must_use]
    pub fn held_up_by(&self, device: &Device) -> Vec<Diagnostic> {
        if device.exportable { Vec::new() } else { self.holding_up(device, &self.context) }
    }

    /// What keeps a device out of the file for a context's target; nothing if it can be written.
    pub(crate) fn holding_up(&self, device: &Device, context: &Context) -> Vec<Diagnostic> {
        let is_judged = context.target == self.context.target && device.exportable;
        if is_judged || across::is_faultless(&self.table, &self.groups, device, context) {
            return Vec::new();
        }
        let of_row = |id| across::diagnostics_of(&self.table, &self.groups, device, id, context);
        device.rows().flat_map(of_row).filter(|diagnostic| across::holds_up(device, diagnostic)).collect()
    }

    fn group_again(&mut self) {
        let mut groups = Groups::default();
        for source in self.table.sources() {
            groups.add(&self.table, &source.rows, &self.context);
        }
        self.groups = groups;
    }
}
