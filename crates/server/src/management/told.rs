//! What is told of actions: on the device, in audits, and of the logs that were asked for.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::clock::Timestamp;
use crate::http::context::Version;
use crate::http::failure::Failure;
use crate::store::device_actions::DeviceAction;

/// What a device brings with the result of an action. What the action has no place for is passed over.
#[derive(Clone, Debug, Default, Deserialize, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct Brought {
    /// The code that unlocks it again, of `remoteLock`.
    pub unlock_pin: Option<String>,
    /// The new passcode, of `resetPasscode`.
    pub passcode: Option<String>,
    /// Where it is, of `locateDevice`.
    pub location: Option<Location>,
    /// How large its logs are, of `createDeviceLogCollectionRequest`.
    #[serde(rename = "sizeInKB")]
    pub size_in_kb: Option<f64>,
    /// What went wrong, of `resetPasscode`, `rotateBitLockerKeys` and `createDeviceLogCollectionRequest`.
    pub error_code: Option<i32>,
}

/// Where a device is.
#[derive(Clone, Debug, Deserialize, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Location {
    /// In degrees, north of the equator.
    pub latitude: f64,
    /// In degrees, east of Greenwich.
    pub longitude: f64,
    /// In metres above the sea.
    #[serde(default)]
    pub altitude: Option<f64>,
    /// By how many metres latitude and longitude may be wrong.
    #[serde(default)]
    pub horizontal_accuracy: Option<f64>,
    /// By how many metres the altitude may be wrong.
    #[serde(default)]
    pub vertical_accuracy: Option<f64>,
    /// Where to it moves, in degrees from the north.
    #[serde(default)]
    pub heading: Option<f64>,
    /// How fast, in metres per second.
    #[serde(default)]
    pub speed: Option<f64>,
}

/// How long a code is at most.
const LONGEST: usize = 128;

/// What is kept of what a device brought with the result of an action: a JSON object; `None`: nothing.
pub fn kept(action: &str, brought: &Brought, now: Timestamp) -> Result<Option<String>, Failure> {
    let mut kept = Map::new();
    let mut keep = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            kept.insert(name.to_owned(), value);
        }
    };
    let error_code = || brought.error_code.map(Value::from);
    match action {
        "remoteLock" => keep("unlockPin", code("unlockPin", brought.unlock_pin.as_ref())?),
        "resetPasscode" => {
            keep("passcode", code("passcode", brought.passcode.as_ref())?);
            keep("errorCode", error_code());
        }
        "locateDevice" => {
            keep("deviceLocation", brought.location.as_ref().map(|place| located(place, now)).transpose()?);
        }
        "rotateBitLockerKeys" => keep("errorCode", error_code()),
        COLLECT_LOGS => {
            if brought.size_in_kb.is_some_and(|size| !(0.0..1e12).contains(&size)) {
                return Err(Failure::bad_request("sizeInKB must be a number, 0 or more."));
            }
            keep("sizeInKB", brought.size_in_kb.map(Value::from));
            keep("errorCode", error_code());
        }
        _ => {}
    }
    Ok((!kept.is_empty()).then(|| Value::Object(kept).to_string()))
}

fn code(name: &str, code: Option<&String>) -> Result<Option<Value>, Failure> {
    match code {
        Some(code) if code.is_empty() || code.len() > LONGEST => {
            Err(Failure::bad_request(format!("{name} must be a text of 1 to {LONGEST} bytes.")))
        }
        code => Ok(code.cloned().map(Value::String)),
    }
}

fn located(place: &Location, now: Timestamp) -> Result<Value, Failure> {
    if !(-90.0..=90.0).contains(&place.latitude) || !(-180.0..=180.0).contains(&place.longitude) {
        return Err(Failure::bad_request(
            "A location has a latitude of -90 to 90 degrees and a longitude of -180 to 180.",
        ));
    }
    Ok(json!({
        "lastCollectedDateTime": now.rfc3339(),
        "latitude": place.latitude,
        "longitude": place.longitude,
        "altitude": place.altitude,
        "horizontalAccuracy": place.horizontal_accuracy,
        "verticalAccuracy": place.vertical_accuracy,
        "heading": place.heading,
        "speed": place.speed,
    }))
}

/// The action whose results are logs.
pub const COLLECT_LOGS: &str = "createDeviceLogCollectionRequest";

/// An object that a column holds.
fn object(text: Option<&str>) -> Map<String, Value> {
    text.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
}

/// What became of an action, as its device shows it: some have a type of their own, and more to tell.
pub fn result(action: &DeviceAction) -> Value {
    let mut told = json!({
        "actionName": action.name,
        "actionState": action.state,
        "startDateTime": action.asked_at.rfc3339(),
        "lastUpdatedDateTime": action.updated_at.rfc3339(),
    });
    let mut brought = object(action.brought.as_deref());
    let mut of = |name: &str| brought.remove(name).unwrap_or_default();
    let number = |code: Value| if code.is_null() { json!(0) } else { code };
    let (kind, more) = match action.name.as_str() {
        "remoteLock" => ("remoteLockActionResult", vec![("unlockPin", of("unlockPin"))]),
        "resetPasscode" => {
            let more = vec![("passcode", of("passcode")), ("errorCode", number(of("errorCode")))];
            ("resetPasscodeActionResult", more)
        }
        "locateDevice" => ("locateDeviceActionResult", vec![("deviceLocation", of("deviceLocation"))]),
        "rotateBitLockerKeys" => {
            ("rotateBitLockerKeysDeviceActionResult", vec![("errorCode", number(of("errorCode")))])
        }
        "windowsDefenderScan" => {
            let scan = audited_as(&action.name, &object(Some(&action.parameters)));
            ("windowsDefenderScanActionResult", vec![("scanType", scan.into())])
        }
        "deleteUserFromSharedAppleDevice" => {
            let user = object(Some(&action.parameters)).remove("userPrincipalName").unwrap_or_default();
            ("deleteUserFromSharedAppleDeviceActionResult", vec![("userPrincipalName", user)])
        }
        _ => return told,
    };
    told["@odata.type"] = format!("#microsoft.graph.{kind}").into();
    for (name, value) in more {
        told[name] = value;
    }
    told
}

/// What audits call an action. For some they have no word.
pub fn audited_as(name: &str, parameters: &Map<String, Value>) -> &'static str {
    let is = |name: &str| parameters.get(name) == Some(&Value::Bool(true));
    match name {
        "wipe" if is("keepEnrollmentData") => "factoryResetKeepEnrollmentData",
        "wipe" => "factoryReset",
        "retire" => "removeCompanyData",
        "windowsDefenderScan" if is("quickScan") => "quickScan",
        "windowsDefenderScan" => "fullScan",
        name => AUDITED.into_iter().find(|known| *known == name).unwrap_or("unknown"),
    }
}

/// What audits call as everybody does.
const AUDITED: [&str; 22] = [
    "activateDeviceEsim",
    "cleanWindowsDevice",
    "delete",
    "deprovision",
    "disable",
    "disableLostMode",
    "initiateDeviceAttestation",
    "initiateMobileDeviceManagementKeyRecovery",
    "initiateOnDemandProactiveRemediation",
    "locateDevice",
    "logoutSharedAppleDeviceActiveUser",
    "pauseConfigurationRefresh",
    "rebootNow",
    "recoverPasscode",
    "reenable",
    "remoteLock",
    "resetPasscode",
    "rotateBitLockerKeys",
    "rotateLocalAdminPassword",
    "setDeviceName",
    "shutDown",
    "windowsDefenderUpdateSignatures",
];

/// For how long logs are there, in milliseconds.
const LOGS_KEPT: i64 = 28 * 86_400_000;

/// Logs that a device was asked for, as they are told of; `user`: who enrolled it.
pub fn collected(version: Version, device: &str, user: Option<&str>, action: &DeviceAction) -> Value {
    let brought = object(action.brought.as_deref());
    let status = match action.state.as_str() {
        "pending" | "active" => "pending",
        "done" => "completed",
        _ => "failed",
    };
    let received = (status == "completed").then_some(action.updated_at);
    let expires = received.map(|received| Timestamp(received.0.saturating_add(LOGS_KEPT)));
    let size = brought.get("sizeInKB").cloned().unwrap_or_default();
    let mut told = json!({
        "id": action.id,
        "managedDeviceId": device,
        "status": status,
        "requestedDateTimeUTC": action.asked_at.rfc3339(),
        "receivedDateTimeUTC": received.map(Timestamp::rfc3339),
        "expirationDateTimeUTC": expires.map(Timestamp::rfc3339),
        "initiatedByUserPrincipalName": action.asked_by,
        "enrolledByUser": user,
        "sizeInKB": size,
    });
    if version == Version::Beta {
        told["size"] = size;
        told["errorCode"] = brought.get("errorCode").cloned().unwrap_or(json!(0));
    }
    told
}
