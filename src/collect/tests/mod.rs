//! The ways of collecting, from entries to scripts and steps.

mod guides;
mod injection;
mod lexer;
mod scripts;
mod values;

use messages::{Language, Messages};

use super::{Checked, Entries, Field, Source, Way, check, document};

/// Entries for every field of every way.
fn filled() -> Entries {
    let mut entries = Entries::default();
    for (field, text) in [
        (Field::Machines, "PC-001\nPC-002, pc-003.contoso.com"),
        (Field::Account, r"CONTOSO\admin"),
        (Field::Unit, "OU=Laptops,DC=contoso,DC=com"),
        (Field::Model, "Latitude*"),
        (Field::Folder, r"\\files\hwid\"),
        (Field::GroupTag, "Sales Floor"),
        (Field::Drive, "f:"),
        (Field::Organisation, "Contoso"),
        (Field::Tenant, "contoso.onmicrosoft.com"),
        (Field::Supplier, "Fabrikam Sales"),
        (Field::Orders, "4711, 4712"),
        (Field::Sender, "IT department"),
    ] {
        entries.set(field, text.to_owned());
    }
    entries
}

/// What is written for entries that are all right, lines ended by LF.
fn written(way: Way, entries: &Entries, language: Language) -> String {
    let Checked { inputs, problems } = check(way, entries);
    assert_eq!(problems, [], "{way:?}");
    let document = with_messages(language, |messages| document(&inputs, messages));
    document.expect("this way writes something").text.replace("\r\n", "\n")
}

/// Reads the texts once for all the cases of a property.
fn with_messages<T>(language: Language, look: impl FnOnce(&Messages) -> T) -> T {
    thread_local! {
        static MESSAGES: [Messages; 2] = Language::ALL.map(Messages::new);
    }
    MESSAGES.with(|all| {
        look(all.iter().find(|messages| messages.language() == language).expect("every language"))
    })
}

/// Entries that list machines, or that have Active Directory list them.
fn from_source(source: Source) -> Entries {
    let mut entries = filled();
    entries.source = source;
    entries
}

/// As a reader finds them.
fn untouched(source: Source) -> Entries {
    let mut entries = Entries::default();
    entries.source = source;
    entries
}
