//! The bodies of registrations.

use graph::wire::ImportedWindowsAutopilotDeviceIdentity;
use outbox::{Payload, Row, RowStatus, row_json, same_serial};
use proptest::prelude::*;

fn object(serial: &str, key: &str, hash: &str, tag: &str, user: &str) -> Vec<u8> {
    let (mut object, tail) = row_json(serial, key, tag, user);
    object.extend_from_slice(hash.as_bytes());
    object.extend_from_slice(&tail);
    object
}

#[test]
fn an_object_is_what_the_service_takes() {
    let object = String::from_utf8(object("S-1", "", "T0E=", "Kiosk", "user@contoso.com")).unwrap();
    insta::assert_snapshot!(object, @r##"{"@odata.type":"#microsoft.graph.importedWindowsAutopilotDeviceIdentity","groupTag":"Kiosk","serialNumber":"S-1","productKey":"","assignedUserPrincipalName":"user@contoso.com","hardwareIdentifier":"T0E="}"##);
}

#[test]
fn objects_are_found_again_by_their_rows() {
    let mut payload = Payload::default();
    let objects = [object("A", "", "T0E=", "", ""), object("B", "", "T0E=", "long tag", "")];
    for bytes in &objects {
        let span = payload.push(bytes);
        let row = Row {
            serial: String::new(),
            group_tag: String::new(),
            user: String::new(),
            span,
            status: RowStatus::Waiting,
            since: 0,
            import: None,
        };
        assert_eq!(payload.object(&row), Some(bytes.as_slice()));
        let beyond = Row { span: (span.0, span.1 + 10_000), ..row };
        assert_eq!(
            payload.object(&beyond),
            None,
            "a payload that doesn't fit its rows is no reason to panic"
        );
    }
}

#[test]
fn serials_are_the_same_whatever_their_case() {
    for (one, other, same) in [
        ("abc", "ABC", true),
        (" abc ", "abc", true),
        ("abc", "abd", false),
        ("", "", true),
        ("ab c", "abc", false),
    ] {
        assert_eq!(same_serial(one, other), same, "{one:?} {other:?}");
    }
}

proptest! {
    #[test]
    fn any_text_arrives_as_it_is(serial: String, key: String, tag: String, user: String) {
        let object = object(&serial, &key, "T0E=", &tag, &user);
        let read: ImportedWindowsAutopilotDeviceIdentity = serde_json::from_slice(&object).unwrap();
        prop_assert_eq!(read.serial_number.as_deref(), Some(serial.as_str()));
        prop_assert_eq!(read.product_key.as_deref(), Some(key.as_str()));
        prop_assert_eq!(read.group_tag.as_deref(), Some(tag.as_str()));
        prop_assert_eq!(read.assigned_user_principal_name.as_deref(), Some(user.as_str()));
        prop_assert_eq!(read.hardware_identifier.as_deref(), Some("T0E="));
    }
}
