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
/// Steers it in the wasm tests.
pub const DRIVER: Program =
    Program { names: &["chromedriver"], debian: "chromium-driver", ubuntu: "chromium-chromedriver" };

/// The browser's program.
///
/// # Errors
/// When it is not there.
pub fn chromium() -> Result<PathBuf> {
    system::find(&CHROMIUM)
}

/// The driver's program.
///
/// # Errors
/// When it is not there.
pub fn chrome_driver() -> Result<PathBuf> {
    system::find(&DRIVER)
}
