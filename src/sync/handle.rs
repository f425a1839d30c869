//! The page's hold on its worker.

use js_sys::Array;
use lifecycle::removal::Group;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{BroadcastChannel, ErrorEvent, MessageEvent, Worker, WorkerOptions, WorkerType};

use super::{CHANNEL, REFRESH};
use crate::ingest::worker_address;
use crate::worker::words_of;

/// Where the page says where the worker's script is, relative to itself.
const ADDRESS: &str = "meta[name='muster:sync']";

/// Why a worker does nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standstill {
    /// It can't be loaded, or has crashed; in the browser's words.
    Stopped(String),
    /// The storage can't be read or written; in its words. It goes on trying.
    Storage(String),
}

/// A running worker, ended when it is dropped.
pub struct SyncHandle {
    worker: Worker,
    _on_error: Closure<dyn Fn(ErrorEvent)>,
    _on_message: Closure<dyn Fn(MessageEvent)>,
}

impl SyncHandle {
    /// Starts the worker for a service, on behalf of that administrator, if one is named; `told` is called when it does nothing any
    /// more, and with `None` when it goes on, `grouped` with each device object whose groups were asked for.
    ///
    /// # Errors
    /// When the browser starts no workers.
    pub fn start(
        server: &str,
        administrator: &str,
        told: impl Fn(Option<Standstill>) + Clone + 'static,
        grouped: impl Fn(String, Option<Vec<Group>>) + 'static,
    ) -> Result<SyncHandle, JsValue> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(&worker_address(ADDRESS)?, &options)?;
        // A text is what it crashed of, a list what the storage says, a pair a device object with its groups, and nothing that all
        // is well again.
        let on_message = Closure::<dyn Fn(MessageEvent)>::new({
            let told = told.clone();
            move |event: MessageEvent| {
                let data = event.data();
                if let Some((object, groups)) = data.dyn_ref::<Array>().and_then(groups_in) {
                    return grouped(object, groups);
                }
                told(match data.dyn_ref::<Array>() {
                    _ if data.is_null() => None,
                    Some(list) => Some(Standstill::Storage(list.get(0).as_string().unwrap_or_default())),
                    None => Some(Standstill::Stopped(data.as_string().unwrap_or_default())),
                });
            }
        });
        let on_error = Closure::<dyn Fn(ErrorEvent)>::new(move |event: ErrorEvent| {
            told(Some(Standstill::Stopped(words_of(&event))));
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        worker.post_message(&Array::of2(&server.into(), &administrator.into()))?;
        Ok(SyncHandle { worker, _on_error: on_error, _on_message: on_message })
    }

    /// Has the groups of these device objects read.
    ///
    /// # Errors
    /// When the browser doesn't pass it on.
    pub fn read_groups(&self, objects: &[String]) -> Result<(), JsValue> {
        let objects: Array = objects.iter().map(JsValue::from).collect();
        self.worker.post_message(&Array::of1(&objects))
    }

    /// Has whichever tab leads ask the service now.
    pub fn refresh() {
        if let Ok(channel) = BroadcastChannel::new(CHANNEL) {
            // Where nobody hears it nothing is refreshed; the page shows since when.
            let _ = channel.post_message(&JsValue::from_str(REFRESH));
            channel.close();
        }
    }
}

/// What the worker tells of a device object: its id, and its groups, where they can be read.
fn groups_in(told: &Array) -> Option<(String, Option<Vec<Group>>)> {
    let object = told.get(0).as_string().filter(|_| told.length() == 2)?;
    let groups = told.get(1);
    let group = |found: JsValue| {
        let found: Array = found.unchecked_into();
        let text = |at| found.get(at).as_string().unwrap_or_default();
        Group { id: text(0), name: text(1), is_dynamic: found.get(2).is_truthy() }
    };
    Some((object, groups.dyn_ref::<Array>().map(|groups| groups.iter().map(group).collect())))
}

impl Drop for SyncHandle {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}
