//! `devices` and `directory/deletedItems`: the device objects of the directory.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde_json::{Map, Value};

use super::entities;
use crate::directory::{self, DELETED_DEVICES, DEVICES};
use crate::http::answer::Answer;
use crate::http::body::{Small, parse_leniently};
use crate::http::context::Ctx;
use crate::http::failure::Failure;
use crate::server::Server;
use crate::store::{Tx, entra_devices};

/// Gives a device object by the device's own id.
pub async fn get_by_device_id(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(device_id): Path<String>,
) -> Result<Answer, Failure> {
    entities::get_by(&server, context, &DEVICES, "device_id", device_id).await
}

/// Gives a deleted device object.
pub async fn get_deleted(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
) -> Result<Answer, Failure> {
    entities::get_by(&server, context, &DELETED_DEVICES, "id", id).await
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
        0 => Err(Failure::not_found(DEVICES.noun)),
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
        let found = found.ok_or_else(|| Failure::not_found(DEVICES.noun))?;
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

/// Restores a deleted device object.
pub async fn restore(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
    body: Small,
) -> Result<Answer, Failure> {
    let call = context.clone();
    let restore = move |tx: &Tx<'_>| {
        let found = entra_devices::find(tx, &id)?.filter(|found| found.deleted_at.is_some());
        found.ok_or_else(|| Failure::not_found(DELETED_DEVICES.noun))?;
        entra_devices::set_deleted(tx, &id, None)?;
        directory::find(tx, &call, &DEVICES, ("id", &id))
    };
    server.mutate(&context, &body.0, restore).await
}

/// Deletes a deleted device object for good.
pub async fn delete_for_good(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
    body: Small,
) -> Result<Answer, Failure> {
    let delete = move |tx: &Tx<'_>| {
        let found = entra_devices::find(tx, &id)?.filter(|found| found.deleted_at.is_some());
        found.ok_or_else(|| Failure::not_found(DELETED_DEVICES.noun))?;
        entra_devices::delete(tx, &id)?;
        Ok(Answer::no_content())
    };
    server.mutate(&context, &body.0, delete).await
}
