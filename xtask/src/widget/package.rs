//! What makes a package of the widget's files.

use std::{collections::BTreeMap, fs, path::Path};

use serde_json::json;

use crate::{
    paths,
    stop::{Result, Stop},
};

/// Files that are taken as they are: where they lie, and what they are called in the package.
const TAKEN: [(&str, &str); 8] = [
    ("web/widget/package/frame.html", "frame.html"),
    ("web/widget/package/muster-frame.json", "muster-frame.json"),
    ("web/widget/package/muster-widget.d.ts", "muster-widget.d.ts"),
    ("web/widget/package/muster-register.d.ts", "muster-register.d.ts"),
    ("web/widget/package/custom-elements.json", "custom-elements.json"),
    ("docs/widget.md", "README.md"),
    ("LICENSE-MIT", "LICENSE-MIT"),
    ("LICENSE-APACHE", "LICENSE-APACHE"),
];

/// Adds to the widget's programs and scripts what makes a package of them.
pub fn add(files: &mut BTreeMap<String, Vec<u8>>) -> Result<()> {
    for (from, to) in TAKEN {
        let file = paths::root().join(from);
        let bytes = fs::read(&file).map_err(|error| Stop::io("read", &file, &error))?;
        files.insert(to.to_owned(), bytes);
    }
    let mut names: Vec<&str> = files.keys().map(String::as_str).collect();
    // npm takes these whatever is said.
    names.retain(|name| Path::new(name).file_stem() != Some("README".as_ref()));
    let package = format!("{:#}\n", manifest(&names));
    files.insert("package.json".to_owned(), package.into_bytes());
    Ok(())
}

fn manifest(files: &[&str]) -> serde_json::Value {
    json!({
        "name": "muster-widget",
        "version": env!("CARGO_PKG_VERSION"),
        "description": "Checks, mends and merges files of hardware hashes, in any web page",
        "license": "MIT OR Apache-2.0",
        "type": "module",
        "main": "./muster-widget.js",
        "types": "./muster-widget.d.ts",
        "exports": {
            // Declarations lie beside their scripts, where they are looked for.
            ".": "./muster-widget.js",
            "./*": "./*",
        },
        "customElements": "./custom-elements.json",
        // Importing it defines the element.
        "sideEffects": true,
        "files": files,
    })
}
