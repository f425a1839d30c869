//! Deployment profiles (beta). The tenant has one, which every device gets.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use graph::wire::ErrorEnvelope;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::http::answer::Answer;
use crate::http::context::Ctx;
use crate::http::failure::Failure;
use crate::http::query::Options;
use crate::server::Server;
use crate::store::identities::{self, Identity};

/// `azureADWindowsAutopilotDeploymentProfile`.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[expect(clippy::struct_excessive_bools, reason = "they are the protocol's")]
#[serde(rename_all = "camelCase")]
pub struct DeploymentProfile {
    /// The type.
    #[serde(rename = "@odata.type")]
    kind: &'static str,
    /// A GUID.
    pub id: &'static str,
    /// Its name.
    display_name: &'static str,
    /// What it is for.
    description: &'static str,
    /// The language; empty: that of the system.
    language: &'static str,
    /// The locale; empty: that of the system.
    locale: &'static str,
    /// For which kind of devices it is.
    device_type: &'static str,
    /// The pattern of the devices' names; empty: Windows makes one.
    device_name_template: &'static str,
    /// Whether hashes are taken of devices that it is assigned to.
    extract_hardware_hash: bool,
    /// The same.
    hardware_hash_extraction_enabled: bool,
    /// What is seen of the first start.
    out_of_box_experience_setting: FirstStart,
    /// Whether a technician may prepare the device.
    enable_white_glove: bool,
    /// The same.
    preprovisioning_allowed: bool,
    /// Who may see it.
    role_scope_tag_ids: [&'static str; 1],
    /// When it was made, RFC 3339.
    created_date_time: &'static str,
    /// When it was last changed, RFC 3339.
    last_modified_date_time: &'static str,
}

/// `outOfBoxExperienceSetting`.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[expect(clippy::struct_excessive_bools, reason = "they are the protocol's")]
#[serde(rename_all = "camelCase")]
struct FirstStart {
    /// Whether the page on privacy is left out.
    privacy_settings_hidden: bool,
    /// Whether the licence is left out.
    eula_hidden: bool,
    /// What the user is on the device.
    user_type: &'static str,
    /// Whether one user has it, or many.
    device_usage_type: &'static str,
    /// Whether the page on keyboards is left out.
    keyboard_selection_page_skipped: bool,
    /// Whether there is no way round.
    escape_link_hidden: bool,
}

/// The one profile.
pub const DEFAULT: DeploymentProfile = DeploymentProfile {
    kind: "#microsoft.graph.azureADWindowsAutopilotDeploymentProfile",
    id: "b1f4d1c2-5a52-4d0e-9a6c-3f7b2c8e9d10",
    display_name: "Default profile",
    description: "What every device gets.",
    language: "",
    locale: "",
    device_type: "windowsPc",
    device_name_template: "",
    extract_hardware_hash: false,
    hardware_hash_extraction_enabled: false,
    out_of_box_experience_setting: FirstStart {
        privacy_settings_hidden: true,
        eula_hidden: true,
        user_type: "standard",
        device_usage_type: "singleUser",
        keyboard_selection_page_skipped: true,
        escape_link_hidden: true,
    },
    enable_white_glove: false,
    preprovisioning_allowed: false,
    role_scope_tag_ids: ["0"],
    created_date_time: "2026-01-01T00:00:00Z",
    last_modified_date_time: "2026-01-01T00:00:00Z",
};

/// The profile as it is shown.
pub fn shown() -> Result<Value, Failure> {
    serde_json::to_value(DEFAULT).map_err(|error| Failure::internal(&error.to_string()))
}

/// The profile that a device has; the intended one is the same.
fn of(identity: &Identity) -> Option<DeploymentProfile> {
    identity.profile_assigned_at.map(|_| DEFAULT)
}

/// The properties that `$expand` adds to a device.
pub fn expand(names: Option<&str>, identity: &Identity) -> Result<Map<String, Value>, Failure> {
    let mut properties = Map::new();
    for name in names.unwrap_or_default().split(',').map(str::trim).filter(|name| !name.is_empty()) {
        let known = ["deploymentProfile", "intendedDeploymentProfile"]
            .into_iter()
            .find(|known| known.eq_ignore_ascii_case(name))
            .ok_or_else(|| {
                Failure::bad_request("$expand takes deploymentProfile and intendedDeploymentProfile here.")
            })?;
        let profile =
            serde_json::to_value(of(identity)).map_err(|error| Failure::internal(&error.to_string()))?;
        properties.insert(known.to_owned(), profile);
    }
    Ok(properties)
}

#[derive(Serialize)]
struct Entity {
    #[serde(rename = "@odata.context")]
    context: String,
    #[serde(flatten)]
    profile: DeploymentProfile,
}

async fn answer(server: Server, context: Ctx, id: String) -> Result<Answer, Failure> {
    let Ctx(context) = context;
    Options::of(&context)?.only(&[])?;
    let found = server
        .read(context.tenant, context.now, move |tx| identities::find(tx, &id))
        .await
        .map_err(Failure::from)?;
    match of(&found.ok_or_else(|| Failure::not_found("device"))?) {
        Some(profile) => Answer::json(
            StatusCode::OK,
            &Entity { context: context.odata_context("windowsAutopilotDeploymentProfiles/$entity"), profile },
        ),
        None => Ok(Answer::no_content()),
    }
}

/// Gives the profile that a device has.
#[utoipa::path(
    get,
    path = "/deviceManagement/windowsAutopilotDeviceIdentities/{id}/deploymentProfile",
    operation_id = "getDeploymentProfile",
    params(("id" = String, Path, description = "The device's id.")),
    responses(
        (status = 200, description = "The profile.", body = DeploymentProfile),
        (status = 204, description = "It has none yet."),
        (status = 404, description = "There is no such device.", body = ErrorEnvelope),
    ),
)]
pub async fn deployment_profile(
    State(server): State<Server>,
    context: Ctx,
    Path(id): Path<String>,
) -> Result<Answer, Failure> {
    answer(server, context, id).await
}

/// Gives the profile that a device is to have.
#[utoipa::path(
    get,
    path = "/deviceManagement/windowsAutopilotDeviceIdentities/{id}/intendedDeploymentProfile",
    operation_id = "getIntendedDeploymentProfile",
    params(("id" = String, Path, description = "The device's id.")),
    responses(
        (status = 200, description = "The profile.", body = DeploymentProfile),
        (status = 204, description = "There is none yet."),
        (status = 404, description = "There is no such device.", body = ErrorEnvelope),
    ),
)]
pub async fn intended_deployment_profile(
    State(server): State<Server>,
    context: Ctx,
    Path(id): Path<String>,
) -> Result<Answer, Failure> {
    answer(server, context, id).await
}
