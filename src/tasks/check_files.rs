//! Taking files in: through the worker into the set, and into the store.

use device_csv::{DeviceSet, FileId, FileReport, Row};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::attach_source::restore;
use super::change_values::raise;
use super::manage_sets::{catch_up, keep_set, list_sets};
use super::report::report;
use super::save_steps::touch;
use super::say_unread::say_unread;
use crate::components::Toasts;
use crate::format;
use crate::i18n::I18n;
use crate::ingest::{self, Event, FailReason, Source};
use crate::store::{Batches, SetId, StoreError};
use crate::t;
use crate::workspace::{Reading, SourceState, Workspace};

/// Milliseconds between two changes of the set: a thousand small files must not draw the page a thousand times.
const PAUSE: f64 = 250.0;

/// To make devices of rows that came takes no more than one part of the time in so many.
const SHARE: f64 = 4.0;

/// Rows of a file of so many bytes are shown as they come.
const LARGE: u64 = 4 * 1024 * 1024;

/// A file that was read.
struct Checked {
    report: FileReport,
    /// Its rows; none, where the set has them already.
    rows: Option<Vec<Row>>,
    packed: Batches,
    digest: [u8; 32],
    source: web_sys::Blob,
}

/// The file that is being read.
#[derive(Default)]
struct Open {
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

/// Where the set is kept.
#[derive(Clone, Copy)]
enum Place {
    /// It is being made.
    Waiting,
    Stored(SetId),
    /// Nothing can be kept.
    Nowhere,
}

/// What reading needs at hand as long as it lasts.
#[derive(Clone, Copy)]
pub(crate) struct Task {
    workspace: Workspace,
    place: StoredValue<Place>,
    /// Whether everything was read.
    finished: StoredValue<bool>,
    started: StoredValue<f64>,
    /// When it was halted last.
    halted: StoredValue<f64>,
    /// Rows of the files that are done.
    rows: StoredValue<u64>,
    files: StoredValue<usize>,
    /// Files that were read and are not in the set yet, and when files were last put there.
    pending: StoredValue<(Vec<Checked>, f64), LocalStorage>,
    open: StoredValue<Open, LocalStorage>,
    /// Files that could not be read.
    unread: StoredValue<Vec<(String, FailReason)>, LocalStorage>,
    i18n: I18n,
    toasts: Toasts,
}

/// Reads files into the open set, after what is being read already, and not before the set was loaded.
pub fn check_files(workspace: Workspace, sources: Vec<Source>) {
    workspace.waiting.update_value(|waiting| waiting.extend(sources));
    start_reading(workspace);
}

/// Begins with the files that wait, if nothing is in their way.
pub(super) fn start_reading(workspace: Workspace) {
    let waits = !workspace.loaded.get_untracked() || workspace.opening.get_value();
    if waits || workspace.reading.get_untracked().is_some() {
        return;
    }
    let sources = workspace.waiting.try_update_value(std::mem::take).unwrap_or_default();
    if sources.is_empty() {
        return;
    }
    let Workspace { i18n, toasts, run, .. } = workspace;
    workspace.reading.set(Some(Reading { files: sources.len(), ..Reading::default() }));
    let this = next_run(workspace);
    // Apart from whatever asked for it, which may leave the page long before the files are read.
    spawn_local(async move {
        let task = Task {
            workspace,
            place: StoredValue::new(Place::Waiting),
            finished: StoredValue::new(false),
            started: StoredValue::new(js_sys::Date::now()),
            halted: StoredValue::new(0.0),
            rows: StoredValue::new(0),
            files: StoredValue::new(0),
            pending: StoredValue::new_local((Vec::new(), 0.0)),
            open: StoredValue::new_local(Open::default()),
            unread: StoredValue::new_local(Vec::new()),
            i18n,
            toasts,
        };
        let first = workspace.set.with_untracked(DeviceSet::next_file_id);
        let reading = ingest::start(sources, first, move |event| task.take(event));
        workspace.ingest.set_value(Some((reading, task)));
        // Meanwhile: what is read is shown at once, and kept when there is a place for it.
        let day = format::moment(i18n.language(), format::now());
        let id = keep_set(workspace, &t!(i18n, "set-name-default", day = day)).await;
        task.place.set_value(id.map_or(Place::Nowhere, Place::Stored));
        // Stopped while the set was being made: what was read before that is kept all the same.
        if run.get_value() == this && task.finished.get_value() {
            task.finish();
        } else if workspace.id.get_untracked() == id {
            task.flush();
        }
    });
}

fn next_run(workspace: Workspace) -> u32 {
    workspace.run.update_value(|run| *run = run.wrapping_add(1));
    workspace.run.get_value()
}

/// Stops reading. Files that were read to their end stay.
pub fn cancel_reading(workspace: Workspace) {
    next_run(workspace);
    workspace.waiting.update_value(Vec::clear);
    workspace.ingest.update_value(|ingest| {
        if let Some((ingest, task)) = ingest.take() {
            ingest.cancel();
            task.drop_open();
            task.flush();
            task.say_unread();
        }
    });
    workspace.reading.set(None);
}

/// Halts reading, or lets it go on.
pub fn pause_reading(workspace: Workspace) {
    let Some(reading) = workspace.reading.get_untracked() else { return };
    let paused = !reading.paused;
    workspace.ingest.with_value(|ingest| {
        let Some((ingest, task)) = ingest else { return };
        let now = js_sys::Date::now();
        if paused {
            ingest.pause();
            task.halted.set_value(now);
        } else {
            ingest.resume();
            // The time in between is none in which anything was read.
            task.started.update_value(|started| *started += now - task.halted.get_value());
        }
        workspace.reading.set(Some(Reading { paused, ..reading }));
    });
}

impl Task {
    fn take(self, event: Event) {
        match event {
            Event::Started { id, path, size } => {
                self.drop_open();
                self.open.set_value(Open { id: Some(id), path, size, ..Open::default() });
            }
            Event::Rows { rows, packed } => self.add_rows(rows, packed),
            Event::Progress { total_bytes, total_size, rows, .. } => {
                self.progress(total_bytes, total_size, rows);
            }
            Event::Checked { report, digest, source } => self.complete(report, digest, source),
            Event::Failed { path, reason } => {
                self.drop_open();
                self.unread.update_value(|unread| unread.push((path, reason)));
            }
            Event::Finished => self.finish(),
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "sizes are far below 2^53")]
    fn progress(self, bytes: u64, size: u64, rows: u32) {
        let seconds = (js_sys::Date::now() - self.started.get_value()) / 1000.0;
        let rate = if seconds > 0.3 { bytes as f64 / seconds } else { 0.0 };
        let rows = self.rows.get_value() + u64::from(rows);
        // A small file must not wait for the large one behind it.
        if self
            .pending
            .with_value(|(pending, last)| !pending.is_empty() && js_sys::Date::now() - *last > PAUSE)
        {
            self.flush();
        }
        self.workspace.reading.update(|reading| {
            if let Some(reading) = reading {
                *reading = Reading { bytes, size, rows, rate, ..*reading };
            }
        });
    }

    /// Takes the next rows of a file. Those of a large one are shown as they come.
    fn add_rows(self, rows: Vec<Row>, packed: Vec<u8>) {
        let large = self.open.try_update_value(|open| {
            open.packed.push(packed);
            // Batches are full but for the last: a file with more than one has many rows.
            let large = open.in_set || !open.rows.is_empty() || open.size >= LARGE;
            open.rows.extend(rows);
            large
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
        let now = js_sys::Date::now();
        let places = self.workspace.set.with_untracked(DeviceSet::places);
        self.open.update_value(|open| {
            // All that followed from showing the rows before was done in between.
            if let Some(shown) = open.shown.take() {
                open.next = now + SHARE * (now - shown) + pause(places);
            }
        });
        let expected = if first { rows_in(size, &rows) } else { 0 };
        if first {
            self.workspace.sources.update(|sources| {
                sources.insert(id, SourceState { digest: [0; 32], at_hand: true });
            });
        }
        self.workspace.set.update_untracked(|set| set.add_rows(id, &path, rows, expected));
        let is_due = self.open.try_update_value(|open| {
            let is_due = now > open.next;
            if is_due {
                open.shown = Some(now);
            }
            is_due
        });
        if is_due == Some(true) {
            self.workspace.set.update(DeviceSet::settle);
        }
    }

    /// Takes back what the set has of a file that was not read to its end.
    fn drop_open(self) {
        let open = self.open.try_update_value(std::mem::take).unwrap_or_default();
        if let Some(id) = open.id.filter(|_| open.in_set) {
            self.workspace.sources.update(|sources| {
                sources.remove(&id);
            });
            self.workspace.set.update(|set| {
                set.remove_file(id);
            });
        }
    }

    fn complete(self, report: FileReport, digest: [u8; 32], source: web_sys::Blob) {
        // A file that the set has lost is that one, not another.
        if !restore(self.workspace, &digest, &source).is_empty() {
            return self.drop_open();
        }
        let open = self.open.try_update_value(std::mem::take).unwrap_or_default();
        let rows = if open.in_set {
            self.workspace.set.update_untracked(|set| set.add_rows(report.id, &open.path, open.rows, 0));
            None
        } else {
            Some(open.rows)
        };
        self.add(Checked { report, rows, packed: open.packed, digest, source });
    }

    fn add(self, checked: Checked) {
        self.rows.update_value(|total| *total += u64::from(checked.report.rows));
        self.files.update_value(|files| *files += 1);
        let now = js_sys::Date::now();
        let due = self.pending.try_update_value(|(pending, last)| {
            pending.push(checked);
            now - *last > PAUSE
        });
        if due == Some(true) {
            self.flush();
        }
    }

    /// Puts the files that were read into the set and into the store.
    fn flush(self) {
        let id = match self.place.get_value() {
            Place::Waiting => return,
            Place::Stored(id) => Some(id),
            Place::Nowhere => None,
        };
        let now = js_sys::Date::now();
        let files = self.pending.try_update_value(|pending| std::mem::replace(pending, (Vec::new(), now)).0);
        let mut files = files.unwrap_or_default();
        if files.is_empty() {
            return;
        }
        raise(self.workspace);
        self.workspace.sources.update(|sources| {
            sources.extend(
                files.iter().map(|file| (file.report.id, SourceState { digest: file.digest, at_hand: true })),
            );
        });
        self.workspace.set.update(|set| {
            for file in &mut files {
                match file.rows.take() {
                    Some(rows) => set.add_file(file.report.clone(), rows),
                    None => set.complete_file(file.report.clone()),
                }
            }
        });
        let (Some(store), Some(id)) = (self.workspace.store(), id) else {
            // Without a place in the store, this page is all there is.
            return self.workspace.unkept.update_value(|unkept| {
                unkept.extend(files.into_iter().map(|file| (file.report.id, file.source)));
            });
        };
        let touch = touch(self.workspace);
        self.workspace.keep(async move {
            let mut overtaken = false;
            for Checked { report: file, packed, digest, source, .. } in files {
                let path = file.path.as_str();
                match store.add_file(id, &file, &packed, digest, Some(source), touch).await {
                    Ok(true) => {}
                    Ok(false) => self.toasts.failed(t!(self.i18n, "file-not-kept", file = path)),
                    Err(StoreError::Conflict) => {
                        overtaken = true;
                        self.toasts.failed(t!(self.i18n, "read-overtaken", file = path));
                    }
                    Err(error) => report(self.workspace, error),
                }
            }
            list_sets(self.workspace).await;
            // Another tab has given a file the same id: what is stored is what counts.
            if overtaken {
                self.workspace.behind.set_value(true);
            }
        });
    }

    fn say_unread(self) {
        self.unread.with_value(|unread| say_unread(self.workspace, unread));
    }

    fn finish(self) {
        self.finished.set_value(true);
        if matches!(self.place.get_value(), Place::Waiting) {
            return;
        }
        self.flush();
        self.say_unread();
        self.workspace.ingest.set_value(None);
        self.workspace.reading.set(None);
        let devices = self.workspace.set.with_untracked(|set| set.devices().count());
        let files = self.files.get_value();
        if files > 0 {
            self.toasts.done(t!(self.i18n, "check-done", files = files, devices = devices));
        }
        catch_up(self.workspace);
        ingest::prepare();
        start_reading(self.workspace);
    }
}

/// Milliseconds between two looks at a set that grows: to make the list anew takes the longer the more there is in it.
#[expect(clippy::cast_precision_loss, reason = "far fewer than 2^53")]
fn pause(devices: usize) -> f64 {
    PAUSE + devices as f64 / 50.0
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
