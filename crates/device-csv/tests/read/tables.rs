//! One case a shape of table, each read in several encodings and in chunks of several sizes.

use device_csv::FileKind;

use crate::support::{fill, read, read_in, shown, utf16_be, utf16_le};

/// Reads a file in every encoding and in many chunkings, and compares what came of it.
pub fn check(name: &str, text: impl AsRef<str>, expected: &[&str]) {
    let text = fill(text.as_ref());
    let marked = format!("\u{FEFF}{text}");
    let files = [
        ("utf-8", text.clone().into_bytes()),
        ("utf-8-bom", marked.clone().into_bytes()),
        ("utf-16le-bom", utf16_le(&marked)),
        ("utf-16be-bom", utf16_be(&marked)),
        ("utf-16le", utf16_le(&text)),
        ("utf-16be", utf16_be(&text)),
    ];
    for (encoding, bytes) in files {
        let whole = read(&bytes);
        let found = shown(&whole.0, &whole.1);
        assert_eq!(found, expected, "{name} in {encoding}: {found:#?}");
        if encoding != "utf-8" && !text.is_empty() && whole.0.kind != FileKind::Unrecognised {
            assert_eq!(whole.0.encoding.label(), encoding, "{name}");
        }
        for sizes in [&[1][..], &[2], &[3], &[7, 4096, 1, 129]] {
            assert_eq!(read_in(&bytes, sizes), whole, "{name} in {encoding} by chunks of {sizes:?}");
        }
    }
}

macro_rules! tables {
    ($($name:ident: $text:expr => [$($line:expr),* $(,)?];)*) => {
        $(#[test]
        fn $name() {
            check(stringify!($name), $text, &[$($line),*]);
        })*
    };
}

pub const HEADER: &str = "Device Serial Number,Windows Product ID,Hardware Hash";
pub const FIVE: &str = "Device Serial Number,Windows Product ID,Hardware Hash,Group Tag,Assigned User";
const PARTNER: &str = "Device Serial Number,Windows Product ID,Hardware Hash,Manufacturer name,Device model";

tables! {
    plain: format!("{HEADER}\r\nS1,,{{1}}\r\nS2,,{{2}}\r\n") => [
        "table ',' [serial product-id hash]",
        "L2 serial=\"S1\" product-id=\"\" #TEST-0000001",
        "L3 serial=\"S2\" product-id=\"\" #TEST-0000002",
    ];
    no_line_end_at_the_end: format!("{HEADER}\nS1,,{{1}}") => [
        "table ',' [serial product-id hash]",
        "L2 serial=\"S1\" product-id=\"\" #TEST-0000001",
    ];
    mixed_line_ends: format!("{HEADER}\rS1,,{{1}}\nS2,,{{2}}\r\nS3,,{{3}}\r\r\n") => [
        "table ',' [serial product-id hash]",
        "L2 serial=\"S1\" product-id=\"\" #TEST-0000001",
        "L3 serial=\"S2\" product-id=\"\" #TEST-0000002",
        "L4 serial=\"S3\" product-id=\"\" #TEST-0000003",
        "! blank-rows L5 count=1",
    ];
    five_columns: format!("{FIVE}\nS1,0000000000001,{{1}},Kiosk,a@contoso.com\n") => [
        "table ',' [serial product-id hash group-tag assigned-user]",
        "L2 serial=\"S1\" product-id=\"0000000000001\" #TEST-0000001 group-tag=\"Kiosk\" assigned-user=\"a@contoso.com\"",
    ];
    semicolons: "Device Serial Number;Windows Product ID;Hardware Hash;Group Tag\r\nS1;;{1};Café\r\n" => [
        "table ';' [serial product-id hash group-tag]",
        "L2 serial=\"S1\" product-id=\"\" #TEST-0000001 group-tag=\"Café\"",
        "! delimiter L1 delimiter=\";\"",
    ];
    tabs: "Device Serial Number\tWindows Product ID\tHardware Hash\nS1\t\t{1}\n" => [
        "table '\\t' [serial product-id hash]",
        "L2 serial=\"S1\" product-id=\"\" #TEST-0000001",
        "! delimiter L1 delimiter=\"tab\"",
    ];
    separator_line: "sep=;\r\nDevice Serial Number;Windows Product ID;Hardware Hash\r\nS1;;{1}\r\n" => [
        "table ';' [serial product-id hash]",
        "L3 serial=\"S1\" product-id=\"\" #TEST-0000001",
        "! delimiter L2 delimiter=\";\"",
    ];
    separator_line_of_another_kind: "\"SEP=|\"\nDevice Serial Number|Windows Product ID|Hardware Hash\nS1||{1}\n" => [
        "table '|' [serial product-id hash]",
        "L3 serial=\"S1\" product-id=\"\" #TEST-0000001",
        "! delimiter L2 delimiter=\"|\"",
    ];
    quoted: "\"Device Serial Number\",\"Windows Product ID\",\"Hardware Hash\"\r\n\"S1\",\"\",\"{1}\"\r\n" => [
        "table ',' [serial product-id hash]",
        "L2 serial=\"S1\" product-id=\"\" #TEST-0000001",
        "! quoted L1C1",
    ];
    quoted_where_needed: format!("{PARTNER}\nS1,,,\"VMware, Inc.\",\"VMware20,1\"\nS2,,,\"A \"\"B\"\"\",C\n") => [
        "table ',' [serial product-id hash manufacturer model]",
        "L2 serial=\"S1\" product-id=\"\" manufacturer=\"VMware, Inc.\" model=\"VMware20,1\"",
        "L3 serial=\"S2\" product-id=\"\" manufacturer=\"A \\\"B\\\"\" model=\"C\"",
        "! quoted L2C4",
    ];
    rows_quoted_as_a_whole: "\"Device Serial Number,Windows Product ID,Hardware Hash\"\r\n\"S1,,{1}\"\r\n" => [
        "table ',' [serial product-id hash]",
        "L2 serial=\"S1\" product-id=\"\" #TEST-0000001",
        "! quoted L1C1",
    ];
    line_end_between_quotes: format!("{FIVE}\nS1,,{{1}},\"two\r\nlines\",\nS2,,{{2}},,\n") => [
        "table ',' [serial product-id hash group-tag assigned-user]",
        "L2 serial=\"S1\" product-id=\"\" #TEST-0000001 group-tag=\"two\\r\\nlines\" assigned-user=\"\"",
        "L4 serial=\"S2\" product-id=\"\" #TEST-0000002 group-tag=\"\" assigned-user=\"\"",
        "! quoted L2C4",
    ];
    quote_that_is_never_closed: format!("{HEADER}\n\"S1,,{{1}}\nS2,,{{2}}\n") => [
        "table ',' [serial product-id hash]",
        "L2 serial=\"S1\" product-id=\"\" #TEST-0000001",
        "L3 serial=\"S2\" product-id=\"\" #TEST-0000002",
        "! quote-unclosed L2C1",
    ];
    quote_that_is_closed_by_the_next_row: "\"Device Serial Number\",\"Hardware Hash\"\n\"S1\",\"{1}\n\"S2\",\"{2}\"\n" => [
        "table ',' [serial hash]",
        "L2 serial=\"S1\" #TEST-0000001",
        "L3 serial=\"S2\" #TEST-0000002",
        "! quoted L1C1",
        "! quote-unclosed L2C2",
    ];
    stray_quotes: format!("{FIVE}\nS1,,{{1}},19\" screen,\nS2,,{{2}},\"a\"b,\n") => [
        "table ',' [serial product-id hash group-tag assigned-user]",
        "L2 serial=\"S1\" product-id=\"\" #TEST-0000001 group-tag=\"19\\\" screen\" assigned-user=\"\"",
        "L3 serial=\"S2\" product-id=\"\" #TEST-0000002 group-tag=\"ab\" assigned-user=\"\"",
        "! quote-stray L2C4",
        "! quote-stray L3C4",
    ];
    quotes_that_make_no_sense: "\"Device Serial Number\",\"Windows Product ID\",\"Hardware Hash\"\n\"S1,\"\",\"{1}\"\n" => [
        "table ',' [serial product-id hash]",
        "L2 serial=\"S1\" product-id=\"\" #TEST-0000001",
        "! quoted L1C1",
        "! quote-stray L2C1",
    ];
    other_headings: "serial number,product-id,HARDWARE_HASH,Notes\nS1,,{1},x\n" => [
        "table ',' [serial product-id hash -]",
        "L2 serial=\"S1\" product-id=\"\" #TEST-0000001",
        "! extra-columns L1 columns=\"Notes\"",
        "! header-normalised L1C1 serial found=\"serial number\" wanted=\"Device Serial Number\"",
        "! header-normalised L1C2 product-id found=\"product-id\" wanted=\"Windows Product ID\"",
        "! header-normalised L1C3 hash found=\"HARDWARE_HASH\" wanted=\"Hardware Hash\"",
    ];
    dutch_headings: "Serienummer van apparaat;Windows-product-id;Hardware-hash;Groepslabel;Toegewezen gebruiker\nS1;;{1};;\n" => [
        "table ';' [serial product-id hash group-tag assigned-user]",
        "L2 serial=\"S1\" product-id=\"\" #TEST-0000001 group-tag=\"\" assigned-user=\"\"",
        "! delimiter L1 delimiter=\";\"",
        "! header-normalised L1C1 serial found=\"Serienummer van apparaat\" wanted=\"Device Serial Number\"",
        "! header-normalised L1C2 product-id found=\"Windows-product-id\" wanted=\"Windows Product ID\"",
        "! header-normalised L1C3 hash found=\"Hardware-hash\" wanted=\"Hardware Hash\"",
        "! header-normalised L1C4 group-tag found=\"Groepslabel\" wanted=\"Group Tag\"",
        "! header-normalised L1C5 assigned-user found=\"Toegewezen gebruiker\" wanted=\"Assigned User\"",
    ];
    managed_desktop: " Manufacturer,Model,Serial Number,Hardware Hash\nContoso,Book,S1,{1}\n" => [
        "table ',' [manufacturer model serial hash]",
        "L2 serial=\"S1\" #TEST-0000001 manufacturer=\"Contoso\" model=\"Book\"",
        "! header-normalised L1C1 manufacturer found=\"Manufacturer\" wanted=\"Manufacturer name\"",
        "! header-normalised L1C2 model found=\"Model\" wanted=\"Device model\"",
        "! header-normalised L1C3 serial found=\"Serial Number\" wanted=\"Device Serial Number\"",
    ];
    tuples: "Manufacturer,Model,Serial Number\nContoso,Book,S1\n" => [
        "table ',' [manufacturer model serial]",
        "L2 serial=\"S1\" manufacturer=\"Contoso\" model=\"Book\"",
        "! header-normalised L1C1 manufacturer found=\"Manufacturer\" wanted=\"Manufacturer name\"",
        "! header-normalised L1C2 model found=\"Model\" wanted=\"Device model\"",
        "! header-normalised L1C3 serial found=\"Serial Number\" wanted=\"Device Serial Number\"",
    ];
    no_header: "S1,,{1}\nS2,,{2}\n" => [
        "table ',' [serial product-id hash]",
        "L1 serial=\"S1\" product-id=\"\" #TEST-0000001",
        "L2 serial=\"S2\" product-id=\"\" #TEST-0000002",
        "! header-missing L1",
    ];
    no_header_and_more_columns: "S1;;{1};Kiosk;a@contoso.com\n" => [
        "table ';' [serial product-id hash group-tag assigned-user]",
        "L1 serial=\"S1\" product-id=\"\" #TEST-0000001 group-tag=\"Kiosk\" assigned-user=\"a@contoso.com\"",
        "! delimiter L1 delimiter=\";\"",
        "! header-missing L1",
    ];
    no_header_and_another_order: "Contoso,Contoso Book 1,TEST-0000001,{1}\n" => [
        "table ',' [manufacturer model serial hash]",
        "L1 serial=\"TEST-0000001\" #TEST-0000001 manufacturer=\"Contoso\" model=\"Contoso Book 1\"",
        "! header-missing L1",
    ];
    bare_hashes: "{1}\n{2}\n" => [
        "table [hash]",
        "L1 #TEST-0000001",
        "L2 #TEST-0000002",
        "! header-missing L1",
    ];
    heading_of_the_hash_unknown: "Serial,HWID,Tag\nS1,{1},Kiosk\n" => [
        "table ',' [serial hash group-tag]",
        "L2 serial=\"S1\" #TEST-0000001 group-tag=\"Kiosk\"",
    ];
    preamble: format!("Windows Autopilot\n\nMade on 1 May\n{HEADER}\nS1,,{{1}}\n") => [
        "table ',' [serial product-id hash]",
        "L5 serial=\"S1\" product-id=\"\" #TEST-0000001",
        "! preamble L1 lines=3",
    ];
    type_line: "#TYPE System.Management.Automation.PSCustomObject\n\"Device Serial Number\",\"Hardware Hash\"\n\"S1\",\"{1}\"\n" => [
        "table ',' [serial hash]",
        "L3 serial=\"S1\" #TEST-0000001",
        "! preamble L1 lines=1",
        "! quoted L2C1",
    ];
    report_export: "Windows Autopilot Device Information\n\nTextbox1,Textbox2,Textbox3,Serial0,Product0,Hash0\n\
        Device Serial Number,Windows Product ID,Hardware Hash,S1,00330-80000-00000-AA123,{1}\n\
        Device Serial Number,Windows Product ID,Hardware Hash,S2,,{2}\n" => [
        "report-export ',' [- - - serial product-id hash]",
        "L4 serial=\"S1\" product-id=\"00330-80000-00000-AA123\" #TEST-0000001",
        "L5 serial=\"S2\" product-id=\"\" #TEST-0000002",
        "! preamble L1 lines=3",
        "! report-export L4",
    ];
    header_again: format!("{HEADER}\nS1,,{{1}}\n{HEADER}\nS2,,{{2}}\n") => [
        "table ',' [serial product-id hash]",
        "L2 serial=\"S1\" product-id=\"\" #TEST-0000001",
        "L4 serial=\"S2\" product-id=\"\" #TEST-0000002",
        "! repeated-header L3",
    ];
    header_again_with_other_columns: format!("{HEADER}\nS1,,{{1}}\n\u{FEFF}Hardware Hash;Device Serial Number\n{{2}};S2\n") => [
        "table ',' [serial product-id hash]",
        "L2 serial=\"S1\" product-id=\"\" #TEST-0000001",
        "L4 serial=\"S2\" #TEST-0000002",
        "! repeated-header L3",
        "! delimiter L3 delimiter=\";\"",
    ];
    separator_line_in_the_middle: format!("{HEADER}\nS1,,{{1}}\nsep=;\nS2;;{{2}}\n") => [
        "table ',' [serial product-id hash]",
        "L2 serial=\"S1\" product-id=\"\" #TEST-0000001",
        "L4 serial=\"S2\" product-id=\"\" #TEST-0000002",
        "! delimiter L3 delimiter=\";\"",
    ];
    blank_rows: format!("\n{HEADER}\n,,\n\"\",\"\",\"\"\n \t\nS1,,{{1}}\n\n\u{1A}") => [
        "table ',' [serial product-id hash]",
        "L6 serial=\"S1\" product-id=\"\" #TEST-0000001",
        "! blank-rows L1 count=1",
        "! blank-rows L3 count=3",
        "! blank-rows L7 count=2",
    ];
    blank_fields_at_the_end: format!("{HEADER}\nS1,,{{1}},,,,\n") => [
        "table ',' [serial product-id hash]",
        "L2 serial=\"S1\" product-id=\"\" #TEST-0000001",
    ];
    optional_fields_missing: format!("{FIVE}\nS1,,{{1}}\n") => [
        "table ',' [serial product-id hash group-tag assigned-user]",
        "L2 serial=\"S1\" product-id=\"\" #TEST-0000001",
    ];
    too_few_fields: format!("{FIVE}\nS1\n") => [
        "table ',' [serial product-id hash group-tag assigned-user]",
        "L2 serial=\"S1\"",
        "! too-few-fields L2 row 0 found=1 wanted=5",
    ];
    columns_the_header_does_not_name: format!("{HEADER}\nS1,,{{1}},Kiosk,a@contoso.com\nS2,,{{2}},Kiosk\n") => [
        "table ',' [serial product-id hash]",
        "L2 serial=\"S1\" product-id=\"\" #TEST-0000001 group-tag=\"Kiosk\" assigned-user=\"a@contoso.com\"",
        "L3 serial=\"S2\" product-id=\"\" #TEST-0000002 group-tag=\"Kiosk\"",
        "! columns-assigned L2C4 row 0 group-tag field=group-tag value=\"Kiosk\"",
        "! columns-assigned L3C4 row 1 group-tag field=group-tag value=\"Kiosk\"",
    ];
    quotes_deleted_beside_a_hash: format!("{PARTNER}\nTEST-0000007,,{{VM}},VMware, Inc.,VMware20,1\n") => [
        "table ',' [serial product-id hash manufacturer model]",
        "L2 serial=\"TEST-0000007\" product-id=\"\" #TEST-0000007 manufacturer=\"VMware, Inc.\" model=\"VMware20,1\"",
        "! columns-realigned L2C4 row 0 manufacturer field=manufacturer value=\"VMware, Inc.\"",
    ];
    quotes_deleted_before_a_hash: "Manufacturer name,Device model,Device Serial Number,Hardware Hash\nVMware, Inc.,VMware20,1,TEST-0000007,{VM}\n" => [
        "table ',' [manufacturer model serial hash]",
        "L2 serial=\"TEST-0000007\" #TEST-0000007 manufacturer=\"VMware, Inc.\" model=\"VMware20,1\"",
        "! columns-realigned L2C1 row 0 manufacturer field=manufacturer value=\"VMware, Inc.\"",
    ];
    quotes_deleted_without_a_hash: format!("{PARTNER}\nS1,,,Micro-Star International Co., Ltd.,MS-1\nS2,,,VMware, Inc.,VMware20,1\n") => [
        "table ',' [serial product-id hash manufacturer model]",
        "L2 serial=\"S1\" product-id=\"\" manufacturer=\"Micro-Star International Co., Ltd.\" model=\"MS-1\"",
        "L3 serial=\"S2\" product-id=\"\" manufacturer=\"VMware, Inc.\" model=\"VMware20,1\"",
        "! columns-realigned L2C4 row 0 manufacturer field=manufacturer value=\"Micro-Star International Co., Ltd.\"",
        "! columns-realigned L3C4 row 1 manufacturer field=manufacturer value=\"VMware, Inc.\"",
    ];
    quotes_deleted_from_a_group_tag: format!("{FIVE}\nS1,,{{1}},Sales, North,a@contoso.com\n") => [
        "table ',' [serial product-id hash group-tag assigned-user]",
        "L2 serial=\"S1\" product-id=\"\" #TEST-0000001 group-tag=\"Sales, North\" assigned-user=\"a@contoso.com\"",
        "! columns-realigned L2C4 row 0 group-tag field=group-tag value=\"Sales, North\"",
    ];
    quotes_deleted_before_a_blank_field: format!("{FIVE}\nS1,,{{1}},Sales, North,\n") => [
        "table ',' [serial product-id hash group-tag assigned-user]",
        "L2 serial=\"S1\" product-id=\"\" #TEST-0000001 group-tag=\"Sales, North\" assigned-user=\"\"",
        "! columns-realigned L2C4 row 0 group-tag field=group-tag value=\"Sales, North\"",
    ];
    too_many_fields: format!("{PARTNER}\nS1,,{{1}},a,b,c,d\n") => [
        "table ',' [serial product-id hash manufacturer model]",
        "L2 serial=\"S1\" product-id=\"\" #TEST-0000001",
        "! too-many-fields L2 row 0 found=7 wanted=5",
    ];
    hash_in_another_column: format!("{HEADER}\nTEST-0000001,{{1}}\n") => [
        "table ',' [serial product-id hash]",
        "L2 serial=\"TEST-0000001\" #TEST-0000001",
        "! columns-assigned L2C1 row 0 serial field=serial value=\"TEST-0000001\"",
    ];
    damaged_hash: format!("{HEADER}\nS1,,{{1}}?\nS2,,AAAA\n") => [
        "table ',' [serial product-id hash]",
        "L2 serial=\"S1\" product-id=\"\" #NotBase64 { offset: 4000 }",
        "L3 serial=\"S2\" product-id=\"\" #TooSmall { length: 3 }",
    ];
    product_keys: format!("{FIVE}\nS1,AAAAA-BBBBB-CCCCC-DDDDD-EEEEE,{{1}},,\n") => [
        "table ',' [serial product-id hash group-tag assigned-user]",
        "L2 serial=\"S1\" product-id=\"•••••-•••••-•••••-•••••-•••••\" #TEST-0000001 group-tag=\"\" assigned-user=\"\"",
    ];
    corporate_identifiers: "Contoso,Book 1,1234567890\nContoso,Book 2,ABC-99\n" => [
        "corporate-identifiers []",
        "! corporate-identifiers rows=2",
    ];
    list_of_a_portal: "Device name,Serial number,Manufacturer,Model,Compliance\nPC1,S1,Contoso,Book,Yes\n" => [
        "unrecognised []",
        "! file-without-hashes columns=\"Device name, Serial number, Manufacturer, Model, Compliance\"",
    ];
    serials_alone: "Serial number,Owner\nS1,somebody\n" => [
        "unrecognised []",
        "! file-without-hashes columns=\"Serial number, Owner\"",
    ];
    identifiers_with_short_serials: "Contoso,Book 1,7\nContoso,Book 1,TEST1\nContoso,Book 1,TEST\n" => [
        "corporate-identifiers []",
        "! corporate-identifiers rows=3",
    ];
    three_words_in_a_row: "Utrecht,ground floor,printer\nDelft,first floor,scanner\n" => [
        "unrecognised []",
        "! file-unrecognised",
    ];
    something_else: "Dear colleague,\n\nthe files are on the share.\n" => [
        "unrecognised []",
        "! file-unrecognised",
    ];
    header_alone: format!("{HEADER}\r\n") => [
        "table ',' [serial product-id hash]",
        "! file-without-devices",
    ];
    nothing: "" => [
        "unrecognised []",
        "! file-empty",
    ];
    blank_rows_alone: "\r\n\r\n" => [
        "unrecognised []",
        "! file-empty",
    ];
}
