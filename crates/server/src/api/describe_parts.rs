//! Parts of the description of the server that no table of properties holds.

use lifecycle::cleanup::{DAYS, Scope};
use lifecycle::limits::DEVICES_PER_BULK;
use serde_json::{Map, Value, json};

use super::bulk::BULK;
use crate::directory::PLATFORM_TYPES;

/// What a client says of a rule.
pub fn rule() -> Value {
    let platforms: Vec<&str> =
        PLATFORM_TYPES.iter().copied().filter(|name| Scope::from_name(name).is_some()).collect();
    let days = json!({ "type": "integer", "minimum": DAYS.start(), "maximum": DAYS.end() });
    json!({
        "type": "object",
        "properties": {
            "displayName": { "type": ["string", "null"] },
            "description": { "type": ["string", "null"] },
            "deviceCleanupRulePlatformType": { "type": "string", "enum": platforms },
            "deviceInactivityBeforeRetirementInDays": days,
        },
    })
}

/// What several devices are asked for at once: any action's own properties may be said besides.
pub fn asking_many() -> Value {
    let names: Vec<&str> = BULK.iter().map(|bulk| bulk.name).collect();
    let ids = json!({ "type": "array", "items": { "type": "string" }, "minItems": 1, "maxItems": DEVICES_PER_BULK });
    json!({
        "type": "object",
        "properties": { "actionName": { "type": "string", "enum": names }, "deviceIds": ids },
        "required": ["actionName", "deviceIds"],
        "additionalProperties": true,
    })
}

/// What becomes of each of several devices.
pub fn told_of_many() -> Value {
    let names = ["successfulDeviceIds", "failedDeviceIds", "notFoundDeviceIds", "notSupportedDeviceIds"];
    let ids = json!({ "type": "array", "items": { "type": "string" } });
    let properties: Map<String, Value> = names.iter().map(|name| ((*name).to_owned(), ids.clone())).collect();
    json!({ "type": "object", "properties": properties, "required": names })
}

/// What became of an action.
pub fn action_result() -> Value {
    let states = ["none", "pending", "canceled", "active", "done", "failed", "notSupported"];
    let moment = json!({ "type": "string", "format": "date-time" });
    let text = json!({ "type": ["string", "null"] });
    json!({
        "type": "object",
        "properties": {
            "actionName": { "type": "string" },
            "actionState": { "type": "string", "enum": states },
            "startDateTime": moment,
            "lastUpdatedDateTime": moment,
            "@odata.type": { "type": "string" },
            "unlockPin": text, "passcode": text, "userPrincipalName": text,
            "scanType": { "type": "string", "enum": ["quickScan", "fullScan"] },
            "errorCode": { "type": "integer" },
            "deviceLocation": { "type": ["object", "null"], "additionalProperties": true },
        },
        "required": ["actionName", "actionState", "startDateTime", "lastUpdatedDateTime"],
    })
}
