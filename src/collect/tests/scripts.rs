//! What the scripts and the letter say, to the letter, in both languages.

use messages::Language;

use super::{filled, from_source, untouched, with_messages, written};
use crate::collect::{Document, Entries, Field, Source, Way, check, document};

macro_rules! snapshots {
    ($($name:ident: $way:expr, $entries:expr;)*) => {$(
        #[test]
        fn $name() {
            for language in Language::ALL {
                let name = format!("{}-{}", stringify!($name), language.tag());
                insta::assert_snapshot!(name, written($way, &$entries, language));
            }
        }
    )*};
}

snapshots! {
    reg_3_the_letter_to_a_supplier: Way::Oem, filled();
    reg_5_the_script_for_named_machines: Way::ActiveDirectory, from_source(Source::Named);
    reg_5_the_script_for_machines_of_a_unit: Way::ActiveDirectory, from_source(Source::Directory);
    reg_6_the_script_for_each_device: Way::ByHand, filled();
    reg_7_the_script_for_a_flash_drive: Way::FlashDrive, filled();
}

/// Nothing that can stay blank is filled in.
fn bare(source: Source) -> Entries {
    let mut entries = untouched(source);
    entries.set(Field::Machines, "PC-001".to_owned());
    entries.set(Field::Organisation, "Contoso".to_owned());
    entries.set(Field::Sender, "IT".to_owned());
    entries
}

#[test]
fn reg_8_what_is_left_blank_is_left_out() {
    for (source, way) in [
        (Source::Named, Way::ActiveDirectory),
        (Source::Directory, Way::ActiveDirectory),
        (Source::Named, Way::ByHand),
        (Source::Named, Way::FlashDrive),
    ] {
        let script = written(way, &bare(source), Language::English);
        for absent in ["-GroupTag", "-Credential", "-notlike", "-SearchBase", "Get-Credential", "''"] {
            let quoted_line = way == Way::FlashDrive && absent == "''";
            assert!(quoted_line || !script.contains(absent), "{way:?} {absent}\n{script}");
        }
    }
    let letter = written(Way::Oem, &bare(Source::Named), Language::English);
    assert!(letter.contains("Dear Sir or Madam"), "{letter}");
    assert!(!letter.contains("orders or invoices") && !letter.contains("Our tenant is"), "{letter}");
}

#[test]
fn reg_8_files_are_utf_8_with_a_byte_order_mark_and_windows_line_ends() {
    for language in Language::ALL {
        for way in Way::ALL {
            let inputs = check(way, &filled()).inputs;
            let Some(Document { text, name }) =
                with_messages(language, |messages| document(&inputs, messages))
            else {
                assert_eq!(way, Way::ConfigurationManager);
                continue;
            };
            assert!(text.ends_with("\r\n"), "{name}");
            assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "{name}");
            assert_eq!(text.matches('\r').count(), text.matches("\r\n").count(), "{name}");
            let bytes = Document { text: text.clone(), name }.bytes();
            assert_eq!(bytes.strip_prefix(b"\xef\xbb\xbf"), Some(text.as_bytes()), "{name}");
        }
    }
}

#[test]
fn reg_5_a_machine_that_does_not_answer_stops_no_other() {
    let script = written(Way::ActiveDirectory, &filled(), Language::English);
    let test = script.find("Test-WSMan -ComputerName $machine").unwrap();
    let ask = script.find("& $tool -Name $machine").unwrap();
    assert!(test < ask);
    for at in [test, ask] {
        assert!(
            script[..at].rfind("try {") > script[..at].rfind("foreach ($machine"),
            "each machine has its own try"
        );
        let next = script[at..].find("foreach").unwrap_or(script.len());
        assert!(script[at..].find("} catch {").is_some_and(|catch| catch < next), "and its own catch");
    }
}
