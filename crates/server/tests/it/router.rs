//! Requests made of known parts and of none, in any spelling: whatever they are, the answer is one of Graph's, and the two forms of a
//! key are the same request.

use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, TestRunner};
use serde_json::Value;

use crate::app::TestApp;
use crate::bad_input::check;
use crate::devices::device;

/// The segments of every address that is described.
static KNOWN: LazyLock<Vec<String>> = LazyLock::new(|| {
    let document: Value = serde_json::from_str(muster_server::description()).unwrap();
    let paths = document["paths"].as_object().unwrap();
    let mut known: Vec<String> = paths
        .keys()
        .flat_map(|path| path.split('/'))
        .filter(|part| !part.contains('{'))
        .map(str::to_owned)
        .collect();
    known.sort();
    known.dedup();
    known
});

/// Described addresses with a key, in front of it and behind it.
static KEYED: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let document: Value = serde_json::from_str(muster_server::description()).unwrap();
    let paths = document["paths"].as_object().unwrap();
    let keyed = paths.keys().filter_map(|path| path.split_once("/{id}"));
    keyed.map(|(before, behind)| (before.to_owned(), behind.to_owned())).collect()
});

fn method() -> impl Strategy<Value = String> {
    let known = select(&["GET", "POST", "PATCH", "DELETE", "PUT", "HEAD", "OPTIONS", "TRACE", "QUERY"][..]);
    prop_oneof![9 => known.prop_map(str::to_owned), 1 => "[A-Za-z!#$%&'*+.^_`|~-]{1,12}"]
}

/// What clients may write for the same thing.
fn spelled(text: &str, case: u8) -> String {
    let change = |(at, character): (usize, char)| match (case, at % 2) {
        (1, _) | (2, 0) => character.to_ascii_uppercase(),
        (3, _) => character.to_ascii_lowercase(),
        _ => character,
    };
    text.chars().enumerate().map(change).collect()
}

fn segment() -> impl Strategy<Value = String> {
    let known = (select(&KNOWN[..]), 0..4_u8).prop_map(|(name, case)| spelled(&name, case));
    let key = prop_oneof![
        Just("0f8fad5b-d9cb-469f-a165-70867728950e".to_owned()),
        "[a-zA-Z0-9._~-]{1,8}",
        Just("%00".to_owned()),
        Just("deviceId='x'".to_owned()),
    ];
    prop_oneof![
        6 => known.clone(),
        2 => (known.clone(), key.clone()).prop_map(|(name, key)| format!("{name}('{key}')")),
        1 => (known.clone(), key.clone()).prop_map(|(name, key)| format!("{name}({key})")),
        1 => known.prop_map(|name| format!("microsoft.graph.{name}")),
        3 => key,
        1 => "[a-zA-Z0-9%()'=,;:@!*$&+~._-]{0,10}",
    ]
}

fn options() -> impl Strategy<Value = String> {
    let name = select(
        &[
            "$filter",
            "%24top",
            "$skiptoken",
            "$orderby",
            "$select",
            "$count",
            "$expand",
            "$search",
            "top",
            "$format",
            "$what",
            "",
        ][..],
    );
    let value = prop_oneof![
        select(
            &[
                "",
                "1",
                "0",
                "true",
                "id",
                "serialNumber%20desc",
                "deviceName%20eq%20'a'",
                "MSA",
                "%00",
                "contains(serialNumber,'a')"
            ][..]
        )
        .prop_map(str::to_owned),
        "[a-zA-Z0-9%()'=,;:@!*$+~._-]{0,12}",
    ];
    proptest::collection::vec((name, value).prop_map(|(name, value)| format!("{name}={value}")), 0..4)
        .prop_map(|pairs| if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) })
}

fn body() -> impl Strategy<Value = &'static str> {
    select(
        &["", "{}", "[]", "{\"keepUserData\":true,\"groupTag\":\"x\",\"serialNumbers\":[\"x\"]}", "{a:"][..],
    )
}

fn app() -> TestApp {
    let app = TestApp::new();
    app.import(&[device(1), device(2)]);
    app.settle();
    app
}

fn runner() -> TestRunner {
    let cases = if std::env::var_os("MUSTER_TEST_POSTGRES").is_some() { 512 } else { 4096 };
    TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() })
}

/// An address, where it can be written at all.
fn ask(app: &TestApp, method: &str, address: &str, body: &str) -> Option<crate::app::Reply> {
    address.parse::<axum::http::Uri>().ok()?;
    Some(app.ask(method, address, &[("content-type", "application/json")], body.to_owned()))
}

#[test]
fn whatever_is_asked_is_answered() {
    let app = app();
    let tenant = select(&["", "/tenants/contoso", "/tenants/%00", "/TENANTS/a"][..]);
    let version = select(&["/v1.0", "/beta", "/V1.0", "/agent", "/v2.0", "", "//beta"][..]);
    let segments = proptest::collection::vec(segment(), 0..6).prop_map(|segments| segments.join("/"));
    let asked = (method(), tenant, version, segments, options(), body());
    runner()
        .run(&asked, |(method, tenant, version, segments, options, body)| {
            let address = format!("{tenant}{version}/{segments}{options}");
            if let Some(reply) = ask(&app, &method, &address, body) {
                check(&format!("{method} {address}"), &reply);
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn both_forms_of_a_key_are_the_same() {
    let app = app();
    let there = app.get(crate::app::DEVICES).values()[0]["id"].as_str().unwrap().to_owned();
    let key = prop_oneof![
        2 => Just(there.clone()),
        1 => Just(there.to_uppercase()),
        1 => Just("0f8fad5b-d9cb-469f-a165-70867728950e".to_owned()),
        2 => "[a-zA-Z0-9%._~$:@!*,;-]{1,10}",
        1 => select(&KNOWN[..]),
    ];
    // What is done once can't be done twice.
    let method = select(&["GET", "PATCH", "PUT", "HEAD"][..]);
    let asked = (method, select(&KEYED[..]), key, 0..4_u8, options(), body());
    runner()
        .run(&asked, |(method, (before, behind), key, case, options, body)| {
            let (before, behind) = (spelled(&before, case), spelled(&behind, case));
            let forms = [
                format!("{before}/{key}{behind}{options}"),
                format!("{before}('{key}'){behind}{options}"),
                format!("{before}({key}){behind}{options}"),
                format!("{before}%28%27{key}%27%29{behind}{options}"),
            ];
            let answers = forms.iter().filter_map(|address| {
                let reply = ask(&app, method, address, body)?;
                check(address, &reply);
                let mut answer: Value = serde_json::from_slice(&reply.body).unwrap_or_default();
                if let Some(error) = answer.get_mut("error").and_then(Value::as_object_mut) {
                    error.remove("innerError");
                }
                Some((reply.status, answer))
            });
            let answers: Vec<_> = answers.collect();
            prop_assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "{forms:?}: {answers:?}");
            Ok(())
        })
        .unwrap();
}
