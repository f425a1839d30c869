//! Pages.

use std::collections::HashSet;

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::app::{DEVICES, TestApp};

fn make(app: &TestApp, number: usize) -> String {
    // Serial numbers in another order than that of arrival.
    let made = app.post(DEVICES, &json!({ "serialNumber": format!("P-{:03}", number * 37 % 101) }));
    made.json()["id"].as_str().unwrap().to_owned()
}

fn id(device: &Value) -> String {
    device["id"].as_str().unwrap().to_owned()
}

#[test]
fn the_next_page_is_the_same_question() {
    let app = TestApp::new();
    for number in 0..3 {
        make(&app, number);
    }
    let query = "$top=2&$select=id&$filter=contains(serialNumber,'p-')&$count=true";
    let ask = |address: &str| {
        app.ask("GET", address, &[("host", "localhost:99"), ("x-forwarded-proto", "https")], "")
    };
    let first = ask(&format!("{DEVICES}?{query}")).json();
    let link = first["@odata.nextLink"].as_str().unwrap();
    assert_eq!(link, format!("https://localhost:99{DEVICES}?{query}&$skiptoken=MiA"));
    let second = ask(link).json();
    assert_eq!(second["@odata.count"], 3);
    assert_eq!(second["value"].as_array().unwrap().len(), 1);
    assert_eq!(second["value"][0].as_object().unwrap().len(), 1);
    assert_eq!(second["@odata.nextLink"], Value::Null);
    let forwarded =
        app.ask("GET", &format!("{DEVICES}?$top=1"), &[("x-forwarded-host", "graph.contoso.com")], "");
    assert!(forwarded.text().contains("http://graph.contoso.com/v1.0/deviceManagement/"));
}

#[test]
fn a_full_last_page_has_no_next_one() {
    let app = TestApp::new();
    make(&app, 1);
    make(&app, 2);
    assert_eq!(app.get(&format!("{DEVICES}?$top=2")).json()["@odata.nextLink"], Value::Null);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// What is there from the first page to the last comes once, in order, whatever comes and goes meanwhile.
    #[test]
    fn nothing_is_missed_or_repeated(
        top in 1_usize..6,
        order in prop::sample::select(vec!["", "&$orderby=serialNumber", "&$orderby=serialNumber desc"]),
        between in prop::collection::vec((any::<bool>(), any::<prop::sample::Index>()), 0..30),
    ) {
        let app = TestApp::new();
        let mut present: Vec<String> = (0..20).map(|number| make(&app, number)).collect();
        let at_first: HashSet<String> = present.iter().cloned().collect();
        let mut between = between.into_iter();
        let mut seen: Vec<Value> = Vec::new();
        let mut next = Some(format!("{DEVICES}?$top={top}{}", order.replace(' ', "%20")));
        while let Some(address) = next {
            let page = app.get(&address);
            seen.extend(page.values());
            next = page.json()["@odata.nextLink"].as_str().map(str::to_owned);
            if let Some((comes, which)) = between.next() {
                if comes {
                    present.push(make(&app, 20 + seen.len() + present.len()));
                } else {
                    let gone = present.remove(which.index(present.len()));
                    app.delete(&format!("{DEVICES}/{gone}"));
                }
            }
        }
        let ids: Vec<String> = seen.iter().map(id).collect();
        let distinct: HashSet<String> = ids.iter().cloned().collect();
        prop_assert_eq!(distinct.len(), ids.len(), "nothing comes twice");
        for stayed in present.iter().filter(|id| at_first.contains(*id)) {
            prop_assert!(distinct.contains(stayed), "what stayed was seen");
        }
        let serials: Vec<&str> = seen.iter().map(|device| device["serialNumber"].as_str().unwrap()).collect();
        match order {
            "&$orderby=serialNumber" => prop_assert!(serials.is_sorted()),
            "&$orderby=serialNumber desc" => prop_assert!(serials.iter().rev().is_sorted()),
            _ => {}
        }
    }
}
