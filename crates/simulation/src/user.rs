//! People: an administrator at the tabs, and another one elsewhere.

use graph::{
    Method, Request,
    wire::{Collection, ImportedWindowsAutopilotDeviceIdentity as Imported},
};
use outbox::{Action, Intent, Payload, Row, RowStatus, State, Update, row_json};

use crate::{
    devices,
    network::arrive,
    people,
    tab::{self, SERVER},
    world::World,
};

/// An intent that the page said to have kept.
pub struct Acknowledged {
    pub seq: u32,
    pub id: String,
}

/// What the administrator was told.
#[derive(Default)]
pub struct Told {
    pub acknowledged: Vec<Acknowledged>,
    pub withdrawn: Vec<u32>,
}

/// Somebody does something.
pub fn act(world: &World, told: &mut Told) {
    if world.0.plan.fleet && world.between(0, 1) == 0 {
        return people::act(world);
    }
    let tabs = world.0.plan.tabs;
    let tab = usize::try_from(world.between(0, 100)).unwrap_or(0) % tabs;
    let alive = {
        let tabs = world.0.tabs.borrow();
        tabs[tab].task.is_some() && tabs[tab].frozen_until <= world.now()
    };
    match world.between(0, 99) {
        0..=39 if alive => register(world, tab, told),
        40..=64 if alive => update(world, tab, told),
        65..=72 if alive => withdraw(world, told),
        73..=76 => meddle(world),
        77 => {
            let device = world.0.random.borrow_mut().pick(devices::of_others());
            register_elsewhere(world, device);
        }
        78..=82 => tab::freeze(world, tab),
        83..=89 if alive => refresh(world),
        _ => {}
    }
}

/// Somebody is impatient.
fn refresh(world: &World) {
    let Some(tab) = world.0.consoles[0].office.get() else { return };
    world.note(|| format!("tab {tab}: refresh"));
    world.after(0, Some(tab), move |world| {
        let mut tabs = world.0.tabs.borrow_mut();
        tabs[tab].bell = true;
        tabs[tab].refresh = true;
    });
}

fn register(world: &World, tab: usize, told: &mut Told) {
    let (action, payload) = registration(world);
    add(world, tab, action, payload, told);
}

/// Somebody registers devices at the other console.
pub fn register_at_other(world: &World, number: u32) {
    let (action, payload) = registration(world);
    let seq = OTHERS + number;
    let intent = Intent { seq, ..Intent::new(format!("other-{number}"), SERVER, world.now(), action) };
    world.note(|| format!("elsewhere: keeps {} {:?}", intent.id, intent.action));
    let mut records = world.0.consoles[1].records.borrow_mut();
    records.payloads.insert(seq, payload);
    records.intents.insert(seq, intent);
}

/// What the intents of the other console are numbered from, so that none has the number of one from a file.
const OTHERS: u32 = 1_000_000;

fn registration(world: &World) -> (Action, Payload) {
    let mut payload = Payload::default();
    let mut rows = Vec::new();
    for _ in 0..world.between(1, 6) {
        let device = world.0.random.borrow_mut().pick(devices::all());
        let (mut object, tail) = row_json(&device.serial, "", "Kiosk", "");
        object.extend_from_slice(device.hash.as_bytes());
        object.extend_from_slice(&tail);
        let span = payload.push(&object);
        rows.push(Row {
            serial: device.serial.clone(),
            group_tag: "Kiosk".to_owned(),
            user: String::new(),
            span,
            status: RowStatus::Waiting,
            since: world.now(),
            import: None,
        });
    }
    (Action::Register { rows, import_id: None, before: Vec::new() }, payload)
}

fn update(world: &World, tab: usize, told: &mut Told) {
    let known: Vec<(String, String)> = {
        let records = world.home().borrow();
        let known = records.devices.values().filter(|device| !is_of_fleet(world, &device.id));
        known.map(|device| (device.id.clone(), device.serial.clone())).collect()
    };
    if known.is_empty() {
        return;
    }
    let (device, serial) = world.0.random.borrow_mut().pick(&known).clone();
    let tag = format!("Tag {}", world.between(0, 9999));
    let update = Update { device, serial, group_tag: Some(tag), user: None };
    add(world, tab, Action::Update(update), Payload::default(), told);
}

/// The page keeps an intent, in one transaction with what it shows. Where that fails the administrator is told so.
fn add(world: &World, tab: usize, action: Action, payload: Payload, told: &mut Told) {
    if world.wrong(world.0.plan.storage) {
        return;
    }
    let mut records = world.home().borrow_mut();
    records.next += 1;
    let seq = records.next;
    let id = format!("intent-{seq}");
    if !payload.bytes.is_empty() {
        records.payloads.insert(seq, payload);
    }
    let intent = Intent { seq, ..Intent::new(id.clone(), SERVER, world.now(), action) };
    world.note(|| format!("tab {tab}: keeps {id} {:?}", intent.action));
    records.intents.insert(seq, intent);
    drop(records);
    told.acknowledged.push(Acknowledged { seq, id });
    world.tell_home(None);
}

fn withdraw(world: &World, told: &mut Told) {
    let mut records = world.home().borrow_mut();
    let waiting: Vec<u32> = records
        .intents
        .values()
        .filter(|intent| intent.can_be_withdrawn())
        .map(|intent| intent.seq)
        .collect();
    if waiting.is_empty() {
        return;
    }
    let seq = *world.0.random.borrow_mut().pick(&waiting);
    if let Some(intent) = records.intents.get_mut(&seq) {
        intent.state = State::Withdrawn;
        intent.revision += 1;
    }
    records.payloads.remove(&seq);
    drop(records);
    world.note(|| format!("withdraws intent {seq}"));
    told.withdrawn.push(seq);
    world.tell_home(None);
}

/// What was there before: some devices were registered by others, or were refused, and their records are still there.
pub fn begin(world: &World) {
    for _ in 0..world.between(0, 5) {
        let device = world.0.random.borrow_mut().pick(devices::all());
        register_elsewhere(world, device);
    }
}

/// Another administrator registers a device with another tool, which doesn't tidy up.
fn register_elsewhere(world: &World, device: &devices::MadeUp) {
    if world.now() >= world.0.plan.quiet_from {
        return;
    }
    let mut body = br#"{"importedWindowsAutopilotDeviceIdentities":["#.to_vec();
    world.note(|| format!("somebody else registers device {}", device.serial));
    let (head, tail) = row_json(&device.serial, "", "Elsewhere", "");
    for part in [head.as_slice(), device.hash.as_bytes(), &tail, b"]}"] {
        body.extend_from_slice(part);
    }
    let address = format!("{SERVER}/v1.0/deviceManagement/importedWindowsAutopilotDeviceIdentities/import");
    let headers = vec![("Content-Type".to_owned(), "application/json".to_owned())];
    // Where the server is down nothing comes of it.
    let Ok(answer) = arrive(world, &Request { method: Method::Post, address, headers, body: Some(body) })
    else {
        return;
    };
    let made: Collection<Imported> =
        serde_json::from_slice(&answer.body).expect("a call is answered with its records");
    world.0.elsewhere.borrow_mut().extend(made.value.into_iter().map(|record| record.id));
}

/// Whether a registered device is one of those with which people have other plans.
fn is_of_fleet(world: &World, id: &str) -> bool {
    world.0.fleet.borrow().machines.iter().any(|machine| machine.registered.at.id == id)
}

/// Another administrator deletes a registered device with another tool.
fn meddle(world: &World) {
    let mut known: Vec<String> = world.home().borrow().devices.keys().cloned().collect();
    known.retain(|id| !is_of_fleet(world, id));
    if known.is_empty() || world.now() >= world.0.plan.quiet_from {
        return;
    }
    let device = world.0.random.borrow_mut().pick(&known).clone();
    let address = format!("{SERVER}/v1.0/deviceManagement/windowsAutopilotDeviceIdentities/{device}");
    world.note(|| format!("somebody else deletes device {device}"));
    let request = Request { method: Method::Delete, address, headers: Vec::new(), body: None };
    if arrive(world, &request).is_ok() {
        world.0.meddled.borrow_mut().push(device);
    }
}
