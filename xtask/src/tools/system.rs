//! Programs that come as packages of the system.

use std::{fs, path::PathBuf};

use crate::{
    process,
    stop::{Result, Stop},
};

/// A program of the system.
#[derive(Clone, Copy, Debug)]
pub struct Program {
    /// Names under which it may be on the path, best first.
    pub names: &'static [&'static str],
    /// The package in Debian.
    pub debian: &'static str,
    /// The package in Ubuntu.
    pub ubuntu: &'static str,
}

/// The program's file.
///
/// # Errors
/// When it is not there.
pub fn find(program: &Program) -> Result<PathBuf> {
    process::find(program.names).ok_or_else(|| by_hand(&[*program]))
}

/// Installs the packages of the programs that are missing: at once when running as root, else it stops and says how.
///
/// # Errors
/// When something is missing and can't be installed from here.
pub fn ensure(programs: &[Program]) -> Result<()> {
    let missing: Vec<Program> =
        programs.iter().filter(|program| process::find(program.names).is_none()).copied().collect();
    if missing.is_empty() {
        return Ok(());
    }
    if process::find(&["apt-get"]).is_none() || !is_root() {
        return Err(by_hand(&missing));
    }
    let apt = || {
        let mut apt = process::command("apt-get");
        apt.env("DEBIAN_FRONTEND", "noninteractive");
        apt
    };
    process::run(apt().arg("update"))?;
    process::run(
        apt().args(["install", "--yes", "--no-install-recommends"]).args(packages(&missing, is_ubuntu())),
    )
}

fn by_hand(missing: &[Program]) -> Stop {
    let names: Vec<&str> = missing.iter().map(|program| program.names[0]).collect();
    Stop::ByHand {
        missing: format!("{} can't be found", names.join(", ")),
        command: format!(
            "sudo apt-get install --yes --no-install-recommends {}",
            packages(missing, is_ubuntu()).join(" ")
        ),
    }
}

fn packages(missing: &[Program], ubuntu: bool) -> Vec<&'static str> {
    let mut packages: Vec<_> =
        missing.iter().map(|program| if ubuntu { program.ubuntu } else { program.debian }).collect();
    packages.dedup();
    packages
}

fn is_ubuntu() -> bool {
    fs::read_to_string("/etc/os-release").is_ok_and(|text| text.lines().any(|line| line == "ID=ubuntu"))
}

/// Whether this process may do anything.
pub fn is_root() -> bool {
    process::read(process::command("id").arg("-u")).is_some_and(|id| id.trim() == "0")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tools::{browser, node};

    #[test]
    fn one_command_brings_all_that_is_missing() {
        let stop = by_hand(&[node::NODE, browser::CHROMIUM]);
        assert_eq!(stop.exit_code(), 2);
        let text = stop.to_string();
        assert!(text.starts_with("node, chromium can't be found"), "{text}");
        assert_eq!(text.matches("sudo ").count(), 1, "{text}");
    }

    #[test]
    fn packages_have_other_names_in_ubuntu() {
        let missing = [node::NODE, browser::DRIVER];
        assert_eq!(packages(&missing, false), ["nodejs", "chromium-driver"]);
        assert_eq!(packages(&missing, true), ["nodejs", "chromium-chromedriver"]);
        assert_eq!(packages(&[browser::CHROMIUM, browser::SHELL], true), ["chromium-browser"]);
    }
}
