//! Ids that nobody else has.

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    // The same in a page and in a worker, and unlike `randomUUID` on every address.
    #[wasm_bindgen(js_namespace = crypto, js_name = getRandomValues)]
    fn get_random_values(into: &Uint8Array);
}

/// Random bytes.
pub(crate) fn random<const N: usize>() -> [u8; N] {
    let bytes = Uint8Array::new_with_length(u32::try_from(N).unwrap_or(0));
    get_random_values(&bytes);
    let mut out = [0; N];
    bytes.copy_to(&mut out);
    out
}

/// A new GUID of random digits, in small letters.
#[must_use]
pub fn new_id() -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut bytes: [u8; 16] = random();
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let mut id = String::with_capacity(36);
    for (at, byte) in bytes.into_iter().enumerate() {
        if matches!(at, 4 | 6 | 8 | 10) {
            id.push('-');
        }
        id.push(char::from(DIGITS[usize::from(byte >> 4)]));
        id.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    id
}
