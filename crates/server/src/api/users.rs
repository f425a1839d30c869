//! `users`: making, changing and deleting them.

use axum::extract::{Path, State};
use serde_json::{Map, Value};

use super::entities;
use crate::directory::{self, USERS};
use crate::http::answer::Answer;
use crate::http::body::{Small, parse_leniently};
use crate::http::context::{Context, Ctx};
use crate::http::failure::Failure;
use crate::server::Server;
use crate::store::Tx;
use crate::store::slice::LONGEST;
use crate::store::users::{self, User};

/// What a new user needs, as the real service wants it. The password isn't kept: nobody signs in here.
const NEEDED: [&str; 5] =
    ["accountEnabled", "displayName", "mailNickname", "passwordProfile", "userPrincipalName"];

/// 400, as the directory says it.
pub fn refused(message: impl Into<String>) -> Failure {
    Failure { code: "Request_BadRequest", ..Failure::bad_request(message) }
}

/// What a body says of a property, whatever the case of its name; null is nothing.
pub fn find<'v>(given: &'v Map<String, Value>, name: &str) -> Option<&'v Value> {
    let found = given.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
    found.map(|(_, value)| value).filter(|value| !value.is_null())
}

/// The user of that id, or of that name.
pub fn user(tx: &Tx<'_>, key: &str) -> Result<User, Failure> {
    let found = if uuid::Uuid::try_parse(key).is_ok() {
        users::find(tx, key)?.filter(|user| user.deleted_at.is_none())
    } else {
        users::of_name(tx, key)?
    };
    found.ok_or_else(|| USERS.not_found())
}

/// The name that somebody signs in by.
fn name(given: &Map<String, Value>) -> Result<Option<String>, Failure> {
    let Some(value) = find(given, "userPrincipalName") else { return Ok(None) };
    let is_name = |name: &&str| {
        let parts: Vec<&str> = name.trim().split('@').collect();
        matches!(parts[..], [local, domain] if !local.is_empty() && !domain.is_empty())
            && name.len() <= LONGEST
            && !name.chars().any(|character| character.is_whitespace() || character == '/')
    };
    let name = value.as_str().filter(is_name);
    name.map(|name| Some(name.trim().to_owned()))
        .ok_or_else(|| refused("'userPrincipalName' must be a name such as someone@contoso.com."))
}

/// There is one user of a name.
pub fn check_alone(tx: &Tx<'_>, id: &str, name: &str) -> Result<(), Failure> {
    match users::of_name(tx, name)? {
        Some(other) if other.id != id => {
            Err(refused("Another object with the same value for property userPrincipalName already exists."))
        }
        _ => Ok(()),
    }
}

/// Who asks, as a user of the directory.
pub fn me(tx: &Tx<'_>, context: &Context) -> Result<User, Failure> {
    let who = &context.administrator;
    if !who.is_named() {
        return Err(refused(
            "/me is whoever asks, and this request doesn't say who. Name them by the claims of a bearer token, or by the header \
             muster-user.",
        ));
    }
    let found = users::of_administrator(tx, who.id.as_deref(), who.user_name.as_deref())?;
    found.ok_or_else(|| USERS.not_found())
}

/// Gives whoever asks.
pub async fn get_me(State(server): State<Server>, Ctx(context): Ctx) -> Result<Answer, Failure> {
    let (tenant, now) = (context.tenant, context.now);
    let get = move |tx: &Tx<'_>| directory::find(tx, &context, &USERS, ("id", &me(tx, &context)?.id));
    server.read(tenant, now, get).await
}

/// Gives a user.
pub async fn get(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(key): Path<String>,
) -> Result<Answer, Failure> {
    let (tenant, now) = (context.tenant, context.now);
    let get = move |tx: &Tx<'_>| directory::find(tx, &context, &USERS, ("id", &user(tx, &key)?.id));
    server.read(tenant, now, get).await
}

/// Makes a user.
pub async fn create(State(server): State<Server>, Ctx(context): Ctx, body: Small) -> Result<Answer, Failure> {
    let given: Map<String, Value> = parse_leniently(&body.0)?;
    if let Some(lacking) = NEEDED.into_iter().find(|name| find(&given, name).is_none()) {
        return Err(refused(format!("A user needs '{lacking}'.")));
    }
    let name = name(&given)?.unwrap_or_default();
    let id = server.ids().id().to_string();
    let call = context.clone();
    let create = move |tx: &Tx<'_>| {
        check_alone(tx, &id, &name)?;
        users::insert(tx, &id, &name, call.now)?;
        directory::change(tx, &call, &USERS, &id, &given)?;
        entities::created(tx, &call, &USERS, &id)
    };
    server.mutate(&context, &body.0, create).await
}

/// Changes a user.
pub async fn change(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(key): Path<String>,
    body: Small,
) -> Result<Answer, Failure> {
    let given: Map<String, Value> = parse_leniently(&body.0)?;
    let name = name(&given)?;
    let call = context.clone();
    let change = move |tx: &Tx<'_>| {
        let id = user(tx, &key)?.id;
        if let Some(name) = &name {
            check_alone(tx, &id, name)?;
            users::rename(tx, &id, name)?;
        }
        directory::change(tx, &call, &USERS, &id, &given)?;
        Ok(Answer::no_content())
    };
    server.mutate(&context, &body.0, change).await
}

/// Deletes a user. For thirty days they can be restored. Their devices can't be wiped or retired any more until then.
pub async fn delete(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(key): Path<String>,
    body: Small,
) -> Result<Answer, Failure> {
    let now = context.now;
    let delete = move |tx: &Tx<'_>| {
        users::set_deleted(tx, &user(tx, &key)?.id, Some(now))?;
        Ok(Answer::no_content())
    };
    server.mutate(&context, &body.0, delete).await
}
