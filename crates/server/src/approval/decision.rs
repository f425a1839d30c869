//! What becomes of a request for approval: the decision of another administrator, or the requestor's own.

use axum::http::StatusCode;

use super::hold::{is_of, status_at};
use crate::directory::APPROVAL_REQUESTS;
use crate::http::administrator::{Administrator, Kinship};
use crate::http::context::Context;
use crate::http::failure::Failure;
use crate::membership;
use crate::store::approval_policies::Policy;
use crate::store::approval_requests::Request;
use crate::store::{Tx, approval_policies, approval_requests, groups, users};

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
    if let Some(policy) = policy
        && !is_approver(tx, &policy, who)?
    {
        return Err(forbidden("This administrator is in none of the policy's approver groups."));
    }
    Ok(())
}

/// Whether an administrator is in one of a policy's approver groups, by themselves or through other groups. Everybody is where it
/// names none, or where none of them is there any more: else nobody could undo it.
fn is_approver(tx: &Tx<'_>, policy: &Policy, who: &Administrator) -> Result<bool, Failure> {
    let named: Vec<String> = serde_json::from_str(&policy.approver_group_ids)
        .map_err(|error| Failure::internal(&error.to_string()))?;
    let mut groups = Vec::new();
    for id in named {
        groups.extend(groups::find(tx, &id)?.map(|group| group.id));
    }
    if groups.is_empty() {
        return Ok(true);
    }
    let Some(user) = users::of_administrator(tx, who.id.as_deref(), who.user_name.as_deref())? else {
        return Ok(false);
    };
    let found = membership::groups_of(tx, &user.id, true)?;
    Ok(groups.iter().any(|group| found.contains(group)))
}

fn forbidden(message: &str) -> Failure {
    Failure::new(StatusCode::FORBIDDEN, "Forbidden", message)
}

fn over(status: &str, action: &str) -> Failure {
    let status = if status == "needsApproval" { "not approved yet" } else { status };
    let message = format!("The approval request is {status}, so {action} can't be done.");
    Failure::new(StatusCode::CONFLICT, "Conflict", message)
}
