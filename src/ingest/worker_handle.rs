//! A running worker, ended when it is dropped.

use std::{cell::RefCell, rc::Rc};

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{
    Blob, ErrorEvent, HtmlMetaElement, MessageEvent, Url, Worker, WorkerOptions, WorkerType, window,
};

use crate::wire::{FromWorker, ToWorker, WireError};
use crate::worker::{pack, unpack, words_of};

/// Where the page says where the worker's script is, relative to itself: the build names it by its content.
const ADDRESS: &str = "meta[name='muster:worker']";

/// What comes from a worker.
pub enum Incoming {
    /// A message, and what travels beside it: a file, or rows.
    Message(Result<(FromWorker, JsValue), WireError>),
    /// The worker could not be loaded, or has died; in the browser's words.
    Error(String),
}

/// What is done with what comes from a worker; until somebody listens, it is kept.
enum Ear {
    Nobody(Vec<Incoming>),
    Somebody(Rc<dyn Fn(Incoming)>),
}

/// By which somebody can listen to a worker.
#[derive(Clone)]
pub struct Ears(Rc<RefCell<Ear>>);

impl Ears {
    /// Has `on_incoming` called for all that comes from the worker, and for what came already.
    pub fn listen(&self, on_incoming: impl Fn(Incoming) + 'static) {
        let on_incoming: Rc<dyn Fn(Incoming)> = Rc::new(on_incoming);
        let before = self.0.replace(Ear::Somebody(Rc::clone(&on_incoming)));
        if let Ear::Nobody(kept) = before {
            for incoming in kept {
                on_incoming(incoming);
            }
        }
    }

    fn hear(&self, incoming: Incoming) {
        let somebody = match &mut *self.0.borrow_mut() {
            Ear::Nobody(kept) => return kept.push(incoming),
            Ear::Somebody(on_incoming) => Rc::clone(on_incoming),
        };
        somebody(incoming);
    }
}

/// A running worker, ended when it is dropped.
pub struct WorkerHandle {
    worker: Worker,
    ears: Ears,
    _on_message: Closure<dyn Fn(MessageEvent)>,
    _on_error: Closure<dyn Fn(ErrorEvent)>,
}

impl WorkerHandle {
    /// Starts a worker.
    pub fn start() -> Result<WorkerHandle, JsValue> {
        WorkerHandle::start_at(&worker_address(ADDRESS)?)
    }

    /// As [`WorkerHandle::start`], with the script at an address.
    pub fn start_at(address: &str) -> Result<WorkerHandle, JsValue> {
        let ears = Ears(Rc::new(RefCell::new(Ear::Nobody(Vec::new()))));
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(address, &options)?;
        let on_message = Closure::<dyn Fn(MessageEvent)>::new({
            let ears = ears.clone();
            move |event: MessageEvent| {
                ears.hear(Incoming::Message(unpack(&event.data(), FromWorker::from_bytes)));
            }
        });
        let own = ears.clone();
        let on_error = Closure::<dyn Fn(ErrorEvent)>::new(move |event: ErrorEvent| {
            event.prevent_default();
            own.hear(Incoming::Error(words_of(&event)));
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onmessageerror(Some(on_error.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Ok(WorkerHandle { worker, ears, _on_message: on_message, _on_error: on_error })
    }

    /// Whoever listened does so no longer: it has nothing to do, and waits for the next who wants something of it.
    pub fn rest(&self) {
        self.ears
            .0
            .replace(Ear::Nobody(vec![Incoming::Message(Ok((FromWorker::Ready, JsValue::UNDEFINED)))]));
    }

    /// By which somebody can listen to it.
    pub fn ears(&self) -> Ears {
        self.ears.clone()
    }

    /// Whether nothing has gone wrong with it so far, while nobody listened.
    pub fn is_well(&self) -> bool {
        match &*self.ears.0.borrow() {
            Ear::Nobody(kept) => {
                kept.iter().all(|it| matches!(it, Incoming::Message(Ok((FromWorker::Ready, _)))))
            }
            Ear::Somebody(_) => false,
        }
    }

    /// Sends a message, and the file that goes with it.
    pub fn send(&self, message: &ToWorker, blob: Option<&Blob>) -> Result<(), JsValue> {
        let (message, transfer) = pack(&message.to_bytes(), blob.map(AsRef::as_ref));
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
