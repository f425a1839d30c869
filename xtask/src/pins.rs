//! The versions of the tools, in one place.
//!
//! Libraries are pinned by `Cargo.lock`, Node packages (Playwright, axe, `wasm-opt`) by `package-lock.json`.

/// The target that the app is built for.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// A tool that is installed with `cargo install`.
pub struct CargoTool {
    /// The crate.
    pub package: &'static str,
    /// The program, which prints its version after `--version`.
    pub program: &'static str,
    /// The version.
    pub version: &'static str,
    /// Whether it is built with the dependencies of its own lock file.
    pub locked: bool,
}

/// Makes JavaScript glue for WebAssembly, and runs tests in a browser. Must equal the version of the `wasm-bindgen`
/// library in the workspace's `Cargo.toml` (a test sees to it). Its own lock file names withdrawn versions.
pub const WASM_BINDGEN: CargoTool =
    CargoTool { package: "wasm-bindgen-cli", program: "wasm-bindgen", version: "0.2.130", locked: false };

/// Builds the app. Compiles only with the dependencies of its own lock file.
pub const TRUNK: CargoTool =
    CargoTool { package: "trunk", program: "trunk", version: "0.21.14", locked: true };

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::paths;

    fn read(name: &str) -> String {
        fs::read_to_string(paths::root().join(name)).unwrap()
    }

    #[test]
    fn wasm_bindgen_is_the_same_in_library_and_tool() {
        let wanted = format!("wasm-bindgen = \"={}\"", WASM_BINDGEN.version);
        assert!(read("Cargo.toml").contains(&wanted), "Cargo.toml should have {wanted}");
    }

    #[test]
    fn wasm_opt_is_the_same_in_trunk_and_npm() {
        let package: serde_json::Value = serde_json::from_str(&read("package.json")).unwrap();
        let binaryen = package["devDependencies"]["binaryen"].as_str().unwrap();
        let wanted = format!("wasm_opt = \"version_{}\"", binaryen.split('.').next().unwrap());
        assert!(read("Trunk.toml").contains(&wanted), "Trunk.toml should have {wanted}");
    }

    #[test]
    fn node_packages_are_pinned_and_name_no_host() {
        let package: serde_json::Value = serde_json::from_str(&read("package.json")).unwrap();
        for (name, version) in package["devDependencies"].as_object().unwrap() {
            assert!(version.as_str().unwrap().starts_with(|c: char| c.is_ascii_digit()), "{name} {version}");
        }
        assert!(!read("package-lock.json").contains("\"resolved\""));
    }
}
