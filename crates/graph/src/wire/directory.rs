//! Objects of the directory.

use serde::{Deserialize, Serialize};

use super::null_as_default;

/// `device`: the device's object in the directory. Of its many properties those by which it is known and judged.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Device {
    /// The object's id, by which it is addressed.
    #[serde(deserialize_with = "null_as_default")]
    pub id: String,
    /// The device's id, by which other records refer to it. Not the object's.
    pub device_id: Option<String>,
    /// Its name.
    pub display_name: Option<String>,
    /// Whether it may sign in.
    pub account_enabled: Option<bool>,
    /// When it was last used, give or take two weeks, RFC 3339.
    pub approximate_last_sign_in_date_time: Option<String>,
    /// When it was registered, RFC 3339.
    pub registration_date_time: Option<String>,
    /// Whether it is in management.
    pub is_managed: Option<bool>,
    /// Whether it comes from an on-premises directory by sync, and would come back by it.
    pub on_premises_sync_enabled: Option<bool>,
    /// The operating system.
    pub operating_system: Option<String>,
    /// `[ZTDID]:…` and others.
    #[serde(deserialize_with = "null_as_default")]
    pub physical_ids: Vec<String>,
    /// `Workplace`, `AzureAd` or `ServerAd` (hybrid).
    pub trust_type: Option<String>,
}

impl Device {
    /// The Autopilot id that it was made for, in small letters.
    #[must_use]
    pub fn autopilot_id(&self) -> Option<String> {
        const KEY: &str = "[ZTDID]:";
        let id = self.physical_ids.iter().find_map(|text| {
            text.get(..KEY.len()).filter(|key| key.eq_ignore_ascii_case(KEY)).map(|_| &text[KEY.len()..])
        })?;
        Some(id.trim().to_ascii_lowercase()).filter(|id| !id.is_empty())
    }
}

/// `group`. Of its many properties those that say whose it is and how one comes into it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Group {
    /// A GUID.
    #[serde(deserialize_with = "null_as_default")]
    pub id: String,
    /// Its name.
    pub display_name: Option<String>,
    /// `DynamicMembership` among them: its members follow from a rule.
    #[serde(deserialize_with = "null_as_default")]
    pub group_types: Vec<String>,
}

impl Group {
    /// Whether its members follow from a rule, so that nobody can be taken out by hand.
    #[must_use]
    pub fn is_dynamic(&self) -> bool {
        self.group_types.iter().any(|kind| kind.eq_ignore_ascii_case("DynamicMembership"))
    }
}

/// `user`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct User {
    /// A GUID.
    #[serde(deserialize_with = "null_as_default")]
    pub id: String,
    /// The name by which they sign in.
    pub user_principal_name: Option<String>,
    /// What they are called.
    pub display_name: Option<String>,
    /// Whether they may sign in.
    pub account_enabled: Option<bool>,
}
