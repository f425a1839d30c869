//! The page's hold on its worker.

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{BroadcastChannel, ErrorEvent, MessageEvent, Worker, WorkerOptions, WorkerType};

use super::{CHANNEL, REFRESH};
use crate::ingest::worker_address;

/// Where the page says where the worker's script is, relative to itself.
const ADDRESS: &str = "meta[name='muster:sync']";

/// A running worker, ended when it is dropped.
pub struct SyncHandle {
    worker: Worker,
    _on_error: Closure<dyn Fn(ErrorEvent)>,
    _on_message: Closure<dyn Fn(MessageEvent)>,
}

impl SyncHandle {
    /// Starts the worker for a service; `failed` is called where it can't be loaded or dies.
    ///
    /// # Errors
    /// When the browser starts no workers.
    pub fn start(server: &str, failed: impl Fn(String) + Clone + 'static) -> Result<SyncHandle, JsValue> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(&worker_address(ADDRESS)?, &options)?;
        // Its one message says what it crashed of.
        let on_message = Closure::<dyn Fn(MessageEvent)>::new({
            let failed = failed.clone();
            move |event: MessageEvent| failed(event.data().as_string().unwrap_or_default())
        });
        let on_error = Closure::<dyn Fn(ErrorEvent)>::new(move |event: ErrorEvent| {
            // A script that can't be loaded has a plain event, without words.
            let words = js_sys::Reflect::get(&event, &JsValue::from_str("message")).ok();
            failed(words.and_then(|words| words.as_string()).unwrap_or_default());
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        worker.post_message(&JsValue::from_str(server))?;
        Ok(SyncHandle { worker, _on_error: on_error, _on_message: on_message })
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

impl Drop for SyncHandle {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}
