//! Accounts of a domain.

use super::visible;
use crate::collect::Problem;

/// An account of a domain: `CONTOSO\account` or `account@contoso.com`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account(String);

/// What neither the name of an account nor that of a domain can hold, besides the mark that sets them apart.
const FORBIDDEN: [char; 15] = ['"', '/', '\\', '[', ']', ':', ';', '|', '=', ',', '+', '*', '?', '<', '>'];

impl Account {
    /// Reads an account.
    ///
    /// # Errors
    /// [`Problem::AccountShape`] if domain or account is missing, [`Problem::LocalAccount`] for `.\account`, which
    /// belongs to one computer, [`Problem::AccountCharacter`] for a character that no account can have,
    /// [`Problem::Invisible`] for one that can't be seen.
    pub fn parse(text: &str) -> Result<Account, Problem> {
        let text = visible(text)?;
        let (domain, account) = match text.split_once('\\') {
            Some((domain, account)) => (domain, account),
            None => text
                .rsplit_once('@')
                .map(|(account, domain)| (domain, account))
                .ok_or(Problem::AccountShape)?,
        };
        if domain == "." {
            return Err(Problem::LocalAccount);
        }
        if domain.trim().is_empty() || account.trim().is_empty() {
            return Err(Problem::AccountShape);
        }
        match domain.chars().chain(account.chars()).find(|character| FORBIDDEN.contains(character)) {
            Some(character) => Err(Problem::AccountCharacter(character)),
            None => Ok(Account(text.to_owned())),
        }
    }

    /// The account with its domain.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
