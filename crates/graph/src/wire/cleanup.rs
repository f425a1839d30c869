//! Clean-up rules. Of beta alone.

use serde::{Deserialize, Serialize};

use super::null_as_default;

/// `managedDeviceCleanupRule`: after how many days without contact devices are taken out of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ManagedDeviceCleanupRule {
    /// A GUID; empty in one that is to be made.
    #[serde(deserialize_with = "null_as_default", skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// Its name.
    pub display_name: Option<String>,
    /// What it is for.
    pub description: Option<String>,
    /// `deviceCleanupRulePlatformType`: the devices that it is about.
    #[serde(deserialize_with = "null_as_default")]
    pub device_cleanup_rule_platform_type: String,
    /// The days, 30 to 270.
    #[serde(deserialize_with = "null_as_default")]
    pub device_inactivity_before_retirement_in_days: i64,
    /// When it was last changed, RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_modified_date_time: Option<String>,
}

/// `managedDeviceCleanupSettings`: the same for all platforms, as it was before there were rules.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ManagedDeviceCleanupSettings {
    /// The days: a text, and of some services a number; 0: never.
    pub device_inactivity_before_retirement_in_days: serde_json::Value,
}

impl ManagedDeviceCleanupSettings {
    /// The days as a text; empty: the service doesn't say.
    #[must_use]
    pub fn days(&self) -> String {
        match &self.device_inactivity_before_retirement_in_days {
            serde_json::Value::String(days) => days.trim().to_owned(),
            serde_json::Value::Number(days) => days.to_string(),
            _ => String::new(),
        }
    }
}
