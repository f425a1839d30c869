//! What holds for every store, on disk and in memory; then what is about the disk alone. In a real browser.

use std::{cell::RefCell, rc::Rc};

use device_csv::{
    ByteRange, Cause, Cell, Change, Edit, Encoding, Field, FileId, FileKind, FileReport, Row, RowId, Step,
};
use indexed_db_futures::{Build, database::Database};
use js_sys::Array;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Blob;

use super::{
    Batches, Damage, Notice, SetId, Store, StoreError, Touch,
    batch::{Batch, Change as RecordChange, Value},
    key::Key,
    schema::{self, Table},
};

use crate::wire::BATCH;

const DIGEST: [u8; 32] = [7; 32];

fn touch(now: i64, devices: u32) -> Touch {
    Touch { now, devices }
}

fn row(file: u32, row: u32) -> Row {
    let text = format!("serial {file}-{row}");
    let serial = Cell { text, range: ByteRange { start: 1, end: 9 }, line: row + 2, column: 1 };
    Row {
        id: RowId { file: FileId(file), row },
        line: row + 2,
        range: ByteRange { start: 0, end: 99 },
        cells: [Some(serial), None, None, None, None, None],
        hash: None,
    }
}

fn rows(file: u32, count: usize) -> Vec<Row> {
    (0..).take(count).map(|at| row(file, at)).collect()
}

fn report(file: u32, rows: usize) -> FileReport {
    FileReport {
        id: FileId(file),
        path: format!("site/{file}.csv"),
        size: 4096,
        kind: FileKind::Table,
        encoding: Encoding::Ascii,
        delimiter: Some(','),
        columns: vec![Some(Field::Serial)],
        rows: u32::try_from(rows).unwrap(),
        diagnostics: Vec::new(),
    }
}

fn step(value: &str) -> Step {
    let edit = |value: &str| Edit::Set {
        row: RowId { file: FileId(0), row: 0 },
        field: Field::GroupTag,
        value: value.to_owned(),
    };
    Step { cause: Cause::ByHand, changes: vec![Change { edit: edit(value), before: edit(""), code: None }] }
}

fn blob(text: &str) -> Blob {
    Blob::new_with_str_sequence(&Array::of1(&text.into())).unwrap()
}

async fn text(blob: &Blob) -> String {
    JsFuture::from(blob.text()).await.unwrap().as_string().unwrap()
}

async fn add(store: &Store, set: SetId, file: u32, count: usize, source: Option<Blob>) -> bool {
    let (report, rows) = (report(file, count), rows(file, count));
    store.add_file(set, &report, &Batches::of(&rows), DIGEST, source, touch(20, file + 1)).await.unwrap()
}

/// A database of the test's own, deleted before and after.
pub(super) async fn on_disk(test: &str) -> Store {
    let name = format!("muster-test-{test}");
    delete(&name).await;
    let store = Store::open(&name).await;
    assert_eq!(store.held(), None);
    store
}

pub(super) async fn delete(name: &str) {
    Database::delete_by_name(name).unwrap().await.unwrap();
}

/// Ends a store and opens its database again, as a reload does.
async fn reload(store: Store) -> Store {
    let name = store.0.name.clone().unwrap();
    drop(store);
    Store::open(&name).await
}

pub(super) async fn end(store: Store) {
    let name = store.0.name.clone();
    drop(store);
    if let Some(name) = name {
        delete(&name).await;
    }
}

async fn sets_are_made_listed_renamed_and_deleted(store: &Store) {
    assert_eq!(store.sets().await.unwrap(), []);
    let first = store.create_set("Amsterdam", 10).await.unwrap();
    let second = store.create_set("Breda", 11).await.unwrap();
    assert_eq!(store.sets().await.unwrap(), [first.clone(), second.clone()]);

    store.rename_set(first.id, "Alkmaar", 12).await.unwrap();
    let renamed = store.sets().await.unwrap().remove(0);
    assert_eq!((renamed.name.as_str(), renamed.created, renamed.modified), ("Alkmaar", 10, 12));

    store.delete_set(second.id).await.unwrap();
    assert_eq!(store.sets().await.unwrap(), [renamed]);
    let third = store.create_set("Delft", 13).await.unwrap();
    assert!(third.id > second.id, "an id was given again");
}

async fn a_file_comes_back_whole(store: &Store) {
    let set = store.create_set("a", 10).await.unwrap().id;
    let count = 2 * BATCH + 1;
    assert!(add(store, set, 0, count, Some(blob("the file"))).await);
    assert!(!add(store, set, 4, 0, None).await);

    let loaded = store.load_set(set).await.unwrap();
    assert_eq!(loaded.rows, rows(0, count));
    assert_eq!(
        loaded.files.iter().map(|file| file.report.clone()).collect::<Vec<_>>(),
        [report(0, count), report(4, 0)]
    );
    assert_eq!(
        loaded.files.iter().map(|file| (file.digest, file.kept)).collect::<Vec<_>>(),
        [(DIGEST, true), (DIGEST, false)]
    );
    assert_eq!((loaded.next_file, loaded.damaged.len()), (FileId(5), 0));
    let summary = loaded.summary;
    assert_eq!((summary.files, summary.rows, summary.devices, summary.modified), (2, count as u64, 5, 20));

    let source = store.source(set, FileId(0)).await.unwrap().unwrap();
    assert_eq!(text(&source).await, "the file");
    assert_eq!(store.source(set, FileId(4)).await.unwrap(), None);
}

async fn a_source_can_be_given_back(store: &Store) {
    let set = store.create_set("a", 10).await.unwrap().id;
    add(store, set, 0, 1, None).await;
    assert!(store.attach_source(set, FileId(0), blob("found again")).await.unwrap());
    assert!(store.load_set(set).await.unwrap().files[0].kept);
    let source = store.source(set, FileId(0)).await.unwrap().unwrap();
    assert_eq!(text(&source).await, "found again");
    let unknown = store.attach_source(set, FileId(9), blob("whose?")).await;
    assert_eq!(unknown, Err(StoreError::Damaged { what: format!("files/{}/9", set.0) }));
}

async fn a_removed_file_is_gone_and_its_id_with_it(store: &Store) {
    let set = store.create_set("a", 10).await.unwrap().id;
    add(store, set, 0, 3, Some(blob("0"))).await;
    add(store, set, 1, 2, Some(blob("1"))).await;
    store.put_steps(set, None, 0, &[step("a"), step("b")], 2, touch(21, 2)).await.unwrap();
    store.remove_file(set, FileId(1), (&[step("a")], 1), touch(30, 1)).await.unwrap();

    let loaded = store.load_set(set).await.unwrap();
    assert_eq!(loaded.rows, rows(0, 3));
    assert_eq!((loaded.summary.files, loaded.summary.rows, loaded.summary.devices), (1, 3, 1));
    assert_eq!((loaded.steps, loaded.cursor, loaded.next_file), (vec![step("a")], 1, FileId(2)));
    assert_eq!(store.source(set, FileId(1)).await.unwrap(), None);
    store.remove_file(set, FileId(1), (&[], 0), touch(31, 1)).await.unwrap();
}

async fn steps_are_undone_and_replaced(store: &Store) {
    let set = store.create_set("a", 10).await.unwrap().id;
    let history = |loaded: super::LoadedSet| (loaded.steps, loaded.cursor);
    store.put_steps(set, None, 0, &[step("a"), step("b"), step("c")], 3, touch(1, 0)).await.unwrap();
    store.put_steps(set, None, 3, &[], 1, touch(2, 0)).await.unwrap();
    let undone = (vec![step("a"), step("b"), step("c")], 1);
    assert_eq!(history(store.load_set(set).await.unwrap()), undone);

    store.put_steps(set, None, 1, &[step("d")], 2, touch(3, 0)).await.unwrap();
    assert_eq!(history(store.load_set(set).await.unwrap()), (vec![step("a"), step("d")], 2));
}

async fn sets_keep_apart(store: &Store) {
    let one = store.create_set("one", 10).await.unwrap().id;
    let two = store.create_set("two", 10).await.unwrap().id;
    add(store, one, 0, 2, Some(blob("one"))).await;
    add(store, two, 0, 1, Some(blob("two"))).await;
    store.put_steps(two, None, 0, &[step("b")], 1, touch(1, 1)).await.unwrap();
    store.delete_set(one).await.unwrap();

    let loaded = store.load_set(two).await.unwrap();
    assert_eq!((loaded.rows, loaded.steps), (rows(0, 1), vec![step("b")]));
    assert_eq!(text(&store.source(two, FileId(0)).await.unwrap().unwrap()).await, "two");
    assert_eq!(store.load_set(one).await, Err(StoreError::NoSuchSet));
    assert_eq!(store.source(one, FileId(0)).await.unwrap(), None);
}

async fn nothing_is_added_to_a_set_that_is_gone(store: &Store) {
    let set = store.create_set("a", 10).await.unwrap().id;
    store.delete_set(set).await.unwrap();
    let gone = Err(StoreError::NoSuchSet);
    let added = store
        .add_file(set, &report(0, 1), &Batches::of(&rows(0, 1)), DIGEST, Some(blob("")), touch(1, 1))
        .await;
    assert_eq!(added.map(|_| ()), gone);
    assert_eq!(store.put_steps(set, None, 0, &[step("a")], 1, touch(1, 1)).await, gone);
    assert_eq!(store.rename_set(set, "b", 1).await, gone);
    let left = store.read(Table::ALL.map(|table| (table, super::key::Span::under(&[set.0]))).into()).await;
    assert!(left.unwrap().iter().all(Vec::is_empty), "something was written all the same");
}

async fn no_file_takes_the_place_of_another(store: &Store) {
    let set = store.create_set("a", 10).await.unwrap().id;
    add(store, set, 0, 2, Some(blob("first"))).await;
    let second = store
        .add_file(set, &report(0, 1), &Batches::of(&rows(0, 1)), DIGEST, Some(blob("second")), touch(9, 9))
        .await;
    assert_eq!(second, Err(StoreError::Conflict));
    let loaded = store.load_set(set).await.unwrap();
    assert_eq!((loaded.rows, loaded.summary.files), (rows(0, 2), 1));
    assert_eq!(text(&store.source(set, FileId(0)).await.unwrap().unwrap()).await, "first");
}

async fn settings_are_made_and_taken_back(store: &Store) {
    assert_eq!(store.setting("language").await.unwrap(), None);
    store.set_setting("language", Some("nl")).await.unwrap();
    store.set_setting("theme", Some("dark")).await.unwrap();
    assert_eq!(store.setting("language").await.unwrap().as_deref(), Some("nl"));
    store.set_setting("language", None).await.unwrap();
    assert_eq!(store.setting("language").await.unwrap(), None);
    assert_eq!(store.setting("theme").await.unwrap().as_deref(), Some("dark"));
    store.offer_setting("theme", "light").await.unwrap();
    assert_eq!(store.setting("theme").await.unwrap().as_deref(), Some("dark"), "what was set stays");
    store.offer_setting("language", "en").await.unwrap();
    assert_eq!(store.setting("language").await.unwrap().as_deref(), Some("en"));
    store.set_setting("service", Some("")).await.unwrap();
    store.offer_setting("service", "x").await.unwrap();
    assert_eq!(store.setting("service").await.unwrap().as_deref(), Some(""), "nothing can be set, too");
}

async fn everything_can_be_cleared(store: &Store) {
    let set = store.create_set("a", 10).await.unwrap().id;
    add(store, set, 0, 1, Some(blob("a"))).await;
    store.set_setting("theme", Some("dark")).await.unwrap();
    store.clear_everything().await.unwrap();
    assert_eq!(store.sets().await.unwrap(), []);
    assert_eq!(store.setting("theme").await.unwrap(), None);
    assert_eq!(store.source(set, FileId(0)).await.unwrap(), None);
    let records = store.read(Table::ALL.map(|table| (table, super::key::Span::everything())).into()).await;
    assert!(records.unwrap().iter().all(Vec::is_empty));
}

async fn a_damaged_record_costs_what_it_stands_for(store: &Store) {
    let set = store.create_set("a", 10).await.unwrap().id;
    for file in 0..4 {
        add(store, set, file, 2, None).await;
    }
    store.put_steps(set, None, 0, &[step("a"), step("b"), step("c")], 3, touch(1, 1)).await.unwrap();
    let bad = || Value::Bytes(vec![1, 200, 200]);
    let changes = vec![
        RecordChange::Put(Table::Files, Key::of(&[set.0, 0]), bad()),
        RecordChange::Put(Table::Rows, Key::of(&[set.0, 1, 0]), bad()),
        RecordChange::Delete(Table::Rows, super::key::Span::under(&[set.0, 2])),
        RecordChange::Put(Table::Steps, Key::of(&[set.0, 1]), Value::Blob(blob("no step"))),
    ];
    store.write(&Batch::relaxed(changes)).await.unwrap();

    let loaded = store.load_set(set).await.unwrap();
    assert_eq!(loaded.rows, rows(3, 2));
    assert_eq!((loaded.steps, loaded.cursor), (vec![step("a")], 1));
    let path = |file: u32| Some(format!("site/{file}.csv"));
    assert_eq!(
        loaded.damaged,
        [
            Damage::File { id: FileId(0), path: None },
            Damage::File { id: FileId(1), path: path(1) },
            Damage::File { id: FileId(2), path: path(2) },
            Damage::Steps { from: 1 },
        ]
    );
}

/// The cases above, each in a fresh store of both kinds.
macro_rules! conformance {
    ($($case:ident)*) => {
        mod disk {
            use super::*;
            $(
                #[wasm_bindgen_test]
                async fn $case() {
                    let store = on_disk(stringify!($case)).await;
                    super::$case(&store).await;
                    assert_eq!(store.held(), None);
                    end(store).await;
                }
            )*
        }

        mod memory {
            use super::*;
            $(
                #[wasm_bindgen_test]
                async fn $case() {
                    super::$case(&Store::in_memory()).await;
                }
            )*
        }

        /// On a disk that takes no more: what was there lies beneath what is held.
        mod over_a_full_disk {
            use super::*;
            $(
                #[wasm_bindgen_test]
                async fn $case() {
                    let store = on_disk(concat!("full-", stringify!($case))).await;
                    store.hold(StoreError::Full);
                    super::$case(&store).await;
                    end(store).await;
                }
            )*
        }
    };
}

conformance! {
    sets_are_made_listed_renamed_and_deleted
    a_file_comes_back_whole
    a_source_can_be_given_back
    a_removed_file_is_gone_and_its_id_with_it
    steps_are_undone_and_replaced
    sets_keep_apart
    nothing_is_added_to_a_set_that_is_gone
    no_file_takes_the_place_of_another
    settings_are_made_and_taken_back
    everything_can_be_cleared
    a_damaged_record_costs_what_it_stands_for
}

#[wasm_bindgen_test]
async fn everything_is_there_after_a_reload() {
    let store = on_disk("reload").await;
    let set = store.create_set("a", 10).await.unwrap().id;
    add(&store, set, 0, BATCH + 5, Some(blob("the file"))).await;
    store.put_steps(set, None, 0, &[step("a")], 1, touch(21, 1)).await.unwrap();
    let before = store.load_set(set).await.unwrap();

    let store = reload(store).await;
    assert_eq!(store.load_set(set).await.unwrap(), before);
    assert_eq!(text(&store.source(set, FileId(0)).await.unwrap().unwrap()).await, "the file");
    end(store).await;
}

#[wasm_bindgen_test]
async fn a_crash_in_the_middle_leaves_nothing_of_the_file() {
    let store = on_disk("crash").await;
    let set = store.create_set("a", 10).await.unwrap().id;
    let bytes = Value::Bytes(vec![1, 2, 3]);
    let batch = Batch::relaxed(vec![
        RecordChange::Put(Table::Files, Key::of(&[set.0, 0]), bytes.clone()),
        RecordChange::Put(Table::Rows, Key::of(&[set.0, 0, 0]), bytes),
        RecordChange::Put(Table::Sources, Key::of(&[set.0, 0]), Value::Blob(blob("the file"))),
    ]);
    store.disk().unwrap().write_without_commit(&batch).await.unwrap();

    let store = reload(store).await;
    let loaded = store.load_set(set).await.unwrap();
    assert_eq!(
        (loaded.files, loaded.rows, loaded.damaged, loaded.summary.files),
        (vec![], vec![], vec![], 0)
    );
    assert_eq!(store.source(set, FileId(0)).await.unwrap(), None);
    end(store).await;
}

#[wasm_bindgen_test]
async fn without_room_for_the_file_the_rest_is_kept() {
    let store = on_disk("no-room-for-blobs").await;
    let set = store.create_set("a", 10).await.unwrap().id;
    store.disk().unwrap().refuse_if(|change| matches!(change, RecordChange::Put(_, _, Value::Blob(_))));
    assert!(!add(&store, set, 0, 2, Some(blob("the file"))).await);
    assert_eq!(store.held(), None);
    let source = store.source(set, FileId(0)).await.unwrap().unwrap();
    assert_eq!(text(&source).await, "the file", "not at hand for the rest of the visit");
    assert!(!store.attach_source(set, FileId(0), blob("the file")).await.unwrap());

    let store = reload(store).await;
    let loaded = store.load_set(set).await.unwrap();
    assert_eq!((loaded.rows, loaded.files[0].kept), (rows(0, 2), false));
    assert_eq!(store.source(set, FileId(0)).await.unwrap(), None);
    end(store).await;
}

#[wasm_bindgen_test]
async fn a_full_disk_is_told_and_what_is_held_is_written_when_there_is_room() {
    let store = on_disk("full").await;
    let set = store.create_set("a", 10).await.unwrap().id;
    add(&store, set, 0, 1, Some(blob("kept"))).await;
    let notices = Rc::new(RefCell::new(Vec::new()));
    let subscription = store.changes({
        let notices = Rc::clone(&notices);
        move |notice| notices.borrow_mut().push(notice)
    });

    store.disk().unwrap().refuse_if(|_| true);
    add(&store, set, 1, 2, Some(blob("held"))).await;
    store.put_steps(set, None, 0, &[step("a")], 1, touch(1, 2)).await.unwrap();
    assert_eq!(store.held(), Some(StoreError::Full));
    assert_eq!(*notices.borrow(), [Notice::Held(StoreError::Full)]);
    let loaded = store.load_set(set).await.unwrap();
    assert_eq!((loaded.files.len(), loaded.rows.len(), loaded.steps.len()), (2, 3, 1));
    assert_eq!(text(&store.source(set, FileId(1)).await.unwrap().unwrap()).await, "held");
    assert_eq!(store.retry().await, Err(StoreError::Full));

    store.disk().unwrap().refuse_if(|_| false);
    store.retry().await.unwrap();
    assert_eq!(store.held(), None);
    assert_eq!(notices.borrow().last(), Some(&Notice::Kept));
    drop(subscription);

    let after = store.load_set(set).await.unwrap();
    let store = reload(store).await;
    assert_eq!(store.load_set(set).await.unwrap(), after);
    end(store).await;
}

#[wasm_bindgen_test]
async fn what_is_changed_while_the_connection_is_lost_is_made_when_there_is_one_again() {
    let store = on_disk("lost").await;
    let set = store.create_set("a", 10).await.unwrap().id;
    add(&store, set, 0, 1, None).await;
    store.disk().unwrap().lose();
    assert_eq!(store.held(), Some(StoreError::Closed));
    store.put_steps(set, Some(0), 0, &[step("a")], 1, touch(1, 1)).await.unwrap();
    assert!(add(&store, set, 1, 2, Some(blob("held"))).await);
    store.put_steps(set, Some(1), 1, &[step("b")], 2, touch(2, 1)).await.unwrap();
    assert_eq!(text(&store.source(set, FileId(1)).await.unwrap().unwrap()).await, "held");
    assert_eq!(store.create_set("not now", 11).await, Err(StoreError::Closed));

    store.retry().await.unwrap();
    assert_eq!(store.held(), None);
    let store = reload(store).await;
    let loaded = store.load_set(set).await.unwrap();
    assert_eq!((loaded.files.len(), loaded.rows.len()), (2, 3));
    assert_eq!((loaded.steps, loaded.cursor), (vec![step("a"), step("b")], 2));
    assert_eq!(text(&store.source(set, FileId(1)).await.unwrap().unwrap()).await, "held");
    end(store).await;
}

/// Runs both at the same time.
async fn together(first: impl Future<Output = ()> + 'static, second: impl Future<Output = ()> + 'static) {
    let promise = |work: std::pin::Pin<Box<dyn Future<Output = ()>>>| {
        wasm_bindgen_futures::future_to_promise(async move {
            work.await;
            Ok(wasm_bindgen::JsValue::UNDEFINED)
        })
    };
    let both = Array::of2(&promise(Box::pin(first)), &promise(Box::pin(second)));
    JsFuture::from(js_sys::Promise::all(&both)).await.unwrap();
}

#[wasm_bindgen_test]
async fn what_is_changed_while_what_is_held_is_written_is_kept_too() {
    let store = on_disk("retry-and-change").await;
    let set = store.create_set("a", 10).await.unwrap().id;
    store.disk().unwrap().refuse_if(|_| true);
    store.put_steps(set, Some(0), 0, &[step("a")], 1, touch(1, 1)).await.unwrap();
    assert_eq!(store.held(), Some(StoreError::Full));
    store.disk().unwrap().refuse_if(|_| false);

    let (one, other) = (store.clone(), store.clone());
    together(async move { one.retry().await.unwrap() }, async move {
        other.put_steps(set, Some(1), 1, &[step("b")], 2, touch(2, 1)).await.unwrap();
        // A second try while the first goes on is not another one.
        let _ = other.retry().await;
    })
    .await;
    assert_eq!(store.held(), None);
    let store = reload(store).await;
    let loaded = store.load_set(set).await.unwrap();
    assert_eq!((loaded.steps, loaded.cursor), (vec![step("a"), step("b")], 2));
    end(store).await;
}

#[wasm_bindgen_test]
async fn a_page_that_has_not_seen_a_step_does_not_write_over_it() {
    let store = on_disk("two-pages").await;
    let set = store.create_set("a", 10).await.unwrap().id;
    let other = Store::open(&store.0.name.clone().unwrap()).await;
    store.put_steps(set, Some(0), 0, &[step("a")], 1, touch(1, 1)).await.unwrap();
    let late = other.put_steps(set, Some(0), 0, &[step("b")], 1, touch(2, 1)).await;
    assert_eq!(late, Err(StoreError::Conflict));
    assert_eq!(store.load_set(set).await.unwrap().steps, [step("a")]);
    drop(other);
    end(store).await;
}

#[wasm_bindgen_test]
async fn a_set_made_in_memory_does_not_take_the_place_of_one_made_in_another_tab() {
    let store = on_disk("two-made").await;
    let other = Store::open(&store.0.name.clone().unwrap()).await;
    store.disk().unwrap().refuse_if(|_| true);
    let held = store.create_set("held", 10).await.unwrap().id;
    let made = other.create_set("made", 11).await.unwrap().id;
    assert_eq!(held, made);
    store.disk().unwrap().refuse_if(|_| false);
    assert_eq!(store.retry().await, Err(StoreError::Conflict));
    assert_eq!(other.sets().await.unwrap()[0].name, "made");
    assert_eq!(store.sets().await.unwrap()[0].name, "held");
    drop(other);
    end(store).await;
}

#[wasm_bindgen_test]
async fn changes_that_fail_together_are_all_held() {
    let store = on_disk("full-together").await;
    let set = store.create_set("a", 10).await.unwrap().id;
    store.disk().unwrap().refuse_if(|_| true);
    let both = Array::new();
    for file in 0..2 {
        let store = store.clone();
        both.push(&wasm_bindgen_futures::future_to_promise(async move {
            add(&store, set, file, 1, None).await;
            Ok(wasm_bindgen::JsValue::UNDEFINED)
        }));
    }
    JsFuture::from(js_sys::Promise::all(&both)).await.unwrap();
    assert_eq!(store.load_set(set).await.unwrap().files.len(), 2);
    end(store).await;
}

#[wasm_bindgen_test]
async fn a_newer_version_is_let_through_and_the_old_page_is_told() {
    let store = on_disk("newer").await;
    let name = store.0.name.clone().unwrap();
    let newer =
        Database::open(name.as_str()).with_version(schema::VERSION + 1).build().unwrap().await.unwrap();
    assert_eq!(store.held(), Some(StoreError::Closed));
    assert_eq!(store.sets().await, Err(StoreError::Closed));
    assert_eq!(store.retry().await, Err(StoreError::NewerVersion));

    let late = Store::open(&name).await;
    assert_eq!(late.held(), Some(StoreError::NewerVersion));
    late.create_set("in memory", 1).await.unwrap();
    assert_eq!(late.sets().await.unwrap().len(), 1);
    newer.close();
    end(store).await;
}

#[wasm_bindgen_test]
async fn an_old_page_that_does_not_let_go_blocks() {
    let name = "muster-test-blocked";
    delete(name).await;
    let old = super::opening::open(name, 1).await.unwrap();
    assert_eq!(super::opening::open(name, schema::VERSION).await.unwrap_err(), StoreError::Blocked);
    old.close();
    // The request that was blocked has gone on to its end, and left a whole database.
    let new = super::opening::open(name, schema::VERSION).await.unwrap();
    assert_eq!(new.object_store_names().count(), Table::ALL.len());
    new.close();
    delete(name).await;
}

#[wasm_bindgen_test]
async fn another_tab_hears_of_changes() {
    let store = on_disk("tabs").await;
    let other = Store::open(&store.0.name.clone().unwrap()).await;
    let heard = js_sys::Promise::new(&mut |resolve, _| {
        let subscription = Rc::new(RefCell::new(None));
        let holder = Rc::clone(&subscription);
        *holder.borrow_mut() = Some(other.changes(move |notice| {
            let Notice::Changed(set) = notice else { panic!("{notice:?}") };
            resolve.call1(&wasm_bindgen::JsValue::NULL, &set.map(|set| set.0).into()).unwrap();
            subscription.borrow_mut().take();
        }));
    });
    let set = store.create_set("a", 1).await.unwrap().id;
    assert_eq!(JsFuture::from(heard).await.unwrap().as_f64(), Some(f64::from(set.0)));
    assert_eq!(other.sets().await.unwrap().len(), 1);
    drop(other);
    end(store).await;
}

#[wasm_bindgen_test]
async fn bytes_of_any_value_come_back() {
    let store = on_disk("bytes").await;
    let bytes: Vec<u8> = (0..=255).collect();
    let put = RecordChange::Put(Table::Settings, Key::named("bytes"), Value::Bytes(bytes.clone()));
    store.write(&Batch::relaxed(vec![put])).await.unwrap();
    let value = store.one(Table::Settings, Key::named("bytes")).await.unwrap().unwrap();
    assert_eq!(value.bytes(), Some(bytes.as_slice()));
    end(store).await;
}

#[wasm_bindgen_test]
async fn the_browser_says_how_much_there_is() {
    let estimate = super::estimate().await.unwrap();
    assert!(estimate.quota > estimate.usage);
    assert_eq!(super::persisted().await, super::persist().await);
}
