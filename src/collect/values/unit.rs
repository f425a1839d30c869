//! Organisational units of Active Directory.

use super::visible;
use crate::collect::Problem;

/// An organisational unit or container by its distinguished name: `OU=Laptops,DC=contoso,DC=com`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationalUnit(String);

impl OrganisationalUnit {
    /// Reads a distinguished name.
    ///
    /// # Errors
    /// [`Problem::UnitPart`] for a part that is not `OU=…`, `CN=…` or `DC=…`, [`Problem::UnitDomain`] if it does not
    /// end in the domain, [`Problem::Invisible`].
    pub fn parse(text: &str) -> Result<OrganisationalUnit, Problem> {
        let text = visible(text)?;
        let parts = split(text);
        if let Some(part) = parts.iter().find(|part| kind(part).is_none()) {
            return Err(Problem::UnitPart(part.trim().to_owned()));
        }
        let domain = parts.iter().rev().take_while(|part| kind(part) == Some(Kind::Domain)).count();
        let domains = parts.iter().filter(|part| kind(part) == Some(Kind::Domain)).count();
        if domain == 0 || domain != domains {
            return Err(Problem::UnitDomain);
        }
        Ok(OrganisationalUnit(text.to_owned()))
    }

    /// The distinguished name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Domain,
    Within,
}

fn kind(part: &str) -> Option<Kind> {
    let (name, value) = part.split_once('=')?;
    if value.trim().is_empty() {
        return None;
    }
    match name.trim().to_ascii_uppercase().as_str() {
        "DC" => Some(Kind::Domain),
        "OU" | "CN" => Some(Kind::Within),
        _ => None,
    }
}

/// The parts between commas; a comma behind a backslash belongs to a name.
fn split(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut escaped = false;
    for (at, character) in text.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            ',' => {
                parts.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}
