//! The engine as it is shipped: the plain one for browsers without SIMD, and the other one.

use std::{collections::BTreeMap, path::Path};

use super::{list, program::Program, staging::Staging};
use crate::{
    engine::{PLAIN, WITH_SIMD},
    stop::Result,
};

/// Says whether a browser has SIMD.
const TEST: &str = "simd.js";

/// The builds of the engine that are shipped.
pub struct Engine {
    plain: Program,
    /// None in a development build: there the one engine has what the developer's browser has.
    simd: Option<Program>,
}

impl Engine {
    /// Adds what was built into a folder: both for a release, otherwise the one that there is.
    pub fn add(staging: &Staging, folder: &Path, release: bool) -> Result<Engine> {
        let add = |program: &str| {
            staging.take(folder, &format!("{program}.js"))?;
            staging.take(folder, &format!("{program}_bg.wasm"))?;
            Program::add(staging, program)
        };
        let plain = add(PLAIN)?;
        if !release {
            return Ok(Engine { plain, simd: None });
        }
        let simd = add(WITH_SIMD)?;
        plain.must_run_everywhere(staging)?;
        simd.must_use_simd(staging)?;
        Ok(Engine { plain, simd: Some(simd) })
    }

    /// What the script has in front that starts it in a worker.
    pub fn prelude(&self, staging: &Staging) -> Result<String> {
        let Engine { plain, simd: Some(simd) } = self else { return Ok(self.plain.prelude()) };
        let test = staging.template(TEST)?;
        let choice = |simd: &str, plain: &str| format!("HAS_SIMD ? \"./{simd}\" : \"./{plain}\"");
        let (glue, wasm) = (choice(&simd.glue, &plain.glue), choice(&simd.wasm, &plain.wasm));
        Ok(format!("{test}const GLUE = {glue};\nconst WASM = {wasm};\n"))
    }

    /// What the service worker has in front: a test, and of all those files with their digests the ones that a browser needs.
    pub fn needed(&self, staging: &Staging, mut files: BTreeMap<String, String>) -> Result<(String, String)> {
        let Engine { plain, simd: Some(simd) } = self else { return Ok((String::new(), list(&files))) };
        let mut taken = |program: &Program| {
            let names = [&program.glue, &program.wasm];
            list(&names.into_iter().filter_map(|name| files.remove_entry(name)).collect())
        };
        let (simd, plain) = (taken(simd), taken(plain));
        Ok((staging.template(TEST)?, format!("{},...(HAS_SIMD?{{{simd}}}:{{{plain}}})", list(&files))))
    }
}
