//! Registered devices of the demonstration.

use std::time::Duration;

use lifecycle::action::{Enrolment, Platform};

use crate::clock::Timestamp;
use crate::ids::Ids;
use crate::registration::register;
use crate::store::entra_devices::{self, Facts};
use crate::store::identities::Identity;
use crate::store::managed_devices::{self, Arrival};
use crate::store::{Result, Tx, users};
use crate::supply::key;

/// Makers that don't exist, and what they make.
pub const MODELS: [(&str, &str); 6] = [
    ("Contoso", "Contoso Notebook 14"),
    ("Contoso", "Contoso Notebook 16"),
    ("Northwind", "Northwind Tower"),
    ("Tailspin", "Tailspin Mini"),
    ("Fabrikam", "Fabrikam Slate 10"),
    ("Contoso", "Contoso Slate 12"),
];

/// Group tags; every fifth device has none.
pub const TAGS: [Option<&str>; 5] = [Some("Sales"), Some("Warehouse"), Some("Kiosk"), Some("School"), None];

/// A state, how many devices are in it, and how many hours ago they were last heard of: from, and how far apart.
struct Group {
    state: &'static str,
    devices: usize,
    heard: Option<(usize, usize)>,
}

const GROUPS: [Group; 6] = [
    Group { state: "notContacted", devices: 60, heard: None },
    // In use: heard of in the last seven days.
    Group { state: "enrolled", devices: 120, heard: Some((1, 1)) },
    // No longer in use.
    Group { state: "enrolled", devices: 60, heard: Some((8 * 24, 17)) },
    Group { state: "pendingReset", devices: 15, heard: Some((5, 7)) },
    Group { state: "failed", devices: 15, heard: Some((3, 11)) },
    Group { state: "blocked", devices: 10, heard: Some((30, 13)) },
];

/// Registers them.
pub fn fill(tx: &Tx<'_>, ids: &dyn Ids, now: Timestamp) -> Result<()> {
    let mut number = 0;
    for group in GROUPS {
        for place in 0..group.devices {
            number += 1;
            let identity = device(number, place, &group, ids, now);
            register(tx, &identity, ids, now.minus(days(90)))?;
            manage(tx, &identity, ids, now)?;
        }
    }
    Ok(())
}

/// Has a device managed that says so.
fn manage(tx: &Tx<'_>, identity: &Identity, ids: &dyn Ids, now: Timestamp) -> Result<()> {
    let Some(id) = &identity.managed_device_id else { return Ok(()) };
    let name = identity.display_name.as_ref().unwrap_or(&identity.serial_number);
    let os_version = "10.0.22631.4317";
    let facts = Facts {
        name,
        manufacturer: &identity.manufacturer,
        model: &identity.model,
        operating_system: "Windows",
        os_version,
        is_corporate: true,
    };
    let user = identity.user_principal_name.as_deref().map(|name| users::of_name(tx, name));
    let user = user.transpose()?.flatten();
    let arrival = Arrival {
        id,
        enrolment_id: &ids.id().to_string(),
        name,
        serial_number: &identity.serial_number,
        serial_key: &identity.serial_key,
        manufacturer: &identity.manufacturer,
        model: &identity.model,
        platform: Platform::Windows,
        os_version,
        enrolment: Enrolment::Device,
        is_supervised: false,
        user: identity.user_principal_name.as_deref(),
        known_user: user.as_ref().map(|user| (user.id.as_str(), user.display_name.as_deref())),
        certificate_until: now.plus(days(365)),
        entra_device_id: &identity.entra_device_id,
        is_registered: true,
        is_corporate: true,
        is_hybrid: false,
    };
    managed_devices::insert(tx, &arrival, now.minus(days(80)))?;
    let heard = identity.last_contacted_at.map_or(now, Timestamp);
    entra_devices::manage(tx, &identity.entra_device_id, &facts, heard)?;
    managed_devices::heard(tx, id, None, None, heard)
}

fn device(number: usize, place: usize, group: &Group, ids: &dyn Ids, now: Timestamp) -> Identity {
    let (manufacturer, model) = MODELS[number % MODELS.len()];
    let serial_number = format!("DEMO-{number:04}");
    let heard = group.heard.map(|(from, apart)| now.minus(hours(from + place * apart)).0);
    let has_profile = group.state != "notContacted" || place >= 10;
    let user = number.is_multiple_of(3).then(|| format!("user{number:03}@contoso.com"));
    Identity {
        id: ids.id().to_string(),
        serial_key: key(&serial_number),
        serial_number,
        group_tag: TAGS[number % TAGS.len()].map(str::to_owned),
        purchase_order: number.is_multiple_of(4).then(|| format!("PO-{:04}", number / 20)),
        manufacturer: manufacturer.to_owned(),
        model: model.to_owned(),
        enrollment_state: group.state.to_owned(),
        last_contacted_at: heard,
        addressable_user_name: user.as_ref().map(|_| format!("User {number}")),
        user_principal_name: user,
        entra_device_id: ids.id().to_string(),
        // One whose enrolment failed or was not allowed is not managed.
        managed_device_id: matches!(group.state, "enrolled" | "pendingReset").then(|| ids.id().to_string()),
        display_name: number.is_multiple_of(7).then(|| format!("PC-{number:04}")),
        profile_status: match group.state {
            _ if !has_profile => "pending",
            "pendingReset" => "assignedOutOfSync",
            "blocked" => "notAssigned",
            _ => "assignedInSync",
        }
        .to_owned(),
        profile_assigned_at: has_profile.then(|| now.minus(days(89)).0),
        profile_due_at: (!has_profile).then(|| now.plus(hours(1 + place)).0),
        remediation_state: "noRemediationRequired".to_owned(),
        userless_status: if group.state == "blocked" { "blocked" } else { "unknown" }.to_owned(),
        ..Identity::default()
    }
}

fn hours(hours: usize) -> Duration {
    Duration::from_hours(hours as u64)
}

fn days(days: usize) -> Duration {
    hours(days * 24)
}
