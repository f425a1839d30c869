//! Which records are of one device.

use lifecycle::Tick;
use lifecycle::removal::{
    Group, Identity, Match, Place, Record, RecordRef, Unclear, identify, is_telling, same_serial,
};
use proptest::prelude::*;

use super::{SERIAL, identity_of, records};

fn hand() -> Tick {
    Tick { at: 7, by: "Ada".to_owned() }
}

fn at(place: Place, id: &str) -> RecordRef {
    RecordRef { place, id: id.to_owned() }
}

#[test]
fn dr_9_records_are_joined_by_id() {
    let identity = identity_of(&records());
    let found: Vec<_> =
        identity.members.iter().map(|member| (member.record.at.clone(), member.by.clone())).collect();
    let chosen = at(Place::Autopilot, "a-1");
    assert_eq!(found.len(), 4);
    assert_eq!(found[0], (chosen.clone(), Match::Chosen));
    assert!(found[1..].iter().all(|(_, by)| matches!(by, Match::Id(_))), "{found:?}");
    // Whichever is chosen, it is the same device.
    for start in 0..4 {
        let mut all = records().to_vec();
        let chosen = all.remove(start);
        let other = identify(&chosen, &all).unwrap();
        let ids = |identity: &Identity| {
            identity.members.iter().map(|member| member.record.at.clone()).collect::<Vec<_>>()
        };
        assert_eq!(ids(&other), ids(&identity));
    }
}

#[test]
fn dr_9_failing_ids_by_exact_serial() {
    let [mut autopilot, mut intune, ..] = records();
    autopilot.managed_device_id = Some("00000000-0000-0000-0000-000000000000".to_owned());
    autopilot.device_id = None;
    intune.device_id = None;
    for (serial, is_same) in [
        (SERIAL, true),
        (" 5cg1234567 ", true),
        ("5CG12345678", false),
        ("5CG123456", false),
        ("5CG 1234567", false),
        ("", false),
    ] {
        intune.serial = Some(serial.to_owned());
        let identity = identify(&autopilot, &[intune.clone()]).unwrap();
        assert_eq!(identity.members.len() == 2, is_same, "{serial}");
        assert_eq!(same_serial(SERIAL, serial), is_same, "{serial}");
    }
}

#[test]
fn dr_9_never_by_name() {
    let named = |place, id: &str| Record { name: Some("LAPTOP-1".to_owned()), ..Record::new(place, id) };
    let identity =
        identify(&named(Place::Intune, "m-1"), &[named(Place::Entra, "o-1"), named(Place::Autopilot, "a-1")]);
    assert_eq!(identity.unwrap().members.len(), 1);
}

#[test]
fn dr_9_what_nobody_filled_in_is_no_serial() {
    for serial in [
        "Default string",
        "To be filled by O.E.M.",
        "None",
        "0",
        "00000000",
        "123456789",
        "0123456789",
        "12",
        " ",
    ] {
        assert!(!is_telling(serial), "{serial}");
        let one = Record { serial: Some(serial.to_owned()), ..Record::new(Place::Autopilot, "a-1") };
        let other = Record { serial: Some(serial.to_owned()), ..Record::new(Place::Intune, "m-1") };
        assert_eq!(identify(&one, &[other]).unwrap().members.len(), 1, "{serial}");
    }
    for serial in [SERIAL, "PF-3ABCDE", "0000-0013-4567", "12345678 90"] {
        assert!(is_telling(serial), "{serial}");
    }
}

#[test]
fn dr_9_several_in_a_place_are_shown_side_by_side() {
    let mut all = records().to_vec();
    all.push(Record {
        serial: Some(SERIAL.to_owned()),
        last_seen: Some(3),
        ..Record::new(Place::Intune, "m-2")
    });
    let unclear = identify(&all[0], &all[1..]).unwrap_err();
    assert_eq!(unclear.why, [Unclear::Several(Place::Intune)]);
    assert_eq!(unclear.candidates.len(), 5);
    assert!(
        unclear.candidates.iter().any(|record| record.last_seen == Some(3)),
        "ages are there to be shown"
    );
    // A person picks.
    let picked: Vec<Record> = all[..4].to_vec();
    let identity = Identity::by_hand(picked, &all, &hand()).unwrap();
    assert_eq!(identity.members.len(), 4);
    assert!(identity.members.iter().all(|member| member.by == Match::Hand(hand())));
    assert_eq!(identity.others, [at(Place::Intune, "m-2")]);
    assert_eq!(Identity::by_hand(vec![], &all, &hand()), None);
}

#[test]
fn dr_9_ids_and_serials_that_contradict_each_other() {
    let [autopilot, mut intune, ..] = records();
    intune.serial = Some("5CG7654321".to_owned());
    let unclear = identify(&autopilot, &[intune]).unwrap_err();
    assert_eq!(unclear.why, [Unclear::SerialsDiffer(vec![SERIAL.to_owned(), "5CG7654321".to_owned()])]);
}

#[test]
fn rm_2_groups_of_the_modern_workplace() {
    for (name, wanted) in [
        ("Modern Workplace Devices-Test", true),
        ("modern workplace - all", true),
        ("All devices", false),
        ("Modern", false),
        ("Módern Wörkplace", false),
    ] {
        let group = Group { id: "g".to_owned(), name: name.to_owned(), is_dynamic: false };
        assert_eq!(group.is_modern_workplace(), wanted, "{name}");
    }
}

prop_compose! {
    fn any_record()(place in 0..6_usize, id in 0..4_u8, keys in prop::collection::vec(0..4_u8, 3), serial in 0..4_u8) -> Record {
        let key = |at: usize, of: &str| (keys[at] > 0).then(|| format!("{of}-{}", keys[at]));
        let place = Place::ALL[place];
        Record {
            serial: (serial > 0).then(|| format!("SN-100{serial}")),
            device_id: key(0, "d"),
            managed_device_id: if place == Place::Autopilot { key(1, "m") } else { None },
            autopilot_id: if place == Place::Entra { key(2, "a") } else { None },
            name: Some("LAPTOP-1".to_owned()),
            ..Record::new(place, match place {
                Place::Autopilot => format!("a-{}", id + 1),
                Place::Intune => format!("m-{}", id + 1),
                _ => format!("x-{id}"),
            })
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is found: what is joined is one in each place, and shares an id or a serial number with another member.
    #[test]
    fn dr_9_nothing_is_joined_without_an_id_or_a_serial(chosen in any_record(), found in prop::collection::vec(any_record(), 0..8)) {
        let Ok(identity) = identify(&chosen, &found) else { return Ok(()) };
        for place in Place::ALL {
            prop_assert!(identity.at(place).count() <= 1);
        }
        for member in &identity.members {
            match &member.by {
                Match::Chosen => prop_assert_eq!(&member.record.at, &chosen.at),
                Match::Id(with) => {
                    let other = &identity.members.iter().find(|other| other.record.at == *with).unwrap().record;
                    let ids = |record: &Record| {
                        [Some(record.at.id.clone()), record.device_id.clone(), record.managed_device_id.clone(), record.autopilot_id.clone()]
                    };
                    let mine = ids(&member.record);
                    prop_assert!(ids(other).iter().flatten().any(|id| mine.iter().flatten().any(|own| own == id)));
                }
                Match::Serial(serial) => {
                    let same = identity.members.iter().filter(|other| other.record.serial.as_ref() == Some(serial));
                    prop_assert!(same.count() > 1);
                }
                Match::Hand(_) => prop_assert!(false),
            }
        }
    }
}
