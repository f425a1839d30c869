//! What is mended, what is called mended, and what is not touched.

use hardware_hash::Repair::{Length, Padding, UrlAlphabet, Whitespace};
use hardware_hash::{Error, Repair, examine};

use crate::fixture_text;

fn inserted(at: usize, text: &str) -> String {
    let (before, after) = fixture_text().split_at(at);
    [before, text, after].concat()
}

fn wrapped(width: usize, line_end: &str) -> String {
    let lines: Vec<&str> =
        (0..fixture_text().len()).step_by(width).map(|at| &fixture_text()[at..at + width]).collect();
    lines.join(line_end)
}

fn cut(length: usize) -> String {
    fixture_text()[..length].to_owned()
}

#[test]
fn mended_texts() {
    let text = fixture_text();
    let cases: [(&str, String, &[Repair]); 24] = [
        ("clean", text.to_owned(), &[]),
        ("space before", inserted(0, " "), &[Whitespace]),
        ("line end behind", inserted(4000, "\r\n"), &[Whitespace]),
        ("wrapped at 80", wrapped(80, "\r\n"), &[Whitespace]),
        ("wrapped at 100, tabs", wrapped(100, "\n\t"), &[Whitespace]),
        ("no-break space", inserted(10, "\u{a0}"), &[Whitespace]),
        ("byte order mark", inserted(0, "\u{feff}"), &[Whitespace]),
        ("zero width space", inserted(77, "\u{200b}"), &[Whitespace]),
        ("soft hyphen", inserted(77, "\u{ad}"), &[Whitespace]),
        (
            "space for the last A, so that it has 4000 bytes",
            format!(" {}", cut(3999)),
            &[Whitespace, Padding, Length],
        ),
        ("URL alphabet", text.replace('+', "-").replace('/', "_"), &[UrlAlphabet]),
        ("URL alphabet in part", text.replacen('+', "-", 1), &[UrlAlphabet]),
        ("needless =", format!("{text}="), &[Padding]),
        ("needless ==", format!("{text}=="), &[Padding]),
        ("one lost", cut(3999), &[Padding, Length]),
        ("two lost", cut(3998), &[Padding, Length]),
        ("two lost, padded", format!("{}==", cut(3998)), &[Padding, Length]),
        ("three lost", cut(3997), &[Padding, Length]),
        ("four lost", cut(3996), &[Length]),
        ("only what matters", cut(1212), &[Length]),
        ("not one character more than what matters", cut(1210), &[Padding, Length]),
        ("one A too many", format!("{text}A"), &[Padding]),
        ("four too many", format!("{text}AAAA"), &[Length]),
        (
            "all at once",
            format!("\u{feff}{}\n=\n", wrapped(1000, " ").replace('+', "-").replace('/', "_")),
            &[Whitespace, UrlAlphabet, Padding],
        ),
    ];
    for (name, given, repairs) in cases {
        let examination = examine(given.as_bytes());
        assert_eq!(examination.repairs, repairs, "{name}");
        assert_eq!(examination.canonical().as_deref(), Some(text), "{name}");
    }
}

#[test]
fn texts_that_are_not_base64() {
    let cases: [(&str, Vec<u8>, usize); 8] = [
        ("question mark", inserted(5, "?").into(), 5),
        ("quote", inserted(0, "\"").into(), 0),
        ("letter with an accent", inserted(9, "é").into(), 9),
        ("behind white space", inserted(9, "\u{a0}é").into(), 11),
        ("= inside", inserted(100, "=").into(), 100),
        ("= inside, then white space", inserted(100, "= ").into(), 100),
        ("not UTF-8", [b"T0E \xa0", fixture_text().as_bytes()].concat(), 4),
        ("replacement character", inserted(4000, "\u{fffd}").into(), 4000),
    ];
    for (name, given, offset) in cases {
        assert_eq!(examine(&given).content, Err(Error::NotBase64 { offset }), "{name}");
    }
}

#[test]
fn texts_that_are_something_else() {
    let cases = [
        ("", Error::TooSmall { length: 0 }),
        ("   ", Error::TooSmall { length: 0 }),
        ("==", Error::TooSmall { length: 0 }),
        ("VMware-1", Error::TooSmall { length: 6 }),
        ("T0E", Error::Truncated { length: 2 }),
    ];
    for (given, error) in cases {
        let examination = examine(given.as_bytes());
        assert_eq!(examination.content, Err(error), "{given:?}");
        assert_eq!(examination.repairs, [], "{given:?}");
    }
    let old = "k".repeat(172);
    assert_eq!(examine(old.as_bytes()).content, Err(Error::TooSmall { length: 129 }));
    let large = "k".repeat(4000);
    assert_eq!(examine(large.as_bytes()).content, Err(Error::Magic));
}

#[test]
fn lengths_are_those_of_the_text() {
    let cases =
        [(fixture_text().to_owned(), 4000, 3000), (wrapped(80, "\n"), 4000, 3000), (cut(1379), 1379, 1034)];
    for (given, characters, bytes) in cases {
        let examination = examine(given.as_bytes());
        assert_eq!((examination.characters, examination.bytes), (characters, bytes));
    }
    let padded = examine(format!("{}==", cut(3998)).as_bytes());
    assert_eq!((padded.characters, padded.bytes), (4000, 2998));
    let broken = examine(inserted(40, "?").as_bytes());
    assert_eq!((broken.characters, broken.bytes), (40, 30));
}
