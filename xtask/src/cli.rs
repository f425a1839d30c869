//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Every developer command of Muster. Each installs the tools that it needs, at their pinned versions, when they are
/// not there; none asks questions. Exit status: 0 done, 1 failed, 2 something must be done by hand first.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", max_term_width = 100)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub task: Task,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Task {
    /// Build the release app and the server if their sources changed, and serve both on one port
    ///
    /// The server is a tenant of made-up devices, kept in the target folder. With the security headers that a real host
    /// should send. Prints the address; stop it with Ctrl+C.
    Serve(ServeOptions),
    /// Build the app for development, serve it, and build again at every change
    Dev {
        /// Port on 127.0.0.1; not that of `serve`, whose service worker would answer with the release app
        #[arg(long, default_value_t = 8081)]
        port: u16,
    },
    /// Run every check and every test
    ///
    /// Formatting, lints, documentation, licences, native tests, the simulation, Microsoft's own clients against the
    /// server, tests in headless Chromium, the release build, the widget, their sizes, and the browser tests. Goes on after a failure. The last line is `N passed, N failed`.
    Test,
    /// Run the benchmarks: all, or one kind
    Bench(BenchOptions),
    /// Run browser tabs, storage, network and server in a simulation, with faults decided by a seed
    Simulate(SimulateOptions),
    /// Build the release app and the widget, and print the size of every shipped file: raw, gzip and brotli
    ///
    /// Fails when a file is above its budget, or all that a page fetches for the widget.
    Size,
    /// Make the npm package of the checker as an element of other pages, in the target folder (`widget`)
    Widget,
    /// Write a folder of made-up files that shows every kind of problem
    Samples {
        /// The folder
        #[arg(long, value_name = "DIR", default_value = "samples")]
        out: PathBuf,
    },
    /// Turn what Trunk built into what is shipped (Trunk calls this after each build)
    #[command(hide = true)]
    FinishDist,
}

/// How to serve.
#[expect(clippy::struct_excessive_bools, reason = "flags of a command line")]
#[derive(Args, Debug)]
pub struct ServeOptions {
    /// Port on 127.0.0.1; 0 takes one that is free
    #[arg(long, default_value_t = 8080)]
    pub port: u16,
    /// Open the browser
    #[arg(long)]
    pub open: bool,
    /// Serve what was built before, whatever changed since
    #[arg(long)]
    pub no_build: bool,
    /// Path under which the app is served
    #[arg(long, default_value = "/", value_parser = base_path)]
    pub base_path: String,
    /// Folder to serve instead of `dist` (implies `--no-build`)
    #[arg(long, value_name = "DIR")]
    pub dist: Option<PathBuf>,
    /// Serve the app alone, as a host of files does, without a server behind it
    #[arg(long = "static")]
    pub without_server: bool,
    /// Database of the server
    #[arg(long, value_name = "PATH", conflicts_with = "without_server")]
    pub db: Option<PathBuf>,
    /// Begin with an empty tenant
    #[arg(long, conflicts_with = "without_server")]
    pub empty: bool,
}

/// What to measure.
#[derive(Args, Debug)]
pub struct BenchOptions {
    /// Which kind
    pub what: Option<Benchmark>,
    /// Of `ingest`: the size of the file, such as 200MB or 1GB
    #[arg(long, default_value = "1GB", value_parser = size)]
    pub size: u64,
    /// Of `ingest`: the file that the figures are written to
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
}

/// A kind of benchmark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Benchmark {
    /// The parts of reading and checking files
    Files,
    /// Checking a large file: in the browser, natively, and by others
    Ingest,
    /// The server under load
    Server,
    /// A page with the widget, beside one with `PapaParse`
    Widget,
}

/// Which seeds.
#[derive(Args, Debug)]
pub struct SimulateOptions {
    /// How many [default: 1000]
    #[arg(long)]
    pub seeds: Option<u64>,
    /// The first one; alone, only this one is run, and what happened is told
    #[arg(long)]
    pub seed: Option<u64>,
    /// A mistake to make on purpose: then the simulation must find it
    #[arg(long)]
    pub plant: Option<String>,
}

/// A number of bytes: in units of ten, as disks have them.
fn size(text: &str) -> Result<u64, String> {
    let units = [("GB", 1_000_000_000), ("MB", 1_000_000), ("", 1)];
    let (number, unit) = units
        .into_iter()
        .find_map(|(name, unit)| Some((text.strip_suffix(name)?, unit)))
        .unwrap_or((text, 1));
    let bytes = number.trim().parse::<u64>().ok().and_then(|number| number.checked_mul(unit));
    bytes
        .filter(|bytes| *bytes > 0)
        .ok_or_else(|| "a size is a number with MB or GB, such as 200MB".to_owned())
}

fn base_path(text: &str) -> Result<String, String> {
    if text.starts_with('/') && text.ends_with('/') {
        Ok(text.to_owned())
    } else {
        Err("a base path starts and ends with a slash, such as /muster/".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn arguments_are_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn sizes() {
        for (text, wanted) in [
            ("1GB", Some(1_000_000_000)),
            ("200 MB", Some(200_000_000)),
            ("17", Some(17)),
            ("0GB", None),
            ("GB", None),
            ("1.5GB", None),
            ("99999999999GB", None),
        ] {
            assert_eq!(size(text).ok(), wanted, "{text}");
        }
    }

    #[test]
    fn base_paths() {
        for (text, taken) in
            [("/", true), ("/a/", true), ("/a/b/", true), ("", false), ("a/", false), ("/a", false)]
        {
            assert_eq!(base_path(text).is_ok(), taken, "{text:?}");
        }
    }
}
