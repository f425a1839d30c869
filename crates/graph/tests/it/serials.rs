//! Looking for a serial number.

use graph::Verdict;

use crate::{
    client,
    script::{answer, run},
};

const ALL: &str = "https://graph.example/beta/deviceManagement/windowsAutopilotDeviceIdentities";

/// Devices with these serial numbers.
fn devices(serials: &[&str]) -> String {
    let devices: Vec<_> =
        serials.iter().map(|serial| serde_json::json!({ "serialNumber": serial })).collect();
    serde_json::json!({ "value": devices }).to_string()
}

#[test]
fn what_is_found_is_compared_here() {
    for (serial, sent, wanted) in [
        ("ABC1", vec!["ABC1", "ABC12", "XABC1"], vec!["ABC1"]),
        ("abc1", vec!["ABC1"], vec!["ABC1"]),
        (" ABC1 ", vec!["ABC1 "], vec!["ABC1 "]),
        ("5CG-1", vec!["5CG-1", "5CG1"], vec!["5CG-1"]),
        ("VMware-56 4d", vec!["VMware-56 4d", "VMware-56 4e"], vec!["VMware-56 4d"]),
        ("ABC1", vec!["ABC1", "abc1"], vec!["ABC1", "abc1"]),
        ("ABC1", vec![], vec![]),
    ] {
        let (client, script) = client([answer(200, &devices(&sent))]);
        let found = run(client.registered_by_serial(serial)).expect("it is answered");
        let found: Vec<_> = found.iter().filter_map(|device| device.v1.serial_number.as_deref()).collect();
        assert_eq!(found, wanted, "{serial}");
        assert!(script.addresses()[0].starts_with(&format!("{ALL}?$filter=contains%28serialNumber%2C%27")));
    }
}

#[test]
fn all_are_read_where_a_part_is_refused_or_there_is_none() {
    let refused = answer(400, r#"{"error": {"code": "BadRequest"}}"#);
    let (refusing, script) = client([refused, answer(200, &devices(&["ABC-2", "ABC-1"]))]);
    assert_eq!(run(refusing.registered_by_serial("ABC-1")).expect("it is answered").len(), 1);
    assert_eq!(script.addresses()[1], ALL);

    let (odd, script) = client([answer(200, &devices(&["é-é", "ABC-1"]))]);
    assert_eq!(run(odd.registered_by_serial("é-é")).expect("it is answered").len(), 1);
    assert_eq!(script.addresses(), [ALL]);
}

#[test]
fn another_refusal_is_one() {
    for (status, verdict) in [(403, Verdict::Rejected), (401, Verdict::SignIn), (429, Verdict::Retry(None))] {
        let (client, script) = client([answer(status, "")]);
        let found = run(client.registered_by_serial("ABC1")).map_err(|failure| failure.verdict());
        assert_eq!(found, Err(verdict), "{status}");
        assert_eq!(script.addresses().len(), 1);
    }
}
