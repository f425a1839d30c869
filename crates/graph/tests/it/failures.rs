//! What an answer that isn't a success means.

use std::time::Duration;

use graph::{Failure, Refusal, Response, Verdict};
use serde_json::json;

use crate::{
    client,
    script::{answer, answer_with, lost, run},
};

fn response(status: u16, headers: &[(&str, &str)], body: &str) -> Response {
    answer_with(status, headers, body).expect("it is an answer")
}

fn refusal(response: &Response) -> Refusal {
    match Failure::of(response) {
        Failure::Refused(refusal) => refusal,
        other => panic!("not a refusal: {other}"),
    }
}

#[test]
fn every_status_has_its_verdict() {
    const RETRY: Verdict = Verdict::Retry(None);
    const UNCERTAIN: Verdict = Verdict::Uncertain(None);
    for (status, verdict) in [
        (304, Verdict::Rejected),
        (400, Verdict::Rejected),
        (401, Verdict::SignIn),
        (403, Verdict::Rejected),
        (404, Verdict::Rejected),
        (405, Verdict::Rejected),
        (406, Verdict::Rejected),
        (408, RETRY),
        (409, RETRY),
        (410, Verdict::Rejected),
        (411, Verdict::Rejected),
        (412, Verdict::Approval),
        (413, Verdict::Rejected),
        (415, Verdict::Rejected),
        (416, Verdict::Rejected),
        (422, Verdict::Rejected),
        (423, RETRY),
        (424, Verdict::Rejected),
        (425, RETRY),
        (429, RETRY),
        (500, UNCERTAIN),
        (501, Verdict::Rejected),
        (502, UNCERTAIN),
        (503, UNCERTAIN),
        (504, UNCERTAIN),
        (505, Verdict::Rejected),
        (507, UNCERTAIN),
        (509, RETRY),
    ] {
        let failure = Failure::of(&response(status, &[], ""));
        assert_eq!(failure.verdict(), verdict, "{status}");
        assert_eq!(failure.is_not_found(), status == 404, "{status}");
    }
}

#[test]
fn a_condition_that_is_not_met_yet_is_no_approval() {
    for (code, verdict) in [
        ("ConditionNotMet", Verdict::Retry(None)),
        ("conditionnotmet", Verdict::Retry(None)),
        ("PreconditionFailed", Verdict::Approval),
    ] {
        let body = json!({"error": {"code": code}}).to_string();
        assert_eq!(Failure::of(&response(412, &[], &body)).verdict(), verdict, "{code}");
    }
}

#[test]
fn the_wait_is_read_where_it_can_be() {
    const DATE: (&str, &str) = ("Date", "Sat, 21 Nov 2026 14:46:48 GMT");
    for (headers, millis) in [
        (&[][..], None),
        (&[("Retry-After", "30")], Some(30_000)),
        (&[("retry-after", "2.128")], Some(2_128)),
        (&[("RETRY-AFTER", "Sat, 21 Nov 2026 14:47:18 GMT"), DATE], Some(30_000)),
        (&[("Retry-After", "Sat, 21 Nov 2026 14:47:18 GMT")], None),
        (&[("Retry-After", "soon"), DATE], None),
        (&[("Retry-After", "")], None),
    ] {
        let wait = millis.map(Duration::from_millis);
        assert_eq!(Failure::of(&response(429, headers, "")).verdict(), Verdict::Retry(wait), "{headers:?}");
        let unsure = Failure::of(&response(503, headers, "")).verdict();
        assert_eq!(unsure, Verdict::Uncertain(wait), "{headers:?}");
    }
}

#[test]
fn intune_puts_json_into_the_message() {
    for (inner, header, message, millis) in [
        (json!({"_version": 3, "Message": "An error", "RetryAfter": null}), None, "An error", None),
        (json!({"Message": "An error", "RetryAfter": 30}), None, "An error", Some(30_000)),
        (json!({"Message": "An error", "RetryAfter": "2.5"}), None, "An error", Some(2_500)),
        (json!({"Message": "An error", "RetryAfter": 2.5}), None, "An error", Some(2_500)),
        (json!({"Message": "An error", "RetryAfter": "soon"}), None, "An error", None),
        (json!({"Message": "An error", "RetryAfter": {"a": 1}}), None, "An error", None),
        (json!({"Message": "An error", "RetryAfter": -1}), None, "An error", None),
        (json!({"Message": "An error", "RetryAfter": 30}), Some("7"), "An error", Some(7_000)),
        (json!({"Message": "An error", "RetryAfter": 30}), Some("soon"), "An error", Some(30_000)),
        (json!({"CustomApiErrorPhrase": "x"}), None, r#"{"CustomApiErrorPhrase":"x"}"#, None),
        (json!([7]), None, "[7]", None),
        (json!(null), None, "null", None),
    ] {
        let body = json!({"error": {"code": "BadRequest", "message": inner.to_string()}}).to_string();
        let headers: Vec<_> = header.map(|value| ("Retry-After", value)).into_iter().collect();
        let refusal = refusal(&response(429, &headers, &body));
        assert_eq!(refusal.message, message, "{inner}");
        assert_eq!(refusal.verdict, Verdict::Retry(millis.map(Duration::from_millis)), "{inner}");
    }
}

#[test]
fn a_refusal_says_what_it_can() {
    let error = r#"{"error": {"code": "c", "message": "m", "innerError": {"request-id": "inner"}}}"#;
    let no_id = r#"{"error": {"code": "c", "message": "m", "innererror": {"request-id": ""}}}"#;
    for (headers, body, code, message, request_id) in [
        (&[("request-id", "header")][..], error, "c", "m", Some("header")),
        (&[], error, "c", "m", Some("inner")),
        (&[], no_id, "c", "m", None),
        (&[("Request-Id", "header")], "", "", "", Some("header")),
        (&[], "", "", "", None),
        (&[], "{}", "", "", None),
        (&[], "null", "", "", None),
        (&[], "[]", "", "", None),
        (&[], "<html><body>Bad gateway</body></html>", "", "", None),
        (&[], r#"{"error": "invalid_client"}"#, "", "", None),
        (&[], r#"{"error": {"code": "c""#, "", "", None),
    ] {
        let refusal = refusal(&response(400, headers, body));
        let said = (refusal.code.as_str(), refusal.message.as_str(), refusal.request_id.as_deref());
        assert_eq!(said, (code, message, request_id), "{body}");
    }
}

#[test]
fn nobody_knows_what_became_of_a_request_that_was_lost() {
    let (client, _) = client([lost()]);
    let failure = run(client.imported("a")).expect_err("there is no answer");
    assert_eq!(failure.verdict(), Verdict::Uncertain(None));
    assert_eq!(failure.request_id(), None);
    assert!(!failure.is_not_found());
    insta::assert_snapshot!(failure, @"no answer: the connection was closed");
}

#[test]
fn a_success_that_cannot_be_read_is_known_by_its_place() {
    let secret = "T0EXAMPLE";
    for (body, words) in [
        (String::new(), "it ends too early, line 1 column 0"),
        ("<html>".to_owned(), "not JSON, line 1 column 1"),
        (r#"{"value": [{"id": "#.to_owned(), "it ends too early, line 1 column 18"),
        (format!(r#"{{"value": ["{secret}"]}}"#), "something else than expected, line 1 column 22"),
        (
            format!("{{\"value\": [\n{{\"id\": {{\"{secret}\": 1}}}}]}}"),
            "something else than expected, line 2 column 7",
        ),
        (format!(r#"{{"value": "{secret}"}}"#), "something else than expected, line 1 column 21"),
    ] {
        let (client, _) = client([answer_with(200, &[("request-id", "r")], &body)]);
        let failure = run(client.import("intent", Vec::new())).expect_err("it can't be read");
        let wanted = Failure::Unreadable { words: words.to_owned(), request_id: Some("r".to_owned()) };
        assert_eq!(failure, wanted, "{body}");
        assert_eq!(failure.verdict(), Verdict::Uncertain(None));
        assert_eq!(failure.request_id(), Some("r"));
        assert!(!failure.to_string().contains(secret));
    }
}

#[test]
fn an_answer_without_a_body_needs_none() {
    for status in [200, 202, 204] {
        let (client, _) = client([answer_with(status, &[("request-id", "r")], "<html>")]);
        let answer = run(client.sync_autopilot("intent")).expect("it is a success");
        assert_eq!(answer.request_id.as_deref(), Some("r"));
    }
    let (client, _) = client([answer(199, ""), answer(300, "")]);
    for _ in 0..2 {
        assert_eq!(
            run(client.sync_autopilot("intent")).map_err(|failure| failure.verdict()),
            Err(Verdict::Rejected)
        );
    }
}

#[test]
fn what_waits_for_a_second_administrator_names_its_request() {
    const CODE: &str = "6b4c183f-7a51-4e4e-84fc-1b1bb17ad5c4";
    let header = [("X-MSFT-Approval-Code", CODE)];
    let named = format!("Approval Required. x-msft-approval-code: {CODE}");
    let reason = "Header 'x-msft-approval-justification' is required to request approval";
    for (status, headers, message, verdict, code) in [
        (412, &header[..], "", Verdict::Approval, Some(CODE)),
        (412, &[], named.as_str(), Verdict::Approval, Some(CODE)),
        (400, &[], named.as_str(), Verdict::Approval, Some(CODE)),
        (403, &[], named.as_str(), Verdict::Approval, Some(CODE)),
        (412, &[("x-msft-approval-code", "no code")], "", Verdict::Approval, None),
        (412, &[], "x-msft-approval-code: 6b4c183fé7a51", Verdict::Approval, None),
        (403, &[], "The header x-msft-approval-code is unknown", Verdict::Rejected, None),
        (403, &[], reason, Verdict::Justification, None),
        (400, &[], reason, Verdict::Justification, None),
        (429, &header[..], "", Verdict::Retry(None), Some(CODE)),
    ] {
        let body = serde_json::json!({ "error": { "code": "ApprovalRequired", "message": message } });
        let refusal = refusal(&response(status, headers, &body.to_string()));
        assert_eq!(
            (refusal.verdict, refusal.approval_code.as_deref()),
            (verdict, code),
            "{status} {message}"
        );
    }
}
