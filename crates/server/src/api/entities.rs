//! Lists, numbers and single entities of every kind that is described by its properties.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::routing::get;

use super::routes::Routes;
use crate::directory::{self, Entity, One, Within};
use crate::http::answer::Answer;
use crate::http::context::{Context, Ctx};
use crate::http::failure::Failure;
use crate::http::percent;
use crate::server::Server;
use crate::store::Tx;
use crate::store::sql::Row;

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
    if server.faults().has_put_off() {
        return server
            .read(tenant, now, move |tx| directory::find(tx, &context, entity, (column, &value)))
            .await;
    }
    let (question, one) = One::of(None, &context, entity, Within::columns(&[(column, &value)]))?;
    let show = move |row: Option<&Row<'_>>| match row {
        Some(row) => one.answer(&context, row),
        None => Err(entity.not_found()),
    };
    server.database().ask(tenant, question, show).await
}

/// An entity as it is now, whatever options the request has: what is answered by a request that changes it.
pub fn shown(tx: &Tx<'_>, context: &Context, entity: &'static Entity, id: &str) -> Result<Answer, Failure> {
    let plain = Context { query: String::new(), ..context.clone() };
    directory::find(tx, &plain, entity, ("id", id))
}

/// What is answered by a request to the list of a kind that has made one of it.
pub fn created(tx: &Tx<'_>, context: &Context, entity: &'static Entity, id: &str) -> Result<Answer, Failure> {
    let place = format!("{}{}/{}", context.base, context.path, percent::encode(id));
    let answer = Answer { status: StatusCode::CREATED.as_u16(), ..shown(tx, context, entity, id)? };
    Ok(answer.with(header::LOCATION.as_str(), place))
}
