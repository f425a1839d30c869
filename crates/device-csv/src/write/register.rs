//! Devices as a registration takes them: values and references to hashes, without a file around them.

use super::{
    part::HashRef,
    portal::{LeftBehind, ready, written},
};
use crate::{Device, DeviceSet, Field, RowId, Target};

/// A device that can be registered as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registrable {
    /// Its kept row.
    pub row: RowId,
    /// The serial number; from the hash where the row has none.
    pub serial: String,
    /// The product key id; empty: none.
    pub product_key: String,
    /// The group tag; empty: none.
    pub group_tag: String,
    /// The assigned user; empty: none.
    pub user: String,
    /// Where its hash stands; `None`: it is known by its product key id alone.
    pub hash: Option<HashRef>,
}

/// The devices among the chosen ones that can be registered, in their order, and those that stay behind, by the rules of
/// the portal that registers them.
#[must_use]
pub fn registrable<'d>(
    set: &DeviceSet,
    devices: impl IntoIterator<Item = &'d Device>,
) -> (Vec<Registrable>, Vec<LeftBehind>) {
    let target = Target::Intune;
    let (going, left_behind) = ready(set, target, devices);
    let registrable = going.into_iter().map(|(row, values)| {
        let value = |field| {
            let value = if target.writes(field, row.hash.is_some()) {
                written(field, row, &values)
            } else {
                "".into()
            };
            value.into_owned()
        };
        Registrable {
            row: row.id,
            serial: value(Field::Serial),
            product_key: value(Field::ProductId),
            group_tag: value(Field::GroupTag),
            user: value(Field::AssignedUser),
            hash: row.hash.as_ref().map(|hash| HashRef::of(row.id.file, hash)),
        }
    });
    (registrable.collect(), left_behind)
}
