//! `cargo xtask bench`.

mod ingest;

use crate::{
    cli::{BenchOptions, Benchmark},
    process,
    stop::Result,
};

/// Runs the benchmarks of a kind, or all; each prints its own figures.
///
/// # Errors
/// When one fails.
pub fn run(options: &BenchOptions) -> Result<()> {
    let wanted = |what| options.what.is_none_or(|wanted| wanted == what);
    if wanted(Benchmark::Files) {
        let others = ["bench", "--workspace", "--exclude", "muster-server", "--bench", "*", "--locked"];
        process::run(process::cargo().args(others))?;
        let throughput = ["--package", "hardware-hash", "--example", "throughput"];
        process::run(process::cargo().args(["run", "--release", "--locked"]).args(throughput))?;
    }
    if wanted(Benchmark::Server) {
        process::run(process::cargo().args([
            "bench",
            "--package",
            "muster-server",
            "--bench",
            "load",
            "--locked",
        ]))?;
    }
    if wanted(Benchmark::Ingest) {
        ingest::run(options.size, options.json.as_deref())?;
    }
    Ok(())
}
