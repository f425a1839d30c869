//! `cargo xtask bench widget`: how soon a page with the widget takes a file and shows what is in it, beside one with `PapaParse`.

use serde_json::json;

use super::ingest;
use crate::{process, stop::Result, tools, widget};

/// How many times everything is measured: medians are told.
const ROUNDS: usize = 7;

/// The sizes of the files, in bytes.
const SIZES: [(&str, u64); 2] = [("2 MB", 2_000_000), ("200 MB", 200_000_000)];

/// Measures, and prints a table.
///
/// # Errors
/// When the widget can't be built, a file can't be written, or the browser can't be driven.
pub fn run() -> Result<()> {
    tools::for_testing()?;
    widget::run()?;
    let file = |(name, size)| Ok(json!([name, ingest::plain_file(size)?]));
    let files = SIZES.into_iter().map(file).collect::<Result<Vec<_>>>()?;
    let options = json!({
        "folder": widget::folder(),
        "executable": tools::shell()?,
        "rounds": ROUNDS,
        "files": files,
    });
    process::run(process::command("node").args(["tests/bench/widget.mjs", &options.to_string()]))
}
