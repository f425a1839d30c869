//! Patterns filled in: what our texts use of Fluent. That is text, variables, terms, messages, literals, and choices by
//! word, number or plural form; no functions, and no arguments of terms.
//!
//! The page is fetched by people who wait: the general resolver, which can format numbers and dates in any language,
//! is a twentieth of all that they would fetch. The tests hold both equal on every text that there is.

use std::borrow::Cow;
use std::collections::HashMap;

use fluent_syntax::ast::{
    Attribute, Entry, Expression, InlineExpression, Message, Pattern, PatternElement, Variant, VariantKey,
};
use fluent_syntax::{parser, unicode::unescape_unicode_to_string};

use crate::{Language, Value};

/// How deep texts may refer to each other. Ours go one step; one that refers to itself must not go for ever.
const DEPTH: u8 = 8;

/// Messages and terms by their ids.
#[derive(Default)]
pub(crate) struct Texts {
    messages: HashMap<String, Message<String>>,
    terms: HashMap<String, Pattern<String>>,
}

/// What a pattern is filled in with.
#[derive(Clone, Copy)]
struct Filling<'a> {
    texts: &'a Texts,
    language: Language,
    args: &'a [(&'a str, Value<'a>)],
}

impl Texts {
    /// Adds a Fluent file. What can't be read is left out; what has the id of an earlier text takes its place.
    pub fn add(&mut self, source: &str) {
        let resource = match parser::parse_runtime(source.to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        for entry in resource.body {
            match entry {
                Entry::Message(message) => {
                    self.messages.insert(message.id.name.clone(), message);
                }
                Entry::Term(term) => {
                    self.terms.insert(term.id.name, term.value);
                }
                _ => {}
            }
        }
    }

    /// The text of a message, or of an attribute of one (`id.attribute`), filled in.
    pub fn fill(&self, language: Language, id: &str, args: &[(&str, Value)]) -> Option<String> {
        let pattern = match id.split_once('.') {
            Some((id, attribute)) => self.pattern(id, Some(attribute)),
            None => self.pattern(id, None),
        }?;
        let mut text = String::new();
        Filling { texts: self, language, args }.write(pattern, DEPTH, &mut text);
        Some(text)
    }

    fn pattern(&self, id: &str, attribute: Option<&str>) -> Option<&Pattern<String>> {
        let message = self.messages.get(id)?;
        let Some(attribute) = attribute else { return message.value.as_ref() };
        let is_it = |candidate: &&Attribute<String>| candidate.id.name == attribute;
        message.attributes.iter().find(is_it).map(|attribute| &attribute.value)
    }
}

impl<'a> Filling<'a> {
    fn write(self, pattern: &Pattern<String>, depth: u8, text: &mut String) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => text.push_str(value),
                PatternElement::Placeable { expression } => self.write_expression(expression, depth, text),
            }
        }
    }

    fn write_expression(self, expression: &Expression<String>, depth: u8, text: &mut String) {
        match expression {
            Expression::Inline(inline) => self.write_inline(inline, depth, text),
            Expression::Select { selector, variants } => {
                if let Some(variant) = self.chosen(selector, variants) {
                    self.write(&variant.value, depth, text);
                }
            }
        }
    }

    fn write_inline(self, inline: &InlineExpression<String>, depth: u8, text: &mut String) {
        let referred = match inline {
            InlineExpression::StringLiteral { value } => {
                return text.push_str(&unescape_unicode_to_string(value));
            }
            InlineExpression::NumberLiteral { value } => return text.push_str(value),
            InlineExpression::VariableReference { id } => {
                return match self.value(&id.name) {
                    Some(Value::Text(value)) => text.push_str(value),
                    Some(Value::Number(number)) => text.push_str(&number.to_string()),
                    None => text.extend(["{$", &id.name, "}"]),
                };
            }
            InlineExpression::Placeable { expression } => {
                return self.write_expression(expression, depth, text);
            }
            InlineExpression::TermReference { id, .. } => self.texts.terms.get(&id.name),
            InlineExpression::MessageReference { id, attribute } => {
                let attribute = attribute.as_ref().map(|attribute| attribute.name.as_str());
                self.texts.pattern(&id.name, attribute)
            }
            InlineExpression::FunctionReference { .. } => None,
        };
        if let (Some(pattern), Some(depth)) = (referred, depth.checked_sub(1)) {
            self.write(pattern, depth, text);
        }
    }

    fn value(self, name: &str) -> Option<&'a Value<'a>> {
        self.args.iter().find(|(candidate, _)| *candidate == name).map(|(_, value)| value)
    }

    fn chosen<'v>(
        self,
        selector: &InlineExpression<String>,
        variants: &'v [Variant<String>],
    ) -> Option<&'v Variant<String>> {
        let value = match selector {
            InlineExpression::VariableReference { id } => self.value(&id.name).cloned(),
            InlineExpression::StringLiteral { value } => Some(Value::Text(Cow::Borrowed(value.as_str()))),
            InlineExpression::NumberLiteral { value } => value.parse().ok().map(Value::Number),
            _ => None,
        };
        let fits = |variant: &&Variant<String>| match (&value, &variant.key) {
            (Some(Value::Text(text)), VariantKey::Identifier { name }) => text == name,
            (Some(Value::Number(number)), VariantKey::NumberLiteral { value }) => {
                value.parse() == Ok(*number)
            }
            (Some(Value::Number(number)), VariantKey::Identifier { name }) => {
                self.language.plural_form(*number) == name
            }
            _ => false,
        };
        variants.iter().find(fits).or_else(|| variants.iter().find(|variant| variant.default))
    }
}
