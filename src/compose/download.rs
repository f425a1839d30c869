//! Files handed to the reader's downloads.

use std::cell::Cell;

use gloo::timers::{callback::Timeout, future::TimeoutFuture};
use js_sys::Date;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, HtmlAnchorElement, Url, window};

/// How long the address of a download stays good, in milliseconds: the reader may have to say first where to.
const GOOD_FOR: u32 = 120_000;

/// Between two downloads, in milliseconds: browsers take several at the same moment for one.
const PAUSE: f64 = 250.0;

thread_local! {
    /// When the next download may begin, milliseconds since 1970.
    static FREE: Cell<f64> = const { Cell::new(0.0) };
}

/// Offers a file to the reader under a name; the first at once, more of them one after the other. It is on its way when
/// this returns. The browser may ask the reader whether it may.
pub async fn download(blob: &Blob, name: &str) {
    let now = Date::now();
    let begin = FREE.get().max(now);
    FREE.set(begin + PAUSE);
    // The first not later than the press of the button that asked for it: only then may a page download unasked.
    if begin > now {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "some milliseconds, positive"
        )]
        TimeoutFuture::new((begin - now) as u32).await;
    }
    press(blob, name);
}

/// Presses a link to the file, which is how a page starts a download.
fn press(blob: &Blob, name: &str) {
    // A window in which a button was pressed has a document that can make a link.
    if let Ok((link, address)) = link(blob, name) {
        link.click();
        Timeout::new(GOOD_FOR, move || {
            // An address that is not known any more needs no revoking.
            let _ = Url::revoke_object_url(&address);
        })
        .forget();
    }
}

fn link(blob: &Blob, name: &str) -> Result<(HtmlAnchorElement, String), JsValue> {
    let document = window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let link: HtmlAnchorElement = document.create_element("a")?.dyn_into().map_err(|_| JsValue::NULL)?;
    let address = Url::create_object_url_with_blob(blob)?;
    link.set_href(&address);
    link.set_download(name);
    Ok((link, address))
}
