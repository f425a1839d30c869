//! `groups`: making, changing and deleting them.

use axum::extract::{Path, State};
use serde_json::{Map, Value};

use super::users::{find, refused};
use super::{entities, members};
use crate::directory::{self, GROUPS};
use crate::http::answer::Answer;
use crate::http::body::{Small, parse_leniently};
use crate::http::context::Ctx;
use crate::http::failure::Failure;
use crate::membership;
use crate::server::Server;
use crate::store::Tx;
use crate::store::groups::{self, Group, New};

/// What makes a group's members follow from its rule.
const DYNAMIC: &str = "DynamicMembership";

fn truth(given: &Map<String, Value>, name: &str) -> Result<bool, Failure> {
    find(given, name)
        .and_then(Value::as_bool)
        .ok_or_else(|| refused(format!("A group needs '{name}': true or false.")))
}

/// The types of a group that is made.
fn types(given: &Map<String, Value>) -> Result<Vec<String>, Failure> {
    let types: Vec<String> = match find(given, "groupTypes") {
        None => Vec::new(),
        Some(types) => serde_json::from_value(types.clone())
            .map_err(|_| refused("'groupTypes' must be an array of texts."))?,
    };
    match types.iter().find(|name| !matches!(name.as_str(), DYNAMIC | "Unified")) {
        Some(_) => Err(refused("'groupTypes' may have DynamicMembership and Unified.")),
        None => Ok(types),
    }
}

/// Refuses what a group can't be.
fn check(given: &Map<String, Value>, is_dynamic: bool) -> Result<(), Failure> {
    match find(given, "membershipRule").map(Value::as_str) {
        Some(Some(rule)) if is_dynamic => {
            directory::read_rule(rule).map_err(|failure| refused(failure.message))?;
        }
        Some(Some(_)) => {
            return Err(refused("Only a group of the type DynamicMembership has a 'membershipRule'."));
        }
        Some(None) => return Err(refused("'membershipRule' must be a text.")),
        None => {}
    }
    match find(given, "membershipRuleProcessingState").map(Value::as_str) {
        None | Some(Some("On" | "Paused")) => Ok(()),
        Some(_) => Err(refused("'membershipRuleProcessingState' must be On or Paused.")),
    }
}

fn group(tx: &Tx<'_>, id: &str) -> Result<Group, Failure> {
    groups::find(tx, id)?.ok_or_else(|| GROUPS.not_found())
}

/// Makes a group.
pub async fn create(State(server): State<Server>, Ctx(context): Ctx, body: Small) -> Result<Answer, Failure> {
    let mut given: Map<String, Value> = parse_leniently(&body.0)?;
    let id = server.ids().id().to_string();
    for name in ["displayName", "mailNickname"] {
        let is_text = find(&given, name).and_then(Value::as_str).is_some_and(|text| !text.trim().is_empty());
        if !is_text {
            return Err(refused(format!("A group needs a '{name}'.")));
        }
    }
    let (mail_enabled, security_enabled) = (truth(&given, "mailEnabled")?, truth(&given, "securityEnabled")?);
    let types = types(&given)?;
    let is_dynamic = types.iter().any(|name| name == DYNAMIC);
    check(&given, is_dynamic)?;
    if is_dynamic != find(&given, "membershipRule").is_some() {
        return Err(refused("A group of the type DynamicMembership needs a 'membershipRule'."));
    }
    if is_dynamic && find(&given, "membershipRuleProcessingState").is_none() {
        given.insert("membershipRuleProcessingState".to_owned(), "On".into());
    }
    let bound = members::bound(&given)?;
    if is_dynamic && !bound.is_empty() {
        return Err(members::by_rule());
    }
    let call = context.clone();
    let create = move |tx: &Tx<'_>| {
        let types = Value::from(types).to_string();
        groups::insert(tx, &New { id: &id, types: &types, security_enabled, mail_enabled }, call.now)?;
        directory::change(tx, &call, &GROUPS, &id, &given)?;
        for member in &bound {
            members::put_in(tx, &id, member)?;
        }
        entities::created(tx, &call, &GROUPS, &id)
    };
    server.mutate(&context, &body.0, create).await
}

/// Changes a group: its names, its rule, and with `members@odata.bind` who is in it.
pub async fn change(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
    body: Small,
) -> Result<Answer, Failure> {
    let given: Map<String, Value> = parse_leniently(&body.0)?;
    let bound = members::bound(&given)?;
    let call = context.clone();
    let change = move |tx: &Tx<'_>| {
        let before = group(tx, &id)?;
        check(&given, before.is_dynamic)?;
        let is_taken =
            given.iter().any(|(name, value)| name.eq_ignore_ascii_case("membershipRule") && value.is_null());
        if before.is_dynamic && is_taken {
            return Err(refused("A group of the type DynamicMembership needs a 'membershipRule'."));
        }
        if find(&given, "groupTypes").is_some() {
            return Err(refused("'groupTypes' can't be changed here. Make another group."));
        }
        directory::change(tx, &call, &GROUPS, &id, &given)?;
        let after = group(tx, &id)?;
        if before.is_ruled != after.is_ruled {
            membership::hand_over(tx, &before, &after)?;
        }
        if after.is_dynamic && !bound.is_empty() {
            return Err(members::by_rule());
        }
        for member in &bound {
            members::put_in(tx, &id, member)?;
        }
        Ok(Answer::no_content())
    };
    server.mutate(&context, &body.0, change).await
}

/// Deletes a group, for good. Who was in it stays.
pub async fn delete(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
    body: Small,
) -> Result<Answer, Failure> {
    let delete = move |tx: &Tx<'_>| {
        group(tx, &id)?;
        groups::delete(tx, &id)?;
        Ok(Answer::no_content())
    };
    server.mutate(&context, &body.0, delete).await
}
