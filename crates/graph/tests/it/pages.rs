//! Collections, page by page.

use graph::{Failure, Verdict};

use crate::{
    client,
    script::{answer, answer_with, lost, run},
};

/// A page with one device of that id, and the address of the next.
fn page(id: &str, next: &str) -> String {
    format!(r#"{{"value": [{{"id": "{id}"}}], "@odata.nextLink": "{next}"}}"#)
}

fn last(id: &str) -> String {
    format!(r#"{{"value": [{{"id": "{id}"}}]}}"#)
}

#[test]
fn the_next_address_is_followed_as_it_stands() {
    for next in [
        "https://graph.example/v1.0/x?$skiptoken=a%20b%27&$top=1",
        "https://graph.example/v1.0/x?$skiptoken=%7b%2B+|'{}[]~!*()",
        "https://other.example:8443/beta/é?ü=ß&$filter=a eq 'b'#c",
        "HTTP://GRAPH.EXAMPLE//v1.0//x/?",
    ] {
        let (client, script) = client([answer(200, &page("1", next)), answer(200, &last("2"))]);
        let devices = run(client.imports().all()).expect("both pages are read");
        assert_eq!(devices.iter().map(|device| device.id.as_str()).collect::<Vec<_>>(), ["1", "2"]);
        assert_eq!(script.addresses()[1], next);
    }
}

#[test]
fn a_circle_is_no_whole() {
    let first = "https://graph.example/v1.0/deviceManagement/importedWindowsAutopilotDeviceIdentities";
    let second = "https://graph.example/v1.0/second";
    for pages in [
        vec![page("1", first)],
        vec![page("1", second), page("2", first)],
        vec![page("1", second), page("2", second)],
    ] {
        let (client, script) = client(pages.iter().map(|page| answer(200, page)));
        let failure = run(client.imports().all()).expect_err("a part is not passed for the whole");
        assert!(matches!(failure, Failure::Unreadable { .. }), "{failure:?}");
        assert_eq!(script.addresses().len(), pages.len());
    }
}

#[test]
fn an_empty_link_ends() {
    let (client, _) = client([answer(200, &page("1", ""))]);
    assert_eq!(run(client.imports().all()).expect("the page is read").len(), 1);
}

#[test]
fn a_page_that_failed_can_be_asked_for_again() {
    let next = "https://graph.example/v1.0/x?$skiptoken=2";
    let (client, script) = client([
        answer(200, &page("1", next)),
        answer(503, ""),
        lost(),
        answer(200, r#"{"value": "#),
        answer_with(200, &[("request-id", "r"), ("muster-poll-after", "5")], &last("2")),
    ]);
    let mut pages = client.imports();
    let ids = |page: Vec<graph::wire::ImportedWindowsAutopilotDeviceIdentity>| {
        page.into_iter().map(|device| device.id).collect::<Vec<_>>()
    };
    let first = run(pages.next()).expect("it is read").expect("there is one");
    assert_eq!(ids(first.value), ["1"]);
    for _ in 0..3 {
        assert_eq!(run(pages.next()).map_err(|failure| failure.verdict()), Err(Verdict::Uncertain(None)));
    }
    let second = run(pages.next()).expect("it is read").expect("there is one");
    assert_eq!(second.request_id.as_deref(), Some("r"));
    assert_eq!(second.poll_after.map(|wait| wait.as_secs()), Some(5));
    assert_eq!(ids(second.value), ["2"]);
    assert_eq!(run(pages.next()), Ok(None));
    assert_eq!(run(pages.next()), Ok(None));
    assert_eq!(script.addresses()[1..], [next; 4]);
}

#[test]
fn a_page_that_fails_fails_the_whole() {
    let (client, _) = client([answer(200, &page("1", "https://graph.example/v1.0/x")), answer(403, "")]);
    assert_eq!(run(client.imports().all()).map_err(|failure| failure.verdict()), Err(Verdict::Rejected));
}

#[test]
fn changes_lead_to_later_ones() {
    let first =
        r#"{"value": [{"id": "1", "deviceName": "A"}], "@odata.nextLink": "https://graph.example/next"}"#;
    let last = r#"{"value": [{"id": "2", "@removed": {"reason": "deleted"}}, {"id": "3", "@removed": {}}],
        "@odata.deltaLink": "https://graph.example/later"}"#;
    let (client, script) = client([answer(200, first), answer(200, last), answer(200, r#"{"value": []}"#)]);
    let mut pages = client.managed_changes(None);
    let page = run(pages.next()).expect("it is there").expect("there is one").value;
    assert_eq!((page[0].item.id.as_str(), &page[0].removed), ("1", &None));
    assert_eq!(pages.delta_link(), None);
    let page = run(pages.next()).expect("it is there").expect("there is one").value;
    assert!(page.iter().all(|item| item.removed.is_some()) && page[1].item.id == "3");
    let later = pages.delta_link().expect("there will be changes").to_owned();
    assert!(run(client.managed_changes(Some(&later)).all()).expect("it is there").is_empty());
    assert_eq!(script.addresses()[2], "https://graph.example/later");
}
