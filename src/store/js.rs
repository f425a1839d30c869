//! Keys and records as values of JavaScript, and back.

use indexed_db_futures::KeyRange;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use super::{
    StoreError,
    batch::Value,
    key::{Key, Part, Span},
    schema::Table,
};

/// A key.
pub(super) fn key_value(key: &Key) -> JsValue {
    parts(key).into()
}

fn parts(key: &Key) -> Array {
    key.0
        .iter()
        .map(|part| match part {
            Part::Number(id) => JsValue::from(*id),
            Part::Text(name) => JsValue::from_str(name),
        })
        .collect()
}

/// The one record with that key.
pub(super) fn key_range(key: &Key) -> KeyRange<JsValue> {
    KeyRange::Only(key_value(key))
}

/// The records of a span.
pub(super) fn range(span: &Span) -> KeyRange<JsValue> {
    match span {
        Span::One(key) => key_range(key),
        Span::Under { prefix, from } => {
            let (lower, upper) = (parts(prefix), parts(prefix));
            lower.push(&JsValue::from(*from));
            // An array sorts after every number and text.
            upper.push(&Array::new());
            KeyRange::Bound(lower.into(), false, upper.into(), true)
        }
        Span::After(key) => KeyRange::LowerBound(key_value(key), true),
    }
}

/// Bytes.
pub(super) fn bytes_value(bytes: &[u8]) -> JsValue {
    Uint8Array::from(bytes).into()
}

/// The bytes of a record. Anything else than bytes is not ours: it gives none, and who decodes those says that they
/// are damaged.
pub(super) fn bytes_of(value: JsValue) -> Vec<u8> {
    value.dyn_into::<Uint8Array>().map(|bytes| bytes.to_vec()).unwrap_or_default()
}

/// The key of a record that was read.
pub(super) fn key_of(table: Table, value: &JsValue) -> Result<Key, StoreError> {
    let parts = Array::from(value).into_iter().map(|part| match (part.as_f64(), part.as_string()) {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "ids were u32 when written"
        )]
        (Some(id), _) => Some(Part::Number(id as u32)),
        (None, Some(name)) => Some(Part::Text(name)),
        (None, None) => None,
    });
    match parts.collect::<Option<Vec<_>>>() {
        Some(parts) => Ok(Key(parts)),
        None => Err(StoreError::Damaged { what: table.name().to_owned() }),
    }
}

/// What a record that was read holds.
pub(super) fn value_of(table: Table, key: &Key, value: JsValue) -> Result<Value, StoreError> {
    match value.dyn_into::<Uint8Array>() {
        Ok(bytes) => Ok(Value::Bytes(bytes.to_vec())),
        Err(value) => match value.dyn_into::<Blob>() {
            Ok(blob) => Ok(Value::Blob(blob)),
            Err(_) => Err(StoreError::Damaged { what: format!("{}/{key}", table.name()) }),
        },
    }
}

/// A blob of bytes.
pub(super) fn blob_of(bytes: &[u8]) -> Result<Blob, StoreError> {
    let parts = Array::of1(&bytes_value(bytes));
    Blob::new_with_u8_array_sequence(&parts).map_err(|error| StoreError::Other(format!("{error:?}")))
}

/// The bytes of a blob; `None` where it can't be read.
pub(super) async fn bytes_in(blob: &Blob) -> Option<Vec<u8>> {
    let buffer = JsFuture::from(blob.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}
