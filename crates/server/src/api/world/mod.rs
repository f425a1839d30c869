//! `/world`: the directories around the tenant, which are no part of Graph. They are below one address of our own, so that nobody takes
//! them for a part of it; apart from that they speak as it does.

mod computers;

use axum::{Router, routing};

use super::entities;
use crate::directory::COMPUTERS;
use crate::server::Server;

/// The routes below `/world`.
pub fn routes() -> Router<Server> {
    let computers = "/activeDirectory/computers";
    Router::new()
        .merge(entities::routes(&COMPUTERS))
        .route(computers, routing::post(computers::create))
        .route(&format!("{computers}/{{id}}"), routing::patch(computers::change).delete(computers::delete))
        .route("/activeDirectory/sync", routing::get(computers::get_sync).post(computers::sync))
}
