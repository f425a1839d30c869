//! Sources read by a worker, one after the other.
//!
//! The worker is handed one source at a time. When it dies, that source has failed and a new worker takes the next;
//! to cancel is to end the worker.

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    rc::{Rc, Weak},
};

use device_csv::FileId;
use js_sys::{Date, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;

use super::{
    Event, FailReason, Source,
    kept::Kept,
    prepared,
    worker_handle::{Incoming, WorkerHandle},
};
use crate::turn::next_turn;
use crate::wire::{FromWorker, ToWorker, WireError, report_of, unpack};
use crate::worker::{size_of, words};

/// Milliseconds that others wait at most, while what was kept is told.
const LITTLE: f64 = 8.0;

/// Sources that are being read. To drop it is to cancel: no event comes after that.
#[must_use = "to drop it is to cancel"]
pub struct Ingest(Rc<Run>);

impl Ingest {
    /// Stops reading. Files that were not read to their end are as if they had not been chosen.
    pub fn cancel(self) {}

    /// Reads no further until [`Ingest::resume`]. What is on its way comes still.
    pub fn pause(&self) {
        self.0.paused.set(true);
        self.0.tell(&ToWorker::Pause);
    }

    /// Goes on reading.
    pub fn resume(&self) {
        self.0.paused.set(false);
        self.0.tell(&ToWorker::Resume);
    }

    /// How much was kept and not told yet.
    #[cfg(all(test, target_arch = "wasm32"))]
    pub(super) fn kept(&self) -> usize {
        self.0.kept.len()
    }

    /// Keeps what comes until something else is done; then tells it a little at a time, with time for others in between.
    pub fn wait_for(&self, done: impl Future<Output = ()> + 'static) {
        self.0.kept.begin();
        let weak = Rc::downgrade(&self.0);
        spawn_local(async move {
            done.await;
            let mut begun = Date::now();
            while let Some(incoming) = weak.upgrade().and_then(|run| run.kept.next()) {
                take(&weak, incoming);
                if Date::now() - begun >= LITTLE {
                    next_turn().await;
                    begun = Date::now();
                }
            }
        });
    }
}

/// Reads sources in their order, and tells `on_event` what comes of it. The first file gets the id `first_id`; an
/// archive has as many ids as files, itself none.
///
/// No event comes before this returns.
pub fn start(sources: Vec<Source>, first_id: FileId, on_event: impl FnMut(Event) + 'static) -> Ingest {
    start_with(sources, first_id, on_event, None)
}

/// As [`start`], with the worker's script at an address instead of where the page says.
pub(super) fn start_with(
    sources: Vec<Source>,
    first_id: FileId,
    on_event: impl FnMut(Event) + 'static,
    script: Option<String>,
) -> Ingest {
    let run = Rc::new(Run {
        script,
        on_event: RefCell::new(Box::new(on_event)),
        kept: Kept::default(),
        paused: Cell::new(false),
        state: RefCell::new(State {
            total_size: sources.iter().map(|source| size_of(&source.blob)).sum(),
            queue: sources.into(),
            current: None,
            worker: None,
            next_id: first_id.0,
            done_bytes: 0,
        }),
    });
    let weak = Rc::downgrade(&run);
    spawn_local(async move { next(&weak) });
    Ingest(run)
}

struct Run {
    script: Option<String>,
    on_event: RefCell<Box<dyn FnMut(Event)>>,
    /// What came while something else is waited for.
    kept: Kept,
    /// Whether nothing more is to be read for now.
    paused: Cell<bool>,
    state: RefCell<State>,
}

struct State {
    queue: VecDeque<Source>,
    current: Option<Current>,
    worker: Option<Running>,
    next_id: u32,
    /// Bytes of the sources that are done.
    done_bytes: u64,
    total_size: u64,
}

struct Running {
    handle: WorkerHandle,
    /// Whether it has been loaded.
    ready: bool,
}

/// The source at the worker, and the file in it that is being read.
struct Current {
    source: Source,
    path: String,
    size: u64,
    /// Bytes of the source that were read.
    bytes: u64,
}

/// What is to be done after a message, when the state is no longer borrowed: what listens may cancel.
enum Then {
    Wait,
    Next,
    /// The same, but the worker is gone, and what else it has said is void.
    NextOfAnother,
}

/// Hands the next source to the worker.
fn next(run: &Weak<Run>) {
    loop {
        let Some(strong) = run.upgrade() else { return };
        let Some(source) = strong.state.borrow_mut().queue.pop_front() else {
            let done = strong.state.borrow_mut().worker.take();
            if let Some(Running { handle, .. }) = done.filter(|_| strong.script.is_none()) {
                prepared::keep(handle);
            }
            return tell(&strong, Event::Finished);
        };
        let path = source.path.clone();
        match strong.hand_over(source, run) {
            Ok(()) => return,
            Err(error) => {
                let mut state = strong.state.borrow_mut();
                state.worker = None;
                state.current = None;
                drop(state);
                tell(&strong, Event::Failed { path, reason: FailReason::NoWorker(words(&error)) });
            }
        }
    }
}

fn hear(run: &Weak<Run>, incoming: Incoming) {
    let Some(strong) = run.upgrade() else { return };
    let now = strong.kept.keep(incoming);
    drop(strong);
    if let Some(incoming) = now {
        take(run, incoming);
    }
}

fn take(run: &Weak<Run>, incoming: Incoming) {
    let Some(strong) = run.upgrade() else { return };
    let (events, then) = strong.state.borrow_mut().take(incoming);
    for event in events {
        tell(&strong, event);
        // Cancelled by who listens: this was the last holder but one.
        if Rc::strong_count(&strong) == 1 {
            return;
        }
    }
    if matches!(then, Then::NextOfAnother) {
        strong.kept.forget();
    }
    drop(strong);
    match then {
        Then::Wait => {}
        Then::Next | Then::NextOfAnother => next(run),
    }
}

/// Hears what comes from a worker that was just taken on.
fn listen(run: &Weak<Run>) {
    let Some(strong) = run.upgrade() else { return };
    let weak = Weak::clone(run);
    let ears = strong.state.borrow().worker.as_ref().map(|running| running.handle.ears());
    if let Some(ears) = ears {
        ears.listen(move |incoming| hear(&weak, incoming));
    }
}

fn tell(run: &Run, event: Event) {
    (run.on_event.borrow_mut())(event);
}

impl Run {
    fn tell(&self, message: &ToWorker) {
        if let Some(running) = &self.state.borrow().worker {
            // It fails when the worker has died, and then there is nothing to be paused.
            let _ = running.handle.send(message, None);
        }
    }

    fn hand_over(&self, source: Source, weak: &Weak<Run>) -> Result<(), JsValue> {
        let mut state = self.state.borrow_mut();
        let starts = state.worker.is_none();
        if starts {
            let handle = match &self.script {
                Some(script) => WorkerHandle::start_at(script)?,
                None => match prepared::take() {
                    Some(handle) => handle,
                    None => WorkerHandle::start()?,
                },
            };
            // The one before may have died while all was halted.
            if self.paused.get() {
                handle.send(&ToWorker::Pause, None)?;
            }
            state.worker = Some(Running { handle, ready: false });
        }
        let message = ToWorker::Check { id: state.next_id, path: source.path.clone() };
        if let Some(running) = &state.worker {
            running.handle.send(&message, Some(&source.blob))?;
        }
        let (path, size) = (source.path.clone(), size_of(&source.blob));
        state.current = Some(Current { source, path, size, bytes: 0 });
        if starts {
            let weak = Weak::clone(weak);
            spawn_local(async move { listen(&weak) });
        }
        Ok(())
    }
}

impl State {
    fn take(&mut self, incoming: Incoming) -> (Vec<Event>, Then) {
        let Some(current) = &mut self.current else { return (Vec::new(), Then::Wait) };
        let (message, beside) = match incoming {
            Incoming::Message(Ok(message)) => message,
            Incoming::Message(Err(error)) => return self.worker_died(error.to_string()),
            Incoming::Error(words) => return self.worker_died(words),
        };
        let events = match message {
            FromWorker::Ready => {
                if let Some(running) = &mut self.worker {
                    running.ready = true;
                }
                Vec::new()
            }
            FromWorker::Started { id, path, size } => {
                self.next_id = self.next_id.max(id.saturating_add(1));
                current.path.clone_from(&path);
                current.size = size;
                vec![Event::Started { id: FileId(id), path, size }]
            }
            FromWorker::Progress { id, bytes, source_bytes, rows } => {
                current.bytes = source_bytes;
                vec![Event::Progress {
                    id: FileId(id),
                    bytes,
                    size: current.size,
                    total_bytes: self.done_bytes.saturating_add(source_bytes),
                    total_size: self.total_size,
                    rows,
                }]
            }
            FromWorker::Rows => {
                let packed = beside.dyn_into::<Uint8Array>().map(|bytes| bytes.to_vec());
                match packed.map_err(|_| WireError::Damaged).and_then(|packed| Ok((unpack(&packed)?, packed)))
                {
                    Ok((rows, packed)) => vec![Event::Rows { rows, packed }],
                    Err(error) => return self.worker_died(error.to_string()),
                }
            }
            FromWorker::Checked { report, digest } => match report_of(report) {
                Ok(report) => {
                    let blob = beside.dyn_into().ok();
                    // Of an archive, only what its worker says is known.
                    current.bytes =
                        if blob.is_some() { current.bytes } else { size_of(&current.source.blob) };
                    let progress = Event::Progress {
                        id: report.id,
                        bytes: report.size,
                        size: report.size,
                        total_bytes: self.done_bytes.saturating_add(current.bytes),
                        total_size: self.total_size,
                        rows: report.rows,
                    };
                    let source = blob.unwrap_or_else(|| current.source.blob.clone());
                    vec![progress, Event::Checked { report, digest, source }]
                }
                Err(error) => return self.worker_died(error.to_string()),
            },
            FromWorker::Failed { reason: FailReason::Crashed(words), .. } => return self.worker_died(words),
            FromWorker::Failed { path, reason } => vec![Event::Failed { path, reason }],
            FromWorker::Done { next_id } => {
                self.next_id = self.next_id.max(next_id);
                self.source_done();
                return (Vec::new(), Then::Next);
            }
            // What workers tell each other.
            FromWorker::Began { .. } | FromWorker::SectionRows { .. } | FromWorker::Ended { .. } => {
                Vec::new()
            }
        };
        (events, Then::Wait)
    }

    /// The source at the worker is done with.
    fn source_done(&mut self) -> Option<Current> {
        let current = self.current.take()?;
        self.done_bytes += size_of(&current.source.blob);
        Some(current)
    }

    /// The worker can't be used any more: the file that it was at has failed, and so has its source.
    fn worker_died(&mut self, words: String) -> (Vec<Event>, Then) {
        let ready = self.worker.take().is_some_and(|running| running.ready);
        let Some(current) = self.source_done() else { return (Vec::new(), Then::Wait) };
        let reason = if ready { FailReason::Crashed(words) } else { FailReason::NoWorker(words) };
        (vec![Event::Failed { path: current.path, reason }], Then::NextOfAnother)
    }
}
