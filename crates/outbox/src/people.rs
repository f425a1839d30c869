//! Users of whom somebody wants to know whether they are still in the directory.

use crate::{Millis, Trouble};

/// What is known of users of one service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct People {
    /// The service.
    pub address: String,
    /// The users who are asked for.
    pub users: Vec<DirectoryUser>,
    /// Why they can't be read; what is kept of them is old then.
    pub refused: Option<Trouble>,
}

/// A user, as they were last looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DirectoryUser {
    /// The user's id.
    pub id: String,
    /// When they were last looked for.
    pub read: Option<Millis>,
    /// Whether the directory doesn't have them any more; those who can be restored count as gone.
    pub is_gone: bool,
}

impl People {
    /// What is known of these users at that service: of those who weren't looked for yet, nothing.
    #[must_use]
    pub fn of(self, address: &str, ids: Vec<String>) -> People {
        let known = if self.address == address { self } else { People::default() };
        let person = |id: String| {
            let found = known.users.iter().find(|user| user.id == id).cloned();
            found.unwrap_or(DirectoryUser { id, ..DirectoryUser::default() })
        };
        People {
            address: address.to_owned(),
            users: ids.into_iter().map(person).collect(),
            refused: known.refused.clone(),
        }
    }

    /// Whether the user of that id was seen to be gone.
    #[must_use]
    pub fn is_gone(&self, id: &str) -> bool {
        !id.is_empty() && self.users.iter().any(|user| user.id == id && user.is_gone)
    }
}
