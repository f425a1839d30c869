//! Whether users are still in the directory.

use outbox::{DirectoryUser, Millis, People};

use crate::memory::{EMPTY, LOST, Memory, NOW, turn_at};

const BASE: [(&str, u16, &str); 2] = [
    ("/windowsAutopilotDeviceIdentities", 200, EMPTY),
    ("/importedWindowsAutopilotDeviceIdentities", 200, EMPTY),
];
const THERE: &str = r#"{"id":"u"}"#;
const GONE: &str = r#"{"error":{"code":"Request_ResourceNotFound"}}"#;
const REFUSED: &str = r#"{"error":{"code":"Authorization_RequestDenied"}}"#;

fn wanted(ids: &[&str]) -> Memory {
    let memory = Memory::default();
    let user = |id: &&str| DirectoryUser { id: (*id).to_owned(), ..DirectoryUser::default() };
    *memory.people.borrow_mut() = People { users: ids.iter().map(user).collect(), ..People::default() };
    memory
}

fn look(memory: &Memory, after: Millis, script: &[(&'static str, u16, &'static str)]) -> Vec<(Millis, bool)> {
    turn_at(NOW + after, memory, script.iter().copied().chain(BASE).collect());
    let people = memory.people.borrow();
    people.users.iter().map(|user| (user.read.map_or(-1, |read| read - NOW), user.is_gone)).collect()
}

#[test]
fn usr_1_a_user_is_gone_when_the_directory_says_so_and_not_on_any_other_failure() {
    let memory = wanted(&["u1", "u2"]);
    assert_eq!(
        look(&memory, 0, &[("/users/u1", 200, THERE), ("/users/u2", 404, GONE)]),
        [(0, false), (0, true)]
    );
    assert!(!memory.people.borrow().is_gone("u1") && memory.people.borrow().is_gone("u2"));

    // Who is restored is there again; a refusal changes nothing but says so, and holds nothing up.
    let found = look(&memory, 5, &[("/users/u1", 403, REFUSED), ("/users/u2", 200, THERE)]);
    assert_eq!(found, [(5, false), (5, false)]);
    let refused = memory.people.borrow().refused.clone().expect("one was refused");
    assert_eq!(refused.code, "Authorization_RequestDenied");
    assert_eq!(memory.status.borrow().trouble, None);

    // What isn't the service's protocol says nothing of anybody.
    assert_eq!(
        look(&memory, 6, &[("/users/u1", 404, "<html>"), ("/users/u2", 200, THERE)]),
        [(6, false), (6, false)]
    );
    assert!(memory.people.borrow().refused.is_some());
    look(&memory, 7, &[("/users/u1", 200, THERE), ("/users/u2", 200, THERE)]);
    assert_eq!(memory.people.borrow().refused, None);

    // No answer at all is a matter of the service as a whole.
    assert_eq!(look(&memory, 8, &[("$batch", LOST, "")]), [(7, false), (7, false)]);
    assert!(memory.status.borrow().trouble.is_some());
}

#[test]
fn more_users_than_a_batch_takes_are_all_looked_for() {
    let ids: Vec<String> = (0..25).map(|user| format!("u{user:02}")).collect();
    let memory = wanted(&ids.iter().map(String::as_str).collect::<Vec<_>>());
    let script: Vec<(&str, u16, &str)> = vec![("/users/u24", 404, GONE), ("", 200, THERE)];
    let mut script: Vec<_> = BASE.into_iter().chain(script).collect();
    script.insert(0, ("/managedDevices", 200, EMPTY));
    script.insert(0, ("/devices", 200, EMPTY));
    script.insert(0, ("Rules", 200, EMPTY));
    script.insert(0, ("Requests", 200, EMPTY));
    turn_at(NOW, &memory, script);
    let people = memory.people.borrow();
    assert!(people.users.iter().all(|user| user.read == Some(NOW)));
    let gone: Vec<&str> =
        people.users.iter().filter(|user| user.is_gone).map(|user| user.id.as_str()).collect();
    assert_eq!(gone, ["u24"]);
}

#[test]
fn what_is_known_of_one_service_says_nothing_of_another() {
    let user = DirectoryUser { id: "u".to_owned(), read: Some(1), is_gone: true };
    let here = People { address: "https://a".to_owned(), users: vec![user], refused: None };
    let ids = || vec!["u".to_owned(), "v".to_owned()];
    assert!(here.clone().of("https://a", ids()).is_gone("u"));
    let there = here.of("https://b", ids());
    assert!(!there.is_gone("u") && there.users.iter().all(|user| user.read.is_none()));
}
