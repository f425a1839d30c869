//! X1 to X7 and X11: whether the hash can be used, and what it lacks.

use hardware_hash::{Error, Finding, Repair};

use super::Subject;
use crate::{Arg, Code, Diagnostic, Edit, Field, Fix};

pub(super) fn check(subject: &Subject, found: &mut Vec<Diagnostic>) {
    let Some(hash) = &subject.row.hash else { return };
    match &hash.content {
        Ok(summary) => {
            if !subject.hash_accepted {
                found.extend(hash.repairs.iter().map(|&repair| repaired(subject, repair)));
            }
            found.extend(
                summary
                    .findings
                    .iter()
                    .filter_map(|&finding| code_of_finding(finding))
                    .map(|code| subject.report(code, Field::Hash, Vec::new())),
            );
        }
        Err(error) => {
            let (code, args) = code_of_error(*error);
            found.push(subject.report(code, Field::Hash, args));
        }
    }
}

/// What was repaired is taken as it is once somebody has accepted it: the digest has proved that nothing was lost.
fn repaired(subject: &Subject, repair: Repair) -> Diagnostic {
    let code = match repair {
        Repair::Whitespace => Code::HashWhitespace,
        Repair::UrlAlphabet => Code::HashUrlAlphabet,
        Repair::Padding => Code::HashPadding,
        Repair::Length => Code::HashLength,
    };
    let edits = vec![Edit::AcceptHash { row: subject.row.id, accepted: true }];
    subject.report(code, Field::Hash, Vec::new()).fixed_by(Fix { edits, safe: true })
}

/// `None` for what another family of rules speaks of.
fn code_of_finding(finding: Finding) -> Option<Code> {
    Some(match finding {
        Finding::NoManufacturer => Code::HashNoManufacturer,
        Finding::NoSerial => Code::HashNoSerial,
        Finding::NoUuid => Code::HashNoUuid,
        Finding::NoNetwork => Code::HashNoNetwork,
        Finding::NoDisk => Code::HashNoDisk,
        Finding::NoTpm => Code::HashNoTpm,
        Finding::WindowsPe => return None,
    })
}

/// Offsets are counted from 1 for people.
fn code_of_error(error: Error) -> (Code, Vec<(&'static str, Arg)>) {
    let number = |n: usize| Arg::Number(i64::try_from(n).unwrap_or(i64::MAX));
    match error {
        Error::NotBase64 { offset } => (Code::HashNotBase64, vec![("offset", number(offset + 1))]),
        Error::TooSmall { length } => (Code::HashTooSmall, vec![("length", number(length))]),
        Error::Magic => (Code::HashMagic, Vec::new()),
        Error::Truncated { length } => (Code::HashTruncated, vec![("length", number(length))]),
        Error::Structure { offset } => (Code::HashStructure, vec![("offset", number(offset + 1))]),
        Error::Trailer => (Code::HashTrailer, Vec::new()),
        Error::Digest => (Code::HashDigest, Vec::new()),
        Error::Tail { offset } => (Code::HashTail, vec![("offset", number(offset + 1))]),
    }
}
