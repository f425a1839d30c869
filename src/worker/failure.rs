//! Why the browser could not read a file.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomException, ErrorEvent};

use crate::wire::FailReason;

/// What the browser's error stands for.
pub(super) fn reason(error: &JsValue) -> FailReason {
    match error.dyn_ref::<DomException>().map(DomException::name).as_deref() {
        Some("NotFoundError") => FailReason::Vanished,
        _ => FailReason::Unreadable(words(error)),
    }
}

/// What is said about a worker's end. Of a script that can't be loaded, or a message that can't be read, nothing is: the event has
/// no words.
pub(crate) fn words_of(event: &ErrorEvent) -> String {
    let words = js_sys::Reflect::get(event, &JsValue::from_str("message")).ok();
    words.and_then(|words| words.as_string()).unwrap_or_default()
}

/// What an error says.
pub(crate) fn words(error: &JsValue) -> String {
    if let Some(error) = error.dyn_ref::<DomException>() {
        return format!("{}: {}", error.name(), error.message());
    }
    error.dyn_ref::<js_sys::Error>().map_or_else(
        || error.as_string().unwrap_or_else(|| "unknown error".to_owned()),
        |error| String::from(error.to_string()),
    )
}
