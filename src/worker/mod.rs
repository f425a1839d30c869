//! What reads files: in a worker of its own, with a WebAssembly instance of its own, so that the page stays
//! responsive and a failure costs one file.
//!
//! The page sends [`ToWorker`] with a `Blob`, the worker answers with many [`FromWorker`], some with a `Blob`.
//! A message is an array: bytes, and the `Blob` if there is one. Hashes never leave the worker.

mod archive;
mod check;
mod digest;
mod failure;
mod intake;
mod slices;
mod stream;
mod table_name;

use gloo::events::EventListener;
use js_sys::{Array, Uint8Array, global};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageEvent, PromiseRejectionEvent};

use crate::wire::{FailReason, FromWorker, ToWorker, WireError};

pub use check::check;
pub use digest::FileDigest;
pub(crate) use failure::words;
#[cfg(feature = "page")]
pub(crate) use slices::{size as size_of, slice};
pub use table_name::is_table;

/// Serves the page that started this worker, until that ends it.
pub fn serve() {
    let scope: DedicatedWorkerGlobalScope = global().unchecked_into();
    tell_of_crashes(&scope);
    let on_message = Closure::<dyn Fn(MessageEvent)>::new({
        let scope = scope.clone();
        move |event: MessageEvent| match unpack(&event.data(), ToWorker::from_bytes) {
            Ok((ToWorker::Check { id, path }, Some(blob))) => {
                let scope = scope.clone();
                spawn_local(async move {
                    let next_id =
                        check(&blob, id, &path, &|message, blob| send(&scope, &message, blob)).await;
                    send(&scope, &FromWorker::Done { next_id }, None);
                });
            }
            // Only another build of the page can send anything else, and it must not wait for an answer.
            Ok((ToWorker::Check { path, .. }, None)) => {
                send(&scope, &crashed(&path, "no blob in the message"), None);
            }
            Err(error) => send(&scope, &crashed("", &error.to_string()), None),
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // The worker listens until it is ended from outside.
    on_message.forget();
    send(&scope, &FromWorker::Ready, None);
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

fn send(scope: &DedicatedWorkerGlobalScope, message: &FromWorker, blob: Option<&Blob>) {
    let (message, transfer) = pack(&message.to_bytes(), blob);
    // It fails when the worker is being ended, and then there is no one to tell.
    let _ = scope.post_message_with_transfer(&message, &transfer);
}

/// A message, and what of it is moved rather than copied.
pub(crate) fn pack(bytes: &[u8], blob: Option<&Blob>) -> (JsValue, JsValue) {
    let bytes = Uint8Array::from(bytes);
    let transfer = Array::of1(&bytes.buffer());
    let message = Array::of1(&bytes);
    if let Some(blob) = blob {
        message.push(blob);
    }
    (message.into(), transfer.into())
}

/// The parts of a message.
///
/// # Errors
/// When it isn't one, or is of another build.
pub(crate) fn unpack<M>(
    message: &JsValue,
    read: impl FnOnce(&[u8]) -> Result<M, WireError>,
) -> Result<(M, Option<Blob>), WireError> {
    let parts = message.dyn_ref::<Array>().ok_or(WireError::Damaged)?;
    let bytes: Uint8Array = parts.get(0).dyn_into().map_err(|_| WireError::Damaged)?;
    Ok((read(&bytes.to_vec())?, parts.get(1).dyn_into().ok()))
}
