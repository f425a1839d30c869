//! `appleBusinessManager`: Apple's own side of it.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Deserialize;

use crate::api::entities::{created, shown};
use crate::directory::{APPLE_DEVICES, APPLE_SERVERS, PRODUCT_FAMILIES};
use crate::http::answer::Answer;
use crate::http::body::{Small, parse, parse_leniently};
use crate::http::context::Ctx;
use crate::http::failure::Failure;
use crate::server::Server;
use crate::store::Tx;
use crate::store::apple::{self, AppleDevice};
use crate::store::slice::LONGEST;
use crate::supply::key;

/// For how many days Apple's tokens hold.
const TOKEN_DAYS: u64 = 365;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct NewServer {
    server_name: String,
}

/// Adds a server that devices can be assigned to.
pub async fn create_server(
    State(server): State<Server>,
    Ctx(context): Ctx,
    body: Small,
) -> Result<Answer, Failure> {
    let given: NewServer = parse(&body.0)?;
    let name = given.server_name.trim().to_owned();
    if name.is_empty() || name.len() > LONGEST {
        return Err(Failure::bad_request(format!(
            "An MDM server needs a serverName of {LONGEST} bytes at most."
        )));
    }
    let (call, id) = (context.clone(), server.ids().id().to_string());
    let add = move |tx: &Tx<'_>| {
        if !apple::insert_server(tx, &id, &name, &key(&name), call.now)? {
            return Err(conflict("Apple Business Manager has an MDM server of this name."));
        }
        created(tx, &call, &APPLE_SERVERS, &id)
    };
    server.mutate(&context, &body.0, add).await
}

fn conflict(message: &str) -> Failure {
    Failure::new(StatusCode::CONFLICT, "Conflict", message)
}

/// Gives the service the token of a server. From then on it hears what is assigned to that; it asks at once.
pub async fn connect(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
    body: Small,
) -> Result<Answer, Failure> {
    let call = context.clone();
    let connect = move |tx: &Tx<'_>| {
        let expires_at = call.now.plus(std::time::Duration::from_hours(TOKEN_DAYS * 24));
        apple::connect(tx, &id, call.now, expires_at)?;
        shown(tx, &call, &APPLE_SERVERS, &id)
    };
    server.mutate(&context, &body.0, connect).await
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct NewDevice {
    serial_number: String,
    device_model: Option<String>,
    product_family: String,
    assigned_server: Option<String>,
}

/// Adds a device that the organisation has bought, assigned to a server or not.
pub async fn add_device(
    State(server): State<Server>,
    Ctx(context): Ctx,
    body: Small,
) -> Result<Answer, Failure> {
    let given: NewDevice = parse(&body.0)?;
    let serial_key = key(&given.serial_number);
    if serial_key.is_empty() {
        return Err(Failure::bad_request("A device needs a serialNumber."));
    }
    let known = PRODUCT_FAMILIES.iter().find(|known| known.eq_ignore_ascii_case(&given.product_family));
    let product_family = *known.ok_or_else(|| {
        Failure::bad_request(format!("productFamily must be one of {}.", PRODUCT_FAMILIES.join(", ")))
    })?;
    let call = context.clone();
    let add = move |tx: &Tx<'_>| {
        let device = AppleDevice {
            serial_key: &serial_key,
            serial_number: given.serial_number.trim(),
            model: given.device_model.as_deref(),
            product_family,
        };
        let assigned = given.assigned_server.as_deref().map(|id| existing(tx, id)).transpose()?;
        if !apple::insert_device(tx, &device, call.now)? {
            return Err(conflict("Apple Business Manager has a device with this serial number."));
        }
        apple::assign(tx, &serial_key, assigned.as_deref(), call.now)?;
        created(tx, &call, &APPLE_DEVICES, &serial_key)
    };
    server.mutate(&context, &body.0, add).await
}

/// The id of a server that there is.
fn existing(tx: &Tx<'_>, id: &str) -> Result<String, Failure> {
    let id = id.trim().to_ascii_lowercase();
    match apple::is_connected(tx, &id)? {
        Some(_) => Ok(id),
        None => Err(Failure::not_found(APPLE_SERVERS.noun)),
    }
}

/// Gives a device by its serial number.
pub async fn get_device(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(serial): Path<String>,
) -> Result<Answer, Failure> {
    super::entities::get_by(&server, context, &APPLE_DEVICES, "id", key(&serial)).await
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Assignment {
    assigned_server: Option<String>,
}

/// Assigns a device to a server, whichever it was assigned to before.
pub async fn assign(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(serial): Path<String>,
    body: Small,
) -> Result<Answer, Failure> {
    let given: Assignment = parse_leniently(&body.0)?;
    let call = context.clone();
    let assign = move |tx: &Tx<'_>| {
        let serial_key = key(&serial);
        if !apple::has_device(tx, &serial_key)? {
            return Err(Failure::not_found(APPLE_DEVICES.noun));
        }
        let wanted = given
            .assigned_server
            .ok_or_else(|| Failure::bad_request("The body needs assignedServer: the id of an MDM server."))?;
        apple::assign(tx, &serial_key, Some(&existing(tx, &wanted)?), call.now)?;
        shown(tx, &call, &APPLE_DEVICES, &serial_key)
    };
    server.mutate(&context, &body.0, assign).await
}

/// Assigns a device to no server.
pub async fn unassign(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(serial): Path<String>,
    body: Small,
) -> Result<Answer, Failure> {
    let call = context.clone();
    let unassign = move |tx: &Tx<'_>| {
        apple::assign(tx, &key(&serial), None, call.now)?;
        shown(tx, &call, &APPLE_DEVICES, &key(&serial))
    };
    server.mutate(&context, &body.0, unassign).await
}

/// Releases a device from the organisation.
pub async fn release(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(serial): Path<String>,
    body: Small,
) -> Result<Answer, Failure> {
    let release = move |tx: &Tx<'_>| {
        let is_gone = apple::release(tx, &key(&serial))?;
        is_gone.then(Answer::no_content).ok_or_else(|| Failure::not_found(APPLE_DEVICES.noun))
    };
    server.mutate(&context, &body.0, release).await
}
