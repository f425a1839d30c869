//! Connecting to the service: where it is, and the worker that talks to it.

use std::collections::HashMap;
use std::rc::Rc;

use gloo::timers::future::TimeoutFuture;
use js_sys::Reflect;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Response, Url};

use super::who;
use crate::components::explain_storage;
use crate::store::{ADMINISTRATOR, Notice, SERVER, Store, StoreError};
use crate::sync::{Standstill, SyncHandle, now};
use crate::tenant::{Records, Rereading, Tenant};

/// The name of the setting that says by which build the host was asked. No setting of a person's has a space in its name.
const ASKED: &str = "host asked";
/// What the host of the app knows of its service, beside the page.
const CONNECTION: &str = "connection.json";

/// How long to wait before what is kept is read once more, in milliseconds.
const BETWEEN_READS: u32 = 200;

/// Reads what is kept of the tenant, follows it, and starts the worker where there is a service.
pub fn open_tenant(tenant: Tenant) {
    let Some(store) = tenant.workspace.store() else { return };
    let subscription = store.changes(move |notice| match notice {
        Notice::Tenant | Notice::Kept => reread(tenant),
        // Everything was deleted.
        Notice::Changed(None) => begin(tenant),
        Notice::Changed(Some(_)) | Notice::Held(_) => {}
    });
    tenant.subscription.set_value(Some(subscription));
    begin(tenant);
}

/// Reads what is kept. Where no service was ever named, the one is taken that the app's host names.
fn begin(tenant: Tenant) {
    let Some(store) = tenant.workspace.store() else { return };
    spawn_local(async move {
        if let (None, Ok(None)) = (store.held(), store.setting(SERVER).await) {
            ask_host(&store).await;
        }
        reread(tenant);
    });
}

/// Asks the host of the app for its service, once for each version of the app: most hosts have none, and one that has gone
/// need not be asked at every start. What can't be kept is asked for again.
async fn ask_host(store: &Store) {
    let build = build();
    if build.is_empty() || store.setting(ASKED).await.is_ok_and(|asked| asked.as_deref() == Some(&build)) {
        return;
    }
    let Ok(server) = host_server().await else { return };
    if let Some(server) = server {
        // A person may have named another while the host was asked.
        let _ = store.offer_setting(SERVER, &server).await;
    }
    let _ = store.set_setting(ASKED, Some(&build)).await;
}

/// The build that the page belongs to.
fn build() -> String {
    let meta = document().query_selector("meta[name='muster:build']").ok().flatten();
    meta.and_then(|meta| meta.get_attribute("content")).unwrap_or_default()
}

/// The service that the host of the app names.
async fn host_server() -> Result<Option<String>, JsValue> {
    let response: Response = JsFuture::from(window().fetch_with_str(CONNECTION)).await?.unchecked_into();
    if !response.ok() {
        return Ok(None);
    }
    let connection = JsFuture::from(response.json()?).await?;
    let Some(server) = Reflect::get(&connection, &"server".into())?.as_string() else { return Ok(None) };
    let base = document().base_uri()?.unwrap_or_default();
    Ok(Some(Url::new_with_base(&server, &base)?.href().trim_end_matches('/').to_owned()))
}

/// Reads what is kept once more. What is asked for while it is being read is done once, afterwards.
fn reread(tenant: Tenant) {
    if tenant.reading.get_value() != Rereading::Idle {
        return tenant.reading.set_value(Rereading::Outdated);
    }
    let Some(store) = tenant.workspace.store() else { return };
    tenant.reading.set_value(Rereading::Underway);
    spawn_local(async move {
        match read(tenant, &store).await {
            Ok(()) => tenant.loaded.set(true),
            Err(error) => {
                let workspace = tenant.workspace;
                workspace.toasts.failed(explain_storage(workspace.i18n, &error));
            }
        }
        // A registration is hundreds of changes, of which a person sees none by itself.
        TimeoutFuture::new(BETWEEN_READS).await;
        let outdated = tenant.reading.get_value() == Rereading::Outdated;
        tenant.reading.set_value(Rereading::Idle);
        if outdated {
            reread(tenant);
        }
    });
}

async fn read(tenant: Tenant, store: &Store) -> Result<(), StoreError> {
    let naming = tenant.naming.get_value();
    let server = store.setting(SERVER).await?.filter(|server| !server.is_empty());
    let administrator = store.setting(ADMINISTRATOR).await?.unwrap_or_default();
    let kept = store.tenant().await?;
    let unbound = kept.intents.iter().filter(|intent| intent.server.is_empty());
    let unbound: Vec<u32> = unbound.map(|intent| intent.seq).collect();
    tenant.records.set(Rc::new(Records {
        intents: kept.intents,
        damaged: kept.damaged,
        devices: kept.devices,
        imports: kept.imports,
        checks: kept.checks.into_iter().collect(),
        checklists: kept.checklists.into_iter().collect(),
        managed: kept.managed,
        objects: kept.objects,
        lists: kept.lists,
        rules: kept.rules,
        approvals: kept.approvals,
        people: kept.people,
        status: kept.status,
    }));
    // These may be the names of before, for which no worker may be started any more: the new ones are read next.
    if naming.under_way > 0 || tenant.naming.get_value() != naming {
        return Ok(());
    }
    // Nothing is sent that isn't kept.
    let wanted = if store.held().is_none() { server.clone() } else { None };
    let is_other = tenant.administrator.with_untracked(|before| *before != administrator);
    if is_other {
        tenant.administrator.set(administrator);
    }
    if is_other
        || tenant.server.get_untracked() != server
        || tenant.worker.with_value(Option::is_some) != wanted.is_some()
    {
        tenant.worker.set_value(None);
        tenant.server.set(server.clone());
        if let Some(server) = wanted {
            start(tenant, &server);
        }
    }
    // What came up before any service was named is meant for the first one that is.
    match server {
        Some(server) if !unbound.is_empty() => {
            store.move_intents(&unbound, "", &server, &who::administrator(tenant), now()).await
        }
        _ => Ok(()),
    }
}

fn start(tenant: Tenant, server: &str) {
    tenant.stopped.set(None);
    tenant.groups.set(HashMap::new());
    let administrator = tenant.administrator.get_untracked();
    let told = move |why| tenant.stopped.set(why);
    let grouped = move |object, groups| {
        tenant.groups.update(|known| {
            known.insert(object, groups);
        });
    };
    match SyncHandle::start(server, &administrator, told, grouped) {
        Ok(worker) => tenant.worker.set_value(Some(worker)),
        Err(error) => tenant.stopped.set(Some(Standstill::Stopped(crate::worker::words(&error)))),
    }
}

/// Names the service, or with `None` goes on without one. What is known of the one before is forgotten; what was meant
/// for it waits until it is named again.
pub fn set_server(tenant: Tenant, address: Option<String>) {
    let workspace = tenant.workspace;
    let Some(store) = workspace.store() else { return };
    if tenant.server.get_untracked() == address {
        return refresh(tenant);
    }
    // Not one more answer of the one before may be written.
    rename(tenant, async move { store.name_server(address.as_deref().unwrap_or_default()).await });
}

/// Says who works here, an empty text for nobody: what is asked from then on is asked on their behalf, where the service goes by
/// names.
pub fn set_administrator(tenant: Tenant, user: &str) {
    let workspace = tenant.workspace;
    let Some(store) = workspace.store() else { return };
    let user = user.trim().to_lowercase();
    if tenant.administrator.with_untracked(|before| *before == user) {
        return;
    }
    // Not one more request may be sent in the name of the one before.
    rename(tenant, async move {
        store.name_administrator(&user).await?;
        // At once: a page that still knew the one before would take that name, typed again, for nothing new.
        tenant.administrator.set(user);
        Ok(())
    });
}

/// Keeps a name that the worker goes by. It is ended before, and started anew once the name is read; where that can't be
/// kept everything stays as it was, and goes on.
fn rename(tenant: Tenant, naming: impl Future<Output = Result<(), StoreError>> + 'static) {
    let workspace = tenant.workspace;
    tenant.worker.set_value(None);
    tenant.naming.update_value(|naming| naming.under_way += 1);
    workspace.keep(async move {
        let named = naming.await;
        tenant.naming.update_value(|naming| {
            naming.under_way -= 1;
            naming.done += 1;
        });
        if let Err(error) = named {
            workspace.toasts.failed(explain_storage(workspace.i18n, &error));
        }
        reread(tenant);
    });
}

/// Has the groups of these device objects read; where nobody talks to the service they can't be.
pub fn read_groups(tenant: Tenant, objects: &[String]) {
    let is_asked =
        tenant.worker.with_value(|worker| worker.as_ref().is_some_and(|it| it.read_groups(objects).is_ok()));
    if !is_asked {
        tenant.groups.update(|known| known.extend(objects.iter().map(|object| (object.clone(), None))));
    }
}

/// Has groups read once more that couldn't be.
pub fn forget_unread_groups(tenant: Tenant) {
    if tenant.groups.with_untracked(|known| known.values().any(Option::is_none)) {
        tenant.groups.update(|known| known.retain(|_, groups| groups.is_some()));
    }
}

/// Has the service asked now, by whichever tab leads. A worker that stopped is started once more.
pub fn refresh(tenant: Tenant) {
    let server = tenant.server.get_untracked();
    match server.filter(|_| tenant.stopped.with_untracked(Option::is_some)) {
        Some(server) => {
            tenant.worker.set_value(None);
            start(tenant, &server);
        }
        None => SyncHandle::refresh(),
    }
}
