//! `windowsAutopilotDeviceIdentities`: making, changing and deleting devices.

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use graph::wire::{ErrorEnvelope, WindowsAutopilotDeviceIdentity};
use serde::Deserialize;

use super::autopilot::entity;
use crate::clock::Timestamp;
use crate::http::answer::Answer;
use crate::http::body::{Small, parse, parse_leniently};
use crate::http::context::Ctx;
use crate::http::failure::Failure;
use crate::registration::{Candidate, Verdict, check_serial, leave, new_identity, register};
use crate::server::Server;
use crate::settings::Settings;
use crate::store::identities::{self, Identity};
use crate::store::{Tx, entra_devices, managed_devices, put_off};
use crate::supply::key;

/// What may be changed of a device. What is absent or null stays as it is; what is in the body besides is read-only and
/// passed over.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct Change {
    /// The assigned user.
    pub user_principal_name: Option<String>,
    /// The name that the user is greeted by.
    pub addressable_user_name: Option<String>,
    /// The group tag.
    #[serde(alias = "orderIdentifier")]
    pub group_tag: Option<String>,
    /// The name that the device will get.
    pub display_name: Option<String>,
    /// The purchase order.
    pub purchase_order_identifier: Option<String>,
    /// The account of a device that many use (beta).
    pub device_account_upn: Option<String>,
    /// The name of a device that many use (beta).
    pub device_friendly_name: Option<String>,
}

impl Change {
    fn apply(self, identity: &mut Identity) {
        for (new, old) in [
            (self.user_principal_name, &mut identity.user_principal_name),
            (self.addressable_user_name, &mut identity.addressable_user_name),
            (self.group_tag, &mut identity.group_tag),
            (self.display_name, &mut identity.display_name),
            (self.purchase_order_identifier, &mut identity.purchase_order),
            (self.device_account_upn, &mut identity.device_account_upn),
            (self.device_friendly_name, &mut identity.device_friendly_name),
        ] {
            if new.is_some() {
                *old = new;
            }
        }
    }
}

/// Changes a device that is there, and its object in the directory with it.
pub fn change(tx: &Tx<'_>, id: &str, change: impl FnOnce(&mut Identity)) -> Result<Identity, Failure> {
    let mut identity = identities::find(tx, id)?.ok_or_else(|| Failure::not_found("device"))?;
    let tag = identity.group_tag.clone();
    change(&mut identity);
    identities::update(tx, &identity)?;
    if identity.group_tag != tag {
        let tag = identity.group_tag.as_deref().unwrap_or_default();
        entra_devices::tag(tx, &identity.entra_device_id, &identity.id, tag)?;
    }
    Ok(identity)
}

/// Changes a device by the properties in the body.
pub fn change_by(tx: &Tx<'_>, id: &str, properties: Change) -> Result<Identity, Failure> {
    change(tx, id, |identity| properties.apply(identity))
}

/// Makes a device without a hardware hash.
#[utoipa::path(
    post,
    path = "/deviceManagement/windowsAutopilotDeviceIdentities",
    operation_id = "createDevice",
    request_body = WindowsAutopilotDeviceIdentity,
    responses(
        (status = 201, description = "The device.", body = WindowsAutopilotDeviceIdentity),
        (status = 400, description = "The body makes no sense.", body = ErrorEnvelope),
        (status = 409, description = "A device with this serial number is registered.", body = ErrorEnvelope),
    ),
)]
pub async fn create(State(server): State<Server>, Ctx(context): Ctx, body: Small) -> Result<Answer, Failure> {
    let given: WindowsAutopilotDeviceIdentity = parse(&body.0)?;
    let serial_number = given.serial_number.clone().unwrap_or_default();
    check_serial(&serial_number)?;
    let candidate = Candidate {
        group_tag: given.group_tag,
        serial_key: key(&serial_number),
        serial_number,
        product_key: given.product_key.unwrap_or_default(),
        assigned_user: given.user_principal_name,
        identity: None,
        manufacturer: given.manufacturer.unwrap_or_default(),
        model: given.model.unwrap_or_default(),
        verdict: Verdict::Fine,
    };
    let ids = [server.ids().id().to_string(), server.ids().id().to_string()];
    let identity = Identity {
        purchase_order: given.purchase_order_identifier,
        addressable_user_name: given.addressable_user_name,
        resource_name: given.resource_name,
        sku_number: given.sku_number,
        system_family: given.system_family,
        display_name: given.display_name,
        ..new_identity(&candidate, server.settings(), ids, context.now)
    };
    let answer = Answer::json(StatusCode::CREATED, &entity(&context, &identity))?
        .with(header::LOCATION.as_str(), format!("{}{}/{}", context.base, context.path, identity.id));
    let (now, making) = (context.now, server.clone());
    let make = move |tx: &Tx<'_>| {
        if identities::is_registered(tx, None, &identity.serial_key)? {
            return Err(Failure::new(
                StatusCode::CONFLICT,
                "Conflict",
                "A device with this serial number is registered already.",
            ));
        }
        register(tx, &identity, making.ids(), now)?;
        Ok(answer)
    };
    server.mutate(&context, &body.0, make).await
}

/// Changes properties of a device.
#[utoipa::path(
    patch,
    path = "/deviceManagement/windowsAutopilotDeviceIdentities/{id}",
    operation_id = "updateDevice",
    params(("id" = String, Path, description = "The device's id.")),
    request_body = Change,
    responses(
        (status = 200, description = "The device.", body = WindowsAutopilotDeviceIdentity),
        (status = 404, description = "There is none.", body = ErrorEnvelope),
    ),
)]
pub async fn update(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
    body: Small,
) -> Result<Answer, Failure> {
    let properties: Change = parse_leniently(&body.0)?;
    let call = context.clone();
    let effect = move |tx: &Tx<'_>| Answer::ok(&entity(&call, &change_by(tx, &id, properties)?));
    server.mutate(&context, &body.0, effect).await
}

/// Takes a device out of the tenant. It may stay in lists for a while.
#[utoipa::path(
    delete,
    path = "/deviceManagement/windowsAutopilotDeviceIdentities/{id}",
    operation_id = "deleteDevice",
    params(("id" = String, Path, description = "The device's id.")),
    responses(
        (status = 204, description = "It goes."),
        (status = 400, description = "It is enrolled.", body = ErrorEnvelope),
        (status = 404, description = "There is none.", body = ErrorEnvelope),
    ),
)]
pub async fn delete(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
    body: Small,
) -> Result<Answer, Failure> {
    let (now, settings) = (context.now, server.settings().clone());
    let remove = move |tx: &Tx<'_>| {
        let identity = identities::find(tx, &id)?.ok_or_else(|| Failure::not_found("device"))?;
        take_out(tx, identity, &settings, now)?.map_err(Failure::bad_request)?;
        Ok(Answer::no_content())
    };
    server.mutate(&context, &body.0, remove).await
}

/// Takes a device out at once, or marks it as going; the inner `Err` says why it must stay.
pub fn take_out(
    tx: &Tx<'_>,
    identity: Identity,
    settings: &Settings,
    now: Timestamp,
) -> Result<Result<(), &'static str>, Failure> {
    // Whether it names it or not: it may have been registered after it was enrolled, or enrolled twice.
    let is_parting = identity.managed_device_id.as_deref().map(|id| put_off::is_parting(tx, id));
    if is_parting.transpose()? == Some(true) || managed_devices::is_listed(tx, &identity.serial_key)? {
        return Ok(Err("The device is enrolled. Delete its managed device first, then this."));
    }
    Ok(Ok(leave(tx, identity, settings, now)?))
}
