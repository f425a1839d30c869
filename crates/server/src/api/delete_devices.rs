//! `deleteDevices`: taking devices out by their serial numbers.

use axum::extract::State;
use graph::wire::{Collection, ErrorEnvelope};
use serde::{Deserialize, Serialize};

use super::autopilot_change::take_out;
use crate::clock::Timestamp;
use crate::http::answer::Answer;
use crate::http::body::{Small, parse};
use crate::http::context::Ctx;
use crate::http::failure::Failure;
use crate::server::Server;
use crate::settings::Settings;
use crate::store::put_off::Aftermath;
use crate::store::{Tx, identities};
use crate::supply::key;

/// The body of `deleteDevices`.
#[derive(Clone, Debug, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DeleteDevices {
    /// The serial numbers.
    pub serial_numbers: Vec<String>,
}

/// `deletedWindowsAutopilotDeviceState`: what became of a device that was to be deleted.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[expect(clippy::struct_field_names, reason = "they are the protocol's")]
#[serde(rename_all = "camelCase")]
pub struct Deletion {
    /// The serial number, as it was given.
    pub serial_number: String,
    /// The device's id; `null` where there is none.
    pub device_registration_id: Option<String>,
    /// `accepted`: it goes; `failed`: it must stay; `error`: there is none.
    pub deletion_state: &'static str,
    /// Why it doesn't go.
    pub error_message: Option<String>,
}

/// Takes devices out of the tenant, by serial number. Each is judged by itself.
#[utoipa::path(
    post,
    path = "/deviceManagement/windowsAutopilotDeviceIdentities/deleteDevices",
    operation_id = "deleteDevices",
    request_body = DeleteDevices,
    responses(
        (status = 200, description = "What becomes of each.", body = Collection<Deletion>),
        (status = 400, description = "The body makes no sense.", body = ErrorEnvelope),
    ),
)]
pub async fn delete_devices(
    State(server): State<Server>,
    Ctx(context): Ctx,
    body: Small,
) -> Result<Answer, Failure> {
    let wanted: DeleteDevices = parse(&body.0)?;
    let (call, mut settings) = (context.clone(), server.settings().clone());
    let remove = move |tx: &Tx<'_>| {
        // Done by half, it is accepted, and what was accepted stays.
        if let Some(later) = tx.aftermath().whole_at {
            settings.deletion_delay = call.now.until(later);
        }
        let tx = &tx.with(Aftermath { whole_at: None, ..tx.aftermath() });
        let mut value = Vec::new();
        for serial in wanted.serial_numbers {
            value.extend(remove_all_of(tx, &serial, &settings, call.now)?);
        }
        let kind = "Collection(microsoft.graph.deletedWindowsAutopilotDeviceState)";
        let odata = format!("{}/{}/$metadata#{kind}", call.base, call.version.segment());
        Answer::ok(&Collection { context: Some(odata), count: None, value, next_link: None })
    };
    server.mutate(&context, &body.0, remove).await
}

fn remove_all_of(
    tx: &Tx<'_>,
    serial: &str,
    settings: &Settings,
    now: Timestamp,
) -> Result<Vec<Deletion>, Failure> {
    let serial_key = key(serial);
    let found = if serial_key.is_empty() { Vec::new() } else { identities::of_serial(tx, &serial_key)? };
    if found.is_empty() {
        return Ok(vec![Deletion {
            serial_number: serial.to_owned(),
            device_registration_id: None,
            deletion_state: "error",
            error_message: Some("No device with this serial number is registered.".to_owned()),
        }]);
    }
    found
        .into_iter()
        .map(|identity| {
            let id = identity.id.clone();
            let refused = take_out(tx, identity, settings, now)?.err();
            Ok(Deletion {
                serial_number: serial.to_owned(),
                device_registration_id: Some(id),
                deletion_state: if refused.is_some() { "failed" } else { "accepted" },
                error_message: refused.map(str::to_owned),
            })
        })
        .collect()
}
