//! S1, S2 and S4: the serial, and the serial that the hash holds.

use super::spreadsheet::{has_decimals, is_rounded};
use super::{Subject, is_placeholder, is_product_key_id, shown};
use crate::secret::is_masked_key;
use crate::{Code, Diagnostic, Field, Target};

pub(super) fn check(subject: &Subject, found: &mut Vec<Diagnostic>) {
    let serial = subject.clean(Field::Serial);
    let in_hash = subject.hash_says(Field::Serial);
    if is_masked_key(serial) {
        return;
    }
    // A placeholder in the firmware itself is nothing to mend the serial with.
    let usable = in_hash.as_deref().filter(|in_hash| !is_placeholder(in_hash));
    match (serial, in_hash.as_deref()) {
        ("", None) => found.extend(missing(subject)),
        ("", Some(in_hash)) if usable.is_none() => {
            found.push(named(subject, Code::SerialPlaceholder, in_hash));
        }
        ("", Some(in_hash)) => found.push(
            named(subject, Code::SerialFromHash, in_hash).fixed_by(subject.set(Field::Serial, in_hash, true)),
        ),
        _ if is_placeholder(serial) => {
            let mut diagnostic = named(subject, Code::SerialPlaceholder, serial);
            diagnostic.fixes.extend(usable.map(|wanted| subject.set(Field::Serial, wanted, true)));
            found.push(diagnostic);
        }
        // Another serial than one that many devices have is no sign of rows mixed up; but the service reads the hash's.
        (_, Some(in_hash)) if usable.is_none() => {
            found.push(named(subject, Code::SerialPlaceholder, in_hash));
        }
        (_, Some(in_hash)) => found.extend(difference(serial, in_hash).map(|code| {
            let safe = code != Code::SerialMismatch && usable.is_some();
            subject.wrong_value(code, Field::Serial, in_hash, safe)
        })),
        (_, None) => {}
    }
}

fn named(subject: &Subject, code: Code, serial: &str) -> Diagnostic {
    subject.report(code, Field::Serial, vec![("value", shown(serial))])
}

fn missing(subject: &Subject) -> Option<Diagnostic> {
    let by_product_key_id =
        subject.context.target == Target::PartnerCenter && is_product_key_id(subject.clean(Field::ProductId));
    (!by_product_key_id).then(|| subject.report(Code::SerialMissing, Field::Serial, Vec::new()))
}

/// How a serial came to differ from the hash's; `None` if it does not. Both without surrounding space, not empty.
pub(super) fn difference(serial: &str, wanted: &str) -> Option<Code> {
    if serial == wanted {
        return None;
    }
    let trimmed = wanted.trim_start_matches('0');
    let significant = if trimmed.is_empty() { "0" } else { trimmed };
    let without_spaces = |text: &str| text.split_whitespace().collect::<String>();
    Some(if serial == significant {
        Code::SerialLeadingZeros
    } else if is_rounded(serial, wanted) {
        Code::SerialScientific
    } else if has_decimals(serial, wanted) || has_decimals(serial, significant) {
        Code::SerialDecimal
    } else if serial.trim_start_matches('0') == trimmed || without_spaces(serial) == without_spaces(wanted) {
        Code::SerialPadding
    } else if serial.to_lowercase() == wanted.to_lowercase() {
        Code::SerialCase
    } else {
        Code::SerialMismatch
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences() {
        use Code::*;
        for (serial, wanted, code) in [
            ("5CG123", "5CG123", None),
            ("1234", "001234", Some(SerialLeadingZeros)),
            ("A12", "00A12", Some(SerialLeadingZeros)),
            ("0", "0000", Some(SerialLeadingZeros)),
            ("1.23E+11", "123456789012", Some(SerialScientific)),
            ("1,23E+11", "123456789012", Some(SerialScientific)),
            ("1.23457E+11", "123456789012", Some(SerialScientific)),
            ("1.24E+11", "123456789012", Some(SerialMismatch)),
            ("1234.0", "1234", Some(SerialDecimal)),
            ("1234,0", "1234", Some(SerialDecimal)),
            ("1234.00", "1234", Some(SerialDecimal)),
            ("1234.0", "001234", Some(SerialDecimal)),
            ("001234", "1234", Some(SerialPadding)),
            ("5CG 123", "5CG123", Some(SerialPadding)),
            ("5cg123", "5CG123", Some(SerialCase)),
            ("5CG124", "5CG123", Some(SerialMismatch)),
            ("5CG-123", "5CG123", Some(SerialMismatch)),
        ] {
            assert_eq!(difference(serial, wanted), code, "{serial} {wanted}");
        }
    }
}
