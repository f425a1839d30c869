//! The worker: leads or waits to lead, and moves intents along while it leads.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use gloo::{events::EventListener, timers::callback::Interval};
use graph::Client;
use js_sys::{Array, global};
use outbox::{Engine, Millis, StorageError};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::{
    environment::Browser,
    fetch::Fetch,
    now,
    office::{Office, SILENCE},
    signals::{Bell, Line},
};
use crate::store::TenantDisk;

/// How often whoever leads says that it is alive, in milliseconds.
const BEAT: u32 = 5_000;
/// How long to wait where another tab has changed something meanwhile, or the page is about to end this worker.
const OVERTAKEN_WAIT: Millis = 200;
/// How long to wait where the storage fails.
const STORAGE_WAIT: Millis = 5_000;

/// Serves the page that started this worker: its first message is the address of the service, and on whose behalf; each of the others
/// is a list of device objects whose groups it wants to know.
pub fn serve() {
    let scope: DedicatedWorkerGlobalScope = global().unchecked_into();
    end_after_a_crash();
    let address = Rc::new(RefCell::new(String::new()));
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let data: Array = event.data().unchecked_into();
        if let Some(objects) = data.get(0).dyn_ref::<Array>() {
            let objects = objects.iter().filter_map(|id| id.as_string()).collect();
            let server = address.borrow().clone();
            spawn_local(read_groups(server, objects));
        } else if let (Some(server), Some(administrator)) = (data.get(0).as_string(), data.get(1).as_string())
        {
            address.borrow_mut().clone_from(&server);
            spawn_local(async move { run(server, administrator).await });
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // The worker listens until it is ended from outside.
    on_message.forget();
}

/// Reads the groups of device objects, and tells of each as they are known: the object's id, and its groups or nothing, where they
/// can't be read. Reading changes nothing, so it needs no office.
async fn read_groups(server: String, objects: Vec<String>) {
    let client = Client::new(Fetch, &server);
    for object in objects {
        let groups = match client.groups_of_device(&object).all().await {
            Ok(groups) => groups.iter().map(group).collect::<Array>().into(),
            // What isn't there is in no group.
            Err(failure) if failure.is_not_found() => Array::new().into(),
            Err(_) => JsValue::NULL,
        };
        tell(&Array::of2(&object.into(), &groups));
    }
}

fn group(found: &graph::wire::Group) -> Array {
    let name = found.display_name.clone().unwrap_or_default();
    Array::of3(&found.id.clone().into(), &name.into(), &found.is_dynamic().into())
}

/// A worker that has crashed must not keep the office: it tells its page, and ends.
fn end_after_a_crash() {
    std::panic::set_hook(Box::new(|info| {
        tell(&info.to_string().into());
        let scope: DedicatedWorkerGlobalScope = global().unchecked_into();
        scope.close();
    }));
}

async fn run(server: String, administrator: String) -> ! {
    let bell = Bell::default();
    let line = Rc::new(Line::open(&bell));
    let office = Office::new({
        let bell = bell.clone();
        move || bell.ring()
    });
    let _online = EventListener::new(&global().unchecked_into(), "online", {
        let bell = bell.clone();
        move |_| bell.refresh()
    });
    let _beat = Interval::new(BEAT, {
        let (line, office) = (Rc::clone(&line), office.clone());
        move || {
            office.go_on();
            line.go_on();
            if office.is_held() {
                line.beat();
            } else {
                office.ask(line.silence() > SILENCE);
            }
        }
    });
    // A tab that has just been opened shows what is.
    bell.refresh();
    office.ask(false);
    let failing = Cell::new(false);
    loop {
        while !office.is_held() {
            bell.wait(None).await;
        }
        line.beat();
        if let Err(words) = lead((&server, &administrator), &bell, &office, &failing).await {
            failing.set(true);
            // The page says that nothing is sent; here it is tried again all the same.
            tell(&Array::of1(&words.into()));
            bell.wait(Some(now() + STORAGE_WAIT)).await;
        }
    }
}

/// Tells the page, which may be gone by now.
fn tell(what: &JsValue) {
    let scope: DedicatedWorkerGlobalScope = global().unchecked_into();
    let _ = scope.post_message(what);
}

/// Moves intents along, as long as the office and the storage last. `failing`: the page was told that the storage fails.
async fn lead(
    (server, administrator): (&str, &str),
    bell: &Bell,
    office: &Office,
    failing: &Cell<bool>,
) -> Result<(), String> {
    let disk = TenantDisk::open(server).await.map_err(|error| error.to_string())?;
    let _told = disk.changes({
        let bell = bell.clone();
        move || bell.ring()
    });
    let engine =
        Engine::new(disk, Fetch, Browser { office: office.clone() }, server).on_behalf_of(administrator);
    while office.is_held() {
        match engine.turn(bell.take_refresh()).await {
            Ok(next) => {
                if failing.take() {
                    tell(&JsValue::NULL);
                }
                bell.wait(next.at).await;
            }
            // Somebody has taken an intent back, or put it away: begin anew with what is kept.
            Err(StorageError::Overtaken) => bell.wait(Some(now() + OVERTAKEN_WAIT)).await,
            Err(StorageError::Failed(words)) => return Err(words),
        }
    }
    Ok(())
}
