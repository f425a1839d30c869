//! What is around the tenant of the demonstration: an own directory, Apple Business Manager, and partners. It shows what deregistering
//! has to deal with: devices in all directories, in some of them, and what others have left behind.

use std::time::Duration;

use lifecycle::action::{Enrolment, Platform};

use crate::clock::Timestamp;
use crate::http::failure::Failure;
use crate::ids::Ids;
use crate::registration::{Candidate, Verdict};
use crate::settings::Settings;
use crate::store::apple::{self, AppleDevice};
use crate::store::entra_devices::{self, Facts, Joined};
use crate::store::managed_devices::{self, Arrival};
use crate::store::partners::{self, Upload};
use crate::store::slice::{Order, Slice};
use crate::store::{Result, StoreError, Tx, apple_identities, hybrid_devices, identities};
use crate::supply::key;
use crate::world::{self, NewComputer};

const SERVER: &str = "Demo";
const IPHONE: &str = "iPhone 16";
const OS_VERSIONS: [(Platform, &str); 2] = [(Platform::Windows, "10.0.22631.4317"), (Platform::Ios, "18.1")];

/// Computers of the own directory: so many are managed, so many are synced but not managed, so many wait for the next sync.
const COMPUTERS: [usize; 3] = [8, 3, 2];

/// Devices at Apple: so many are enrolled, so many wait to be switched on, so many are assigned to nobody.
const APPLE: [usize; 3] = [6, 3, 2];

/// How many of the registered devices each partner has registered.
const OF_PARTNER: usize = 6;

/// Fills them.
pub fn fill(tx: &Tx<'_>, ids: &dyn Ids, settings: &Settings, now: Timestamp) -> Result<()> {
    let earlier = now.minus(Duration::from_hours(60 * 24));
    on_premises(tx, ids, settings, (earlier, now))?;
    apple_devices(tx, ids, (earlier, now))?;
    partner_registrations(tx, ids, earlier)
}

fn on_premises(
    tx: &Tx<'_>,
    ids: &dyn Ids,
    settings: &Settings,
    (earlier, now): (Timestamp, Timestamp),
) -> Result<()> {
    let [managed, synced, _] = COMPUTERS;
    for number in 1..=COMPUTERS.iter().sum() {
        let name = format!("DEMO-AD-{number:02}");
        let computer = NewComputer {
            name: name.clone(),
            operating_system: Some("Windows 11 Enterprise".to_owned()),
            operating_system_version: Some("10.0 (22631)".to_owned()),
            is_enabled: true,
            ..NewComputer::default()
        };
        let guid = world::add_computer(tx, ids, settings, &computer, earlier).map_err(fault)?;
        if number <= managed + synced {
            hybrid_devices::insert(tx, &ids.id().to_string(), &guid, earlier)?;
        }
        if number <= managed {
            let serial = format!("DEMO-HYBRID-{number:02}");
            manage(tx, ids, (&serial, &name, Platform::Windows), &guid, (earlier, now))?;
        }
    }
    // The next one is due as if nothing had been made up.
    world::sync_after(tx, settings, now)
}

/// Names made here are names that can be.
fn fault(failure: Failure) -> StoreError {
    StoreError::Database(failure.message)
}

/// Has a device managed; gives its id.
fn manage(
    tx: &Tx<'_>,
    ids: &dyn Ids,
    (serial, name, platform): (&str, &str, Platform),
    entra_device_id: &str,
    (earlier, now): (Timestamp, Timestamp),
) -> Result<String> {
    let is_hybrid = platform == Platform::Windows;
    let (manufacturer, model) =
        if is_hybrid { ("Contoso", "Contoso Notebook 14") } else { ("Apple", IPHONE) };
    let os_version = OS_VERSIONS.iter().find(|(of, _)| *of == platform).map_or("", |(_, version)| version);
    let facts = Facts {
        name,
        manufacturer,
        model,
        operating_system: managed_devices::operating_system(platform),
        os_version,
        is_corporate: true,
    };
    let id = ids.id().to_string();
    let arrival = Arrival {
        id: &id,
        enrolment_id: &ids.id().to_string(),
        name,
        serial_number: serial,
        serial_key: &key(serial),
        manufacturer,
        model,
        platform,
        os_version,
        enrolment: Enrolment::Device,
        is_supervised: !is_hybrid,
        user: None,
        known_user: None,
        certificate_until: now.plus(Duration::from_hours(365 * 24)),
        entra_device_id,
        is_registered: false,
        is_corporate: true,
        is_hybrid,
    };
    managed_devices::insert(tx, &arrival, earlier)?;
    entra_devices::manage(tx, entra_device_id, &facts, now)?;
    managed_devices::heard(tx, &id, None, None, now)?;
    Ok(id)
}

fn apple_devices(tx: &Tx<'_>, ids: &dyn Ids, (earlier, now): (Timestamp, Timestamp)) -> Result<()> {
    let server = ids.id().to_string();
    apple::insert_server(tx, &server, SERVER, &key(SERVER), earlier)?;
    apple::connect(tx, &server, earlier, now.plus(Duration::from_hours(305 * 24)))?;
    let [enrolled, waiting, _] = APPLE;
    for number in 1..=APPLE.iter().sum() {
        let serial = format!("DEMO-APPLE-{number:02}");
        let serial_key = key(&serial);
        let device = AppleDevice {
            serial_key: &serial_key,
            serial_number: &serial,
            model: Some(IPHONE),
            product_family: "iPhone",
        };
        apple::insert_device(tx, &device, earlier)?;
        if number > enrolled + waiting {
            continue;
        }
        apple::assign(tx, &serial_key, Some(&server), earlier)?;
        let identity = ids.id().to_string();
        apple_identities::insert(tx, &identity, &server, &serial_key, earlier)?;
        if number <= enrolled {
            let device_id = ids.id().to_string();
            let joined = Joined { id: &ids.id().to_string(), device_id: &device_id, is_corporate: true };
            entra_devices::join(tx, &joined, earlier)?;
            let managed = manage(tx, ids, (&serial, &serial, Platform::Ios), &device_id, (earlier, now))?;
            apple_identities::enrol(tx, &identity, &managed, now)?;
        }
    }
    Ok(())
}

/// Some registered devices in each state were registered by partners.
fn partner_registrations(tx: &Tx<'_>, ids: &dyn Ids, earlier: Timestamp) -> Result<()> {
    let slice = Slice { order: Order::Arrival, after: None, limit: usize::MAX >> 1 };
    let mut registered: Vec<(String, Candidate)> = Vec::new();
    identities::list(tx, identities::Which::default(), &slice, |identity| {
        let candidate = Candidate {
            group_tag: None,
            serial_number: identity.serial_number.to_owned(),
            serial_key: identity.serial_key.to_owned(),
            product_key: identity.product_key.to_owned(),
            assigned_user: None,
            identity: identity.identity,
            manufacturer: identity.manufacturer.to_owned(),
            model: identity.model.to_owned(),
            verdict: Verdict::Fine,
        };
        registered.push((identity.id.to_owned(), candidate));
        Ok::<_, StoreError>(())
    })?;
    let mut every = registered.iter().step_by(registered.len().div_ceil(2 * OF_PARTNER).max(1));
    for (name, kind, batch) in [("Northwind Partners", "csp", Some("Order 1")), ("Contoso", "oem", None)] {
        let [partner, job] = [(); 2].map(|()| ids.id().to_string());
        partners::insert(tx, &partner, name, kind, earlier)?;
        if let Some(batch) = batch {
            partners::insert_batch(tx, &partner, &key(batch), batch, earlier)?;
        }
        let key = batch.map(key);
        let upload = Upload { partner: &partner, batch: key.as_deref(), job: &job, purchase_order: None };
        for (registration, candidate) in every.by_ref().take(OF_PARTNER) {
            let id = ids.id().to_string();
            partners::upload(tx, &upload, &id, candidate, (earlier, None))?;
            partners::settle(tx, &id, registration)?;
        }
    }
    Ok(())
}
