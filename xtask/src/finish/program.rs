//! A program of the app: a module of WebAssembly with its glue.

use super::{features, staging::Staging};
use crate::stop::{Result, Stop};

/// The extension of which there are browsers without.
const SIMD: &str = "simd128";

/// A program of the app, by the names of its files.
pub struct Program {
    /// Its JavaScript side.
    pub glue: String,
    /// The module.
    pub wasm: String,
}

impl Program {
    /// Names a program's files by their content.
    pub fn add(staging: &Staging, name: &str) -> Result<Program> {
        Ok(Program {
            glue: staging.hash_name(&format!("{name}.js"))?,
            wasm: staging.hash_name(&format!("{name}_bg.wasm"))?,
        })
    }

    /// What a script has in front that starts it.
    pub fn prelude(&self) -> String {
        let Program { glue, wasm } = self;
        format!("const GLUE = \"./{glue}\";\nconst WASM = \"./{wasm}\";\n")
    }

    /// Fails unless each browser runs it.
    pub fn must_run_everywhere(&self, staging: &Staging) -> Result<()> {
        if self.uses_simd(staging)? {
            return Err(Stop::Failed(format!(
                "{} was built with SIMD, which some browsers lack: `cargo xtask` builds without",
                self.wasm
            )));
        }
        Ok(())
    }

    /// Fails unless it was built with SIMD.
    pub fn must_use_simd(&self, staging: &Staging) -> Result<()> {
        if !self.uses_simd(staging)? {
            return Err(Stop::Failed(format!(
                "{} was built without SIMD: is RUSTFLAGS set? It stands in for what .cargo/config.toml says",
                self.wasm
            )));
        }
        Ok(())
    }

    fn uses_simd(&self, staging: &Staging) -> Result<bool> {
        let used = features::of(&staging.read(&self.wasm)?)
            .ok_or_else(|| Stop::Failed(format!("{} does not say what it uses of WebAssembly", self.wasm)))?;
        Ok(used.iter().any(|name| name == SIMD))
    }
}
