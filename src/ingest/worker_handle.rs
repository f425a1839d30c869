//! A running worker, ended when it is dropped.

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{
    Blob, ErrorEvent, HtmlMetaElement, MessageEvent, Url, Worker, WorkerOptions, WorkerType, window,
};

use crate::wire::{FromWorker, ToWorker, WireError};
use crate::worker::{pack, unpack};

/// Where the page says where the worker's script is, relative to itself: the build names it by its content.
const ADDRESS: &str = "meta[name='muster:worker']";

/// What comes from a worker.
pub enum Incoming {
    /// A message, and the file that goes with it.
    Message(Result<(FromWorker, Option<Blob>), WireError>),
    /// The worker could not be loaded, or has died; in the browser's words.
    Error(String),
}

/// A running worker, ended when it is dropped.
pub struct WorkerHandle {
    worker: Worker,
    _on_message: Closure<dyn Fn(MessageEvent)>,
    _on_error: Closure<dyn Fn(ErrorEvent)>,
}

impl WorkerHandle {
    /// Starts a worker; `on_incoming` is called for all that comes from it.
    pub fn start(on_incoming: impl Fn(Incoming) + Clone + 'static) -> Result<WorkerHandle, JsValue> {
        WorkerHandle::start_at(&worker_address(ADDRESS)?, on_incoming)
    }

    /// As [`WorkerHandle::start`], with the script at an address.
    pub fn start_at(
        address: &str,
        on_incoming: impl Fn(Incoming) + Clone + 'static,
    ) -> Result<WorkerHandle, JsValue> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(address, &options)?;
        let on_message = Closure::<dyn Fn(MessageEvent)>::new({
            let on_incoming = on_incoming.clone();
            move |event: MessageEvent| {
                on_incoming(Incoming::Message(unpack(&event.data(), FromWorker::from_bytes)));
            }
        });
        let on_error = Closure::<dyn Fn(ErrorEvent)>::new(move |event: ErrorEvent| {
            event.prevent_default();
            // A script that can't be loaded has a plain event, without words.
            let words = js_sys::Reflect::get(&event, &JsValue::from_str("message")).ok();
            let words = words.and_then(|words| words.as_string()).unwrap_or_default();
            on_incoming(Incoming::Error(words));
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onmessageerror(Some(on_error.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Ok(WorkerHandle { worker, _on_message: on_message, _on_error: on_error })
    }

    /// Sends a message, and the file that goes with it.
    pub fn send(&self, message: &ToWorker, blob: &Blob) -> Result<(), JsValue> {
        let (message, transfer) = pack(&message.to_bytes(), Some(blob));
        self.worker.post_message_with_transfer(&message, &transfer)
    }
}

impl Drop for WorkerHandle {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onmessageerror(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

/// The address of a worker's script that the page names in that element.
pub fn worker_address(meta: &str) -> Result<String, JsValue> {
    let missing = || JsValue::from_str("the page does not say where its worker is");
    let document = window().and_then(|window| window.document()).ok_or_else(missing)?;
    let meta = document.query_selector(meta)?.ok_or_else(missing)?;
    let relative = meta.dyn_into::<HtmlMetaElement>().map_err(|_| missing())?.content();
    let base = document.base_uri()?.ok_or_else(missing)?;
    Ok(Url::new_with_base(&relative, &base)?.href())
}
