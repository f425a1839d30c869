//! `windowsAutopilotDeviceIdentities`: what is registered.

use std::sync::Arc;

use axum::extract::{Path, State};
use graph::wire::{Collection, ErrorEnvelope, WindowsAutopilotDeviceIdentity};
use serde::Serialize;

use super::{present, profile};
use crate::directory::Followed;
use crate::http::answer::Answer;
use crate::http::context::{Context, Ctx, Version};
use crate::http::failure::Failure;
use crate::http::filter;
use crate::http::page::{Listing, OPTIONS, Page, Selection, slice};
use crate::http::query::{Options, PAGE};
use crate::server::Server;
use crate::store::identities::{self, Identity, Which};
use crate::store::sql::Row;

/// The name of the set in addresses of types.
pub const SET: &str = "windowsAutopilotDeviceIdentities";

/// A device in the version that was asked for.
#[derive(Serialize)]
#[serde(untagged)]
enum Device<'a> {
    V1(present::Device<'a>),
    Beta(present::BetaDevice<'a>),
}

impl<'a> Device<'a> {
    fn new<T: AsRef<str>>(version: Version, identity: &'a Identity<T>) -> Device<'a> {
        match version {
            Version::V1 | Version::World => Device::V1(present::Device::stored(identity)),
            Version::Beta => Device::Beta(present::BetaDevice::stored(identity)),
        }
    }
}

#[derive(Serialize)]
struct Entity<'a> {
    #[serde(rename = "@odata.context")]
    context: String,
    #[serde(flatten)]
    device: Device<'a>,
    #[serde(flatten)]
    expanded: serde_json::Map<String, serde_json::Value>,
}

/// The body of an answer with one device.
pub fn entity<'a>(context: &Context, identity: &'a Identity) -> impl Serialize + use<'a> {
    Entity {
        context: context.odata_context(&format!("{SET}/$entity")),
        device: Device::new(context.version, identity),
        expanded: serde_json::Map::new(),
    }
}

/// What is registered, for those who follow it.
pub struct Identities;

impl Followed for Identities {
    fn context(&self) -> &'static str {
        "deviceManagement/windowsAutopilotDeviceIdentities"
    }

    fn kind(&self) -> &'static str {
        "WindowsAutopilotDeviceIdentity"
    }

    fn table(&self) -> &'static str {
        "identities"
    }

    fn columns(&self) -> Vec<&'static str> {
        identities::COLUMNS.to_vec()
    }

    fn page(&self) -> (usize, usize) {
        (PAGE, PAGE)
    }

    fn add(&self, page: &mut Page, row: &Row<'_>, version: Version) -> Result<(), Failure> {
        page.add(&Device::new(version, &Identity::<&str>::from_row(row)?))
    }
}

/// Lists devices. `$filter=contains(serialNumber,'…')` gives those with that in their serial number.
#[utoipa::path(
    get,
    path = "/deviceManagement/windowsAutopilotDeviceIdentities",
    operation_id = "listDevices",
    responses(
        (status = 200, description = "A page.", body = Collection<WindowsAutopilotDeviceIdentity>),
        (status = 400, description = "An option is not supported.", body = ErrorEnvelope),
    ),
)]
pub async fn list(State(server): State<Server>, Ctx(context): Ctx) -> Result<Answer, Failure> {
    page(&server, context, false).await
}

/// A page of all devices, or of those that have their profile.
pub async fn page(server: &Server, context: Arc<Context>, has_profile: bool) -> Result<Answer, Failure> {
    let call = context.clone();
    server
        .read(context.tenant, context.now, move |tx| {
            let options = Options::of(&call)?.only(OPTIONS)?;
            let part = options.get("filter").map(filter::serial_contains).transpose()?;
            let slice = slice(&options)?;
            let which = Which { part: part.as_deref(), has_profile };
            let count = options.count()?.then(|| identities::count(tx, which)).transpose()?;
            let mut listing = Listing::new(&call, &options, &slice, SET, count)?;
            identities::list(tx, which, &slice, |identity| {
                listing.add((identity.seq, identity.serial_key), &Device::new(call.version, identity))
            })?;
            listing.end()
        })
        .await
}

/// How many devices there are.
#[utoipa::path(
    get,
    path = "/deviceManagement/windowsAutopilotDeviceIdentities/$count",
    operation_id = "countDevices",
    responses((status = 200, description = "The number.", body = String, content_type = "text/plain")),
)]
pub async fn count(State(server): State<Server>, Ctx(context): Ctx) -> Result<Answer, Failure> {
    let options = Options::of(&context)?.only(&["filter"])?;
    let part = options.get("filter").map(filter::serial_contains).transpose()?;
    let count = server
        .read(context.tenant, context.now, move |tx| identities::count(tx, Which::with(part.as_deref())))
        .await;
    Ok(Answer::count(count.map_err(Failure::from)?))
}

/// Gives a device; on beta with its profiles, where `$expand` names them.
#[utoipa::path(
    get,
    path = "/deviceManagement/windowsAutopilotDeviceIdentities/{id}",
    operation_id = "getDevice",
    params(("id" = String, Path, description = "The device's id.")),
    responses(
        (status = 200, description = "The device.", body = WindowsAutopilotDeviceIdentity),
        (status = 404, description = "There is none.", body = ErrorEnvelope),
    ),
)]
pub async fn get(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
) -> Result<Answer, Failure> {
    let allowed: &[&str] = if context.version == Version::Beta { &["select", "expand"] } else { &["select"] };
    let options = Options::of(&context)?.only(allowed)?;
    let found = server
        .read(context.tenant, context.now, move |tx| identities::find(tx, &id))
        .await
        .map_err(Failure::from)?;
    let found = found.ok_or_else(|| Failure::not_found("device"))?;
    let entity = Entity {
        context: context.odata_context(&format!("{SET}/$entity")),
        expanded: profile::expand(options.get("expand"), &found)?,
        device: Device::new(context.version, &found),
    };
    match Selection::of(&options)? {
        // What is expanded is asked for, too.
        Some(selection) => Answer::ok(&selection.with(entity.expanded.keys()).apply(&entity)?),
        None => Answer::ok(&entity),
    }
}
