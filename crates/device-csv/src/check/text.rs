//! S3, E2, Q1 and C1: the characters of the values.

use super::subject::{Subject, needs_quotes, shown};
use crate::secret::is_masked_key;
use crate::shorten::is_shortened;
use crate::{Arg, Code, Diagnostic, Field};

/// The most characters named in one message.
const NAMED: usize = 8;

pub(super) fn check(subject: &Subject, found: &mut Vec<Diagnostic>) {
    for field in Field::TEXT {
        let (raw, clean) = (subject.raw(field), subject.clean(field));
        if raw != clean {
            let args = vec![("field", Arg::Field(field)), ("value", shown(clean))];
            found.push(
                subject.report(Code::SurroundingSpace, field, args).fixed_by(subject.set(field, clean, true)),
            );
        }
        // A product id is written only if it is 13 digits, and a hidden key has its own diagnostic.
        if field == Field::ProductId || !subject.writes(field) || is_masked_key(clean) {
            continue;
        }
        if is_shortened(clean) {
            found.push(subject.report(Code::ValueNotKept, field, vec![("field", Arg::Field(field))]));
            continue;
        }
        if !clean.is_ascii() {
            let args = vec![
                ("field", Arg::Field(field)),
                ("characters", Arg::Text(characters_outside_ascii(clean))),
            ];
            found.push(subject.report(Code::NotAscii, field, args));
        }
        if needs_quotes(clean) {
            let args = vec![("field", Arg::Field(field)), ("value", shown(clean))];
            found.push(subject.report(Code::NeedsQuotes, field, args));
        }
    }
}

/// The characters to look for, each once, in the order in which they stand.
fn characters_outside_ascii(text: &str) -> String {
    let mut named: Vec<char> = Vec::new();
    for c in text.chars().filter(|c| !c.is_ascii()) {
        if named.len() < NAMED && !named.contains(&c) {
            named.push(c);
        }
    }
    named.iter().map(char::to_string).collect::<Vec<_>>().join(" ")
}
