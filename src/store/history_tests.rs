//! What holds for reading the history. In a real browser.

use indexed_db_futures::{Build, BuildPrimitive, transaction::TransactionMode};
use outbox::{Entry, Happened};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{
    Store,
    batch::{Batch, Change, Value},
    history::{Past, Sought, place, second},
    js::{bytes_value, key_value},
    key::Key,
    schema::Table,
    tenant::entry,
    tests::{delete, end, on_disk},
};
use crate::wire;

/// The first second that the tests speak of.
const BEGAN: i64 = 1_800_000_000;

fn told(at: i64, number: u32, serial: &str) -> Entry {
    Entry {
        at,
        number,
        intent: format!("i{number}"),
        server: "http://t".to_owned(),
        serial: serial.to_owned(),
        name: String::new(),
        what: "wipe".to_owned(),
        step: None,
        happened: Happened::Sent,
        by: String::new(),
        sent_as: String::new(),
        status: 0,
        code: String::new(),
        request_id: None,
    }
}

async fn keep(store: &Store, entries: &[Entry]) {
    let put = |entry: &Entry| {
        let key = Key::of(&[second(entry.at), entry.number]);
        Change::Put(Table::History, key, Value::Bytes(wire::encode(entry)))
    };
    let changes: Vec<Change> = entries.iter().map(put).collect();
    store.disk().unwrap().write(&Batch::relaxed(changes)).await.unwrap();
}

/// All of it back from now, some at a time, as a page does that shows so many.
async fn back(store: &Store, sought: &Sought<'_>, most: usize) -> Vec<Entry> {
    let (mut all, mut past) = (Vec::new(), None);
    loop {
        let (mut found, mut rest) = store.history_back(sought, past.as_ref()).await.unwrap();
        if found.len() > most {
            found.truncate(most);
            rest = found.last().map(Past::before);
        }
        all.extend(found);
        match rest {
            Some(rest) => past = Some(rest),
            None => return all,
        }
    }
}

/// All of it from the beginning on.
async fn on(store: &Store, sought: &Sought<'_>) -> Vec<Entry> {
    let (mut all, mut next) = (Vec::new(), Some(0));
    while let Some(from) = next {
        let (found, rest) = store.history_from(sought, from).await.unwrap();
        all.extend(found);
        next = rest;
    }
    all
}

/// Each once, and in the order of their moments.
fn expect_in_order(entries: &[Entry], count: usize) {
    assert_eq!(entries.len(), count);
    assert!(entries.windows(2).all(|pair| place(&pair[0]) < place(&pair[1])));
}

#[wasm_bindgen_test]
async fn thousands_of_one_second_are_read_in_their_order_each_once() {
    let store = on_disk("burst").await;
    let burst = BEGAN * 1000;
    // By their keys they stand the other way round than they happened.
    let mut all: Vec<Entry> =
        (0..2_500).map(|at| told(burst + i64::from(at) * 2 / 5, 9_000 - at, "S")).collect();
    all.extend((0..30).map(|at| told(burst - 1_000 * i64::from(at + 1), at, "S")));
    all.extend((0..30).map(|at| told(burst + 1_000 * i64::from(at + 1), at, "S")));
    keep(&store, &all).await;
    for device in ["", "S"] {
        let sought = Sought { device, ..Sought::default() };
        let mut found = back(&store, &sought, 100).await;
        found.reverse();
        expect_in_order(&found, 2_560);
        assert_eq!(on(&store, &sought).await, found);
        // Within a burst too.
        let (from, to) = (Some(burst), Some(burst + 1));
        let sought = Sought { device, from, to };
        let found = back(&store, &sought, 100).await;
        assert_eq!(found.iter().filter(|entry| entry.at == burst).count(), 3);
        assert!(found.iter().all(|entry| entry.at / 1000 == BEGAN), "nothing else is read");
        assert_eq!(on(&store, &sought).await.len(), found.len());
    }
    end(store).await;
}

#[wasm_bindgen_test]
async fn a_device_is_found_by_its_whole_serial_number_however_long_ago() {
    let store = on_disk("device").await;
    let mut all: Vec<Entry> =
        (0..5_000).map(|at| told((BEGAN + i64::from(at)) * 1000, at, &format!("S-1{at}"))).collect();
    all[0] = told(all[0].at, 0, "s-1");
    all[1] = told(all[1].at, 1, "T\nS-1\nU");
    all[2] = Entry { name: "S-1".to_owned(), ..told(all[2].at, 2, "") };
    keep(&store, &all).await;
    let of = |device| Sought { device, ..Sought::default() };
    let (found, rest) = store.history_back(&of("S-1"), None).await.unwrap();
    let moments: Vec<i64> = found.iter().map(|entry| entry.at / 1000 - BEGAN).collect();
    assert_eq!((moments, rest), (vec![2, 1, 0], None), "at once, the newest first");
    assert_eq!(on(&store, &of("U")).await.len(), 1);
    assert_eq!(on(&store, &of("S")).await, []);
    // What is added since, as the program does it.
    let added = entry(&told((BEGAN + 9_000) * 1000, 7, "S-1"));
    store.disk().unwrap().write(&Batch::strict(vec![added])).await.unwrap();
    let (found, _) = store.history_from(&of("s-1"), second((BEGAN + 9_000) * 1000)).await.unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(back(&store, &Sought::default(), 100).await.len(), 5_001);
    store.clear_everything().await.unwrap();
    assert_eq!(on(&store, &of("S-1")).await, []);
    end(store).await;
}

#[wasm_bindgen_test]
async fn an_older_history_is_found_by_device_too() {
    let name = "muster-test-told";
    delete(name).await;
    fill_older(name, 2_500, |at| format!("S{}", at % 10)).await;
    let store = Store::open(name).await;
    assert_eq!(store.held(), None);
    for (device, count) in [("", 2_501), ("S3", 250), ("s9", 250), ("S", 0)] {
        let sought = Sought { device, ..Sought::default() };
        assert_eq!(on(&store, &sought).await.len(), count.min(2_500), "{device}");
    }
    end(store).await;
}

/// Makes a database of version 4 with so many entries, and one that is damaged.
async fn fill_older(name: &str, count: u32, serial: impl Fn(u32) -> String) {
    let old = super::opening::open(name, 4).await.unwrap();
    let tx = old.transaction("history").with_mode(TransactionMode::Readwrite).build().unwrap();
    let store = tx.object_store("history").unwrap();
    let put = |key: &Key, value: JsValue| {
        drop(store.put(value).with_key(key_value(key)).without_key_type().primitive().unwrap());
    };
    for at in 0..count {
        let entry = told((BEGAN + i64::from(at / 3)) * 1000, at, &serial(at));
        let key = Key::of(&[second(entry.at), at]);
        put(&key, bytes_value(&wire::encode(&entry)));
    }
    put(&Key::of(&[7, 7]), bytes_value(b"?"));
    drop(store);
    tx.commit().await.unwrap();
    old.close();
}

/// How long it takes to read 200,000 entries, told and not judged: `cargo test … -- --include-ignored --nocapture a_long`.
#[wasm_bindgen_test]
#[ignore = "it measures"]
async fn a_long_history_is_measured() {
    const ALL: u32 = 200_000;
    let name = "muster-test-long";
    delete(name).await;
    fill_older(name, ALL, |at| format!("S-{}", at % 3_000)).await;
    let now = js_sys::Date::now;
    let began = now();
    let store = Store::open(name).await;
    let upgrade = now() - began;
    let (mut device, mut page, mut text, mut whole) = ([0.0; 5], [0.0; 5], [0.0; 5], [0.0; 5]);
    let of = Sought { device: "S-7", ..Sought::default() };
    for at in 0..5 {
        let began = now();
        assert_eq!(store.history_back(&of, None).await.unwrap().0.len(), 67);
        device[at] = now() - began;
        let began = now();
        assert!(store.history_back(&Sought::default(), None).await.unwrap().0.len() >= 100);
        page[at] = now() - began;
        let began = now();
        assert_eq!(back(&store, &Sought::default(), usize::MAX).await.len(), ALL as usize);
        text[at] = now() - began;
        let began = now();
        let (mut out, mut next) = (crate::compose::Output::default(), Some(0));
        while let Some(from) = next {
            let (entries, rest) = store.history_from(&Sought::default(), from).await.unwrap();
            for entry in &entries {
                let lines = crate::queries::history_csv(entry, &crate::queries::HistoryFilter::default());
                out.bytes(lines.concat().as_bytes()).unwrap();
            }
            next = rest;
        }
        assert!(out.finish().unwrap().size() > f64::from(ALL));
        whole[at] = now() - began;
    }
    let median = |mut times: [f64; 5]| {
        times.sort_by(f64::total_cmp);
        times[2]
    };
    let [device, page, text, whole] = [device, page, text, whole].map(median);
    wasm_bindgen_test::console_log!(
        "{ALL} entries: upgrade {upgrade} ms, a device {device} ms, first page {page} ms, all looked through {text} ms, all as CSV {whole} ms"
    );
    end(store).await;
}
