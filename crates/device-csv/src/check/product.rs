//! P1: product ids, and product keys wherever they are.

use super::{Subject, is_placeholder, shown};
use crate::secret::is_masked_key;
use crate::{Arg, Code, Diagnostic, Field, limits};

pub(super) fn check(subject: &Subject, found: &mut Vec<Diagnostic>) {
    found.extend(Field::TEXT.into_iter().filter_map(|field| secret(subject, field)));
    let value = subject.clean(Field::ProductId);
    if value.is_empty() || is_masked_key(value) {
        return;
    }
    let named = |code, safe| {
        subject.report(code, Field::ProductId, vec![("value", shown(value))]).fixed_by(subject.set(
            Field::ProductId,
            "",
            safe,
        ))
    };
    if is_product_key_id(value) {
        if let Some(wanted) = subject.hash_says(Field::ProductId).filter(|wanted| wanted != value) {
            found.push(subject.wrong_value(Code::ProductIdMismatch, Field::ProductId, &wanted, false));
        }
    } else if is_id_of_windows(value) {
        found.push(named(Code::ProductIdOfWindows, true));
    } else {
        found.push(named(Code::ProductIdOdd, false));
    }
}

/// A product key has no place in any field. It is cleared unseen only where that leaves the device what it needs.
fn secret(subject: &Subject, field: Field) -> Option<Diagnostic> {
    if !is_masked_key(subject.clean(field)) {
        return None;
    }
    let from_hash =
        subject.hash_says(field).filter(|serial| field == Field::Serial && !is_placeholder(serial));
    let safe =
        from_hash.is_some() || matches!(field, Field::ProductId | Field::GroupTag | Field::AssignedUser);
    let diagnostic = subject.report(Code::ProductKey, field, vec![("field", Arg::Field(field))]);
    Some(diagnostic.fixed_by(subject.set(field, from_hash.as_deref().unwrap_or(""), safe)))
}

/// Whether a value is a product key id (PKID): 13 digits.
pub(crate) fn is_product_key_id(value: &str) -> bool {
    value.len() == limits::PRODUCT_KEY_ID_DIGITS && value.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a value is the id that an installation of Windows shows under *About*: `00330-80000-00000-AA123`.
fn is_id_of_windows(value: &str) -> bool {
    let groups: Vec<&str> = value.split('-').collect();
    let digits = |group: &str| group.len() == 5 && group.bytes().all(|b| b.is_ascii_digit());
    match groups.as_slice() {
        [a, b, c, d] => {
            // The last group of volume and OEM installations begins with letters: AA123, AAOEM.
            digits(a)
                && (digits(b) || *b == "OEM")
                && (digits(c) || c.len() == 7)
                && d.len() == 5
                && d.bytes().all(|b| b.is_ascii_alphanumeric())
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids() {
        for (value, of_windows, of_key) in [
            ("00330-80000-00000-AA123", true, false),
            ("00330-80000-00000-AAOEM", true, false),
            ("00392-OEM-8992752-00137", true, false),
            ("00330-80000-00000", false, false),
            ("ABCDE-80000-00000-AA123", false, false),
            ("3305512345678", false, true),
            ("330551234567", false, false),
            ("33055123456789", false, false),
            ("330551234567A", false, false),
        ] {
            assert_eq!(is_id_of_windows(value), of_windows, "{value}");
            assert_eq!(is_product_key_id(value), of_key, "{value}");
        }
    }
}
