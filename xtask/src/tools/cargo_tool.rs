//! Tools that are installed with `cargo install`.

use crate::{pins::CargoTool, process, stop::Result};

/// Installs the tool into Cargo's folder for programs unless this version of it is on the path.
///
/// # Errors
/// When it can't be installed.
pub fn ensure(tool: &CargoTool) -> Result<()> {
    let found = process::read(process::command(tool.program).arg("--version"));
    if found.is_some_and(|text| says_version(&text, tool.version)) {
        return Ok(());
    }
    println!("installing {} {}: once, a few minutes", tool.package, tool.version);
    let mut install = process::cargo();
    install.args(["install", tool.package, "--version", tool.version]);
    if tool.locked {
        install.arg("--locked");
    }
    // Whole-program optimisation would double the time, for tools that run for seconds.
    install.env("CARGO_PROFILE_RELEASE_LTO", "off").env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
    process::run(&mut install)
}

/// Whether the output of `--version` has that version as a word.
fn says_version(text: &str, version: &str) -> bool {
    text.split_whitespace().any(|word| word == version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_whole() {
        for (text, same) in [
            ("wasm-bindgen 0.2.13\n", true),
            ("wasm-bindgen 0.2.130\n", false),
            ("wasm-bindgen 0.2.13 (0123456)", true),
            ("", false),
        ] {
            assert_eq!(says_version(text, "0.2.13"), same, "{text:?}");
        }
    }
}
