//! What the ingest worker makes of real blobs, in a real worker.
#![cfg(target_arch = "wasm32")]

use std::{
    cell::RefCell,
    io::{Cursor, Write},
};

use device_csv::{Code, FileId, FileReport, Reader, Row};
use hardware_hash::Builder;
use js_sys::{Array, Function, Uint8Array};
use muster::{
    wire::{FailReason, FromWorker, report_of, unpack},
    worker::{Desk, FileDigest, check},
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::Blob;
use zip::{ZipWriter, write::SimpleFileOptions};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

/// All that came of a source.
#[derive(Default)]
struct Outcome {
    messages: Vec<FromWorker>,
    checked: Vec<Checked>,
    failed: Vec<(String, FailReason)>,
    rows: Vec<Row>,
    /// How many rows came at a time.
    batches: Vec<usize>,
    next_id: u32,
}

struct Checked {
    report: FileReport,
    rows: Vec<Row>,
    digest: [u8; 32],
    blob: Option<Blob>,
}

impl Outcome {
    fn take(&mut self, message: FromWorker, beside: Option<&JsValue>) {
        self.messages.push(message.clone());
        match message {
            FromWorker::Started { .. } => self.rows.clear(),
            FromWorker::Rows => {
                let packed: &Uint8Array = beside.unwrap().dyn_ref().unwrap();
                let rows = unpack(&packed.to_vec()).unwrap();
                self.batches.push(rows.len());
                self.rows.extend(rows);
            }
            FromWorker::Checked { report, digest } => {
                let (report, rows) = (report_of(report).unwrap(), std::mem::take(&mut self.rows));
                let blob = beside.map(|blob| blob.clone().unchecked_into());
                self.checked.push(Checked { report, rows, digest, blob });
            }
            FromWorker::Failed { path, reason } => self.failed.push((path, reason)),
            _ => {}
        }
    }
}

async fn read(blob: &Blob, id: u32, path: &str) -> Outcome {
    let outcome = RefCell::new(Outcome::default());
    let next_id = {
        let post = |message: FromWorker, beside: Option<&JsValue>| outcome.borrow_mut().take(message, beside);
        check(blob, id, path, &Desk::default(), &post).await
    };
    Outcome { next_id, ..outcome.into_inner() }
}

fn blob(bytes: &[u8]) -> Blob {
    Blob::new_with_buffer_source_sequence(&Array::of1(&Uint8Array::from(bytes))).unwrap()
}

async fn bytes(blob: &Blob) -> Vec<u8> {
    Uint8Array::new(&JsFuture::from(blob.array_buffer()).await.unwrap()).to_vec()
}

/// What the reader makes of a file in one piece.
fn in_one_piece(id: u32, path: &str, bytes: &[u8]) -> (FileReport, Vec<Row>) {
    let (mut reader, mut rows) = (Reader::new(FileId(id), path), Vec::new());
    reader.push(bytes, &mut rows);
    (reader.finish(&mut rows), rows)
}

fn table(hashes: u32) -> String {
    let row = |seed: u32| {
        let hash = Builder::made_up(seed).build().unwrap();
        format!("{},,{}\r\n", hash.serial().unwrap_or_default(), hash.to_text())
    };
    let rows: String = (0..hashes).map(row).collect();
    format!("Device Serial Number,Windows Product ID,Hardware Hash\r\n{rows}")
}

fn tuples(count: u32) -> String {
    let rows: Vec<String> = (0..count).map(|at| format!("Contoso,Slate 5,SN-{at}\r\n")).collect();
    format!("Manufacturer,Model,Serial Number\r\n{}", rows.concat())
}

fn utf16(text: &str) -> Vec<u8> {
    "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

fn archive(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in members {
        writer.start_file(*path, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[wasm_bindgen_test]
async fn a_file_reads_as_it_does_in_one_piece() {
    let cases: [(&str, Vec<u8>); 6] = [
        ("nothing.csv", Vec::new()),
        ("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()),
        ("plain.csv", table(3).into_bytes()),
        ("script.csv", utf16(&table(2))),
        // More than is read at once.
        ("large.csv", table(40).repeat(30).into_bytes()),
        ("many.csv", tuples(11_000).into_bytes()),
    ];
    for (path, content) in cases {
        let outcome = read(&blob(&content), 7, path).await;
        let (report, rows) = in_one_piece(7, path, &content);
        let [checked] = outcome.checked.as_slice() else { panic!("{path}: not one file") };
        assert_eq!(checked.report, report, "{path}");
        assert!(checked.rows == rows, "{path}: other rows");
        assert!(checked.blob.is_none(), "{path} is its own source");
        assert_eq!((outcome.failed.len(), outcome.next_id), (0, 8), "{path}");
        let started = FromWorker::Started { id: 7, path: path.to_owned(), size: content.len() as u64 };
        assert_eq!(outcome.messages.first(), Some(&started));
    }
}

#[wasm_bindgen_test]
async fn rows_come_in_batches_that_grow() {
    let outcome = read(&blob(tuples(11_000).as_bytes()), 0, "a.csv").await;
    let (first, others) = outcome.batches.split_at(5);
    assert_eq!(first, [50, 100, 200, 250, 250]);
    let (last, whole) = others.split_last().unwrap();
    assert!(whole.iter().all(|&rows| rows == 250) && *last == 150, "{others:?}");
}

/// The digest of a file that comes as a whole.
fn digest(content: &[u8]) -> [u8; 32] {
    let mut digest = FileDigest::new();
    digest.update(content);
    digest.finish()
}

#[wasm_bindgen_test]
async fn a_file_is_known_by_the_digest_of_its_bytes() {
    // The last is more than is read at once.
    let long: Vec<u8> = (0_u8..=250).cycle().take(5 * 1024 * 1024).collect();
    for content in [b"".as_slice(), b"abc", &long] {
        assert_eq!(read(&blob(content), 0, "a.csv").await.checked[0].digest, digest(content));
    }
}

#[wasm_bindgen_test]
async fn members_of_an_archive_are_files() {
    let (plain, script) = (table(2), utf16(&table(1)));
    let packed = archive(&[
        ("logs/setup.log", b"nothing that anyone means"),
        ("site/plain.csv", plain.as_bytes()),
        ("script.csv", &script),
        ("inner.zip", &archive(&[("a.csv", b"")])),
    ]);
    let outcome = read(&blob(&packed), 3, "all.zip").await;
    assert_eq!(outcome.failed, []);
    assert_eq!(outcome.next_id, 6);
    let [first, second, third] = outcome.checked.as_slice() else { panic!("not three files") };
    for (checked, id, path, content) in [
        (first, 3, "all.zip/site/plain.csv", plain.as_bytes()),
        (second, 4, "all.zip/script.csv", script.as_slice()),
    ] {
        let (report, rows) = in_one_piece(id, path, content);
        assert_eq!(checked.report, report);
        assert!(checked.rows == rows, "{path}: other rows");
        let source = checked.blob.as_ref().unwrap();
        assert_eq!(bytes(source).await, content);
        assert_eq!(checked.digest, digest(content));
    }
    assert_eq!((third.report.id, third.report.path.as_str()), (FileId(5), "all.zip/inner.zip"));
    assert_eq!(codes(&third.report), [Code::ArchiveUnreadable]);
    assert!(third.blob.as_ref().unwrap().size() < 1.0);
}

#[wasm_bindgen_test]
async fn an_archive_of_other_names_is_read_all_the_same() {
    let packed = archive(&[("hashes.dat", table(1).as_bytes())]);
    let outcome = read(&blob(&packed), 0, "all.zip").await;
    assert_eq!(outcome.checked[0].report.path, "all.zip/hashes.dat");
    assert_eq!(outcome.checked[0].rows.len(), 1);
}

#[wasm_bindgen_test]
async fn a_bad_archive_is_a_file_with_a_diagnostic() {
    let mut cut = archive(&[("a.csv", table(1).as_bytes())]);
    cut.truncate(cut.len() / 2);
    for (name, content, code) in [
        ("cut.zip", cut, Code::ArchiveUnreadable),
        ("empty.zip", archive(&[]), Code::ArchiveEmpty),
        ("sheet.xlsx", archive(&[("a.txt", b""), ("[Content_Types].xml", b"")]), Code::FileBinary),
    ] {
        let outcome = read(&blob(&content), 2, name).await;
        let [checked] = outcome.checked.as_slice() else { panic!("{name}: not one file") };
        assert_eq!(codes(&checked.report), [code], "{name}");
        assert_eq!((checked.report.path.as_str(), outcome.failed.len(), outcome.next_id), (name, 0, 3));
    }
}

#[wasm_bindgen_test]
async fn a_member_that_breaks_off_does_not_stop_the_others() {
    let good = table(1);
    let mut packed = archive(&[("bad.csv", good.as_bytes()), ("good.csv", good.as_bytes())]);
    // In the midst of the packed bytes of the first member: the checksum no longer holds.
    packed[60..70].fill(0x55);
    let outcome = read(&blob(&packed), 0, "all.zip").await;
    let [bad, good] = outcome.checked.as_slice() else { panic!("not two files") };
    assert_eq!(codes(&bad.report), [Code::ArchiveMemberDamaged]);
    assert_eq!((bad.rows.len(), good.rows.len()), (0, 1));
}

#[wasm_bindgen_test]
async fn a_file_that_can_not_be_read_has_failed() {
    let gone = "return { size: 9, slice() { throw new DOMException('gone', 'NotFoundError') } }";
    let outcome = read(&made(gone, &JsValue::NULL), 4, "gone.csv").await;
    assert_eq!(outcome.failed, [("gone.csv".to_owned(), FailReason::Vanished)]);

    let locked = "return { size: 9, slice() { return { async arrayBuffer() { throw new DOMException('no', 'NotReadableError') } } } }";
    let outcome = read(&made(locked, &JsValue::NULL), 4, "locked.csv").await;
    let words = "NotReadableError: no".to_owned();
    assert_eq!(outcome.failed, [("locked.csv".to_owned(), FailReason::Unreadable(words))]);
    assert_eq!(outcome.next_id, 5);
}

#[wasm_bindgen_test]
async fn a_file_that_vanishes_while_it_is_read_has_failed() {
    let script = "return { size: 9e6, slice: (...range) => blob.slice(...range), stream() {
        let pieces = 0;
        return new ReadableStream({ async pull(out) {
            if (pieces++ < 2) out.enqueue(new Uint8Array(await blob.arrayBuffer()));
            else out.error(new DOMException('gone', 'NotFoundError'));
        } });
    } }";
    let outcome = read(&made(script, &blob(table(1).as_bytes())), 0, "a.csv").await;
    assert_eq!(outcome.failed, [("a.csv".to_owned(), FailReason::Vanished)]);
    assert_eq!(outcome.checked.len(), 0);
}

#[wasm_bindgen_test]
async fn an_archive_that_vanishes_while_it_is_read_has_failed() {
    let packed = archive(&[("a.csv", table(1).as_bytes())]);
    // The first slice is the one by which an archive is told.
    let script = "let first = true; return { size: blob.size, slice(...range) {
        if (first) { first = false; return blob.slice(...range) }
        throw new DOMException('gone', 'NotFoundError');
    } }";
    let outcome = read(&made(script, &blob(&packed)), 0, "all.zip").await;
    assert_eq!(outcome.failed, [("all.zip".to_owned(), FailReason::Vanished)]);
    assert_eq!((outcome.checked.len(), outcome.next_id), (0, 1));
}

#[wasm_bindgen_test]
async fn a_browser_without_byte_streams_reads_the_same() {
    let script = "return { size: blob.size, slice: (...range) => blob.slice(...range),
        stream: () => blob.stream().pipeThrough(new TransformStream()) }";
    let content = table(40).repeat(4).into_bytes();
    let outcome = read(&made(script, &blob(&content)), 0, "a.csv").await;
    let (report, rows) = in_one_piece(0, "a.csv", &content);
    assert_eq!(outcome.checked[0].report, report);
    assert!(outcome.checked[0].rows == rows, "other rows");
}

fn codes(report: &FileReport) -> Vec<Code> {
    report.diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
}

/// Something that acts as a blob, made by a script from a real one.
fn made(script: &str, blob: &JsValue) -> Blob {
    Function::new_with_args("blob", script).call1(&JsValue::NULL, blob).unwrap().unchecked_into()
}
