//! The texts of diagnostics: there for every code, rule and field, in every language, with the right variables.

use std::collections::{BTreeMap, BTreeSet};

use device_csv::{Code, Field, Rule, Severity};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

const ENGLISH: &str = include_str!("../../../../locales/en/diagnostics.ftl");
const DUTCH: &str = include_str!("../../../../locales/nl/diagnostics.ftl");

/// The variables of each text, by `message` and `message.attribute`.
fn texts(source: &str) -> BTreeMap<String, BTreeSet<String>> {
    let resource = fluent_syntax::parser::parse(source).expect("a Fluent file");
    let mut texts = BTreeMap::new();
    for entry in &resource.body {
        let Entry::Message(message) = entry else { continue };
        let id = message.id.name;
        let attributes = message.attributes.iter().map(|a| (format!("{id}.{}", a.id.name), &a.value));
        for (name, pattern) in message.value.iter().map(|value| (id.to_owned(), value)).chain(attributes) {
            let mut variables = BTreeSet::new();
            of_pattern(pattern, &mut variables);
            assert!(texts.insert(name.clone(), variables).is_none(), "{name} is there twice");
        }
    }
    texts
}

fn of_pattern(pattern: &Pattern<&str>, variables: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            of_expression(expression, variables);
        }
    }
}

fn of_expression(expression: &Expression<&str>, variables: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => of_inline(inline, variables),
        Expression::Select { selector, variants } => {
            of_inline(selector, variables);
            for variant in variants {
                of_pattern(&variant.value, variables);
            }
        }
    }
}

fn of_inline(inline: &InlineExpression<&str>, variables: &mut BTreeSet<String>) {
    if let InlineExpression::VariableReference { id } = inline {
        variables.insert(id.name.to_owned());
    }
}

#[test]
fn every_code_rule_severity_and_field_has_its_texts_and_no_others_are_there() {
    for source in [ENGLISH, DUTCH] {
        let mut texts = texts(source);
        for &code in Code::ALL {
            let id = format!("diag-{}", code.key());
            let allowed: BTreeSet<String> = code.args().iter().map(|arg| (*arg).to_owned()).collect();
            let of_fix: BTreeSet<String> = allowed.iter().cloned().chain(["choice".to_owned()]).collect();
            for (name, required, allowed) in [
                (id.clone(), true, &allowed),
                (format!("{id}.help"), true, &allowed),
                (format!("{id}.fix"), false, &of_fix),
            ] {
                match texts.remove(&name) {
                    Some(used) => assert!(used.is_subset(allowed), "{name} uses {used:?} of {allowed:?}"),
                    None => assert!(!required, "{name} is missing"),
                }
            }
        }
        let names = Rule::ALL
            .iter()
            .map(|rule| format!("rule-{}", rule.id()))
            .chain(Field::ALL.map(|field| format!("field-{}", field.key())))
            .chain(
                [Severity::Info, Severity::Warning, Severity::Error].map(|s| format!("severity-{}", s.key())),
            );
        for name in names {
            assert_eq!(texts.remove(&name), Some(BTreeSet::new()), "{name}");
        }
        assert_eq!(texts.keys().collect::<Vec<_>>(), Vec::<&String>::new(), "no code has these");
    }
}

#[test]
fn both_languages_say_the_same_things() {
    assert_eq!(texts(ENGLISH), texts(DUTCH));
}

/// Whether the fixes of a code have a name.
pub fn names_fixes_of(code: Code) -> bool {
    texts(ENGLISH).contains_key(&format!("diag-{}.fix", code.key()))
}
