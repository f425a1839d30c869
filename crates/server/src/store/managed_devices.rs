//! Managed devices, as this server works with them. What clients are shown is read by `directory`.

use lifecycle::action::{Enrolment, Platform, Traits, version};

use super::sql::values;
use super::{Result, Tx, approval_requests, put_off};
use crate::clock::Timestamp;

/// What the rules look at, and what joins a device to its other records.
#[derive(Clone, Debug)]
pub struct Managed {
    /// Its id.
    pub id: String,
    /// By what its serial number is compared.
    pub serial_key: String,
    /// The id of its object in the directory.
    pub entra_device_id: Option<String>,
    /// What can be asked of it.
    pub traits: Traits,
    /// The id of its user.
    pub user_id: Option<String>,
    /// When its certificate ends.
    pub certificate_until: Timestamp,
    /// How it is doing, as the wire has it.
    pub state: String,
    /// Whether it is in lists: it wasn't taken out, nor was it unheard of for long.
    pub is_listed: bool,
}

const READ: &str = "SELECT id, serial_key, azure_ad_device_id, platform, enrolment, os_version, is_supervised, \
                    removed_at, hidden_at, user_id, management_certificate_expiration_date, management_state FROM managed_devices";

/// A device that enrols.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, with a column of its own")]
pub struct Arrival<'a> {
    /// Its id.
    pub id: &'a str,
    /// By which attempt it came.
    pub enrolment_id: &'a str,
    /// Its name.
    pub name: &'a str,
    /// The serial number.
    pub serial_number: &'a str,
    /// By what serial numbers are compared.
    pub serial_key: &'a str,
    /// The manufacturer.
    pub manufacturer: &'a str,
    /// The model.
    pub model: &'a str,
    /// The operating system.
    pub platform: Platform,
    /// Its version.
    pub os_version: &'a str,
    /// How it is managed.
    pub enrolment: Enrolment,
    /// Whether it is supervised.
    pub is_supervised: bool,
    /// The name that its user signed in by.
    pub user: Option<&'a str>,
    /// The id and the display name of that user, where the directory has one.
    pub known_user: Option<(&'a str, Option<&'a str>)>,
    /// When its certificate ends.
    pub certificate_until: Timestamp,
    /// The id of its object in the directory.
    pub entra_device_id: &'a str,
    /// Whether it is registered with Autopilot.
    pub is_registered: bool,
    /// Whether the organisation owns it.
    pub is_corporate: bool,
    /// Whether it is joined to the organisation's own directory.
    pub is_hybrid: bool,
}

const PLATFORMS: [(Platform, &str, &str); 4] = [
    (Platform::Windows, "windows", "Windows"),
    (Platform::Android, "android", "Android"),
    (Platform::Ios, "ios", "iOS"),
    (Platform::MacOs, "macOS", "macOS"),
];

const ENROLMENTS: [(Enrolment, &str); 7] = [
    (Enrolment::Device, "device"),
    (Enrolment::User, "user"),
    (Enrolment::DeviceAdministrator, "deviceAdministrator"),
    (Enrolment::WorkProfile, "workProfile"),
    (Enrolment::CorporateWorkProfile, "corporateWorkProfile"),
    (Enrolment::FullyManaged, "fullyManaged"),
    (Enrolment::Dedicated, "dedicated"),
];

/// The platform of that name.
pub fn platform(name: &str) -> Option<Platform> {
    PLATFORMS.iter().find(|(_, known, _)| known.eq_ignore_ascii_case(name)).map(|(platform, ..)| *platform)
}

/// The way to be managed of that name.
pub fn enrolment(name: &str) -> Option<Enrolment> {
    ENROLMENTS.iter().find(|(_, known)| known.eq_ignore_ascii_case(name)).map(|(enrolment, _)| *enrolment)
}

/// What people call a platform.
pub fn operating_system(platform: Platform) -> &'static str {
    names(platform).1
}

fn names(platform: Platform) -> (&'static str, &'static str) {
    PLATFORMS
        .iter()
        .find(|(known, ..)| *known == platform)
        .map_or(("windows", "Windows"), |(_, name, shown)| (name, shown))
}

fn enrolment_name(enrolment: Enrolment) -> &'static str {
    ENROLMENTS.iter().find(|(known, _)| *known == enrolment).map_or("device", |(_, name)| name)
}

/// How the wire says that it came to be managed.
fn enrolment_type(platform: Platform, enrolment: Enrolment) -> &'static str {
    match (platform, enrolment) {
        (Platform::Windows, _) => "windowsAzureADJoin",
        (Platform::Ios, Enrolment::User) => "appleUserEnrollment",
        (Platform::Ios | Platform::MacOs, _) => "appleBulkWithUser",
        (_, Enrolment::Dedicated) => "androidEnterpriseDedicatedDevice",
        (_, Enrolment::FullyManaged) => "androidEnterpriseFullyManaged",
        (_, Enrolment::CorporateWorkProfile) => "androidEnterpriseCorporateWorkProfile",
        _ => "userEnrollment",
    }
}

/// Who manages it and what kind of device it is, as the wire says: of an Android device it takes both to tell a work profile from
/// what a device administrator manages.
fn agent_and_type(platform: Platform, enrolment: Enrolment) -> (&'static str, &'static str) {
    match (platform, enrolment) {
        (Platform::Android, Enrolment::WorkProfile) => {
            ("googleCloudDevicePolicyController", "androidForWork")
        }
        (Platform::Android, enrolment) if enrolment.is_corporate_android() => {
            ("googleCloudDevicePolicyController", "androidEnterprise")
        }
        (Platform::Android, _) => ("mdm", "android"),
        _ => ("mdm", "unknown"),
    }
}

/// Adds a device.
pub fn insert(tx: &Tx<'_>, device: &Arrival<'_>, now: Timestamp) -> Result<()> {
    let (platform, shown) = names(device.platform);
    let owner = if device.is_corporate { "company" } else { "personal" };
    let joined = match device.platform {
        Platform::Windows if device.is_hybrid => "hybridAzureADJoined",
        Platform::Windows => "azureADJoined",
        _ => "azureADRegistered",
    };
    let came_by = if device.is_hybrid {
        "windowsAutoEnrollment"
    } else {
        enrolment_type(device.platform, device.enrolment)
    };
    let (agent, kind) = agent_and_type(device.platform, device.enrolment);
    tx.execute(
        "INSERT INTO managed_devices (tenant, id, enrolment_id, device_name, managed_device_name, serial_number, \
         serial_key, manufacturer, model, platform, operating_system, os_version, enrolment, device_enrollment_type, \
         is_supervised, user_principal_name, email_address, enrolled_by_user_principal_name, azure_ad_device_id, \
         azure_ad_registered, aad_registered, autopilot_enrolled, managed_device_owner_type, join_type, \
         device_registration_state, compliance_state, enrolled_at, last_sync_at, user_id, user_display_name, \
         management_certificate_expiration_date, management_agent, device_type) VALUES \
         (?1, ?2, ?3, ?4, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?15, ?15, ?16, 1, 1, ?17, ?18, ?19, \
          'registered', 'unknown', ?20, ?20, ?21, ?22, ?23, ?24, ?25)",
        values![
            device.id,
            device.enrolment_id,
            device.name,
            device.serial_number,
            device.serial_key,
            device.manufacturer,
            device.model,
            platform,
            shown,
            device.os_version,
            enrolment_name(device.enrolment),
            came_by,
            device.is_supervised,
            device.user,
            device.entra_device_id,
            device.is_registered,
            owner,
            joined,
            now,
            device.known_user.map(|(id, _)| id),
            device.known_user.and_then(|(_, name)| name),
            device.certificate_until,
            agent,
            kind
        ],
    )?;
    put_off::created(tx, put_off::MANAGED_DEVICES, device.id)
}

/// The device of that id, whether it is still in lists or not.
pub fn find(tx: &Tx<'_>, id: &str) -> Result<Option<Managed>> {
    one(tx, "id", id)
}

/// What people call a device.
pub fn name(tx: &Tx<'_>, id: &str) -> Result<Option<String>> {
    let sql = "SELECT device_name FROM managed_devices WHERE tenant = ?1 AND id = ?2";
    Ok(tx.first(sql, values![id], |row| row.get(0))?.flatten())
}

/// The id of a device's user.
pub fn user(tx: &Tx<'_>, id: &str) -> Result<Option<String>> {
    let sql = "SELECT user_id FROM managed_devices WHERE tenant = ?1 AND id = ?2";
    Ok(tx.first(sql, values![id], |row| row.get(0))?.flatten())
}

/// The device that came by that attempt.
pub fn of_attempt(tx: &Tx<'_>, enrolment_id: &str) -> Result<Option<Managed>> {
    one(tx, "enrolment_id", enrolment_id)
}

fn one(tx: &Tx<'_>, column: &str, value: &str) -> Result<Option<Managed>> {
    tx.first(&format!("{READ} WHERE tenant = ?1 AND {column} = ?2"), values![value], |row| {
        let os_version: Option<&str> = row.get(5)?;
        Ok(Managed {
            id: row.get(0)?,
            serial_key: row.get(1)?,
            entra_device_id: row.get(2)?,
            traits: Traits {
                platform: platform(row.get(3)?).unwrap_or(Platform::Windows),
                enrolment: enrolment(row.get(4)?).unwrap_or(Enrolment::Device),
                version: version(os_version.unwrap_or_default()),
                is_supervised: row.get(6)?,
            },
            user_id: row.get(9)?,
            certificate_until: row.get::<Option<Timestamp>>(10)?.unwrap_or(Timestamp(i64::MAX)),
            state: row.get(11)?,
            is_listed: row.get::<Option<Timestamp>>(7)?.is_none()
                && row.get::<Option<Timestamp>>(8)?.is_none(),
        })
    })
}

/// Writes how it is doing, and what became of what it was asked to do.
pub fn set_state(tx: &Tx<'_>, id: &str, state: &str, results: &str) -> Result<()> {
    tx.execute(
        "UPDATE managed_devices SET management_state = ?3, device_action_results = ?4 WHERE tenant = ?1 AND id = ?2",
        values![id, state, results],
    )?;
    Ok(())
}

/// Notes that it was heard of. A device that was hidden is shown again.
pub fn heard(
    tx: &Tx<'_>,
    id: &str,
    os_version: Option<&str>,
    name: Option<&str>,
    now: Timestamp,
) -> Result<()> {
    tx.execute(
        "UPDATE managed_devices SET last_sync_at = ?3, hidden_at = NULL, os_version = coalesce(?4, os_version), \
         device_name = coalesce(?5, device_name) WHERE tenant = ?1 AND id = ?2",
        values![id, now, os_version, name],
    )?;
    Ok(())
}

/// Renews its certificate.
pub fn certify(tx: &Tx<'_>, id: &str, until: Timestamp) -> Result<()> {
    tx.execute(
        "UPDATE managed_devices SET management_certificate_expiration_date = ?3 WHERE tenant = ?1 AND id = ?2",
        values![id, until],
    )?;
    Ok(())
}

/// When the first certificate ends.
pub fn oldest_certificate(tx: &Tx<'_>) -> Result<Option<Timestamp>> {
    tx.value("SELECT min(management_certificate_expiration_date) FROM managed_devices WHERE tenant = ?1", &[])
}

/// The ids of some devices whose certificates ended by then.
pub fn uncertified(tx: &Tx<'_>, until: Timestamp, limit: usize) -> Result<Vec<String>> {
    tx.all(
        "SELECT id FROM managed_devices WHERE tenant = ?1 AND management_certificate_expiration_date <= ?2 \
         ORDER BY management_certificate_expiration_date LIMIT ?3",
        values![until, limit],
        |row| row.get(0),
    )
}

/// Whether a device is managed that has that object in the directory.
pub fn has_entra_device(tx: &Tx<'_>, entra_device_id: &str, but: &str) -> Result<bool> {
    tx.exists(
        "SELECT 1 FROM managed_devices WHERE tenant = ?1 AND azure_ad_device_id = ?2 AND id <> ?3 \
         AND removed_at IS NULL LIMIT 1",
        values![entra_device_id, but],
    )
}

/// Whether a device with that serial number is in lists, of those that can be registered: the same number may stand on devices of
/// other kinds.
pub fn is_listed(tx: &Tx<'_>, serial_key: &str) -> Result<bool> {
    tx.exists(
        "SELECT 1 FROM managed_devices WHERE tenant = ?1 AND serial_key = ?2 AND platform = 'windows' \
         AND removed_at IS NULL AND hidden_at IS NULL LIMIT 1",
        values![serial_key],
    )
}

/// Takes it out of lists. It is there until it has been heard of.
pub fn hide(tx: &Tx<'_>, id: &str, now: Timestamp) -> Result<()> {
    tx.execute("UPDATE managed_devices SET removed_at = ?3 WHERE tenant = ?1 AND id = ?2", values![id, now])?;
    put_off::deleted(tx, put_off::MANAGED_DEVICES, id)?;
    approval_requests::cancel_about(tx, id, now)
}

/// Forgets it. What it was asked to do is counted for a while.
pub fn delete(tx: &Tx<'_>, id: &str, now: Timestamp) -> Result<()> {
    let is_still_shown = put_off::is_still_shown(tx, put_off::MANAGED_DEVICES, id)?;
    if is_still_shown {
        // The same attempt may bring it back.
        let sql = "UPDATE managed_devices SET enrolment_id = id WHERE tenant = ?1 AND id = ?2";
        tx.execute(sql, values![id])?;
    }
    put_off::delete(tx, "managed_devices", id, is_still_shown)?;
    approval_requests::cancel_about(tx, id, now)
}

/// The key of the tenant's devices; `None`: it has none yet.
pub fn key(tx: &Tx<'_>) -> Result<Option<[u8; 32]>> {
    tx.first("SELECT secret FROM device_keys WHERE tenant = ?1", &[], |row| row.get(0))
}

/// Gives the tenant a key.
pub fn set_key(tx: &Tx<'_>, key: &[u8; 32]) -> Result<()> {
    tx.execute("INSERT INTO device_keys (tenant, secret) VALUES (?1, ?2)", values![key])?;
    Ok(())
}
