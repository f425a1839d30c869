//! What objects of the directory have to do with each other: `memberOf`, `registeredOwners`, `managedDevices` of a user and so on.

use axum::extract::{Path, State};
use axum::routing::{get, post};
use serde_json::{Map, Value, json};

use super::routes::Routes;
use super::users::{me, refused, user};
use crate::directory::{self, DEVICES, Entity, GROUPS, MANAGED_DEVICES, USERS, Within};
use crate::http::answer::Answer;
use crate::http::body::{Small, parse_leniently};
use crate::http::context::{Context, Ctx};
use crate::http::failure::Failure;
use crate::membership::{self, KINDS};
use crate::server::Server;
use crate::store::slice::Owned;
use crate::store::{Tx, managed_devices, users};

/// How many ids a body names at most.
const MOST: usize = 1000;

/// Something that an object has to do with others.
pub struct Relation {
    /// Its segment.
    pub name: &'static str,
    /// Of what.
    pub of: &'static Entity,
    /// What the others are.
    pub to: &'static Entity,
    /// Whether they are told with their type.
    is_typed: bool,
    /// Which those are.
    within: fn(&Tx<'_>, &str) -> Result<Within, Failure>,
}

/// All that there are.
pub const RELATIONS: &[Relation] = &[
    of_device("memberOf", &GROUPS, |tx, id| groups(tx, id, false)),
    of_device("transitiveMemberOf", &GROUPS, |tx, id| groups(tx, id, true)),
    of_device("registeredOwners", &USERS, owners),
    of_device("registeredUsers", &USERS, owners),
    of_user("memberOf", &GROUPS, |tx, id| groups(tx, id, false)),
    of_user("transitiveMemberOf", &GROUPS, |tx, id| groups(tx, id, true)),
    of_user("ownedDevices", &DEVICES, |_, id| Ok(owned(id))),
    of_user("registeredDevices", &DEVICES, |_, id| Ok(owned(id))),
    Relation { is_typed: false, ..of_user("managedDevices", &MANAGED_DEVICES, |_, id| Ok(managed(id))) },
    Relation {
        of: &MANAGED_DEVICES,
        is_typed: false,
        ..of_user("users", &USERS, |tx, id| Ok(one_of(managed_devices::user(tx, id)?.into_iter())))
    },
    Relation { of: &GROUPS, ..of_user("memberOf", &GROUPS, |tx, id| groups(tx, id, false)) },
    Relation { of: &GROUPS, ..of_user("transitiveMemberOf", &GROUPS, |tx, id| groups(tx, id, true)) },
];

type Which = fn(&Tx<'_>, &str) -> Result<Within, Failure>;

const fn of_device(name: &'static str, to: &'static Entity, within: Which) -> Relation {
    Relation { name, of: &DEVICES, to, is_typed: true, within }
}

const fn of_user(name: &'static str, to: &'static Entity, within: Which) -> Relation {
    Relation { name, of: &USERS, to, is_typed: true, within }
}

fn one_of(ids: impl ExactSizeIterator<Item = String>) -> Within {
    if ids.len() == 0 {
        return Within::of("seq < 0", Vec::new());
    }
    let places = vec!["?"; ids.len()].join(", ");
    Within::of(&format!("id IN ({places})"), ids.map(Owned::Text).collect())
}

fn groups(tx: &Tx<'_>, id: &str, is_transitive: bool) -> Result<Within, Failure> {
    Ok(one_of(membership::groups_of(tx, id, is_transitive)?.into_iter().collect::<Vec<_>>().into_iter()))
}

fn owners(tx: &Tx<'_>, id: &str) -> Result<Within, Failure> {
    Ok(one_of(users::of_device(tx, id)?.into_iter()))
}

fn owned(id: &str) -> Within {
    let sql = "device_id IN (SELECT azure_ad_device_id FROM managed_devices \
               WHERE tenant = {tenant} AND user_id = ? AND removed_at IS NULL)";
    Within::of(sql, vec![Owned::Text(id.to_owned())])
}

fn managed(id: &str) -> Within {
    Within::of("user_id = ?", vec![Owned::Text(id.to_owned())])
}

/// The id of the object that an address names.
fn named(tx: &Tx<'_>, entity: &'static Entity, key: &str) -> Result<String, Failure> {
    if entity.is(&USERS) {
        return Ok(user(tx, key)?.id);
    }
    let sql =
        format!("SELECT 1 FROM {} WHERE tenant = ?1 AND id = ?2 AND {}", entity.table, entity.condition);
    let is_there = tx.exists(&sql, crate::store::sql::values![key])?;
    is_there.then(|| key.to_owned()).ok_or_else(|| entity.not_found())
}

/// Single managed devices, by way of whose they are.
fn managed_of_users() -> Routes {
    let find = |tx: &Tx<'_>, context: &Context, user: &str, device: &str| {
        let within = Within::columns(&[("user_id", user), ("id", device)]);
        directory::find_within(tx, context, &MANAGED_DEVICES, within)
    };
    let of_user = move |State(server): State<Server>,
                        Ctx(context): Ctx,
                        Path((key, device)): Path<(String, String)>| async move {
        let (tenant, now) = (context.tenant, context.now);
        let read = move |tx: &Tx<'_>| find(tx, &context, &user(tx, &key)?.id, &device);
        server.read(tenant, now, read).await
    };
    let own = move |State(server): State<Server>, Ctx(context): Ctx, Path(device): Path<String>| async move {
        let (tenant, now) = (context.tenant, context.now);
        let read = move |tx: &Tx<'_>| find(tx, &context, &me(tx, &context)?.id, &device);
        server.read(tenant, now, read).await
    };
    Routes::new()
        .route("/users/{id}/managedDevices/{device}", get(of_user))
        .route("/me/managedDevices/{device}", get(own))
}

/// The routes of all of them, below a version.
pub fn routes() -> Routes {
    let mut router = Routes::new();
    for relation in RELATIONS {
        let list = move |State(server): State<Server>, Ctx(context): Ctx, Path(key): Path<String>| async move {
            let (tenant, now) = (context.tenant, context.now);
            let list = move |tx: &Tx<'_>| {
                let within = (relation.within)(tx, &named(tx, relation.of, &key)?)?;
                let within = if relation.is_typed { within.typed() } else { within };
                directory::list(tx, &context, relation.to, within)
            };
            server.read(tenant, now, list).await
        };
        let count = move |State(server): State<Server>, Ctx(context): Ctx, Path(key): Path<String>| async move {
            let (tenant, now) = (context.tenant, context.now);
            let count = move |tx: &Tx<'_>| {
                let within = (relation.within)(tx, &named(tx, relation.of, &key)?)?;
                directory::count(tx, &context, relation.to, within)
            };
            server.read(tenant, now, count).await
        };
        let address = format!("/{}/{{id}}/{}", relation.of.context, relation.name);
        router = router
            .route(&address, get(list))
            .route(&format!("{address}/$count"), get(count))
            // The same, said with the kind of which they are anyway.
            .route(&format!("{address}/{}", relation.to.kind), get(list));
        if relation.of.is(&USERS) {
            let own = move |State(server): State<Server>, Ctx(context): Ctx| async move {
                let (tenant, now) = (context.tenant, context.now);
                let list = move |tx: &Tx<'_>| {
                    let within = (relation.within)(tx, &me(tx, &context)?.id)?;
                    let within = if relation.is_typed { within.typed() } else { within };
                    directory::list(tx, &context, relation.to, within)
                };
                server.read(tenant, now, list).await
            };
            let own_count = move |State(server): State<Server>, Ctx(context): Ctx| async move {
                let (tenant, now) = (context.tenant, context.now);
                let count = move |tx: &Tx<'_>| {
                    let within = (relation.within)(tx, &me(tx, &context)?.id)?;
                    directory::count(tx, &context, relation.to, within)
                };
                server.read(tenant, now, count).await
            };
            let address = format!("/me/{}", relation.name);
            router = router
                .route(&address, get(own))
                .route(&format!("{address}/$count"), get(own_count))
                .route(&format!("{address}/{}", relation.to.kind), get(own));
        }
    }
    for entity in [&DEVICES, &USERS, &GROUPS] {
        let address = format!("/{}/{{id}}", entity.context);
        let check =
            move |State(server): State<Server>, Ctx(context): Ctx, Path(key): Path<String>, body: Small| {
                check_member_groups(server, context, entity, key, body)
            };
        let all =
            move |State(server): State<Server>, Ctx(context): Ctx, Path(key): Path<String>, body: Small| {
                get_member_groups(server, context, entity, key, body)
            };
        router = router
            .route(&format!("{address}/checkMemberGroups"), post(check))
            .route(&format!("{address}/getMemberGroups"), post(all));
    }
    router
        .merge(managed_of_users())
        .route("/directoryObjects/{id}", get(object))
        .route("/directoryObjects/getByIds", post(get_by_ids))
        .route("/devices/getByIds", post(get_by_ids))
        .route("/groups/getByIds", post(get_by_ids))
        .route("/users/getByIds", post(get_by_ids))
}

fn ids(given: &Map<String, Value>, name: &str) -> Result<Vec<String>, Failure> {
    let found = given.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value);
    let ids: Option<Vec<String>> = found.and_then(|ids| serde_json::from_value(ids.clone()).ok());
    let mut ids = ids.ok_or_else(|| refused(format!("The body needs '{name}': an array of ids.")))?;
    if ids.len() > MOST {
        return Err(refused(format!("'{name}' takes {MOST} ids at most.")));
    }
    for id in &mut ids {
        id.make_ascii_lowercase();
    }
    Ok(ids)
}

fn told(context: &Context, ids: &[String]) -> Result<Answer, Failure> {
    Answer::ok(&json!({ "@odata.context": context.context_of("Collection(Edm.String)"), "value": ids }))
}

/// In which of some groups an object is.
async fn check_member_groups(
    server: Server,
    context: std::sync::Arc<Context>,
    entity: &'static Entity,
    key: String,
    body: Small,
) -> Result<Answer, Failure> {
    let mut asked = ids(&parse_leniently(&body.0)?, "groupIds")?;
    let (tenant, now) = (context.tenant, context.now);
    let check = move |tx: &Tx<'_>| {
        let found = membership::groups_of(tx, &named(tx, entity, &key)?, true)?;
        asked.retain(|id| found.contains(id));
        told(&context, &asked)
    };
    server.read(tenant, now, check).await
}

/// In which groups an object is.
async fn get_member_groups(
    server: Server,
    context: std::sync::Arc<Context>,
    entity: &'static Entity,
    key: String,
    body: Small,
) -> Result<Answer, Failure> {
    let given: Map<String, Value> = parse_leniently(&body.0)?;
    let only_security = given.get("securityEnabledOnly").is_some_and(|only| only == &Value::Bool(true));
    let (tenant, now) = (context.tenant, context.now);
    let all = move |tx: &Tx<'_>| {
        let mut found: Vec<String> =
            membership::groups_of(tx, &named(tx, entity, &key)?, true)?.into_iter().collect();
        if only_security {
            let mut secured = Vec::new();
            for id in found {
                let sql =
                    "SELECT 1 FROM directory_groups WHERE tenant = ?1 AND id = ?2 AND security_enabled = 1";
                if tx.exists(sql, crate::store::sql::values![id])? {
                    secured.push(id);
                }
            }
            found = secured;
        }
        told(&context, &found)
    };
    server.read(tenant, now, all).await
}

/// An object, of whatever kind.
async fn object(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
) -> Result<Answer, Failure> {
    let (tenant, now) = (context.tenant, context.now);
    let find = move |tx: &Tx<'_>| {
        for kind in KINDS {
            if let Some(mut object) = directory::object(tx, &context, kind, &id)? {
                object["@odata.context"] = context.context_of("directoryObjects/$entity").into();
                return Answer::ok(&object);
            }
        }
        Err(Failure::not_found("object of the directory"))
    };
    server.read(tenant, now, find).await
}

/// Objects by their ids, of all kinds or of some. What isn't there is left out.
async fn get_by_ids(State(server): State<Server>, Ctx(context): Ctx, body: Small) -> Result<Answer, Failure> {
    let given: Map<String, Value> = parse_leniently(&body.0)?;
    let asked = ids(&given, "ids")?;
    let types: Vec<String> = match given.get("types") {
        None | Some(Value::Null) => Vec::new(),
        Some(types) => serde_json::from_value(types.clone())
            .map_err(|_| refused("'types' must be an array of texts: device, user, group."))?,
    };
    let (tenant, now) = (context.tenant, context.now);
    let find = move |tx: &Tx<'_>| {
        let is_asked = |kind: &&&Entity| {
            let is_it = |name: &String| {
                name.eq_ignore_ascii_case(kind.kind) || name.eq_ignore_ascii_case("directoryObject")
            };
            types.is_empty() || types.iter().any(is_it)
        };
        let mut found = Vec::new();
        for id in &asked {
            for kind in KINDS.iter().filter(is_asked) {
                found.extend(directory::object(tx, &context, kind, id)?);
            }
        }
        Answer::ok(&json!({ "@odata.context": context.context_of("directoryObjects"), "value": found }))
    };
    server.read(tenant, now, find).await
}
