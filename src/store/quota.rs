//! How much the browser keeps for this page, and whether it keeps it for good.

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::StorageManager;

/// The space for this page, in bytes, as the browser estimates it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Estimate {
    /// Used by everything of this page: sets, files, and the program itself for work without a network.
    pub usage: u64,
    /// What the browser would grant in all.
    pub quota: u64,
}

/// How much is used and granted; `None` where the browser doesn't say.
pub async fn estimate() -> Option<Estimate> {
    let estimate = JsFuture::from(manager()?.estimate().ok()?).await.ok()?;
    Some(Estimate { usage: bytes(&estimate, "usage")?, quota: bytes(&estimate, "quota")? })
}

/// Asks the browser not to clear this page's data by itself. Returns whether it agrees.
pub async fn persist() -> bool {
    match manager().and_then(|manager| manager.persist().ok()) {
        Some(asked) => JsFuture::from(asked).await.is_ok_and(|granted| granted.is_truthy()),
        None => false,
    }
}

/// Whether the browser has agreed not to clear this page's data by itself.
pub async fn persisted() -> bool {
    match manager().and_then(|manager| manager.persisted().ok()) {
        Some(asked) => JsFuture::from(asked).await.is_ok_and(|granted| granted.is_truthy()),
        None => false,
    }
}

/// `None` where pages have no storage manager, as without https.
fn manager() -> Option<StorageManager> {
    let navigator = web_sys::window()?.navigator();
    let there = Reflect::get(&navigator, &JsValue::from_str("storage")).ok()?;
    (!there.is_undefined()).then(|| navigator.storage())
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "byte counts, saturating")]
fn bytes(estimate: &JsValue, name: &str) -> Option<u64> {
    Reflect::get(estimate, &JsValue::from_str(name)).ok()?.as_f64().map(|bytes| bytes as u64)
}
