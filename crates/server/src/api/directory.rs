//! `devices`, the device objects of the directory, and `directory/deletedItems`.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde_json::{Map, Value};

use super::entities;
use super::licences::reclaim;
use super::users::check_alone;
use crate::directory::{self, DELETED_DEVICES, DELETED_USERS, DEVICES, Entity, USERS};
use crate::http::answer::Answer;
use crate::http::body::{Small, parse_leniently};
use crate::http::context::Ctx;
use crate::http::failure::Failure;
use crate::server::Server;
use crate::store::{Tx, entra_devices, users};

/// Gives a device object by the device's own id.
pub async fn get_by_device_id(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(device_id): Path<String>,
) -> Result<Answer, Failure> {
    entities::get_by(&server, context, &DEVICES, "device_id", device_id).await
}

/// Gives a deleted object: a device, or a user.
pub async fn get_deleted(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
) -> Result<Answer, Failure> {
    let (tenant, now) = (context.tenant, context.now);
    let get = move |tx: &Tx<'_>| {
        let kind = kind_of_deleted(tx, &id)?;
        directory::find(tx, &context, kind, ("id", &id))
    };
    server.read(tenant, now, get).await
}

/// Of which kind a deleted object is.
fn kind_of_deleted(tx: &Tx<'_>, id: &str) -> Result<&'static Entity, Failure> {
    if entra_devices::find(tx, id)?.is_some_and(|found| found.deleted_at.is_some()) {
        return Ok(&DELETED_DEVICES);
    }
    match users::find(tx, id)?.filter(|user| user.deleted_at.is_some()) {
        Some(_) => Ok(&DELETED_USERS),
        None => Err(Failure::not_found("deleted object")),
    }
}

/// Changes a device object: whether it is enabled, and its extension attributes.
pub async fn change(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
    body: Small,
) -> Result<Answer, Failure> {
    let given: Map<String, Value> = parse_leniently(&body.0)?;
    let call = context.clone();
    let change = move |tx: &Tx<'_>| match directory::change(tx, &call, &DEVICES, &id, &given)? {
        0 => Err(DEVICES.not_found()),
        _ => Ok(Answer::no_content()),
    };
    server.mutate(&context, &body.0, change).await
}

/// Deletes a device object. For thirty days it can be restored.
pub async fn delete(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
    body: Small,
) -> Result<Answer, Failure> {
    let now = context.now;
    let delete = move |tx: &Tx<'_>| {
        let found = entra_devices::find(tx, &id)?.filter(|found| found.deleted_at.is_none());
        let found = found.ok_or_else(|| DEVICES.not_found())?;
        // The real service says no more than that, neither which of the two it is.
        if found.is_registered || found.kept_until.is_some_and(|until| until > now) {
            return Err(Failure::new(
                StatusCode::FORBIDDEN,
                "Authorization_RequestDenied",
                "Insufficient privileges to complete the operation.",
            ));
        }
        if found.is_hybrid {
            // Nothing of it can be restored: it comes back by sync, or not at all.
            entra_devices::delete(tx, &id)?;
        } else {
            entra_devices::set_deleted(tx, &id, Some(now))?;
        }
        Ok(Answer::no_content())
    };
    server.mutate(&context, &body.0, delete).await
}

/// Restores a deleted object.
pub async fn restore(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
    body: Small,
) -> Result<Answer, Failure> {
    let (call, licences) = (context.clone(), server.settings().licences);
    let restore = move |tx: &Tx<'_>| {
        let kind = if kind_of_deleted(tx, &id)?.is(&DELETED_USERS) {
            let name = users::name(tx, &id)?;
            check_alone(tx, &id, &name)?;
            reclaim(tx, &id, licences)?;
            users::set_deleted(tx, &id, None)?;
            &USERS
        } else {
            entra_devices::set_deleted(tx, &id, None)?;
            &DEVICES
        };
        directory::find(tx, &call, kind, ("id", &id))
    };
    server.mutate(&context, &body.0, restore).await
}

/// Deletes a deleted object for good.
pub async fn delete_for_good(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
    body: Small,
) -> Result<Answer, Failure> {
    let delete = move |tx: &Tx<'_>| {
        if kind_of_deleted(tx, &id)?.is(&DELETED_USERS) {
            users::delete(tx, &id)?;
        } else {
            entra_devices::delete(tx, &id)?;
        }
        Ok(Answer::no_content())
    };
    server.mutate(&context, &body.0, delete).await
}
