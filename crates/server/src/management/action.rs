//! Asking a device to do something.

use lifecycle::action::{Action, Refusal, Wipe, goes_before_others, refusal};
use lifecycle::budget::Kind;
use serde_json::{Map, Value};

use super::told;
use crate::clock::Timestamp;
use crate::ids::Ids;
use crate::store::device_actions::{self, DeviceAction, Wanted};
use crate::store::managed_devices::{self, Managed};
use crate::store::put_off::{self, What};
use crate::store::{Result, Tx, apple_identities, entra_devices, identities, users};

/// The parameter of a wipe by which a Mac is unlocked afterwards: six digits.
pub const UNLOCK_CODE: &str = "macOsUnlockCode";

/// What a device is asked to do, by the name that the wire has for it, and what is asked for besides.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The action's name.
    pub name: &'static str,
    /// A JSON object.
    pub parameters: Map<String, Value>,
    /// The name of who asks.
    pub by: Option<String>,
    /// The id of the call that asks several devices for it.
    pub bulk: Option<String>,
}

impl Asked {
    /// Something, with nothing besides, by nobody that is known.
    pub fn of(name: &'static str) -> Asked {
        Asked { name, parameters: Map::new(), by: None, bulk: None }
    }

    fn insert(&self, tx: &Tx<'_>, device: &str, id: &str, now: Timestamp) -> Result<()> {
        let parameters = Value::Object(self.parameters.clone()).to_string();
        let wanted = Wanted {
            id,
            name: self.name,
            parameters: &parameters,
            audited_as: told::audited_as(self.name, &self.parameters),
            asked_by: self.by.as_deref(),
            bulk_id: self.bulk.as_deref(),
        };
        device_actions::insert(tx, device, &wanted, now)
    }
}

/// Why it isn't done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// There is no such device.
    Unknown,
    /// The device can't.
    Impossible(Refusal),
    /// Its user was deleted from the directory.
    UserGone,
    /// As many were asked for today as a tenant may; until when that holds.
    TooMany(usize, Timestamp),
}

/// The action as the rules know it; `None`: they say nothing of it, and any device may be asked.
pub fn rule(name: &str, parameters: &Map<String, Value>) -> Option<Action> {
    let keep = parameters.get("keepEnrollmentData") == Some(&Value::Bool(true));
    Some(match name {
        "rebootNow" => Action::Restart,
        "syncDevice" => Action::Sync,
        "wipe" => Action::Wipe(Wipe { keep_enrolment: keep, ..Wipe::PLAIN }),
        "retire" => Action::Retire,
        "delete" => Action::Delete,
        "cleanWindowsDevice" => {
            Action::FreshStart { keep_user_data: parameters.get("keepUserData") == Some(&Value::Bool(true)) }
        }
        _ => return None,
    })
}

/// The device, if it can be asked now.
pub fn check(
    tx: &Tx<'_>,
    device: &str,
    asked: &Asked,
    now: Timestamp,
) -> Result<std::result::Result<Managed, Refused>> {
    let Some(device) = managed_devices::find(tx, device)?.filter(|device| device.is_listed) else {
        return Ok(Err(Refused::Unknown));
    };
    let rule = rule(asked.name, &asked.parameters);
    if let Some(why) = rule.and_then(|action| refusal(action, &device.traits)) {
        return Ok(Err(Refused::Impossible(why)));
    }
    if matches!(rule, Some(Action::Wipe(_) | Action::Retire)) && has_lost_its_user(tx, &device)? {
        return Ok(Err(Refused::UserGone));
    }
    Ok(too_many(tx, asked.name, now)?.map_or(Ok(device), Err))
}

/// Asks a device to do something; the id of the action. What became of it is told by [`managed_devices`] from then on.
pub fn ask(
    tx: &Tx<'_>,
    ids: &dyn Ids,
    device: &str,
    asked: &Asked,
    now: Timestamp,
) -> Result<std::result::Result<String, Refused>> {
    let device = match check(tx, device, asked, now)? {
        Ok(device) => device,
        Err(refused) => return Ok(Err(refused)),
    };
    // The same asked for again while it waits is the same; asked for otherwise, it takes the place of what waits.
    let parameters = Value::Object(asked.parameters.clone()).to_string();
    let mut waiting = device_actions::of_device(tx, &device.id)?;
    waiting.retain(|action| action.name == asked.name && action.state == "pending");
    let id = if let Some(same) = waiting.iter().find(|action| action.parameters == parameters) {
        same.id.clone()
    } else {
        for action in &waiting {
            device_actions::set_state(tx, &action.id, "canceled", now)?;
        }
        let id = ids.id().to_string();
        asked.insert(tx, &device.id, &id, now)?;
        id
    };
    show(tx, &device)?;
    Ok(Ok(id))
}

/// Whether the directory knew its user, and knows them no more.
fn has_lost_its_user(tx: &Tx<'_>, device: &Managed) -> Result<bool> {
    let Some(user) = &device.user_id else { return Ok(false) };
    Ok(users::find(tx, user)?.is_none_or(|user| user.deleted_at.is_some()))
}

/// A day of a tenant ends at midnight, UTC.
fn too_many(tx: &Tx<'_>, name: &str, now: Timestamp) -> Result<Option<Refused>> {
    const DAY: i64 = 86_400_000;
    let Some(kind) = rule(name, &Map::new()).and_then(Kind::of) else { return Ok(None) };
    let most = kind.cap();
    let today = Timestamp(now.0.div_euclid(DAY) * DAY);
    let asked = device_actions::count_since(tx, name, today)?;
    Ok((asked >= most).then_some(Refused::TooMany(most, Timestamp(today.0 + DAY))))
}

/// Parameters without the code that unlocks a device, as they may be kept longer than the device needs them.
pub fn masked(mut parameters: Map<String, Value>) -> Map<String, Value> {
    for (name, value) in &mut parameters {
        if name.eq_ignore_ascii_case(UNLOCK_CODE) && !value.is_null() {
            *value = "••••••".into();
        }
    }
    parameters
}

/// Takes a device out of lists; when it is heard of next, it gives back what the organisation brought.
pub fn remove(
    tx: &Tx<'_>,
    ids: &dyn Ids,
    id: &str,
    asked: &Asked,
    now: Timestamp,
) -> Result<std::result::Result<(), Refused>> {
    let device = match check(tx, id, asked, now)? {
        Ok(device) => device,
        Err(refused) => return Ok(Err(refused)),
    };
    asked.insert(tx, id, &ids.id().to_string(), now)?;
    managed_devices::hide(tx, id, now)?;
    match tx.aftermath().whole_at {
        Some(later) => put_off::put(tx, What::Parting, put_off::MANAGED_DEVICES, id, later)?,
        None => part(tx, &device)?,
    }
    Ok(Ok(()))
}

/// Forgets some devices whose certificates ended by then: they can't be heard of any more. How many those were.
pub fn forget(tx: &Tx<'_>, until: Timestamp, now: Timestamp, limit: usize) -> Result<usize> {
    let lost = managed_devices::uncertified(tx, until, limit)?;
    for id in &lost {
        if let Some(device) = managed_devices::find(tx, id)? {
            part(tx, &device)?;
        }
        device_actions::cancel(tx, id, now)?;
        managed_devices::delete(tx, id, now)?;
    }
    Ok(lost.len())
}

/// Takes a managed device from the other records that name it.
pub fn part(tx: &Tx<'_>, device: &Managed) -> Result<()> {
    for mut identity in identities::of_serial(tx, &device.serial_key)? {
        if identity.managed_device_id.as_deref() == Some(&device.id) {
            identity.managed_device_id = None;
            "notContacted".clone_into(&mut identity.enrollment_state);
            identities::update(tx, &identity)?;
        }
    }
    apple_identities::part(tx, &device.serial_key, &device.id)?;
    match &device.entra_device_id {
        // One that was enrolled again is still managed.
        Some(shared) if managed_devices::has_entra_device(tx, shared, &device.id)? => Ok(()),
        Some(entra_device_id) => entra_devices::release(tx, entra_device_id),
        None => Ok(()),
    }
}

/// Whether an action goes before others.
pub fn is_first(action: &DeviceAction) -> bool {
    rule(&action.name, &Map::new()).is_some_and(goes_before_others)
}

/// How many actions a device shows, the last ones.
const SHOWN: usize = 20;

/// Writes on a device what became of all that it was asked to do.
pub fn show(tx: &Tx<'_>, device: &Managed) -> Result<()> {
    let actions = device_actions::of_device(tx, &device.id)?;
    let state = state(&actions, &device.state);
    let results: Vec<Value> =
        actions[actions.len().saturating_sub(SHOWN)..].iter().map(told::result).collect();
    managed_devices::set_state(tx, &device.id, state, &Value::Array(results).to_string())
}

/// How a device is doing: what is under way says so; when nothing is any more, what ended last.
fn state<'s>(actions: &[DeviceAction], before: &'s str) -> &'s str {
    let names = |action: &DeviceAction| match action.name.as_str() {
        "wipe" => Some(["wipePending", "wipeIssued", "wipeFailed"]),
        "retire" => Some(["retirePending", "retireIssued", "retireFailed"]),
        _ => None,
    };
    let under_way = |action: &DeviceAction| match (names(action)?, action.state.as_str()) {
        ([pending, ..], "pending") => Some(pending),
        ([_, issued, _], "active") => Some(issued),
        _ => None,
    };
    if let Some(state) = actions.iter().rev().find_map(under_way) {
        return state;
    }
    // What ended long ago may be forgotten: only what was just under way is asked how it ended.
    if !(before.ends_with("Pending") || before.ends_with("Issued")) {
        return before;
    }
    let over = actions.iter().filter_map(|action| Some((action.updated_at, names(action)?, action)));
    match over.max_by_key(|(ended_at, ..)| *ended_at) {
        Some((_, [.., failed], action)) if action.state == "failed" => failed,
        _ => "managed",
    }
}
