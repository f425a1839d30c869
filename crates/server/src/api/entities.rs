//! Lists, numbers and single entities of every kind that is described by its properties.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;

use crate::directory::{self, Entity};
use crate::http::answer::Answer;
use crate::http::context::{Context, Ctx};
use crate::http::failure::Failure;
use crate::server::Server;

/// The routes that read entities of a kind, below a version.
pub fn routes(entity: &'static Entity) -> Router<Server> {
    let one = move |State(server): State<Server>, Ctx(context): Ctx, Path(id): Path<String>| async move {
        get_by(&server, context, entity, "id", id).await
    };
    lists(entity).route(&format!("/{}/{{id}}", entity.context), get(one))
}

/// As [`routes`], but for those that read a single one.
pub fn lists(entity: &'static Entity) -> Router<Server> {
    let list = move |State(server): State<Server>, Ctx(context): Ctx| async move {
        server.database().read(context.tenant, move |tx| directory::list(tx, &context, entity)).await
    };
    let count = move |State(server): State<Server>, Ctx(context): Ctx| async move {
        server.database().read(context.tenant, move |tx| directory::count(tx, &context, entity)).await
    };
    let address = format!("/{}", entity.context);
    Router::new().route(&address, get(list)).route(&format!("{address}/$count"), get(count))
}

/// An entity, by what a column holds of it.
pub async fn get_by(
    server: &Server,
    context: Arc<Context>,
    entity: &'static Entity,
    column: &'static str,
    value: String,
) -> Result<Answer, Failure> {
    let tenant = context.tenant;
    server.database().read(tenant, move |tx| directory::find(tx, &context, entity, (column, &value))).await
}
