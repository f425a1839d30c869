//! `operationApprovalPolicies`: which operations take the approval of a second administrator (beta).
//!
//! To make a policy adds protection, and takes no approval; to change or delete one takes the approval that it asks of others.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, patch, post};
use serde_json::{Map, Value, json};

use super::entities;
use super::routes::Routes;
use crate::approval::{self, About, Operation, PROTECTED};
use crate::directory::{APPROVAL_POLICIES, POLICY_TYPES};
use crate::http::answer::Answer;
use crate::http::body::{Small, parse_leniently};
use crate::http::context::{Context, Ctx};
use crate::http::failure::Failure;
use crate::http::query::Options;
use crate::server::Server;
use crate::store::approval_policies::{self, Policy};
use crate::store::{Tx, approval_requests, groups};

/// The one platform that operations on devices know.
const PLATFORM: &str = "notApplicable";

/// How many characters a name has at most, and a description.
const NAME: usize = 128;
const DESCRIPTION: usize = 1024;

/// How many approver groups a policy has at most. Ours.
const GROUPS: usize = 100;

/// The routes, below beta.
pub fn routes() -> Routes {
    let address = format!("/{}", APPROVAL_POLICIES.context);
    Routes::new()
        .merge(entities::routes(&APPROVAL_POLICIES))
        .route(&address, post(create))
        .route(&format!("{address}/{{id}}"), patch(change).delete(delete))
        .route(&format!("{address}/retrieveApprovableOperations"), get(approvable))
        .route(&format!("{address}/retrieveOperationsRequiringApproval"), get(requiring))
}

/// A value of a body, whatever the case of its name.
fn given<'b>(body: &'b Map<String, Value>, wanted: &str) -> Option<&'b Value> {
    body.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| value)
}

fn text(name: &str, value: &Value, most: usize) -> Result<String, Failure> {
    let text = value.as_str().map(str::trim).filter(|text| text.chars().count() <= most);
    text.map(str::to_owned)
        .ok_or_else(|| Failure::bad_request(format!("'{name}' must be a text of at most {most} characters.")))
}

/// Takes what a body says of a policy that may be changed.
fn apply(policy: &mut Policy, body: &Map<String, Value>) -> Result<(), Failure> {
    if let Some(name) = given(body, "displayName") {
        policy.display_name = text("displayName", name, NAME)?;
    }
    if policy.display_name.is_empty() {
        return Err(Failure::bad_request("A policy needs a displayName."));
    }
    match given(body, "description") {
        None => {}
        Some(Value::Null) => policy.description = None,
        Some(value) => policy.description = Some(text("description", value, DESCRIPTION)?),
    }
    if let Some(groups) = given(body, "approverGroupIds").filter(|groups| !groups.is_null()) {
        let id = |group: &Value| uuid::Uuid::try_parse(group.as_str()?).ok().map(|id| id.to_string());
        let groups = groups.as_array().filter(|groups| groups.len() <= GROUPS);
        let ids: Option<Vec<String>> = groups.and_then(|groups| groups.iter().map(id).collect());
        let ids = ids.ok_or_else(|| {
            Failure::bad_request(format!("approverGroupIds must be ids of groups, {GROUPS} at most."))
        })?;
        policy.approver_group_ids = json!(ids).to_string();
    }
    Ok(())
}

/// The type that a body names, by itself or in its policySet; `None`: it names none.
fn type_of(body: &Map<String, Value>) -> Result<Option<&'static str>, Failure> {
    let set = given(body, "policySet").and_then(Value::as_object);
    let both = |name: &str| [given(body, name), set.and_then(|set| given(set, name))].into_iter().flatten();
    let mut found = None;
    for value in both("policyType") {
        let name = value.as_str().unwrap_or_default();
        let known = PROTECTED.into_iter().find(|known| known.eq_ignore_ascii_case(name));
        let known = known.ok_or_else(|| {
            let what = if POLICY_TYPES.contains(&name) { "nothing that this server has" } else { "nothing" };
            let protected = PROTECTED.join(", ");
            Failure::bad_request(format!(
                "A policy of this policyType protects {what}. Use one of {protected}."
            ))
        })?;
        if found.replace(known).is_some_and(|other| other != known) {
            return Err(Failure::bad_request("policyType and policySet name two types: a policy has one."));
        }
    }
    let is_other = |value: &Value| !value.as_str().is_some_and(|name| name.eq_ignore_ascii_case(PLATFORM));
    if both("policyPlatform").any(|value| !value.is_null() && is_other(value)) {
        return Err(Failure::bad_request(format!(
            "Operations on devices are protected on all platforms: policyPlatform must be {PLATFORM}."
        )));
    }
    Ok(found)
}

/// Makes a policy.
async fn create(State(server): State<Server>, Ctx(context): Ctx, body: Small) -> Result<Answer, Failure> {
    let given: Map<String, Value> = parse_leniently(&body.0)?;
    let policy_type = type_of(&given)?.ok_or_else(|| Failure::bad_request("A policy needs a policyType."))?;
    let mut policy = Policy {
        id: server.ids().id().to_string(),
        display_name: String::new(),
        description: None,
        kind: policy_type.to_owned(),
        platform: PLATFORM.to_owned(),
        set: set(policy_type).to_string(),
        approver_group_ids: "[]".to_owned(),
    };
    apply(&mut policy, &given)?;
    let call = context.clone();
    let create = move |tx: &Tx<'_>| {
        if approval_policies::of_type(tx, policy_type)?.is_some() {
            return Err(Failure::new(
                StatusCode::CONFLICT,
                "Conflict",
                "There is a policy of this policyType already: change that one.",
            ));
        }
        check_groups(tx, &policy)?;
        approval_policies::insert(tx, &policy, call.now)?;
        entities::created(tx, &call, &APPROVAL_POLICIES, &policy.id)
    };
    server.mutate(&context, &body.0, create).await
}

/// Refuses approver groups that there aren't.
fn check_groups(tx: &Tx<'_>, policy: &Policy) -> Result<(), Failure> {
    let ids: Vec<String> = serde_json::from_str(&policy.approver_group_ids)
        .map_err(|error| Failure::internal(&error.to_string()))?;
    for id in ids {
        if groups::find(tx, &id)?.is_none() {
            return Err(Failure::bad_request(
                "approverGroupIds names a group that the directory doesn't have. Nothing was changed.",
            ));
        }
    }
    Ok(())
}

fn found(tx: &Tx<'_>, id: &str) -> Result<Policy, Failure> {
    approval_policies::find(tx, id)?.ok_or_else(|| Failure::not_found(APPROVAL_POLICIES.noun))
}

/// Holds a change of a policy, as the policy itself asks.
fn hold(
    tx: &Tx<'_>,
    server: &Server,
    context: &Context,
    policy: &Policy,
    parameters: Map<String, Value>,
) -> Result<Option<Answer>, Failure> {
    let known = PROTECTED.into_iter().find(|known| *known == policy.kind);
    let policy_type = known.ok_or_else(|| Failure::internal("a policy of a type that there is none of"))?;
    let about = vec![About { id: policy.id.clone(), name: policy.display_name.clone() }];
    let operation = Operation { policy_type, entity_type: approval::POLICY, about, parameters };
    approval::hold(tx, server.ids(), context, &operation)
}

/// Changes a policy.
async fn change(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
    body: Small,
) -> Result<Answer, Failure> {
    let given: Map<String, Value> = parse_leniently(&body.0)?;
    let (call, asking) = (context.clone(), server.clone());
    let change = move |tx: &Tx<'_>| {
        let mut policy = found(tx, &id)?;
        if type_of(&given)?.is_some_and(|other| other != policy.kind) {
            return Err(Failure::bad_request(
                "A policy keeps its policyType. Make another policy, and delete this one.",
            ));
        }
        apply(&mut policy, &given)?;
        check_groups(tx, &policy)?;
        if let Some(held) = hold(tx, &asking, &call, &policy, given)? {
            return Ok(held);
        }
        approval_policies::update(tx, &policy, call.now)?;
        entities::shown(tx, &call, &APPROVAL_POLICIES, &id)
    };
    server.mutate(&context, &body.0, change).await
}

/// Deletes a policy. What waits for the approval that it asked for is cancelled: it can be done without.
async fn delete(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
    body: Small,
) -> Result<Answer, Failure> {
    let (call, asking) = (context.clone(), server.clone());
    let delete = move |tx: &Tx<'_>| {
        let policy = found(tx, &id)?;
        if let Some(held) = hold(tx, &asking, &call, &policy, Map::new())? {
            return Ok(held);
        }
        approval_policies::delete(tx, &id)?;
        approval_requests::cancel_open(tx, &policy.kind, call.now)?;
        Ok(Answer::no_content())
    };
    server.mutate(&context, &body.0, delete).await
}

/// A type with its platform.
fn set(policy_type: &str) -> Value {
    json!({ "policyType": policy_type, "policyPlatform": PLATFORM })
}

fn sets(context: &Context, types: impl Iterator<Item = impl AsRef<str>>) -> Result<Answer, Failure> {
    Options::of(context)?.only(&[])?;
    let sets: Vec<Value> = types.map(|policy_type| set(policy_type.as_ref())).collect();
    let kind = "Collection(microsoft.graph.operationApprovalPolicySet)";
    Answer::ok(&json!({ "@odata.context": context.context_of(kind), "value": sets }))
}

/// Tells what a policy can be made for.
async fn approvable(Ctx(context): Ctx) -> Result<Answer, Failure> {
    sets(&context, PROTECTED.iter())
}

/// Tells what takes approval now.
async fn requiring(State(server): State<Server>, Ctx(context): Ctx) -> Result<Answer, Failure> {
    let tenant = context.tenant;
    let requiring =
        move |tx: &Tx<'_>| sets(&context, approval_policies::all(tx)?.iter().map(|policy| &policy.kind));
    server.database().read(tenant, requiring).await
}
