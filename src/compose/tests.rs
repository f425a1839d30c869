//! Composed files to the byte. In a real browser.

use device_csv::{Context, DeviceSet, Encoding, FileId, Reader, Row, Target, export};
use hardware_hash::{Builder, HardwareHash};
use js_sys::{Array, Function, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Blob;

use super::{ComposeError, Composer, Origin, read_hash};

const HEADER: &str = "Device Serial Number,Windows Product ID,Hardware Hash";

fn hash(seed: u32) -> HardwareHash {
    Builder::made_up(seed).build().unwrap()
}

fn line(seed: u32) -> String {
    let hash = hash(seed);
    format!("{},,{}\r\n", hash.serial().unwrap(), hash.to_text())
}

fn table(seeds: impl IntoIterator<Item = u32>) -> String {
    seeds.into_iter().fold(format!("{HEADER}\r\n"), |table, seed| table + &line(seed))
}

fn utf16(text: &str) -> Vec<u8> {
    "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

fn blob(bytes: &[u8]) -> Blob {
    Blob::new_with_buffer_source_sequence(&Array::of1(&Uint8Array::from(bytes))).unwrap()
}

async fn text(blob: &Blob) -> String {
    JsFuture::from(blob.text()).await.unwrap().as_string().unwrap()
}

/// What it is about, the files, and the hashes that are written.
type Case = (&'static str, Vec<Vec<u8>>, Vec<u32>);

/// A set of files, and the files themselves.
struct Files {
    set: DeviceSet,
    origins: Vec<Origin>,
}

impl Files {
    fn of(contents: &[Vec<u8>]) -> Files {
        let mut set =
            DeviceSet::new(Context { now: 1_800_000_000, target: Target::Intune, domains: Vec::new() });
        let mut origins = Vec::new();
        for (id, content) in (0..).zip(contents) {
            let (mut reader, mut rows) = (Reader::new(FileId(id), "a.csv"), Vec::new());
            reader.push(content, &mut rows);
            let report = reader.finish(&mut rows);
            origins.push(Origin { blob: blob(content), encoding: report.encoding });
            set.add_file(report, rows);
        }
        Files { set, origins }
    }

    /// What is written for the portal, as one text.
    async fn write(&self) -> Result<String, ComposeError> {
        let mut all = String::new();
        let mut composer = Composer::new(|id: FileId| self.origins.get(id.0 as usize).cloned());
        for file in export(&self.set, Target::Intune, self.set.devices()).files {
            all += &text(&composer.compose(&file.parts).await?).await;
        }
        Ok(all)
    }
}

#[wasm_bindgen_test]
async fn hashes_are_written_as_the_portal_wants_them() {
    let wrapped = {
        let hash = hash(3);
        let text = hash.to_text();
        let (head, tail) = text.split_at(2000);
        format!("{HEADER}\r\n{},,\"{head}\r\n{tail}\"\r\n", hash.serial().unwrap())
    };
    let lines_apart = table(0..600).replace("\r\n", "\n").into_bytes();
    let cases: [Case; 9] = [
        ("copied", vec![table([1, 2]).into_bytes()], vec![1, 2]),
        ("copied by the browser", vec![table(0..1200).into_bytes()], (0..1200).collect()),
        (
            "copied by the browser, from two files",
            vec![table(0..80).into_bytes(), table(80..300).into_bytes()],
            (0..300).collect(),
        ),
        ("line by line", vec![lines_apart], (0..600).collect()),
        (
            "between others",
            vec![table(0..200).into_bytes(), utf16(&table(200..300)), table(300..600).into_bytes()],
            (0..600).collect(),
        ),
        ("from UTF-16", vec![utf16(&table([1, 2]))], vec![1, 2]),
        ("repaired", vec![wrapped.into_bytes()], vec![3]),
        ("mixed", vec![utf16(&table([1])), table([2]).into_bytes(), utf16(&table([4]))], vec![1, 2, 4]),
        // More than is read at once.
        ("many", vec![utf16(&table(0..600))], (0..600).collect()),
    ];
    for (name, contents, seeds) in cases {
        let written = Files::of(&contents).write().await.unwrap();
        let wanted: String =
            seeds.chunks(Target::Intune.max_rows()).map(|part| table(part.to_vec())).collect();
        assert!(written == wanted, "{name}");
    }
}

#[wasm_bindgen_test]
async fn a_source_that_is_not_at_hand_is_asked_for() {
    let mut files = Files::of(&[table([1]).into_bytes(), utf16(&table([2]))]);
    files.origins.pop();
    assert_eq!(files.write().await, Err(ComposeError::NoSource { file: FileId(1) }));
}

#[wasm_bindgen_test]
async fn a_source_that_was_changed_is_told() {
    let unreadable = "return { slice() { return { async arrayBuffer() { throw new DOMException('', 'NotReadableError') } } } }";
    for content in [table([1]).into_bytes(), utf16(&table([1])), table(0..200).into_bytes()] {
        let encoding = Files::of(std::slice::from_ref(&content)).origins.remove(0).encoding;
        let shorter = blob(&content[..1000]);
        let other = blob(&[content.as_slice(), b"x"].concat()[1..]);
        let gone: Blob = Function::new_no_args(unreadable).call0(&JsValue::NULL).unwrap().unchecked_into();
        for blob in [shorter, other, gone] {
            let mut files = Files::of(std::slice::from_ref(&content));
            files.origins = vec![Origin { blob, encoding }];
            assert_eq!(files.write().await, Err(ComposeError::Changed { file: FileId(0) }));
        }
    }
}

#[wasm_bindgen_test]
async fn a_hash_is_read_again_with_all_that_it_says() {
    for content in [table([7]).into_bytes(), utf16(&table([7]))] {
        let (mut reader, mut rows) = (Reader::new(FileId(0), "a.csv"), Vec::<Row>::new());
        reader.push(&content, &mut rows);
        let report = reader.finish(&mut rows);
        let cell = rows[0].hash.clone().unwrap();
        assert_eq!(read_hash(&blob(&content), &cell, report.encoding).await, Some(hash(7)));
        assert_eq!(read_hash(&blob(b"something else"), &cell, Encoding::Ascii).await, None);
    }
}
