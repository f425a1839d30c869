//! What can be named on the command line: files, folders, patterns, archives, standard input.

use crate::bench::{Bench, csv, utf16, zip};

/// The paths that were read, and the status.
fn read(bench: &Bench, named: &[&str]) -> (Vec<String>, i32) {
    let ran = bench.run(&[&["check", "--format", "json"], named].concat());
    let files = ran.json()["files"].as_array().unwrap().clone();
    (files.iter().map(|file| file["path"].as_str().unwrap().to_owned()).collect(), ran.status)
}

fn many() -> Bench {
    let bench = Bench::new();
    bench
        .file("hashes/b.csv", csv([1]))
        .file("hashes/a.CSV", csv([2]))
        .file("hashes/notes.md", "not read")
        .file("hashes/deep/er/c.txt", csv([3]))
        .zip("hashes/z.zip", &[("inner/d.csv", csv([4]).as_bytes()), ("e.csv", &utf16(&csv([5])))])
        .file("hashes/.hidden/f.csv", csv([6]))
        .file("[1].csv", csv([7]));
    bench
}

#[test]
fn names() {
    let bench = many();
    let folder: &[&str] = &[
        "hashes/.hidden/f.csv",
        "hashes/a.CSV",
        "hashes/b.csv",
        "hashes/deep/er/c.txt",
        "hashes/z.zip/inner/d.csv",
        "hashes/z.zip/e.csv",
    ];
    for (named, wanted, status) in [
        (&["hashes/b.csv"][..], &["hashes/b.csv"][..], 0),
        (&["hashes/b.csv", "hashes/a.CSV"], &["hashes/b.csv", "hashes/a.CSV"], 0),
        (&["hashes/b.csv", "hashes/../hashes/b.csv"], &["hashes/b.csv"], 0),
        (&["hashes/"], folder, 0),
        (
            &["hashes/b.csv", "hashes"],
            &["hashes/b.csv", folder[0], folder[1], folder[3], folder[4], folder[5]],
            0,
        ),
        (&["hashes/*.csv"], &["hashes/b.csv"], 0),
        (&["hashes/?.[cC]*"], &["hashes/a.CSV", "hashes/b.csv"], 0),
        (&["hashes/**/*.txt"], &["hashes/deep/er/c.txt"], 0),
        (&["hashes/d*"], &["hashes/deep/er/c.txt"], 0),
        (&["[1].csv"], &["[1].csv"], 0),
        (&["hashes/*.xml"], &[], 2),
        (&["hashes/[.csv"], &[], 2),
        (&["missing.csv"], &[], 2),
        (&["missing.csv", "hashes/b.csv"], &["hashes/b.csv"], 2),
    ] {
        let (paths, got) = read(&bench, named);
        assert_eq!(paths, wanted, "{named:?}");
        assert_eq!(got, status, "{named:?}");
    }
}

#[test]
fn what_can_not_be_read_is_told_and_the_rest_is_read() {
    let bench = Bench::new();
    bench.file("good.csv", csv([1])).file("empty/notes.md", "");
    let ran = bench.run(&["check", "--format", "json", "missing.csv", "empty", "none-*.csv", "good.csv"]);
    assert_eq!(ran.status, 2);
    let json = ran.json();
    assert_eq!(json["devices"], 1);
    let unreadable: Vec<&str> =
        json["unreadable"].as_array().unwrap().iter().map(|one| one["path"].as_str().unwrap()).collect();
    assert_eq!(unreadable, ["missing.csv", "empty", "none-*.csv"]);
    for name in unreadable {
        assert!(ran.err.contains(name), "{}", ran.err);
    }
}

#[cfg(unix)]
#[test]
fn links_that_lead_nowhere() {
    use std::os::unix::fs::symlink;

    let bench = Bench::new();
    bench.file("hashes/good.csv", csv([1]));
    symlink("gone.csv", bench.path("hashes/dangling.csv")).unwrap();
    symlink("loop.csv", bench.path("hashes/loop.csv")).unwrap();
    symlink("..", bench.path("hashes/back")).unwrap();
    let ran = bench.run(&["check", "--format", "json", "hashes"]);
    assert_eq!(ran.status, 2);
    let json = ran.json();
    assert_eq!(json["files"].as_array().unwrap().len(), 1);
    assert_eq!(json["unreadable"].as_array().unwrap().len(), 2, "{json:#}");
}

#[cfg(unix)]
#[test]
fn files_without_permission() {
    use std::fs::{self, File, Permissions};
    use std::os::unix::fs::PermissionsExt as _;

    let bench = Bench::new();
    bench.file("secret.csv", csv([1])).file("good.csv", csv([2]));
    fs::set_permissions(bench.path("secret.csv"), Permissions::from_mode(0o000)).unwrap();
    // An administrator may read it nonetheless.
    let allowed = File::open(bench.path("secret.csv")).is_ok();
    let (paths, status) = read(&bench, &["secret.csv", "good.csv"]);
    if allowed {
        assert_eq!((paths.len(), status), (2, 0));
    } else {
        assert_eq!((paths, status), (vec!["good.csv".to_owned()], 2));
    }
}

#[test]
fn standard_input() {
    let bench = Bench::new();
    let text = csv([1, 2]);
    let packed = zip(&[("a.csv", text.as_bytes())]);
    for (input, path) in [(text.as_bytes(), "-"), (&utf16(&text), "-"), (&packed, "-/a.csv")] {
        let ran = bench.run_with_input(&["check", "--format", "json", "-"], input);
        assert_eq!(ran.status, 0, "{ran:?}");
        assert_eq!(ran.json()["devices"], 2);
        assert_eq!(ran.json()["files"][0]["path"], path);
    }
    let ran = bench.run_with_input(&["check", "-", "-"], text.as_bytes());
    assert_eq!(ran.status, 2);
}

#[test]
fn archives() {
    let text = csv([1]);
    let whole = zip(&[("a.csv", text.as_bytes())]);
    let logs = zip(&[("log.evtx", b"\0\x01"), ("page.html", b"<html>"), ("hash.csv", text.as_bytes())]);
    let unnamed = zip(&[("hashes", text.as_bytes())]);
    for (name, content, files, rules, status) in [
        ("whole.zip", whole.clone(), 1, &[][..], 0),
        ("named-otherwise.csv", whole.clone(), 1, &[], 0),
        ("only the hashes of logs.zip", logs, 1, &[], 0),
        ("without an extension.zip", unnamed, 1, &[], 0),
        ("empty.zip", zip(&[]), 1, &["F3"], 0),
        ("cut.zip", whole[..whole.len() / 2].to_vec(), 1, &["F3"], 1),
    ] {
        let bench = Bench::new();
        bench.file(name, content);
        let ran = bench.run(&["check", "--format", "json", name]);
        assert_eq!(ran.status, status, "{name}: {ran:?}");
        assert_eq!(ran.json()["files"].as_array().unwrap().len(), files, "{name}");
        assert_eq!(ran.rules(), rules, "{name}");
    }
}
