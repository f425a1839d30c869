//! What `docs/server.md` and its neighbours say, held to what the program says of itself.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::app::TestApp;

/// Other programs, whose options aren't ours.
const OTHERS: [&str; 3] = ["pg_dump", "pg_restore", "curl"];

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs"))
}

/// One page of the manual.
pub fn page(name: &str) -> String {
    fs::read_to_string(folder().join(name)).unwrap()
}

/// All pages about the server.
fn manual() -> String {
    let names = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name());
    let names = names.map(|name| name.to_str().unwrap().to_owned());
    names
        .filter(|name| name.strip_suffix(".md").is_some_and(|name| name.starts_with("server")))
        .map(|name| page(&name))
        .collect()
}

fn help(command: &[&str]) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_muster-server"));
    let output = program.args(command).arg("--help").output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

/// The options that a text names.
fn options(text: &str) -> BTreeSet<String> {
    let is_of_a_name = |character: char| character.is_ascii_lowercase() || character == '-';
    let named = text.match_indices("--").filter_map(|(at, _)| {
        let before = text[..at].chars().next_back();
        let name: String = text[at + 2..].chars().take_while(|&character| is_of_a_name(character)).collect();
        let is_option = name.starts_with(|first: char| first.is_ascii_lowercase());
        let begins = before.is_none_or(|before| before.is_whitespace() || "`[(".contains(before));
        (is_option && begins).then_some(name)
    });
    named.collect()
}

#[test]
fn options_are_those_of_the_program() {
    let main = help(&[]);
    let commands = main.split_once("Commands:").unwrap().1.split_once("Options:").unwrap().0;
    let commands = commands.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let commands: Vec<&str> = commands.filter_map(|line| line.split_whitespace().next()).collect();
    assert!(["fleet", "backup", "export", "import"].iter().all(|wanted| commands.contains(wanted)), "{main}");
    let mut known = options(&main);
    for command in commands.iter().filter(|command| **command != "help") {
        known.extend(options(&help(&[command])));
    }
    for usual in ["help", "version"] {
        known.remove(usual);
    }
    let manual = manual();
    let ours: Vec<&str> =
        manual.lines().filter(|line| OTHERS.iter().all(|other| !line.contains(other))).collect();
    let said = options(&ours.join("\n"));
    assert!(known.len() > 15, "{known:?}");
    assert_eq!(known.difference(&said).collect::<Vec<_>>(), Vec::<&String>::new(), "not in docs/server.md");
    assert_eq!(
        said.difference(&known).collect::<Vec<_>>(),
        Vec::<&String>::new(),
        "no option of the program"
    );
}

#[test]
fn numbers_are_those_that_are_told() {
    let app = TestApp::new();
    app.get("/healthz");
    let told = app.get("/metrics").text();
    let told = told.lines().filter(|line| !line.starts_with('#'));
    let told: BTreeSet<&str> = told.filter_map(|line| line.split(['{', ' ']).next()).collect();
    let manual = manual();
    let said = manual.lines().filter_map(|line| line.strip_prefix("| `muster_"));
    let said: BTreeSet<String> =
        said.filter_map(|line| Some(format!("muster_{}", line.split_once('`')?.0))).collect();
    // It comes with the first one.
    let told = told.into_iter().chain(["muster_faults_total"]).collect();
    assert_eq!(said.iter().map(String::as_str).collect::<BTreeSet<_>>(), told);
}

#[test]
fn what_it_links_to_is_there() {
    let text = page("server.md");
    for (at, _) in text.match_indices("](") {
        let link = text[at + 2..].split_once(')').unwrap().0;
        match link.strip_prefix('#') {
            Some(heading) => {
                let headings = text.lines().filter_map(|line| line.strip_prefix('#'));
                let mut named =
                    headings.map(|line| line.trim_matches(['#', ' ']).to_lowercase().replace(' ', "-"));
                assert!(named.any(|named| named == heading), "{link}");
            }
            // The two others are written beside this one.
            None if link.starts_with("server-") => {}
            None => assert!(folder().join(link).exists(), "{link}"),
        }
    }
}
