//! What becomes of a request for approval: the decision of another administrator, or the requestor's own.

use axum::http::StatusCode;

use super::hold::{is_of, status_at};
use crate::directory::APPROVAL_REQUESTS;
use crate::http::administrator::{Administrator, Kinship};
use crate::http::context::Context;
use crate::http::failure::Failure;
use crate::store::approval_policies::Policy;
use crate::store::approval_requests::Request;
use crate::store::{Tx, approval_policies, approval_requests};

/// A decision of another administrator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It may be done.
    Approve,
    /// It may not.
    Reject,
    /// It was approved, and may not be done after all.
    CancelApproval,
}

impl Decision {
    /// The action's name.
    pub fn name(self) -> &'static str {
        match self {
            Decision::Approve => "approve",
            Decision::Reject => "reject",
            Decision::CancelApproval => "cancelApproval",
        }
    }

    /// Of which status a request is before, and after.
    fn step(self) -> (&'static str, &'static str) {
        match self {
            Decision::Approve => ("needsApproval", "approved"),
            Decision::Reject => ("needsApproval", "rejected"),
            Decision::CancelApproval => ("approved", "cancelled"),
        }
    }
}

fn find(tx: &Tx<'_>, id: &str) -> Result<Request, Failure> {
    approval_requests::find(tx, id)?.ok_or_else(|| Failure::not_found(APPROVAL_REQUESTS.noun))
}

/// Decides about a request; gives its status.
pub fn decide(
    tx: &Tx<'_>,
    context: &Context,
    id: &str,
    decision: Decision,
    justification: Option<&str>,
) -> Result<&'static str, Failure> {
    let request = find(tx, id)?;
    let who = &context.administrator;
    check_approver(tx, &request, who)?;
    let (before, after) = decision.step();
    let status = status_at(&request, context.now);
    if status != before {
        return Err(over(status, decision.name()));
    }
    approval_requests::set_status(tx, id, after, context.now)?;
    approval_requests::set_approver(tx, id, &who.identity_set().to_string(), justification)?;
    Ok(after)
}

/// Cancels a request of one's own, approved or not.
pub fn cancel_own(tx: &Tx<'_>, context: &Context, id: &str) -> Result<(), Failure> {
    let request = find(tx, id)?;
    if is_of(&request, &context.administrator) != Kinship::Same {
        return Err(forbidden(
            "Only the administrator who made this approval request can cancel it. Others reject it, or cancel its approval.",
        ));
    }
    match status_at(&request, context.now) {
        "needsApproval" | "approved" => Ok(approval_requests::set_status(tx, id, "cancelled", context.now)?),
        status => Err(over(status, "cancelMyRequest")),
    }
}

fn check_approver(tx: &Tx<'_>, request: &Request, who: &Administrator) -> Result<(), Failure> {
    if !who.is_named() {
        return Err(forbidden(
            "Who decides about an approval request has to be named: by the header muster-user, or by a bearer token.",
        ));
    }
    if who.is_application {
        return Err(forbidden("Applications can't decide about approval requests."));
    }
    match is_of(request, who) {
        Kinship::Two => {}
        Kinship::Same => {
            return Err(forbidden(
                "An administrator can't decide about an approval request of their own. To withdraw it, use cancelMyRequest.",
            ));
        }
        Kinship::Unknown => {
            return Err(forbidden(
                "Nothing tells whether this administrator is the one who made the approval request: name both by an id, or both \
                 by a user principal name.",
            ));
        }
    }
    let policy = approval_policies::of_type(tx, &request.policy_type)?;
    if policy.is_some_and(|policy| !is_approver(tx, &policy, who)) {
        return Err(forbidden("This administrator is in none of the policy's approver groups."));
    }
    Ok(())
}

/// Whether an administrator is in one of a policy's approver groups. No group has members here yet, so everybody is: this is the
/// one place to ask for them.
fn is_approver(_: &Tx<'_>, _: &Policy, _: &Administrator) -> bool {
    true
}

fn forbidden(message: &str) -> Failure {
    Failure::new(StatusCode::FORBIDDEN, "Forbidden", message)
}

fn over(status: &str, action: &str) -> Failure {
    let status = if status == "needsApproval" { "not approved yet" } else { status };
    let message = format!("The approval request is {status}, so {action} can't be done.");
    Failure::new(StatusCode::CONFLICT, "Conflict", message)
}
