//! Filled-in texts are what Fluent's own resolver makes of them.

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use messages::{Language, Messages, Value};

use crate::catalogue::{files, read, root};

/// Beside our own texts, the parts of Fluent that they may come to use.
const MORE: &str = r#"
-brand = Acme
more-literals = { "" }{ "{" }{ "\u00e9" }{ 7 }{ "a \"b\"" } { { $a } }
more-term = By { -brand }.
more-reference = { more-term } { more-attributes.second }
more-attributes = First
    .second = Second, { $a }
more-choice = { $a ->
        [0] none
        [one] one
        [tab] a tab
        [12345] many
       *[other] { $b ->
            [one] inner one
           *[more] inner { $b }
        }
    } end
more-lines =
    A line,
      indented,

    and the last { $a }
"#;

fn values() -> Vec<Value<'static>> {
    let numbers = [0, 1, -1, 2, 11, 12_345, i64::from(i32::MAX)].map(Value::from);
    let texts = ["", "text", "tab", "one", "other", "1"].map(Value::from);
    numbers.into_iter().chain(texts).collect()
}

fn oracle(language: Language, sources: &[String]) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new(vec![language.tag().parse().unwrap()]);
    bundle.set_use_isolating(false);
    for source in sources {
        bundle.add_resource(FluentResource::try_new(source.clone()).unwrap()).unwrap();
    }
    bundle
}

fn filled(bundle: &FluentBundle<FluentResource>, id: &str, args: &[(&str, Value)]) -> String {
    let (message, attribute) = id.split_once('.').map_or((id, None), |(id, attribute)| (id, Some(attribute)));
    let message = bundle.get_message(message).unwrap();
    let pattern = match attribute {
        Some(attribute) => message.get_attribute(attribute).unwrap().value(),
        None => message.value().unwrap(),
    };
    let mut fluent = FluentArgs::new();
    for (name, value) in args {
        match value {
            Value::Text(text) => fluent.set(*name, FluentValue::from(text.clone().into_owned())),
            Value::Number(number) => fluent.set(*name, *number),
        }
    }
    bundle.format_pattern(pattern, Some(&fluent), &mut Vec::new()).into_owned()
}

#[test]
fn every_text_is_filled_in_as_fluent_does() {
    let mut compared = 0;
    for language in Language::ALL {
        let folder = root().join("locales").join(language.tag());
        for file in files(language.tag()) {
            let source = std::fs::read_to_string(folder.join(&file)).unwrap();
            let app = std::fs::read_to_string(folder.join("app.ftl")).unwrap();
            // Terms stand in the texts of the app.
            let sources = if file == "app.ftl" { vec![source] } else { vec![app, source] };
            let (ours, theirs) =
                (Messages::of(language, sources.iter().map(String::as_str)), oracle(language, &sources));
            for (id, references) in read(language.tag(), &file) {
                if id.starts_with('-') {
                    continue;
                }
                let names: Vec<&str> = references.variables.iter().map(String::as_str).collect();
                assert_same(&ours, &theirs, &id, &names, &mut compared);
            }
        }
    }
    assert!(compared > 4_000, "{compared}");
}

#[test]
fn so_is_what_they_may_come_to_use() {
    for language in Language::ALL {
        let sources = [MORE.to_owned()];
        let (ours, theirs) = (Messages::of(language, [MORE]), oracle(language, &sources));
        for id in ["literals", "term", "reference", "attributes", "attributes.second", "choice", "lines"] {
            assert_same(&ours, &theirs, &format!("more-{id}"), &["a", "b"], &mut 0);
        }
    }
}

/// Compares a text filled in with nothing, and with every value for every variable, the one after it for the next.
fn assert_same(
    ours: &Messages,
    theirs: &FluentBundle<FluentResource>,
    id: &str,
    names: &[&str],
    compared: &mut usize,
) {
    let values = values();
    let nothing = std::iter::once(Vec::new());
    let something = (0..values.len()).flat_map(|first| {
        let values = &values;
        (0..values.len()).map(move |step| {
            let value = |at: usize| values[(first + at * step) % values.len()].clone();
            names.iter().enumerate().map(|(at, name)| (*name, value(at))).collect::<Vec<_>>()
        })
    });
    for args in nothing.chain(something) {
        assert_eq!(ours.find(id, &args), Some(filled(theirs, id, &args)), "{id} with {args:?}");
        *compared += 1;
    }
}

#[test]
fn a_text_that_refers_to_itself_comes_to_an_end() {
    let messages = Messages::of(Language::English, ["round = a { round }\n"]);
    assert!(messages.text("round", &[]).starts_with("a a "));
}
