//! Node packages: `wasm-opt` for the build, Playwright and axe for the tests.

use std::fs;

use super::system::Program;
use crate::{
    digest, paths, process,
    stop::{Result, Stop},
};

/// Runs `wasm-opt` and the browser tests.
pub const NODE: Program = Program { names: &["node"], debian: "nodejs", ubuntu: "nodejs" };
/// Installs packages.
pub const NPM: Program = Program { names: &["npm"], debian: "npm", ubuntu: "npm" };

/// Installs the packages of `package-lock.json` unless they are there.
///
/// # Errors
/// When npm fails.
pub fn packages() -> Result<()> {
    let lock = paths::root().join("package-lock.json");
    let wanted = digest::sha256(&fs::read(&lock).map_err(|error| Stop::io("read", &lock, &error))?);
    let installed = paths::root().join("node_modules").join(".installed");
    if fs::read_to_string(&installed).is_ok_and(|digest| digest == wanted) {
        return Ok(());
    }
    process::run(
        process::command("npm")
            .args(["ci", "--no-audit", "--no-fund"])
            // The browser is the system's.
            .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"),
    )?;
    fs::write(&installed, wanted).map_err(|error| Stop::io("write", &installed, &error))
}
