//! Every rule about one row, a line a case.

use device_csv::{Code, Context, Field::*, Target};
use hardware_hash::{Builder, Error, Repair, TextField};

use crate::support::{Line, NOW, device, hashed, intune, judge, partner_center, tuple};

const DAY: i64 = 86_400;

fn check(context: &Context, cases: Vec<(Line, &str)>) {
    for (line, wanted) in cases {
        assert_eq!(judge(&line, context), wanted, "{line:?}");
    }
}

#[test]
fn a_clean_device() {
    check(&intune(), vec![(device(1).with(GroupTag, "Kiosk").with(AssignedUser, "kim@contoso.com"), "")]);
    check(&partner_center(), vec![(device(1), ""), (tuple("Contoso", "Book 1", "TEST-1"), "")]);
}

#[test]
fn c1_values_that_were_too_long() {
    let shortened = |field| device(1).with(field, "the start […]");
    check(
        &intune(),
        vec![
            (shortened(GroupTag), "E C1 value-not-kept @a2:4 (field=group-tag)"),
            (device(1).with(GroupTag, "one… two"), "W E2 not-ascii @a2:4 (field=group-tag, characters=…)"),
        ],
    );
    check(&partner_center(), vec![(shortened(GroupTag), "")]);
}

#[test]
fn s1_serial_present() {
    let bare = || hashed(&Builder::made_up(1));
    let without = || hashed(&Builder::made_up(1).text(TextField::Serial, ""));
    check(
        &intune(),
        vec![
            (bare(), r#"W S1 serial-from-hash @a2 (value=TEST-0000001) >> a2.serial="TEST-0000001""#),
            (
                bare().with(Serial, "  "),
                r#"W S3 surrounding-space @a2:1 (field=serial, value=) >> a2.serial=""; W S1 serial-from-hash @a2:1 (value=TEST-0000001) >> a2.serial="TEST-0000001""#,
            ),
            (without(), "E S1 serial-missing @a2; E X6 hash-no-serial @a2:3"),
            (bare().serial_in_hash("Default string"), "E S4 serial-placeholder @a2 (value=Default string)"),
            (bare().serial_in_hash("A,B"), r#"W S1 serial-from-hash @a2 (value=A,B) > a2.serial="A,B""#),
        ],
    );
    check(
        &partner_center(),
        vec![
            (tuple("", "", "").with(ProductId, "3305512345678"), ""),
            (tuple("Contoso", "Book 1", ""), "E S1 serial-missing @a2:1; E T1 no-identifier @a2"),
        ],
    );
}

#[test]
fn s2_serial_agrees_with_the_hash() {
    let of = |serial: &str, in_hash: &str| device(1).with(Serial, serial).serial_in_hash(in_hash);
    check(
        &intune(),
        vec![
            (
                of("123", "00123"),
                r#"W S2 serial-leading-zeros @a2:1 (value=123, wanted=00123) >> a2.serial="00123""#,
            ),
            (
                of("1.23E+11", "123456789012"),
                r#"W S2 serial-scientific @a2:1 (value=1.23E+11, wanted=123456789012) >> a2.serial="123456789012""#,
            ),
            (
                of("1,23E+11", "123456789012"),
                r#"E Q1 needs-quotes @a2:1 (field=serial, value=1,23E+11); W S2 serial-scientific @a2:1 (value=1,23E+11, wanted=123456789012) >> a2.serial="123456789012""#,
            ),
            (
                of("1234.0", "1234"),
                r#"W S2 serial-decimal @a2:1 (value=1234.0, wanted=1234) >> a2.serial="1234""#,
            ),
            (
                of("001234", "1234"),
                r#"W S2 serial-padding @a2:1 (value=001234, wanted=1234) >> a2.serial="1234""#,
            ),
            (
                of("5cg123", "5CG123"),
                r#"W S2 serial-case @a2:1 (value=5cg123, wanted=5CG123) >> a2.serial="5CG123""#,
            ),
            (
                of("5CG124", "5CG123"),
                r#"E S2 serial-mismatch @a2:1 (value=5CG124, wanted=5CG123) > a2.serial="5CG123""#,
            ),
            (of("5CG123", "5CG123  "), ""),
            (of("5CG123", ""), ""),
        ],
    );
}

#[test]
fn s3_space_around_values() {
    check(
        &intune(),
        vec![
            (
                device(1).with(Serial, " TEST-0000001\u{a0}"),
                r#"W S3 surrounding-space @a2:1 (field=serial, value=TEST-0000001) >> a2.serial="TEST-0000001""#,
            ),
            (
                device(1).with(GroupTag, "\u{feff}Kio\u{200b}sk"),
                r#"W S3 surrounding-space @a2:4 (field=group-tag, value=Kiosk) >> a2.group-tag="Kiosk""#,
            ),
        ],
    );
}

#[test]
fn s4_placeholder_serials() {
    check(
        &intune(),
        vec![
            (
                device(1).with(Serial, "To Be Filled By O.E.M."),
                r#"E S4 serial-placeholder @a2:1 (value=To Be Filled By O.E.M.) >> a2.serial="TEST-0000001""#,
            ),
            (
                device(1).with(Serial, "0").serial_in_hash("Default string"),
                "E S4 serial-placeholder @a2:1 (value=0)",
            ),
        ],
    );
}

#[test]
fn e2_and_q1_what_can_be_written() {
    check(
        &intune(),
        vec![
            (
                device(1).with(GroupTag, "Café façade"),
                "W E2 not-ascii @a2:4 (field=group-tag, characters=é ç)",
            ),
            (
                device(1).with(GroupTag, "Kiosk, 2"),
                "E Q1 needs-quotes @a2:4 (field=group-tag, value=Kiosk, 2)",
            ),
            (device(1).with(Manufacturer, "Contoso").with(Model, "Contoso Book 1"), ""),
        ],
    );
    check(
        &partner_center(),
        vec![
            (device(1).with(GroupTag, "Café, 2"), ""),
            (
                tuple("VMware, Inc.", "Böök", "TEST-1"),
                "E Q1 needs-quotes @a2:6 (field=manufacturer, value=VMware, Inc.); W E2 not-ascii @a2:7 (field=model, characters=ö)",
            ),
        ],
    );
}

#[test]
fn x_repairs() {
    for (repair, code) in [
        (Repair::Whitespace, "W X1 hash-whitespace"),
        (Repair::Padding, "W X2 hash-padding"),
        (Repair::UrlAlphabet, "W X3 hash-url-alphabet"),
        (Repair::Length, "I X5 hash-length"),
    ] {
        assert_eq!(
            judge(&device(1).repaired(repair), &intune()),
            format!("{code} @a2:3 >> a2.accepted=true")
        );
    }
}

#[test]
fn x_damage() {
    for (error, wanted) in [
        (Error::NotBase64 { offset: 7 }, "E X2 hash-not-base64 @a2:3 (offset=8)"),
        (Error::TooSmall { length: 128 }, "E X11 hash-too-small @a2:3 (length=128)"),
        (Error::Magic, "E X4 hash-magic @a2:3"),
        (Error::Truncated { length: 900 }, "E X4 hash-truncated @a2:3 (length=900)"),
        (Error::Structure { offset: 4 }, "E X4 hash-structure @a2:3 (offset=5)"),
        (Error::Trailer, "E X4 hash-trailer @a2:3"),
        (Error::Digest, "E X4 hash-digest @a2:3"),
        (Error::Tail { offset: 1200 }, "E X4 hash-tail @a2:3 (offset=1201)"),
    ] {
        for context in [intune(), partner_center()] {
            assert_eq!(judge(&device(1).damaged(error), &context), wanted);
        }
    }
}

#[test]
fn x_what_the_hash_lacks() {
    let made = Builder::made_up(1);
    let without = |tags: &[u16]| {
        let less = tags.iter().fold(made.clone(), |builder, &tag| builder.without(tag));
        hashed(&less).with(Serial, "TEST-0000001")
    };
    check(
        &intune(),
        vec![
            (without(&[16]), "E X6 hash-no-manufacturer @a2:3"),
            (without(&[14]), "E X6 hash-no-serial @a2:3"),
            (without(&[12]), "W X7 hash-no-uuid @a2:3"),
            (without(&[8]), "W X7 hash-no-network @a2:3"),
            (without(&[7, 28]), "W X7 hash-no-disk @a2:3"),
            (without(&[13, 25]), "W X7 hash-no-tpm @a2:3"),
        ],
    );
    let mut pe = made.build().unwrap().encode();
    // Where the capture record keeps the kind of system: header, record header, 21 bytes.
    pe[29] = 1;
    let payload: Vec<u8> = pe[8..32].to_vec();
    let pe = hashed(&made.without(1).raw(1, &payload)).with(Serial, "TEST-0000001");
    check(&intune(), vec![(pe, "W X8 hash-windows-pe @a2:3")]);
}

#[test]
fn x9_age() {
    check(
        &intune(),
        vec![
            (device(1).captured(NOW + DAY), ""),
            (device(1).captured(NOW + DAY + 1), "I X9 capture-in-future @a2:3 (time=1735776001)"),
            (device(1).captured(NOW - 3 * 365 * DAY), ""),
            (device(1).captured(NOW - 3 * 366 * DAY), "I X9 capture-old @a2:3 (time=1640822400)"),
        ],
    );
}

#[test]
fn x10_virtual_machines() {
    let vm = Builder::made_up(1)
        .text(TextField::Manufacturer, "VMware, Inc.")
        .text(TextField::Model, "VMware20,1");
    check(
        &intune(),
        vec![(
            hashed(&vm).with(Serial, "TEST-0000001"),
            "I X10 virtual-machine @a2:3 (manufacturer=VMware, Inc., model=VMware20,1)",
        )],
    );
}

#[test]
fn p1_product_ids_and_keys() {
    let with = |value| device(1).with(ProductId, value);
    check(
        &intune(),
        vec![
            (with("0000000000001"), ""),
            (
                with("3305512345678"),
                r#"W P1 product-id-mismatch @a2:2 (value=3305512345678, wanted=0000000000001) > a2.product-id="0000000000001""#,
            ),
            (
                with("00330-80000-00000-AA123"),
                r#"I P1 product-id-of-windows @a2:2 (value=00330-80000-00000-AA123) >> a2.product-id="""#,
            ),
            (with("whatever"), r#"W P1 product-id-odd @a2:2 (value=whatever) > a2.product-id="""#),
            (
                with("BCDFG-HJKMP-QRTVW-XY234-6789B"),
                r#"E P1 product-key @a2:2 (field=product-id) >> a2.product-id="""#,
            ),
            (
                device(1).with(GroupTag, "key BCDFG-HJKMP-QRTVW-XY234-6789B"),
                r#"E P1 product-key @a2:4 (field=group-tag) >> a2.group-tag="""#,
            ),
            (
                device(1).with(Serial, "BCDFG-HJKMP-QRTVW-XY234-6789B"),
                r#"E P1 product-key @a2:1 (field=serial) >> a2.serial="TEST-0000001""#,
            ),
        ],
    );
}

#[test]
fn u1_assigned_user() {
    let known = Context { domains: vec!["contoso.com".into(), "contoso.nl".into()], ..intune() };
    let with = |value| device(1).with(AssignedUser, value);
    check(
        &intune(),
        vec![(with("kim"), "E U1 user-not-upn @a2:5 (value=kim)"), (with("kim@fabrikam.com"), "")],
    );
    check(
        &known,
        vec![
            (with("kim@CONTOSO.NL"), ""),
            (
                with("kim@fabrikam.com"),
                "E U1 user-domain @a2:5 (value=kim@fabrikam.com, domains=contoso.com, contoso.nl)",
            ),
        ],
    );
    check(&partner_center(), vec![(with("kim"), "W U1 user-not-upn @a2:5 (value=kim)")]);
}

#[test]
fn t1_manufacturer_and_model() {
    check(
        &intune(),
        vec![
            (device(1).with(Manufacturer, "Contoso").with(Model, "Contoso Book 1"), ""),
            (
                device(1).with(Manufacturer, "CONTOSO."),
                r#"W T1 tuple-almost @a2:6 (field=manufacturer, value=CONTOSO., wanted=Contoso) >> a2.manufacturer="Contoso""#,
            ),
            (
                device(1).with(Model, "Fabrikam"),
                r#"W T1 tuple-mismatch @a2:7 (field=model, value=Fabrikam, wanted=Contoso Book 1) > a2.model="Contoso Book 1""#,
            ),
            (tuple("Contoso", "Book 1", "TEST-1"), "E T1 no-hash @a2"),
            (
                tuple("SpiralOrbit", "ContosoABC", "000000000000"),
                "E T1 sample-data @a2:6 >> a2.excluded=true",
            ),
        ],
    );
    check(
        &partner_center(),
        vec![
            (tuple("Contoso", "", "TEST-1"), "E T1 no-identifier @a2"),
            (tuple("Contoso", "", "TEST-1").with(ProductId, "3305512345678"), ""),
        ],
    );
}

#[test]
fn a_hash_in_a_wrong_column_is_not_named_whole() {
    let found = judge(&device(1).with(Serial, &"A1".repeat(2000)), &intune());
    assert!(found.starts_with("E S2 serial-mismatch") && found.len() < 200, "{found}");
}

#[test]
fn keys_of_targets_and_codes() {
    for target in Target::ALL {
        assert_eq!(Target::from_key(target.key()), Some(target));
    }
    for &code in Code::ALL {
        assert_eq!(Code::from_key(code.key()), Some(code));
    }
}
