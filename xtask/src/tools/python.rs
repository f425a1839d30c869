//! Python, with Microsoft's own clients for the protocol in an environment of their own.

use std::{fs, path::PathBuf};

use super::system::{self, Program};
use crate::{
    digest, paths, process,
    stop::{Result, Stop},
};

/// Python.
pub const PYTHON: Program = Program { names: &["python3"], debian: "python3", ubuntu: "python3" };

/// What the tests of conformance need.
const REQUIREMENTS: &str = "tests/conformance/requirements.txt";

/// The Python that has the clients. They are large, so they are installed once for each list of versions.
///
/// # Errors
/// When they can't be installed.
pub fn with_clients() -> Result<PathBuf> {
    let list = paths::root().join(REQUIREMENTS);
    let wanted = fs::read(&list).map_err(|error| Stop::io("read", &list, &error))?;
    let folder = paths::target().join("python").join(digest::short(&wanted));
    let python = folder.join("bin").join("python");
    let done = folder.join("complete");
    if done.is_file() {
        return Ok(python);
    }
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|error| Stop::io("remove", &folder, &error))?;
    }
    // The system's own Python may come without `ensurepip`, in a package of its own.
    let made = process::run(process::command(system::find(&PYTHON)?).args(["-m", "venv"]).arg(&folder));
    if made.is_err() {
        return Err(Stop::ByHand {
            missing: "Python can't make environments".to_owned(),
            command: "sudo apt-get install --yes --no-install-recommends python3-venv".to_owned(),
        });
    }
    // Thousands of modules, of which the tests import a few: compiling all of them would take longer than the tests.
    let install = ["-m", "pip", "install", "--quiet", "--no-compile", "--disable-pip-version-check", "-r"];
    process::run(process::command(&python).args(install).arg(&list))?;
    fs::write(&done, "").map_err(|error| Stop::io("write", &done, &error))?;
    Ok(python)
}
