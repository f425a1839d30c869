//! The rows of the file that is being read: those of a large one are shown as they come.

use device_csv::{DeviceSet, FileId, FileReport, Row};
use gloo::timers::future::TimeoutFuture;
use leptos::prelude::*;

use super::super::attach_source::restore;
use super::{Checked, PAUSE, Task};
use crate::store::Batches;
use crate::workspace::SourceState;

/// To show the rows that came takes no more than one part of the time in so many.
const SHARE: f64 = 4.0;

/// Rows of a file of so many bytes are shown as they come.
const LARGE: u64 = 4 * 1024 * 1024;

/// So are the rows of one that has as many, whatever its size.
const MANY: usize = 1000;

/// Milliseconds of a frame.
const FRAME: u32 = 16;

/// Milliseconds that the list may take to come: on another page it doesn't.
const LONGEST_WAIT: f64 = 300.0;

/// The file that is being read.
#[derive(Default)]
pub(super) struct Open {
    id: Option<FileId>,
    path: String,
    size: u64,
    /// Rows that are not in the set.
    rows: Vec<Row>,
    packed: Batches,
    /// Whether the set has rows of it.
    in_set: bool,
    /// When the page was told of them, until it is known how long that took.
    shown: Option<f64>,
    /// When it is told of them again.
    next: f64,
}

impl Open {
    /// Begins with the next file: when the page is told again doesn't depend on whose rows come.
    pub(super) fn begin(&mut self, id: FileId, path: String, size: u64) {
        *self = Open { id: Some(id), path, size, shown: self.shown, next: self.next, ..Open::default() };
    }
}

impl Task {
    /// Takes the next rows of a file. Those of a large one are shown as they come.
    pub(super) fn add_rows(self, rows: Vec<Row>, packed: Vec<u8>) {
        let large = self.open.try_update_value(|open| {
            open.packed.push(packed);
            open.rows.extend(rows);
            open.in_set || open.size >= LARGE || open.rows.len() >= MANY
        });
        if large == Some(true) {
            self.show_rows();
        }
    }

    /// Puts the rows that came into the set, and tells the page of them now and then: the list is made anew each time.
    fn show_rows(self) {
        let taken = self.open.try_update_value(|open| {
            let first = !std::mem::replace(&mut open.in_set, true);
            Some((open.id?, open.path.clone(), open.size, std::mem::take(&mut open.rows), first))
        });
        let Some((id, path, size, rows, first)) = taken.flatten() else { return };
        let expected = if first { rows_in(size, &rows) } else { 0 };
        if first {
            self.workspace.arriving.update(|arriving| arriving.push(id));
            self.workspace.sources.update(|sources| {
                sources.insert(id, SourceState { digest: [0; 32], at_hand: true });
            });
        }
        let now = js_sys::Date::now();
        let places = self.workspace.set.with_untracked(DeviceSet::places);
        // Devices are made of rows as these come, a few at a time: all at once would be a long time to stand still.
        self.workspace.set.update_untracked(|set| {
            set.add_rows(id, &path, rows, expected);
            set.settle();
        });
        let is_due = self.open.try_update_value(|open| {
            // All that followed from showing the rows before was done in between.
            if let Some(shown) = open.shown.take() {
                open.next = now + SHARE * (now - shown) + pause(places);
            }
            let is_due = now > open.next;
            open.shown = is_due.then_some(now);
            is_due
        });
        if is_due == Some(true) {
            self.workspace.set.notify();
        }
        // Once: it stays where it is, and on another page there is none.
        if first && !self.waited.get_value() {
            self.waited.set_value(true);
            self.let_list_come();
        }
    }

    /// Lets the list be made of the first rows before it is looked at what comes after them.
    fn let_list_come(self) {
        let workspace = self.workspace;
        // Of a page that nobody sees no list is drawn.
        if document().hidden() {
            return;
        }
        let until = js_sys::Date::now() + LONGEST_WAIT;
        workspace.ingest.with_value(|ingest| {
            let Some((ingest, _)) = ingest else { return };
            ingest.wait_for(async move {
                while !workspace.listed.get_value() && js_sys::Date::now() < until {
                    TimeoutFuture::new(FRAME).await;
                }
            });
        });
    }

    /// What there is of the file that was read, which is no more.
    fn taken(self) -> Open {
        let taken = self.open.try_update_value(|open| {
            let (shown, next) = (open.shown, open.next);
            std::mem::replace(open, Open { shown, next, ..Open::default() })
        });
        taken.unwrap_or_default()
    }

    /// Takes back what the set has of a file that was not read to its end.
    pub(super) fn drop_open(self) {
        let open = self.taken();
        if let Some(id) = open.id.filter(|_| open.in_set) {
            self.workspace.sources.update(|sources| {
                sources.remove(&id);
            });
            self.workspace.set.update(|set| {
                set.remove_file(id);
            });
            self.workspace.arriving.update(|arriving| arriving.retain(|&other| other != id));
        }
    }

    pub(super) fn complete(self, report: FileReport, digest: [u8; 32], source: web_sys::Blob) {
        // A file that the set has lost is that one, not another.
        if !restore(self.workspace, &digest, &source).is_empty() {
            return self.drop_open();
        }
        let open = self.taken();
        let rows = if open.in_set {
            self.workspace.set.update_untracked(|set| set.add_rows(report.id, &open.path, open.rows, 0));
            None
        } else {
            Some(open.rows)
        };
        self.add(Checked { report, rows, packed: open.packed, digest, source });
    }
}

/// Milliseconds between two looks at a set that grows: to make the list anew takes the longer the more there is in it.
#[expect(clippy::cast_precision_loss, reason = "far fewer than 2^53")]
fn pause(devices: usize) -> f64 {
    PAUSE + devices as f64 / 100.0
}

/// How many rows a file of that size may have, by its first ones: room that is made at once needn't be made again and again.
#[expect(clippy::cast_possible_truncation, reason = "no more than can be had")]
fn rows_in(size: u64, first: &[Row]) -> usize {
    let Some(last) = first.last() else { return 0 };
    let each = (last.range.end / first.len() as u64).max(1);
    // A little more: the first ones may be longer than others.
    ((size / each) as usize).saturating_mul(17) / 16
}

#[cfg(test)]
mod tests {
    use device_csv::{FileId, Reader};

    use super::rows_in;

    #[test]
    fn room_is_made_for_the_rows_that_may_come() {
        let (mut reader, mut rows) = (Reader::new(FileId(0), "a.csv"), Vec::new());
        reader.push("Manufacturer,Model,Serial Number\r\n".as_bytes(), &mut rows);
        reader.push("Contoso,Slate 5,SN-0001\r\n".repeat(100).as_bytes(), &mut rows);
        reader.finish(&mut rows);
        assert!((99_000..107_000).contains(&rows_in(2_500_000, &rows)), "{}", rows_in(2_500_000, &rows));
        assert_eq!(rows_in(2_500_000, &[]), 0);
    }
}
