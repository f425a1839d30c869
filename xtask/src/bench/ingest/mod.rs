//! `cargo xtask bench ingest`: how fast files are checked, beside how fast they can be read at all, and beside others.

mod figures;
mod native;
mod work;

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::{
    build, paths, process,
    stop::{Result, Stop},
    tools,
};
use work::Form;

/// How many times everything is measured: medians are told.
const ROUNDS: usize = 5;

/// The forms other than plain are measured on files of this part of the size.
const PART: u64 = 4;

/// Measures, prints a table, and writes the figures to `out` as JSON.
///
/// # Errors
/// When a build fails, the file can't be written, or the browser can't be driven.
pub fn run(size: u64, out: Option<&Path>) -> Result<()> {
    tools::for_testing()?;
    build::release()?;
    let plain = file(size, Form::Plain)?;
    let others: Vec<_> = Form::ALL.into_iter().filter(|form| *form != Form::Plain).collect();
    let mut forms = serde_json::Map::new();
    for form in others {
        forms.insert(form.key().to_owned(), json!(file(size / PART, form)?));
    }
    let native = native::measure(&plain, &file(size / 10, Form::Plain)?, ROUNDS)?;
    let browser = in_the_browser(&plain, &forms.into())?;
    let figures = figures::Figures::of(&native, &browser);
    println!("{}", figures.table());
    if let Some(out) = out {
        let text = format!("{:#}\n", figures.json());
        std::fs::write(out, text).map_err(|error| Stop::io("write", out, &error))?;
    }
    Ok(())
}

/// A file of made-up devices as the collection script writes it, of that many bytes.
///
/// # Errors
/// When it can't be written.
pub fn plain_file(size: u64) -> Result<PathBuf> {
    file(size, Form::Plain)
}

fn file(size: u64, form: Form) -> Result<PathBuf> {
    let folder = paths::target().join("bench");
    work::file(&folder, size, form).map_err(|error| Stop::io("write a file below", &folder, &error))
}

fn in_the_browser(plain: &Path, forms: &Value) -> Result<Value> {
    let options = json!({
        "dist": paths::dist(),
        "file": plain,
        "forms": forms,
        "rounds": ROUNDS,
        "executable": tools::shell()?,
    });
    let mut node = process::command("node");
    let (well, said) = process::run_and_read(node.args(["tests/bench/ingest.mjs", &options.to_string()]))?;
    let said = said.lines().last().unwrap_or_default();
    match serde_json::from_str(said) {
        Ok(figures) if well => Ok(figures),
        _ => Err(Stop::Failed("the benchmark in the browser failed: see above".to_owned())),
    }
}
