//! Texts in the reader's language, fit for a terminal.

use std::env;
use std::fmt::Write as _;

use device_csv::{Diagnostic, Severity, rfc3339};
use messages::{Language, Messages, Value};

/// The texts of this program alone.
fn own(language: Language) -> &'static str {
    match language {
        Language::English => include_str!("../../../locales/en/cli.ftl"),
        Language::Dutch => include_str!("../../../locales/nl/cli.ftl"),
    }
}

/// The language that the environment asks for. The first variable that is set counts, as everywhere: with `LC_ALL=C`
/// it is English, whatever the others say.
pub fn language_of_environment() -> Language {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| {
        let value = env::var(name).ok()?;
        (!value.is_empty()).then_some(value)
    });
    Language::choose(set.as_deref())
}

/// The texts of a language.
pub struct Voice(Messages);

impl Voice {
    /// The texts of a language.
    pub fn new(language: Language) -> Voice {
        Voice(Messages::with(language, own(language)))
    }

    /// A text, filled in.
    pub fn text(&self, id: &str, args: &[(&str, Value)]) -> String {
        self.0.text(id, args)
    }

    /// What a diagnostic says.
    pub fn diagnostic(&self, diagnostic: &Diagnostic) -> String {
        self.0.diagnostic(diagnostic, &moment)
    }

    /// What to do about it.
    pub fn help(&self, diagnostic: &Diagnostic) -> Option<String> {
        self.0.help(diagnostic, &moment)
    }

    /// What its fix does, if it has one.
    pub fn fix(&self, diagnostic: &Diagnostic) -> Option<String> {
        if diagnostic.fixes.is_empty() { None } else { self.0.fix(diagnostic, &moment) }
    }

    /// The name of a severity, as it stands by itself: `Error`.
    pub fn severity(&self, severity: Severity) -> String {
        self.text(&format!("severity-{}", severity.key()), &[])
    }

    /// The name of a severity, as it stands in a line: `error`.
    pub fn label(&self, severity: Severity) -> String {
        self.severity(severity).to_lowercase()
    }
}

/// A moment (seconds since 1970-01-01T00:00:00Z) for people: `2024-01-02 03:04:05 UTC`.
pub fn moment(time: i64) -> String {
    rfc3339(time).replace('T', " ").replace('Z', " UTC")
}

/// A text as one line that does nothing to a terminal: control characters, and those that turn the direction of
/// writing, are shown by their number. Values come from files that anybody may have written.
pub fn plain(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control()
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        {
            let written = write!(line, "\\u{{{:x}}}", u32::from(c));
            debug_assert!(written.is_ok(), "a string takes any text");
        } else {
            line.push(c);
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_plain() {
        for (text, wanted) in [
            ("5CG1234567", "5CG1234567"),
            ("Müller – 1", "Müller – 1"),
            ("two\nlines\t", "two\\u{a}lines\\u{9}"),
            ("\u{1b}[31mred", "\\u{1b}[31mred"),
            ("\u{202e}321", "\\u{202e}321"),
        ] {
            assert_eq!(plain(text), wanted);
        }
    }
}
