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
