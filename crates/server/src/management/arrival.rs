//! A device that enrols.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use lifecycle::action::Platform;
use serde::Deserialize;

use crate::clock::Timestamp;
use crate::http::failure::Failure;
use crate::ids::Ids;
use crate::registration::check_serial;
use crate::settings::Settings;
use crate::store::autopilot_events::{self, Event};
use crate::store::entra_devices::{self, Facts, Joined};
use crate::store::managed_devices::{self, Arrival, enrolment, operating_system, platform};
use crate::store::{Tx, apple_identities, identities, users};
use crate::supply::key;
use crate::world::{self, AppleCandidate, DomainJoin};

/// What a device says of itself when it enrols.
#[derive(Clone, Debug, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Enrolment {
    /// A GUID that the device makes up: the same one again is the same enrolment.
    pub enrollment_id: String,
    /// The serial number.
    pub serial_number: String,
    /// The manufacturer.
    #[serde(default)]
    pub manufacturer: String,
    /// The model.
    #[serde(default)]
    pub model: String,
    /// `windows`, `android`, `ios` or `macOS`.
    pub platform: String,
    /// The version of the operating system, such as `10.0.19045`.
    pub os_version: String,
    /// Its name; the serial number, where it has none.
    #[serde(default)]
    pub device_name: Option<String>,
    /// Its user.
    #[serde(default)]
    pub user_principal_name: Option<String>,
    /// How it is managed: `device`, `user`, `deviceAdministrator`, `workProfile`, `corporateWorkProfile`, `fullyManaged` or
    /// `dedicated`.
    #[serde(default)]
    pub enrollment: Option<String>,
    /// Whether it is supervised (iOS).
    #[serde(default)]
    pub is_supervised: bool,
    /// Whether Apple sent it here, as it is assigned to this service in Apple Business Manager (iOS and macOS).
    #[serde(default)]
    pub automated_enrollment: bool,
    /// Where it is joined to the organisation's own directory (Windows): as which computer.
    #[serde(default)]
    pub domain_join: Option<DomainJoin>,
}

/// Takes a device in; gives its id and that of its object in the directory.
pub fn enrol(
    tx: &Tx<'_>,
    ids: &dyn Ids,
    settings: &Settings,
    given: &Enrolment,
    now: Timestamp,
) -> Result<(String, Option<String>), Failure> {
    let attempt = uuid::Uuid::try_parse(&given.enrollment_id)
        .map_err(|_| Failure::bad_request("enrollmentId must be a GUID that the device made up."))?
        .to_string();
    check_serial(&given.serial_number)?;
    let serial_key = key(&given.serial_number);
    let platform = platform(&given.platform)
        .ok_or_else(|| Failure::bad_request("platform must be windows, android, ios or macOS."))?;
    let enrolment = enrolment(given.enrollment.as_deref().unwrap_or("device")).ok_or_else(|| {
        Failure::bad_request("This enrollment is none that there is: see the description of this server.")
    })?;
    if let Some(known) = managed_devices::of_attempt(tx, &attempt)? {
        return Ok((known.id, known.entra_device_id));
    }
    if given.domain_join.is_some() && platform != Platform::Windows {
        return Err(Failure::bad_request("Only a device with Windows can be joined to the domain."));
    }
    let apple_identity = world::admit(
        tx,
        &AppleCandidate {
            serial_key: &serial_key,
            platform,
            enrolment,
            is_automated: given.automated_enrollment,
            is_supervised: given.is_supervised,
        },
    )?;
    let id = ids.id().to_string();
    let is_corporate = !matches!(
        enrolment,
        lifecycle::action::Enrolment::User
            | lifecycle::action::Enrolment::WorkProfile
            | lifecycle::action::Enrolment::DeviceAdministrator
    );
    // The same serial number may stand on devices of other kinds.
    let identity = match platform {
        Platform::Windows => identities::of_serial(tx, &serial_key)?.into_iter().next(),
        _ => None,
    };
    let is_registered = identity.is_some();
    let registered_as = identity.as_ref().map(|identity| identity.entra_device_id.clone());
    if let Some(mut identity) = identity {
        "enrolled".clone_into(&mut identity.enrollment_state);
        identity.managed_device_id = Some(id.clone());
        identity.last_contacted_at = Some(now.0);
        identities::update(tx, &identity)?;
    }
    let entra_device_id = if let Some(join) = &given.domain_join {
        // Its object comes by the sync. One that its registration made stays beside it.
        world::join(tx, ids, settings, join, &given.os_version, now)?
    } else if let Some(registered_as) = registered_as {
        registered_as
    } else {
        let (object, device_id) = (ids.id().to_string(), ids.id().to_string());
        entra_devices::join(tx, &Joined { id: &object, device_id: &device_id, is_corporate }, now)?;
        device_id
    };
    let name = given.device_name.as_deref().unwrap_or(&given.serial_number);
    let facts = Facts {
        name,
        manufacturer: &given.manufacturer,
        model: &given.model,
        operating_system: operating_system(platform),
        os_version: &given.os_version,
        is_corporate,
    };
    entra_devices::manage(tx, &entra_device_id, &facts, now)?;
    let user = given.user_principal_name.as_deref().map(|name| users::of_name(tx, name));
    let user = user.transpose()?.flatten();
    let arrival = Arrival {
        id: &id,
        enrolment_id: &attempt,
        name,
        serial_number: &given.serial_number,
        serial_key: &serial_key,
        manufacturer: &given.manufacturer,
        model: &given.model,
        platform,
        os_version: &given.os_version,
        enrolment,
        is_supervised: given.is_supervised || apple_identity.is_some(),
        user: given.user_principal_name.as_deref(),
        known_user: user.as_ref().map(|user| (user.id.as_str(), user.display_name.as_deref())),
        certificate_until: now.plus(settings.certificate),
        entra_device_id: &entra_device_id,
        is_registered,
        is_corporate,
        is_hybrid: given.domain_join.is_some(),
    };
    managed_devices::insert(tx, &arrival, now)?;
    if is_registered {
        tell(tx, ids, &arrival, now)?;
    }
    if let Some(identity) = apple_identity {
        apple_identities::enrol(tx, &identity, &id, now)?;
    }
    Ok((id, Some(entra_device_id)))
}

/// Tells that a device came by Autopilot.
fn tell(tx: &Tx<'_>, ids: &dyn Ids, arrival: &Arrival<'_>, now: Timestamp) -> Result<(), Failure> {
    let event = Event {
        id: &ids.id().to_string(),
        device_id: arrival.id,
        serial_number: arrival.serial_number,
        name: arrival.name,
        user_id: arrival.known_user.map(|(id, _)| id),
        user: arrival.user,
        os_version: arrival.os_version,
    };
    Ok(autopilot_events::insert(tx, &event, now)?)
}

/// The secret by which a device proves that it is itself: it follows from its id and a key that never leaves the database, so it
/// is kept nowhere.
pub fn secret_of(tx: &Tx<'_>, device: &str) -> Result<String, Failure> {
    let key = if let Some(key) = managed_devices::key(tx)? {
        key
    } else {
        let mut key = [0; 32];
        getrandom::fill(&mut key).map_err(|error| Failure::internal(&error.to_string()))?;
        managed_devices::set_key(tx, &key)?;
        key
    };
    Ok(URL_SAFE_NO_PAD.encode(blake3::keyed_hash(&key, device.as_bytes()).as_bytes()))
}
