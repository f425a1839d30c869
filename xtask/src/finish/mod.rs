//! Turns what Trunk built into what is shipped. Trunk calls it as `cargo xtask finish-dist` after each build, before
//! the new files take the place of the old ones.
//!
//! Every script, style sheet and WebAssembly file gets its content's hash in its name; the scripts of `web/` are put
//! beside them with those names filled in; the page is told what to load; and the service worker gets the list of
//! all files with their digests.

mod page;
mod staging;

use std::{
    collections::BTreeMap,
    env,
    path::{Path, PathBuf},
};

use crate::{
    digest,
    stop::{Result, Stop},
};
use staging::Staging;
pub use staging::files_below;

/// The page: everything starts here.
const PAGE: &str = "index.html";
/// The one script that keeps its name: browsers look for a newer version at the same address.
const SERVICE_WORKER: &str = "service-worker.js";
const CONNECTION: &str = "connection.json";

/// Finishes the build in the folder that Trunk names.
///
/// # Errors
/// When it was not called by Trunk, or a file is not as Trunk writes it.
pub fn run() -> Result<()> {
    let folder = |name| {
        env::var_os(name)
            .map(PathBuf::from)
            .ok_or_else(|| Stop::Failed(format!("{name} is not set: Trunk calls this command, not people")))
    };
    let staging = Staging::new(folder("TRUNK_STAGING_DIR")?, folder("TRUNK_SOURCE_DIR")?.join("web"));
    let release = env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    finish(&staging, release)
}

fn finish(staging: &Staging, release: bool) -> Result<()> {
    let mut page = staging.read_text(PAGE)?;
    for style in staging.files()?.iter().filter(|name| Path::new(name).extension() == Some("css".as_ref())) {
        let hashed = staging.hash_name(style)?;
        page = page.replace(&format!("\"./{style}\""), &format!("\"./{hashed}\""));
    }

    let ingest = add_worker(staging, "ingest")?;
    let sync = add_worker(staging, "sync")?;

    let glue = staging.hash_name("muster-app.js")?;
    let wasm = staging.hash_name("muster-app_bg.wasm")?;
    // A development build is never stored: it changes all the time.
    let service_worker = if release { format!("\"./{SERVICE_WORKER}\"") } else { "null".to_owned() };
    let prelude = format!(
        "{}const SERVICE_WORKER = {service_worker};\n",
        constants(&[("GLUE", &glue), ("WASM", &wasm)])
    );
    let boot = staging.add_script("boot.js", &prelude)?;

    let mut files = staging.digests()?;
    // Each host has its own, and may change it at any time: it is no part of a version.
    files.remove(CONNECTION);
    // The page names the build, so what it will say besides stands for it here.
    files.insert(PAGE.to_owned(), digest::sha256(page.as_bytes()));
    let build = build_id(&files);
    let parts =
        page::Parts { build: &build, boot: &boot, glue: &glue, wasm: &wasm, worker: &ingest, sync: &sync };
    let page = page::finished(&page, &parts)?;
    // Trunk's own reload script is inline.
    let page = if release { page } else { page::without_policy(&page) };
    files.insert(PAGE.to_owned(), digest::sha256(page.as_bytes()));
    staging.write(PAGE, &page)?;

    if release {
        let list: Vec<String> =
            files.iter().map(|(name, digest)| format!("\"./{name}\":\"{digest}\"")).collect();
        let prelude = format!("const BUILD = \"{build}\", FILES = {{{}}};\n", list.join(","));
        staging.write(SERVICE_WORKER, &(prelude + &staging.template(SERVICE_WORKER)?))?;
    }
    Ok(())
}

/// Adds the script that starts a worker.
fn add_worker(staging: &Staging, program: &str) -> Result<String> {
    let glue = staging.hash_name(&format!("{program}.js"))?;
    let wasm = staging.hash_name(&format!("{program}_bg.wasm"))?;
    staging.add_script("worker.js", &constants(&[("GLUE", &glue), ("WASM", &wasm)]))
}

/// `const NAME = "./file";` for each.
fn constants(values: &[(&str, &str)]) -> String {
    values.iter().map(|(name, file)| format!("const {name} = \"./{file}\";\n")).collect::<Vec<_>>().concat()
}

/// The same files give the same id, any other file another one.
fn build_id(files: &BTreeMap<String, String>) -> String {
    let list: Vec<String> = files.iter().map(|(name, digest)| format!("{name} {digest}\n")).collect();
    digest::short(list.concat().as_bytes())
}

/// The name with the content's hash before its extension.
fn hashed(name: &str, bytes: &[u8]) -> String {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    format!("{stem}-{}.{extension}", digest::short(bytes))
}

#[cfg(test)]
mod tests {
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
        for name in [
            "index.html",
            "service-worker.js",
            "icon-192.png",
            "a-0123456789abcdeg.js",
            "0123456789abcdef.js",
        ] {
            assert!(!is_hashed(name), "{name}");
        }
    }

    /// What Trunk leaves behind, made in a folder of its own.
    fn staged(wasm: &str) -> TempDir {
        let folder = TempDir::new().unwrap();
        fs::create_dir_all(folder.path().join("icons")).unwrap();
        for (name, text) in [
            (
                "index.html",
                "<head><link rel=\"stylesheet\" href=\"./main.css\"/>\n<meta http-equiv=\"Content-Security-Policy\" content=\"x\">\n<link data-trunk rel=\"rust\" data-bin=\"muster-app\"></head><body></body>",
            ),
            ("main.css", "a{}"),
            ("muster-app.js", "app"),
            ("muster-app_bg.wasm", wasm),
            ("ingest.js", "worker"),
            ("ingest_bg.wasm", "worker wasm"),
            ("sync.js", "sync"),
            ("sync_bg.wasm", "sync wasm"),
            ("connection.json", "{}"),
            ("icons/icon.svg", "<svg/>"),
        ] {
            fs::write(folder.path().join(name), text).unwrap();
        }
        folder
    }

    fn finished(wasm: &str, release: bool) -> (TempDir, Staging) {
        let folder = staged(wasm);
        let staging = Staging::new(folder.path().to_owned(), paths::root().join("web"));
        finish(&staging, release).unwrap();
        (folder, staging)
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
        assert_eq!(service_worker.lines().next().unwrap().matches("\":\"").count(), digests.len());
    }

    #[test]
    fn the_page_loads_files_that_are_there() {
        let (_folder, staging) = finished("wasm", true);
        let page = staging.read_text(PAGE).unwrap();
        assert!(!page.contains("data-trunk"), "{page}");
        let named: Vec<&str> = page
            .split('"')
            .filter_map(|text| text.strip_prefix("./"))
            .filter(|name| is_hashed(name))
            .collect();
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
    }
}
