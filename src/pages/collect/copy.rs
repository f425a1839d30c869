//! Text to the clipboard.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use crate::components::Toasts;
use crate::i18n::I18n;
use crate::t;

/// Puts a text on the clipboard, and says whether that could be done.
pub fn copy(i18n: I18n, toasts: Toasts, text: String) {
    spawn_local(async move {
        match write(&text).await {
            Ok(()) => toasts.done(t!(i18n, "collect-copied")),
            Err(_) => toasts.failed(t!(i18n, "collect-copy-failed")),
        }
    });
}

async fn write(text: &str) -> Result<(), JsValue> {
    let navigator = window().navigator();
    // A page that came over plain HTTP from another computer has no clipboard at all.
    if js_sys::Reflect::get(&navigator, &"clipboard".into())?.is_undefined() {
        return Err(JsValue::UNDEFINED);
    }
    JsFuture::from(navigator.clipboard().write_text(text)).await?;
    Ok(())
}
