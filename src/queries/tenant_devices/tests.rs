//! The list of a tenant's devices, case by case.

use device_csv::{ByteRange, Field, FileId, FileKind, HashForm, HashRef, Part, Reader};
use graph::wire::{EnrollmentState, beta::ProfileAssignmentStatus};
use lifecycle::{Attention, RegistrationError, RegistrationState};
use outbox::{
    Action, Device, Event, EventKind, Import, Intent, Row, RowStatus, State, Trouble, TroubleKind, Update,
};

use super::*;
use crate::components::Sort;
use crate::tenant::Records;

const SERVER: &str = "https://muster.example";
/// 2026-11-21T15:00:00Z, in seconds.
const NOW: i64 = 1_795_273_200;

fn device(id: &str, serial: &str) -> Device {
    Device {
        id: id.to_owned(),
        serial: serial.to_owned(),
        group_tag: "Sales".to_owned(),
        user: String::new(),
        user_name: String::new(),
        manufacturer: "Contoso".to_owned(),
        model: "Book 1".to_owned(),
        product_key: String::new(),
        purchase_order: String::new(),
        display_name: String::new(),
        enrollment: EnrollmentState::NotContacted,
        last_contacted: String::new(),
        profile: ProfileAssignmentStatus::AssignedInSync,
        profile_assigned: String::new(),
        entra_id: format!("entra-{id}"),
        intune_id: String::new(),
        events: vec![Event { at: NOW * 1000, kind: EventKind::Seen }],
    }
}

fn intent(seq: u32, state: State, action: Action) -> Intent {
    Intent {
        seq,
        id: format!("intent-{seq}"),
        revision: 0,
        server: SERVER.to_owned(),
        made: (NOW - 100) * 1000,
        action,
        state,
        due: 0,
        first_sent: (state != State::Waiting).then_some((NOW - 90) * 1000),
        last_sent: None,
        failures: 0,
        looks: 0,
        trouble: None,
        request_id: None,
    }
}

fn register(seq: u32, state: State, rows: &[(&str, RowStatus)]) -> Intent {
    let row = |(serial, status): &(&str, RowStatus)| Row {
        serial: (*serial).to_owned(),
        group_tag: "Kiosk".to_owned(),
        user: String::new(),
        span: (0, 0),
        status: status.clone(),
        since: (NOW - 80) * 1000,
        import: None,
    };
    intent(
        seq,
        state,
        Action::Register { rows: rows.iter().map(row).collect(), import_id: None, before: Vec::new() },
    )
}

fn failed(name: &str) -> RowStatus {
    RowStatus::Failed { code: 0, name: name.to_owned() }
}

fn complete(device: &str) -> RowStatus {
    RowStatus::Complete { device: device.to_owned(), observed: false }
}

fn update(seq: u32, state: State, tag: Option<&str>, user: Option<&str>) -> Intent {
    let (group_tag, user) = (tag.map(str::to_owned), user.map(str::to_owned));
    let update = Update { device: "a".to_owned(), serial: "S1".to_owned(), group_tag, user };
    intent(seq, state, Action::Update(update))
}

fn records(devices: Vec<Device>, intents: Vec<Intent>) -> Records {
    Records { intents, devices, ..Records::default() }
}

fn list(records: &Records) -> TenantDevices {
    tenant_devices(records, Some(SERVER), NOW)
}

#[test]
fn reg_10_a_row_without_a_device_stands_where_its_registration_is() {
    use Attention::{Approval, NotListed, NotSent, Refused, TakesLong};
    use RegistrationState::{Failed, Pending};
    let cases = [
        (State::Waiting, RowStatus::Waiting, 0, Pending, Some(NotSent)),
        (State::Approval, RowStatus::Waiting, 0, Pending, Some(Approval)),
        (State::Sent, RowStatus::Waiting, 0, Pending, None),
        (State::Sent, RowStatus::Waiting, 1800, Pending, Some(TakesLong)),
        (State::Accepted, RowStatus::Pending, 0, Pending, None),
        (State::Accepted, RowStatus::Pending, 1800, Pending, Some(TakesLong)),
        (State::Accepted, complete("a"), 0, Pending, None),
        (State::Accepted, complete("a"), 1800, Pending, Some(NotListed)),
        (State::Rejected, RowStatus::Waiting, 0, Failed, Some(Refused(RegistrationError::Unexpected))),
        (
            State::Done,
            failed("ZtdDeviceNotFound"),
            0,
            Failed,
            Some(Refused(RegistrationError::DeviceNotFound)),
        ),
    ];
    for (state, status, later, wanted, attention) in cases {
        let records = records(vec![], vec![register(1, state, &[("S1", status.clone())])]);
        let devices = tenant_devices(&records, Some(SERVER), NOW + later);
        let line = &devices.lines[0];
        assert_eq!((line.state, line.attention), (wanted, attention), "{state:?} {status:?} {later}");
        assert_eq!(line.since.is_some(), wanted == Pending);
        assert_eq!(devices.counts[wanted as usize], 1);
        assert_eq!(line.texts[column::TAG], "Kiosk");
    }
}

#[test]
fn reg_10_a_device_stands_where_the_service_has_it() {
    use RegistrationState::{Active, Inactive, ReadyForUser};
    for (enrollment, contact, wanted) in [
        (EnrollmentState::NotContacted, "", ReadyForUser),
        (EnrollmentState::Enrolled, "2026-11-21T14:00:00Z", Active),
        (EnrollmentState::Enrolled, "2026-11-01T14:00:00Z", Inactive),
        (EnrollmentState::Other("new".to_owned()), "", ReadyForUser),
    ] {
        let mut device = device("a", "S1");
        (device.enrollment, device.last_contacted) = (enrollment, contact.to_owned());
        let line = list(&records(vec![device], vec![])).lines.remove(0);
        assert_eq!(line.state, wanted, "{contact}");
    }
}

#[test]
fn a_registration_and_its_device_are_one_line() {
    #[rustfmt::skip]
    let cases = [
        // devices, rows of intents from old to new, serials listed
        (vec![("a", "S1")], vec![vec![("S1", complete("a"))]],                                vec!["S1"]),
        // By the id, whatever the service has made of the serial.
        (vec![("a", "S1X")], vec![vec![("S1", complete("a"))]],                               vec!["S1X"]),
        // By exactly the serial, in any case and with space around it.
        (vec![("a", " s1 ")], vec![vec![("S1", RowStatus::Pending)]],                         vec![" s1 "]),
        (vec![("a", "S1")], vec![vec![("S10", RowStatus::Pending)]],                          vec!["S1", "S10"]),
        // An id says more than a serial: this is of another device.
        (vec![("b", "S1")], vec![vec![("S1", complete("a"))]],                                vec!["S1", "S1"]),
        // The newest of several.
        (vec![], vec![vec![("S1", failed("x"))], vec![("S1", RowStatus::Pending)]],           vec!["S1"]),
        // Two devices may well have the same serial.
        (vec![("a", "S1"), ("b", "S1")], vec![],                                              vec!["S1", "S1"]),
        (vec![("a", ""), ("b", "")], vec![],                                                  vec!["", ""]),
    ];
    for (devices, intents, wanted) in cases {
        let devices: Vec<Device> = devices.into_iter().map(|(id, serial)| device(id, serial)).collect();
        let intents = (1..).zip(&intents).map(|(seq, rows)| register(seq, State::Done, rows)).collect();
        let found = list(&records(devices, intents));
        let serials: Vec<&str> = found.lines.iter().map(TenantLine::serial).collect();
        assert_eq!(serials, wanted);
        for line in &found.lines {
            assert_eq!(found.get(line.key), Some(line));
        }
    }
}

#[test]
fn a_device_keeps_its_key_when_it_gets_registered() {
    let before = list(&records(vec![], vec![register(1, State::Accepted, &[("S1", RowStatus::Pending)])]));
    let intents = vec![register(1, State::Done, &[("S1", complete("a"))])];
    let after = list(&records(vec![device("a", "s1")], intents));
    assert_eq!(before.lines[0].key, after.lines[0].key);
}

#[test]
fn what_is_meant_for_another_service_or_was_taken_back_is_not_listed() {
    let mut elsewhere = register(1, State::Waiting, &[("S1", RowStatus::Waiting)]);
    elsewhere.server = "https://elsewhere.example".to_owned();
    let records =
        records(vec![], vec![elsewhere, register(2, State::Withdrawn, &[("S2", RowStatus::Waiting)])]);
    assert!(list(&records).lines.is_empty());
    assert_eq!(tenant_devices(&records, None, NOW).lines.len(), 1);
}

#[test]
fn a_registered_device_that_was_refused_says_both() {
    let intents = vec![
        register(1, State::Done, &[("S1", complete("a"))]),
        register(2, State::Done, &[("S1", failed("ZtdDeviceAlreadyAssigned"))]),
    ];
    let line = list(&records(vec![device("a", "S1")], intents)).lines.remove(0);
    assert_eq!(line.state, RegistrationState::ReadyForUser);
    assert_eq!(line.refusal, Some(RegistrationError::AlreadyRegistered));
    assert_eq!(line.row, Some((1, 0)));
    assert!(line.needs_look());
}

#[test]
fn a_change_is_shown_from_when_it_was_asked_for_until_it_is_seen() {
    for (state, tag, asked) in [
        (State::Waiting, "Kiosk", true),
        (State::Sent, "Kiosk", true),
        (State::Accepted, "Kiosk", true),
        (State::Done, "Sales", false),
        (State::Rejected, "Sales", false),
        (State::Withdrawn, "Sales", false),
    ] {
        let records = records(vec![device("a", "S1")], vec![update(1, state, Some("Kiosk"), None)]);
        let line = list(&records).lines.remove(0);
        assert_eq!((line.texts[column::TAG].as_str(), line.tag_asked), (tag, asked), "{state:?}");
        assert!(!line.user_asked);
    }
    // The last wish counts, each of its own value.
    let intents = vec![
        update(1, State::Accepted, Some("Kiosk"), None),
        update(2, State::Waiting, None, Some("ann@contoso.com")),
        update(3, State::Waiting, Some("Front desk"), None),
    ];
    let line = list(&records(vec![device("a", "S1")], intents)).lines.remove(0);
    assert_eq!(
        (line.texts[column::TAG].as_str(), line.texts[column::USER].as_str()),
        ("Front desk", "ann@contoso.com")
    );
}

#[test]
fn filters_and_orders() {
    use RegistrationState::{Failed, Pending, ReadyForUser};
    let mut second = device("b", "S2");
    (second.model, second.user) = ("Slate".to_owned(), "ann@contoso.com".to_owned());
    let intents = vec![
        register(1, State::Done, &[("S3", failed("x"))]),
        register(2, State::Waiting, &[("S4", RowStatus::Waiting)]),
    ];
    let devices = list(&records(vec![device("a", "S1"), second], intents));
    assert_eq!(devices.counts, [1, 1, 2, 0, 0]);
    #[rustfmt::skip]
    let cases = [
        (vec![],                 "",               column::SERIAL, true,  vec!["S1", "S2", "S3", "S4"]),
        (vec![],                 "",               column::SERIAL, false, vec!["S4", "S3", "S2", "S1"]),
        (vec![],                 "",               column::STATE,  true,  vec!["S4", "S3", "S1", "S2"]),
        (vec![],                 "",               column::USER,   false, vec!["S2", "S1", "S3", "S4"]),
        (vec![Pending],          "",               column::SERIAL, true,  vec!["S4"]),
        (vec![Pending, Failed],  "",               column::SERIAL, true,  vec!["S3", "S4"]),
        (vec![ReadyForUser],     "slate",          column::SERIAL, true,  vec!["S2"]),
        (vec![],                 "s2",             column::SERIAL, true,  vec!["S2"]),
        (vec![],                 "CONTOSO book",   column::SERIAL, true,  vec!["S1"]),
        (vec![],                 "kiosk",          column::SERIAL, true,  vec!["S3", "S4"]),
        (vec![],                 "ann@",           column::SERIAL, true,  vec!["S2"]),
        (vec![],                 "entra-a",        column::SERIAL, true,  vec!["S1"]),
        (vec![],                 "contoso kiosk",  column::SERIAL, true,  vec![]),
    ];
    for (states, text, column, ascending, wanted) in cases {
        let filter = TenantFilter { states, text: text.to_owned() };
        let keys = tenant_shown(&devices, &filter, Sort { column, ascending });
        let serials: Vec<&str> =
            keys.iter().filter_map(|key| devices.get(*key)).map(TenantLine::serial).collect();
        assert_eq!(serials, wanted, "{filter:?} {column} {ascending}");
    }
}

#[test]
fn reg_11_only_what_can_come_through_is_tried_again() {
    let refused = [
        ("S1", failed("ZtdDeviceNotFound")),
        ("S2", failed("InvalidZtdHardwareHash")),
        ("S3", complete("c")),
    ];
    let one = register(1, State::Done, &refused);
    let again = register(2, State::Waiting, &[("s1", RowStatus::Waiting)]);
    let rejected = register(3, State::Rejected, &[("S4", RowStatus::Waiting)]);
    let under_way = register(4, State::Accepted, &[("S5", failed("x")), ("S6", RowStatus::Pending)]);
    let found = |intents: &[&Intent], only: Option<&[String]>| {
        retries(&records(vec![], intents.iter().map(|&intent| intent.clone()).collect()), only)
    };
    assert_eq!(found(&[&one], None), [(1, vec!["S1".to_owned()])]);
    assert_eq!(found(&[&one, &again], None), []);
    assert_eq!(
        found(&[&one, &rejected, &under_way], None),
        // Others of a call may still be under way.
        [(1, vec!["S1".to_owned()]), (3, vec!["S4".to_owned()]), (4, vec!["S5".to_owned()])]
    );
    assert_eq!(found(&[&one, &rejected], Some(&["s4".to_owned()])), [(3, vec!["S4".to_owned()])]);

    // What still has to be looked at isn't put away with the rest.
    let done = |intents: &[&Intent]| {
        finished(&records(vec![], intents.iter().map(|&intent| intent.clone()).collect()))
    };
    let whole = register(5, State::Done, &[("S7", complete("d"))]);
    assert_eq!(done(&[&one, &rejected, &under_way, &whole]), [5]);
    let other = register(6, State::Waiting, &[("S1", RowStatus::Waiting), ("S2", RowStatus::Waiting)]);
    assert_eq!(done(&[&one, &other]), [1]);
    assert_eq!(
        done(&[&update(7, State::Done, None, None), &update(8, State::Withdrawn, None, None)]),
        [7, 8]
    );
}

#[test]
fn tallies() {
    let rows = [("S1", failed("x")), ("S2", complete("b")), ("S3", RowStatus::Pending)];
    for (state, wanted) in [
        (State::Accepted, Tally { all: 3, done: 1, failed: 1 }),
        (State::Rejected, Tally { all: 3, done: 1, failed: 2 }),
    ] {
        assert_eq!(tally(&register(1, state, &rows)), wanted);
    }
    assert_eq!(tally(&update(1, State::Sent, None, None)), Tally::default());
}

#[test]
fn history_has_what_was_done_and_what_was_seen_the_newest_first() {
    let mut rejected = register(2, State::Rejected, &[("s1", RowStatus::Waiting)]);
    rejected.trouble = Some(Trouble {
        at: (NOW - 60) * 1000,
        kind: TroubleKind::Rejected,
        status: 400,
        code: "BadRequest".to_owned(),
        message: String::new(),
        request_id: None,
    });
    let intents = vec![
        register(1, State::Done, &[("S1", complete("a")), ("S2", failed("x"))]),
        rejected,
        update(3, State::Waiting, Some("Kiosk"), None),
        register(4, State::Withdrawn, &[("S1", RowStatus::Waiting)]),
    ];
    let records = records(vec![device("a", "S1")], intents);
    let line = list(&records).lines.remove(0);
    let found = history(&records, &line);
    let found: Vec<(i64, &str, &str)> = found
        .iter()
        .map(|milestone| (milestone.at / 1000 - NOW, milestone.key, milestone.value.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            (0, "seen", ""),
            (-60, "refused", "BadRequest"),
            (-80, "registered", ""),
            (-90, "sent", ""),
            (-90, "sent", ""),
            (-100, "planned", ""),
            (-100, "planned", ""),
            (-100, "tag-asked", "Kiosk"),
        ]
    );
}

#[test]
fn the_list_can_be_read_back() {
    let mut first = device("a", "00123");
    first.manufacturer = "VMware, Inc.".to_owned();
    first.model = "15\" screen".to_owned();
    let mut second = device("b", "S2");
    second.group_tag = "=1+1".to_owned();
    let devices = list(&records(vec![first, second], vec![]));
    let lines: Vec<&TenantLine> = devices.lines.iter().collect();
    let parts =
        list_parts(&lines, &|at| TENANT_COLUMNS[at].to_owned(), &|at, line| line.texts[at].clone(), &|_| {
            None
        });
    let [Part::Bytes(bytes)] = parts.as_slice() else { panic!("one piece: {parts:?}") };
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(text.contains("\r\nS2,Contoso,Book 1,'=1+1,"), "a spreadsheet must not run it: {text}");

    let mut reader = Reader::new(FileId(0), "devices.csv");
    let mut rows = Vec::new();
    reader.push(text.as_bytes(), &mut rows);
    let report = reader.finish(&mut rows);
    assert_eq!(report.kind, FileKind::Table);
    let values = |field| rows.iter().map(|row| row.text(field)).collect::<Vec<_>>();
    assert_eq!(values(Field::Serial), ["00123", "S2"]);
    assert_eq!(values(Field::Manufacturer), ["VMware, Inc.", "Contoso"]);
    assert_eq!(values(Field::Model), ["15\" screen", "Book 1"]);
    assert_eq!(values(Field::GroupTag), ["Sales", "'=1+1"]);
}

#[test]
fn a_list_with_hashes_is_one_to_register_from() {
    let devices = list(&records(vec![device("a", "S1"), device("b", "S2"), device("c", "S3")], vec![]));
    let lines: Vec<&TenantLine> = devices.lines.iter().collect();
    let known =
        HashRef { file: FileId(4), range: ByteRange { start: 7, end: 4007 }, form: HashForm::Canonical };
    let parts = list_parts(
        &lines,
        &|at| TENANT_COLUMNS[at].to_owned(),
        &|at, line| line.texts[at].clone(),
        &|line| (line.serial() == "S2").then_some(known),
    );
    let hash = hardware_hash::Builder::made_up(3).build().unwrap().to_text();
    let mut text = Vec::new();
    for part in &parts {
        match part {
            Part::Bytes(bytes) => text.extend_from_slice(bytes),
            Part::Hash(found) => {
                assert_eq!(found, &known);
                text.extend_from_slice(hash.as_bytes());
            }
            Part::Rows(_) => panic!("a list has columns of its own"),
        }
    }
    let mut reader = Reader::new(FileId(0), "devices.csv");
    let mut rows = Vec::new();
    reader.push(&text, &mut rows);
    assert_eq!(reader.finish(&mut rows).kind, FileKind::Table);
    let found: Vec<_> = rows
        .iter()
        .map(|row| (row.text(Field::Serial), row.hash.is_some(), row.text(Field::GroupTag)))
        .collect();
    assert_eq!(found, [("S1", false, "Sales"), ("S2", true, "Sales"), ("S3", false, "Sales")]);
}

fn import(id: &str, serial: &str, status: RowStatus) -> Import {
    Import {
        id: id.to_owned(),
        serial: serial.to_owned(),
        group_tag: "Lab".to_owned(),
        user: String::new(),
        status,
        since: (NOW - 60) * 1000,
    }
}

#[test]
fn reg_10_what_others_register_is_listed_where_nothing_else_is_of_the_device() {
    use RegistrationState::{Failed, Pending};
    let mut records =
        records(vec![device("a", "S1")], vec![register(1, State::Accepted, &[("S2", RowStatus::Pending)])]);
    records.imports = vec![
        import("i1", "s1", RowStatus::Pending),
        import("i2", "S2", failed("x")),
        import("i3", "S3", failed("ZtdDeviceNotFound")),
        import("i4", " s3", RowStatus::Pending),
        import("i5", "S4", failed("ZtdDeviceNotFound")),
        import("i6", "S5", complete("e")),
        import("i7", "", RowStatus::Pending),
        import("i8", "", RowStatus::Pending),
    ];
    let devices = list(&records);
    let found: Vec<_> = devices.lines.iter().map(|line| (line.serial(), line.state, line.import)).collect();
    assert_eq!(
        found,
        [
            ("S1", RegistrationState::ReadyForUser, None),
            ("S2", Pending, None),
            (" s3", Pending, Some(3)),
            ("S4", Failed, Some(4)),
            ("S5", Pending, Some(5)),
            ("", Pending, Some(6)),
            ("", Pending, Some(7)),
        ]
    );
    let line = &devices.lines[3];
    assert_eq!(line.refusal, Some(RegistrationError::DeviceNotFound));
    assert_eq!(line.texts[column::TAG], "Lab");
    assert_eq!(history(&records, line)[0].key, "refused");
    let late = tenant_devices(&records, Some(SERVER), NOW + 1800);
    assert_eq!(late.lines[2].attention, Some(Attention::TakesLong));
}

#[test]
fn devices_without_a_serial_number_are_lines_of_their_own() {
    let rows = [("", RowStatus::Pending), ("", failed("ZtdDeviceNotFound")), ("", complete("c"))];
    let mut nameless = device("c", "");
    nameless.product_key = "P".to_owned();
    let records = records(vec![device("a", ""), nameless], vec![register(1, State::Done, &rows)]);
    let found = list(&records);
    assert_eq!(found.lines.iter().filter(|line| line.device.is_some()).count(), 2);
    assert_eq!(found.lines.iter().filter(|line| line.device.is_none()).count(), 2, "{:?}", found.lines);
    assert_eq!(retries(&records, None), [(1, vec![String::new()])]);
}

#[test]
fn a_group_tag_is_offered_where_registering_again_did_not_change_it() {
    let refused = [("S1", failed("ZtdDeviceAlreadyAssigned")), ("S2", failed("ZtdDeviceAlreadyAssigned"))];
    let mut second = device("b", "S2");
    second.group_tag = "Kiosk".to_owned();
    let mut all = records(vec![device("a", "S1"), second], vec![register(1, State::Done, &refused)]);
    let devices = list(&all);
    let offers = |devices: &TenantDevices, all: &Records, only: Option<u64>| {
        let wanted = |line: &TenantLine| only.is_none_or(|only| only == line.key);
        let found = tag_offers(all, devices, &wanted).into_iter();
        found.map(|(line, tag)| (line.serial().to_owned(), tag.to_owned())).collect::<Vec<_>>()
    };
    // The other one has the tag that it was to get.
    assert_eq!(offers(&devices, &all, None), [("S1".to_owned(), "Kiosk".to_owned())]);
    assert_eq!(offers(&devices, &all, Some(devices.lines[1].key)), []);
    // What is asked for isn't offered again.
    all.intents.push(update(2, State::Waiting, Some("Kiosk"), None));
    assert_eq!(offers(&list(&all), &all, None), []);
}

#[test]
fn a_refused_change_is_told_until_another_one_is_made() {
    let refused = |intents: Vec<Intent>| {
        let all = records(vec![device("a", "S1")], intents);
        let line = list(&all).lines.remove(0);
        (line.change_refused, line.needs_look())
    };
    let rejected = update(1, State::Rejected, Some("Kiosk"), None);
    assert_eq!(refused(vec![rejected.clone()]), (Some(0), true));
    assert_eq!(
        refused(vec![rejected.clone(), update(2, State::Waiting, Some("Kiosk"), None)]),
        (None, false)
    );
    assert_eq!(refused(vec![rejected, update(2, State::Withdrawn, Some("Kiosk"), None)]), (Some(0), true));
}
