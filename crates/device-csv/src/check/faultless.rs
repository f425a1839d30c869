//! Rows of which nothing is to be said: nearly all are so, and this tells it in a fraction of the time.

use hardware_hash::Tuple;

use super::capture::{is_too_old, odd_time};
use super::{Context, is_placeholder};
use crate::{Field, Row, Values};

/// Whether it is sure that [`check_row`](super::check_row) has nothing to say about a row. Where it isn't, that has to be asked.
pub(crate) fn is_faultless(row: &Row, values: &Values, context: &Context) -> bool {
    let Some(hash) = row.hash.as_ref().filter(|hash| hash.repairs.is_empty()) else { return false };
    let Ok(summary) = &hash.content else { return false };
    let Tuple { manufacturer, model, serial } = &summary.tuple;
    let is_or_empty = |field, wanted: &str| {
        let value = values.get(field);
        value.is_empty() || value == wanted
    };
    summary.findings.is_empty()
        && summary.captured.is_none_or(|captured| odd_time(captured, context).is_none())
        && !summary.os_build.is_some_and(is_too_old)
        && !summary.tuple.is_virtual_machine()
        && values.get(Field::Serial) == serial
        && is_plain(serial)
        && !is_placeholder(serial)
        && values.get(Field::ProductId).is_empty()
        && values.get(Field::AssignedUser).is_empty()
        && (values.get(Field::GroupTag).is_empty() || is_plain(values.get(Field::GroupTag)))
        && is_or_empty(Field::Manufacturer, manufacturer)
        && is_or_empty(Field::Model, model)
        && is_plain(manufacturer)
        && is_plain(model)
        // The sample row has this manufacturer.
        && !values.get(Field::Manufacturer).eq_ignore_ascii_case("SpiralOrbit")
}

/// Whether a value has nothing but what no rule about characters speaks of.
fn is_plain(value: &str) -> bool {
    let bytes = value.as_bytes();
    let is_seen =
        |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'/' | b'(' | b')');
    !value.is_empty()
        && bytes.iter().all(|byte| is_seen(byte) || *byte == b' ')
        && bytes.first().is_some_and(is_seen)
        && bytes.last().is_some_and(is_seen)
}
