//! How fast files are checked natively.

use std::{path::Path, time::Instant};

use serde_json::{Value, json};

use crate::{
    paths, process,
    stop::{Result, Stop},
};

/// Megabytes (10^6 bytes) a second of `muster check` with its reading, its judging and its report; of what can't be left out,
/// on one thread with the file in memory.
///
/// # Errors
/// When a build fails or a program can't be run.
pub fn measure(file: &Path, rounds: usize) -> Result<Value> {
    process::run(process::cargo().args(["build", "--release", "--locked", "--package", "muster-cli"]))?;
    let program = paths::target().join("release").join("muster");
    let size = file.metadata().map_err(|error| Stop::io("read", file, &error))?.len();
    let mut speeds = Vec::new();
    for _ in 0..rounds {
        let mut muster = process::command(&program);
        muster.arg("check").arg(file).args(["--format", "json"]);
        let begin = Instant::now();
        // How it ends says that there are errors in the file, as there are.
        process::output(&mut muster)?;
        speeds.push(megabytes(size) / begin.elapsed().as_secs_f64());
    }
    speeds.sort_by(f64::total_cmp);
    let limits = process::read(
        process::cargo()
            .args([
                "run",
                "--quiet",
                "--release",
                "--locked",
                "--package",
                "device-csv",
                "--example",
                "limits",
            ])
            .arg(file),
    );
    let limits: Value = limits.and_then(|said| serde_json::from_str(&said).ok()).unwrap_or_default();
    Ok(json!({ "native_mbps": speeds[speeds.len() / 2].round(), "limits": limits }))
}

#[expect(clippy::cast_precision_loss, reason = "files are far smaller than 2^53 bytes")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
