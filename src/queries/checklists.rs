//! Checklists: whose devices there are, what is to be done with each, and what is settled. Rules USR-1, DEP-1.

use std::collections::BTreeMap;

use lifecycle::action::{Action, Device, Refusal, why_not};
use lifecycle::checklist::{AppleStep, BeforeUserGoes, before_user_goes, may_be_apples};
use outbox::Managed;

use super::{ActionLine, Around, Stage, life_of};
use crate::tenant::Records;
use crate::wire::{Checklist, ChecklistItem, Mark, PERSON};

/// The users of managed devices, each once, in the order of the alphabet.
#[must_use]
pub fn users(records: &Records) -> Vec<String> {
    let users = records.managed.iter().map(|device| device.user.trim()).filter(|user| !user.is_empty());
    let found: BTreeMap<String, &str> = users.map(|user| (user.to_lowercase(), user)).collect();
    found.into_values().map(str::to_owned).collect()
}

/// The managed devices that may be in Apple's automated enrolment.
#[must_use]
pub fn apple_devices(records: &Records) -> Vec<&Managed> {
    let around = Around::of(records, None);
    let is_one =
        |device: &&Managed| life_of(records, &around, device).is_some_and(|life| may_be_apples(&life));
    records.managed.iter().filter(|device| !device.serial.is_empty()).filter(is_one).collect()
}

fn item(device: &Managed) -> ChecklistItem {
    let (key, name, serial) = (device.id.clone(), device.name.clone(), device.serial.clone());
    ChecklistItem { key, name, serial, done: None }
}

/// The devices of a user.
pub fn devices_of<'r>(records: &'r Records, user: &str) -> impl Iterator<Item = &'r Managed> {
    let user = user.trim().to_lowercase();
    records.managed.iter().filter(move |device| device.user.trim().to_lowercase() == user)
}

/// What is to be done before a user goes.
#[must_use]
pub fn begin_user(records: &Records, user: &str, server: &str, begun: Mark) -> Checklist {
    let mut items: Vec<ChecklistItem> = devices_of(records, user).map(item).collect();
    let id = devices_of(records, user).map(|device| device.user_id.as_str()).find(|id| !id.is_empty());
    items.extend(id.map(|id| ChecklistItem {
        key: PERSON.to_owned(),
        name: id.to_owned(),
        serial: String::new(),
        done: None,
    }));
    Checklist { begun, server: server.to_owned(), items }
}

/// How it stands with the user who leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaver {
    /// Something of theirs is still in management.
    NotYet,
    /// They can be deleted.
    CanGo,
    /// They were seen to be deleted, once nothing of theirs was in management any more.
    Gone,
    /// They were seen to be deleted, too early.
    TooEarly,
}

/// How it stands with the user of a checklist, by its items as they are now.
#[must_use]
pub fn leaver(records: &Records, checklist: &Checklist, items: &[ChecklistItem]) -> Leaver {
    let are_settled = items.iter().all(|item| item.key == PERSON || item.done.is_some());
    let person = checklist.items.iter().find(|item| item.key == PERSON);
    // Restored users are there again; of another service's nothing is known now.
    let is_gone = person.is_some_and(|person| {
        if is_here(records, checklist) { records.people.is_gone(&person.name) } else { person.done.is_some() }
    });
    match (are_settled, is_gone) {
        (false, false) => Leaver::NotYet,
        (true, false) => Leaver::CanGo,
        (true, true) => Leaver::Gone,
        (false, true) => Leaver::TooEarly,
    }
}

fn is_here(records: &Records, checklist: &Checklist) -> bool {
    records.people.address == checklist.server
}

/// What is to be done to take a device out of Apple's automated enrolment.
#[must_use]
pub fn begin_apple(device: &Managed, server: &str, begun: Mark) -> Checklist {
    let step = |step: AppleStep| ChecklistItem { key: step.key().to_owned(), ..item(device) };
    Checklist { begun, server: server.to_owned(), items: AppleStep::ALL.map(step).to_vec() }
}

/// How far an Apple device is with its first step, which is that it is retired.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retiring {
    /// It was seen to be done: the device says so, or it is in management no more.
    pub is_seen: bool,
    /// What takes it out of management, as it was asked last.
    pub asked: Option<ActionLine>,
    /// Why it can't be asked, if it can't.
    pub why_not: Option<Refusal>,
}

/// How far the device of an Apple checklist is with being retired, by every action of the tenant.
#[must_use]
pub fn retiring(records: &Records, lines: &[ActionLine], checklist: &Checklist, device: &str) -> Retiring {
    let managed = records.managed.iter().find(|managed| managed.id == device);
    // A device that was wiped or deleted is out of management as well.
    let ends = |line: &&ActionLine| line.device == device && line.action.is_some_and(Action::ends_management);
    let asked = lines.iter().find(ends).cloned();
    let begun = checklist.begun.at;
    let is_done =
        asked.as_ref().is_some_and(|line| line.stage == Stage::Done && line.asked.max(line.heard) >= begun);
    let around = Around::of(records, Some(&checklist.server));
    let life = managed.and_then(|managed| life_of(records, &around, managed));
    Retiring {
        is_seen: is_done || managed.is_none() && is_read_since(records, checklist),
        asked,
        why_not: match life {
            Some(life) => why_not(Action::Retire, &life),
            None => Some(Refusal::NotListed),
        },
    }
}

/// What is still to be done with a device of a user who leaves; `None`: nothing can be said of it, as the list was not read since,
/// or the rules don't know such a device.
#[must_use]
pub fn to_do(records: &Records, checklist: &Checklist, device: &str) -> Option<BeforeUserGoes> {
    let Some(managed) = records.managed.iter().find(|managed| managed.id == device) else {
        return is_read_since(records, checklist).then_some(BeforeUserGoes::Nothing);
    };
    let life: Device = life_of(records, &Around::of(records, Some(&checklist.server)), managed)?;
    Some(before_user_goes(&life, managed.owner.eq_ignore_ascii_case("personal")))
}

/// The devices of a checklist as they are now: those that the user has got since come last.
#[must_use]
pub fn with_new_devices(records: &Records, checklist: &Checklist, user: &str) -> Vec<ChecklistItem> {
    let mut items = checklist.items.clone();
    for device in devices_of(records, user) {
        match items.iter_mut().find(|item| item.key == device.id) {
            // It has come back.
            Some(known) => known.done = None,
            None => items.push(item(device)),
        }
    }
    items
}

/// The devices, and the user, that were seen to be gone and aren't noted as such yet.
#[must_use]
pub fn seen_gone(records: &Records, checklist: &Checklist) -> Vec<String> {
    let is_gone = |item: &&ChecklistItem| match item.key.as_str() {
        _ if item.done.is_some() => false,
        PERSON => is_here(records, checklist) && records.people.is_gone(&item.name),
        device => to_do(records, checklist, device) == Some(BeforeUserGoes::Nothing),
    };
    checklist.items.iter().filter(is_gone).map(|item| item.key.clone()).collect()
}

/// Whether the list of managed devices was read since the checklist was begun, at its service.
fn is_read_since(records: &Records, checklist: &Checklist) -> bool {
    let lists = &records.lists;
    let is_read = lists.managed.read.is_some_and(|read| read / 1000 >= checklist.begun.at);
    lists.address == checklist.server && is_read && lists.managed.refused.is_none()
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use graph::wire;
    use outbox::{DirectoryUser, ListState, Lists, People};

    use super::*;
    use crate::queries::action_lines;

    fn managed(id: &str, user: &str, system: &str) -> Managed {
        Managed::seen(&wire::ManagedDevice {
            id: id.to_owned(),
            serial_number: Some(format!("S-{id}")),
            user_principal_name: Some(user.to_owned()),
            user_id: Some(format!("u-{user}")),
            operating_system: Some(system.to_owned()),
            ..wire::ManagedDevice::default()
        })
    }

    fn records(managed: Vec<Managed>, read: i64) -> Records {
        let state = ListState { read: Some(read * 1000), ..ListState::default() };
        let lists = Lists { address: "t".to_owned(), managed: state, ..Lists::default() };
        Records { managed, lists, ..Records::default() }
    }

    fn begun() -> Mark {
        Mark { at: 100, by: "ann".to_owned() }
    }

    #[test]
    fn users_are_found_once_however_they_are_written() {
        let records = records(
            vec![managed("1", "B@t", "Windows"), managed("2", "a@t", "iOS"), managed("3", "b@T", "")],
            1,
        );
        assert_eq!(users(&records), ["a@t", "b@T"]);
        assert_eq!(begin_user(&records, " b@t", "t", begun()).items.len(), 3);
        let apples: Vec<&str> = apple_devices(&records).iter().map(|device| device.id.as_str()).collect();
        assert_eq!(apples, ["2"]);
    }

    #[test]
    fn a_device_is_settled_when_it_was_seen_to_be_gone() {
        let all = records(vec![managed("1", "a@t", "Windows"), managed("2", "a@t", "Windows")], 99);
        let list = begin_user(&all, "a@t", "t", begun());
        assert!(matches!(to_do(&all, &list, "1"), Some(BeforeUserGoes::Choose { .. })));
        for (managed_now, read, server, gone) in [
            (vec![], 99, "t", vec![]),
            (vec![], 100, "t", vec!["1", "2"]),
            (vec![], 100, "elsewhere", vec![]),
            (vec![managed("2", "a@t", "Windows")], 100, "t", vec!["1"]),
        ] {
            let mut now = records(managed_now, read);
            now.lists.address = server.to_owned();
            assert_eq!(seen_gone(&now, &list), gone, "{read} {server}");
        }
    }

    #[test]
    fn a_device_that_came_meanwhile_or_came_back_is_to_be_settled_too() {
        let all = records(vec![managed("1", "a@t", "Windows")], 99);
        let mut list = begin_user(&all, "a@t", "t", begun());
        list.items[0].done = Some(begun());
        let now = records(vec![managed("1", "a@t", "Windows"), managed("9", "A@t", "macOS")], 100);
        let items = with_new_devices(&now, &list, "a@t");
        assert_eq!(items.iter().map(|item| item.key.as_str()).collect::<Vec<_>>(), ["1", PERSON, "9"]);
        assert!(items.iter().all(|item| item.done.is_none()));
    }

    #[test]
    fn usr_1_a_user_was_deleted_when_that_was_seen_and_too_early_while_a_device_is_left() {
        let all = records(vec![managed("1", "a@t", "Windows")], 99);
        let list = begin_user(&all, "a@t", "t", begun());
        let person = list.items.last().expect("the user comes last");
        assert_eq!((person.key.as_str(), person.name.as_str()), (PERSON, "u-a@t"));
        let people = |address: &str, is_gone| People {
            address: address.to_owned(),
            users: vec![DirectoryUser { id: "u-a@t".to_owned(), read: Some(1), is_gone }],
            refused: None,
        };
        for (left, address, is_gone, wanted, ticked) in [
            (true, "t", false, Leaver::NotYet, vec![]),
            (true, "t", true, Leaver::TooEarly, vec![PERSON]),
            (false, "t", false, Leaver::CanGo, vec!["1"]),
            (false, "t", true, Leaver::Gone, vec!["1", PERSON]),
            (false, "elsewhere", true, Leaver::CanGo, vec!["1"]),
        ] {
            let there = if left { vec![managed("1", "a@t", "Windows")] } else { vec![] };
            let now = Records { people: people(address, is_gone), ..records(there, 100) };
            assert_eq!(seen_gone(&now, &list), ticked);
            let mut noted = list.clone();
            for item in noted.items.iter_mut().filter(|item| ticked.contains(&item.key.as_str())) {
                item.done = Some(begun());
            }
            let items = with_new_devices(&now, &noted, "a@t");
            assert_eq!(leaver(&now, &noted, &items), wanted);
            // The rules are told too: neither a wipe nor a retire would be taken.
            if left && is_gone {
                assert_eq!(to_do(&now, &list, "1"), Some(BeforeUserGoes::DeleteOnly));
            }
        }
    }

    #[test]
    fn dep_1_a_device_is_retired_when_that_was_seen() {
        use outbox::{Action as Wish, Intent, Order, Seen, State, remote};

        let phone = managed("2", "", "iOS");
        let list = begin_apple(&phone, "t", begun());
        let asked = |state, seen, made: i64| {
            let order = Order { seen, ..Order::new("2", remote(Action::Retire, "")) };
            let intent = Intent::new("i".to_owned(), "t", made * 1000, Wish::Order(order));
            Intent { seq: 1, state, ..intent }
        };
        let stands = |there: bool, read, intents: Vec<Intent>| {
            let found = if there { vec![phone.clone()] } else { vec![] };
            let now = Records { intents, ..records(found, read) };
            retiring(&now, &action_lines(&now, Some("t")), &list, "2")
        };
        let fresh = stands(true, 100, vec![]);
        assert_eq!((fresh.is_seen, fresh.asked, fresh.why_not), (false, None, None));
        let pending = stands(true, 100, vec![asked(State::Accepted, Seen::Pending, 101)]);
        assert!(!pending.is_seen);
        assert_eq!(pending.asked.map(|line| line.stage), Some(Stage::Pending));
        let failed = stands(true, 100, vec![asked(State::Rejected, Seen::Failed, 101)]);
        assert_eq!((failed.is_seen, failed.asked.map(|line| line.stage)), (false, Some(Stage::Failed)));
        assert!(stands(true, 100, vec![asked(State::Done, Seen::Gone, 101)]).is_seen);
        assert!(!stands(true, 100, vec![asked(State::Done, Seen::Gone, 99)]).is_seen, "of a time before");
        assert!(stands(false, 100, vec![]).is_seen, "it is in management no more");
        let unread = stands(false, 99, vec![]);
        assert_eq!((unread.is_seen, unread.why_not), (false, Some(Refusal::NotListed)));
    }

    #[test]
    fn apples_steps_are_in_order() {
        let list = begin_apple(&managed("2", "", "iOS"), "t", begun());
        let keys: Vec<&str> = list.items.iter().map(|item| item.key.as_str()).collect();
        assert_eq!(keys, AppleStep::ALL.map(AppleStep::key));
    }
}
