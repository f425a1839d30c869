//! What reads files: in a worker of its own, with a WebAssembly instance of its own, so that the page stays
//! responsive and a failure costs one file.
//!
//! The page sends [`ToWorker`] with a `Blob`, the worker answers with many [`FromWorker`], some with a `Blob` or with rows.
//! A message is an array: bytes, and what travels beside them. Hashes never leave the worker.
//!
//! A large table is read by several workers (`sections`, `crew`): the page's own hands out sections of it to others of its
//! kind (`section`), and puts together what they find. The page sees no difference.

mod archive;
mod check;
mod crew;
mod digest;
mod failure;
mod intake;
mod message;
mod pace;
mod section;
mod sections;
mod slices;
mod stream;
mod table_name;

use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::global;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageEvent, PromiseRejectionEvent};

use crate::wire::{FailReason, FromWorker, ToWorker, task_of};

pub use check::{Desk, check};
pub use digest::FileDigest;
pub(crate) use failure::words;
#[cfg(feature = "page")]
pub(crate) use failure::words_of;
pub(crate) use message::{pack, unpack};
#[cfg(feature = "page")]
pub(crate) use slices::size as size_of;
#[cfg(feature = "compose")]
pub(crate) use slices::slice;
pub use slices::{Slices, Watch};
pub use stream::Stream;
pub use table_name::is_table;

/// Serves the page that started this worker, or the worker that it helps, until that ends it.
pub fn serve() {
    let scope: DedicatedWorkerGlobalScope = global().unchecked_into();
    tell_of_crashes(&scope);
    let desk = Rc::new(Desk::default());
    let on_message = Closure::<dyn Fn(MessageEvent)>::new({
        let scope = scope.clone();
        move |event: MessageEvent| take(&event, &scope, &desk)
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // The worker listens until it is ended from outside.
    on_message.forget();
    send(&scope, &FromWorker::Ready, None);
}

fn take(event: &MessageEvent, scope: &DedicatedWorkerGlobalScope, desk: &Rc<Desk>) {
    let (message, beside) = match unpack(&event.data(), ToWorker::from_bytes) {
        Ok(parts) => parts,
        // Only another build of the page can send anything else, and it must not wait for an answer.
        Err(error) => return send(scope, &crashed("", &error.to_string()), None),
    };
    let (scope, desk) = (scope.clone(), Rc::clone(desk));
    match (message, beside.dyn_into::<Blob>()) {
        (ToWorker::Check { id, path }, Ok(blob)) => spawn_local(async move {
            let post = |message: FromWorker, beside: Option<&JsValue>| send(&scope, &message, beside);
            let next_id = check(&blob, id, &path, &desk, &post).await;
            send(&scope, &FromWorker::Done { next_id }, None);
        }),
        (ToWorker::Read { file, task }, Ok(blob)) => spawn_local(async move {
            let post = |message: FromWorker, beside: Option<&JsValue>| send(&scope, &message, beside);
            let read = match task_of(task) {
                Ok(task) => {
                    section::read(&blob, file, task, &post).await.map_err(|error| failure::reason(&error))
                }
                Err(error) => Err(FailReason::Crashed(error.to_string())),
            };
            if let Err(reason) = read {
                send(&scope, &FromWorker::Failed { path: String::new(), reason }, None);
            }
        }),
        (ToWorker::Pause, _) => desk.pace.pause(),
        (ToWorker::Resume, _) => {
            desk.pace.resume();
            desk.office.stir();
        }
        (ToWorker::Check { path, .. }, Err(_)) => {
            send(&scope, &crashed(&path, "no blob in the message"), None);
        }
        (ToWorker::Read { .. }, Err(_)) => send(&scope, &crashed("", "no blob in the message"), None),
    }
}

/// A panic ends in a trap inside a promise, of which the page would hear nothing.
fn tell_of_crashes(scope: &DedicatedWorkerGlobalScope) {
    std::panic::set_hook(Box::new(|info| {
        let scope: DedicatedWorkerGlobalScope = global().unchecked_into();
        send(&scope, &crashed("", &info.to_string()), None);
    }));
    let on_rejection = EventListener::new(scope, "unhandledrejection", {
        let scope = scope.clone();
        move |event| {
            let reason = event.dyn_ref::<PromiseRejectionEvent>().map(PromiseRejectionEvent::reason);
            send(&scope, &crashed("", &words(&reason.unwrap_or_default())), None);
        }
    });
    on_rejection.forget();
}

fn crashed(path: &str, words: &str) -> FromWorker {
    FromWorker::Failed { path: path.to_owned(), reason: FailReason::Crashed(words.to_owned()) }
}

fn send(scope: &DedicatedWorkerGlobalScope, message: &FromWorker, beside: Option<&JsValue>) {
    let (message, transfer) = pack(&message.to_bytes(), beside);
    // It fails when the worker is being ended, and then there is no one to tell.
    let _ = scope.post_message_with_transfer(&message, &transfer);
}
