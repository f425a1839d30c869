//! What comes with an answer.

use graph::wire::beta::SyncStatus;

use crate::{
    client,
    script::{answer, answer_with, run},
};

#[test]
fn headers_say_who_answered_and_when_to_ask_again() {
    for (headers, server, replayed, millis) in [
        (&[][..], None, false, None),
        (&[("muster-server", "0.1.0"), ("muster-poll-after", "2.5")], Some("0.1.0"), false, Some(2_500)),
        (&[("Muster-Server", "0.1.0"), ("Muster-Replayed", "true")], Some("0.1.0"), true, None),
        (&[("muster-poll-after", "soon")], None, false, None),
    ] {
        let (client, _) = client([answer_with(200, headers, "{}")]);
        let answer = run(client.imported("a")).expect("it is there");
        assert_eq!(answer.server.as_deref(), server);
        assert_eq!(answer.replayed, replayed);
        assert_eq!(answer.poll_after.map(|wait| wait.as_millis()), millis);
    }
}

#[test]
fn settings_are_read_plain_and_wrapped() {
    for body in [
        r#"{"@odata.context": "…", "id": "a", "syncStatus": "Completed"}"#,
        r#"{"value": {"id": "a", "syncStatus": "completed"}}"#,
    ] {
        let (client, _) = client([answer(200, body)]);
        let settings = run(client.autopilot_settings()).expect("they are there").value;
        assert_eq!((settings.id.as_str(), settings.sync_status), ("a", SyncStatus::Completed), "{body}");
    }
}
