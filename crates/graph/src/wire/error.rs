//! Errors as Graph sends them.

use serde::{Deserialize, Serialize};

use super::null_as_default;

/// The body of every answer that isn't a success.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct ErrorEnvelope {
    /// The error.
    #[serde(deserialize_with = "null_as_default")]
    pub error: ErrorBody,
}

/// An error.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct ErrorBody {
    /// Its name for programs.
    #[serde(deserialize_with = "null_as_default")]
    pub code: String,
    /// What it says to developers. Intune puts a JSON text in here: [`IntuneMessage`].
    #[serde(deserialize_with = "null_as_default")]
    pub message: String,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// Its parts.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "null_as_default")]
    pub details: Vec<ErrorDetail>,
    /// By what it can be found again. Spelt in two ways.
    #[serde(alias = "innererror", skip_serializing_if = "Option::is_none")]
    pub inner_error: Option<InnerError>,
}

/// A part of an error.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct ErrorDetail {
    /// Its name for programs.
    #[serde(deserialize_with = "null_as_default")]
    pub code: String,
    /// What it says.
    #[serde(deserialize_with = "null_as_default")]
    pub message: String,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
}

/// By what an error can be found again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct InnerError {
    /// When, without an offset, in UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The id that support asks for.
    #[serde(rename = "request-id", skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// The id that the client gave.
    #[serde(rename = "client-request-id", skip_serializing_if = "Option::is_none")]
    pub client_request_id: Option<String>,
}

/// What Intune puts as JSON text in [`ErrorBody::message`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct IntuneMessage {
    /// What it says.
    #[serde(deserialize_with = "null_as_default")]
    pub message: String,
    /// Its name for programs.
    #[serde(deserialize_with = "null_as_default")]
    pub custom_api_error_phrase: String,
    /// Seconds to wait, number or text.
    pub retry_after: Option<serde_json::Value>,
}
