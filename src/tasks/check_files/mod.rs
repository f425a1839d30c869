//! Taking files in: through the worker into the set, and into the store.

mod growing;

use device_csv::{DeviceSet, FileReport, Row};
use leptos::prelude::*;
use leptos::task::spawn_local;

use growing::Open;

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
use crate::turn::next_turn;
use crate::workspace::{Reading, SourceState, Workspace};

/// Milliseconds between two changes of the set: a thousand small files must not draw the page a thousand times.
const PAUSE: f64 = 250.0;

/// A file that was read.
struct Checked {
    report: FileReport,
    /// Its rows; none, where the set has them already.
    rows: Option<Vec<Row>>,
    packed: Batches,
    digest: [u8; 32],
    source: web_sys::Blob,
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
    /// Whether the list had its time to come.
    waited: StoredValue<bool>,
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
            waited: StoredValue::new(false),
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
    ingest::prepare();
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
                self.open.update_value(|open| open.begin(id, path, size));
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
        // What is done to them from now on is kept behind them.
        self.workspace.arriving.update(|arriving| {
            arriving.retain(|id| files.iter().all(|file| file.report.id != *id));
        });
        let (Some(store), Some(id)) = (self.workspace.store(), id) else {
            // Without a place in the store, this page is all there is.
            return self.workspace.unkept.update_value(|unkept| {
                unkept.extend(files.into_iter().map(|file| (file.report.id, file.source)));
            });
        };
        let touch = touch(self.workspace);
        self.workspace.keep(async move {
            // The list comes first.
            next_turn().await;
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
        // The list of the last rows comes first, and while files are read it comes a little at a time.
        let run = self.workspace.run;
        let this = run.get_value();
        spawn_local(async move {
            next_turn().await;
            // Whoever stopped it in between has ended it.
            if run.get_value() == this {
                self.end();
            }
        });
    }

    fn end(self) {
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
