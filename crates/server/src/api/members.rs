//! `groups/{id}/members`: who is in a group.

use axum::extract::{Path, State};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value};

use super::users::refused;
use crate::directory::{self, Entity, GROUPS, Within};
use crate::http::answer::Answer;
use crate::http::body::{Small, parse_leniently};
use crate::http::context::{Context, Ctx};
use crate::http::failure::Failure;
use crate::http::page::{Page, Selection};
use crate::http::query::Options;
use crate::membership::{self, KINDS};
use crate::server::Server;
use crate::store::Tx;
use crate::store::groups::{self, Group};

/// How many members are bound in one request.
const BOUND: usize = 20;

/// How many a page has where nothing else is asked for, and at most.
const PAGE: (usize, usize) = (100, 999);

/// A rule says who is in the group.
pub fn by_rule() -> Failure {
    refused("The members of this group follow from its membershipRule. Change the rule instead.")
}

fn group(tx: &Tx<'_>, id: &str) -> Result<Group, Failure> {
    groups::find(tx, id)?.ok_or_else(|| GROUPS.not_found())
}

/// The id at the end of an address such as `https://…/v1.0/directoryObjects/{id}`.
fn referred(address: &str) -> Result<String, Failure> {
    referred_id(address).ok_or_else(|| {
        refused("A reference is an address that ends in the id of an object: …/directoryObjects/{id}.")
    })
}

/// The id in which an address ends.
pub fn referred_id(address: &str) -> Option<String> {
    let id = address.rsplit('/').next().unwrap_or_default();
    let id = id.rsplit_once('(').map_or(id, |(_, key)| key.trim_matches([')', '\'']));
    uuid::Uuid::try_parse(id).map(|id| id.to_string()).ok()
}

/// The members that a body of a group names.
pub fn bound(given: &Map<String, Value>) -> Result<Vec<String>, Failure> {
    let found = given.iter().find(|(name, _)| name.eq_ignore_ascii_case("members@odata.bind"));
    let Some((_, value)) = found else { return Ok(Vec::new()) };
    let addresses: Vec<String> = serde_json::from_value(value.clone())
        .map_err(|_| refused("'members@odata.bind' must be an array of addresses."))?;
    if addresses.len() > BOUND {
        return Err(refused(format!("'members@odata.bind' takes {BOUND} members at most.")));
    }
    addresses.iter().map(|address| referred(address)).collect()
}

/// Takes something into a group.
pub fn put_in(tx: &Tx<'_>, group: &str, member: &str) -> Result<(), Failure> {
    let mut is_there = false;
    for kind in KINDS {
        let sql =
            format!("SELECT 1 FROM {} WHERE tenant = ?1 AND id = ?2 AND {}", kind.table, kind.condition);
        is_there |= tx.exists(&sql, crate::store::sql::values![member])?;
    }
    if !is_there {
        return Err(Failure::not_found("device object, user or group"));
    }
    if group == member {
        return Err(refused("A group can't be in itself."));
    }
    if groups::add_member(tx, group, member)? {
        return Ok(());
    }
    // As the real service says it.
    Err(refused(
        "One or more added object references already exist for the following modified properties: 'members'.",
    ))
}

/// Takes something into a group.
pub async fn add(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
    body: Small,
) -> Result<Answer, Failure> {
    let given: Map<String, Value> = parse_leniently(&body.0)?;
    let address = given.get("@odata.id").and_then(Value::as_str);
    let member = referred(address.ok_or_else(|| refused("The body needs an '@odata.id'."))?)?;
    let add = move |tx: &Tx<'_>| {
        if group(tx, &id)?.is_dynamic {
            return Err(by_rule());
        }
        put_in(tx, &id, &member)?;
        Ok(Answer::no_content())
    };
    server.mutate(&context, &body.0, add).await
}

/// Takes something out of a group.
pub async fn remove(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path((id, member)): Path<(String, String)>,
    body: Small,
) -> Result<Answer, Failure> {
    let remove = move |tx: &Tx<'_>| {
        if group(tx, &id)?.is_dynamic {
            return Err(by_rule());
        }
        if groups::remove_member(tx, &id, &member)? {
            return Ok(Answer::no_content());
        }
        Err(Failure::not_found("member of this group"))
    };
    server.mutate(&context, &body.0, remove).await
}

/// The real service was seen to delete the member itself.
pub async fn remove_without_ref() -> Failure {
    refused(
        "Without /$ref at its end, this address is the member itself: nothing was deleted. To take it out of the group, \
         add /$ref; to delete it, name it by its own address.",
    )
}

/// Who is in a group.
pub async fn list(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
) -> Result<Answer, Failure> {
    let (tenant, now) = (context.tenant, context.now);
    let list = move |tx: &Tx<'_>| {
        let group = group(tx, &id)?;
        match membership::rule_of(&group)? {
            Some(rule) => {
                let within = Within { condition: Some(rule.condition), typed: None }.typed();
                directory::list(tx, &context, rule.members, within)
            }
            None => by_hand(tx, &context, &group),
        }
    };
    server.read(tenant, now, list).await
}

/// How many are in a group.
pub async fn count(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
) -> Result<Answer, Failure> {
    let (tenant, now) = (context.tenant, context.now);
    let count = move |tx: &Tx<'_>| {
        let group = group(tx, &id)?;
        match membership::rule_of(&group)? {
            Some(rule) => {
                let within = Within { condition: Some(rule.condition), typed: None };
                directory::count(tx, &context, rule.members, within)
            }
            None => Ok(Answer::count(groups::count(tx, &group.id)?)),
        }
    };
    server.read(tenant, now, count).await
}

/// Those of one kind who are in a group.
pub async fn list_of_kind(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
    kind: &'static Entity,
) -> Result<Answer, Failure> {
    let (tenant, now) = (context.tenant, context.now);
    let list = move |tx: &Tx<'_>| {
        let within = membership::members_of_kind(&group(tx, &id)?, kind)?;
        directory::list(tx, &context, kind, within.typed())
    };
    server.read(tenant, now, list).await
}

/// A page of those who were put in by hand: of all kinds, in the order in which they came.
fn by_hand(tx: &Tx<'_>, context: &Context, group: &Group) -> Result<Answer, Failure> {
    let options = Options::of(context)?.only(&["top", "skiptoken", "count", "select"])?;
    let top = options.top_of(PAGE.0, PAGE.1)?;
    let after = match options.get("skiptoken") {
        None => 0,
        Some(token) => read(token).ok_or_else(|| {
            refused(
                "This $skiptoken is none of this list. Take @odata.nextLink as it stands, or start again.",
            )
        })?,
    };
    let count = options.count()?.then(|| groups::count(tx, &group.id)).transpose()?;
    let mut found = groups::members(tx, &group.id, after, top + 1)?;
    let has_more = found.len() > top;
    found.truncate(top);
    let selection = Selection::of(&options)?;
    let mut page = Page::new(&context.context_of("directoryObjects"), count, None)?;
    for (_, member) in &found {
        for kind in KINDS {
            if let Some(mut object) = directory::object(tx, context, kind, member)? {
                if let Some(selection) = &selection {
                    selection.pick(&mut object);
                }
                page.add(&object)?;
            }
        }
    }
    let next = found.last().filter(|_| has_more).map(|(seq, _)| {
        let token = URL_SAFE_NO_PAD.encode(seq.to_string());
        format!("{}{}?{}", context.base, context.path, options.next_page(&token))
    });
    page.end(next.as_deref())
}

fn read(token: &str) -> Option<i64> {
    String::from_utf8(URL_SAFE_NO_PAD.decode(token).ok()?).ok()?.parse().ok()
}
