//! Finished builds.

use std::fs;

use tempfile::TempDir;

use site::is_hashed;

use super::*;
use crate::paths;

#[test]
fn hashed_names() {
    let name = hashed("muster-app_bg.wasm", b"abc");
    assert_eq!(name, "muster-app_bg-ba7816bf8f01cfea.wasm");
    assert!(is_hashed(&name));
    for name in
        ["index.html", "service-worker.js", "icon-192.png", "a-0123456789abcdeg.js", "0123456789abcdef.js"]
    {
        assert!(!is_hashed(name), "{name}");
    }
}

/// A program, and what its compiler has used for it.
fn program(content: &str, used: &[&str]) -> Vec<u8> {
    features::module(&[&["sign-ext"], used].concat(), content)
}

/// What Trunk leaves behind, made in a folder of its own, and in `engine` the builds of the engine.
fn staged(app: &[u8], engine: &[u8], with_simd: &[u8]) -> TempDir {
    let folder = TempDir::new().unwrap();
    let dist = folder.path().join("dist");
    fs::create_dir_all(dist.join("icons")).unwrap();
    fs::create_dir_all(folder.path().join("engine")).unwrap();
    for (name, bytes) in [
        ("dist/muster-app_bg.wasm", app),
        ("engine/ingest_bg.wasm", engine),
        ("dist/sync_bg.wasm", &program("sync", &[])),
        ("engine/ingest_simd_bg.wasm", with_simd),
        ("engine/ingest_simd.js", b"engine with SIMD"),
        ("engine/ingest.js", b"engine"),
    ] {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    for (name, text) in [
        (
            "index.html",
            "<head><link rel=\"stylesheet\" href=\"./main.css\"/>\n<meta http-equiv=\"Content-Security-Policy\" content=\"x\">\n<link data-trunk rel=\"rust\" data-bin=\"muster-app\"></head><body></body>",
        ),
        ("main.css", "a{}"),
        ("muster-app.js", "app"),
        ("sync.js", "sync"),
        ("connection.json", "{}"),
        ("icons/icon.svg", "<svg/>"),
    ] {
        fs::write(dist.join(name), text).unwrap();
    }
    folder
}

fn staging(folder: &TempDir) -> Staging {
    Staging::new(folder.path().join("dist"), paths::root().join("web"))
}

fn finished(app: &str, release: bool) -> (TempDir, Staging) {
    let folder = staged(&program(app, &[]), &program("engine", &[]), &program("engine", &["simd128"]));
    let staging = staging(&folder);
    finish(&staging, &folder.path().join("engine"), release).unwrap();
    (folder, staging)
}

/// The file of that kind: `ingest_bg.wasm`, as it is named now.
fn named(staging: &Staging, name: &str) -> String {
    let (stem, extension) = name.rsplit_once('.').unwrap();
    let files = staging.files().unwrap();
    let found = files.iter().find(|file| {
        let hash = file.strip_prefix(stem).and_then(|rest| rest.strip_suffix(extension));
        is_hashed(file) && hash.is_some_and(|hash| hash.len() == digest::SHORT + 2)
    });
    found.unwrap_or_else(|| panic!("{name} in {files:?}")).clone()
}

#[test]
fn every_shipped_file_is_stored_offline_under_its_digest() {
    let (_folder, staging) = finished("wasm", true);
    let service_worker = staging.read_text(SERVICE_WORKER).unwrap();
    let mut digests = staging.digests().unwrap();
    assert!(digests.remove(SERVICE_WORKER).is_some(), "a service worker does not store itself");
    assert!(digests.remove(CONNECTION).is_some(), "each host has its own");
    for (name, digest) in &digests {
        assert!(service_worker.contains(&format!("\"./{name}\":\"{digest}\"")), "{name}");
    }
    let (_, list) = service_worker.split_once("FILES = ").unwrap();
    assert_eq!(list.lines().next().unwrap().matches("\":\"").count(), digests.len());
}

#[test]
fn a_browser_needs_one_engine() {
    let (_folder, staging) = finished("wasm", true);
    let [simd_glue, simd, plain_glue, plain] =
        ["ingest_simd.js", "ingest_simd_bg.wasm", "ingest.js", "ingest_bg.wasm"]
            .map(|name| named(&staging, name));
    let script = |mark: &str| {
        let files = staging.files().unwrap();
        let scripts = files.iter().filter(|name| Path::new(name).extension() == Some("js".as_ref()));
        let mut texts = scripts.map(|name| staging.read_text(name).unwrap());
        texts.find(|text| text.contains(mark)).unwrap()
    };
    let worker = script("const GLUE = HAS_SIMD");
    assert!(
        worker.contains(&format!("GLUE = HAS_SIMD ? \"./{simd_glue}\" : \"./{plain_glue}\";")),
        "{worker}"
    );
    assert!(worker.contains(&format!("WASM = HAS_SIMD ? \"./{simd}\" : \"./{plain}\";")), "{worker}");

    let service_worker = staging.read_text(SERVICE_WORKER).unwrap();
    let (_, choice) = service_worker.split_once("...(HAS_SIMD?{").unwrap();
    let (with, rest) = choice.split_once("}:{").unwrap();
    let (without, _) = rest.split_once("})").unwrap();
    for (files, glue, wasm) in [(with, simd_glue, simd), (without, plain_glue, plain)] {
        assert!(files.contains(&glue) && files.contains(&wasm), "{files}");
        assert_eq!(files.matches("./").count(), 2, "{files}");
    }
    for text in [worker, service_worker] {
        assert_eq!(text.matches("const HAS_SIMD =").count(), 1);
    }
}

#[test]
fn a_program_that_some_browsers_can_not_run_is_not_shipped() {
    let (plain, simd) = (program("x", &[]), program("x", &["simd128"]));
    for (app, engine, with_simd, wanted) in [
        (&simd, &plain, &simd, "muster-app_bg"),
        (&plain, &simd, &simd, "ingest_bg"),
        (&plain, &plain, &plain, "ingest_simd_bg"),
        (&b"no module".to_vec(), &plain, &simd, "muster-app_bg"),
    ] {
        let folder = staged(app, engine, with_simd);
        let failed = finish(&staging(&folder), &folder.path().join("engine"), true).unwrap_err();
        assert!(failed.to_string().starts_with(wanted), "{failed}");
    }
}

#[test]
fn the_page_loads_files_that_are_there() {
    let (_folder, staging) = finished("wasm", true);
    let page = staging.read_text(PAGE).unwrap();
    assert!(!page.contains("data-trunk"), "{page}");
    let named: Vec<&str> =
        page.split('"').filter_map(|text| text.strip_prefix("./")).filter(|name| is_hashed(name)).collect();
    assert_eq!(named.len(), 6, "style, boot, glue, wasm and two workers: {page}");
    let files = staging.files().unwrap();
    for name in named {
        assert!(files.iter().any(|file| file == name), "{name} in {files:?}");
    }
}

#[test]
fn the_build_id_follows_content() {
    let id = |wasm| {
        let (_folder, staging) = finished(wasm, true);
        let page = staging.read_text(PAGE).unwrap();
        let (_, rest) = page.split_once("name=\"muster:build\" content=\"").unwrap();
        rest[..digest::SHORT].to_owned()
    };
    let first = id("wasm");
    assert_eq!(id("wasm"), first);
    assert_ne!(id("other wasm"), first);
}

#[test]
fn a_development_build_has_no_service_worker_and_no_policy() {
    let (_folder, staging) = finished("wasm", false);
    assert!(!staging.files().unwrap().iter().any(|file| file == SERVICE_WORKER));
    assert!(!staging.read_text(PAGE).unwrap().contains("Content-Security-Policy"));
    let files = staging.files().unwrap();
    assert!(!files.iter().any(|file| file.starts_with("ingest_simd")), "{files:?}");
}
