//! What becomes of a device whose time has come.

use graph::wire::error_name;

use super::{Candidate, Verdict};
use crate::clock::Timestamp;
use crate::ids::Ids;
use crate::settings::Settings;
use crate::store::entra_devices::EntraDevice;
use crate::store::identities::Identity;
use crate::store::imports::Due;
use crate::store::put_off::{self, What};
use crate::store::sql::Text;
use crate::store::{Result, Tx, entra_devices, identities, imports, partners};
use crate::supply::Fault;

/// The number of [`error_name::NOT_FOUND`]. Microsoft publishes none; this one is ours.
const NOT_FOUND_CODE: i32 = 809;

/// Decides an import that is due: registers the device, or says why not.
pub fn complete(tx: &Tx<'_>, import: &Due, settings: &Settings, ids: &dyn Ids, now: Timestamp) -> Result<()> {
    if let Some((code, name)) = decide(tx, &import.candidate, settings)? {
        return imports::fail(tx, import.seq, code, &name);
    }
    let (id, entra_device_id) = (ids.id().to_string(), ids.id().to_string());
    let identity = new_identity(&import.candidate, settings, [&*id, &*entra_device_id], now);
    register(tx, &identity, ids, now)?;
    imports::complete(tx, import.seq, identity.id)
}

/// Why a device can't be registered: the error's number and name; `None`: it can.
pub fn decide(tx: &Tx<'_>, candidate: &Candidate, settings: &Settings) -> Result<Option<(i32, String)>> {
    let supply = &settings.supply;
    if let Some(Fault::Error { code, name }) = supply.fault(&candidate.serial_key) {
        return Ok(Some((*code, name.clone())));
    }
    let is_registered = || identities::is_registered(tx, candidate.identity.as_ref(), &candidate.serial_key);
    let refusal = match candidate.verdict {
        Verdict::InvalidBody => (801, error_name::INVALID_BODY),
        Verdict::InvalidHash => (802, error_name::INVALID_HASH),
        Verdict::MissingSerial => (803, error_name::MISSING_SERIAL),
        Verdict::Duplicated => (807, error_name::DUPLICATED),
        Verdict::Fine if is_registered()? => (806, error_name::ALREADY_ASSIGNED),
        Verdict::Fine if supply.is_elsewhere(&candidate.serial_key) => (808, error_name::OTHER_TENANT),
        Verdict::Fine
            if !supply.has_delivered(&candidate.manufacturer, &candidate.model, &candidate.serial_key) =>
        {
            (NOT_FOUND_CODE, error_name::NOT_FOUND)
        }
        Verdict::Fine => return Ok(None),
    };
    Ok(Some((refusal.0, refusal.1.to_owned())))
}

/// A device as it is right after its registration: never enrolled, its profile on the way.
pub fn new_identity<'a, T: From<&'a str> + Default>(
    candidate: &'a Candidate,
    settings: &Settings,
    [id, entra_device_id]: [T; 2],
    now: Timestamp,
) -> Identity<T> {
    Identity {
        id,
        identity: candidate.identity,
        serial_number: T::from(&candidate.serial_number),
        serial_key: T::from(&candidate.serial_key),
        product_key: T::from(&candidate.product_key),
        group_tag: candidate.group_tag.as_deref().map(T::from),
        manufacturer: T::from(&candidate.manufacturer),
        model: T::from(&candidate.model),
        enrollment_state: T::from("notContacted"),
        user_principal_name: candidate.assigned_user.as_deref().map(T::from),
        entra_device_id,
        profile_status: T::from("pending"),
        profile_due_at: Some(now.plus(settings.profile_assignment).0),
        remediation_state: T::from("noRemediationRequired"),
        userless_status: T::from("unknown"),
        ..Identity::default()
    }
}

/// Takes a device into the tenant, and its object into the directory.
pub fn register<T: Text>(tx: &Tx<'_>, identity: &Identity<T>, ids: &dyn Ids, now: Timestamp) -> Result<()> {
    identities::insert(tx, identity)?;
    let device = EntraDevice {
        id: &ids.id().to_string(),
        device_id: identity.entra_device_id.as_ref(),
        display_name: identity.serial_number.as_ref(),
        registration_id: identity.id.as_ref(),
        group_tag: identity.group_tag.as_ref().map(AsRef::as_ref).unwrap_or_default(),
    };
    entra_devices::insert(tx, &device, now)
}

/// Takes a device out of the tenant. Its object stays in the directory, without the marks of the registration; until then it can't
/// be deleted there.
pub fn unregister(tx: &Tx<'_>, id: &str, entra_device_id: &str, kept_until: Timestamp) -> Result<()> {
    identities::delete(tx, id)?;
    partners::forget(tx, id)?;
    if let Some(later) = tx.aftermath().whole_at {
        return put_off::put(tx, What::Untagging, put_off::DEVICES, entra_device_id, later);
    }
    entra_devices::untag(tx, entra_device_id, kept_until)
}

/// Takes a device out of the tenant, at once or when its time has come, whatever else knows it.
pub fn leave(tx: &Tx<'_>, mut identity: Identity, settings: &Settings, now: Timestamp) -> Result<()> {
    if settings.deletion_delay.is_zero() || tx.aftermath().whole_at.is_some() {
        return unregister(tx, &identity.id, &identity.entra_device_id, now.plus(settings.directory_delay));
    }
    if identity.delete_at.is_none() {
        identity.delete_at = Some(now.plus(settings.deletion_delay).0);
        identities::update(tx, &identity)?;
    }
    Ok(())
}
