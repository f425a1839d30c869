//! Files together: devices, the rules across rows, edits and their history.

use device_csv::{Cause, Code, Device, DeviceSet, Edit, Field, FileId, Filter, RowId, Rule, Severity};
use hardware_hash::{Builder, Error, Record, TextField};

use crate::support::{device, file, hashed, id, intune, lines, name, partner_center, set, tuple};

/// The devices as `kept[other other]`, rows by file and line.
fn devices(set: &DeviceSet) -> String {
    let text = |device: &Device| {
        let others: Vec<String> = device.others.iter().map(|&row| name(row)).collect();
        format!("{}[{}]", name(device.row), others.join(" "))
    };
    set.devices().map(text).collect::<Vec<_>>().join(" ")
}

fn by_hand(set: &mut DeviceSet, row: RowId, field: Field, value: &str) -> bool {
    set.apply(Cause::ByHand, &[Edit::Set { row, field, value: value.into() }])
}

#[test]
fn rows_of_one_device_are_merged() {
    let no_tpm = Builder::made_up(1).without(13).without(25);
    let nothing = no_tpm.clone().without(12);
    let key = |id: &str, serial: &str| tuple("", "", serial).with(Field::ProductId, id);
    let known = || key("3305512345678", "");
    for (case, files, wanted) in [
        ("product key ids", vec![vec![known()], vec![known()]], "b2[a2]"),
        ("other product key ids", vec![vec![known(), key("3305512345679", "")]], "a2[] a3[]"),
        ("with serials", vec![vec![key("3305512345678", "1"), key("3305512345678", "2")]], "a2[] a3[]"),
        ("no product key ids", vec![vec![key("0000000000000", ""), key("0000000000000", "")]], "a2[] a3[]"),
        ("odd product ids", vec![vec![key("123", ""), key("123", "")]], "a2[] a3[]"),
        ("two devices", vec![vec![device(1), device(2)]], "a2[] a3[]"),
        ("the newest capture is kept", vec![vec![device(1).captured(2), device(1).captured(1)]], "a2[a3]"),
        ("the last of equals is kept", vec![vec![device(1)], vec![device(2), device(1)]], "b3[a2] b2[]"),
        ("three", vec![vec![device(1), device(1)], vec![device(1)]], "b2[a3 a2]"),
        ("UUID, serial, manufacturer", vec![vec![hashed(&no_tpm), hashed(&no_tpm)]], "a3[a2]"),
        ("a TPM is another device", vec![vec![device(1), hashed(&no_tpm)]], "a2[] a3[]"),
        ("tuple of hashes without UUID", vec![vec![hashed(&nothing), hashed(&nothing)]], "a3[a2]"),
        ("tuples", vec![vec![tuple("C", "B", "1234")], vec![tuple("C", "B ", "1234")]], "b2[a2]"),
        (
            "tuples to the letter",
            vec![vec![tuple("C", "B", "1234")], vec![tuple("c", "B", "1234")]],
            "a2[] b2[]",
        ),
        ("placeholders", vec![vec![tuple("C", "B", "None"), tuple("C", "B", "None")]], "a2[] a3[]"),
        (
            "damaged hashes",
            vec![vec![device(1).damaged(Error::Digest), device(1).damaged(Error::Digest)]],
            "a2[] a3[]",
        ),
        (
            "a tuple is the device with that hash, before it",
            vec![vec![tuple("Contoso", "Contoso Book 1", "TEST-0000001")], vec![device(1)]],
            "b2[a2]",
        ),
        (
            "and after it",
            vec![vec![device(1)], vec![tuple("Contoso", "Contoso Book 1", "TEST-0000001")]],
            "a2[b2]",
        ),
        (
            "but not where two hashes have that tuple",
            vec![vec![
                device(1),
                device(2).serial_in_hash("TEST-0000001"),
                tuple("Contoso", "Contoso Book 1", "TEST-0000001"),
            ]],
            "a2[] a3[] a4[]",
        ),
    ] {
        let files: Vec<&[_]> = files.iter().map(Vec::as_slice).collect();
        assert_eq!(devices(&set(intune(), &files)), wanted, "{case}");
    }
}

#[test]
fn z1_duplicates() {
    let set = set(intune(), &[&[device(1).with(Field::GroupTag, "Kiosk")], &[device(1)]]);
    assert_eq!(
        lines(&set.diagnostics()),
        r#"W Z1 duplicate @a2 (file=b.csv, line=2) >> b2.group-tag="Kiosk" & a2.excluded=true"#
    );
    let device = set.devices().next().unwrap();
    assert_eq!(set.device_values(device).unwrap().get(Field::GroupTag), "Kiosk");
    assert_eq!(set.values(id(1, 0)).unwrap().get(Field::GroupTag), "");
    assert_eq!((device.severity(), device.exportable), (Some(Severity::Warning), true));
}

#[test]
fn a_duplicate_that_may_be_another_device_is_not_left_out_unseen() {
    let set = set(intune(), &[&[device(1).with(Field::Serial, "OTHER")], &[device(1)]]);
    assert_eq!(
        lines(&set.diagnostics()),
        r#"E S2 serial-mismatch @a2:1 (value=OTHER, wanted=TEST-0000001) > a2.serial="TEST-0000001"; W Z1 duplicate @a2 (file=b.csv, line=2) > a2.excluded=true"#
    );
    assert!(set.devices().all(|device| device.exportable), "the row that is kept is in order");
}

#[test]
fn g1_conflicts() {
    let tag = |tag| device(1).with(Field::GroupTag, tag);
    let mut set = set(intune(), &[&[tag("Kiosk")], &[tag("Office")], &[device(1)]]);
    assert_eq!(
        lines(&set.diagnostics()),
        r#"W Z1 duplicate @a2 (file=c.csv, line=2) > a2.excluded=true; E G1 group-tag-conflict @b2:4 (value=Office, other=Kiosk, file=a.csv, line=2) > c2.group-tag="Office" & a2.group-tag="Office" > c2.group-tag="Kiosk" & b2.group-tag="Kiosk"; W Z1 duplicate @b2 (file=c.csv, line=2) >> c2.group-tag="Office" & b2.excluded=true"#
    );
    assert!(!set.devices().next().unwrap().exportable);
    let found = set.diagnostics_of(id(1, 0));
    assert!(set.apply(Cause::Fixed(Code::GroupTagConflict), &found[0].fixes[1].edits));
    assert!(set.devices().next().unwrap().exportable);
    assert_eq!(set.history().done()[0].changes[0].code, Some(Code::GroupTagConflict));
    for row in [id(0, 0), id(1, 0), id(2, 0)] {
        assert_eq!(set.values(row).unwrap().get(Field::GroupTag), "Kiosk");
    }
}

#[test]
fn g1_users_in_other_capitals_are_the_same() {
    let user = |user| device(1).with(Field::AssignedUser, user);
    let same = set(intune(), &[&[user("kim@contoso.com"), user("Kim@Contoso.com")]]);
    assert_eq!(lines(&same.diagnostics()), "W Z1 duplicate @a2 (file=a.csv, line=3) >> a2.excluded=true");
    let other = set(partner_center(), &[&[user("kim@contoso.com"), user("lee@contoso.com")]]);
    assert_eq!(other.diagnostics()[1].severity, Severity::Warning, "users are not written there");
}

#[test]
fn s5_shared_serials() {
    let twin = || device(2).with(Field::Serial, "TEST-0000001").serial_in_hash("TEST-0000001");
    let mut set = set(intune(), &[&[device(1)], &[twin()], &[twin().captured(0), device(3)]]);
    let found = lines(&set.diagnostics());
    assert_eq!(
        found,
        "W S5 serial-shared @a2:1 (value=TEST-0000001, file=b.csv, line=2); W S5 serial-shared @b2:1 (value=TEST-0000001, file=a.csv, line=2); I X9 capture-old @c2:3 (time=0); W Z1 duplicate @c2 (file=b.csv, line=2) >> c2.excluded=true"
    );
    let shared = |set: &DeviceSet| {
        set.devices().filter(|device| device.counts.codes.contains(Code::SerialShared)).count()
    };
    assert_eq!(shared(&set), 2);
    assert!(set.apply(Cause::ByHand, &[Edit::Exclude { row: id(0, 0), excluded: true }]));
    assert_eq!((shared(&set), set.excluded()), (0, vec![id(0, 0)]));
    assert!(set.undo());
    assert_eq!(shared(&set), 2);
    assert!(set.remove_file(FileId(0)));
    assert_eq!(shared(&set), 0);
}

#[test]
fn r1_too_many_rows() {
    let many = |from: u32, to: u32| -> Vec<_> { (from..to).map(device).collect() };
    for (files, wanted) in [
        (vec![many(0, 500)], ""),
        (vec![many(0, 501)], "I R1 too-many-rows @a (rows=501, limit=500, files=2)"),
        (
            vec![many(0, 300), many(300, 501), many(501, 502)],
            "I R1 too-many-rows @b (rows=502, limit=500, files=2)",
        ),
    ] {
        let files: Vec<&[_]> = files.iter().map(Vec::as_slice).collect();
        assert_eq!(lines(&set(intune(), &files).file_diagnostics()), wanted);
        assert_eq!(lines(&set(partner_center(), &files).file_diagnostics()), "");
    }
}

#[test]
fn what_reading_said_about_a_row_goes_with_the_row() {
    let (mut report, rows) = file(0, &[device(1), device(2)]);
    let place = |row: Option<u32>| device_csv::Place {
        row: row.map(|row| id(0, row)),
        line: Some(2),
        ..device_csv::Place::file(FileId(0))
    };
    let say = |code, row| device_csv::Diagnostic::new(code, place(row), Vec::new());
    report.diagnostics = vec![say(Code::TooManyFields, Some(0)), say(Code::Quoted, None)];
    let mut set = DeviceSet::new(intune());
    set.add_file(report, rows);
    assert_eq!(lines(&set.diagnostics()), "I Q1 quoted @a2; E C1 too-many-fields @a2");
    assert_eq!(set.devices().filter(|device| device.exportable).count(), 1);
    assert!(by_hand(&mut set, id(0, 0), Field::GroupTag, "Kiosk"), "correcting the row settles it");
    assert_eq!(lines(&set.diagnostics()), "I Q1 quoted @a2");
    assert!(set.undo());
    assert!(set.apply(Cause::ByHand, &[Edit::Exclude { row: id(0, 0), excluded: true }]));
    assert_eq!(lines(&set.diagnostics()), "I Q1 quoted @a2");
}

#[test]
fn steps_are_done_undone_and_done_again() {
    let mut set = set(intune(), &[&[device(1), device(2)]]);
    let tag = |set: &DeviceSet| set.values(id(0, 0)).unwrap().get(Field::GroupTag).to_owned();
    assert!(by_hand(&mut set, id(0, 0), Field::GroupTag, "Kiosk"));
    assert!(!by_hand(&mut set, id(0, 0), Field::GroupTag, "Kiosk"), "nothing changes");
    assert!(!by_hand(&mut set, id(0, 9), Field::GroupTag, "Kiosk"), "no such row");
    assert!(!by_hand(&mut set, id(0, 0), Field::Hash, "T0E"), "hashes are not text");
    assert!(by_hand(&mut set, id(0, 0), Field::GroupTag, "Office"));
    assert!(set.undo());
    assert_eq!(tag(&set), "Kiosk");
    assert!(set.undo());
    assert_eq!(tag(&set), "");
    assert!(!set.undo());
    assert!(set.redo());
    assert_eq!((tag(&set).as_str(), set.history().undone().len()), ("Kiosk", 1));
    assert!(by_hand(&mut set, id(0, 0), Field::GroupTag, "Front"));
    assert!(!set.redo(), "a new step takes the place of what was undone");
    assert!(set.restore(&[id(0, 0), id(0, 1)]));
    assert_eq!(tag(&set), "");
    assert_eq!(set.history().done().last().map(|step| step.cause), Some(Cause::Restored));
}

#[test]
fn product_keys_that_are_typed_are_hidden() {
    let mut set = set(intune(), &[&[device(1)]]);
    assert!(by_hand(&mut set, id(0, 0), Field::GroupTag, "BCDFG-HJKMP-QRTVW-XY234-6789B"));
    assert!(!format!("{:?}", set.history()).contains("BCDFG"));
    assert_eq!(set.diagnostics()[0].code, Code::ProductKey);
}

#[test]
fn a_removed_file_takes_its_steps_along() {
    let mut set = set(intune(), &[&[device(1)], &[device(2)]]);
    assert!(by_hand(&mut set, id(0, 0), Field::GroupTag, "Kiosk"));
    assert!(by_hand(&mut set, id(1, 0), Field::GroupTag, "Office"));
    assert!(set.undo());
    assert!(set.remove_file(FileId(0)) && !set.remove_file(FileId(0)));
    assert_eq!((set.history().done().len(), set.history().undone().len()), (0, 1));
    assert!(set.redo());
    assert_eq!(set.values(id(1, 0)).unwrap().get(Field::GroupTag), "Office");
    assert_eq!((set.next_file_id(), devices(&set).as_str()), (FileId(2), "b2[]"));
}

#[test]
fn all_safe_fixes_are_one_step() {
    let zeros = device(3).with(Field::Serial, " 12 ").serial_in_hash("0012");
    let mut set = set(
        intune(),
        &[
            &[device(1).with(Field::GroupTag, "Kiosk"), zeros],
            &[device(1), device(2).with(Field::GroupTag, " A")],
        ],
    );
    let before = lines(&set.diagnostics());
    assert_eq!(set.safe_fixes().len(), 4);
    assert_eq!(set.apply_safe_fixes(), 5);
    assert_eq!(lines(&set.diagnostics()), "");
    let step = &set.history().done()[0];
    let rules: Vec<&str> = step.changes.iter().map(|change| change.code.unwrap().rule().id()).collect();
    assert_eq!((step.cause, rules), (Cause::SafeFixes, vec!["Z1", "Z1", "S3", "S3", "S2"]));
    assert_eq!(set.values(id(1, 0)).unwrap().get(Field::GroupTag), "Kiosk");
    assert_eq!(set.apply_safe_fixes(), 0);
    assert_eq!(set.history().done().len(), 1, "nothing done, nothing recorded");
    assert!(set.undo());
    assert_eq!(lines(&set.diagnostics()), before);
}

#[test]
fn a_set_is_the_same_when_made_again_from_its_parts() {
    let files = [vec![device(1), device(1).captured(9)], vec![device(2).with(Field::Serial, " x")]];
    let mut first = DeviceSet::new(intune());
    for (i, lines) in files.iter().enumerate() {
        let (report, rows) = file(i as u32, lines);
        first.add_file(report, rows);
    }
    first.apply_safe_fixes();
    by_hand(&mut first, id(0, 0), Field::GroupTag, "Kiosk");
    by_hand(&mut first, id(0, 0), Field::GroupTag, "Office");
    first.undo();
    let parts = files.iter().enumerate().map(|(i, lines)| file(i as u32, lines));
    let mut again = DeviceSet::from_parts(intune(), parts, first.history().clone());
    assert_eq!(again.next_file_id(), first.next_file_id());
    for _ in 0..4 {
        assert_eq!(devices(&again), devices(&first));
        assert_eq!(lines(&again.diagnostics()), lines(&first.diagnostics()));
        assert_eq!(again.undo(), first.undo());
    }
}

#[test]
fn a_change_of_a_file_that_is_gone_is_not_made_to_another_one() {
    let mut first = set(intune(), &[&[device(1)], &[device(2)]]);
    by_hand(&mut first, id(1, 0), Field::GroupTag, "Kiosk");
    // The second file was never kept, but what was done to it was.
    let mut again = DeviceSet::from_parts(intune(), [file(0, &[device(1)])], first.history().clone());
    assert_eq!(again.next_file_id(), FileId(2));
    let (report, rows) = file(2, &[device(3)]);
    again.add_file(report, rows);
    let third = again.device_of(id(2, 0)).unwrap();
    assert_eq!(again.device_values(third).unwrap().get(Field::GroupTag), "");
}

#[test]
fn another_context_judges_again() {
    let mut set = set(intune(), &[&[tuple("Contoso", "Book 1", "TEST-1")]]);
    assert_eq!(set.devices().next().unwrap().severity(), Some(Severity::Error));
    set.set_context(partner_center());
    assert_eq!(set.devices().next().unwrap().severity(), None);
}

#[test]
fn a_file_with_the_same_id_replaces() {
    let mut set = set(intune(), &[&[device(1), device(2)]]);
    let (report, rows) = file(0, &[device(3)]);
    set.add_file(report, rows);
    assert_eq!((devices(&set).as_str(), set.rows(FileId(0)).len()), ("a2[]", 1));
}

#[test]
fn editing_one_row_looks_at_its_device_alone() {
    let lines: Vec<_> = (0..50).map(device).collect();
    let mut set = set(intune(), &[&lines]);
    let others = |set: &DeviceSet| set.devices().skip(1).cloned().collect::<Vec<_>>();
    let before = others(&set);
    assert!(by_hand(&mut set, id(0, 0), Field::AssignedUser, "kim"));
    assert_eq!(set.device_of(id(0, 0)).unwrap().severity(), Some(Severity::Error));
    assert_eq!(others(&set), before);
}

#[test]
fn filters() {
    let other =
        hashed(&Builder::made_up(3).text(TextField::Manufacturer, "Fabrikam").text(TextField::Model, "F1"));
    let set = set(
        intune(),
        &[
            &[device(1).with(Field::GroupTag, "Kiosk"), device(2).with(Field::AssignedUser, "kim")],
            &[other.with(Field::Serial, "TEST-0000003"), device(1).captured(0)],
        ],
    );
    let some = |text: &str| std::iter::once(text.to_owned()).collect();
    let f = Filter::default;
    for (case, filter, wanted) in [
        ("everything", f(), "a2 a3 b2"),
        ("text", Filter { text: "KIOSK".into(), ..f() }, "a2"),
        ("words", Filter { text: "contoso  kim".into(), ..f() }, "a3"),
        ("file name", Filter { text: "b.csv".into(), ..f() }, "a2 b2"),
        ("no such text", Filter { text: "nothing".into(), ..f() }, ""),
        ("manufacturer", Filter { manufacturers: some("Fabrikam"), ..f() }, "b2"),
        ("model", Filter { models: some("Contoso Book 1"), ..f() }, "a2 a3"),
        ("serials", Filter { serials: Filter::serial_list("test-0000001;\"TEST-0000003\""), ..f() }, "a2 b2"),
        ("files", Filter { files: [FileId(1)].into(), ..f() }, "a2 b2"),
        ("errors", Filter { severities: [Some(Severity::Error)].into(), ..f() }, "a3"),
        ("clean", Filter { severities: [None].into(), ..f() }, "b2"),
        ("rule", Filter { rules: [Rule::Z1, Rule::U1].into(), ..f() }, "a2 a3"),
        ("picked", Filter { picked: Some([id(1, 1)].into()), ..f() }, "a2"),
        ("none picked", Filter { picked: Some([].into()), ..f() }, ""),
        ("both", Filter { rules: [Rule::Z1].into(), text: "kim".into(), ..f() }, ""),
    ] {
        let chosen: Vec<String> = set
            .devices()
            .filter(|device| filter.matches(&set, device))
            .map(|device| name(device.row))
            .collect();
        assert_eq!(chosen.join(" "), wanted, "{case}");
    }
}

#[test]
fn serial_lists_with_any_separators() {
    for (pasted, wanted) in [
        ("A1\r\nB2\n\nC3", vec!["a1", "b2", "c3"]),
        ("A1, B2; C3\tD4|E5", vec!["a1", "b2", "c3", "d4", "e5"]),
        ("\"A1\" 'B2'", vec!["a1", "a1\" 'b2", "b2"]),
        ("VMware-56 4d", vec!["4d", "vmware-56", "vmware-56 4d"]),
        (" ,;\n", vec![]),
    ] {
        let mut list: Vec<String> = Filter::serial_list(pasted).into_iter().collect();
        list.sort();
        assert_eq!(list, wanted, "{pasted:?}");
    }
}

#[test]
fn hashes_that_name_no_uuid_are_told_apart_by_their_tuple() {
    let bare = |serial: &str| {
        let hash = Builder::new()
            .text(TextField::Manufacturer, "Contoso")
            .text(TextField::Model, "Book")
            .text(TextField::Serial, serial);
        assert!(hash.build().unwrap().records().all(|record| !matches!(record, Record::Uuid(_))));
        hashed(&hash)
    };
    assert_eq!(devices(&set(intune(), &[&[bare("A1"), bare("A2"), bare("A1")]])), "a4[a2] a3[]");
}
