//! How fast files are checked natively.

use std::{path::Path, process::Command, time::Instant};

use serde_json::{Value, json};

use crate::{
    paths, process,
    stop::{Result, Stop},
};

/// Megabytes (10^6 bytes) a second of `muster check` with its reading, its judging and its report; of what can't be left out,
/// on one thread with the file in memory; and how many times the time ten times the rows take: in all, of this file and `tenth` of
/// it, and in a set of a million; and how much more the last rows of that take than earlier ones.
///
/// # Errors
/// When a build fails or a program can't be run.
pub fn measure(file: &Path, tenth: &Path, rounds: usize) -> Result<Value> {
    process::run(process::cargo().args(["build", "--release", "--locked", "--package", "muster-cli"]))?;
    let size = file.metadata().map_err(|error| Stop::io("read", file, &error))?.len();
    let (mut whole, mut tenths) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        whole.push(check(file)?);
        tenths.push(check(tenth)?);
    }
    let (whole, tenth) = (median(whole), median(tenths));
    let package = ["--quiet", "--locked", "--package", "device-csv"];
    let limits = said(
        process::cargo().args(["run", "--release"]).args(package).args(["--example", "limits"]).arg(file),
    )?;
    let growth =
        said(process::cargo().arg("bench").args(package).args(["--bench", "set", "--", "--growth"]))?;
    Ok(json!({
        "native_mbps": (megabytes(size) / whole).round(),
        "limits": limits,
        "growth_check": whole / tenth,
        "growth_set": growth["ratio"],
        "growth_last": growth["last_to_second"],
    }))
}

/// Seconds that a check takes.
fn check(file: &Path) -> Result<f64> {
    let mut muster = process::command(paths::target().join("release").join("muster"));
    muster.arg("check").arg(file).args(["--format", "json"]);
    let begin = Instant::now();
    // How it ends says that there are errors in the file, as there are.
    process::output(&mut muster)?;
    Ok(begin.elapsed().as_secs_f64())
}

fn median(mut all: Vec<f64>) -> f64 {
    all.sort_by(f64::total_cmp);
    all[all.len() / 2]
}

/// The JSON on the last line of what a program says.
fn said(program: &mut Command) -> Result<Value> {
    let said = process::read(program).unwrap_or_default();
    let last = said.lines().last().and_then(|line| serde_json::from_str(line).ok());
    last.ok_or_else(|| Stop::Failed(format!("{} said no figures", process::shown(program))))
}

#[expect(clippy::cast_precision_loss, reason = "files are far smaller than 2^53 bytes")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
