//! What the server answers, one file for each group of addresses. What is here describes itself: the routes and the
//! `OpenAPI` document come from the same place.

mod actions;
pub mod admin;
mod agent;
mod approval_policies;
mod approval_requests;
mod autopilot;
mod autopilot_change;
mod bulk;
mod categories;
mod cleanup;
mod delete_devices;
mod delta;
mod dep;
mod describe;
mod describe_approval;
mod describe_delta;
mod describe_entities;
mod describe_navigations;
mod describe_operation;
mod describe_parts;
mod describe_people;
mod describe_world;
mod directory;
mod entities;
mod groups;
mod held;
mod import;
mod imported;
mod licences;
mod managed_devices;
mod members;
mod navigations;
pub mod operation;
mod present;
mod profile;
mod profiles;
mod relations;
mod routes;
mod settings;
mod users;
mod world;

use std::sync::LazyLock;

use axum::extract::{MatchedPath, Request};
use axum::http::{Method, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::{Router, routing};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::directory::{
    AUTOPILOT_EVENTS, CLEANUP_RULES, DELETED_DEVICES, DELETED_USERS, DEVICES, GROUPS, MANAGED_DEVICES,
    REMOTE_ACTION_AUDITS, USERS,
};
use crate::faults;
use crate::http::batch;
use crate::http::context::{Ctx, Version};
use crate::http::edge::Route;
use crate::http::failure::Failure;
use crate::http::units;
use crate::membership::KINDS;
use crate::server::Server;
use routes::Routes;

/// Where the server describes itself.
pub const DESCRIPTION: &str = "/openapi.json";

/// Routes and description: made once, because tests open many servers.
static API: LazyLock<Api> = LazyLock::new(make);

struct Api {
    router: Router<Server>,
    description: String,
    /// The addresses whose description isn't made with them.
    #[cfg_attr(not(test), expect(dead_code, reason = "the test that holds them to the description"))]
    addresses: Vec<String>,
}

/// The router of requests to Graph, whose paths have their one spelling.
pub fn router(server: Server) -> Router {
    API.router.clone().with_state(server)
}

/// The server's description of itself: an `OpenAPI` document.
pub fn description() -> &'static str {
    &API.description
}

#[cfg(test)]
fn addresses() -> &'static [String] {
    &API.addresses
}

fn make() -> Api {
    let (api, document) = OpenApiRouter::with_openapi(describe::document())
        .nest("/v1.0", common())
        .nest("/beta", common().merge(beta()))
        .routes(routes!(agent::enroll))
        .routes(routes!(agent::checkin))
        .routes(routes!(admin::get, admin::put, admin::delete))
        .split_for_parts();
    let (others, addresses) = Routes::new()
        .route("/healthz", routing::get(operation::healthz))
        .route("/readyz", routing::get(operation::readyz))
        .route("/metrics", routing::get(operation::metrics))
        .nest("/v1.0", directories(Version::V1))
        .nest("/beta", directories(Version::Beta))
        .nest("/world", world::routes())
        .route(
            DESCRIPTION,
            routing::get(async || ([(header::CONTENT_TYPE, "application/json")], description())),
        )
        .into_parts();
    let router = api
        .merge(others)
        .route_layer(from_fn(note_route))
        .fallback(unknown)
        .method_not_allowed_fallback(wrong_method);
    Api { router, description: describe::finish(document), addresses }
}

/// What both versions have.
fn common() -> OpenApiRouter<Server> {
    OpenApiRouter::new()
        .routes(routes!(batch::batch))
        .routes(routes!(imported::list, import::create))
        .routes(routes!(imported::count))
        .routes(routes!(import::import))
        .routes(routes!(imported::get, imported::delete))
        .routes(routes!(autopilot::list, autopilot_change::create))
        .routes(routes!(autopilot::count))
        .routes(routes!(delete_devices::delete_devices))
        .routes(routes!(autopilot::get, autopilot_change::update, autopilot_change::delete))
        .routes(routes!(actions::assign_user_to_device))
        .routes(routes!(actions::unassign_user_from_device))
        .routes(routes!(actions::update_device_properties))
}

/// What beta alone has.
fn beta() -> OpenApiRouter<Server> {
    OpenApiRouter::new()
        .routes(routes!(actions::assign_resource_account_to_device))
        .routes(routes!(actions::unassign_resource_account_from_device))
        .routes(routes!(actions::allow_next_enrollment))
        .routes(routes!(profile::deployment_profile))
        .routes(routes!(profile::intended_deployment_profile))
        .routes(routes!(settings::get, settings::change, settings::reset))
        .routes(routes!(settings::sync))
}

/// What is described by the properties of its entities.
fn directories(version: Version) -> Routes {
    let managed = "/deviceManagement/managedDevices/{id}";
    let deleted = "/directory/deletedItems";
    let router = Routes::new()
        .merge(entities::lists(&MANAGED_DEVICES))
        .merge(entities::routes(&DEVICES))
        .merge(entities::routes(&DELETED_DEVICES))
        .merge(entities::routes(&DELETED_USERS))
        .merge(entities::routes(&GROUPS))
        .merge(entities::lists(&USERS))
        .merge(relations::routes())
        .merge(people())
        .merge(delta::routes())
        .merge(managed_devices::routes(version))
        .merge(navigations::routes())
        .merge(categories::routes())
        .route(
            managed,
            routing::get(navigations::get_device)
                .patch(managed_devices::change)
                .delete(managed_devices::delete),
        )
        .route("/devices/{id}", routing::patch(directory::change).delete(directory::delete))
        .route("/devices/{id}/restore", routing::post(directory::restore))
        .route("/devices/deviceId/{id}", routing::get(directory::get_by_device_id))
        .route(
            &format!("{deleted}/{{id}}"),
            routing::get(directory::get_deleted).delete(directory::delete_for_good),
        )
        .route(&format!("{deleted}/{{id}}/restore"), routing::post(directory::restore));
    match version {
        Version::V1 | Version::World => router,
        Version::Beta => router
            .merge(entities::routes(&AUTOPILOT_EVENTS))
            .merge(deployment_profiles())
            .merge(approval_policies::routes())
            .merge(approval_requests::routes())
            .merge(entities::routes(&CLEANUP_RULES))
            .merge(dep::routes())
            .route("/deviceManagement/managedDeviceCleanupRules", routing::post(cleanup::create))
            .route(
                "/deviceManagement/managedDeviceCleanupRules/{id}",
                routing::patch(cleanup::change).delete(cleanup::delete),
            )
            .route(
                "/deviceManagement/managedDeviceCleanupSettings",
                routing::get(cleanup::get_settings).patch(cleanup::change_settings),
            )
            .route("/deviceManagement/managedDevices/executeAction", routing::post(bulk::execute_action))
            .merge(entities::routes(&REMOTE_ACTION_AUDITS))
            .route(
                "/deviceManagement",
                routing::get(cleanup::get_management).patch(cleanup::change_management),
            ),
    }
}

/// Users, their licences, and groups.
fn people() -> Routes {
    let members = "/groups/{id}/members";
    let routes = Routes::new()
        .route("/me", routing::get(users::get_me))
        .route("/me/licenseDetails", routing::get(licences::own_details))
        .route("/users", routing::post(users::create))
        .route("/users/{id}", routing::get(users::get).patch(users::change).delete(users::delete))
        .route("/users/{id}/licenseDetails", routing::get(licences::details))
        .route("/users/{id}/assignLicense", routing::post(licences::assign))
        .route("/subscribedSkus", routing::get(licences::list))
        .route("/subscribedSkus/{id}", routing::get(licences::get))
        .route("/groups", routing::post(groups::create))
        .route("/groups/{id}", routing::patch(groups::change).delete(groups::delete))
        .route(members, routing::get(members::list))
        .route(&format!("{members}/$ref"), routing::post(members::add))
        .route(&format!("{members}/$count"), routing::get(members::count))
        .route(&format!("{members}/{{member}}"), routing::delete(members::remove_without_ref))
        .route(&format!("{members}/{{member}}/$ref"), routing::delete(members::remove));
    KINDS.into_iter().fold(routes, |routes, kind| {
        let list = move |server, context, id| members::list_of_kind(server, context, id, kind);
        routes.route(&format!("{members}/{}", kind.kind), routing::get(list))
    })
}

/// Deployment profiles are of beta alone.
fn deployment_profiles() -> Routes {
    let profiles = "/deviceManagement/windowsAutopilotDeploymentProfiles";
    Routes::new()
        .route(profiles, routing::get(profiles::list))
        .route(&format!("{profiles}/$count"), routing::get(profiles::count))
        .route(&format!("{profiles}/{{id}}"), routing::get(profiles::get))
        .route(&format!("{profiles}/{{id}}/assignments"), routing::get(profiles::assignments))
        .route(&format!("{profiles}/{{id}}/assignedDevices"), routing::get(profiles::assigned_devices))
}

async fn note_route(matched: MatchedPath, request: Request, next: Next) -> Response {
    let cost = units::cost(request.method(), matched.as_str(), request.uri().query().unwrap_or_default());
    let mut answer = faults::around(matched.as_str(), request, next).await;
    if let Some(cost) = cost {
        answer.headers_mut().insert(units::HEADER, cost.into());
    }
    answer.extensions_mut().insert(Route(matched));
    answer
}

async fn unknown(Ctx(context): Ctx) -> Response {
    let message = if crate::http::canonical::canonical(&context.path).is_some() {
        let version = context.version.segment();
        format!(
            "{version} has nothing at this address. What there is stands in {DESCRIPTION} of this server."
        )
    } else {
        let message =
            format!("There is nothing at this address: begin with /v1.0 or /beta, or look at {DESCRIPTION}.");
        return Failure::new(axum::http::StatusCode::NOT_FOUND, "ResourceNotFound", message).into_response();
    };
    Failure::bad_request(message).into_response()
}

async fn wrong_method(method: Method) -> Failure {
    Failure::new(
        axum::http::StatusCode::METHOD_NOT_ALLOWED,
        "BadRequest",
        format!(
            "There is no route for {method} at this address. The header Allow lists the methods that it takes."
        ),
    )
}
