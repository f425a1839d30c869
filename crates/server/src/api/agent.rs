//! `/agent`: what devices say to the server that manages them. It is no part of Graph.
//!
//! A device enrols with an id that it makes up, and may do so again with the same one: it is the same enrolment. It is given its id and
//! a secret, by which it checks in from then on. Each time it says what became of what it was told to do, and is told what to do;
//! both may be said again, and count once.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use graph::wire::ErrorEnvelope;
use serde::Serialize;

use crate::http::answer::Answer;
use crate::http::body::{Small, parse};
use crate::http::context::Ctx;
use crate::http::failure::Failure;
use crate::management::{self, CheckIn, Enrolment, Orders};
use crate::server::Server;
use crate::store::{Tx, managed_devices};

/// What a device is given when it enrols.
#[derive(Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Enrolled {
    /// Its id.
    device_id: String,
    /// The id of its object in the directory.
    #[serde(rename = "azureADDeviceId")]
    entra_device_id: Option<String>,
    /// By which it proves that it is itself.
    secret: String,
    /// In how many seconds it is to check in.
    next_check_in: f64,
}

/// Enrols a device.
#[utoipa::path(
    post,
    path = "/agent/enroll",
    operation_id = "enroll",
    request_body = Enrolment,
    responses(
        (status = 200, description = "It is managed.", body = Enrolled),
        (status = 400, description = "The body makes no sense.", body = ErrorEnvelope),
        (status = 403, description = "Apple doesn't assign it to this service.", body = ErrorEnvelope),
    ),
)]
pub async fn enroll(State(server): State<Server>, Ctx(context): Ctx, body: Small) -> Result<Answer, Failure> {
    let given: Enrolment = parse(&body.0)?;
    let (now, enrolling) = (context.now, server.clone());
    let enrol = move |tx: &Tx<'_>| {
        let (device_id, entra_device_id) =
            management::enrol(tx, enrolling.ids(), enrolling.settings(), &given, now)?;
        let secret = management::secret_of(tx, &device_id)?;
        let next_check_in = enrolling.settings().check_in.as_secs_f64();
        Answer::ok(&Enrolled { device_id, entra_device_id, secret, next_check_in })
    };
    // The answer isn't remembered: it holds the secret, and whoever asks again is given the same one.
    server.mutate_once(&context, None, enrol).await
}

/// Takes in what a device says, and tells it what to do.
#[utoipa::path(
    post,
    path = "/agent/checkin",
    operation_id = "checkIn",
    request_body = CheckIn,
    responses(
        (status = 200, description = "What it is to do.", body = Orders),
        (status = 401, description = "It didn't prove that it is itself.", body = ErrorEnvelope),
    ),
)]
pub async fn checkin(
    State(server): State<Server>,
    Ctx(context): Ctx,
    headers: HeaderMap,
    body: Small,
) -> Result<Answer, Failure> {
    let mut said: CheckIn = parse(&body.0)?;
    said.device_id.make_ascii_lowercase();
    let given = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let secret = given.and_then(|value| value.strip_prefix("Bearer ")).unwrap_or_default().to_owned();
    let (now, next_check_in) = (context.now, server.settings().check_in.as_secs_f64());
    let certificate = server.settings().certificate;
    let check_in = move |tx: &Tx<'_>| {
        let wanted = management::secret_of(tx, &said.device_id)?;
        // Compared by their digests, whose equality takes the same time whatever they are.
        if blake3::hash(wanted.as_bytes()) != blake3::hash(secret.as_bytes()) {
            return Err(Failure::new(
                StatusCode::UNAUTHORIZED,
                "InvalidAuthenticationToken",
                "The secret isn't that of this device. Enrol again.",
            ));
        }
        let Some(device) = managed_devices::find(tx, &said.device_id)? else {
            return Answer::ok(&Orders { removed: true, actions: Vec::new(), next_check_in });
        };
        if device.certificate_until <= now {
            return Err(Failure::new(
                StatusCode::UNAUTHORIZED,
                "InvalidAuthenticationToken",
                "The certificate of this device has ended. Enrol again.",
            ));
        }
        if device.certificate_until < now.plus(certificate / 2) {
            managed_devices::certify(tx, &device.id, now.plus(certificate))?;
        }
        Answer::ok(&management::check_in(tx, &said, &device, next_check_in, now)?)
    };
    server.mutate_once(&context, None, check_in).await
}
