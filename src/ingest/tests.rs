//! The page's side, with workers that say what the test wants. In a real browser.

use std::{cell::RefCell, rc::Rc};

use device_csv::{Encoding, FileId, FileKind, FileReport};
use gloo::timers::future::TimeoutFuture;
use js_sys::{Array, Function, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Blob, DataTransfer, Element, Url};

use super::{Dropped, Event, FailReason, Ingest, Source, chosen, pasted, prepared, run::start_with, start};
use crate::wire::{FromWorker, ToWorker};

/// A worker script that runs `on_source` for each source, with its message as text in `text`. Messages are in
/// `say`, by the names of the test.
fn script(on_source: &str, say: &[(&str, FromWorker)]) -> String {
    let list = |bytes: Vec<u8>| bytes.iter().map(u8::to_string).collect::<Vec<_>>().join(",");
    let say: Vec<String> = say
        .iter()
        .map(|(name, message)| {
            format!("{name}() {{ postMessage([new Uint8Array([{}])]) }},", list(message.to_bytes()))
        })
        .collect();
    let ready = list(FromWorker::Ready.to_bytes());
    address(&format!(
        "const say = {{ {} }};
        onmessage = ({{ data }}) => {{ const text = new TextDecoder().decode(data[0]); {on_source} }};
        postMessage([new Uint8Array([{ready}])]);",
        say.concat(),
    ))
}

fn address(script: &str) -> String {
    let code = Blob::new_with_str_sequence(&Array::of1(&script.into())).unwrap();
    let code = code.slice_with_i32_and_f64_and_content_type(0, code.size(), "text/javascript").unwrap();
    Url::create_object_url_with_blob(&code).unwrap()
}

fn source(path: &str, text: &str) -> Source {
    pasted(text, path).remove(0)
}

fn report(id: u32, path: &str) -> FileReport {
    FileReport {
        id: FileId(id),
        path: path.to_owned(),
        size: 4,
        kind: FileKind::Unrecognised,
        encoding: Encoding::Ascii,
        delimiter: None,
        columns: Vec::new(),
        rows: 0,
        diagnostics: Vec::new(),
    }
}

/// All events of a run, until it is finished.
async fn events(sources: Vec<Source>, first: u32, script: Option<String>) -> Vec<Event> {
    let events = Rc::new(RefCell::new(Vec::new()));
    let mut ingest = None;
    let finished = Promise::new(&mut |resolve, _| {
        let events = Rc::clone(&events);
        let on_event = move |event: Event| {
            if event == Event::Finished {
                resolve.call0(&JsValue::NULL).unwrap();
            }
            events.borrow_mut().push(event);
        };
        ingest = Some(start_with(sources.clone(), FileId(first), on_event, script.clone()));
    });
    JsFuture::from(finished).await.unwrap();
    drop(ingest);
    events.take()
}

fn failed(path: &str, reason: FailReason) -> Event {
    Event::Failed { path: path.to_owned(), reason }
}

#[wasm_bindgen_test]
async fn sources_go_to_the_worker_one_after_the_other() {
    let say = [
        ("started", FromWorker::Started { id: 5, path: "a.csv".to_owned(), size: 4 }),
        ("progress", FromWorker::Progress { id: 5, bytes: 2, source_bytes: 2, rows: 1 }),
        ("checked", FromWorker::checked(&report(5, "a.csv"), [3; 32])),
        ("vanished", FromWorker::Failed { path: "b.csv".to_owned(), reason: FailReason::Vanished }),
        ("done", FromWorker::Done { next_id: 6 }),
    ];
    let script = script(
        "if (text.includes('a.csv')) { say.started(); say.progress(); say.checked() } else say.vanished();
        say.done()",
        &say,
    );
    let (a, b) = (source("a.csv", "aaaa"), source("b.csv", "bb"));
    let events = events(vec![a.clone(), b], 5, Some(script)).await;
    let progress = |bytes, rows| Event::Progress {
        id: FileId(5),
        bytes,
        size: 4,
        total_bytes: bytes,
        total_size: 6,
        rows,
    };
    assert_eq!(
        events,
        [
            Event::Started { id: FileId(5), path: "a.csv".to_owned(), size: 4 },
            progress(2, 1),
            progress(4, 0),
            Event::Checked { report: report(5, "a.csv"), digest: [3; 32], source: a.blob },
            failed("b.csv", FailReason::Vanished),
            Event::Finished,
        ]
    );
}

#[wasm_bindgen_test]
async fn what_comes_while_something_else_is_waited_for_is_told_after_it_in_order() {
    let started = |id| FromWorker::Started { id, path: format!("{id}.csv"), size: 1 };
    let say = [
        ("first", started(0)),
        ("second", started(1)),
        ("third", started(2)),
        ("done", FromWorker::Done { next_id: 3 }),
    ];
    let script = script("say.first(); say.second(); say.third(); say.done()", &say);
    let told = Rc::new(RefCell::new(Vec::new()));
    let ingest: Rc<RefCell<Option<Ingest>>> = Rc::default();
    let (shown, is_shown) = promise();
    let (finished, is_finished) = promise();
    let on_event = {
        let (told, ingest) = (Rc::clone(&told), Rc::clone(&ingest));
        move |event| {
            told.borrow_mut().push(match event {
                Event::Started { id, .. } => format!("file {}", id.0),
                Event::Finished => "the end".to_owned(),
                other => format!("{other:?}"),
            });
            let count = told.borrow().len();
            if count == 1 {
                let shown = JsFuture::from(shown.clone());
                let wait = async move { drop(shown.await) };
                ingest.borrow().as_ref().unwrap().wait_for(wait);
            } else if count == 5 {
                is_finished.call0(&JsValue::NULL).unwrap();
            }
        }
    };
    ingest.replace(Some(start_with(vec![source("a.csv", "x")], FileId(0), on_event, Some(script))));
    while ingest.borrow().as_ref().unwrap().kept() < 3 {
        TimeoutFuture::new(1).await;
    }
    assert_eq!(*told.borrow(), ["file 0"]);
    told.borrow_mut().push("shown".to_owned());
    is_shown.call0(&JsValue::NULL).unwrap();
    JsFuture::from(finished).await.unwrap();
    assert_eq!(*told.borrow(), ["file 0", "shown", "file 1", "file 2", "the end"]);
}

#[wasm_bindgen_test]
async fn what_a_worker_that_died_has_said_is_not_of_the_next_file() {
    let crash = FailReason::Crashed("panic".to_owned());
    let say = [
        ("started", FromWorker::Started { id: 0, path: "big.csv".to_owned(), size: 1 }),
        ("panicked", FromWorker::Failed { path: String::new(), reason: crash.clone() }),
        ("checked", FromWorker::checked(&report(1, "small.csv"), [3; 32])),
        ("done", FromWorker::Done { next_id: 2 }),
    ];
    let script = script(
        "if (text.includes('big.csv')) { say.started(); say.panicked(); say.panicked(); say.done() }
        else { say.checked(); say.done() }",
        &say,
    );
    let told = Rc::new(RefCell::new(Vec::new()));
    let ingest: Rc<RefCell<Option<Ingest>>> = Rc::default();
    let (finished, is_finished) = promise();
    let on_event = {
        let (told, ingest) = (Rc::clone(&told), Rc::clone(&ingest));
        move |event| match event {
            Event::Started { .. } => {
                let own = Rc::clone(&ingest);
                ingest.borrow().as_ref().unwrap().wait_for(async move {
                    while own.borrow().as_ref().unwrap().kept() < 3 {
                        TimeoutFuture::new(1).await;
                    }
                });
            }
            Event::Failed { path, reason } => told.borrow_mut().push(format!("{path} {reason:?}")),
            Event::Checked { report, .. } => told.borrow_mut().push(report.path),
            Event::Finished => drop(is_finished.call0(&JsValue::NULL)),
            _ => {}
        }
    };
    let sources = vec![source("big.csv", "x"), source("small.csv", "x")];
    ingest.replace(Some(start_with(sources, FileId(0), on_event, Some(script))));
    JsFuture::from(finished).await.unwrap();
    assert_eq!(*told.borrow(), [format!("big.csv {crash:?}"), "small.csv".to_owned()]);
}

#[wasm_bindgen_test]
async fn a_worker_that_was_halted_at_the_end_reads_the_next_file() {
    let bytes = |message: &[u8]| message.iter().map(u8::to_string).collect::<Vec<_>>().join(",");
    let [ready, checked, done] = [
        FromWorker::Ready,
        FromWorker::checked(&report(0, "a.csv"), [3; 32]),
        FromWorker::Done { next_id: 1 },
    ]
    .map(|message| bytes(&message.to_bytes()));
    let [pause, resume] = [ToWorker::Pause, ToWorker::Resume].map(|message| bytes(&message.to_bytes()));
    let script = address(&format!(
        "let halted = false;
        onmessage = ({{ data }}) => {{
            if (String(data[0]) === '{pause}') halted = true;
            else if (String(data[0]) === '{resume}') halted = false;
            else if (!halted) for (const said of [[{checked}], [{done}]]) postMessage([new Uint8Array(said)]);
        }};
        postMessage([new Uint8Array([{ready}])]);"
    ));
    let meta = name_worker(&script);
    let halts = Rc::new(RefCell::new(0));
    for name in ["first.csv", "second.csv"] {
        let ingest: Rc<RefCell<Option<Ingest>>> = Rc::default();
        let (finished, is_finished) = promise();
        let on_event = {
            let (ingest, halts) = (Rc::clone(&ingest), Rc::clone(&halts));
            move |event| match event {
                // The last row is here, the end is on its way.
                Event::Checked { .. } => {
                    *halts.borrow_mut() += 1;
                    ingest.borrow().as_ref().unwrap().pause();
                }
                Event::Finished => drop(is_finished.call0(&JsValue::NULL)),
                _ => {}
            }
        };
        ingest.replace(Some(start(vec![source(name, "x")], FileId(0), on_event)));
        JsFuture::from(finished).await.unwrap();
    }
    assert_eq!(*halts.borrow(), 2);
    meta.remove();
}

/// Has the page say that its worker is at that address, and forget the one that it has.
fn name_worker(address: &str) -> Element {
    drop(prepared::take());
    let document = web_sys::window().unwrap().document().unwrap();
    let meta = document.create_element("meta").unwrap();
    meta.set_attribute("name", "muster:worker").unwrap();
    meta.set_attribute("content", address).unwrap();
    let head = document.query_selector("head").unwrap().unwrap();
    head.append_child(&meta).unwrap();
    meta
}

/// A promise, and what keeps it.
fn promise() -> (Promise, Function) {
    let mut keep = None;
    let promise = Promise::new(&mut |resolve, _| keep = Some(resolve));
    (promise, keep.unwrap())
}

#[wasm_bindgen_test]
async fn a_worker_that_dies_costs_one_source() {
    let say = [
        ("started", FromWorker::Started { id: 0, path: "bad.zip/inner.csv".to_owned(), size: 1 }),
        (
            "panicked",
            FromWorker::Failed { path: String::new(), reason: FailReason::Crashed("panic".to_owned()) },
        ),
        ("checked", FromWorker::checked(&report(1, "good.csv"), [3; 32])),
        ("done", FromWorker::Done { next_id: 2 }),
    ];
    let script = script(
        "if (text.includes('bad.zip')) { say.started(); setTimeout(() => { throw new Error('trap') }) }
        else if (text.includes('worse.csv')) say.panicked();
        else if (text.includes('odd.csv')) postMessage('what is this');
        else { say.checked(); say.done() }",
        &say,
    );
    let sources = ["bad.zip", "worse.csv", "odd.csv", "good.csv"].map(|path| source(path, "x"));
    let events = events(sources.into(), 0, Some(script)).await;
    let told: Vec<String> = events
        .into_iter()
        .filter_map(|event| match event {
            Event::Failed { path, reason: FailReason::Crashed(words) } => Some(format!("{path}: {words}")),
            Event::Checked { report, .. } => Some(format!("{}: checked", report.path)),
            _ => None,
        })
        .collect();
    assert_eq!(
        told,
        [
            "bad.zip/inner.csv: Uncaught Error: trap",
            "worse.csv: panic",
            "odd.csv: damaged",
            "good.csv: checked",
        ]
    );
}

#[wasm_bindgen_test]
async fn without_a_worker_every_source_fails() {
    let sources = || vec![source("a.csv", "x"), source("b.csv", "x")];
    let paths = |events: Vec<Event>| -> Vec<String> {
        let no_worker = |event| match event {
            Event::Failed { path, reason: FailReason::NoWorker(_) } => path,
            Event::Finished => "finished".to_owned(),
            other => panic!("{other:?}"),
        };
        events.into_iter().map(no_worker).collect()
    };
    let wanted = ["a.csv", "b.csv", "finished"];
    let throws = address("throw new Error('no WebAssembly')");
    assert_eq!(paths(events(sources(), 0, Some(throws)).await), wanted);
    let missing = address("import './nonesuch.js'");
    assert_eq!(paths(events(sources(), 0, Some(missing)).await), wanted);
    // This page doesn't say where its worker is.
    assert_eq!(paths(events(sources(), 0, None).await), wanted);
}

#[wasm_bindgen_test]
async fn the_page_says_where_its_worker_is() {
    let meta = name_worker(&script("say.done()", &[("done", FromWorker::Done { next_id: 1 })]));
    let events = events(vec![source("a.csv", "x")], 0, None).await;
    meta.remove();
    assert_eq!(events, [Event::Finished]);
}

#[wasm_bindgen_test]
async fn nothing_comes_after_a_cancel() {
    let say = [
        ("started", FromWorker::Started { id: 0, path: "a.csv".to_owned(), size: 1 }),
        ("done", FromWorker::Done { next_id: 1 }),
    ];
    let script = script("say.started(); say.done()", &say);
    let held = Rc::new(RefCell::new(None));
    let count = Rc::new(RefCell::new(0));
    let first = Promise::new(&mut |resolve, _| {
        let (holder, count) = (Rc::clone(&held), Rc::clone(&count));
        let on_event = move |_| {
            *count.borrow_mut() += 1;
            // From within, as a button would that the event shows.
            drop(holder.borrow_mut().take());
            resolve.call0(&JsValue::NULL).unwrap();
        };
        let sources = vec![source("a.csv", "x"), source("b.csv", "x")];
        *held.borrow_mut() = Some(start_with(sources, FileId(0), on_event, Some(script.clone())));
    });
    JsFuture::from(first).await.unwrap();
    // Another run from its start to its end: what was underway has long been there.
    events(vec![source("c.csv", "x")], 0, Some(script.clone())).await;
    assert_eq!(*count.borrow(), 1);

    let never = start(vec![source("a.csv", "x")], FileId(0), |event| panic!("{event:?}"));
    never.cancel();
    events(vec![source("c.csv", "x")], 0, Some(script)).await;
}

#[wasm_bindgen_test]
async fn pasted_text_is_a_file() {
    let [source] = pasted("Device Serial Number\r\né", "pasted.csv").try_into().unwrap();
    assert_eq!(source.path, "pasted.csv");
    let bytes = JsFuture::from(source.blob.array_buffer()).await.unwrap();
    assert_eq!(Uint8Array::new(&bytes).to_vec(), "Device Serial Number\r\né".as_bytes());
    assert_eq!(pasted("", "pasted.csv"), []);
}

fn made<T: JsCast>(script: &str) -> T {
    Function::new_no_args(script).call0(&JsValue::NULL).unwrap().unchecked_into()
}

fn paths(sources: Vec<Source>) -> Vec<String> {
    sources.into_iter().map(|source| source.path).collect()
}

#[wasm_bindgen_test]
async fn chosen_and_dropped_files_keep_their_names() {
    let data: DataTransfer = made(
        "const data = new DataTransfer();
        for (const name of ['b.csv', 'a.dat']) data.items.add(new File(['x'], name));
        return data",
    );
    // One file by one is what someone meant, whatever its name.
    assert_eq!(paths(chosen(&data.files().unwrap())), ["b.csv", "a.dat"]);
    assert_eq!(paths(Dropped::take(&data).sources().await.sources), ["b.csv", "a.dat"]);
}

#[wasm_bindgen_test]
async fn a_chosen_folder_gives_its_tables() {
    let folder = |names: &str| -> web_sys::FileList {
        made(&format!(
            "return Object.assign({names}.map((path) => Object.defineProperty(
                new File(['x'], path.split('/').pop()), 'webkitRelativePath', {{ value: path }})),
                {{ item(at) {{ return this[at] }} }})"
        ))
    };
    let mixed = folder("['site/a.csv', 'site/notes/setup.log', 'site/notes/b.CSV']");
    assert_eq!(paths(chosen(&mixed)), ["site/a.csv", "site/notes/b.CSV"]);
    assert_eq!(paths(chosen(&folder("['site/a.dat', 'site/b']"))), ["site/a.dat", "site/b"]);
}

#[wasm_bindgen_test]
async fn dropped_folders_are_walked() {
    let data: DataTransfer = made(
        "const file = (path) => ({ isFile: true, isDirectory: false, name: path.split('/').pop(), fullPath: path,
            file(found) { found(new File(['x'], this.name)) } });
        const gone = (path) => ({ ...file(path), file(_, failed) { failed(new DOMException('', 'NotFoundError')) } });
        const folder = (path, batches) => ({ isDirectory: true, name: path.split('/').pop(), fullPath: path,
            createReader() { return { readEntries(found) { found(batches.shift() ?? []) } } } });
        const entries = [
            folder('/site', [[file('/site/b.csv'), file('/site/a.csv')],
                [folder('/site/deep', [[file('/site/deep/c.csv'), file('/site/deep/x.log')]]), gone('/site/gone.csv'),
                gone('/site/gone.log')]]),
            file('/single.dat'),
            { isDirectory: true, name: 'locked', fullPath: '/locked', createReader() {
                return { readEntries(_, failed) { failed(new DOMException('', 'NotReadableError')) } } } },
        ];
        const items = entries.map((entry) => ({ kind: 'file', webkitGetAsEntry: () => entry }));
        return { items: [{ kind: 'string' }, ...items] }",
    );
    let found = Dropped::take(&data).sources().await;
    assert_eq!(paths(found.sources), ["site/a.csv", "site/b.csv", "site/deep/c.csv", "single.dat"]);
    assert_eq!(found.refused, ["site/gone.csv", "locked"]);
}

#[wasm_bindgen_test]
async fn dropped_text_is_a_file() {
    let data: DataTransfer =
        made("const data = new DataTransfer(); data.setData('text/plain', 'a,b'); return data");
    let sources = Dropped::take(&data).sources().await.sources;
    assert_eq!(sources.len(), 1);
    assert_eq!(JsFuture::from(sources[0].blob.text()).await.unwrap(), JsValue::from_str("a,b"));
}
