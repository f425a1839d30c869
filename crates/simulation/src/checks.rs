//! What must be true after every run.

use std::collections::{BTreeMap, HashMap};

use graph::wire::{
    Collection, ImportStatus, ImportedWindowsAutopilotDeviceIdentity as Imported,
    WindowsAutopilotDeviceIdentity, ZERO_ID, text,
};
use graph::{Method, Request};
use outbox::{Action, Device, Intent, Millis, Row, RowStatus, State, TroubleKind};

use crate::{network::arrive, proofs, storage::Records, tab::SERVER, user::Told, world::World};

/// How long removals may take once nothing goes wrong any more: a deletion that stays half done is told after half an hour, and
/// tried again.
const REMOVALS: Millis = 100 * 60_000;

/// Whether nothing is under way any more. What waits for a device that never checks in, or for somebody who has forgotten it,
/// doesn't end.
pub fn is_quiet(world: &World, since: Millis) -> bool {
    let is_late = world.now() > since + REMOVALS;
    let is_settled = |intent: &Intent| {
        let takes_long = matches!(intent.action, Action::Order(_) | Action::Removal(_));
        // Nobody says that what came from a file is to be sent from there.
        intent.is_over() || is_late && takes_long || intent.state == State::Held && !world.0.plan.remembers
    };
    let mut consoles = world.0.consoles.iter();
    consoles.all(|console| console.records.borrow().intents.values().all(is_settled))
}

/// What is wrong after a run.
pub fn check(world: &World, told: &Told) -> Vec<String> {
    let mut wrong = Vec::new();
    let registered = registered(world);
    check_intents(world, told, &registered, &mut wrong);
    check_devices(&world.home().borrow(), &registered, &mut wrong);
    if !world.0.file.borrow().opened.is_empty() {
        check_devices(&world.0.consoles[1].records.borrow(), &registered, &mut wrong);
        check_elsewhere(world, &registered, &mut wrong);
    }
    check_leftovers(world, &mut wrong);
    wrong.extend(proofs::check(world));
    wrong
}

fn check_intents(
    world: &World,
    told: &Told,
    registered: &BTreeMap<String, WindowsAutopilotDeviceIdentity>,
    wrong: &mut Vec<String>,
) {
    let records = world.home().borrow();
    let done = world.0.done.borrow();
    let meddled = world.0.meddled.borrow();
    if world.0.plan.remembers {
        for (id, times) in done.iter().filter(|(_, times)| **times > 1) {
            wrong.push(format!("{id} was done {times} times"));
        }
    } else {
        check_alike(&records.intents, &done, wrong);
    }
    for acknowledged in &told.acknowledged {
        let Some(intent) = records.intents.get(&acknowledged.seq) else {
            wrong.push(format!("{} is gone", acknowledged.id));
            continue;
        };
        let times = done.get(&acknowledged.id).copied().unwrap_or(0);
        let withdrawn = told.withdrawn.contains(&acknowledged.seq);
        // Somebody has it elsewhere, where it isn't withdrawn.
        let is_elsewhere = world.0.plan.remembers && world.0.file.borrow().opened.contains(&acknowledged.seq);
        match (&intent.action, intent.state) {
            (_, State::Withdrawn) if withdrawn => {
                if times > u32::from(is_elsewhere) {
                    wrong.push(format!("{} was withdrawn, and done", acknowledged.id));
                }
            }
            (Action::Register { .. }, State::Done) => {
                if times != 1 && world.0.plan.remembers {
                    wrong.push(format!("{} is shown as done, and was done {times} times", acknowledged.id));
                }
                let is_shared = world.0.file.borrow().opened.contains(&acknowledged.seq);
                for row in intent.rows().iter().filter(|row| !(is_shared && is_unknown(row, registered))) {
                    check_row(&row.serial, &row.status, registered, &meddled, wrong);
                }
            }
            (Action::Update(_), State::Done) => {}
            // Refused, and shown so: its device was deleted.
            (Action::Update(update), State::Rejected) if meddled.contains(&update.device) => {}
            // Done elsewhere, as was another change after it: there is nothing of it to be seen.
            (Action::Update(_), State::Rejected) if is_elsewhere && is_unseen(intent) => {}
            (_, state) => wrong.push(format!("{} ends as {state:?}: {:?}", acknowledged.id, intent.trouble)),
        }
    }
    let mut others: Vec<String> = meddled.clone();
    others.extend(changed_elsewhere(world, told));
    check_last_updates(told, &records.intents, registered, &others, wrong);
}

fn is_unseen(intent: &Intent) -> bool {
    intent.trouble.as_ref().is_some_and(|trouble| trouble.kind == TroubleKind::NotObserved)
}

/// Where nothing is remembered, two intents with the same devices can't be told apart: together they are done as often as
/// there are such intents.
fn check_alike(intents: &BTreeMap<u32, Intent>, done: &HashMap<String, u32>, wrong: &mut Vec<String>) {
    let mut alike: BTreeMap<Vec<&str>, (u32, u32)> = BTreeMap::new();
    for intent in intents.values().filter(|intent| matches!(intent.action, Action::Register { .. })) {
        let mut serials: Vec<&str> = intent.rows().iter().map(|row| row.serial.as_str()).collect();
        serials.sort_unstable();
        let (wanted, times) = alike.entry(serials).or_default();
        *wanted += u32::from(intent.state == State::Done);
        *times += done.get(&intent.id).copied().unwrap_or(0);
    }
    for (serials, (wanted, times)) in alike.into_iter().filter(|(_, (wanted, times))| wanted != times) {
        wrong.push(format!("{} was wanted {wanted} times, and done {times} times", serials.join(", ")));
    }
}

/// Whether of a device that isn't registered nobody knows why: another console has read the record, and tidied it away.
fn is_unknown(row: &Row, registered: &BTreeMap<String, WindowsAutopilotDeviceIdentity>) -> bool {
    matches!(&row.status, RowStatus::Failed { name, .. } if name == "ImportRecordGone")
        && !registered.values().any(|found| text(found.serial_number.as_ref()) == row.serial)
}

fn check_row(
    serial: &str,
    status: &RowStatus,
    registered: &BTreeMap<String, WindowsAutopilotDeviceIdentity>,
    meddled: &[String],
    wrong: &mut Vec<String>,
) {
    match status {
        RowStatus::Complete { device, observed: true } => {
            let right =
                registered.get(device).is_some_and(|found| text(found.serial_number.as_ref()) == serial);
            if !right && !meddled.contains(device) {
                wrong.push(format!("{serial} is shown as registered, and isn't"));
            }
        }
        RowStatus::Failed { name, .. } if name == "ZtdDeviceAlreadyAssigned" => {}
        // Somebody deleted it before it was ever seen.
        RowStatus::Failed { name, .. } if name == "NotListed" && !meddled.is_empty() => {}
        RowStatus::Failed { name, .. } if EXPECTED.contains(&name.as_str()) => {}
        other => wrong.push(format!("{serial} ends as {other:?}")),
    }
}

/// Errors that come from the data.
const EXPECTED: [&str; 4] =
    ["ZtdDeviceAssignedToOtherTenant", "ZtdDeviceDuplicated", "InvalidZtdHardwareHash", "StorageError"];

/// Devices of which a change was withdrawn here, and not where a file with it was opened.
fn changed_elsewhere(world: &World, told: &Told) -> Vec<String> {
    let file = world.0.file.borrow();
    let records = world.0.consoles[1].records.borrow();
    let withdrawn = told.withdrawn.iter().filter(|seq| file.opened.contains(seq));
    let device = |seq: &u32| match &records.intents.get(seq)?.action {
        Action::Update(update) => Some(update.device.clone()),
        _ => None,
    };
    withdrawn.filter_map(device).collect()
}

/// What registrations in the other console say is so.
fn check_elsewhere(
    world: &World,
    registered: &BTreeMap<String, WindowsAutopilotDeviceIdentity>,
    wrong: &mut Vec<String>,
) {
    let records = world.0.consoles[1].records.borrow();
    let meddled = world.0.meddled.borrow();
    let done = world.0.done.borrow();
    for intent in records.intents.values() {
        let was_done = done.contains_key(&intent.id);
        match (&intent.action, intent.state) {
            (Action::Register { .. }, State::Done) => {
                if !was_done {
                    wrong.push(format!("elsewhere {} is shown as done, and wasn't", intent.id));
                }
                for row in intent.rows().iter().filter(|row| !is_unknown(row, registered)) {
                    check_row(&row.serial, &row.status, registered, &meddled, wrong);
                }
            }
            (Action::Register { .. } | Action::Update(_), State::Held) if !world.0.plan.remembers => {}
            (Action::Register { .. } | Action::Update(_), state) if !intent.is_over() => {
                wrong.push(format!("elsewhere {} ends as {state:?}: {:?}", intent.id, intent.trouble));
            }
            _ => {}
        }
    }
}

/// The last change of a device that is shown as done is what the device has.
fn check_last_updates(
    told: &Told,
    intents: &BTreeMap<u32, Intent>,
    registered: &BTreeMap<String, WindowsAutopilotDeviceIdentity>,
    meddled: &[String],
    wrong: &mut Vec<String>,
) {
    let mut last: HashMap<&str, &str> = HashMap::new();
    for acknowledged in &told.acknowledged {
        let Some(intent) = intents.get(&acknowledged.seq) else { continue };
        if let (Action::Update(update), State::Done) = (&intent.action, intent.state) {
            last.insert(&update.device, update.group_tag.as_deref().unwrap_or_default());
        }
    }
    for (device, tag) in last {
        let found = registered.get(device).map(|found| text(found.group_tag.as_ref()));
        if found != Some(tag) && !meddled.iter().any(|meddled| meddled == device) {
            wrong.push(format!("device {device} was given {tag:?}, and has {found:?}"));
        }
    }
}

/// What is shown is what the server has.
fn check_devices(
    records: &Records,
    registered: &BTreeMap<String, WindowsAutopilotDeviceIdentity>,
    wrong: &mut Vec<String>,
) {
    let mut serials: HashMap<&str, u32> = HashMap::new();
    for (id, found) in registered {
        *serials.entry(text(found.serial_number.as_ref())).or_default() += 1;
        match records.devices.get(id) {
            None => wrong.push(format!("device {id} is registered, and not shown")),
            Some(shown) => {
                if !is_as(shown, found) {
                    wrong.push(format!("device {id} is not shown as it is"));
                }
            }
        }
    }
    for id in records.devices.keys().filter(|id| !registered.contains_key(*id)) {
        wrong.push(format!("device {id} is shown, and not registered"));
    }
    for (serial, count) in serials.into_iter().filter(|(_, count)| *count > 1) {
        wrong.push(format!("{serial} is registered {count} times"));
    }
}

/// Whether a device is shown as the server has it.
fn is_as(shown: &Device, found: &WindowsAutopilotDeviceIdentity) -> bool {
    let same = |shown: &str, found: &Option<String>| shown == text(found.as_ref());
    let id = |found: &Option<String>| {
        Some(text(found.as_ref())).filter(|id| *id != ZERO_ID).unwrap_or_default().to_owned()
    };
    same(&shown.serial, &found.serial_number)
        && same(&shown.group_tag, &found.group_tag)
        && same(&shown.user, &found.user_principal_name)
        && same(&shown.manufacturer, &found.manufacturer)
        && same(&shown.model, &found.model)
        && same(&shown.display_name, &found.display_name)
        && shown.enrollment == found.enrollment_state
        && shown.entra_id == id(&found.azure_active_directory_device_id)
        && shown.intune_id == id(&found.managed_device_id)
}

/// Nothing is left behind, here or there, and what others left is shown as they left it.
fn check_leftovers(world: &World, wrong: &mut Vec<String>) {
    let imports: Vec<Imported> = get(world, "importedWindowsAutopilotDeviceIdentities");
    let elsewhere = world.0.elsewhere.borrow();
    let others = |import: &&Imported| elsewhere.contains(&import.id);
    let own = imports.iter().filter(|import| !others(import)).count();
    if own > 0 {
        wrong.push(format!("{own} import records are left at the server"));
    }
    let records = world.home().borrow();
    for import in imports.iter().filter(others) {
        let failed =
            import.state.as_ref().is_some_and(|state| state.device_import_status == ImportStatus::Error);
        let shown = records
            .imports
            .get(&import.id)
            .is_some_and(|shown| matches!(shown.status, RowStatus::Failed { .. }));
        if failed != shown {
            wrong.push(format!("what somebody else registered is not shown as it is: {import:?}"));
        }
    }
    for id in records.imports.keys().filter(|id| !imports.iter().any(|import| import.id == **id)) {
        wrong.push(format!("import {id} is shown, and there is none"));
    }
    for seq in records.payloads.keys() {
        let Some(intent) = records.intents.get(seq) else {
            wrong.push(format!("the payload of intent {seq} is left"));
            continue;
        };
        let failed = intent.rows().iter().any(|row| matches!(row.status, RowStatus::Failed { .. }));
        if intent.state == State::Done && !failed {
            wrong.push(format!("the payload of intent {seq} is left, and all of it is done"));
        }
    }
}

fn registered(world: &World) -> BTreeMap<String, WindowsAutopilotDeviceIdentity> {
    let found: Vec<WindowsAutopilotDeviceIdentity> = get(world, "windowsAutopilotDeviceIdentities");
    found.into_iter().map(|device| (device.id.clone(), device)).collect()
}

/// More requests in a row than the server's own faults spoil.
const FAULTS: usize = 100;

fn get<T: serde::de::DeserializeOwned>(world: &World, what: &str) -> Vec<T> {
    let address = format!("{SERVER}/v1.0/deviceManagement/{what}");
    let request = Request { method: Method::Get, address, headers: Vec::new(), body: None };
    // Of the server's own faults some may be left for whoever looks afterwards.
    let mut pages = (0..FAULTS).map(|_| {
        let answer = arrive(world, &request).expect("the server runs at the end");
        serde_json::from_slice::<Collection<T>>(&answer.body)
    });
    pages.find_map(Result::ok).expect("the server answers with a collection").value
}
