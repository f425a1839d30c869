//! What devices report of themselves, and the states that follow from what is known of them.

use std::collections::HashSet;

use lifecycle::action::version;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::clock::Timestamp;
use crate::http::context::Version;
use crate::http::failure::Failure;
use crate::store::device_actions::DeviceAction;
use crate::store::device_reports::Known;

/// What a device with Windows says of Defender; what it doesn't say isn't known.
#[derive(Clone, Debug, Default, Deserialize, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct Protection {
    /// Whether malware is looked for.
    pub malware_protection_enabled: Option<bool>,
    /// Whether it is looked for all the time.
    pub real_time_protection_enabled: Option<bool>,
    /// Whether the network is watched.
    pub network_inspection_system_enabled: Option<bool>,
    /// Whether these settings are kept from being changed.
    pub tamper_protection_enabled: Option<bool>,
    /// Whether its signatures are too old.
    pub signature_update_overdue: Option<bool>,
    /// Whether it has to restart.
    pub reboot_required: Option<bool>,
    /// Whether it is a virtual machine.
    pub is_virtual_machine: Option<bool>,
    /// The version of the program.
    pub anti_malware_version: Option<String>,
    /// The version of its engine.
    pub engine_version: Option<String>,
    /// The version of its signatures.
    pub signature_version: Option<String>,
}

/// How far a device is with a configuration that it was given.
#[derive(Clone, Debug, Deserialize, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Configuration {
    /// The configuration's id, a GUID.
    pub id: String,
    /// Its name.
    pub display_name: String,
    /// How far the device is: `notApplicable`, `compliant`, `remediated`, `nonCompliant`, `error`, `conflict` or `notAssigned`.
    pub state: String,
    /// Which version of it.
    #[serde(default)]
    pub version: i32,
    /// How many settings it has.
    #[serde(default)]
    pub setting_count: i32,
}

/// The states of a configuration and of compliance.
pub const STATES: [&str; 8] = [
    "unknown",
    "notApplicable",
    "compliant",
    "remediated",
    "nonCompliant",
    "error",
    "conflict",
    "notAssigned",
];

/// How many configurations a device has at most.
const MOST: usize = 100;
/// How long a text is at most.
const LONGEST: usize = 256;

impl Protection {
    /// What is kept of it, as JSON.
    pub fn kept(&self) -> Result<String, Failure> {
        let versions = [&self.anti_malware_version, &self.engine_version, &self.signature_version];
        if versions.into_iter().flatten().any(|version| version.len() > LONGEST) {
            return Err(Failure::bad_request(format!("A version has {LONGEST} bytes at most.")));
        }
        serde_json::to_string(self).map_err(|error| Failure::internal(&error.to_string()))
    }
}

/// What is kept of the configurations of a device, as JSON.
pub fn kept(configurations: &[Configuration]) -> Result<String, Failure> {
    if configurations.len() > MOST {
        return Err(Failure::bad_request(format!("A device has {MOST} configurations at most.")));
    }
    let mut ids = HashSet::new();
    let mut kept = configurations.to_vec();
    for configuration in &mut kept {
        let id = uuid::Uuid::try_parse(&configuration.id)
            .map_err(|_| Failure::bad_request("The id of a configuration must be a GUID."))?;
        if !ids.insert(id) {
            return Err(Failure::bad_request("Two configurations of this device have one id."));
        }
        configuration.id = id.to_string();
        if configuration.display_name.is_empty() || configuration.display_name.len() > LONGEST {
            return Err(Failure::bad_request(format!(
                "The displayName of a configuration is a text of 1 to {LONGEST} bytes."
            )));
        }
        if !STATES.contains(&configuration.state.as_str()) {
            return Err(Failure::bad_request(format!(
                "The state of a configuration is one of {}.",
                STATES.join(", ")
            )));
        }
    }
    serde_json::to_string(&kept).map_err(|error| Failure::internal(&error.to_string()))
}

/// The platform of a device, as policies have it.
fn platform_type(known: &Known) -> &'static str {
    match (known.platform.as_str(), known.enrolment.as_str()) {
        ("windows", _) if version(&known.os_version).0 >= 10 => "windows10AndLater",
        ("windows", _) => "windows81AndLater",
        ("ios", _) => "iOS",
        ("macOS", _) => "macOS",
        ("android", "workProfile") => "androidWorkProfile",
        ("android", "fullyManaged" | "dedicated" | "corporateWorkProfile") => "androidForWork",
        _ => "android",
    }
}

/// A state of a policy or a configuration.
fn state(version: Version, known: &Known, id: &str, [name, state]: [&str; 2], settings: &[Value]) -> Value {
    let mut told = json!({
        "id": format!("{id}_{}", known.id),
        "displayName": name,
        "platformType": platform_type(known),
        "state": state,
        "version": 1,
        "settingCount": settings.len(),
        "settingStates": settings,
    });
    if version == Version::Beta {
        told["userId"] = known.user_id.clone().into();
        told["userPrincipalName"] = known.user_principal_name.clone().into();
    }
    told
}

/// How far a device is with its configurations, as it said last.
pub fn configurations(version: Version, known: &Known) -> Vec<Value> {
    let said = known.configurations.as_deref().and_then(|said| serde_json::from_str(said).ok());
    let said: Vec<Configuration> = said.unwrap_or_default();
    said.iter()
        .map(|said| {
            let mut told = state(version, known, &said.id, [&said.display_name, &said.state], &[]);
            told["version"] = said.version.into();
            told["settingCount"] = said.setting_count.into();
            told
        })
        .collect()
}

/// The policy that every device has, as in Intune.
const DEFAULT_POLICY: &str = "4e6c1b8e-0f1d-4a53-8f0e-5d5d6a6f2c11";

/// For how long a device counts as active, in milliseconds.
const ACTIVE: i64 = 30 * 86_400_000;

/// Whether a device complies with what is asked of every device: that it is heard of, and that its user is there. Policies of its own
/// a tenant has none, so what `complianceState` says of the device is said of this one, where it says anything.
pub fn compliance(version: Version, known: &Known, has_its_user: Option<bool>, now: Timestamp) -> Vec<Value> {
    let verdict = |is_so: bool| if is_so { "compliant" } else { "nonCompliant" };
    let is_active = known.last_sync_at.is_some_and(|heard| now.0.saturating_sub(heard.0) <= ACTIVE);
    let checks = [
        ("RequireRemainContact", "Is active", verdict(is_active)),
        ("RequireUserExistence", "Enrolled user exists", has_its_user.map_or("notApplicable", verdict)),
    ];
    let fails = checks.iter().any(|(.., state)| *state == "nonCompliant");
    let decided = match known.compliance.as_str() {
        "noncompliant" | "inGracePeriod" => "nonCompliant",
        "unknown" => verdict(!fails),
        other => STATES.into_iter().find(|known| *known == other).unwrap_or("unknown"),
    };
    let settings = checks.map(|(setting, name, state)| {
        let mut told = json!({
            "setting": format!("DefaultDeviceCompliancePolicy.{setting}"),
            "settingName": name,
            "instanceDisplayName": null,
            "state": state,
            "errorCode": 0,
            "errorDescription": null,
            "currentValue": null,
            "sources": [],
            "userId": known.user_id,
            "userName": known.user_display_name,
            "userEmail": known.user_principal_name,
            "userPrincipalName": known.user_principal_name,
        });
        if version == Version::Beta {
            told["settingInstanceId"] = Value::Null;
        }
        told
    });
    vec![state(version, known, DEFAULT_POLICY, ["Default Device Compliance Policy", decided], &settings)]
}

/// What is known of Defender on a device with Windows: what the device said last, and the scans that it was asked for.
pub fn protection(known: &Known, actions: &[DeviceAction]) -> Option<Value> {
    if known.platform != "windows" {
        return None;
    }
    let said = known.protection.as_deref().and_then(|said| serde_json::from_str(said).ok());
    let said: Protection = said.unwrap_or_default();
    let awaits_full_scan = actions.iter().any(|action| {
        let parameters: Value = serde_json::from_str(&action.parameters).unwrap_or_default();
        action.name == "windowsDefenderScan"
            && matches!(action.state.as_str(), "pending" | "active")
            && parameters["quickScan"] == false
    });
    let mut told = json!({
        "id": known.id,
        "detectedMalwareState": null,
        "deviceState": null,
        "productStatus": null,
        "controlledConfigurationEnabled": null,
        "fullScanRequired": awaits_full_scan,
        "fullScanOverdue": null,
        "quickScanOverdue": null,
        "lastQuickScanDateTime": known.quick_scan_at.map(Timestamp::rfc3339),
        "lastFullScanDateTime": known.full_scan_at.map(Timestamp::rfc3339),
        "lastQuickScanSignatureVersion": null,
        "lastFullScanSignatureVersion": null,
        "lastReportedDateTime": known.protection.as_ref().and(known.last_sync_at).map(Timestamp::rfc3339),
    });
    let said = serde_json::to_value(said).unwrap_or_default();
    if let (Some(told), Value::Object(said)) = (told.as_object_mut(), said) {
        told.extend(said);
    }
    Some(told)
}
