//! Actions on a registered device.

use axum::extract::{Path, State};
use graph::wire::{ErrorEnvelope, UserAssignment};
use serde::Deserialize;

use super::autopilot_change::{Change, change, change_by};
use crate::http::answer::Answer;
use crate::http::body::{Small, parse_leniently};
use crate::http::context::{Context, Ctx};
use crate::http::failure::Failure;
use crate::server::Server;
use crate::store::identities::Identity;

/// The body of `assignResourceAccountToDevice`.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[expect(clippy::struct_field_names, reason = "they are the protocol's")]
#[serde(rename_all = "camelCase", default)]
pub struct ResourceAssignment {
    /// The resource account.
    pub user_principal_name: Option<String>,
    /// The name that is shown.
    pub addressable_user_name: Option<String>,
    /// The resource's name.
    pub resource_account_name: Option<String>,
}

/// Changes a device; the answer says nothing but that.
async fn act(
    server: &Server,
    context: &Context,
    body: &Small,
    id: String,
    act: impl FnOnce(&mut Identity) + Send + 'static,
) -> Result<Answer, Failure> {
    server.mutate(context, &body.0, move |tx| change(tx, &id, act).map(|_| Answer::no_content())).await
}

fn required(value: Option<String>, name: &str) -> Result<String, Failure> {
    value
        .filter(|value| !value.trim().is_empty())
        .ok_or_else(|| Failure::bad_request(format!("The body needs a {name}.")))
}

/// Assigns a user to a device.
#[utoipa::path(
    post,
    path = "/deviceManagement/windowsAutopilotDeviceIdentities/{id}/assignUserToDevice",
    operation_id = "assignUserToDevice",
    params(("id" = String, Path, description = "The device's id.")),
    request_body = UserAssignment,
    responses(
        (status = 204, description = "The user is assigned."),
        (status = 404, description = "There is none.", body = ErrorEnvelope),
    ),
)]
pub async fn assign_user_to_device(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
    body: Small,
) -> Result<Answer, Failure> {
    let assignment: UserAssignment = parse_leniently(&body.0)?;
    let user = required(assignment.user_principal_name, "userPrincipalName")?;
    act(&server, &context, &body, id, |identity| {
        identity.user_principal_name = Some(user);
        identity.addressable_user_name = assignment.addressable_user_name;
    })
    .await
}

/// Takes the user from a device.
#[utoipa::path(
    post,
    path = "/deviceManagement/windowsAutopilotDeviceIdentities/{id}/unassignUserFromDevice",
    operation_id = "unassignUserFromDevice",
    params(("id" = String, Path, description = "The device's id.")),
    responses(
        (status = 204, description = "No user is assigned."),
        (status = 404, description = "There is none.", body = ErrorEnvelope),
    ),
)]
pub async fn unassign_user_from_device(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
    body: Small,
) -> Result<Answer, Failure> {
    act(&server, &context, &body, id, |identity| {
        identity.user_principal_name = None;
        identity.addressable_user_name = None;
    })
    .await
}

/// Changes the group tag, the user and the names of a device.
#[utoipa::path(
    post,
    path = "/deviceManagement/windowsAutopilotDeviceIdentities/{id}/updateDeviceProperties",
    operation_id = "updateDeviceProperties",
    params(("id" = String, Path, description = "The device's id.")),
    request_body = Change,
    responses(
        (status = 204, description = "They are changed."),
        (status = 404, description = "There is none.", body = ErrorEnvelope),
    ),
)]
pub async fn update_device_properties(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
    body: Small,
) -> Result<Answer, Failure> {
    let properties: Change = parse_leniently(&body.0)?;
    server
        .mutate(&context, &body.0, move |tx| change_by(tx, &id, properties).map(|_| Answer::no_content()))
        .await
}

/// Assigns a resource account to a device.
#[utoipa::path(
    post,
    path = "/deviceManagement/windowsAutopilotDeviceIdentities/{id}/assignResourceAccountToDevice",
    operation_id = "assignResourceAccountToDevice",
    params(("id" = String, Path, description = "The device's id.")),
    request_body = ResourceAssignment,
    responses(
        (status = 204, description = "The account is assigned."),
        (status = 404, description = "There is none.", body = ErrorEnvelope),
    ),
)]
pub async fn assign_resource_account_to_device(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
    body: Small,
) -> Result<Answer, Failure> {
    let assignment: ResourceAssignment = parse_leniently(&body.0)?;
    let account = required(assignment.user_principal_name, "userPrincipalName")?;
    act(&server, &context, &body, id, |identity| {
        identity.user_principal_name = Some(account);
        identity.addressable_user_name = assignment.addressable_user_name;
        identity.resource_name = assignment.resource_account_name;
    })
    .await
}

/// Takes the resource account from a device.
#[utoipa::path(
    post,
    path = "/deviceManagement/windowsAutopilotDeviceIdentities/{id}/unassignResourceAccountFromDevice",
    operation_id = "unassignResourceAccountFromDevice",
    params(("id" = String, Path, description = "The device's id.")),
    responses(
        (status = 204, description = "No account is assigned."),
        (status = 404, description = "There is none.", body = ErrorEnvelope),
    ),
)]
pub async fn unassign_resource_account_from_device(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
    body: Small,
) -> Result<Answer, Failure> {
    act(&server, &context, &body, id, |identity| {
        identity.user_principal_name = None;
        identity.addressable_user_name = None;
        identity.resource_name = None;
    })
    .await
}

/// Lets a blocked device enrol once more.
#[utoipa::path(
    post,
    path = "/deviceManagement/windowsAutopilotDeviceIdentities/{id}/allowNextEnrollment",
    operation_id = "allowNextEnrollment",
    params(("id" = String, Path, description = "The device's id.")),
    responses(
        (status = 204, description = "It may enrol."),
        (status = 404, description = "There is none.", body = ErrorEnvelope),
    ),
)]
pub async fn allow_next_enrollment(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
    body: Small,
) -> Result<Answer, Failure> {
    act(&server, &context, &body, id, |identity| "allowed".clone_into(&mut identity.userless_status)).await
}
