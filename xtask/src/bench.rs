//! `cargo xtask bench`.

use crate::{process, stop::Result};

/// Runs the benchmarks of every crate.
///
/// # Errors
/// When one fails.
pub fn run() -> Result<()> {
    process::run(process::cargo().args(["bench", "--workspace", "--benches", "--locked"]))
}
