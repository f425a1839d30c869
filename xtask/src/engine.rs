//! The builds of the engine: the worker program that reads files.
//!
//! SIMD makes it twice as fast, and there are browsers and processors without it. So the app is built without, all of it; the
//! engine is built with it besides, and each browser fetches the one that it can run.

use std::{fs, path::PathBuf, process::Command};

use crate::{
    paths, pins, process,
    stop::{Result, Stop},
};

/// The name of the engine's files: `.js` and `_bg.wasm` come behind it.
pub const PLAIN: &str = "ingest";
/// The same of those with SIMD.
pub const WITH_SIMD: &str = "ingest_simd";

/// The variable by which Cargo is told how programs are built. What `.cargo/config.toml` says comes before what it says, so
/// this holds.
const FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// How a program without SIMD is built.
const PLAIN_FLAGS: &str = "-Ctarget-feature=-simd128";

/// What is added where size counts more than speed: the digest is made in a loop, and not by eight thousand bytes of code. (To leave
/// copies of 16 bytes to the instruction for copying would make the page 2 % smaller after brotli; but each row of a file is
/// copied by them, and the instruction takes several times as long.)
const SMALL_FLAGS: &str = "--cfg=sha2_backend_soft=\"compact\"";

/// Where the builds are put, for `cargo xtask finish-dist` to take them from.
pub fn folder() -> PathBuf {
    paths::target().join("engine-builds")
}

/// Has Trunk build the other programs without SIMD.
pub fn without_simd(trunk: &mut Command) -> &mut Command {
    trunk.env(FLAGS, format!("{PLAIN_FLAGS} {SMALL_FLAGS}"))
}

/// Builds what is shipped: the engine without SIMD, and with it.
///
/// # Errors
/// When a build fails.
pub fn release() -> Result<()> {
    for (name, flags) in [(PLAIN, PLAIN_FLAGS), (WITH_SIMD, "")] {
        build(name, "engine", |cargo| {
            cargo.args(["--profile", "engine", "--locked", "--offline"]).env(FLAGS, flags)
        })?;
        let wasm = folder().join(format!("{name}_bg.wasm"));
        let mut optimise = process::command(paths::node_bin().join("wasm-opt"));
        process::run(optimise.arg("-O4").arg("--output").arg(&wasm).arg(&wasm))?;
    }
    Ok(())
}

/// Builds one for development, with SIMD as everything is then: the developer's browser has it.
///
/// # Errors
/// When the build fails.
pub fn development() -> Result<()> {
    build(PLAIN, "debug", |cargo| cargo)
}

/// Builds the engine and its glue under a name; `profile` is what Cargo calls the folder.
fn build(name: &str, profile: &str, settings: impl Fn(&mut Command) -> &mut Command) -> Result<()> {
    let mut cargo = process::cargo();
    cargo.args(["build", "--bin", "ingest", "--no-default-features", "--target", pins::WASM_TARGET]);
    process::run(settings(&mut cargo))?;
    let folder = folder();
    fs::create_dir_all(&folder).map_err(|error| Stop::io("make", &folder, &error))?;
    let program = paths::target().join(pins::WASM_TARGET).join(profile).join("ingest.wasm");
    let mut bindgen = process::command(pins::WASM_BINDGEN.program);
    bindgen.args(["--target", "web", "--no-typescript", "--out-name", name, "--out-dir"]);
    process::run(bindgen.arg(folder).arg(program))
}
