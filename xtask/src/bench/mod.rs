//! `cargo xtask bench`.

mod ingest;
mod widget;

use crate::{
    cli::{BenchOptions, Benchmark},
    process,
    stop::Result,
    tools,
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
        let postgres = tools::Postgres::start_durable()?;
        for name in ["load", "tenant", "delta"] {
            let bench = ["bench", "--package", "muster-server", "--locked", "--bench", name];
            process::run(process::cargo().args(bench).env("MUSTER_TEST_POSTGRES", postgres.address()))?;
        }
    }
    if wanted(Benchmark::Ingest) {
        ingest::run(options.size, options.json.as_deref())?;
    }
    if wanted(Benchmark::Widget) {
        widget::run()?;
    }
    Ok(())
}
