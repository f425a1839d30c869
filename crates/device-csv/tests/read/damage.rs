//! Files that something went wrong with on their way: wrapped, cut, with broken quotes or in two encodings.

use device_csv::{Encoding, Field, HashForm};

use crate::support::{fill, hash, read, read_in, shown, utf16_le};
use crate::tables::{FIVE, HEADER, check};

/// A hash in pieces of that many characters, with line ends between them.
fn broken(number: u32, width: usize, line_end: &str) -> String {
    let text = hash(number);
    let pieces: Vec<&str> =
        (0..text.len()).step_by(width).map(|at| &text[at..text.len().min(at + width)]).collect();
    pieces.join(line_end)
}

#[test]
fn hashes_over_several_rows_are_one() {
    for width in [64, 76, 80, 1000, 3990] {
        for line_end in ["\r\n", "\n", ",,\r\n"] {
            let text = format!(
                "{FIVE}\r\nS1,,{},Kiosk,a@contoso.com\r\nS2,,{}\r\nS3,,{}\r\n",
                broken(1, width, line_end),
                broken(2, width, line_end),
                hash(3)
            );
            let (report, rows) = read(text.as_bytes());
            let found: Vec<String> = shown(&report, &rows).into_iter().skip(1).collect();
            let line = 2 + 4000_usize.div_ceil(width);
            assert_eq!(
                found,
                [
                    "L2 serial=\"S1\" product-id=\"\" #TEST-0000001 [Whitespace] group-tag=\"Kiosk\" assigned-user=\"a@contoso.com\"".to_owned(),
                    format!("L{line} serial=\"S2\" product-id=\"\" #TEST-0000002 [Whitespace]"),
                    format!("L{} serial=\"S3\" product-id=\"\" #TEST-0000003", 2 * line - 2),
                ],
                "{width} {line_end:?}"
            );
            assert_eq!(read_in(text.as_bytes(), &[1]), (report, rows));
        }
    }
}

#[test]
fn hashes_over_several_lines_between_quotes_are_one() {
    let text = format!("{HEADER}\n\"S1\",\"\",\"{}\"\nS2,,{}\n", broken(1, 76, "\n"), hash(2));
    check(
        "quoted",
        &text,
        &[
            "table ',' [serial product-id hash]",
            "L2 serial=\"S1\" product-id=\"\" #TEST-0000001 [Whitespace]",
            "L55 serial=\"S2\" product-id=\"\" #TEST-0000002",
            "! quoted L2C1",
        ],
    );
}

#[test]
fn a_hash_cut_short_leaves_the_next_row_alone() {
    let cut = &hash(1)[..900];
    let text = format!("{HEADER}\nS1,,{cut}\nS2,,{}\nABC123\n", hash(2));
    let (report, rows) = read(text.as_bytes());
    assert_eq!(
        shown(&report, &rows)[1..],
        [
            "L2 serial=\"S1\" product-id=\"\" #Truncated { length: 675 }",
            "L3 serial=\"S2\" product-id=\"\" #TEST-0000002",
            "L4 serial=\"ABC123\"",
            "! too-few-fields L4 row 2 found=1 wanted=3",
        ]
    );
}

#[test]
fn a_quote_does_not_swallow_the_file() {
    let rows_behind = 200;
    let behind = format!("S1,,{}\n", hash(2)).repeat(rows_behind);
    let text = format!("{HEADER}\n\"S0,,{}\n{behind}", hash(1));
    let (report, rows) = read(text.as_bytes());
    assert_eq!(rows.len(), rows_behind + 1);
    assert_eq!(shown(&report, &[])[1..], ["! quote-unclosed L2C1"]);
    assert_eq!(read_in(text.as_bytes(), &[1000]), (report, rows));
}

#[test]
fn encodings_of_8_bits_are_told_apart() {
    for (name, bytes, expected, codes) in [
        ("ascii", &b"Tag"[..], Encoding::Ascii, &[][..]),
        ("utf-8", "Café".as_bytes(), Encoding::Utf8, &[]),
        ("windows-1252", b"Caf\xE9", Encoding::Windows1252, &["encoding-windows-1252"]),
        ("zeros", b"T\0a\0g\0", Encoding::Ascii, &["encoding-damaged"]),
    ] {
        let mut file = fill(&format!("{FIVE}\nS1,,{{1}},")).into_bytes();
        file.extend_from_slice(bytes);
        file.extend_from_slice(b",\n");
        let (report, rows) = read(&file);
        let said: Vec<&str> = report.diagnostics.iter().map(|diagnostic| diagnostic.code.key()).collect();
        assert_eq!((report.encoding, &said[..]), (expected, codes), "{name}");
        let tag = rows[0].text(Field::GroupTag);
        assert!(["Tag", "Café"].contains(&tag), "{name}: {tag}");
    }
}

#[test]
fn rows_that_were_appended_in_utf_16_are_read() {
    let mut file = fill(&format!("{HEADER}\r\nS1,,{{1}}\r\n")).into_bytes();
    file.extend(utf16_le(&fill("S2,,{2}\r\n")));
    let (report, rows) = read(&file);
    assert_eq!(
        shown(&report, &rows)[1..],
        [
            "L2 serial=\"S1\" product-id=\"\" #TEST-0000001",
            "L3 serial=\"S2\" product-id=\"\" #TEST-0000002",
            "! blank-rows L4 count=2",
        ]
    );
}

#[test]
fn damaged_utf_16_is_told() {
    let mut file = utf16_le(&fill(&format!("\u{FEFF}{HEADER}\r\nS1,,{{1}}\r\nS2,,{{2}}")));
    file.push(b'A');
    let (report, rows) = read(&file);
    let said: Vec<&str> = report.diagnostics.iter().map(|diagnostic| diagnostic.code.key()).collect();
    assert_eq!(said, ["encoding-utf16", "encoding-damaged"]);
    assert_eq!(rows[1].range.end, file.len() as u64 - 1);
}

#[test]
fn files_that_are_no_text_are_told_at_once() {
    for bytes in [&b"%PDF-1.7\n%\xE2\xE3"[..], b"PK\x03\x04\x14\0", b"\x89PNG\r\n\x1A\n", b"\0\x01\x02\x03"] {
        let (report, rows) = read(bytes);
        assert_eq!(shown(&report, &rows), ["unrecognised []", "! file-binary"]);
    }
}

#[test]
fn only_a_hash_that_is_whole_may_be_copied_as_it_is() {
    let whole = hash(1);
    for (name, text, canonical) in [
        ("whole", whole.clone(), true),
        ("between quotes", format!("\"{whole}\""), true),
        ("cut", whole[..3000].to_owned(), false),
        ("with a space", format!("{whole} "), false),
        ("changed, of the same length", format!("{}B", &whole[..3999]), false),
        ("not base64, of the same length", format!("{}?", &whole[..3999]), false),
    ] {
        let (_, rows) = read(format!("{HEADER}\nS1,,{text}\n").as_bytes());
        let form = rows[0].hash.as_ref().expect("there is a hash").form;
        assert_eq!(form == HashForm::Canonical, canonical, "{name}");
    }
}

#[test]
fn long_values_are_kept_or_marked() {
    let of_letters = "A".repeat(61);
    let words = "group tag ".repeat(200);
    for (name, tag, wanted) in [
        ("a long word", of_letters.as_str(), of_letters.clone()),
        ("longer than any", &words, format!("{}[…]", &words[..1000])),
        ("a piece of a hash", &hash(2)[16..400], "[…]".to_owned()),
    ] {
        let (_, rows) = read(format!("{FIVE}\nS1,,{},{tag},\n", hash(1)).as_bytes());
        assert_eq!(rows[0].text(Field::GroupTag), wanted, "{name}");
    }
}

#[test]
fn a_line_that_is_too_long_is_left_out_whole() {
    for length in [256 * 1024, 256 * 1024 + 1, 600_000] {
        for line_end in ["\n", "\r\n", "\r"] {
            let rows =
                [HEADER, &format!("S1,,{}", hash(1)), &"A".repeat(length), &format!("S2,,{}", hash(2))];
            let text = rows.join(line_end);
            let (report, rows) = read(text.as_bytes());
            let expected = [
                "table ',' [serial product-id hash]",
                "L2 serial=\"S1\" product-id=\"\" #TEST-0000001",
                "L4 serial=\"S2\" product-id=\"\" #TEST-0000002",
                "! row-too-long L3 limit=256",
            ];
            assert_eq!(shown(&report, &rows), expected, "{length} {line_end:?}");
            for sizes in [&[997][..], &[65_536], &[262_144, 1], &[4159 + 262_144, 1, 3]] {
                assert_eq!(read_in(text.as_bytes(), sizes), (report.clone(), rows.clone()), "{sizes:?}");
            }
            let wide = utf16_le(&format!("\u{FEFF}{text}"));
            let whole = read(&wide);
            assert_eq!(shown(&whole.0, &whole.1), expected, "{length} {line_end:?} in UTF-16");
            assert_eq!(read_in(&wide, &[4001]), whole);
        }
    }
}

#[test]
fn long_lines_at_either_end_are_told_of() {
    let long = "A".repeat(300_000);
    let (report, rows) = read(format!("{HEADER}\nS1,,{}\n{long}", hash(1)).as_bytes());
    assert_eq!(shown(&report, &rows)[2..], ["! row-too-long L3 limit=256"]);
    let (report, rows) = read(format!("{long}\n{HEADER}\nS1,,{}\n", hash(1)).as_bytes());
    assert_eq!(
        shown(&report, &rows)[1..],
        [
            "L3 serial=\"S1\" product-id=\"\" #TEST-0000001",
            "! row-too-long L1 limit=256",
            "! preamble L1 lines=1"
        ]
    );
    let (report, rows) = read(long.as_bytes());
    assert_eq!(shown(&report, &rows), ["unrecognised []", "! file-unrecognised"]);
}

#[test]
fn a_fragment_behind_utf_16_is_dropped_as_damage() {
    for fragment in [&b"\n"[..], b"\r\n", b"S1"] {
        let mut file = utf16_le(&fill(&format!("\u{FEFF}{HEADER}\r\nS1,,{{1}}\r\n")));
        file.extend_from_slice(fragment);
        let (report, rows) = read(&file);
        let said: Vec<&str> = report.diagnostics.iter().map(|diagnostic| diagnostic.code.key()).collect();
        assert_eq!((rows.len(), &said[..]), (1, &["encoding-utf16", "encoding-damaged"][..]), "{fragment:?}");
        assert_eq!(read_in(&file, &[1]), (report, rows), "{fragment:?}");
    }
}
