//! `/world`: the directories around the tenant, which are no part of Graph. They are below one address of our own, so that nobody takes
//! them for a part of it; apart from that they speak as it does.

mod apple;
mod computers;
mod partner_center;

use axum::routing;

use super::entities;
use super::routes::Routes;
use crate::directory::{APPLE_DEVICES, APPLE_SERVERS, COMPUTERS, PARTNERS};

/// The routes below `/world`.
pub fn routes() -> Routes {
    let computers = "/activeDirectory/computers";
    Routes::new()
        .merge(entities::routes(&COMPUTERS))
        .route(computers, routing::post(computers::create))
        .route(&format!("{computers}/{{id}}"), routing::patch(computers::change).delete(computers::delete))
        .route("/activeDirectory/sync", routing::get(computers::get_sync).post(computers::sync))
        .merge(apple())
        .merge(partners())
}

fn apple() -> Routes {
    let servers = format!("/{}", APPLE_SERVERS.context);
    let devices = format!("/{}", APPLE_DEVICES.context);
    let device = format!("{devices}/{{id}}");
    Routes::new()
        .merge(entities::routes(&APPLE_SERVERS))
        .route(&servers, routing::post(apple::create_server))
        .route(&format!("{servers}/{{id}}/connect"), routing::post(apple::connect))
        .merge(entities::lists(&APPLE_DEVICES))
        .route(&devices, routing::post(apple::add_device))
        .route(&device, routing::get(apple::get_device).delete(apple::release))
        .route(&format!("{device}/assign"), routing::post(apple::assign))
        .route(&format!("{device}/unassign"), routing::post(apple::unassign))
}

fn partners() -> Routes {
    let partners = format!("/{}", PARTNERS.context);
    let partner = format!("{partners}/{{id}}");
    let batches = format!("{partner}/deviceBatches");
    let devices = format!("{batches}/{{batch}}/devices");
    Routes::new()
        .merge(entities::routes(&PARTNERS))
        .route(&partners, routing::post(partner_center::create_partner))
        .route(&batches, routing::get(partner_center::list_batches).post(partner_center::create_batch))
        .route(&devices, routing::get(partner_center::list_batch).post(partner_center::add_devices))
        .route(&format!("{devices}/{{device}}"), routing::delete(partner_center::delete_device))
        .route(&format!("{partner}/devices"), routing::get(partner_center::list_devices))
        .route(&format!("{partner}/batchJobStatus/{{job}}"), routing::get(partner_center::batch_job_status))
        .route(
            &format!("{partner}/autopilotDeviceRegistration"),
            routing::post(partner_center::register_directly),
        )
}
