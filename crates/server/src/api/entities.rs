//! Lists, numbers and single entities of every kind that is described by its properties.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::routing::get;

use super::routes::Routes;
use crate::directory::{self, Entity, Within};
use crate::http::answer::Answer;
use crate::http::context::{Context, Ctx};
use crate::http::failure::Failure;
use crate::server::Server;

/// The routes that read entities of a kind, below a version.
pub fn routes(entity: &'static Entity) -> Routes {
    let one = move |State(server): State<Server>, Ctx(context): Ctx, Path(id): Path<String>| async move {
        get_by(&server, context, entity, "id", id).await
    };
    lists(entity).route(&format!("/{}/{{id}}", entity.context), get(one))
}

/// Those of them that read more than one.
pub fn lists(entity: &'static Entity) -> Routes {
    let list = move |State(server): State<Server>, Ctx(context): Ctx| async move {
        server
            .read(context.tenant, context.now, move |tx| {
                directory::list(tx, &context, entity, Within::default())
            })
            .await
    };
    let count = move |State(server): State<Server>, Ctx(context): Ctx| async move {
        server
            .read(context.tenant, context.now, move |tx| {
                directory::count(tx, &context, entity, Within::default())
            })
            .await
    };
    let address = format!("/{}", entity.context);
    Routes::new().route(&address, get(list)).route(&format!("{address}/$count"), get(count))
}

/// An entity, by what a column holds of it.
pub async fn get_by(
    server: &Server,
    context: Arc<Context>,
    entity: &'static Entity,
    column: &'static str,
    value: String,
) -> Result<Answer, Failure> {
    let (tenant, now) = (context.tenant, context.now);
    server.read(tenant, now, move |tx| directory::find(tx, &context, entity, (column, &value))).await
}
