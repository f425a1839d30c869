//! The Fluent files as data.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{
    CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement, Resource,
};

/// What a pattern refers to.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct References {
    /// Variables: `{ $count }`.
    pub variables: BTreeSet<String>,
    /// Other messages, and terms with the dash before them: `{ -product }`.
    pub messages: BTreeSet<String>,
}

/// The patterns of a file: of messages by `id`, of their attributes by `id.attribute`, of terms by `-id`.
pub type Catalogue = BTreeMap<String, References>;

/// The folder of the workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The names of the Fluent files of a language, sorted.
pub fn files(language: &str) -> Vec<String> {
    let entries = fs::read_dir(root().join("locales").join(language)).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Reads a file. Nothing in it may be unreadable, or there twice.
pub fn read(language: &str, file: &str) -> Catalogue {
    let source = fs::read_to_string(root().join("locales").join(language).join(file)).unwrap();
    let resource = fluent_syntax::parser::parse(source.as_str())
        .unwrap_or_else(|(_, errors)| panic!("{language}/{file}: {errors:?}"));
    catalogue(&resource, &format!("{language}/{file}"))
}

fn catalogue(resource: &Resource<&str>, name: &str) -> Catalogue {
    let mut catalogue = Catalogue::new();
    let mut add = |id: String, pattern: &Pattern<&str>| {
        let mut references = References::default();
        gather(pattern, &mut references);
        assert!(catalogue.insert(id.clone(), references).is_none(), "{name}: {id} is there twice");
    };
    for entry in &resource.body {
        let (id, value, attributes) = match entry {
            Entry::Message(message) => {
                (message.id.name.to_owned(), message.value.as_ref(), &message.attributes)
            }
            Entry::Term(term) => (format!("-{}", term.id.name), Some(&term.value), &term.attributes),
            _ => continue,
        };
        for attribute in attributes {
            add(format!("{id}.{}", attribute.id.name), &attribute.value);
        }
        if let Some(value) = value {
            add(id, value);
        }
    }
    catalogue
}

fn gather(pattern: &Pattern<&str>, references: &mut References) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            gather_expression(expression, references);
        }
    }
}

fn gather_expression(expression: &Expression<&str>, references: &mut References) {
    match expression {
        Expression::Select { selector, variants } => {
            gather_inline(selector, references);
            for variant in variants {
                gather(&variant.value, references);
            }
        }
        Expression::Inline(inline) => gather_inline(inline, references),
    }
}

fn gather_inline(inline: &InlineExpression<&str>, references: &mut References) {
    match inline {
        InlineExpression::VariableReference { id } => {
            references.variables.insert(id.name.to_owned());
        }
        InlineExpression::MessageReference { id, .. } => {
            references.messages.insert(id.name.to_owned());
        }
        InlineExpression::TermReference { id, arguments, .. } => {
            references.messages.insert(format!("-{}", id.name));
            if let Some(arguments) = arguments {
                gather_arguments(arguments, references);
            }
        }
        InlineExpression::FunctionReference { arguments, .. } => gather_arguments(arguments, references),
        InlineExpression::Placeable { expression } => gather_expression(expression, references),
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
    }
}

fn gather_arguments(arguments: &CallArguments<&str>, references: &mut References) {
    for inline in &arguments.positional {
        gather_inline(inline, references);
    }
    for named in &arguments.named {
        gather_inline(&named.value, references);
    }
}
