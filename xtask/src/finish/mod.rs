//! Turns what Trunk built into what is shipped. Trunk calls it as `cargo xtask finish-dist` after each build, before
//! the new files take the place of the old ones.
//!
//! Every script, style sheet and WebAssembly file gets its content's hash in its name; the scripts of `web/` are put
//! beside them with those names filled in; the page is told what to load; and the service worker gets the list of
//! all files with their digests.

mod engine;
mod features;
mod page;
mod program;
mod staging;
#[cfg(test)]
mod tests;

use std::{
    collections::BTreeMap,
    env,
    path::{Path, PathBuf},
};

use crate::{
    digest, engine as builds,
    stop::{Result, Stop},
};
use engine::Engine;
use program::Program;
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
    if !release {
        // Trunk calls this at every change.
        builds::development()?;
    }
    finish(&staging, &builds::folder(), release)
}

/// Finishes a build, with the engine from a folder.
fn finish(staging: &Staging, engine: &Path, release: bool) -> Result<()> {
    let mut page = staging.read_text(PAGE)?;
    for style in staging.files()?.iter().filter(|name| Path::new(name).extension() == Some("css".as_ref())) {
        let hashed = staging.hash_name(style)?;
        page = page.replace(&format!("\"./{style}\""), &format!("\"./{hashed}\""));
    }

    let engine = Engine::add(staging, engine, release)?;
    let ingest = staging.add_script("worker.js", &engine.prelude(staging)?)?;
    let sync = Program::add(staging, "sync")?;
    let app = Program::add(staging, "muster-app")?;
    if release {
        sync.must_run_everywhere(staging)?;
        app.must_run_everywhere(staging)?;
    }
    let sync = staging.add_script("worker.js", &sync.prelude())?;
    // A development build is never stored: it changes all the time.
    let service_worker = if release { format!("\"./{SERVICE_WORKER}\"") } else { "null".to_owned() };
    let prelude = format!("{}const SERVICE_WORKER = {service_worker};\n", app.prelude());
    let boot = staging.add_script("boot.js", &prelude)?;

    let mut files = staging.digests()?;
    // Each host has its own, and may change it at any time: it is no part of a version.
    files.remove(CONNECTION);
    // The page names the build, so what it will say besides stands for it here.
    files.insert(PAGE.to_owned(), digest::sha256(page.as_bytes()));
    let build = build_id(&files);
    let parts = page::Parts { build: &build, boot: &boot, app: &app, worker: &ingest, sync: &sync };
    let page = page::finished(&page, &parts)?;
    // Trunk's own reload script is inline.
    let page = if release { page } else { page::without_policy(&page) };
    files.insert(PAGE.to_owned(), digest::sha256(page.as_bytes()));
    staging.write(PAGE, &page)?;

    if release {
        let (test, needed) = engine.needed(staging, files)?;
        let prelude = format!("{test}const BUILD = \"{build}\", FILES = {{{needed}}};\n");
        staging.write(SERVICE_WORKER, &(prelude + &staging.template(SERVICE_WORKER)?))?;
    }
    Ok(())
}

/// Files and their digests, as members of an object in a script.
fn list(files: &BTreeMap<String, String>) -> String {
    let members = files.iter().map(|(name, digest)| format!("\"./{name}\":\"{digest}\""));
    members.collect::<Vec<_>>().join(",")
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
