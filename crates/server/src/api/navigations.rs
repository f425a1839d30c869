//! What a managed device leads to: its category, the states of its policies and configurations, Defender, and its logs. The same comes
//! with the device, where `$expand` names it.

use axum::extract::{Path, State};
use axum::routing::get;
use serde_json::Value;

use super::entities;
use super::routes::Routes;
use crate::directory::{self, DEVICE_CATEGORIES, MANAGED_DEVICES, USERS};
use crate::http::answer::Answer;
use crate::http::context::{Context, Ctx};
use crate::http::failure::Failure;
use crate::http::page::{Page, Selection};
use crate::http::query::Options;
use crate::management::{self, COLLECT_LOGS};
use crate::server::Server;
use crate::store::device_actions::DeviceAction;
use crate::store::device_reports::{self, Known};
use crate::store::{Tx, device_actions, device_categories, managed_devices, users};

/// A list that a device has.
pub struct List {
    /// Its segment.
    pub name: &'static str,
    /// What one in it is called.
    pub noun: &'static str,
    /// What is in it.
    states: fn(&Tx<'_>, &Context, &Known) -> Result<Vec<Value>, Failure>,
}

/// All that there are.
pub const LISTS: [List; 3] = [
    List {
        name: "deviceCompliancePolicyStates",
        noun: "state of a compliance policy",
        states: |tx, context, known| {
            let user = known.user_id.as_deref().map(|user| users::find(tx, user)).transpose()?;
            let has_its_user = user.map(|user| user.is_some_and(|user| user.deleted_at.is_none()));
            Ok(management::compliance(context.version, known, has_its_user, context.now))
        },
    },
    List {
        name: "deviceConfigurationStates",
        noun: "state of a configuration",
        states: |_, context, known| Ok(management::configurations(context.version, known)),
    },
    List {
        name: "logCollectionRequests",
        noun: "log collection request",
        states: |tx, context, known| {
            let mut actions = device_actions::of_device(tx, &known.id)?;
            actions.retain(|action| action.name == COLLECT_LOGS);
            Ok(actions.iter().map(|action| logs(context, known, action)).collect())
        },
    },
];

/// The one entity that a device with Windows leads to.
pub const PROTECTION: &str = "windowsProtectionState";

fn logs(context: &Context, known: &Known, action: &DeviceAction) -> Value {
    management::collected(context.version, &known.id, known.enrolled_by.as_deref(), action)
}

/// What is known of a device in the list.
fn known(tx: &Tx<'_>, id: &str) -> Result<Known, Failure> {
    let is_listed = managed_devices::find(tx, id)?.is_some_and(|device| device.is_listed);
    let known = if is_listed { device_reports::known(tx, id)? } else { None };
    known.ok_or_else(|| MANAGED_DEVICES.not_found())
}

fn protection(tx: &Tx<'_>, known: &Known) -> Result<Option<Value>, Failure> {
    Ok(management::protection(known, &device_actions::of_device(tx, &known.id)?))
}

/// Where the type of what is answered is described.
fn described(context: &Context, id: &str, name: &str) -> String {
    context.context_of(&format!("{}('{id}')/{name}", MANAGED_DEVICES.context))
}

/// The routes, below a version.
pub fn routes() -> Routes {
    let device = format!("/{}/{{id}}", MANAGED_DEVICES.context);
    let mut router = Routes::new().route(&format!("{device}/{PROTECTION}"), get(get_protection));
    for list in &LISTS {
        let page = move |State(server): State<Server>, Ctx(context): Ctx, Path(id): Path<String>| async move {
            let (tenant, now) = (context.tenant, context.now);
            server.read(tenant, now, move |tx| page(tx, &context, list, &id)).await
        };
        let count = move |State(server): State<Server>, Ctx(context): Ctx, Path(id): Path<String>| async move {
            Options::of(&context)?.only(&[])?;
            let (tenant, now) = (context.tenant, context.now);
            let read = move |tx: &Tx<'_>| {
                let states = (list.states)(tx, &context, &known(tx, &id)?)?;
                Ok::<_, Failure>(Answer::count(states.len() as u64))
            };
            server.read(tenant, now, read).await
        };
        let one = move |State(server): State<Server>,
                        Ctx(context): Ctx,
                        Path((id, item)): Path<(String, String)>| async move {
            let (tenant, now) = (context.tenant, context.now);
            server.read(tenant, now, move |tx| one(tx, &context, list, [&id, &item])).await
        };
        let address = format!("{device}/{}", list.name);
        router = router
            .route(&address, get(page))
            .route(&format!("{address}/$count"), get(count))
            .route(&format!("{address}/{{item}}"), get(one));
    }
    router
}

/// A page of a list.
fn page(tx: &Tx<'_>, context: &Context, list: &List, id: &str) -> Result<Answer, Failure> {
    let options = Options::of(context)?.only(&["top", "skiptoken", "count", "select"])?;
    let states = (list.states)(tx, context, &known(tx, id)?)?;
    let counts = options.count()? || options.get("count").is_none();
    let start = match options.get("skiptoken").map(str::parse::<usize>) {
        None => 0,
        Some(Ok(start)) => start,
        Some(Err(_)) => {
            return Err(Failure::bad_request(
                "This $skiptoken is none of this list. Take @odata.nextLink as it stands, or start again.",
            ));
        }
    };
    let end = start.saturating_add(options.top()?);
    let count = counts.then_some(states.len() as u64);
    let mut page = Page::new(&described(context, id, list.name), count, Selection::of(&options)?)?;
    for state in states.iter().take(end).skip(start) {
        page.add(state)?;
    }
    let next = (end < states.len())
        .then(|| format!("{}{}?{}", context.base, context.path, options.next_page(&end.to_string())));
    page.end(next.as_deref())
}

/// One of a list.
fn one(tx: &Tx<'_>, context: &Context, list: &List, [id, item]: [&str; 2]) -> Result<Answer, Failure> {
    let options = Options::of(context)?.only(&["select"])?;
    let states = (list.states)(tx, context, &known(tx, id)?)?;
    let found = states.into_iter().find(|state| state["id"] == item);
    let found = found.ok_or_else(|| Failure::not_found(list.noun))?;
    alone(&options, found, described(context, id, &format!("{}/$entity", list.name)))
}

/// An entity by itself, with where its type is described.
fn alone(options: &Options, entity: Value, described: String) -> Result<Answer, Failure> {
    let mut entity = match Selection::of(options)? {
        Some(selection) => selection.apply(&entity)?,
        None => entity,
    };
    entity["@odata.context"] = described.into();
    Answer::ok(&entity)
}

async fn get_protection(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
) -> Result<Answer, Failure> {
    let options = Options::of(&context)?.only(&["select"])?;
    let (tenant, now) = (context.tenant, context.now);
    let read = move |tx: &Tx<'_>| {
        let found = protection(tx, &known(tx, &id)?)?;
        let found = found
            .ok_or_else(|| Failure::not_found("state of Defender: the device isn't one with Windows"))?;
        alone(&options, found, described(&context, &id, &format!("{PROTECTION}/$entity")))
    };
    server.read(tenant, now, read).await
}

/// What is told of logs that were just asked for.
pub fn collecting(tx: &Tx<'_>, context: &Context, id: &str, action: &str) -> Result<Answer, Failure> {
    let known = known(tx, id)?;
    let found = device_actions::of_device(tx, id)?.into_iter().find(|other| other.id == action);
    let found = found.ok_or_else(|| Failure::internal("an action is gone that was just asked for"))?;
    let mut told = logs(context, &known, &found);
    told["@odata.context"] = context.context_of("microsoft.graph.deviceLogCollectionResponse").into();
    Answer::ok(&told)
}

/// Gives a managed device, with what `$expand` names.
pub async fn get_device(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
) -> Result<Answer, Failure> {
    let options = Options::of(&context)?.only(&["select", "expand"])?;
    let names = expanded(options.get("expand"))?;
    if names.is_empty() {
        return entities::get_by(&server, context, &MANAGED_DEVICES, "id", id).await;
    }
    let (tenant, now) = (context.tenant, context.now);
    let read = move |tx: &Tx<'_>| {
        let select =
            options.get("select").map(|select| format!("$select={}", crate::http::percent::encode(select)));
        let plain = Context { query: select.unwrap_or_default(), ..(*context).clone() };
        let mut answer = directory::find(tx, &plain, &MANAGED_DEVICES, ("id", &id))?;
        let mut device: Value =
            serde_json::from_slice(&answer.body).map_err(|error| Failure::internal(&error.to_string()))?;
        let known = known(tx, &id)?;
        for name in names {
            device[name] = expand(tx, &context, &known, name)?;
        }
        answer.body = serde_json::to_vec(&device).map_err(|error| Failure::internal(&error.to_string()))?;
        Ok(answer)
    };
    server.read(tenant, now, read).await
}

/// What `$expand` names.
fn expanded(names: Option<&str>) -> Result<Vec<&'static str>, Failure> {
    let all = ["users", "deviceCategory", PROTECTION].into_iter().chain(LISTS.iter().map(|list| list.name));
    let all: Vec<&'static str> = all.collect();
    let Some(names) = names else { return Ok(Vec::new()) };
    let find = |name: &str| all.iter().copied().find(|known| known.eq_ignore_ascii_case(name.trim()));
    names.split(',').map(find).collect::<Option<Vec<_>>>().ok_or_else(|| {
        Failure::bad_request(format!(
            "$expand takes names with commas between them here, of {}.",
            all.join(", ")
        ))
    })
}

fn expand(tx: &Tx<'_>, context: &Context, known: &Known, name: &str) -> Result<Value, Failure> {
    let object = |entity, id: Option<&str>| {
        let found = id.map(|id| directory::object(tx, context, entity, id)).transpose()?.flatten();
        Ok::<_, Failure>(found.map(|mut found| {
            // It stands where nothing else can stand.
            found.as_object_mut().map(|found| found.remove("@odata.type"));
            found
        }))
    };
    Ok(match LISTS.iter().find(|list| list.name == name) {
        Some(list) => (list.states)(tx, context, known)?.into(),
        None if name == PROTECTION => protection(tx, known)?.into(),
        None if name == "users" => {
            object(&USERS, known.user_id.as_deref())?.into_iter().collect::<Vec<Value>>().into()
        }
        None => {
            let category = device_categories::of_device(tx, &known.id)?;
            object(&DEVICE_CATEGORIES, category.as_deref())?.into()
        }
    })
}
