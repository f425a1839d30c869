//! Reports of the OA3 tool.

use device_csv::{Encoding, HashForm};

use crate::support::{fill, read, read_in, shown, utf16_le};

const REPORT: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<Key>\r\n  \
    <ProductKey>AAAAA-BBBBB-CCCCC-DDDDD-EEEEE</ProductKey>\r\n  <ProductKeyID>0000000000001</ProductKeyID>\r\n  \
    <ProductKeyState>3</ProductKeyState>\r\n  <HardwareHash>{1}</HardwareHash>\r\n</Key>\r\n";

#[test]
fn a_report_is_one_device() {
    let file = fill(REPORT).into_bytes();
    let whole = read(&file);
    assert_eq!(
        shown(&whole.0, &whole.1),
        ["oa3-report []", "L2 product-id=\"0000000000001\" #TEST-0000001",]
    );
    assert_eq!(read_in(&file, &[1]), whole);
    assert!(!format!("{whole:?}").contains("AAAAA-BBBBB"), "the product key is kept nowhere");
}

#[test]
fn places_in_a_report_are_exact() {
    let (_, rows) = read(&fill(REPORT).into_bytes());
    let hash = rows[0].hash.as_ref().expect("there is a hash");
    assert_eq!((hash.line, hash.column, hash.form), (6, 4, HashForm::Canonical));
    assert_eq!(hash.range.len(), 4000);
    let product_id = rows[0].cell(device_csv::Field::ProductId).expect("there is an id");
    assert_eq!((product_id.line, product_id.column, product_id.range.len()), (4, 2, 13));
}

#[test]
fn a_report_in_utf_16_is_read() {
    let file = utf16_le(&fill(&format!("\u{FEFF}{REPORT}")));
    let (report, rows) = read(&file);
    assert_eq!(report.encoding, Encoding::Utf16LeBom);
    let hash = rows[0].hash.as_ref().expect("there is a hash");
    assert_eq!((hash.form, hash.range.len()), (HashForm::Derived, 8000));
    assert!(hash.content.is_ok());
}

#[test]
fn reports_are_read_as_far_as_they_make_sense() {
    for (name, text, expected) in [
        (
            "several devices",
            "<Keys><Key><HardwareHash>{1}</HardwareHash></Key><Key><SerialNumber>A &amp; B</SerialNumber>\
             <HardwareHash>\n{2}\n</HardwareHash></Key></Keys>",
            &["oa3-report []", "L1 #TEST-0000001", "L1 serial=\"A & B\" #TEST-0000002"][..],
        ),
        (
            "no key around it",
            "<Report><HardwareHash>{1}</HardwareHash></Report>",
            &["oa3-report []", "L1 #TEST-0000001"],
        ),
        ("cut off", "<Key><HardwareHash>{1}</HardwareHash><Prod", &["oa3-report []", "L1 #TEST-0000001"]),
        (
            "a damaged hash",
            "<Key><HardwareHash>{1}!</HardwareHash></Key>",
            &["oa3-report []", "L1 #NotBase64 { offset: 4000 }"],
        ),
        ("no hash", "<Key><ProductKeyID>1</ProductKeyID></Key>", &["unrecognised []", "! file-unrecognised"]),
        ("a page", "<!DOCTYPE html><p>Device Serial Number", &["unrecognised []", "! file-unrecognised"]),
    ] {
        let (report, rows) = read(fill(text).as_bytes());
        assert_eq!(shown(&report, &rows), expected, "{name}");
    }
}

#[test]
fn letters_of_windows_1252_do_no_harm() {
    let mut file = fill("<Key><Model>Caf? Book</Model><HardwareHash>{1}</HardwareHash></Key>").into_bytes();
    let at = file.iter().position(|&byte| byte == b'?').expect("it is there");
    file[at] = 0xE9;
    let (report, rows) = read(&file);
    assert_eq!(report.encoding, Encoding::Windows1252);
    assert_eq!(shown(&report, &rows)[1], "L1 #TEST-0000001 model=\"Café Book\"");
}

#[test]
fn reports_beyond_the_limit_are_refused() {
    let mut file = fill(REPORT).into_bytes();
    file.resize(8 * 1024 * 1024 + 1, b' ');
    let (report, rows) = read(&file);
    assert_eq!(shown(&report, &rows), ["unrecognised []", "! file-unrecognised"]);
}
