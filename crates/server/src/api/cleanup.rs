//! `managedDeviceCleanupRules` and, older than these, `managedDeviceCleanupSettings` (beta).

use axum::extract::{Path, State};
use axum::http::StatusCode;
use lifecycle::cleanup::{DAYS, Scope};
use serde_json::{Map, Value, json};

use super::entities;
use super::users::find;
use crate::clock::Timestamp;
use crate::directory::CLEANUP_RULES;
use crate::http::answer::Answer;
use crate::http::body::{Small, parse_leniently};
use crate::http::context::{Context, Ctx};
use crate::http::failure::Failure;
use crate::http::page::Selection;
use crate::http::query::Options;
use crate::server::Server;
use crate::store::cleanup_rules::{self, Rule};
use crate::store::{Tx, syncs};

/// The platform of the one rule that the older settings know.
const ALL: &str = "all";

/// Takes what a body says of a rule.
fn apply(rule: &mut Rule, given: &Map<String, Value>) -> Result<(), Failure> {
    let find = |wanted: &str| {
        given.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| value)
    };
    for (name, text) in [("displayName", &mut rule.display_name), ("description", &mut rule.description)] {
        match find(name) {
            None => {}
            Some(Value::Null) => *text = None,
            Some(Value::String(given)) => *text = Some(given.clone()),
            Some(_) => return Err(Failure::bad_request(format!("'{name}' must be a text."))),
        }
    }
    if let Some(platform) = find("deviceCleanupRulePlatformType") {
        let name = platform.as_str().unwrap_or_default();
        if Scope::from_name(name).is_none() {
            return Err(Failure::bad_request(format!(
                "deviceCleanupRulePlatformType '{name}' is none that a rule can be made for."
            )));
        }
        name.clone_into(&mut rule.platform_type);
    }
    if let Some(days) = find("deviceInactivityBeforeRetirementInDays") {
        rule.days = days.as_i64().unwrap_or_default();
    }
    if DAYS.contains(&rule.days) { Ok(()) } else { Err(wrong_days()) }
}

fn wrong_days() -> Failure {
    let (from, to) = (DAYS.start(), DAYS.end());
    Failure::bad_request(format!(
        "deviceInactivityBeforeRetirementInDays must be a number from {from} to {to}."
    ))
}

/// There is one rule for a platform.
fn check_alone(tx: &Tx<'_>, rule: &Rule) -> Result<(), Failure> {
    let has_another = cleanup_rules::all(tx)?
        .iter()
        .any(|other| other.id != rule.id && other.platform_type == rule.platform_type);
    if has_another {
        // What the real service says, with the status that it has for it.
        return Err(Failure::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "InternalServerError",
            "A cleanup rule already exists for the specified platform type",
        ));
    }
    Ok(())
}

/// Makes a rule.
pub async fn create(State(server): State<Server>, Ctx(context): Ctx, body: Small) -> Result<Answer, Failure> {
    let given: Map<String, Value> = parse_leniently(&body.0)?;
    let id = server.ids().id().to_string();
    let mut rule = Rule { id, display_name: None, description: None, platform_type: ALL.to_owned(), days: 0 };
    apply(&mut rule, &given)?;
    let call = context.clone();
    let create = move |tx: &Tx<'_>| {
        check_alone(tx, &rule)?;
        cleanup_rules::insert(tx, &rule, call.now)?;
        entities::created(tx, &call, &CLEANUP_RULES, &rule.id)
    };
    server.mutate(&context, &body.0, create).await
}

/// Changes a rule.
pub async fn change(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
    body: Small,
) -> Result<Answer, Failure> {
    let given: Map<String, Value> = parse_leniently(&body.0)?;
    let call = context.clone();
    let change = move |tx: &Tx<'_>| {
        let found = cleanup_rules::all(tx)?.into_iter().find(|rule| rule.id == id);
        let mut rule = found.ok_or_else(|| CLEANUP_RULES.not_found())?;
        apply(&mut rule, &given)?;
        check_alone(tx, &rule)?;
        cleanup_rules::update(tx, &rule, call.now)?;
        entities::shown(tx, &call, &CLEANUP_RULES, &id)
    };
    server.mutate(&context, &body.0, change).await
}

/// Deletes a rule. Devices that it has hidden stay hidden until they are heard of.
pub async fn delete(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
    body: Small,
) -> Result<Answer, Failure> {
    let delete = move |tx: &Tx<'_>| {
        let is_gone = cleanup_rules::delete(tx, &id)?;
        is_gone.then(Answer::no_content).ok_or_else(|| CLEANUP_RULES.not_found())
    };
    server.mutate(&context, &body.0, delete).await
}

fn settings(tx: &Tx<'_>, context: &Context) -> Result<Answer, Failure> {
    let rule = cleanup_rules::all(tx)?.into_iter().find(|rule| rule.platform_type == ALL);
    Answer::ok(&json!({
        "@odata.context": context.context_of("deviceManagement/managedDeviceCleanupSettings"),
        // A text, there.
        "deviceInactivityBeforeRetirementInDays": rule.map_or("0".to_owned(), |rule| rule.days.to_string()),
    }))
}

/// Tells after how many days devices of all platforms are hidden; 0: never.
pub async fn get_settings(State(server): State<Server>, Ctx(context): Ctx) -> Result<Answer, Failure> {
    server.database().read(context.tenant, move |tx| settings(tx, &context)).await
}

/// The same number, as the settings of `deviceManagement` have it.
const DAY: &str = "deviceInactivityBeforeRetirementInDay";

fn management(tx: &Tx<'_>, context: &Context) -> Result<Answer, Failure> {
    let options = Options::of(context)?.only(&["select"])?;
    let rule = cleanup_rules::all(tx)?.into_iter().find(|rule| rule.platform_type == ALL);
    let mut told = json!({
        "id": syncs::get(tx)?.id,
        "settings": { DAY: rule.map_or(0, |rule| rule.days) },
    });
    if let Some(selection) = Selection::of(&options)? {
        told = selection.apply(&told)?;
    }
    told["@odata.context"] = context.context_of("deviceManagement/$entity").into();
    Answer::ok(&told)
}

/// Tells what is set for the tenant as a whole.
pub async fn get_management(State(server): State<Server>, Ctx(context): Ctx) -> Result<Answer, Failure> {
    server.database().read(context.tenant, move |tx| management(tx, &context)).await
}

/// Changes it.
pub async fn change_management(
    State(server): State<Server>,
    Ctx(context): Ctx,
    body: Small,
) -> Result<Answer, Failure> {
    let given: Map<String, Value> = parse_leniently(&body.0)?;
    let days = match find(&given, "settings") {
        None => None,
        Some(Value::Object(settings)) => find(settings, DAY),
        Some(_) => return Err(Failure::bad_request("settings must be an object.")),
    };
    // A body that says nothing of it changes nothing.
    let days = days.map(|days| checked(days.as_i64())).transpose()?;
    let (call, id) = (context.clone(), server.ids().id().to_string());
    let change = move |tx: &Tx<'_>| {
        if let Some(days) = days {
            set(tx, id, days, call.now)?;
        }
        management(tx, &Context { query: String::new(), ..(*call).clone() })
    };
    server.mutate(&context, &body.0, change).await
}

/// A number of days that can be set; 0: never.
fn checked(days: Option<i64>) -> Result<i64, Failure> {
    days.filter(|days| *days == 0 || DAYS.contains(days)).ok_or_else(wrong_days)
}

/// Sets after how many days devices of all platforms are hidden; `id`: of the rule, where there is none yet.
fn set(tx: &Tx<'_>, id: String, days: i64, now: Timestamp) -> Result<(), Failure> {
    let found = cleanup_rules::all(tx)?.into_iter().find(|rule| rule.platform_type == ALL);
    match (found, days) {
        (Some(rule), 0) => {
            cleanup_rules::delete(tx, &rule.id)?;
        }
        (Some(rule), days) => cleanup_rules::update(tx, &Rule { days, ..rule }, now)?,
        (None, 0) => {}
        (None, days) => {
            let platform_type = ALL.to_owned();
            let rule = Rule { id, display_name: None, description: None, platform_type, days };
            cleanup_rules::insert(tx, &rule, now)?;
        }
    }
    Ok(())
}

/// Changes it.
pub async fn change_settings(
    State(server): State<Server>,
    Ctx(context): Ctx,
    body: Small,
) -> Result<Answer, Failure> {
    let given: Map<String, Value> = parse_leniently(&body.0)?;
    let days = match given.get("deviceInactivityBeforeRetirementInDays") {
        Some(Value::String(days)) => days.parse().ok(),
        Some(days) => days.as_i64(),
        None => None,
    };
    let days = checked(days)?;
    let (call, id) = (context.clone(), server.ids().id().to_string());
    let change = move |tx: &Tx<'_>| {
        set(tx, id, days, call.now)?;
        settings(tx, &call)
    };
    server.mutate(&context, &body.0, change).await
}
