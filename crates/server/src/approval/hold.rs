//! Holding what is protected, and letting through what was approved.

use axum::http::StatusCode;
use base64::Engine as _;
use base64::engine::general_purpose::GeneralPurpose;
use base64::engine::{DecodePaddingMode, GeneralPurposeConfig};
use lifecycle::limits::{APPROVAL_DAYS, JUSTIFICATION};

use super::operation::Operation;
use crate::clock::Timestamp;
use crate::http::administrator::{Administrator, Kinship};
use crate::http::answer::Answer;
use crate::http::context::Context;
use crate::http::failure::{APPROVAL_CODE, Failure};
use crate::ids::Ids;
use crate::store::approval_requests::{Made, Request};
use crate::store::{Tx, approval_policies, approval_requests};

const DAY: i64 = 86_400_000;

const BASE64: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Lets an operation through, or holds it. `Ok(None)`: go on, no policy protects it, or it is approved; then its request is completed
/// with the transaction. `Ok(Some(_))`: nothing more is to be done, and that is the answer; the request for approval is made.
///
/// # Errors
/// When it can't even be held: nothing was made of it.
pub fn hold(
    tx: &Tx<'_>,
    ids: &dyn Ids,
    context: &Context,
    operation: &Operation,
) -> Result<Option<Answer>, Failure> {
    if approval_policies::of_type(tx, operation.policy_type)?.is_none() {
        return Ok(None);
    }
    // With both, the code counts: some clients send the justification again with it.
    if let Some(code) = &context.approval.code {
        redeem(tx, context, operation, code)?;
        return Ok(None);
    }
    let justification = justification(context.approval.justification.as_deref())?;
    for about in &operation.about {
        let last = approval_requests::last_about(tx, operation.entity_type, &about.id)?;
        if let Some(open) = last.filter(|last| is_open(status_at(last, context.now))) {
            return Err(Failure::new(
                StatusCode::CONFLICT,
                "Conflict",
                format!(
                    "An active Approval Request already exists for this entity: {}. It has to be completed, rejected or \
                     cancelled before another can be made.",
                    open.id
                ),
            ));
        }
    }
    let (id, who) = (ids.id().to_string(), &context.administrator);
    let entities: Vec<String> = operation.about.iter().map(|about| about.id.clone()).collect();
    let made = Made {
        id: &id,
        policy_type: operation.policy_type,
        expires_at: Timestamp(context.now.0 + APPROVAL_DAYS * DAY),
        requestor: &who.identity_set().to_string(),
        requestor_id: who.id.as_deref(),
        requestor_name: who.user_name.as_deref(),
        justification: &justification,
        digest: operation.digest(context),
        operation: &operation.told(context),
        entities: (operation.entity_type, &entities),
    };
    approval_requests::insert(tx, &made, context.now)?;
    Answer::refusal(&Failure::awaits_approval(&id), context).map(Some)
}

/// How far a request is, at a moment at which what is due may not be done yet.
pub fn status_at(request: &Request, now: Timestamp) -> &str {
    if is_open(&request.status) && request.expires_at <= now { "expired" } else { &request.status }
}

fn is_open(status: &str) -> bool {
    matches!(status, "needsApproval" | "approved")
}

/// How the requestor of a request and somebody else are related.
pub fn is_of(request: &Request, who: &Administrator) -> Kinship {
    let requestor = Administrator {
        id: request.requestor_id.clone(),
        user_name: request.requestor_name.clone(),
        ..Administrator::default()
    };
    requestor.kinship(who)
}

/// Takes what was approved.
fn redeem(tx: &Tx<'_>, context: &Context, operation: &Operation, code: &[u8]) -> Result<(), Failure> {
    let given = std::str::from_utf8(code).ok().and_then(|code| uuid::Uuid::try_parse(code.trim()).ok());
    let request = given.map(|code| approval_requests::find(tx, &code.to_string())).transpose()?.flatten();
    let request = request.ok_or_else(|| {
        invalid(format!("The header {APPROVAL_CODE} is the code of no approval request. Take it from the answer with status 412."))
    })?;
    if request.digest != operation.digest(context) || request.policy_type != operation.policy_type {
        return Err(invalid(
            "This isn't the request that the approval was asked for: send the same method, address and body again.",
        ));
    }
    if is_of(&request, &context.administrator) != Kinship::Same {
        return Err(invalid("Only the administrator who asked for the approval can use it."));
    }
    match status_at(&request, context.now) {
        "approved" => Ok(approval_requests::set_status(tx, &request.id, "completed", context.now)?),
        "needsApproval" => Err(Failure::awaits_approval(&request.id)),
        "completed" => {
            Err(invalid("The approval was used already: it is for one time. Ask for another one."))
        }
        over => Err(invalid(format!("The approval request is {over}. Ask for another one."))),
    }
}

fn invalid(message: impl Into<String>) -> Failure {
    Failure::new(StatusCode::FORBIDDEN, "ApprovalNotValid", message)
}

/// Why it is asked for.
fn justification(given: Option<&[u8]>) -> Result<String, Failure> {
    let given = given.ok_or_else(|| {
        Failure::new(
            StatusCode::FORBIDDEN,
            "ApprovalJustificationRequired",
            "Header 'x-msft-approval-justification' is required to request approval: this operation is protected by Multi Admin \
             Approval. Say in it why, as base64 of UTF-8; then another administrator can approve it.",
        )
    })?;
    let text = BASE64.decode(given.trim_ascii()).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let text =
        text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty() && !text.contains('\0'));
    let text = text.ok_or_else(|| {
        Failure::bad_request(
            "'x-msft-approval-justification' must be a valid base64 encoded string, of UTF-8 text.",
        )
    })?;
    if text.chars().count() > JUSTIFICATION {
        return Err(Failure::bad_request(format!(
            "Decoded content of 'x-msft-approval-justification' header must be no greater than {JUSTIFICATION} characters."
        )));
    }
    Ok(text)
}
