//! No input becomes code.

use messages::Language;
use proptest::prelude::*;

use super::lexer::lex;
use super::{from_source, untouched, with_messages, written};
use crate::collect::values::{Account, ComputerName, Folder, GroupTag, ModelFilter, OrganisationalUnit};
use crate::collect::{Entries, Field, Problem, Source, Way, check, document, quote};

/// Text with everything in it that means something to PowerShell.
fn hostile() -> impl Strategy<Value = String> {
    let pieces = [
        "'", "''", "‘", "’", "‚", "‛", "\"", "“", "”", "`", "$(calc)", "${x}", "; calc", "| calc", "& calc",
        "#", "<#", "#>", "@'", "'@", "{0}", "%~dp0", "\n", "\r", "\0", ")", "}", "]", "-", "–", "é", "a",
        "B", "1", " ", ".",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 1..12).prop_map(|pieces| pieces.concat())
}

/// Text for one field: hostile wherever the type of the field lets it be.
fn entry<T>(
    parse: fn(&str) -> Result<T, Problem>,
    around: (&'static str, &'static str),
) -> impl Strategy<Value = String> {
    let text = prop_oneof![hostile(), "[ -~‘’‚‛“”éß]{1,20}"];
    text.prop_map(move |text| {
        let fitting = |character: &char| parse(&format!("{}a{character}a{}", around.0, around.1)).is_ok();
        let kept: String = text.chars().filter(fitting).collect();
        format!("{}a{}a{}", around.0, kept, around.1)
    })
    .prop_filter("fits the field", move |text| parse(text).is_ok())
}

fn entries() -> impl Strategy<Value = Entries> {
    (
        prop::sample::select(vec![Source::Named, Source::Directory]),
        entry(ComputerName::parse, ("", "")),
        entry(Account::parse, (r"D\", "")),
        entry(OrganisationalUnit::parse, ("OU=", ",DC=b")),
        entry(ModelFilter::parse, ("", "")),
        entry(Folder::parse, (r"C:\", "")),
        entry(GroupTag::parse, ("", "")),
    )
        .prop_map(|(source, machine, account, unit, model, folder, tag)| {
            let mut entries = from_source(source);
            entries.set(Field::Machines, format!("PC-1 {machine} PC-3"));
            entries.set(Field::Account, account);
            entries.set(Field::Unit, unit);
            entries.set(Field::Model, model);
            entries.set(Field::Folder, folder);
            entries.set(Field::GroupTag, tag);
            entries
        })
}

/// The code of a script that a way writes, and of the script that this one writes on a flash drive.
fn code(way: Way, entries: &Entries, language: Language) -> (String, Vec<String>) {
    let outer = lex(&written(way, entries, language)).unwrap();
    if way != Way::FlashDrive {
        return (outer.code, outer.literals);
    }
    let start = outer.literals.iter().position(|line| line.starts_with("# ")).unwrap();
    let end = outer.literals.iter().position(|line| line.starts_with("Write-Host")).unwrap();
    let inner = lex(&outer.literals[start..=end].join("\n")).unwrap();
    (format!("{}\n{}", outer.code, inner.code), inner.literals)
}

proptest! {
    #[test]
    fn a_literal_stands_for_its_text(text in prop_oneof![any::<String>(), hostile()]) {
        let lexed = lex(&format!("a {} b", quote(&text))).unwrap();
        prop_assert_eq!(lexed.code, "a '…' b");
        prop_assert_eq!(lexed.literals, [text]);
    }

    #[test]
    fn reg_8_whatever_is_filled_in_the_code_of_a_script_is_the_same(entries in entries()) {
        let plain = from_source(entries.source);
        for language in Language::ALL {
            for way in [Way::ActiveDirectory, Way::ByHand, Way::FlashDrive] {
                let (hostile, literals) = code(way, &entries, language);
                let (expected, _) = code(way, &plain, language);
                prop_assert_eq!(hostile, expected, "{:?}", way);

                let tag = entries.get(Field::GroupTag).trim();
                prop_assert!(literals.iter().any(|literal| literal == tag), "{:?} {:?}", tag, literals);
                if way == Way::ActiveDirectory {
                    let account = entries.get(Field::Account).trim();
                    prop_assert!(literals.iter().any(|literal| literal == account));
                }
            }
        }
    }

    #[test]
    fn nothing_that_is_typed_makes_a_check_or_a_script_panic(text in any::<String>(), named in any::<bool>()) {
        let source = if named { Source::Named } else { Source::Directory };
        let mut entries = untouched(source);
        for field in Field::ALL {
            entries.set(field, text.clone());
        }
        for way in Way::ALL {
            let checked = check(way, &entries);
            let written = with_messages(Language::Dutch, |messages| document(&checked.inputs, messages));
            prop_assert_eq!(written.is_none(), way == Way::ConfigurationManager);
        }
    }
}

#[test]
fn reg_8_no_value_can_hold_a_line_end() {
    for field in Field::ALL {
        for way in Way::ALL {
            for source in [Source::Named, Source::Directory] {
                let mut entries = from_source(source);
                if field == Field::Machines || !way.fields(source).contains(&field) {
                    continue;
                }
                entries.set(field, format!("{}\nx", entries.get(field)));
                assert!(check(way, &entries).problem(field).is_some(), "{field:?}");
            }
        }
    }
}
