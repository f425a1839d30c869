//! Messages: an array of bytes and of what travels beside them.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

use crate::wire::{FromWorker, WireError};

/// Takes a message for whoever started the worker, and what travels beside it: a `Blob`, or bytes.
pub type Post<'a> = &'a dyn Fn(FromWorker, Option<&JsValue>);

/// Bytes that travel beside a message.
pub(crate) fn bytes(bytes: &[u8]) -> JsValue {
    Uint8Array::from(bytes).into()
}

/// A message, and what of it is moved rather than copied.
pub(crate) fn pack(bytes: &[u8], beside: Option<&JsValue>) -> (JsValue, JsValue) {
    let bytes = Uint8Array::from(bytes);
    let (message, transfer) = (Array::of1(&bytes), Array::of1(&bytes.buffer()));
    if let Some(beside) = beside {
        message.push(beside);
        if let Some(bytes) = beside.dyn_ref::<Uint8Array>() {
            transfer.push(&bytes.buffer());
        }
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
) -> Result<(M, JsValue), WireError> {
    let parts = message.dyn_ref::<Array>().ok_or(WireError::Damaged)?;
    let bytes: Uint8Array = parts.get(0).dyn_into().map_err(|_| WireError::Damaged)?;
    Ok((read(&bytes.to_vec())?, parts.get(1)))
}
