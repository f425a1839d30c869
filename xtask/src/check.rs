//! `cargo xtask test`: every check and every test.

use std::{env, fs, process::Command};

use crate::{
    build, conformance, paths, pins, process, simulate, size,
    steps::{self, Counts},
    stop::{Result, Stop},
    tools, widget,
};

/// A step's name and what it does.
type Step = (&'static str, fn() -> Result<Counts>);

/// The quick ones first, so that a slip is seen early; then what needs the built app.
const STEPS: &[Step] = &[
    ("format", || plain(process::cargo().args(["fmt", "--all", "--check"]))),
    ("lint", lint),
    ("lint, wasm", lint_wasm),
    ("documentation", documentation),
    ("licences", licences),
    ("native tests", native_tests),
    ("server on PostgreSQL", server_on_postgres),
    ("simulation, build", || simulate::build().map(|()| Counts::default())),
    ("simulation", simulate::check),
    ("conformance", conformance::check),
    ("wasm tests", wasm_tests),
    ("release build", || build::release().map(|()| Counts::default())),
    ("widget", || widget::run().map(|()| Counts::default())),
    ("size", || size::check().map(|()| Counts::default())),
    ("browser tests", browser_tests),
];

/// Installs what is missing and runs every step, whatever became of those before it.
///
/// # Errors
/// When something has to be installed by hand, or a step failed.
pub fn run() -> Result<()> {
    let mut done = vec![steps::run("set-up", || tools::for_testing().map(|()| Counts::default()))?];
    for (name, step) in STEPS {
        done.push(steps::run(name, step)?);
    }
    println!("\n{}", steps::summary(&done));
    let failed = done.iter().any(|step| step.counts.failed > 0);
    // The totals are the last line: the exit status says the rest.
    if failed { Err(Stop::Counted) } else { Ok(()) }
}

/// Runs a command that counts no tests.
fn plain(command: &mut Command) -> Result<Counts> {
    process::run(command).map(|()| Counts::default())
}

const DENY_WARNINGS: [&str; 3] = ["--", "-D", "warnings"];

fn lint() -> Result<Counts> {
    let what = ["--workspace", "--all-targets", "--locked"];
    plain(process::cargo().arg("clippy").args(what).args(DENY_WARNINGS))
}

fn lint_wasm() -> Result<Counts> {
    let what = ["-p", "muster", "-p", "widget", "--all-targets", "--locked", "--target", pins::WASM_TARGET];
    plain(process::cargo().arg("clippy").args(what).args(DENY_WARNINGS))
}

/// In two runs, because the command line program has the name of the app's library and would be written over it.
fn documentation() -> Result<Counts> {
    for packages in [&["--workspace", "--exclude", "muster-cli"][..], &["-p", "muster-cli"]] {
        let mut doc = process::cargo();
        doc.args(["doc", "--no-deps", "--document-private-items", "--locked"]).args(packages);
        process::run(doc.env("RUSTDOCFLAGS", "-D warnings"))?;
    }
    Ok(Counts::default())
}

/// Advisories need a database from the network and change without us: they are not a part of this.
fn licences() -> Result<Counts> {
    if process::find(&["cargo-deny"]).is_none() {
        println!("skipped: cargo-deny is not installed (`cargo install cargo-deny --locked` takes minutes)");
        return Ok(Counts::SKIPPED);
    }
    plain(process::cargo().args(["deny", "--offline", "check", "bans", "licenses", "sources"]))
}

fn native_tests() -> Result<Counts> {
    let (ended_well, output) =
        process::run_and_read(process::cargo().args(["test", "--workspace", "--locked", "--no-fail-fast"]))?;
    Ok(steps::from_libtest(ended_well, &output))
}

/// The server's own tests once more, on the other kind of database.
fn server_on_postgres() -> Result<Counts> {
    let postgres = tools::Postgres::start()?;
    let mut tests = process::cargo();
    tests.args(["test", "--package", "muster-server", "--test", "it", "--locked", "--no-fail-fast"]);
    let (ended_well, output) = process::run_and_read(tests.env("MUSTER_TEST_POSTGRES", postgres.address()))?;
    Ok(steps::from_libtest(ended_well, &output))
}

/// Without the examples in documentation, which are native programs.
fn wasm_tests() -> Result<Counts> {
    let driver = tools::chrome_driver()?;
    let (mut all_well, mut said) = (true, String::new());
    // Of the hash, what has code of its own there.
    for what in [["-p", "muster", "--tests"], ["-p", "hardware-hash", "--lib"]] {
        let mut cargo = process::cargo();
        cargo.arg("test").args(what).args(["--locked", "--no-fail-fast", "--target", pins::WASM_TARGET]);
        let (ended_well, output) = process::run_and_read(cargo.env("CHROMEDRIVER", &driver))?;
        all_well &= ended_well;
        said.push_str(&output);
    }
    Ok(steps::from_libtest(all_well, &said))
}

fn browser_tests() -> Result<Counts> {
    let report = paths::target().join("playwright.json");
    if report.exists() {
        fs::remove_file(&report).map_err(|error| Stop::io("remove", &report, &error))?;
    }
    let this = env::current_exe().map_err(|error| Stop::io("find", paths::root(), &error))?;
    let mut playwright = process::command(paths::node_bin().join("playwright"));
    playwright
        .arg("test")
        .env("MUSTER_XTASK", this)
        .env("MUSTER_SERVER", build::server()?)
        .env("MUSTER_WIDGET", widget::folder())
        .env("MUSTER_CHROMIUM", tools::shell()?)
        .env("PLAYWRIGHT_JSON_OUTPUT_FILE", &report);
    let (ended_well, _) = process::run_and_read(&mut playwright)?;
    Ok(steps::from_playwright(ended_well, &fs::read_to_string(&report).unwrap_or_default()))
}
