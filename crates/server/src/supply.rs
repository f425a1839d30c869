//! What the world outside the tenant says of devices: what suppliers have delivered, what other tenants have registered,
//! and which devices are to meet with trouble.
//!
//! As a file it is JSON; each part may be absent:
//!
//! ```json
//! {
//!   "catalogue": [
//!     { "manufacturer": "Contoso", "model": "Notebook 14", "serialNumber": null },
//!     { "manufacturer": "Contoso", "model": "Tablet 10", "serialNumber": "CT-0001" }
//!   ],
//!   "otherTenants": [{ "serialNumber": "OTHER-0001" }],
//!   "faults": [
//!     { "serialNumber": "FAULT-0001", "error": { "code": 640, "name": "StorageError" } },
//!     { "serialNumber": "STUCK-0001", "stuck": true }
//!   ]
//! }
//! ```

use std::collections::{HashMap, HashSet};
use std::fmt;

use serde::Deserialize;

/// What suppliers, other tenants and bad luck say. Serial numbers are compared without regard to case.
#[derive(Clone, Debug, Default)]
pub struct Supply {
    /// By manufacturer: what it has delivered. One that isn't here reports nothing, so nothing is held against it.
    catalogue: HashMap<String, Vec<Delivered>>,
    other_tenants: HashSet<String>,
    faults: HashMap<String, Fault>,
}

#[derive(Clone, Debug)]
struct Delivered {
    model: String,
    /// `None`: every one of that model.
    serial: Option<String>,
}

/// The trouble that a device is to meet with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Its registration fails.
    Error {
        /// The number.
        code: i32,
        /// The name.
        name: String,
    },
    /// Its registration stays `unknown` for ever.
    Stuck,
}

/// Why a data file can't be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupplyError(String);

impl fmt::Display for SupplyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for SupplyError {}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct File {
    #[serde(default)]
    catalogue: Vec<CatalogueEntry>,
    #[serde(default)]
    other_tenants: Vec<OtherTenantEntry>,
    #[serde(default)]
    faults: Vec<FaultEntry>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct CatalogueEntry {
    manufacturer: String,
    model: String,
    serial_number: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct OtherTenantEntry {
    serial_number: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct FaultEntry {
    serial_number: String,
    error: Option<ErrorEntry>,
    #[serde(default)]
    stuck: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ErrorEntry {
    code: i32,
    name: String,
}

impl Supply {
    /// Reads a data file.
    ///
    /// # Errors
    /// What is wrong with it and where: it is no JSON, has a property that isn't known, a value that is blank, or a
    /// fault that is not exactly one of `error` and `stuck`.
    pub fn from_json(text: &str) -> Result<Supply, SupplyError> {
        let file: File = serde_json::from_str(text).map_err(|error| SupplyError(error.to_string()))?;
        let mut supply = Supply::default();
        for (index, entry) in file.catalogue.into_iter().enumerate() {
            let manufacturer = filled(&entry.manufacturer, "catalogue", index, "manufacturer")?;
            let model = filled(&entry.model, "catalogue", index, "model")?;
            let serial = match &entry.serial_number {
                Some(serial) => Some(filled(serial, "catalogue", index, "serialNumber")?),
                None => None,
            };
            supply.deliver(manufacturer, model, serial);
        }
        for (index, entry) in file.other_tenants.into_iter().enumerate() {
            supply.assign_elsewhere(filled(&entry.serial_number, "otherTenants", index, "serialNumber")?);
        }
        for (index, entry) in file.faults.into_iter().enumerate() {
            let serial = filled(&entry.serial_number, "faults", index, "serialNumber")?;
            let fault = match (entry.error, entry.stuck) {
                (Some(ErrorEntry { code, name }), false) => Fault::Error { code, name },
                (None, true) => Fault::Stuck,
                _ => {
                    return Err(SupplyError(format!(
                        "faults[{index}] must have either `error` or `\"stuck\": true`"
                    )));
                }
            };
            supply.trouble(serial, fault);
        }
        Ok(supply)
    }

    /// Notes that a supplier has delivered a device; without a serial number, all of that model.
    pub fn deliver(&mut self, manufacturer: &str, model: &str, serial: Option<&str>) {
        let delivered = Delivered { model: model.trim().to_owned(), serial: serial.map(key) };
        self.catalogue.entry(key(manufacturer)).or_default().push(delivered);
    }

    /// Notes that another tenant has registered a device.
    pub fn assign_elsewhere(&mut self, serial: &str) {
        self.other_tenants.insert(key(serial));
    }

    /// Notes what is to happen to a device.
    pub fn trouble(&mut self, serial: &str, fault: Fault) {
        self.faults.insert(key(serial), fault);
    }

    /// Takes in what another one says; it wins where both say something of a device's trouble.
    pub fn extend(&mut self, other: Supply) {
        for (manufacturer, delivered) in other.catalogue {
            self.catalogue.entry(manufacturer).or_default().extend(delivered);
        }
        self.other_tenants.extend(other.other_tenants);
        self.faults.extend(other.faults);
    }

    /// Whether the supplier knows the device, as far as it says what it has delivered at all. The device is named by the
    /// [`key`] of its serial number, here and below.
    pub(crate) fn has_delivered(&self, manufacturer: &str, model: &str, serial_key: &str) -> bool {
        if self.catalogue.is_empty() {
            return true;
        }
        self.catalogue.get(&key(manufacturer)).is_none_or(|entries| {
            entries.iter().any(|entry| {
                entry.model == model.trim() && entry.serial.as_ref().is_none_or(|known| known == serial_key)
            })
        })
    }

    /// Whether another tenant has registered the device.
    pub(crate) fn is_elsewhere(&self, serial_key: &str) -> bool {
        self.other_tenants.contains(serial_key)
    }

    /// What is to happen to the device.
    pub(crate) fn fault(&self, serial_key: &str) -> Option<&Fault> {
        self.faults.get(serial_key)
    }
}

/// By what two serial numbers, or two makers, are the same.
pub(crate) fn key(text: &str) -> String {
    text.trim().to_lowercase()
}

fn filled<'a>(value: &'a str, list: &str, index: usize, property: &str) -> Result<&'a str, SupplyError> {
    if value.trim().is_empty() {
        return Err(SupplyError(format!("{list}[{index}].{property} is blank: give it a value")));
    }
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_says_what_devices_meet_with() {
        let supply = Supply::from_json(
            r#"{
                "catalogue": [
                    { "manufacturer": "Contoso", "model": "Notebook 14" },
                    { "manufacturer": "Contoso", "model": "Tablet 10", "serialNumber": "CT-1" }
                ],
                "otherTenants": [{ "serialNumber": "OT-1" }],
                "faults": [
                    { "serialNumber": "F-1", "error": { "code": 640, "name": "StorageError" } },
                    { "serialNumber": "S-1", "stuck": true }
                ]
            }"#,
        )
        .unwrap();
        for (manufacturer, model, serial, delivered) in [
            ("Contoso", "Notebook 14", "any", true),
            ("contoso", "Notebook 14", "any", true),
            ("Contoso", "Tablet 10", "ct-1", true),
            ("Contoso", "Tablet 10", "ct-2", false),
            ("Contoso", "Tablet 11", "ct-1", false),
            ("Fabrikam", "Tablet 11", "ct-1", true),
        ] {
            assert_eq!(supply.has_delivered(manufacturer, model, serial), delivered, "{model} {serial}");
        }
        assert!(supply.is_elsewhere("ot-1") && !supply.is_elsewhere("ot-2"));
        assert_eq!(supply.fault("f-1"), Some(&Fault::Error { code: 640, name: "StorageError".to_owned() }));
        assert_eq!(supply.fault("s-1"), Some(&Fault::Stuck));
    }

    #[test]
    fn a_file_that_makes_no_sense_is_refused_with_the_place() {
        for (text, wanted) in [
            ("{", "EOF while parsing an object at line 1 column 1"),
            (
                r#"{"catalog": []}"#,
                "unknown field `catalog`, expected one of `catalogue`, `otherTenants`, `faults` at line 1 column 10",
            ),
            (
                r#"{"otherTenants": [{"serialNumber": " "}]}"#,
                "otherTenants[0].serialNumber is blank: give it a value",
            ),
            (
                r#"{"faults": [{"serialNumber": "A"}]}"#,
                "faults[0] must have either `error` or `\"stuck\": true`",
            ),
        ] {
            assert_eq!(Supply::from_json(text).unwrap_err().to_string(), wanted);
        }
    }
}
