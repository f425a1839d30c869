//! Texts are found and filled in.

use device_csv::{Arg, Code, Diagnostic, Field, FileId, Place};
use messages::{Language, Messages, Value};

const OWN: &str = "\
own = Own
    .hint = A hint
own-files = { $count ->
        [one] one file
       *[other] { $count } files
    } of { $name }
cancel = Another word
";

#[test]
fn of_a_program_beside_those_of_all() {
    let messages = Messages::with(Language::English, OWN);
    let args = |count: i64| [("count", Value::from(count)), ("name", Value::from("Ada"))];
    for (id, args, wanted) in [
        ("own", &[][..], Some("Own")),
        ("own.hint", &[], Some("A hint")),
        ("own-files", &args(1), Some("one file of Ada")),
        ("own-files", &args(12_345), Some("12345 files of Ada")),
        ("cancel", &[], Some("Another word")),
        ("close", &[], Some("Close")),
        ("own.other", &[], None),
        ("nowhere", &[], None),
    ] {
        assert_eq!(messages.find(id, args).as_deref(), wanted, "{id}");
        assert_eq!(messages.text(id, args), wanted.unwrap_or(id), "{id}");
    }
}

#[test]
fn every_language_has_its_own() {
    let texts = Language::ALL.map(|language| Messages::new(language).text("cancel", &[]));
    assert_eq!(texts, ["Cancel", "Annuleren"]);
}

#[test]
fn diagnostics_name_values_but_never_a_hash() {
    let messages = Messages::new(Language::English);
    let said = |value: &str| {
        let args =
            vec![("value", Arg::Text(value.to_owned())), ("wanted", Arg::Text("5CG7654321".to_owned()))];
        let found = Diagnostic::new(Code::SerialMismatch, Place::file(FileId(0)), args);
        messages.diagnostic(&found, &|_| String::new())
    };
    assert!(said("5CG1234567").contains("5CG1234567"));
    let hash = "T0EAAQEAHAAAAAoA".to_owned() + &"B".repeat(3984);
    assert!(!said(&hash).contains(&hash[..32]));
    assert!(said(&hash).contains("5CG7654321"));
}

#[test]
fn diagnostics_name_fields_and_moments_as_the_reader_does() {
    let say = |language, code, args| {
        let found = Diagnostic::new(code, Place::file(FileId(0)), args);
        Messages::new(language).diagnostic(&found, &|time| format!("<{time}>"))
    };
    for (language, field) in [(Language::English, "group tag"), (Language::Dutch, "groepstag")] {
        let args = vec![("field", Arg::Field(Field::GroupTag)), ("value", Arg::Text("a,b".to_owned()))];
        let said = say(language, Code::NeedsQuotes, args);
        assert!(said.to_lowercase().contains(field), "{said}");
        let said = say(language, Code::CaptureOld, vec![("time", Arg::Time(7))]);
        assert!(said.contains("<7>"), "{said}");
    }
}
