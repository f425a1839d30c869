//! `operationApprovalRequests`: what waits for a second administrator. Beta only.

use serde_json::{Value, json};

use super::{Answer, Client, Pages, bytes, nothing};
use crate::{Failure, Method, Transport, Version, percent_encoded, wire::OperationApprovalRequest};

const REQUESTS: &str = "deviceManagement/operationApprovalRequests";

/// Every property, and the one that is only there when it is asked for.
const IN_FULL: &str = "id,requestDateTime,expirationDateTime,lastModifiedDateTime,requestor,approver,status,\
                       requestJustification,approvalJustification,requiredOperationApprovalPolicyTypes,musterOperation";

/// By what a protected call is let through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Warrant {
    /// By nothing: it isn't known to be protected.
    #[default]
    None,
    /// It is asked for an approval, for this reason.
    Reason(String),
    /// It was approved, under this code.
    Code(String),
}

/// What a second administrator decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It may be done.
    Approve,
    /// It may not.
    Reject,
}

impl<T: Transport> Client<T> {
    /// Every request for approval.
    pub fn approval_requests(&self) -> Pages<'_, T, OperationApprovalRequest> {
        Pages::new(self, self.address(Version::Beta, REQUESTS))
    }

    /// The same with what is to be done, which `muster-server` tells those who ask for it.
    pub fn approval_requests_in_full(&self) -> Pages<'_, T, OperationApprovalRequest> {
        Pages::new(self, self.address(Version::Beta, &format!("{REQUESTS}?$select={IN_FULL}")))
    }

    /// A request for approval.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn approval_request(&self, id: &str) -> Result<Answer<OperationApprovalRequest>, Failure> {
        self.read(Version::Beta, &approval_path(id)[1..]).await
    }

    /// Decides about somebody else's request.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn decide(
        &self,
        request_id: &str,
        request: &str,
        decision: Decision,
        why: &str,
    ) -> Result<Answer<()>, Failure> {
        let verb = match decision {
            Decision::Approve => "approve",
            Decision::Reject => "reject",
        };
        let path = format!("{REQUESTS}/{}/{verb}", percent_encoded(request));
        let body = json!({ "justification": why, "approvalSource": "adminConsole" });
        self.say(request_id, &path, &body).await
    }

    /// Takes back a request of one's own.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn cancel_own_request(&self, request_id: &str, request: &str) -> Result<Answer<()>, Failure> {
        self.say(request_id, &format!("{REQUESTS}/cancelMyRequest"), &json!({ "id": request })).await
    }

    async fn say(&self, request_id: &str, path: &str, body: &Value) -> Result<Answer<()>, Failure> {
        let address = self.address(Version::Beta, path);
        Ok(nothing(&self.change(Method::Post, address, request_id, Some(bytes(body))).await?))
    }
}

/// The address of a request for approval below the version, for a batch.
#[must_use]
pub fn approval_path(id: &str) -> String {
    format!("/{REQUESTS}/{}", percent_encoded(id))
}
