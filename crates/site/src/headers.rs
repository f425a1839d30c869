//! The headers of an answer.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

/// What the app may do. It talks to the server that its user names: by `https`, or on this computer. `index.html` says the same for hosts that can't send headers, but for `frame-ancestors`, which
/// only works here (a test compares them).
pub const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
                          img-src 'self' data: blob:; connect-src 'self' https: http://127.0.0.1:* http://localhost:*; worker-src 'self'; \
                          manifest-src 'self'; font-src 'self'; form-action 'none'; base-uri 'none'; \
                          frame-ancestors 'none'";

/// Headers of every answer.
pub fn security() -> HeaderMap {
    let headers = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    headers.map(|(name, value)| (name, HeaderValue::from_static(value))).into_iter().collect()
}

/// Headers of a file of that name.
pub fn for_file(name: &str) -> [(HeaderName, &'static str); 2] {
    [(header::CONTENT_TYPE, content_type(name)), (header::CACHE_CONTROL, cache_control(name))]
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "css" => "text/css; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

/// A name with its content's hash never means anything else; any other name is asked for again each time.
fn cache_control(name: &str) -> &'static str {
    if is_hashed(name) { "public, max-age=31536000, immutable" } else { "no-cache" }
}

/// How many hexadecimal digits of a content's hash a name has.
const HASH: usize = 16;

/// Whether a file's name holds its content's hash.
pub fn is_hashed(name: &str) -> bool {
    name.rsplit_once('.').and_then(|(stem, _)| stem.rsplit_once('-')).is_some_and(|(_, hash)| {
        hash.len() == HASH && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    })
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::*;

    #[test]
    fn the_page_has_the_same_policy() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let page = fs::read_to_string(root.join("index.html")).unwrap();
        let policy = POLICY.strip_suffix("; frame-ancestors 'none'").unwrap();
        assert!(page.contains(&format!("content=\"{policy}\"")), "index.html should have {policy}");
    }

    #[test]
    fn types_and_caching() {
        for (name, kind, cached) in [
            ("index.html", "text/html; charset=utf-8", "no-cache"),
            ("service-worker.js", "text/javascript; charset=utf-8", "no-cache"),
            (
                "boot-0123456789abcdef.js",
                "text/javascript; charset=utf-8",
                "public, max-age=31536000, immutable",
            ),
            ("a_bg-0123456789abcdef.wasm", "application/wasm", "public, max-age=31536000, immutable"),
            ("icons/icon.svg", "image/svg+xml", "no-cache"),
            ("manifest.webmanifest", "application/manifest+json", "no-cache"),
            ("LICENSE", "application/octet-stream", "no-cache"),
        ] {
            assert_eq!((content_type(name), cache_control(name)), (kind, cached), "{name}");
        }
    }
}
