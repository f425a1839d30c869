//! Apple Business Manager, and what the service hears of it.
//!
//! A device that starts for the first time asks Apple where it belongs: the server that it is assigned to enrols it. The service
//! enrols only what it knows, and it knows what it heard when it last asked.

use std::time::Duration;

use axum::http::StatusCode;
use lifecycle::action::{Enrolment, Platform};

use crate::clock::Timestamp;
use crate::http::failure::Failure;
use crate::ids::Ids;
use crate::settings::Settings;
use crate::store::{Result, Tx, apple, apple_identities};

/// For how long the service shows a device that is assigned to it no more.
const SHOWN: Duration = Duration::from_hours(45 * 24);

/// When the next sync is due.
pub fn next_due(tx: &Tx<'_>) -> Result<Option<Timestamp>> {
    apple_identities::next_due(tx)
}

/// Does some of a sync that is due; `false`: none is. It is due until all of it is done, so one that was cut short goes on.
pub fn work(tx: &Tx<'_>, settings: &Settings, ids: &dyn Ids, now: Timestamp, limit: usize) -> Result<bool> {
    let Some(server) = apple_identities::due(tx, now)? else { return Ok(false) };
    let (unknown, is_seen) = apple_identities::unknown(tx, &server, limit)?;
    for serial_key in &unknown {
        apple_identities::insert(tx, &ids.id().to_string(), &server, serial_key, now)?;
    }
    let (changed, is_compared) = apple_identities::compare(tx, &server, now, limit)?;
    let forgotten = apple_identities::forget(tx, &server, now.minus(SHOWN), limit)?;
    if unknown.is_empty() && is_seen && changed == 0 && is_compared && forgotten == 0 {
        let next = (!settings.apple_sync.is_zero()).then(|| now.plus(settings.apple_sync));
        apple_identities::finish(tx, &server, now, next)?;
    }
    Ok(true)
}

/// An Apple device that wants to enrol.
pub struct Candidate<'a> {
    /// By what its serial number is compared.
    pub serial_key: &'a str,
    /// The operating system.
    pub platform: Platform,
    /// How it is to be managed.
    pub enrolment: Enrolment,
    /// Whether Apple sent it here.
    pub is_automated: bool,
    /// Whether it says that it is supervised.
    pub is_supervised: bool,
}

/// Whether a device may enrol as it wants to; gives the id by which the service knows it, where Apple sent it here.
pub fn admit(tx: &Tx<'_>, candidate: &Candidate<'_>) -> std::result::Result<Option<String>, Failure> {
    let is_of_apple = matches!(candidate.platform, Platform::Ios | Platform::MacOs);
    if !candidate.is_automated {
        // Without Apple Business Manager, devices are supervised by Apple Configurator.
        let is_supervised = candidate.platform == Platform::Ios && candidate.is_supervised;
        return if is_supervised && apple::has_token(tx)? {
            Err(refused(
                "A supervised device enrols by automated enrolment alone. Assign it to this service in Apple Business \
                 Manager and let it say automatedEnrollment.",
            ))
        } else {
            Ok(None)
        };
    }
    if !is_of_apple || candidate.enrolment != Enrolment::Device {
        return Err(Failure::bad_request(
            "Automated enrolment is for ios and macOS, where the device itself is managed: enrollment must be device.",
        ));
    }
    let server = apple::server_of(tx, candidate.serial_key)?;
    let server = match server {
        Some(server) if apple::is_connected(tx, &server)? == Some(true) => server,
        _ => {
            return Err(refused(
                "Apple Business Manager doesn't assign this device to this service, so it can't enrol by itself. Assign it \
                 there by its serial number, or set it up without automated enrolment.",
            ));
        }
    };
    let known = apple_identities::of_serial(tx, &server, candidate.serial_key)?;
    known.map(Some).ok_or_else(|| {
        refused(
            "The service hasn't heard yet that this device is assigned to it. Sync with Apple Business Manager, then start \
             the device again.",
        )
    })
}

fn refused(message: &str) -> Failure {
    Failure::new(StatusCode::FORBIDDEN, "Forbidden", message)
}
