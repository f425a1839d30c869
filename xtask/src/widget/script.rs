//! The scripts of the widget, put together from those in `web/widget`.

use std::{collections::BTreeMap, fs};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha384};

use super::texts;
use crate::{
    paths,
    stop::{Result, Stop},
};

/// The files of the element's script, in order.
const ELEMENT: [&str; 8] =
    ["make.js", "properties.js", "client.js", "list.js", "controls.js", "details.js", "out.js", "element.js"];

/// What the script that registers has besides.
const REGISTER: [&str; 2] = ["register-view.js", "register.js"];

/// By which browsers know a file: [Subresource Integrity](https://www.w3.org/TR/sri-2/).
pub fn digest(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}

/// The element's script. `digests`: of what it fetches.
pub fn element(digests: &BTreeMap<&str, String>) -> Result<String> {
    whole(&texts::of_script()?, digests, &[])
}

/// The script of the element that registers: whole in itself, as one digest in a page vouches for one script.
pub fn register(digests: &BTreeMap<&str, String>) -> Result<String> {
    let css = format!("const REGISTER_CSS = {};\n", literal(&style("register.css")?)?);
    Ok(css + &whole(&texts::of_register()?, digests, &REGISTER)?)
}

fn whole(texts: &str, digests: &BTreeMap<&str, String>, more: &[&str]) -> Result<String> {
    let (digests, css) = (literal(digests)?, literal(&style("widget.css")?)?);
    let mut script = format!("const TEXTS = {texts}, DIGESTS = {digests}, CSS = {css};\n");
    for name in ELEMENT.iter().chain(more) {
        script.push_str(&read(name)?);
    }
    Ok(script)
}

fn style(name: &str) -> Result<String> {
    let whole = read(name)?.lines().map(str::trim).collect::<Vec<_>>().join(" ");
    // None of ours has a string with these in it.
    let spaces = [
        (": ", ":"),
        ("; ", ";"),
        (", ", ","),
        (" > ", ">"),
        (" { ", "{"),
        (" }", "}"),
        (";}", "}"),
        ("} ", "}"),
    ];
    Ok(spaces.iter().fold(whole, |style, (long, short)| style.replace(long, short)))
}

/// The script of a worker: the glue of its program, and what serves the element, the file `served`.
pub fn worker(glue: &str, served: &str, wasm: &str, digests: &BTreeMap<&str, String>) -> Result<String> {
    let names = format!("const WASM = {}, DIGESTS = {};\n", literal(&wasm)?, literal(digests)?);
    Ok(format!("{glue}\n{names}{}", read(served)?))
}

/// What runs in the frame.
pub fn frame() -> Result<String> {
    read("frame.js")
}

/// A glue inside a function of that name, which gives its `init` and the function `exported`: so that one digest vouches for both
/// programs of a worker, and their names don't meet.
pub fn folded(name: &str, glue: &str, exported: &str) -> String {
    let own = glue.lines().filter(|line| !line.starts_with("export {"));
    let own: String = own.flat_map(|line| [line.strip_prefix("export ").unwrap_or(line), "\n"]).collect();
    format!("const {name} = () => {{\n{own}return {{ init: __wbg_init, {exported} }};\n}};\n")
}

fn literal(value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Stop::Failed(format!("the widget's scripts: {error}")))
}

fn read(name: &str) -> Result<String> {
    let file = paths::root().join("web/widget").join(name);
    fs::read_to_string(&file).map_err(|error| Stop::io("read", &file, &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folded_glue_exports_nothing() {
        let glue = "export function f() {\n}\nlet a;\nexport { initSync, __wbg_init as default };\n";
        let wanted = "const G = () => {\nfunction f() {\n}\nlet a;\nreturn { init: __wbg_init, f };\n};\n";
        assert_eq!(folded("G", glue, "f"), wanted);
    }

    #[test]
    fn digests_are_those_of_browsers() {
        let empty = "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb";
        assert_eq!(digest(b""), empty);
    }
}
