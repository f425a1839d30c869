//! Errors, as Graph sends them.

use std::time::Duration;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use graph::wire::{ErrorBody, ErrorDetail, ErrorEnvelope, InnerError};

use super::context::Context;
use crate::store::StoreError;

/// The header by which a client is told the code of the approval request that its call waits for, and tells it again.
pub const APPROVAL_CODE: &str = "x-msft-approval-code";

/// With what addresses of the directory begin.
const DIRECTORY: [&str; 7] =
    ["devices", "directory", "directoryObjects", "groups", "me", "subscribedSkus", "users"];

/// Why a request is refused. The edge makes the answer of it, because it knows the request's ids.
///
/// Messages never hold what a client sent in a body: it may be a hash.
#[derive(Clone, Debug)]
pub struct Failure {
    /// The status.
    pub status: StatusCode,
    /// The error's name for programs.
    pub code: &'static str,
    /// What happened, and what to do.
    pub message: String,
    /// When to try again.
    pub retry_after: Option<Duration>,
    /// The code of the approval request that the call waits for.
    pub approval_code: Option<String>,
    /// Where to go on instead.
    pub location: Option<String>,
}

impl Failure {
    /// A failure of that status.
    pub fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Failure {
        Failure {
            status,
            code,
            message: message.into(),
            retry_after: None,
            approval_code: None,
            location: None,
        }
    }

    /// 400: the request makes no sense.
    pub fn bad_request(message: impl Into<String>) -> Failure {
        Failure::new(StatusCode::BAD_REQUEST, "BadRequest", message)
    }

    /// 404: there is no such thing.
    pub fn not_found(what: &str) -> Failure {
        let message = format!("There is no {what} with this id. It may have been deleted: list them again.");
        Failure::new(StatusCode::NOT_FOUND, "ResourceNotFound", message)
    }

    /// 500: the server's fault. What it was goes to the log, not to the client.
    pub fn internal(reason: &str) -> Failure {
        tracing::error!(reason, "a request failed");
        Failure::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "InternalServerError",
            "The server could not answer; nothing was changed. Its log says why, under the request id.",
        )
    }

    /// What an answer without a body means.
    pub fn of_status(status: StatusCode) -> Failure {
        let code = if status.is_server_error() { "InternalServerError" } else { "BadRequest" };
        Failure::new(status, code, status.canonical_reason().unwrap_or("The request was refused."))
    }

    /// 412: it waits until another administrator approves it.
    pub fn awaits_approval(code: &str) -> Failure {
        // Clients look for the code behind its name in the message too: in browsers the real service hides the header.
        let message = format!(
            "Approval Required. Another administrator has to approve this request before it is done; then send it \
             again with the header {APPROVAL_CODE} in place of the justification. {APPROVAL_CODE}: {code}"
        );
        Failure {
            approval_code: Some(code.to_owned()),
            ..Failure::new(StatusCode::PRECONDITION_FAILED, "ApprovalRequired", message)
        }
    }

    /// The error's name for programs, as the service below an address gives it: the directory has its own.
    pub fn code_at(&self, path: &str) -> &'static str {
        let below = path.strip_prefix("/v1.0/").or_else(|| path.strip_prefix("/beta/")).unwrap_or_default();
        let first = below.split('/').next().unwrap_or_default();
        let is_directory = DIRECTORY.contains(&first) && !below.contains("/managedDevices");
        match self.code {
            "BadRequest" if is_directory => "Request_BadRequest",
            "ResourceNotFound" if is_directory => "Request_ResourceNotFound",
            code => code,
        }
    }

    /// The body of the answer.
    pub fn envelope(&self, context: &Context) -> ErrorEnvelope {
        ErrorEnvelope {
            error: ErrorBody {
                code: self.code_at(&context.path).to_owned(),
                message: self.message.clone(),
                details: self.approval_code.as_deref().map(approval_detail).into_iter().collect(),
                inner_error: Some(InnerError {
                    date: Some(context.now.without_offset()),
                    request_id: Some(context.request_id.clone()),
                    client_request_id: Some(context.echoed_id().to_owned()),
                }),
                ..ErrorBody::default()
            },
        }
    }
}

fn approval_detail(code: &str) -> ErrorDetail {
    let target = Some(APPROVAL_CODE.to_owned());
    ErrorDetail { code: "ApprovalRequired".to_owned(), message: code.to_owned(), target }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Failure {
        match error {
            StoreError::Closed => Failure::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "ServiceUnavailable",
                "The server is going down.",
            ),
            other => Failure::internal(&other.to_string()),
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_directory_has_codes_of_its_own() {
        let (wrong, gone) = (Failure::bad_request(""), Failure::not_found("device"));
        for (path, codes) in [
            ("/v1.0/devices", ("Request_BadRequest", "Request_ResourceNotFound")),
            ("/beta/users/u/licenseDetails", ("Request_BadRequest", "Request_ResourceNotFound")),
            ("/v1.0/me", ("Request_BadRequest", "Request_ResourceNotFound")),
            ("/v1.0/me/managedDevices/m", ("BadRequest", "ResourceNotFound")),
            ("/beta/users/u/managedDevices", ("BadRequest", "ResourceNotFound")),
            ("/v1.0/deviceManagement/managedDevices", ("BadRequest", "ResourceNotFound")),
            ("/v2.0/me", ("BadRequest", "ResourceNotFound")),
            ("/agent/checkin", ("BadRequest", "ResourceNotFound")),
            ("/", ("BadRequest", "ResourceNotFound")),
        ] {
            assert_eq!((wrong.code_at(path), gone.code_at(path)), codes, "{path}");
        }
        let unsupported = Failure { code: "Request_UnsupportedQuery", ..Failure::bad_request("") };
        assert_eq!(unsupported.code_at("/v1.0/devices"), "Request_UnsupportedQuery");
    }
}
