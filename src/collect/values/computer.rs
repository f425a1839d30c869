//! Names of computers.

use std::net::IpAddr;

use super::is_invisible;
use crate::collect::Problem;

/// A computer's name in its domain: `PC-001` or `pc-001.contoso.com`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComputerName(String);

impl ComputerName {
    /// Reads one name.
    ///
    /// # Errors
    /// [`Problem::Address`] for an address, [`Problem::ComputerName`] for anything else that is not a name by the
    /// rules of DNS as Windows applies them: parts of at most 63 letters, digits, hyphens and underscores, no hyphen
    /// at either end, and not digits alone.
    pub fn parse(text: &str) -> Result<ComputerName, Problem> {
        if text.parse::<IpAddr>().is_ok() {
            return Err(Problem::Address(text.to_owned()));
        }
        let digits_alone = text.chars().all(|character| character.is_ascii_digit() || character == '.');
        if text.chars().count() <= 255 && !digits_alone && text.split('.').all(is_label) {
            Ok(ComputerName(text.to_owned()))
        } else {
            Err(Problem::ComputerName(text.to_owned()))
        }
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.chars().count())
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label.chars().all(|character| character.is_alphanumeric() || matches!(character, '-' | '_'))
}

/// Reads a list of names, set apart by line ends, spaces, commas or semicolons, as it comes out of a sheet or a
/// script: quotation marks around a name are taken off. A name that is there twice, in whatever case, is kept once.
///
/// # Errors
/// As [`ComputerName::parse`], for the first that is wrong; [`Problem::Missing`] if there is none at all.
pub fn computer_names(text: &str) -> Result<Vec<ComputerName>, Problem> {
    let mut names: Vec<ComputerName> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    let separates = |character: char| {
        character.is_whitespace() || is_invisible(character) || matches!(character, ',' | ';')
    };
    for part in text.split(separates) {
        let part = part.trim_matches(['"', '\'']);
        if part.is_empty() {
            continue;
        }
        let name = ComputerName::parse(part)?;
        if seen.insert(part.to_lowercase()) {
            names.push(name);
        }
    }
    if names.is_empty() { Err(Problem::Missing) } else { Ok(names) }
}
