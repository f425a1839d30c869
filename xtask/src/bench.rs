//! `cargo xtask bench`.

use crate::{process, stop::Result};

/// Runs every benchmark; each prints its own figures.
///
/// # Errors
/// When one fails.
pub fn run() -> Result<()> {
    process::run(process::cargo().args(["bench", "--workspace", "--bench", "*", "--locked"]))?;
    let throughput = ["--package", "hardware-hash", "--example", "throughput"];
    process::run(process::cargo().args(["run", "--release", "--locked"]).args(throughput))
}
