//! Every text is used, and every text that is asked for is there.

use std::collections::BTreeSet;

use messages::Language;

use crate::catalogue::{Catalogue, files, read, root};
use crate::sources::{Token, names, requests, tokens_under};

/// Where texts are asked for: the app, the command line, and the widget's engine and script.
const FOLDERS: [&str; 4] = ["src", "crates/cli/src", "crates/widget/src", "xtask/src/widget"];

/// The files whose texts have to be used, and by whom. Those about diagnostics are made from the table of codes, and
/// are compared with it where that is.
const FILES: [(&str, &[&str]); 9] = [
    ("app.ftl", &["src"]),
    ("collect.ftl", &["src"]),
    ("devices.ftl", &["src"]),
    ("manage.ftl", &["src"]),
    ("remove.ftl", &["src"]),
    ("rules.ftl", &["src"]),
    ("register.ftl", &["xtask/src/widget"]),
    ("cli.ftl", &["crates/cli/src"]),
    ("widget.ftl", &["crates/widget/src", "xtask/src/widget"]),
];

fn tokens_in(folders: &[&str]) -> Vec<(String, Vec<Token>)> {
    folders.iter().flat_map(|folder| tokens_under(&root().join(folder))).collect()
}

fn all() -> Catalogue {
    let language = Language::default().tag();
    files(language).iter().flat_map(|file| read(language, file)).collect()
}

#[test]
fn what_is_asked_for_is_there() {
    let all = all();
    let mut missing = Vec::new();
    for (path, tokens) in tokens_in(&FOLDERS) {
        for request in requests(&tokens) {
            if !all.keys().any(|id| names(&request.id, id)) {
                missing.push(format!("{path}: {}", request.id));
            }
        }
    }
    assert!(missing.is_empty(), "asked for, but in no file of locales/: {missing:#?}");
}

#[test]
fn every_variable_is_given() {
    let all = all();
    let mut missing = Vec::new();
    for (path, tokens) in tokens_in(&FOLDERS) {
        for request in requests(&tokens) {
            let (Some(given), Some(references)) = (request.names, all.get(&request.id)) else { continue };
            for variable in references.variables.difference(&given) {
                missing.push(format!("{path}: {} without {variable}", request.id));
            }
            for name in given.difference(&references.variables) {
                missing.push(format!("{path}: {} takes no {name}", request.id));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_text_is_used() {
    let language = Language::default().tag();
    let all = all();
    let mut unused = Vec::new();
    for (file, folders) in FILES {
        let sources = tokens_in(folders);
        let literals: BTreeSet<&str> = sources
            .iter()
            .flat_map(|(_, tokens)| tokens)
            .filter_map(|token| match token {
                Token::Literal(text) => Some(text.as_str()),
                Token::Char(_) => None,
            })
            .collect();
        for id in read(language, file).keys() {
            let asked = literals.iter().any(|literal| names(literal, id));
            let referred = all.values().any(|references| references.messages.contains(id));
            if !asked && !referred {
                unused.push(format!("{file}: {id}"));
            }
        }
    }
    assert!(unused.is_empty(), "in locales/, but asked for nowhere: {unused:#?}");
}
