//! Chromium and its driver.

use std::path::PathBuf;

use super::system::{self, Program};
use crate::stop::Result;

/// The browser.
pub const CHROMIUM: Program = Program {
    names: &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
    debian: "chromium",
    ubuntu: "chromium-browser",
};
/// The browser without its own windows, which take half of the time of a test: where there is no such package, the
/// browser itself.
pub const SHELL: Program = Program {
    names: &[
        "chromium-headless-shell",
        "chrome-headless-shell",
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    ],
    debian: "chromium-headless-shell",
    ubuntu: "chromium-browser",
};
/// Steers it in the wasm tests.
pub const DRIVER: Program =
    Program { names: &["chromedriver"], debian: "chromium-driver", ubuntu: "chromium-chromedriver" };

/// The browser for tests that steer pages.
///
/// # Errors
/// When it is not there.
pub fn shell() -> Result<PathBuf> {
    system::find(&SHELL)
}

/// The driver's program.
///
/// # Errors
/// When it is not there.
pub fn chrome_driver() -> Result<PathBuf> {
    system::find(&DRIVER)
}
