//! Which file an address means.

/// What an address means.
#[derive(Debug, PartialEq, Eq)]
pub enum Target {
    /// A file below the served folder, by its relative name.
    File(String),
    /// Another address.
    Redirect(String),
    /// Nothing that is served.
    Nothing,
}

/// Finds out what the address of a request means when the app is served under `base_path`.
///
/// Names have letters, digits and `-_.` only and no part of them starts with a dot, so no address leads out of the
/// folder or to its hidden files. Nothing that is shipped has another name; escapes (`%2e`) are not decoded.
pub fn resolve(url: &str, base_path: &str) -> Target {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let Some(name) = path.strip_prefix(base_path) else {
        return if format!("{path}/") == base_path {
            Target::Redirect(base_path.to_owned())
        } else {
            Target::Nothing
        };
    };
    if name.is_empty() {
        return Target::File("index.html".to_owned());
    }
    if name.split('/').all(is_plain) { Target::File(name.to_owned()) } else { Target::Nothing }
}

fn is_plain(part: &str) -> bool {
    !part.is_empty()
        && !part.starts_with('.')
        && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        let file = |name: &str| Target::File(name.to_owned());
        for (url, base, wanted) in [
            ("/", "/", file("index.html")),
            ("/index.html", "/", file("index.html")),
            ("/?lang=nl", "/", file("index.html")),
            ("/icons/icon.svg", "/", file("icons/icon.svg")),
            ("/a/", "/a/", file("index.html")),
            ("/a/boot.js?v=1", "/a/", file("boot.js")),
            ("/a", "/a/", Target::Redirect("/a/".to_owned())),
            ("/", "/a/", Target::Nothing),
            ("/ab/boot.js", "/a/", Target::Nothing),
            ("/../Cargo.toml", "/", Target::Nothing),
            ("/icons/../../Cargo.toml", "/", Target::Nothing),
            ("/%2e%2e/Cargo.toml", "/", Target::Nothing),
            ("/..\\Cargo.toml", "/", Target::Nothing),
            ("//etc/passwd", "/", Target::Nothing),
            ("/.fingerprint", "/", Target::Nothing),
            ("/icons/", "/", Target::Nothing),
            ("", "/", Target::Redirect("/".to_owned())),
        ] {
            assert_eq!(resolve(url, base), wanted, "{url:?} under {base:?}");
        }
    }
}
