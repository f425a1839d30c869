//! Installs the tools that are not there, at their pinned versions. What was installed is found again.

mod browser;
mod cargo_tool;
mod node;
mod postgres;
mod python;
mod system;

use crate::{
    pins, process,
    stop::{Result, Stop},
};
pub use browser::{chrome_driver, shell};
pub use postgres::Postgres;
pub use python::with_clients as python_with_clients;

/// What building the app needs.
///
/// # Errors
/// When a tool can't be installed.
pub fn for_building() -> Result<()> {
    system::ensure(&[node::NODE, node::NPM])?;
    wasm_target()?;
    cargo_tool::ensure(&pins::WASM_BINDGEN)?;
    cargo_tool::ensure(&pins::TRUNK)?;
    node::packages()
}

/// What the tests need.
///
/// # Errors
/// When a tool can't be installed.
pub fn for_testing() -> Result<()> {
    // All that may have to be done by hand comes first, in one go.
    system::ensure(&[
        node::NODE,
        node::NPM,
        browser::CHROMIUM,
        browser::SHELL,
        browser::DRIVER,
        python::PYTHON,
        postgres::POSTGRES,
    ])?;
    for_building()?;
    process::run(process::cargo().args(["fetch", "--locked"]))
}

fn wasm_target() -> Result<()> {
    let folder = process::read(process::command("rustc").args([
        "--print",
        "target-libdir",
        "--target",
        pins::WASM_TARGET,
    ]));
    if folder.is_some_and(|folder| std::path::Path::new(folder.trim()).is_dir()) {
        return Ok(());
    }
    if process::find(&["rustup"]).is_none() {
        return Err(Stop::Failed(format!(
            "the {} target is missing, and rustup, which would add it, is not there: install Rust with rustup",
            pins::WASM_TARGET
        )));
    }
    process::run(process::command("rustup").args(["target", "add", pins::WASM_TARGET]))
}
