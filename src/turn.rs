//! Time for others: their tasks, the page's and the reader's.

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageChannel;

/// Lets everything have its turn that waits for one, and goes on.
///
/// By a message and not by a timer: those of a page that nobody sees go off once a second, or once a minute.
pub(crate) async fn next_turn() {
    let Ok(channel) = MessageChannel::new() else { return };
    let (here, there) = (channel.port1(), channel.port2());
    let come = Promise::new(&mut |resolve, _| here.set_onmessage(Some(&resolve)));
    if there.post_message(&JsValue::NULL).is_ok() {
        // Such a promise is kept, whatever it is kept with.
        let _ = JsFuture::from(come).await;
    }
    here.close();
}
