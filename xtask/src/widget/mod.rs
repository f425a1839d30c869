//! `cargo xtask widget`: the checker, and what registers beside it, as an npm package, in `target/widget`.

mod package;
mod script;
mod texts;

use std::{collections::BTreeMap, fs, path::PathBuf, process::Command};

use crate::{
    fingerprint, paths, pins, process,
    stop::{Result, Stop},
    tools,
};

/// What is put in front of where the programs are built with SIMD or without.
const FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";
/// The digest is made in a loop, and not by eight thousand bytes of code.
const SMALL: &str = "--cfg=sha2_backend_soft=\"compact\"";

/// Besides what the app's engine is made of, what the widget's programs are made of.
const OF_PROGRAMS: &[&str] = &["crates/widget", "xtask/src/widget/mod.rs"];
/// What the rest of the package is made of.
const OF_SCRIPTS: &[&str] =
    &["web/widget", "docs/widget.md", "xtask/src/widget", "LICENSE-APACHE", "LICENSE-MIT"];

/// A program: its name in the package, the features that it is built with, and whether with SIMD.
struct Program {
    name: &'static str,
    features: &'static str,
    simd: bool,
}

const PROGRAMS: [Program; 4] = [
    Program { name: "muster-engine", features: "engine", simd: true },
    Program { name: "muster-engine-plain", features: "engine", simd: false },
    Program { name: "muster-archives", features: "archives", simd: false },
    Program { name: "muster-registrar", features: "register", simd: false },
];

/// The package's folder.
pub fn folder() -> PathBuf {
    paths::target().join("widget")
}

/// Makes the package, unless it is there and nothing that it is made of has changed.
///
/// # Errors
/// When a tool can't be installed or the build fails.
pub fn run() -> Result<()> {
    let programs = fingerprint::with(OF_PROGRAMS)?;
    let now = programs.clone() + &fingerprint::with(OF_SCRIPTS)?;
    let stamp = paths::target().join("widget.fingerprint");
    let made = fs::read_to_string(&stamp).unwrap_or_default();
    if folder().exists() && made == now {
        return Ok(());
    }
    tools::for_building()?;
    if !made.starts_with(&programs) {
        process::run(process::cargo().args(["fetch", "--locked", "--target", pins::WASM_TARGET]))?;
        for program in &PROGRAMS {
            build(program)?;
        }
    }
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut glues = BTreeMap::new();
    for Program { name, .. } in &PROGRAMS {
        glues.insert(*name, String::from_utf8_lossy(&read(&format!("{name}.js"))?).into_owned());
        files.insert(format!("{name}.wasm"), read(&format!("{name}_bg.wasm"))?);
    }
    for (name, text) in texts::of_engine()? {
        files.insert(name, text.into_bytes());
    }
    let digests = |files: &BTreeMap<String, Vec<u8>>, wanted: &[&'static str]| -> BTreeMap<&str, String> {
        wanted.iter().map(|name| (*name, script::digest(&files[*name]))).collect()
    };
    let archives = script::folded("ARCHIVES", &glues["muster-archives"], "unpack");
    for (name, wasm) in
        [("muster-engine", "muster-engine.wasm"), ("muster-engine-plain", "muster-engine-plain.wasm")]
    {
        let fetched = digests(&files, &[wasm, "muster-en.ftl", "muster-nl.ftl", "muster-archives.wasm"]);
        let script = script::worker(&(glues[name].clone() + &archives), "engine.js", wasm, &fetched)?;
        add_script(&mut files, &format!("{name}.js"), &script)?;
    }
    let fetched = digests(&files, &["muster-engine.js", "muster-engine-plain.js"]);
    add_script(&mut files, "muster-widget.js", &script::element(&fetched)?)?;
    let fetched = digests(&files, &["muster-registrar.wasm"]);
    let script =
        script::worker(&glues["muster-registrar"], "registrar.js", "muster-registrar.wasm", &fetched)?;
    add_script(&mut files, "muster-registrar.js", &script)?;
    let fetched = digests(&files, &["muster-engine.js", "muster-engine-plain.js", "muster-registrar.js"]);
    add_script(&mut files, "muster-register.js", &script::register(&fetched)?)?;
    add_script(&mut files, "muster-frame.js", &script::frame()?)?;
    package::add(&mut files)?;
    write(&files)?;
    fs::write(&stamp, now).map_err(|error| Stop::io("write", &stamp, &error))
}

/// Adds a script: short, as it counts before anything is seen.
fn add_script(files: &mut BTreeMap<String, Vec<u8>>, name: &str, script: &str) -> Result<()> {
    let (long, short) = (builds().join(format!("long-{name}")), builds().join(format!("short-{name}")));
    fs::write(&long, script).map_err(|error| Stop::io("write", &long, &error))?;
    let mut terser = process::command(paths::node_bin().join("terser"));
    terser.arg(&long).args(["--module", "--mangle", "--compress", "passes=2", "--output"]).arg(&short);
    process::run(&mut terser)?;
    let bytes = fs::read(&short).map_err(|error| Stop::io("read", &short, &error))?;
    files.insert(name.to_owned(), bytes);
    Ok(())
}

/// Where the programs are built.
fn builds() -> PathBuf {
    paths::target().join("widget-build")
}

fn read(name: &str) -> Result<Vec<u8>> {
    let file = builds().join(name);
    fs::read(&file).map_err(|error| Stop::io("read", &file, &error))
}

/// Builds a program: its glue and its module.
fn build(program: &Program) -> Result<()> {
    let folder = builds();
    fs::create_dir_all(&folder).map_err(|error| Stop::io("make", &folder, &error))?;
    let simd = if program.simd { "+simd128" } else { "-simd128" };
    let mut cargo = process::cargo();
    cargo
        .args(["rustc", "--package", "widget", "--lib", "--crate-type", "cdylib", "--no-default-features"])
        .args(["--features", program.features, "--target", pins::WASM_TARGET, "--profile", "widget"])
        .args(["--locked", "--offline"])
        .env(FLAGS, format!("-Ctarget-feature={simd} {SMALL}"));
    process::run(&mut cargo)?;
    let built = paths::target().join(pins::WASM_TARGET).join("widget/widget.wasm");
    let mut bindgen = process::command(pins::WASM_BINDGEN.program);
    bindgen.args(["--target", "web", "--no-typescript", "--out-name", program.name, "--out-dir"]);
    process::run(bindgen.arg(&folder).arg(built))?;
    let wasm = folder.join(format!("{}_bg.wasm", program.name));
    process::run(
        small(&mut process::command(paths::node_bin().join("wasm-opt")))
            .arg("--output")
            .arg(&wasm)
            .arg(&wasm),
    )
}

/// What makes it smallest after brotli: -Oz makes it smaller before, and larger after.
fn small(optimise: &mut Command) -> &mut Command {
    optimise.args(["-O1", "--reorder-functions-by-name"])
}

/// Puts the package where it belongs, in place of the one that was there.
fn write(files: &BTreeMap<String, Vec<u8>>) -> Result<()> {
    let folder = folder();
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|error| Stop::io("remove", &folder, &error))?;
    }
    fs::create_dir_all(&folder).map_err(|error| Stop::io("make", &folder, &error))?;
    for (name, bytes) in files {
        let file = folder.join(name);
        fs::write(&file, bytes).map_err(|error| Stop::io("write", &file, &error))?;
    }
    Ok(())
}
