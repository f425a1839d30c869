//! `executeAction` (beta): asking several managed devices to do something.

use std::collections::HashSet;

use axum::extract::State;
use lifecycle::action::Platform;
use serde_json::{Map, Value, json};

use super::held::hold_all;
use super::managed_devices::{ACTIONS, kept, parameters};
use crate::http::answer::Answer;
use crate::http::body::{Small, parse_leniently};
use crate::http::context::{Context, Ctx, Version};
use crate::http::failure::Failure;
use crate::management::{self, Asked, COLLECT_LOGS, Refused};
use crate::server::{Server, request_key};
use crate::store::{Tx, managed_devices};

/// Something that several devices can be asked to do.
pub struct Bulk {
    /// What it is called here.
    pub name: &'static str,
    /// What one device is asked by; `None`: no device that is managed here can do it.
    action: Option<&'static str>,
    /// The platforms that can; `None`: the rules of the action say.
    only: Option<&'static [Platform]>,
    /// Of a scan, whether it is quick.
    is_quick: Option<bool>,
}

const fn same(name: &'static str) -> Bulk {
    Bulk { name, action: Some(name), only: None, is_quick: None }
}

/// What devices with `ChromeOS` alone can do, of which none are managed here; and what nobody knows yet.
const fn of_none(name: &'static str) -> Bulk {
    Bulk { name, action: None, only: None, is_quick: None }
}

const fn of_windows(name: &'static str, action: &'static str) -> Bulk {
    Bulk { name, action: Some(action), only: Some(&[Platform::Windows]), is_quick: None }
}

/// All that there is: the members of `managedDeviceRemoteAction`.
pub const BULK: &[Bulk] = &[
    same("retire"),
    same("delete"),
    Bulk { is_quick: Some(false), ..of_windows("fullScan", "windowsDefenderScan") },
    Bulk { is_quick: Some(true), ..of_windows("quickScan", "windowsDefenderScan") },
    of_windows("signatureUpdate", "windowsDefenderUpdateSignatures"),
    same("wipe"),
    Bulk {
        only: Some(&[Platform::Android, Platform::Ios]),
        action: Some("sendCustomNotificationToCompanyPortal"),
        ..same("customTextNotification")
    },
    same("rebootNow"),
    same("setDeviceName"),
    same("syncDevice"),
    of_none("deprovision"),
    of_none("disable"),
    of_none("reenable"),
    of_none("moveDeviceToOrganizationalUnit"),
    Bulk { only: Some(&[Platform::Ios]), ..same("activateDeviceEsim") },
    of_windows("collectDiagnostics", COLLECT_LOGS),
    of_windows("initiateMobileDeviceManagementKeyRecovery", "initiateMobileDeviceManagementKeyRecovery"),
    of_windows("initiateOnDemandProactiveRemediation", "initiateOnDemandProactiveRemediation"),
    of_none("unknownFutureValue"),
    of_windows("initiateDeviceAttestation", "initiateDeviceAttestation"),
];

/// The devices that a body names: each once.
fn devices(given: &mut Map<String, Value>) -> Result<Vec<String>, Failure> {
    let mut devices: Vec<String> = given
        .remove("deviceIds")
        .and_then(|ids| serde_json::from_value(ids).ok())
        .ok_or_else(|| Failure::bad_request("The body needs deviceIds: the ids of managed devices."))?;
    for id in &mut devices {
        id.make_ascii_lowercase();
    }
    let most = lifecycle::limits::DEVICES_PER_BULK;
    if devices.is_empty() || devices.len() > most {
        return Err(Failure::bad_request(format!(
            "deviceIds must be 1 to {most} ids, these are {}.",
            devices.len()
        )));
    }
    // Whoever is named twice is asked once, and is told of once.
    let mut named = HashSet::new();
    devices.retain(|id| named.insert(id.clone()));
    Ok(devices)
}

/// What each of them is asked; `None`: nothing that it could do.
fn asked(bulk: &Bulk, context: &Context, mut given: Map<String, Value>) -> Result<Option<Asked>, Failure> {
    if bulk.action == Some("delete") {
        return Ok(Some(Asked { by: context.administrator.user_name.clone(), ..Asked::of("delete") }));
    }
    let found = ACTIONS.iter().find(|action| Some(action.name) == bulk.action);
    // A call has no place for the script that is to be run: it is run where the body names it nevertheless.
    let is_said = bulk.name != "initiateOnDemandProactiveRemediation" || given.contains_key("scriptPolicyId");
    let Some(action) = found.filter(|_| is_said) else { return Ok(None) };
    if let Some(is_quick) = bulk.is_quick {
        given.insert("quickScan".to_owned(), is_quick.into());
    }
    let given = Value::Object(given).to_string();
    Ok(Some(Asked {
        parameters: parameters(action, Version::Beta, given.as_bytes())?,
        by: context.administrator.user_name.clone(),
        // Each call has one of its own, and audits tell by it what was asked for together.
        bulk: Some(context.request_id.clone()),
        ..Asked::of(action.name)
    }))
}

// What became of a device, by the place of its list in the answer.
const SUCCESSFUL: usize = 0;
const FAILED: usize = 1;
const NOT_FOUND: usize = 2;
const NOT_SUPPORTED: usize = 3;

/// What a device is asked; or, where it isn't, what became of it.
fn place_of<'a>(
    tx: &Tx<'_>,
    bulk: &Bulk,
    asked: Option<&'a Asked>,
    device: &str,
) -> Result<Result<&'a Asked, usize>, Failure> {
    let Some(device) = managed_devices::find(tx, device)?.filter(|device| device.is_listed) else {
        return Ok(Err(NOT_FOUND));
    };
    let can = bulk.only.is_none_or(|only| only.contains(&device.traits.platform));
    Ok(asked.filter(|_| can).ok_or(NOT_SUPPORTED))
}

/// Asks several devices to do something.
pub async fn execute_action(
    State(server): State<Server>,
    Ctx(context): Ctx,
    body: Small,
) -> Result<Answer, Failure> {
    let mut given: Map<String, Value> = parse_leniently(&body.0)?;
    let name =
        given.remove("actionName").and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default();
    let devices = devices(&mut given)?;
    let bulk = BULK.iter().find(|bulk| bulk.name.eq_ignore_ascii_case(&name)).ok_or_else(|| {
        Failure::bad_request(format!("The actionName '{name}' is none that several devices can be asked."))
    })?;
    let asked = asked(bulk, &context, given)?;
    let (call, asking) = (context.clone(), server.clone());
    let ask = move |tx: &Tx<'_>| {
        if let Some(asked) = &asked
            && let Some(held) = hold_all(tx, &asking, &call, &devices, asked)?
        {
            return Ok(held);
        }
        let mut told = [const { Vec::new() }; 4];
        for device in devices {
            let place = match place_of(tx, bulk, asked.as_ref(), &device)? {
                Ok(asked) => {
                    let outcome = if asked.name == "delete" {
                        management::remove(tx, asking.ids(), &device, asked, call.now)?
                    } else {
                        management::ask(tx, asking.ids(), &device, asked, call.now)?.map(|_| ())
                    };
                    match outcome {
                        Ok(()) => SUCCESSFUL,
                        Err(Refused::TooMany(..) | Refused::UserGone) => FAILED,
                        Err(Refused::Unknown) => NOT_FOUND,
                        Err(Refused::Impossible(_)) => NOT_SUPPORTED,
                    }
                }
                Err(place) => place,
            };
            told[place].push(device);
        }
        let [successful, failed, not_found, not_supported] = told;
        Answer::ok(&json!({
            "@odata.context": call.context_of("microsoft.graph.bulkManagedDeviceActionResult"),
            "successfulDeviceIds": successful,
            "failedDeviceIds": failed,
            "notFoundDeviceIds": not_found,
            "notSupportedDeviceIds": not_supported,
        }))
    };
    server.mutate_once(&context, request_key(&context, &kept(&body.0)), ask).await
}
