//! `cargo xtask size`: what a visitor downloads.

use std::{fs, io::Write, path::Path};

use flate2::{Compression, write::GzEncoder};
use site::is_hashed;

use crate::{
    build,
    finish::files_below,
    paths,
    stop::{Result, Stop},
    widget,
};

/// Budgets in bytes after brotli, by the file's name without its hash.
const BUDGETS: &[(&str, usize)] = &[
    ("muster-app_bg.wasm", 748_000),
    ("ingest_bg.wasm", 200_000),
    ("ingest_simd_bg.wasm", 200_000),
    ("sync_bg.wasm", 281_000),
    ("muster-widget.js", 10_000),
];

/// What a page fetches for the widget: its script, and with the first file an engine, in a browser with SIMD the first one, with
/// the texts of one language. The larger language counts.
const OF_WIDGET: [[&str; 4]; 2] = [
    ["muster-widget.js", "muster-engine.js", "muster-engine.wasm", "muster-nl.ftl"],
    ["muster-widget.js", "muster-engine-plain.js", "muster-engine-plain.wasm", "muster-nl.ftl"],
];

/// What a page fetches besides to register, in place of the widget's script its own.
const OF_REGISTER: [&str; 3] = ["muster-register.js", "muster-registrar.js", "muster-registrar.wasm"];

/// Budget for that.
const REGISTER_BUDGET: usize = 170_000;

/// Budget for what a page fetches to check, in bytes after brotli.
const WIDGET_BUDGET: usize = 150_000;

/// Sizes of a file in bytes.
struct Sizes {
    name: String,
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// Builds the app and prints the sizes of its files.
///
/// # Errors
/// When the build fails or a file is above its budget.
pub fn run() -> Result<()> {
    build::release()?;
    widget::run()?;
    check()
}

/// Prints the sizes of the files of the built app, and of the widget's package.
///
/// # Errors
/// When a file is above its budget, or what a page fetches for the widget.
pub fn check() -> Result<()> {
    let (app, widget) = (sizes(&paths::dist())?, sizes(&widget::folder())?);
    print!("{}\n{}", table(&app), table(&widget));
    let mut above: Vec<String> = app.iter().chain(&widget).filter_map(above_budget).collect();
    for fetched in OF_WIDGET {
        let bytes = fetched_bytes(&widget, &fetched)?;
        println!("{:<44} {:>32} {WIDGET_BUDGET:>10}", format!("a page with {}", fetched[2]), bytes);
        if bytes > WIDGET_BUDGET {
            let names = fetched.join(", ");
            above.push(format!("{names} have {bytes} bytes: {} above the budget", bytes - WIDGET_BUDGET));
        }
    }
    let bytes = fetched_bytes(&widget, &OF_REGISTER)?;
    println!("{:<44} {:>32} {REGISTER_BUDGET:>10}", "to register, besides", bytes);
    if bytes > REGISTER_BUDGET {
        let names = OF_REGISTER.join(", ");
        above.push(format!("{names} have {bytes} bytes: {} above the budget", bytes - REGISTER_BUDGET));
    }
    if above.is_empty() { Ok(()) } else { Err(Stop::Failed(above.join("\n"))) }
}

fn sizes(folder: &Path) -> Result<Vec<Sizes>> {
    files_below(folder)?.iter().map(|name| measure(folder, name)).collect()
}

/// What these files have after brotli. Each has to be there: what is missing would count as nothing.
fn fetched_bytes(sizes: &[Sizes], names: &[&str]) -> Result<usize> {
    let mut bytes = 0;
    for name in names {
        let size = sizes.iter().find(|size| size.name == *name).ok_or_else(|| {
            Stop::Failed(format!("{name} is not in the widget's package: `cargo xtask widget` makes it"))
        })?;
        bytes += size.brotli;
    }
    Ok(bytes)
}

fn measure(dist: &Path, name: &str) -> Result<Sizes> {
    let file = dist.join(name);
    let bytes = fs::read(&file).map_err(|error| Stop::io("read", &file, &error))?;
    Ok(Sizes { name: name.to_owned(), raw: bytes.len(), gzip: gzip(&bytes), brotli: brotli(&bytes) })
}

fn gzip(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("memory takes any bytes").len()
}

fn brotli(bytes: &[u8]) -> usize {
    let mut out = Vec::new();
    let best = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 24, ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &best).expect("memory takes any bytes");
    out.len()
}

fn table(sizes: &[Sizes]) -> String {
    let row = |name: &str, raw: usize, gzip: usize, brotli: usize, budget: &str| {
        format!("{name:<44} {raw:>10} {gzip:>10} {brotli:>10} {budget:>10}\n")
    };
    let mut text =
        format!("{:<44} {:>10} {:>10} {:>10} {:>10}\n", "bytes", "raw", "gzip -9", "brotli -11", "budget");
    for size in sizes {
        let budget = budget(&size.name).map_or(String::new(), |budget| budget.to_string());
        text.push_str(&row(&size.name, size.raw, size.gzip, size.brotli, &budget));
    }
    let sum = |of: fn(&Sizes) -> usize| sizes.iter().map(of).sum();
    text + &row("total", sum(|s| s.raw), sum(|s| s.gzip), sum(|s| s.brotli), "")
}

/// What is wrong, if something is.
fn above_budget(size: &Sizes) -> Option<String> {
    let budget = budget(&size.name)?;
    (size.brotli > budget).then(|| {
        format!(
            "{} has {} bytes after brotli: {} above its budget",
            size.name,
            size.brotli,
            size.brotli - budget
        )
    })
}

fn budget(name: &str) -> Option<usize> {
    BUDGETS.iter().find(|(plain, _)| *plain == plain_name(name)).map(|(_, budget)| *budget)
}

/// The name without its hash.
fn plain_name(name: &str) -> String {
    match (is_hashed(name), name.rsplit_once('-'), name.rsplit_once('.')) {
        (true, Some((stem, _)), Some((_, extension))) => format!("{stem}.{extension}"),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_without_hash() {
        for (name, wanted) in [
            ("muster-app_bg-0123456789abcdef.wasm", "muster-app_bg.wasm"),
            ("icons/icon-192.png", "icons/icon-192.png"),
            ("index.html", "index.html"),
        ] {
            assert_eq!(plain_name(name), wanted);
        }
    }

    #[test]
    fn only_what_is_above_its_budget_is_reported() {
        let size = |name: &str, brotli| Sizes { name: name.to_owned(), raw: 0, gzip: 0, brotli };
        assert_eq!(above_budget(&size("index.html", 9_000_000)), None);
        for (name, budget) in BUDGETS {
            let hashed = name.replace(".wasm", "-0123456789abcdef.wasm");
            assert_eq!(above_budget(&size(&hashed, *budget)), None);
            assert_eq!(
                above_budget(&size(&hashed, budget + 1)),
                Some(format!("{hashed} has {} bytes after brotli: 1 above its budget", budget + 1))
            );
        }
    }

    #[test]
    fn what_is_missing_does_not_count_as_small() {
        let size = |name: &str, brotli| Sizes { name: name.to_owned(), raw: 0, gzip: 0, brotli };
        let there = [size("a.js", 3), size("b.wasm", 4), size("c.js", 5)];
        assert_eq!(fetched_bytes(&there, &["a.js", "b.wasm"]).unwrap(), 7);
        assert!(fetched_bytes(&there, &["a.js", "d.wasm"]).is_err());
    }

    #[test]
    fn compression_is_the_strongest() {
        let bytes: Vec<u8> = (0..20_000_u32).flat_map(|n| (n % 700).to_le_bytes()).collect();
        assert!(gzip(&bytes) < bytes.len() / 10);
        assert!(brotli(&bytes) < gzip(&bytes));
    }
}
