//! No answer makes the client panic, and what it says holds together.

use graph::{
    Backoff, BatchItem, Failure, Method, Response, Version, literal, percent_encoded, retry_after,
    serial_probe,
};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::{client, script::run};

/// Bytes that are often nearly JSON of the right shape.
fn body() -> impl Strategy<Value = Vec<u8>> {
    let pieces = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "\"",
        "null",
        "1",
        "-1e999",
        "\"value\":",
        "\"error\":",
        "\"id\":",
        "\"0\"",
        "\"status\":",
        "\"responses\":",
        "\"message\":",
        "\"state\":",
        "\"headers\":",
        "\"@odata.nextLink\":",
        "\\u0000",
        "é",
    ]);
    prop_oneof![vec(any::<u8>(), 0..200), vec(pieces, 0..30).prop_map(|pieces| pieces.concat().into_bytes()),]
}

/// A text such as a service might send as a time.
fn time() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[0-9]{0,25}\\.?[0-9]{0,25}",
        "[A-Z][a-z]{2}, -?[0-9]{1,20} (Jan|Feb|Dec) -?[0-9]{1,20} [0-9]{1,20}:[0-9]{1,20}:[0-9]{1,20} GMT",
        "Sat, [0-9]{2} Nov [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT",
    ]
}

fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        if byte == b'%' {
            let (digits, after) = rest.split_at_checked(2)?;
            bytes.push(u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?);
            rest = after;
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

proptest! {
    #[test]
    fn any_body_is_answered(status in prop_oneof![Just(200_u16), Just(429), any::<u16>()], body in body()) {
        let response = Response { status, headers: Vec::new(), body };
        let ask = || client((0..8).map(|_| Ok(response.clone()))).0;
        let item = BatchItem { method: Method::Get, url: "/x".to_owned(), request_id: None, body: None };
        let failures = [
            run(ask().import("intent", Vec::new())).err(),
            run(ask().batch(Version::V1, "intent", &[item])).err(),
            run(ask().imports().all()).err(),
            run(ask().registered_by_serial("ABC1")).err(),
            run(ask().autopilot_settings()).err(),
        ];
        let success = (200..=299).contains(&status);
        for failure in failures {
            let unreadable = matches!(failure, None | Some(Failure::Unreadable { .. }));
            let refused = failure == Some(Failure::of(&response));
            prop_assert_eq!((unreadable, refused), (success, !success));
        }
    }

    #[test]
    fn what_cannot_be_read_is_not_repeated(secret in "[A-Za-z0-9]{40,60}", place in 0..4_usize) {
        let body = [
            format!("\"{secret}\""),
            format!("{{\"value\": \"{secret}\"}}"),
            format!("{{\"value\": [\"{secret}\"]}}"),
            format!("{{\"value\": [{{\"state\": \"{secret}\"}}]}}"),
        ];
        let response = Response { status: 200, headers: Vec::new(), body: body[place].clone().into_bytes() };
        let (client, _) = client([Ok(response)]);
        let failure = run(client.import("intent", Vec::new())).expect_err("it can't be read");
        let said = format!("{failure} {failure:?}");
        prop_assert!(!said.contains(&secret));
    }

    #[test]
    fn any_time_to_wait_is_read_or_not(value in time(), date in prop::option::of(time())) {
        let wait = retry_after(&value, date.as_deref());
        if let Ok(seconds) = value.parse::<u32>() {
            prop_assert_eq!(wait.map(|wait| wait.as_millis()), Some(u128::from(seconds) * 1000));
        }
    }

    #[test]
    fn a_wait_lies_in_the_upper_half_of_what_is_due(failed in any::<u32>(), chance in any::<u64>()) {
        let backoff = Backoff::default();
        let wait = backoff.delay(failed, chance);
        prop_assert!(backoff.first / 2 <= wait && wait <= backoff.limit);
    }

    #[test]
    fn encoded_texts_can_be_decoded(text in any::<String>()) {
        let encoded = percent_encoded(&text);
        prop_assert!(encoded.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~%".contains(&byte)));
        prop_assert_eq!(decoded(&encoded), Some(text));
    }

    #[test]
    fn literals_end_where_they_end(text in any::<String>()) {
        let literal = literal(&text);
        let inner = &literal[1..literal.len() - 1];
        prop_assert_eq!(inner.replace("''", "'"), text);
        prop_assert_eq!(inner.matches('\'').count() % 2, 0);
    }

    #[test]
    fn a_probe_is_part_of_its_serial(serial in "[ -~é]{0,60}") {
        match serial_probe(&serial) {
            Some(probe) => {
                prop_assert!(serial.contains(probe));
                prop_assert!(probe.bytes().all(|byte| byte.is_ascii_alphanumeric()));
            }
            None => prop_assert!(!serial.bytes().any(|byte| byte.is_ascii_alphanumeric())),
        }
    }
}
