//! T1: manufacturer and model beside the hash, rows without a hash, and sample rows.

use super::{Subject, is_product_key_id};
use crate::secret::is_masked_key;
use crate::{Code, Diagnostic, Edit, Field, Fix, Target};

pub(super) fn check(subject: &Subject, found: &mut Vec<Diagnostic>) {
    if subject.row.hash.is_none() {
        let code = match subject.context.target {
            Target::Intune => Some(Code::NoHash),
            Target::PartnerCenter if is_identified(subject) => None,
            Target::PartnerCenter => Some(Code::NoIdentifier),
        };
        found.extend(code.map(|code| subject.report(code, Field::Hash, Vec::new())));
    }
    for field in [Field::Manufacturer, Field::Model] {
        let value = subject.clean(field);
        let Some(wanted) = subject.hash_says(field) else { continue };
        if value.is_empty() || value == wanted || is_masked_key(value) {
            continue;
        }
        let almost = letters(value) == letters(&wanted);
        let code = if almost { Code::TupleAlmost } else { Code::TupleMismatch };
        found.push(subject.wrong_value(code, field, &wanted, almost));
    }
}

/// Whether Partner Center can know a device without a hash.
fn is_identified(subject: &Subject) -> bool {
    is_product_key_id(subject.clean(Field::ProductId))
        || [Field::Manufacturer, Field::Model, Field::Serial]
            .into_iter()
            .all(|field| !subject.clean(field).is_empty())
}

/// What two spellings of a name have in common.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether it is the example row of the Managed Desktop templates, left in the file.
pub(super) fn is_sample(subject: &Subject) -> bool {
    subject.clean(Field::Manufacturer).eq_ignore_ascii_case("SpiralOrbit")
        && subject.clean(Field::Model).eq_ignore_ascii_case("ContosoABC")
        && subject.clean(Field::Serial).bytes().all(|b| b == b'0')
}

pub(super) fn check_sample(subject: &Subject, found: &mut Vec<Diagnostic>) {
    let edits = vec![Edit::Exclude { row: subject.row.id, excluded: true }];
    found.push(
        subject.report(Code::SampleData, Field::Manufacturer, Vec::new()).fixed_by(Fix { edits, safe: true }),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings() {
        for (value, wanted, same) in [
            ("vmware inc", "VMware, Inc.", true),
            ("Dell Inc", "Dell Inc.", true),
            ("LENOVO", "Lenovo", true),
            ("HP ", "HP", true),
            ("Hewlett-Packard", "HP", false),
        ] {
            assert_eq!(letters(value) == letters(wanted), same, "{value} {wanted}");
        }
    }
}
