//! `delta()` of every list that has it. The real service has it for the directory's; for those of Intune it is an addition.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::routing::get;

use super::routes::Routes;
use super::{autopilot, imported};
use crate::directory::{self, DEVICES, Followed, GROUPS, MANAGED_DEVICES, USERS};
use crate::http::context::Ctx;
use crate::http::prefer;
use crate::server::Server;
use crate::store::Tx;

/// The lists.
pub const LISTS: &[&dyn Followed] =
    &[&DEVICES, &USERS, &GROUPS, &MANAGED_DEVICES, &autopilot::Identities, &imported::Imports];

/// The routes, below a version.
pub fn routes() -> Routes {
    LISTS.iter().fold(Routes::new(), |router, &list| {
        let delta = move |State(server): State<Server>, Ctx(context): Ctx, headers: HeaderMap| async move {
            let page_size = prefer::page_size(&headers);
            let (tenant, now) = (context.tenant, context.now);
            let work = move |tx: &Tx<'_>| directory::delta(tx, &context, list, page_size);
            server.read(tenant, now, work).await
        };
        router.route(&format!("/{}/delta", list.context()), get(delta))
    })
}
