//! The release build of the app.

use std::{env, fs, path::PathBuf, process::Command};

use crate::{
    engine, fingerprint, paths, pins, process,
    stop::{Result, Stop},
    tools,
};

/// Builds the release app into `dist`, unless it is there and nothing that it is made of has changed.
///
/// # Errors
/// When a tool can't be installed or the build fails.
pub fn release() -> Result<()> {
    let now = fingerprint::of_sources()?;
    let file = paths::dist().join(fingerprint::FILE);
    if fs::read_to_string(&file).is_ok_and(|built| built == now) {
        return Ok(());
    }
    tools::for_building()?;
    // Trunk runs Cargo offline, so that it doesn't look for tools on the network either.
    process::run(process::cargo().args(["fetch", "--locked", "--target", pins::WASM_TARGET]))?;
    engine::release()?;
    remove_old_glue()?;
    let mut trunk = trunk()?;
    trunk.args(["build", "--release", "--offline", "--skip-version-check"]);
    process::run(engine::without_simd(&mut trunk))?;
    fs::write(&file, now).map_err(|error| Stop::io("write", &file, &error))
}

/// Builds the server; its program.
///
/// # Errors
/// When the build fails.
pub fn server() -> Result<PathBuf> {
    process::run(process::cargo().args(["build", "--locked", "--package", "muster-server"]))?;
    Ok(paths::target().join("debug").join("muster-server"))
}

/// Trunk, with `wasm-opt` on its path.
///
/// # Errors
/// When the path has a part that can't be joined.
pub fn trunk() -> Result<Command> {
    let mut trunk = process::command(pins::TRUNK.program);
    let old = env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(paths::node_bin()).chain(env::split_paths(&old));
    let path =
        env::join_paths(folders).map_err(|error| Stop::Failed(format!("can't extend PATH: {error}")))?;
    // Trunk takes only `true` and `false` here, where others write 1.
    trunk.env("PATH", path).env_remove("NO_COLOR");
    Ok(trunk)
}

/// Trunk keeps glue of older builds in the target folder and copies all of it.
fn remove_old_glue() -> Result<()> {
    let folder = paths::target().join("wasm-bindgen");
    if !folder.exists() {
        return Ok(());
    }
    fs::remove_dir_all(&folder).map_err(|error| Stop::io("remove", &folder, &error))
}
