//! What is known of a device, from its row and from its hash.

use std::borrow::Cow;

use super::{Device, DeviceSet};
use crate::{Field, HashSummary, Values, clean};

/// The values of a device beside what its hash says.
pub(super) struct Known<'a> {
    values: Values<'a>,
    pub summary: Option<&'a HashSummary>,
}

impl<'a> Known<'a> {
    /// The value as it would be written, or else what the hash says. Empty if neither.
    pub fn get(&self, field: Field) -> Cow<'a, str> {
        let value = self.values.clean(field);
        let Some(summary) = self.summary.filter(|_| value.is_empty()) else { return value };
        match field {
            Field::Serial => clean(&summary.tuple.serial),
            Field::Manufacturer => clean(&summary.tuple.manufacturer),
            Field::Model => clean(&summary.tuple.model),
            _ => value,
        }
    }
}

impl DeviceSet {
    /// What is known of a device: the value as it would be written, or else what the hash says. Empty if neither.
    #[must_use]
    pub fn known(&self, device: &Device, field: Field) -> Cow<'_, str> {
        let [known] = self.known_each(device, [field]);
        known
    }

    /// The same, of several fields.
    #[must_use]
    pub fn known_each<const N: usize>(&self, device: &Device, fields: [Field; N]) -> [Cow<'_, str>; N] {
        let known = self.known_of(device);
        fields.map(|field| known.as_ref().map(|known| known.get(field)).unwrap_or_default())
    }

    pub(super) fn known_of(&self, device: &Device) -> Option<Known<'_>> {
        Some(Known { values: self.device_values(device)?, summary: self.row(device.row)?.summary() })
    }
}
