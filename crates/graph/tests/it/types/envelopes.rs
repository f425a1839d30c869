//! What stands around devices.

use std::collections::BTreeMap;

use graph::wire::{
    BatchRequest, BatchRequests, BatchResponse, BatchResponses, Collection, ErrorBody, ErrorDetail,
    ErrorEnvelope, ImportState, InnerError, IntuneMessage,
};
use serde_json::json;

use super::{ID, OTHER_ID, some, written};

fn error() -> ErrorBody {
    ErrorBody {
        code: "TooManyRequests".to_owned(),
        message: "Please retry again later.".to_owned(),
        target: some("devices"),
        details: vec![ErrorDetail {
            code: "429".to_owned(),
            message: "Too many".to_owned(),
            target: some("device"),
        }],
        inner_error: Some(InnerError {
            date: some("2026-11-21T14:46:48"),
            request_id: some(ID),
            client_request_id: some(OTHER_ID),
        }),
    }
}

#[test]
fn a_page() {
    written!(Collection {
        context: some("https://graph.example/v1.0/$metadata#devices"),
        count: Some(2),
        value: vec![ImportState::default()],
        next_link: some("https://graph.example/v1.0/devices?$skiptoken=2"),
    });
}

#[test]
fn a_last_page() {
    written!(Collection::<ImportState> { context: None, count: None, value: Vec::new(), next_link: None });
}

#[test]
fn an_error() {
    written!(ErrorEnvelope { error: error() });
}

#[test]
fn a_bare_error() {
    written!(ErrorEnvelope::default());
}

#[test]
fn what_intune_puts_into_a_message() {
    written!(IntuneMessage {
        message: "An error has occurred".to_owned(),
        custom_api_error_phrase: "TooMany".to_owned(),
        retry_after: Some(json!(30)),
    });
}

#[test]
fn the_body_of_a_batch() {
    let headers = BTreeMap::from([("Content-Type".to_owned(), "application/json".to_owned())]);
    written!(BatchRequests {
        requests: vec![
            BatchRequest {
                id: "0".to_owned(),
                method: "POST".to_owned(),
                url: "/devices".to_owned(),
                headers,
                body: Some(json!({"groupTag": "Sales"})),
                depends_on: Some(vec!["1".to_owned()]),
            },
            BatchRequest {
                id: "1".to_owned(),
                method: "GET".to_owned(),
                url: "/devices".to_owned(),
                ..BatchRequest::default()
            },
        ],
    });
}

#[test]
fn the_answer_to_a_batch() {
    let headers = BTreeMap::from([("Retry-After".to_owned(), "2.128".to_owned())]);
    written!(BatchResponses {
        responses: vec![
            BatchResponse {
                id: "0".to_owned(),
                status: 429,
                headers,
                body: Some(json!({"error": {"code": "TooManyRequests"}})),
            },
            BatchResponse { id: "1".to_owned(), status: 204, ..BatchResponse::default() },
        ],
    });
}
