//! A device that checks in: it says what became of what it was told to do, and is told what to do next.

use lifecycle::action::Platform;
use serde::{Deserialize, Serialize};
use serde_json::{Value, value::RawValue};

use super::action::{is_first, part, show};
use super::report::{self, Configuration, Protection};
use super::told::{self, Brought};
use crate::clock::Timestamp;
use crate::http::failure::Failure;
use crate::store::device_actions::{self, DeviceAction};
use crate::store::managed_devices::{self, Managed};
use crate::store::{Tx, apple_identities, computers, device_reports, entra_devices};

/// What a device says.
#[derive(Clone, Debug, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CheckIn {
    /// Its id.
    pub device_id: String,
    /// What became of actions. What was said before may be said again.
    #[serde(default)]
    pub results: Vec<Outcome>,
    /// The version of its operating system, where that has changed.
    #[serde(default)]
    pub os_version: Option<String>,
    /// Its name, where that has changed.
    #[serde(default)]
    pub device_name: Option<String>,
    /// How Defender is doing (Windows), where that has changed.
    #[serde(default)]
    pub protection: Option<Protection>,
    /// How far it is with each of its configurations, where that has changed.
    #[serde(default)]
    pub configurations: Option<Vec<Configuration>>,
}

/// What became of an action.
#[derive(Clone, Debug, Deserialize, utoipa::ToSchema)]
pub struct Outcome {
    /// The action's id.
    pub id: String,
    /// `done`, `failed` or `notSupported`.
    pub state: String,
    /// What it brings with it.
    #[serde(default)]
    pub brought: Option<Brought>,
}

/// What a device is told.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Orders {
    /// Whether it is managed no more: it has nothing to say here any longer.
    pub removed: bool,
    /// What it is to do. It is told again until it says what became of it.
    pub actions: Vec<Order>,
    /// In how many seconds it is to check in again.
    pub next_check_in: f64,
}

/// Something to do.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Order {
    /// The action's id.
    pub id: String,
    /// What to do: the name that Graph has for it.
    pub name: String,
    /// What was asked for besides.
    #[schema(value_type = Object)]
    pub parameters: Box<RawValue>,
}

/// How many results a device may send at once.
const MOST_RESULTS: usize = 100;

/// Takes in what a device says, and tells it what to do.
pub fn check_in(
    tx: &Tx<'_>,
    said: &CheckIn,
    device: &Managed,
    next_check_in: f64,
    now: Timestamp,
) -> Result<Orders, Failure> {
    if said.results.len() > MOST_RESULTS {
        return Err(Failure::bad_request(format!("A check-in has {MOST_RESULTS} results at most.")));
    }
    let mut actions = device_actions::of_device(tx, &device.id)?;
    for outcome in &said.results {
        if !matches!(outcome.state.as_str(), "done" | "failed" | "notSupported") {
            return Err(Failure::bad_request("The state of a result is done, failed or notSupported."));
        }
        // What is over stays as it is.
        let is_it = |action: &&mut DeviceAction| action.id == outcome.id && action.state == "active";
        let Some(action) = actions.iter_mut().find(is_it) else {
            continue;
        };
        // A device that is in no list any more is told until it has done it.
        if action.name == "delete" && outcome.state != "done" {
            continue;
        }
        device_actions::set_state(tx, &action.id, &outcome.state, now)?;
        action.state.clone_from(&outcome.state);
        let brought = outcome.brought.as_ref().map(|brought| told::kept(&action.name, brought, now));
        if let Some(brought) = brought.transpose()?.flatten() {
            device_actions::bring(tx, &action.id, &brought)?;
        }
        if action.name == "windowsDefenderScan" && outcome.state == "done" {
            let parameters: Value = serde_json::from_str(&action.parameters).unwrap_or_default();
            device_reports::scanned(tx, &device.id, parameters["quickScan"] == true, now)?;
        }
        if outcome.state == "done" && ends_management(action) {
            part(tx, device)?;
            device_actions::cancel(tx, &device.id, now)?;
            managed_devices::delete(tx, &device.id, now)?;
            return Ok(Orders { removed: true, actions: Vec::new(), next_check_in });
        }
    }
    if said.protection.is_some() || said.configurations.is_some() {
        let protection = said.protection.as_ref().filter(|_| device.traits.platform == Platform::Windows);
        let protection = protection.map(Protection::kept).transpose()?;
        let configurations = said.configurations.as_deref().map(report::kept).transpose()?;
        device_reports::say(tx, &device.id, protection.as_deref(), configurations.as_deref())?;
    }
    managed_devices::heard(tx, &device.id, said.os_version.as_deref(), said.device_name.as_deref(), now)?;
    if let Some(entra_device_id) = &device.entra_device_id {
        entra_devices::heard(tx, entra_device_id, now)?;
        match device.traits.platform {
            Platform::Windows => computers::signed_in(tx, entra_device_id, now)?,
            Platform::Ios | Platform::MacOs => {
                apple_identities::heard(tx, &device.serial_key, &device.id, now)?;
            }
            Platform::Android => {}
        }
    }
    let mut waiting = device_actions::of_device(tx, &device.id)?;
    waiting.retain(|action| matches!(action.state.as_str(), "pending" | "active"));
    // With several, it does only what ends its management; the others are no more.
    if waiting.iter().any(is_first) {
        for action in waiting.iter().filter(|action| !is_first(action)) {
            device_actions::set_state(tx, &action.id, "canceled", now)?;
        }
        waiting.retain(is_first);
    }
    let mut actions = Vec::new();
    for action in waiting {
        if action.state == "pending" {
            device_actions::set_state(tx, &action.id, "active", now)?;
        }
        // To be deleted means to give back what the organisation brought.
        let name = if action.name == "delete" { "retire".to_owned() } else { action.name };
        let parameters = RawValue::from_string(action.parameters)
            .map_err(|error| Failure::internal(&error.to_string()))?;
        actions.push(Order { id: action.id, name, parameters });
    }
    show(tx, device)?;
    Ok(Orders { removed: false, actions, next_check_in })
}

/// Whether a device that has done this is managed no more.
fn ends_management(action: &DeviceAction) -> bool {
    let keeps = || {
        let parameters: Value = serde_json::from_str(&action.parameters).unwrap_or_default();
        parameters["keepEnrollmentData"] == Value::Bool(true)
    };
    match action.name.as_str() {
        "wipe" => !keeps(),
        "retire" | "delete" => true,
        _ => false,
    }
}
