//! The texts of one language, ready to be filled in.

use std::borrow::Cow;

use device_csv::{Arg, Diagnostic, Field, Fix};

use crate::fill::Texts;
use crate::{Language, shorten};

/// The texts of one language.
pub struct Messages {
    language: Language,
    texts: Texts,
}

/// An argument of a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// Text, shown as it is.
    Text(Cow<'a, str>),
    /// A number, by which plural forms are chosen.
    Number(i64),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Value::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Value::Text(Cow::Owned(text))
    }
}

macro_rules! numbers {
    ($($t:ty)*) => {$(
        impl From<$t> for Value<'_> {
            fn from(number: $t) -> Self {
                Value::Number(i64::try_from(number).unwrap_or(i64::MAX))
            }
        }
    )*};
}

numbers!(i32 i64 u32 u64 usize);

/// The files of a language, in the order in which they are read.
fn sources(language: Language) -> &'static [&'static str] {
    match language {
        Language::English => &[
            include_str!("../../../locales/en/app.ftl"),
            include_str!("../../../locales/en/collect.ftl"),
            include_str!("../../../locales/en/devices.ftl"),
            include_str!("../../../locales/en/diagnostics.ftl"),
            include_str!("../../../locales/en/lifecycle.ftl"),
            include_str!("../../../locales/en/manage.ftl"),
            include_str!("../../../locales/en/remove.ftl"),
            include_str!("../../../locales/en/rules.ftl"),
        ],
        Language::Dutch => &[
            include_str!("../../../locales/nl/app.ftl"),
            include_str!("../../../locales/nl/collect.ftl"),
            include_str!("../../../locales/nl/devices.ftl"),
            include_str!("../../../locales/nl/diagnostics.ftl"),
            include_str!("../../../locales/nl/lifecycle.ftl"),
            include_str!("../../../locales/nl/manage.ftl"),
            include_str!("../../../locales/nl/remove.ftl"),
            include_str!("../../../locales/nl/rules.ftl"),
        ],
    }
}

impl Messages {
    /// Reads the texts of a language. A text that can't be read is left out; the tests see to it that there is none.
    #[must_use]
    pub fn new(language: Language) -> Messages {
        Messages::with(language, "")
    }

    /// As [`new`](Messages::new), with more texts of that language: those of one program alone, which the others then
    /// need not carry.
    #[must_use]
    pub fn with(language: Language, more: &str) -> Messages {
        Messages::of(language, sources(language).iter().copied().chain([more]))
    }

    /// The texts of a language from these Fluent files: for a program that fetches them, and so carries none.
    #[must_use]
    pub fn of<'a>(language: Language, files: impl IntoIterator<Item = &'a str>) -> Messages {
        let mut texts = Texts::default();
        for source in files {
            texts.add(source);
        }
        Messages { language, texts }
    }

    /// The language.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// The text of a message, or of an attribute of one (`id.attribute`), filled in. The id itself if there is none.
    #[must_use]
    pub fn text(&self, id: &str, args: &[(&str, Value)]) -> String {
        self.find(id, args).unwrap_or_else(|| id.to_owned())
    }

    /// As [`text`](Messages::text), or `None` where the message has no such text.
    #[must_use]
    pub fn find(&self, id: &str, args: &[(&str, Value)]) -> Option<String> {
        self.texts.fill(self.language, id, args)
    }

    /// A field's name.
    #[must_use]
    pub fn field(&self, field: Field) -> String {
        self.text(&format!("field-{}", field.key()), &[])
    }

    /// What a diagnostic says. `time` writes a moment (seconds since 1970-01-01T00:00:00Z) for the reader.
    #[must_use]
    pub fn diagnostic(&self, diagnostic: &Diagnostic, time: &dyn Fn(i64) -> String) -> String {
        self.of_diagnostic(diagnostic, "", None, time).unwrap_or_else(|| diagnostic.code.key().to_owned())
    }

    /// What to do about it.
    #[must_use]
    pub fn help(&self, diagnostic: &Diagnostic, time: &dyn Fn(i64) -> String) -> Option<String> {
        self.of_diagnostic(diagnostic, ".help", None, time)
    }

    /// What its first fix does; `None` if it has none.
    #[must_use]
    pub fn fix(&self, diagnostic: &Diagnostic, time: &dyn Fn(i64) -> String) -> Option<String> {
        self.fix_of(diagnostic, diagnostic.fixes.first()?, time)
    }

    /// What one of its fixes does.
    #[must_use]
    pub fn fix_of(&self, diagnostic: &Diagnostic, fix: &Fix, time: &dyn Fn(i64) -> String) -> Option<String> {
        let choice = fix.choice().map(|value| ("choice", Value::Text(shorten(value))));
        self.of_diagnostic(diagnostic, ".fix", choice, time)
    }

    fn of_diagnostic(
        &self,
        diagnostic: &Diagnostic,
        part: &str,
        choice: Option<(&str, Value)>,
        time: &dyn Fn(i64) -> String,
    ) -> Option<String> {
        let args: Vec<(&str, Value)> = diagnostic
            .args
            .iter()
            .map(|(name, arg)| {
                let value = match arg {
                    Arg::Text(text) => Value::Text(shorten(text)),
                    Arg::Number(number) => Value::Number(*number),
                    Arg::Time(moment) => Value::from(time(*moment)),
                    Arg::Field(field) => Value::from(self.field(*field)),
                };
                (*name, value)
            })
            .chain(choice)
            .collect();
        self.find(&format!("diag-{}{part}", diagnostic.code.key()), &args)
    }
}
