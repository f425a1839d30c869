//! The organisation's own directory, Active Directory, and the sync that brings its computers to the cloud's one.
//!
//! A computer's objectGUID is its deviceId there. An object that was deleted in the cloud alone is made again by the next sync; it
//! goes by the sync after its computer was deleted.

use serde::Deserialize;

use crate::clock::Timestamp;
use crate::http::failure::Failure;
use crate::ids::Ids;
use crate::settings::Settings;
use crate::store::computers::{self, Computer};
use crate::store::{Result, Tx, hybrid_devices};
use crate::supply::key;

/// The domain's name, as hosts and as the directory have it.
const DOMAIN: [&str; 2] = ["corp.contoso.com", "DC=corp,DC=contoso,DC=com"];

/// How long the name of a computer is at most: longer ones have no place in `NetBIOS`.
const LONGEST: usize = 15;

/// How a device that enrols says that it is joined to the domain.
#[derive(Clone, Debug, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DomainJoin {
    /// The computer's name. Where the directory has none of that name, the computer joins now.
    pub computer_name: String,
    /// The objectGUID of a computer that the directory has.
    #[serde(default)]
    pub object_guid: Option<String>,
}

/// What is known of a computer that is to be added.
#[derive(Clone, Debug, Default)]
pub struct NewComputer {
    /// Its name.
    pub name: String,
    /// The name that others find it by.
    pub dns_host_name: Option<String>,
    /// Where it is in the directory.
    pub distinguished_name: Option<String>,
    /// The operating system.
    pub operating_system: Option<String>,
    /// Its version.
    pub operating_system_version: Option<String>,
    /// Whether it may sign in.
    pub is_enabled: bool,
}

/// Adds a computer; gives its objectGUID.
pub fn add_computer(
    tx: &Tx<'_>,
    ids: &dyn Ids,
    settings: &Settings,
    new: &NewComputer,
    now: Timestamp,
) -> std::result::Result<String, Failure> {
    let name = checked(&new.name)?;
    let name_key = key(name);
    if computers::of_name(tx, &name_key)?.is_some() {
        return Err(Failure::new(
            axum::http::StatusCode::CONFLICT,
            "Conflict",
            "The directory has a computer of this name. Delete that one first, or choose another name.",
        ));
    }
    if !computers::has_directory(tx)? {
        computers::ensure(tx, &domain_sid(ids))?;
    }
    let [hosts, place] = DOMAIN;
    let (id, object_sid) = (ids.id().to_string(), computers::next_sid(tx)?);
    let by_name = (format!("{name_key}.{hosts}"), format!("CN={name},CN=Computers,{place}"));
    let computer = Computer {
        id: &id,
        name,
        name_key: &name_key,
        dns_host_name: new.dns_host_name.as_deref().unwrap_or(&by_name.0),
        distinguished_name: new.distinguished_name.as_deref().unwrap_or(&by_name.1),
        operating_system: new.operating_system.as_deref(),
        operating_system_version: new.operating_system_version.as_deref(),
        is_enabled: new.is_enabled,
        object_sid: &object_sid,
    };
    computers::insert(tx, &computer, now)?;
    if computers::sync(tx)?.due_at.is_none() {
        computers::schedule(tx, after(settings, now))?;
    }
    Ok(id)
}

/// The name of a computer, if it can be one.
fn checked(name: &str) -> std::result::Result<&str, Failure> {
    let name = name.trim();
    let is_plain = |character: char| character.is_ascii_alphanumeric() || character == '-';
    let is_fine = (1..=LONGEST).contains(&name.len())
        && name.chars().all(is_plain)
        && !name.chars().all(|character| character.is_ascii_digit());
    is_fine.then_some(name).ok_or_else(|| {
        Failure::bad_request(format!(
            "A computer's name has 1 to {LONGEST} letters, digits and hyphens, and not digits alone."
        ))
    })
}

/// What a domain's security identifiers begin with: three numbers of chance.
fn domain_sid(ids: &dyn Ids) -> String {
    let bytes = ids.id().as_u128();
    let [one, two, three] = [0, 32, 64].map(|place| bytes >> place & u128::from(u32::MAX));
    format!("S-1-5-21-{one}-{two}-{three}")
}

/// The objectGUID of a device that says that it is joined to the domain. A computer that the directory doesn't have joins it now.
pub fn join(
    tx: &Tx<'_>,
    ids: &dyn Ids,
    settings: &Settings,
    given: &DomainJoin,
    os_version: &str,
    now: Timestamp,
) -> std::result::Result<String, Failure> {
    let name = checked(&given.computer_name)?;
    let Some(guid) = given.object_guid.as_deref().filter(|guid| !guid.trim().is_empty()) else {
        if let Some(known) = computers::of_name(tx, &key(name))? {
            return Ok(known);
        }
        let new = NewComputer {
            name: name.to_owned(),
            operating_system: Some("Windows".to_owned()),
            operating_system_version: Some(os_version.to_owned()),
            is_enabled: true,
            ..NewComputer::default()
        };
        return add_computer(tx, ids, settings, &new, now);
    };
    let guid = guid.trim().to_ascii_lowercase();
    match computers::name_of(tx, &guid)? {
        Some(known) if known == key(name) => Ok(guid),
        Some(_) => Err(Failure::bad_request("The computer with this objectGuid has another name.")),
        None => Err(Failure::bad_request(
            "The directory has no computer with this objectGuid. Leave it out, and the computer joins by its name.",
        )),
    }
}

/// When the next sync is due, if one was just done.
fn after(settings: &Settings, now: Timestamp) -> Option<Timestamp> {
    (!settings.directory_sync.is_zero()).then(|| now.plus(settings.directory_sync))
}

/// Says that the last sync was just done.
pub fn sync_after(tx: &Tx<'_>, settings: &Settings, now: Timestamp) -> Result<()> {
    computers::finish(tx, now, after(settings, now))
}

/// Has the sync done as soon as may be.
pub fn sync_now(tx: &Tx<'_>, ids: &dyn Ids, now: Timestamp) -> Result<()> {
    if !computers::has_directory(tx)? {
        computers::ensure(tx, &domain_sid(ids))?;
    }
    computers::start_anew(tx)?;
    computers::schedule(tx, Some(now))
}

/// When the next sync is due.
pub fn next_due(tx: &Tx<'_>) -> Result<Option<Timestamp>> {
    Ok(computers::sync(tx)?.due_at)
}

/// Does some of a sync that is due; `false`: none is. It is due until all of it is done, so one that was cut short goes on.
pub fn work(tx: &Tx<'_>, settings: &Settings, ids: &dyn Ids, now: Timestamp, limit: usize) -> Result<bool> {
    if computers::sync(tx)?.due_at.is_none_or(|due| due > now) {
        return Ok(false);
    }
    let (deleted, is_seen) = hybrid_devices::delete_orphans(tx, limit)?;
    if deleted > 0 || !is_seen {
        return Ok(true);
    }
    let (missing, is_seen) = hybrid_devices::missing(tx, limit)?;
    for computer in &missing {
        hybrid_devices::insert(tx, &ids.id().to_string(), computer, now)?;
    }
    let changed = hybrid_devices::changed(tx, limit)?;
    for computer in &changed {
        hybrid_devices::update(tx, computer, now)?;
    }
    if missing.is_empty() && changed.is_empty() && is_seen {
        // Where there is nothing left to look at, nothing is due any more.
        let next = if computers::is_synced(tx)? { after(settings, now) } else { None };
        computers::finish(tx, now, next)?;
    }
    Ok(true)
}
