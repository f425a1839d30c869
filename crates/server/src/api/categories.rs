//! `deviceCategories`, and which one a managed device is in.

use axum::extract::{Path, State};
use axum::routing::{get, patch, post};
use serde_json::{Map, Value, json};

use super::entities;
use super::members::referred_id;
use super::routes::Routes;
use super::users::find;
use crate::directory::{self, DEVICE_CATEGORIES, MANAGED_DEVICES};
use crate::http::answer::Answer;
use crate::http::body::{Small, parse_leniently};
use crate::http::context::Ctx;
use crate::http::failure::Failure;
use crate::http::query::Options;
use crate::server::Server;
use crate::store::device_categories::{self, Category};
use crate::store::{Tx, managed_devices};

/// How long a text is at most.
const LONGEST: usize = 256;

/// The routes, below a version.
pub fn routes() -> Routes {
    let set = format!("/{}", DEVICE_CATEGORIES.context);
    let of_device = format!("/{}/{{id}}/deviceCategory", MANAGED_DEVICES.context);
    Routes::new()
        .merge(entities::routes(&DEVICE_CATEGORIES))
        .route(&set, post(create))
        .route(&format!("{set}/{{id}}"), patch(change).delete(delete))
        .route(&of_device, get(of))
        .route(&format!("{of_device}/$ref"), get(reference).put(assign).delete(take_out))
}

/// Takes what a body says of a category.
fn apply(category: &mut Category, given: &Map<String, Value>) -> Result<(), Failure> {
    if let Some(name) = find(given, "displayName") {
        let is_name = |name: &&str| !name.trim().is_empty() && name.len() <= LONGEST;
        let name = name.as_str().filter(is_name);
        let wrong = || Failure::bad_request(format!("displayName must be a text of 1 to {LONGEST} bytes."));
        name.ok_or_else(wrong)?.clone_into(&mut category.display_name);
    }
    match given.iter().find(|(name, _)| name.eq_ignore_ascii_case("description")).map(|(_, value)| value) {
        None => {}
        Some(Value::Null) => category.description = None,
        Some(Value::String(text)) => category.description = Some(text.clone()),
        Some(_) => return Err(Failure::bad_request("description must be a text.")),
    }
    if let Some(tags) = find(given, "roleScopeTagIds") {
        let tags: Vec<String> = serde_json::from_value(tags.clone())
            .map_err(|_| Failure::bad_request("roleScopeTagIds must be an array of texts."))?;
        category.role_scope_tag_ids = Some(Value::from(tags).to_string());
    }
    Ok(())
}

/// Names tell categories apart.
fn check_alone(tx: &Tx<'_>, category: &Category) -> Result<(), Failure> {
    match device_categories::of_name(tx, &category.display_name)? {
        Some(other) if other.id != category.id => {
            Err(Failure::bad_request("There is a device category of this name already."))
        }
        _ => Ok(()),
    }
}

async fn create(State(server): State<Server>, Ctx(context): Ctx, body: Small) -> Result<Answer, Failure> {
    let given: Map<String, Value> = parse_leniently(&body.0)?;
    if find(&given, "displayName").is_none() {
        return Err(Failure::bad_request("A device category needs a displayName."));
    }
    let mut category = Category {
        id: server.ids().id().to_string(),
        display_name: String::new(),
        description: None,
        role_scope_tag_ids: Some(json!(["0"]).to_string()),
    };
    apply(&mut category, &given)?;
    let call = context.clone();
    let create = move |tx: &Tx<'_>| {
        check_alone(tx, &category)?;
        device_categories::insert(tx, &category)?;
        entities::created(tx, &call, &DEVICE_CATEGORIES, &category.id)
    };
    server.mutate(&context, &body.0, create).await
}

async fn change(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
    body: Small,
) -> Result<Answer, Failure> {
    let given: Map<String, Value> = parse_leniently(&body.0)?;
    let call = context.clone();
    let change = move |tx: &Tx<'_>| {
        let found = device_categories::find(tx, &id)?;
        let mut category = found.ok_or_else(|| DEVICE_CATEGORIES.not_found())?;
        apply(&mut category, &given)?;
        check_alone(tx, &category)?;
        device_categories::update(tx, &category)?;
        entities::shown(tx, &call, &DEVICE_CATEGORIES, &id)
    };
    server.mutate(&context, &body.0, change).await
}

/// Deletes a category. Its devices are in none then.
async fn delete(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
    body: Small,
) -> Result<Answer, Failure> {
    let delete = move |tx: &Tx<'_>| {
        let is_gone = device_categories::delete(tx, &id)?;
        is_gone.then(Answer::no_content).ok_or_else(|| DEVICE_CATEGORIES.not_found())
    };
    server.mutate(&context, &body.0, delete).await
}

/// The category of a device in the list, if it is in one.
fn category(tx: &Tx<'_>, device: &str) -> Result<Option<String>, Failure> {
    let is_listed = managed_devices::find(tx, device)?.is_some_and(|device| device.is_listed);
    if !is_listed {
        return Err(MANAGED_DEVICES.not_found());
    }
    Ok(device_categories::of_device(tx, device)?)
}

async fn of(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
) -> Result<Answer, Failure> {
    let (tenant, now) = (context.tenant, context.now);
    let read = move |tx: &Tx<'_>| match category(tx, &id)? {
        Some(category) => directory::find(tx, &context, &DEVICE_CATEGORIES, ("id", &category)),
        None => Ok(Answer::no_content()),
    };
    server.read(tenant, now, read).await
}

async fn reference(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
) -> Result<Answer, Failure> {
    Options::of(&context)?.only(&[])?;
    let (tenant, now) = (context.tenant, context.now);
    let read = move |tx: &Tx<'_>| match category(tx, &id)? {
        Some(category) => Answer::ok(&json!({
            "@odata.context": context.context_of("$ref"),
            "@odata.id": format!(
                "{}/{}/{}/{category}",
                context.base,
                context.version.segment(),
                DEVICE_CATEGORIES.context
            ),
        })),
        None => Ok(Answer::no_content()),
    };
    server.read(tenant, now, read).await
}

/// Puts a device into the category that the body refers to.
async fn assign(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
    body: Small,
) -> Result<Answer, Failure> {
    let given: Map<String, Value> = parse_leniently(&body.0)?;
    let address = find(&given, "@odata.id").and_then(Value::as_str);
    let wanted = address.and_then(referred_id).ok_or_else(|| {
        Failure::bad_request("The body needs an '@odata.id' that ends in …/deviceCategories/{id}.")
    })?;
    let assign = move |tx: &Tx<'_>| {
        category(tx, &id)?;
        let found = device_categories::find(tx, &wanted)?.ok_or_else(|| DEVICE_CATEGORIES.not_found())?;
        device_categories::assign(tx, &id, Some(&found))?;
        Ok(Answer::no_content())
    };
    server.mutate(&context, &body.0, assign).await
}

/// Takes a device out of its category.
async fn take_out(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
    body: Small,
) -> Result<Answer, Failure> {
    let take_out = move |tx: &Tx<'_>| {
        if category(tx, &id)?.is_some() {
            device_categories::assign(tx, &id, None)?;
        }
        Ok(Answer::no_content())
    };
    server.mutate(&context, &body.0, take_out).await
}
