//! Errors as Graph sends them.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

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
#[serde(rename_all = "camelCase", default, from = "Received")]
pub struct ErrorBody {
    /// Its name for programs.
    pub code: String,
    /// What it says to developers. Intune puts a JSON text in here: [`IntuneMessage`].
    pub message: String,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// Its parts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub details: Vec<ErrorDetail>,
    /// By what it can be found again. `innererror`, as the documentation has it, is read where this isn't there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inner_error: Option<InnerError>,
}

/// What is sent: whatever part can be read, as the service is least careful where it fails. The inner error may be there
/// by both names.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Received {
    #[serde(deserialize_with = "if_readable")]
    code: String,
    #[serde(deserialize_with = "if_readable")]
    message: String,
    #[serde(deserialize_with = "if_readable")]
    target: Option<String>,
    #[serde(deserialize_with = "if_readable")]
    details: Vec<ErrorDetail>,
    #[serde(deserialize_with = "if_readable")]
    inner_error: Option<InnerError>,
    #[serde(rename = "innererror", deserialize_with = "if_readable")]
    inner_error_in_lower_case: Option<InnerError>,
}

impl From<Received> for ErrorBody {
    fn from(sent: Received) -> Self {
        ErrorBody {
            code: sent.code,
            message: sent.message,
            target: sent.target,
            details: sent.details,
            inner_error: sent.inner_error.or(sent.inner_error_in_lower_case),
        }
    }
}

/// The default for what isn't as it should be.
fn if_readable<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: serde::de::DeserializeOwned + Default,
{
    Ok(serde_json::from_value(Value::deserialize(deserializer)?).unwrap_or_default())
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
    pub retry_after: Option<Value>,
}
