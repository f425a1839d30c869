//! Tenants.

use super::visible;
use crate::collect::Problem;

/// A tenant by one of its domains, such as `contoso.onmicrosoft.com`, or by its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tenant(String);

impl Tenant {
    /// Reads a domain, or an id such as `01234567-89ab-cdef-0123-456789abcdef`.
    ///
    /// # Errors
    /// [`Problem::TenantShape`] for anything else, [`Problem::Invisible`].
    pub fn parse(text: &str) -> Result<Tenant, Problem> {
        let text = visible(text)?;
        if is_id(text) || is_domain(text) { Ok(Tenant(text.to_owned())) } else { Err(Problem::TenantShape) }
    }

    /// The domain or id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_id(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12])
        && groups.concat().chars().all(|character| character.is_ascii_hexdigit())
}

fn is_domain(text: &str) -> bool {
    let labels: Vec<&str> = text.split('.').collect();
    labels.len() > 1
        && labels.iter().all(|label| {
            !label.is_empty()
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|character| character.is_alphanumeric() || character == '-')
        })
}
