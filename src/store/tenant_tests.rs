//! What holds for intents and devices. In a real browser.

use lifecycle::removal::{Place, RecordRef};
use outbox::{
    Action, Change, Decision, Happened, Intent, Row, RowStatus, Ruling, State, Status, Storage, StorageError,
    Update,
};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Blob;

use super::{
    Contents, Manner, Notice, Store, StoreError,
    batch::{Batch, Value},
    disk::Disk,
    js::blob_of,
    key::{Key, Span},
    notices::Notices,
    schema::Table,
    tenant_disk::TenantDisk,
    tests::{delete, end, on_disk},
};
use crate::queries::{Chosen, Draft};
use crate::wire::{self, Checks, Mark};

fn intent(id: &str) -> Intent {
    let row = Row {
        serial: "S".to_owned(),
        group_tag: String::new(),
        user: String::new(),
        span: (0, 3),
        status: RowStatus::Waiting,
        since: 0,
        import: None,
    };
    let action = Action::Register { rows: vec![row], import_id: None, before: Vec::new() };
    Intent::new(id.to_owned(), "http://t", 1, action)
}

fn payload() -> Blob {
    blob_of(b"{1}").unwrap()
}

/// The worker's side of a store.
async fn worker(store: &Store) -> TenantDisk {
    let name = store.0.name.clone().unwrap();
    TenantDisk::of(Disk::open(&name, || {}).await.unwrap(), Notices::shared(&name))
}

#[wasm_bindgen_test]
async fn an_older_database_keeps_what_it_holds() {
    for (version, stores) in [(1, 6), (2, 10)] {
        let name = "muster-test-upgrade";
        delete(name).await;
        let old = super::opening::open(name, version).await.unwrap();
        assert_eq!(old.object_store_names().count(), stores);
        old.close();
        let store = Store::open(name).await;
        assert_eq!(store.held(), None);
        store.create_set("kept", 1).await.unwrap();
        store.add_intents(vec![(intent("a"), Some(payload()))], "").await.unwrap();
        assert_eq!(store.sets().await.unwrap().len(), 1);
        assert_eq!(store.tenant().await.unwrap().intents.len(), 1);
        end(store).await;
    }
}

#[wasm_bindgen_test]
async fn intents_are_numbered_in_their_order_and_kept_with_what_they_send() {
    let store = on_disk("intents").await;
    store.add_intents(vec![(intent("a"), Some(payload())), (intent("b"), None)], "").await.unwrap();
    store.add_intents(vec![(intent("c"), Some(payload()))], "").await.unwrap();
    let found = store.tenant().await.unwrap().intents;
    let found: Vec<(u32, &str)> = found.iter().map(|intent| (intent.seq, intent.id.as_str())).collect();
    assert_eq!(found, [(1, "a"), (2, "b"), (3, "c")]);
    assert_eq!(store.payload(1).await.unwrap().map(|blob| blob.size()), Some(3.0));
    assert!(store.payload(2).await.unwrap().is_none());
    let worker = worker(&store).await;
    assert_eq!(worker.payload(1).await.unwrap().bytes, b"{1}");
    assert_eq!(worker.payload(2).await.unwrap().bytes, b"");
    // As versions before kept it.
    let old = super::batch::Change::Put(Table::Payloads, Key::of(&[2]), Value::Bytes(b"{22}".to_vec()));
    store.disk().unwrap().write(&Batch::relaxed(vec![old])).await.unwrap();
    assert_eq!(store.payload(2).await.unwrap().map(|blob| blob.size()), Some(4.0));
    assert_eq!(worker.payload(2).await.unwrap().bytes, b"{22}");
    drop(worker);
    end(store).await;
}

#[wasm_bindgen_test]
async fn whoever_was_overtaken_changes_nothing() {
    let store = on_disk("overtaken").await;
    store.add_intents(vec![(intent("a"), Some(payload()))], "").await.unwrap();
    let (one, other) = (worker(&store).await, worker(&store).await);
    let mut seen = one.intents().await.unwrap().remove(0);
    let stale = seen.clone();
    seen.state = State::Sent;
    one.commit(vec![Change::Intent(seen)]).await.unwrap();

    let status = Status { failures: 7, ..Status::default() };
    let late = vec![Change::Status(status), Change::Intent(Intent { state: State::Done, ..stale })];
    assert_eq!(other.commit(late).await, Err(StorageError::Overtaken));
    assert_eq!(other.status().await.unwrap().failures, 0, "all or nothing");
    let kept = store.tenant().await.unwrap().intents.remove(0);
    assert_eq!((kept.state, kept.revision), (State::Sent, 1));
    drop((one, other));
    end(store).await;
}

#[wasm_bindgen_test]
async fn only_what_was_never_sent_is_withdrawn() {
    let store = on_disk("withdrawn").await;
    store
        .add_intents(vec![(intent("a"), Some(payload())), (intent("b"), Some(payload()))], "")
        .await
        .unwrap();
    let worker = worker(&store).await;
    let mut sent = worker.intents().await.unwrap().remove(0);
    sent.first_sent = Some(1);
    worker.commit(vec![Change::Intent(sent)]).await.unwrap();
    // One of them was sent, one isn't there any more.
    assert_eq!(store.withdraw_intents(&[1, 2, 9], "", 1_800_000_000_000).await, Ok(1));
    assert_eq!(store.withdraw_intents(&[1, 2, 9], "", 1_800_000_000_000).await, Ok(0));
    let found = store.tenant().await.unwrap().intents;
    assert_eq!(
        found.iter().map(|intent| intent.state).collect::<Vec<_>>(),
        [State::Waiting, State::Withdrawn]
    );
    assert!(store.payload(2).await.unwrap().is_none());
    drop(worker);
    end(store).await;
}

/// By whom that was done, by the history.
async fn told_by(store: &Store, happened: Happened) -> Vec<String> {
    let entries = store.history(0, 99).await.unwrap();
    entries.into_iter().filter(|entry| entry.happened == happened).map(|entry| entry.by).collect()
}

#[wasm_bindgen_test]
async fn what_is_tried_again_is_tried_again_once() {
    let store = on_disk("again").await;
    store
        .add_intents(vec![(intent("a"), Some(payload())), (intent("b"), Some(payload()))], "")
        .await
        .unwrap();
    let worker = worker(&store).await;
    let mut seen = worker.intents().await.unwrap();
    seen[0].state = State::Approval;
    seen[1].state = State::Rejected;
    worker.commit(seen.into_iter().map(Change::Intent).collect()).await.unwrap();
    let known = store.tenant().await.unwrap().intents;
    let again = |old: &Intent| {
        let (store, old) = (store.clone(), old.clone());
        async move { store.retry_intent(&old, intent("again"), Some(payload()), "help desk").await }
    };
    assert_eq!(again(&known[0]).await, Ok(()));
    assert_eq!(again(&known[1]).await, Ok(()));
    // Another tab, which still shows them as they were.
    assert_eq!(again(&known[0]).await, Err(StoreError::Conflict));
    assert_eq!(again(&known[1]).await, Err(StoreError::Conflict));
    let found = store.tenant().await.unwrap().intents;
    let states: Vec<State> = found.iter().map(|intent| intent.state).collect();
    assert_eq!(states, [State::Withdrawn, State::Rejected, State::Waiting, State::Waiting]);
    // What was held was taken back for it, by the same person; what came too late left no trace.
    assert_eq!(told_by(&store, Happened::Retried).await, ["help desk", "help desk"]);
    assert_eq!(told_by(&store, Happened::Withdrawn).await, ["help desk"]);
    drop(worker);
    end(store).await;
}

#[wasm_bindgen_test]
async fn many_are_tried_again_but_those_that_another_tab_has_tried() {
    let store = on_disk("again-many").await;
    let first = ["a", "b", "c"].map(|id| (intent(id), None)).to_vec();
    store.add_intents(first, "").await.unwrap();
    let worker = worker(&store).await;
    let mut seen = worker.intents().await.unwrap();
    for intent in &mut seen {
        intent.state = State::Rejected;
    }
    worker.commit(seen.into_iter().map(Change::Intent).collect()).await.unwrap();
    let known = store.tenant().await.unwrap().intents;
    let pairs = |of: &[Intent]| -> Vec<(Intent, Intent)> {
        of.iter().map(|old| (old.clone(), intent(&format!("{} again", old.id)))).collect()
    };
    assert_eq!(store.retry_intents(pairs(&known[1..2]), "help desk").await, Ok(1));
    assert_eq!(store.retry_intents(pairs(&known), "help desk").await, Ok(2));
    assert_eq!(store.retry_intents(pairs(&known), "help desk").await, Ok(0));
    let found = store.tenant().await.unwrap().intents;
    let ids: Vec<&str> = found.iter().map(|intent| intent.id.as_str()).collect();
    assert_eq!(ids, ["a", "b", "c", "b again", "a again", "c again"]);
    assert_eq!(told_by(&store, Happened::Retried).await.len(), 3);
    drop(worker);
    end(store).await;
}

// Whoever knows the passphrase can write a file.
#[wasm_bindgen_test]
async fn a_file_brings_none_of_the_programs_own_notes() {
    let store = on_disk("forged").await;
    store.add_intents(vec![(intent("a"), Some(payload()))], "").await.unwrap();
    let status = Status { address: "http://t".to_owned(), server: Some("1".to_owned()), ..Status::default() };
    let forged = [
        ("service status", wire::encode(&status)),
        ("service lists", vec![1]),
        ("taking in", [0_u32.to_le_bytes(), u32::MAX.to_le_bytes()].concat()),
        ("next intent", 1_u32.to_le_bytes().to_vec()),
        ("next set", 1_u32.to_le_bytes().to_vec()),
        ("anything", vec![1]),
        ("server", b"https://service.example".to_vec()),
        ("administrator", b"adele@contoso.com".to_vec()),
    ];
    for manner in [Manner::Add, Manner::Replace] {
        let settings = forged.iter().map(|(name, bytes)| (Key::named(name), bytes.clone())).collect();
        let taking = store.take_in(&[]).await.unwrap();
        taking
            .finish(manner, &Contents { settings, ..Contents::default() }, 1_800_000_000_000)
            .await
            .unwrap();
        let worker = worker(&store).await;
        assert_eq!(worker.status().await.unwrap(), Status::default());
        assert!(store.next_intent().await.unwrap() > 1, "numbers go on");
        for name in ["service lists", "anything"] {
            let found = store.read(vec![(Table::Settings, Span::One(Key::named(name)))]).await.unwrap();
            assert!(found[0].is_empty(), "{name}");
        }
        let underway = store.read(vec![(Table::Settings, Span::One(Key::named("taking in")))]).await.unwrap();
        assert!(underway[0].iter().all(|(_, value)| value.bytes() == Some(&[])), "nothing is to be deleted");
        let named = store.read(vec![(Table::Settings, Span::One(Key::named("server")))]).await.unwrap();
        assert_eq!(named[0][0].1.bytes(), Some(b"https://service.example".as_slice()));
        drop(worker);
    }
    end(store).await;
}

// An id is a text, and a file may say anything under it.
#[wasm_bindgen_test]
async fn a_file_ends_nothing_of_ours_by_its_id_and_decides_nothing() {
    let store = on_disk("same-id").await;
    store.add_intents(vec![(intent("a"), Some(payload()))], "").await.unwrap();
    let update = Update { device: "d".to_owned(), serial: "S".to_owned(), group_tag: None, user: None };
    let other = Intent { action: Action::Update(update), state: State::Done, ..intent("a") };
    let decision = Decision {
        request: "r".to_owned(),
        ruling: Ruling::Approve,
        why: "why".to_owned(),
        about: "Restart PC-1".to_owned(),
    };
    let approval = Intent { action: Action::Decision(decision), ..intent("b") };
    let same = Intent { state: State::Done, ..intent("a") };
    for (theirs, wanted) in
        [(vec![other, approval], [("a", State::Waiting)]), (vec![same], [("a", State::Done)])]
    {
        let taking = store.take_in(&[]).await.unwrap();
        let intents = theirs.into_iter().map(|intent| (intent, None)).collect();
        let contents = Contents { intents, ..Contents::default() };
        taking.finish(Manner::Add, &contents, 1_800_000_000_000).await.unwrap();
        let found = store.tenant().await.unwrap().intents;
        let found: Vec<(&str, State)> = found.iter().map(|it| (it.id.as_str(), it.state)).collect();
        assert_eq!(found, wanted);
    }
    end(store).await;
}

#[wasm_bindgen_test]
async fn what_came_up_without_a_service_is_meant_for_the_first_that_is_named() {
    let store = on_disk("unbound").await;
    let unbound = Intent { server: String::new(), ..intent("a") };
    store.add_intents(vec![(unbound, Some(payload())), (intent("b"), Some(payload()))], "").await.unwrap();
    store.move_intents(&[1], "", "http://one", "help desk", 5).await.unwrap();
    store.move_intents(&[1, 2], "", "http://other", "", 6).await.unwrap();
    let found = store.tenant().await.unwrap().intents;
    let servers: Vec<&str> = found.iter().map(|intent| intent.server.as_str()).collect();
    assert_eq!(servers, ["http://one", "http://t"]);
    assert_eq!(
        told_by(&store, Happened::Moved).await,
        ["help desk"],
        "what was moved already is not moved again"
    );
    end(store).await;
}

#[wasm_bindgen_test]
async fn a_damaged_intent_is_told_and_can_be_put_away() {
    let store = on_disk("damaged-intent").await;
    store
        .add_intents(vec![(intent("a"), Some(payload())), (intent("b"), Some(payload()))], "")
        .await
        .unwrap();
    let damage = super::batch::Change::Put(Table::Intents, Key::of(&[1]), Value::Bytes(vec![1, 9, 9]));
    store.disk().unwrap().write(&Batch::relaxed(vec![damage])).await.unwrap();
    let kept = store.tenant().await.unwrap();
    assert_eq!((kept.intents.len(), kept.damaged), (1, vec![1]));
    store.put_away_intents(&[1]).await.unwrap();
    let kept = store.tenant().await.unwrap();
    assert_eq!((kept.intents.len(), kept.damaged), (1, vec![]));
    end(store).await;
}

#[wasm_bindgen_test]
async fn what_can_not_be_kept_is_not_promised() {
    let store = Store::in_memory();
    let refused = store.add_intents(vec![(intent("a"), Some(payload()))], "").await;
    assert_eq!(refused, Err(StoreError::Refused));
    assert!(store.tenant().await.unwrap().intents.is_empty());
}

#[wasm_bindgen_test]
async fn a_full_disk_keeps_no_half_of_an_intent() {
    let store = on_disk("full").await;
    store
        .disk()
        .unwrap()
        .refuse_if(|change| matches!(change, super::batch::Change::Put(Table::Payloads, ..)));
    let refused = store.add_intents(vec![(intent("a"), Some(payload()))], "").await;
    assert_eq!(refused, Err(StoreError::Full));
    assert!(store.tenant().await.unwrap().intents.is_empty());
    end(store).await;
}

#[wasm_bindgen_test]
async fn pages_and_workers_hear_of_each_other() {
    let store = on_disk("hearing").await;
    let worker = worker(&store).await;
    let heard = js_sys::Promise::new(&mut |resolve, _| {
        let told = worker.changes(move || {
            let _ = resolve.call0(&wasm_bindgen::JsValue::NULL);
        });
        std::mem::forget(told);
    });
    store.change_checks("d", |_| ()).await.unwrap();
    wasm_bindgen_futures::JsFuture::from(heard).await.unwrap();

    let back = js_sys::Promise::new(&mut |resolve, _| {
        let told = store.changes(move |notice| {
            if notice == Notice::Tenant {
                let _ = resolve.call0(&wasm_bindgen::JsValue::NULL);
            }
        });
        std::mem::forget(told);
    });
    worker.commit(vec![Change::Status(Status { failures: 1, ..Status::default() })]).await.unwrap();
    wasm_bindgen_futures::JsFuture::from(back).await.unwrap();
    drop(worker);
    end(store).await;
}

#[wasm_bindgen_test]
async fn another_service_begins_without_devices_but_with_intents_and_checks() {
    let store = on_disk("another").await;
    let update = Update { device: "d".to_owned(), serial: "S".to_owned(), group_tag: None, user: None };
    let change = Intent { action: Action::Update(update), ..intent("a") };
    store.add_intents(vec![(change, None)], "").await.unwrap();
    let mark = Some(Mark { at: 1, by: "help desk".to_owned() });
    store.change_checks("d", move |checks| checks.image.clone_from(&mark)).await.unwrap();
    let worker = worker(&store).await;
    worker.commit(vec![Change::Status(Status { failures: 1, ..Status::default() })]).await.unwrap();

    store.name_server("http://u").await.unwrap();
    let kept = store.tenant().await.unwrap();
    assert_eq!((kept.intents.len(), kept.devices.len(), kept.checks.len()), (1, 0, 1));
    assert_eq!(kept.status, Status::default());
    drop(worker);
    end(store).await;
}

#[wasm_bindgen_test]
async fn marks_of_two_tabs_are_both_kept() {
    let store = on_disk("marks").await;
    let mark = |at| Some(Mark { at, by: "help desk".to_owned() });
    store.change_checks("d", move |checks| checks.image = mark(1)).await.unwrap();
    store.change_checks("d", move |checks| checks.licence = mark(2)).await.unwrap();
    let kept = store.tenant().await.unwrap().checks;
    assert_eq!(kept, [("d".to_owned(), Checks { image: mark(1), licence: mark(2), delivered: None })]);
    end(store).await;
}

#[wasm_bindgen_test]
async fn whoever_adds_intents_by_what_was_known_before_is_told() {
    let store = on_disk("guard").await;
    let next = store.next_intent().await.unwrap();
    store.add_intents_at(next, vec![(intent("a"), Some(payload())), (intent("b"), None)], "").await.unwrap();
    assert_eq!(store.add_intents_at(next, vec![(intent("c"), None)], "").await, Err(StoreError::Conflict));
    let next = store.next_intent().await.unwrap();
    store.add_intents_at(next, vec![(intent("d"), None)], "").await.unwrap();
    let found = store.tenant().await.unwrap().intents;
    let found: Vec<(u32, &str)> = found.iter().map(|intent| (intent.seq, intent.id.as_str())).collect();
    assert_eq!(found, [(1, "a"), (2, "b"), (3, "d")]);
    end(store).await;
}

#[wasm_bindgen_test]
async fn the_history_tells_what_was_asked_and_said_with_the_newest_first() {
    let store = on_disk("told").await;
    store.add_intents(vec![(intent("a"), None), (intent("b"), None)], "help desk").await.unwrap();
    let worker = worker(&store).await;
    let old = store.tenant().await.unwrap().intents.remove(0);
    let now = 1_800_000_000_000;
    let done = Intent { state: State::Done, ..old.clone() };
    let told: Vec<Change> = outbox::told(&old, &done, "", now, 7).into_iter().map(Change::History).collect();
    worker.commit(told.into_iter().chain([Change::Intent(done)]).collect()).await.unwrap();
    assert_eq!(store.withdraw_intents(&[2], "deputy", now + 1).await, Ok(1));
    let stale = Intent { state: State::Expired, ..old.clone() };
    assert_eq!(store.change_intent(&old, stale, "", now).await, Err(StoreError::Conflict));

    let told = store.history(0, 9).await.unwrap();
    let told: Vec<(&str, Happened, &str)> =
        told.iter().map(|entry| (entry.intent.as_str(), entry.happened, entry.by.as_str())).collect();
    assert_eq!(told[..2], [("b", Happened::Withdrawn, "deputy"), ("a", Happened::Done, "")]);
    assert_eq!(told.len(), 4, "what was refused left no trace");
    assert!(told[2..].iter().all(|(_, what, by)| (*what, *by) == (Happened::Asked, "help desk")));
    assert_eq!(store.history(1_800_000_000, 9).await.unwrap().len(), 2);
    assert_eq!(store.history(0, 1).await.unwrap().len(), 1);
    store.name_server("http://u").await.unwrap();
    assert_eq!(store.history(0, 9).await.unwrap().len(), 4, "it stays whatever the service");
    drop(worker);
    end(store).await;
}

#[wasm_bindgen_test]
async fn nothing_in_the_history_is_written_over_whatever_happens_in_a_second() {
    let store = on_disk("numbers").await;
    let many: Vec<_> = (0..500).map(|at| (intent(&format!("i{at:03}")), None)).collect();
    store.add_intents(many, "ann").await.unwrap();
    let asked = |it: &[outbox::Entry]| -> Vec<String> {
        let asked = it.iter().filter(|entry| entry.happened == Happened::Asked);
        asked.map(|entry| entry.intent.clone()).collect()
    };
    let told = store.history(0, 9_999).await.unwrap();
    let ids: Vec<String> = (0..500).rev().map(|at| format!("i{at:03}")).collect();
    assert_eq!(asked(&told), ids, "each of them, in their order");
    // Two workers and a page come to the same number.
    let (worker, other) = (worker(&store).await, worker(&store).await);
    let entry = told[0].clone();
    for (of, id) in [(&worker, "x"), (&other, "y"), (&worker, "z")] {
        let entry = outbox::Entry { intent: id.to_owned(), ..entry.clone() };
        of.commit(vec![Change::History(entry.clone()), Change::History(entry)]).await.unwrap();
    }
    let told = store.history(0, 9_999).await.unwrap();
    assert_eq!(told.len(), 506);
    assert_eq!(asked(&told)[..6], ["z", "z", "y", "y", "x", "x"], "the newest first");
    let numbers: std::collections::HashSet<(i64, u32)> = told.iter().map(|it| (it.at, it.number)).collect();
    assert_eq!(numbers.len(), told.len());
    drop((worker, other));
    end(store).await;
}

#[wasm_bindgen_test]
async fn what_is_said_of_many_is_written_at_once_or_not_at_all() {
    let store = on_disk("many").await;
    let many: Vec<_> = (0..500).map(|at| (intent(&format!("i{at:03}")), None)).collect();
    store.add_intents(many, "ann").await.unwrap();
    let old = store.tenant().await.unwrap().intents;
    let heard = std::rc::Rc::new(std::cell::Cell::new(0));
    let said = |old: &Intent| (old.clone(), Intent { state: State::Withdrawn, ..old.clone() });
    let listener = {
        let heard = std::rc::Rc::clone(&heard);
        store.changes(move |_: Notice| heard.set(heard.get() + 1))
    };
    store.change_intents(old.iter().map(said).collect(), "ben", 5).await.unwrap();
    assert_eq!(heard.get(), 1, "pages read again once");
    assert_eq!(told_of(&store, Happened::Withdrawn).await, 500);
    // One of them was changed meanwhile.
    let mut stale = store.tenant().await.unwrap().intents;
    stale[499].revision = 0;
    let changed =
        stale.iter().map(|old| (old.clone(), Intent { state: State::Done, ..old.clone() })).collect();
    assert_eq!(store.change_intents(changed, "ben", 6).await, Err(StoreError::Conflict));
    assert_eq!(told_of(&store, Happened::Done).await, 0);
    drop(listener);
    end(store).await;
}

/// Of how many intents the history tells that.
async fn told_of(store: &Store, happened: Happened) -> usize {
    let entries = store.history(0, 9_999).await.unwrap();
    entries.iter().filter(|entry| entry.happened == happened).count()
}

#[wasm_bindgen_test]
async fn what_was_chosen_to_be_taken_out_is_kept_until_nothing_is() {
    let store = on_disk("draft").await;
    let other = Store::open(store.0.name.as_ref().unwrap()).await;
    assert_eq!(store.draft().await.unwrap(), None);
    let at = RecordRef { place: Place::Intune, id: "m".to_owned() };
    let chosen = Chosen { at: at.clone(), name: "PC".to_owned(), serial: "S".to_owned(), records: vec![at] };
    let draft =
        |server: &str| Draft { server: server.to_owned(), chosen: vec![chosen.clone()], ..Draft::default() };
    store.keep_draft(&draft("a")).await.unwrap();
    other.keep_draft(&draft("b")).await.unwrap();
    assert_eq!(store.draft().await.unwrap(), Some(draft("b")), "the last one counts");
    store.keep_draft(&Draft::default()).await.unwrap();
    assert_eq!(other.draft().await.unwrap(), None);
    drop(other);
    end(store).await;
}
