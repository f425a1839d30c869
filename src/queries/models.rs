//! How many devices there are of each model.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use device_csv::order::sort_by_key;

use super::Devices;

/// How many devices there are of a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelCount {
    /// The manufacturer; empty where it is not known.
    pub manufacturer: String,
    /// The model; empty where it is not known.
    pub model: String,
    /// Devices of it.
    pub count: usize,
}

/// Models with their counts, the most frequent first, what is not known last.
#[must_use]
pub fn models(devices: &Devices) -> Vec<ModelCount> {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut of_model = vec![0; devices.models.len()];
    for device in devices.all.iter().filter(|device| !device.excluded) {
        of_model[device.model as usize] += 1;
    }
    for ((manufacturer, model), count) in devices.models.iter().zip(of_model).filter(|&(_, count)| count > 0)
    {
        // Without a model, the manufacturer alone would be a bar that filters for less than it shows.
        let manufacturer = if model.is_empty() { "" } else { manufacturer };
        *counts.entry((manufacturer, model)).or_default() += count;
    }
    let mut models: Vec<ModelCount> = counts
        .into_iter()
        .map(|((manufacturer, model), count)| ModelCount {
            manufacturer: manufacturer.to_owned(),
            model: model.to_owned(),
            count,
        })
        .collect();
    // Stable: models that are equally frequent stay in the order of their names.
    sort_by_key(&mut models, |model| (model.model.is_empty(), Reverse(model.count)));
    models
}
