//! How many devices there are of each model.

use std::collections::BTreeMap;

use super::{DeviceLine, Devices};

/// Models with their counts, the most frequent first; a device whose model is not known counts under "".
#[must_use]
pub fn models(devices: &Devices) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for DeviceLine { model, .. } in devices.lines.iter().filter(|line| !line.excluded) {
        *counts.entry(model).or_default() += 1;
    }
    let mut models: Vec<(String, usize)> =
        counts.into_iter().map(|(model, count)| (model.to_owned(), count)).collect();
    // Stable: models that are equally frequent stay in the order of their names.
    models.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    models
}
