//! Several requests in one.

use std::time::Duration;

use graph::{Answer, BatchItem, Failure, MAX_BATCH, Method, Verdict, Version, import_path};
use serde_json::{Value, json};

use crate::{
    client,
    script::{answer_with, lost, run},
};

type Results = Vec<Result<Answer<Option<Value>>, Failure>>;

fn items(count: usize) -> Vec<BatchItem> {
    let item = |at: usize| BatchItem {
        method: Method::Get,
        url: import_path(&at.to_string()),
        request_id: None,
        body: None,
    };
    (0..count).map(item).collect()
}

/// What becomes of so many requests when the service gives these answers.
fn results(count: usize, headers: &[(&str, &str)], responses: &Value) -> Results {
    let body = json!({ "responses": responses }).to_string();
    let (client, _) = client([answer_with(200, headers, &body)]);
    run(client.batch(Version::V1, "intent", &items(count))).expect("the batch is answered")
}

fn bodies(results: &Results) -> Vec<Option<Value>> {
    results.iter().map(|result| result.as_ref().ok().and_then(|answer| answer.value.clone())).collect()
}

#[test]
fn results_stand_in_the_order_of_the_requests() {
    let results = results(
        3,
        &[],
        &json!([
            {"id": "2", "status": 200, "body": "c"},
            {"id": "0", "status": 201, "body": "a"},
            {"id": "1", "status": 204},
        ]),
    );
    assert_eq!(bodies(&results), [Some(json!("a")), None, Some(json!("c"))]);
    assert!(results.iter().all(Result::is_ok));
}

#[test]
fn an_answer_that_is_missing_is_lost() {
    let results = results(2, &[], &json!([{"id": "1", "status": 200, "body": "b"}]));
    assert!(matches!(results[0], Err(Failure::Lost(_))));
    assert_eq!(results[0].as_ref().map_err(Failure::verdict), Err(Verdict::Uncertain(None)));
    assert_eq!(bodies(&results), [None, Some(json!("b"))]);
}

#[test]
fn answers_that_nobody_asked_for_are_nobodys() {
    for id in ["1", "01", "+0", " 0", "-0", "", "x", "99999999999999999999999"] {
        let results = results(1, &[], &json!([{"id": id, "status": 200, "body": "b"}]));
        assert!(matches!(results[0], Err(Failure::Lost(_))), "{id:?}");
    }
}

#[test]
fn the_last_of_two_answers_counts() {
    let twice = json!([{"id": "0", "status": 429}, {"id": "0", "status": 200, "body": "b"}]);
    assert_eq!(bodies(&results(1, &[], &twice)), [Some(json!("b"))]);
}

#[test]
fn each_is_as_if_asked_for_alone() {
    let results = results(
        3,
        &[("Date", "Sat, 21 Nov 2026 14:46:48 GMT"), ("request-id", "whole"), ("muster-server", "0.1.0")],
        &json!([
            {"id": "0", "status": 429, "headers": {"Retry-After": "2.128", "request-id": "item"}},
            {"id": "1", "status": 503, "headers": {"retry-after": "Sat, 21 Nov 2026 14:47:18 GMT"},
             "body": {"error": {"code": "ServiceUnavailable", "message": "m"}}},
            {"id": "2", "status": 200, "headers": {"Request-Id": "item"}},
        ]),
    );
    let throttled = results[0].as_ref().expect_err("it is throttled");
    assert_eq!(throttled.verdict(), Verdict::Retry(Some(Duration::from_millis(2_128))));
    assert_eq!(throttled.request_id(), Some("item"));
    let unavailable = results[1].as_ref().expect_err("it is refused");
    assert_eq!(unavailable.verdict(), Verdict::Uncertain(Some(Duration::from_secs(30))));
    assert_eq!(unavailable.request_id(), Some("whole"));
    insta::assert_snapshot!(unavailable, @"503 ServiceUnavailable: m");
    let done = results[2].as_ref().expect("it is done");
    assert_eq!(done.request_id.as_deref(), Some("item"));
    assert_eq!(done.server.as_deref(), Some("0.1.0"));
}

#[test]
fn the_whole_may_fail() {
    for (step, verdict) in [
        (lost(), Verdict::Uncertain(None)),
        (answer_with(429, &[("Retry-After", "3")], ""), Verdict::Retry(Some(Duration::from_secs(3)))),
        (answer_with(200, &[], "{}"), Verdict::Uncertain(None)),
        (answer_with(200, &[], r#"{"responses": null}"#), Verdict::Uncertain(None)),
    ] {
        let (client, _) = client([step]);
        let failed = run(client.batch(Version::Beta, "intent", &items(1))).expect_err("it fails");
        assert_eq!(failed.verdict(), verdict);
    }
}

#[test]
fn as_many_as_fit() {
    assert_eq!(results(MAX_BATCH, &[], &json!([])).len(), MAX_BATCH);
}

#[test]
#[should_panic(expected = "a batch holds at most 20 requests")]
fn one_more_is_a_mistake() {
    results(MAX_BATCH + 1, &[], &json!([]));
}
