//! `cargo xtask bench`.

use crate::{cli::Benchmark, process, stop::Result};

/// Runs the benchmarks of a kind, or all; each prints its own figures.
///
/// # Errors
/// When one fails.
pub fn run(what: Option<Benchmark>) -> Result<()> {
    if what != Some(Benchmark::Server) {
        let others = ["bench", "--workspace", "--exclude", "muster-server", "--bench", "*", "--locked"];
        process::run(process::cargo().args(others))?;
        let throughput = ["--package", "hardware-hash", "--example", "throughput"];
        process::run(process::cargo().args(["run", "--release", "--locked"]).args(throughput))?;
    }
    if what != Some(Benchmark::Files) {
        process::run(process::cargo().args([
            "bench",
            "--package",
            "muster-server",
            "--bench",
            "load",
            "--locked",
        ]))?;
    }
    Ok(())
}
