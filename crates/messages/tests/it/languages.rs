//! Every language says the same things.

use messages::Language;

use crate::catalogue::{files, read};

#[test]
fn every_language_has_the_same_texts_with_the_same_variables() {
    let [first, others @ ..] = Language::ALL.map(Language::tag);
    let mut wrong = Vec::new();
    for language in others {
        assert_eq!(files(first), files(language));
        for file in files(first) {
            let (here, there) = (read(first, &file), read(language, &file));
            for id in here.keys().filter(|id| !there.contains_key(*id)) {
                wrong.push(format!("{language}/{file} lacks {id}"));
            }
            for id in there.keys().filter(|id| !here.contains_key(*id)) {
                wrong.push(format!("{first}/{file} lacks {id}"));
            }
            for (id, references) in &here {
                if let Some(other) = there.get(id)
                    && other.variables != references.variables
                {
                    wrong.push(format!(
                        "{file}: {id} takes {:?} in {first} and {:?} in {language}",
                        references.variables, other.variables
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_text_is_in_two_files() {
    for language in Language::ALL.map(Language::tag) {
        let mut all: Vec<String> =
            files(language).iter().flat_map(|file| read(language, file).into_keys()).collect();
        let count = all.len();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), count, "{language}: a later file hides texts of an earlier one");
    }
}

#[test]
fn what_texts_refer_to_is_there() {
    for language in Language::ALL.map(Language::tag) {
        let all: Vec<_> = files(language).iter().flat_map(|file| read(language, file)).collect();
        for (id, references) in &all {
            for wanted in &references.messages {
                assert!(all.iter().any(|(other, _)| other == wanted), "{language}: {id} refers to {wanted}");
            }
        }
    }
}
