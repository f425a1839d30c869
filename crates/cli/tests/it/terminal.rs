//! How the program behaves towards what it runs in.

use std::io::Read as _;
use std::process::Stdio;

use crate::bench::{Bench, csv};

#[test]
fn a_reader_that_closes_the_pipe_is_no_failure() {
    let bench = Bench::new();
    bench.file("a.csv", csv(1..=200).replace("TEST-", "MINE-"));
    for args in [
        &["check", "a.csv"][..],
        &["check", "--format", "json", "a.csv"],
        &["merge", "--target", "partner-center", "-o", "-", "a.csv"],
        &["inspect", "a.csv"],
        &["inspect", "--format", "json", "a.csv"],
    ] {
        let mut child = bench.command(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        let status = child.wait().unwrap();
        assert!(!said.contains("panicked"), "{args:?}: {said}");
        assert!(matches!(status.code(), Some(0 | 1)), "{args:?}: {status} {said}");
    }
}

#[test]
fn no_colour_and_no_progress_outside_a_terminal() {
    let bench = Bench::new();
    bench.file("a.csv", csv([1, 1]));
    for args in [&["check", "a.csv"][..], &["inspect", "a.csv"], &["merge", "-o", "out.csv", "a.csv"]] {
        let ran = bench.run(args);
        assert!(!(ran.out + &ran.err).contains(['\u{1b}', '\r']), "{args:?}");
    }
}

#[test]
fn colour_when_it_is_asked_for() {
    let bench = Bench::new();
    bench.file("a.csv", csv([1, 1]));
    let output = bench.command(&["check", "a.csv"]).env("CLICOLOR_FORCE", "1").output().unwrap();
    assert!(output.stdout.contains(&0x1b));
    let output = bench
        .command(&["check", "a.csv"])
        .envs([("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")])
        .output()
        .unwrap();
    assert!(!output.stdout.contains(&0x1b));
}

#[test]
fn wrong_usage() {
    let bench = Bench::new();
    bench.file("a.csv", csv([1]));
    for args in [
        &[][..],
        &["check"],
        &["merge", "a.csv"],
        &["inspect"],
        &["check", "--format", "yaml", "a.csv"],
        &["check", "--target", "store", "a.csv"],
        &["check", "--lang", "fr", "a.csv"],
        &["unknown"],
    ] {
        let ran = bench.run(args);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{args:?}: {ran:?}");
        assert!(!ran.err.is_empty(), "{args:?}");
    }
}

#[test]
fn help() {
    let bench = Bench::new();
    for (name, args) in [
        ("help", &["--help"][..]),
        ("help_check", &["check", "--help"]),
        ("help_merge", &["merge", "--help"]),
        ("help_inspect", &["inspect", "--help"]),
    ] {
        let ran = bench.run(args);
        assert_eq!(ran.status, 0);
        insta::assert_snapshot!(name, ran.out);
    }
}
