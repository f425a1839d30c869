//! `depOnboardingSettings` (beta): what the service knows of Apple Business Manager.

use std::time::Duration;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing;

use super::routes::Routes;
use crate::directory::{self, APPLE_IDENTITIES, DEP_SETTINGS, Within};
use crate::http::answer::{Answer, seconds};
use crate::http::body::Small;
use crate::http::context::Ctx;
use crate::http::failure::Failure;
use crate::server::Server;
use crate::store::{Tx, apple, apple_identities};

/// What identities belong to.
const SERVER: &str = "server_id";

/// The routes below a version.
pub fn routes() -> Routes {
    let one = format!("/{}/{{id}}", DEP_SETTINGS.context);
    let identities = format!("{one}/{}", APPLE_IDENTITIES.set);
    Routes::new()
        .merge(super::entities::routes(&DEP_SETTINGS))
        .route(&format!("{one}/syncWithAppleDeviceEnrollmentProgram"), routing::post(sync))
        .route(&identities, routing::get(list))
        .route(&format!("{identities}/$count"), routing::get(count))
        .route(&format!("{identities}/{{identity}}"), routing::get(get))
}

fn check(tx: &Tx<'_>, id: &str) -> Result<(), Failure> {
    match apple::is_connected(tx, id)? {
        Some(true) => Ok(()),
        _ => Err(Failure::not_found(DEP_SETTINGS.noun)),
    }
}

/// Lists the devices that the service has heard of.
pub async fn list(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
) -> Result<Answer, Failure> {
    let tenant = context.tenant;
    let list = move |tx: &Tx<'_>| {
        check(tx, &id)?;
        directory::list(tx, &context, &APPLE_IDENTITIES, Within::columns(&[(SERVER, &id)]))
    };
    server.database().read(tenant, list).await
}

/// How many there are.
pub async fn count(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
) -> Result<Answer, Failure> {
    let tenant = context.tenant;
    let count = move |tx: &Tx<'_>| {
        check(tx, &id)?;
        directory::count(tx, &context, &APPLE_IDENTITIES, Within::columns(&[(SERVER, &id)]))
    };
    server.database().read(tenant, count).await
}

/// Gives one of them.
pub async fn get(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path((id, identity)): Path<(String, String)>,
) -> Result<Answer, Failure> {
    let tenant = context.tenant;
    let find = move |tx: &Tx<'_>| {
        check(tx, &id)?;
        let place = [(SERVER, &*id), ("id", &*identity)];
        directory::find_within(tx, &context, &APPLE_IDENTITIES, Within::columns(&place))
    };
    server.database().read(tenant, find).await
}

/// Has the service ask Apple Business Manager what is assigned to it.
pub async fn sync(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
    body: Small,
) -> Result<Answer, Failure> {
    let (now, interval) = (context.now, server.settings().apple_sync_interval);
    let start = move |tx: &Tx<'_>| {
        check(tx, &id)?;
        let last = apple_identities::last_asked(tx, &id)?;
        if let Some(allowed_at) = last.map(|last| last.plus(interval)).filter(|at| *at > now) {
            // Some clients read whole seconds only.
            let wait = now.until(allowed_at).as_millis().div_ceil(1000);
            let wait = Duration::from_secs(wait.try_into().unwrap_or(u64::MAX));
            let message = format!(
                "The last sync was asked for less than {} seconds ago. Please retry after {} seconds.",
                seconds(interval),
                seconds(wait)
            );
            return Err(Failure {
                retry_after: Some(wait),
                ..Failure::new(StatusCode::TOO_MANY_REQUESTS, "TooManyRequests", message)
            });
        }
        apple_identities::ask(tx, &id, now)?;
        Ok(Answer::no_content())
    };
    server.mutate(&context, &body.0, start).await
}
