//! What the page is told about its build.

use super::program::Program;
use crate::stop::{Result, Stop};

/// What the page loads, by file name.
pub struct Parts<'a> {
    /// The build's id; the app reads it from `<meta name="muster:build">`.
    pub build: &'a str,
    /// The script that starts everything.
    pub boot: &'a str,
    /// The app.
    pub app: &'a Program,
    /// The script of the ingest worker; the app reads it from `<meta name="muster:worker">`.
    pub worker: &'a str,
    /// The script of the worker that talks to the service; the app reads it from `<meta name="muster:sync">`.
    pub sync: &'a str,
}

/// The page with all that in its head, and without what was meant for Trunk.
///
/// # Errors
/// When the page has no head.
pub fn finished(page: &str, parts: &Parts) -> Result<String> {
    let Parts { build, boot, app: Program { glue, wasm }, worker, sync } = parts;
    let page = without(page, "<link", "data-trunk");
    let Some((head, rest)) = page.split_once("</head>") else {
        return Err(Stop::Failed("index.html has no </head>: it says where the app's scripts go".to_owned()));
    };
    Ok(format!(
        "{head}<meta name=\"muster:build\" content=\"{build}\">\
         <meta name=\"muster:worker\" content=\"./{worker}\">\
         <meta name=\"muster:sync\" content=\"./{sync}\">\
         <link rel=\"modulepreload\" href=\"./{glue}\">\
         <link rel=\"preload\" href=\"./{wasm}\" as=\"fetch\" type=\"application/wasm\" crossorigin>\
         <script type=\"module\" src=\"./{boot}\"></script></head>{rest}"
    ))
}

/// The page without its content security policy.
pub fn without_policy(page: &str) -> String {
    without(page, "<meta", "Content-Security-Policy")
}

/// The page without the tags that start with `tag` and hold `mark`.
fn without(page: &str, tag: &str, mark: &str) -> String {
    let mut kept = String::with_capacity(page.len());
    let mut rest = page;
    while let Some(start) = rest.find(tag) {
        let end = rest[start..].find('>').map_or(rest.len(), |length| start + length + 1);
        kept.push_str(&rest[..start]);
        if !rest[start..end].contains(mark) {
            kept.push_str(&rest[start..end]);
        }
        rest = &rest[end..];
    }
    kept + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_marked_tags_go() {
        for (page, wanted) in [
            ("", ""),
            ("<link rel=icon>", "<link rel=icon>"),
            ("a<link data-trunk rel=rust>b", "ab"),
            ("<link a><link data-trunk><link b>", "<link a><link b>"),
            ("<p data-trunk>", "<p data-trunk>"),
            ("a<link data-trunk", "a"),
        ] {
            assert_eq!(without(page, "<link", "data-trunk"), wanted, "{page}");
        }
    }

    #[test]
    fn parts_go_at_the_end_of_the_head() {
        let app = Program { glue: "g.js".to_owned(), wasm: "w.wasm".to_owned() };
        let parts = Parts { build: "1", boot: "b.js", app: &app, worker: "k.js", sync: "s.js" };
        let page = finished("<head><title>t</title></head><body></body>", &parts).unwrap();
        assert!(
            page.starts_with("<head><title>t</title><meta name=\"muster:build\" content=\"1\">"),
            "{page}"
        );
        assert!(page.ends_with("src=\"./b.js\"></script></head><body></body>"), "{page}");
        assert!(finished("<body></body>", &parts).is_err());
    }
}
