//! Looking whether users are still in the directory.

use graph::{Failure, MAX_BATCH, Transport, Version, user_path};

use super::{
    Stop, pace,
    session::{Session, concerns_all},
};
use crate::{Change, Environment, Millis, Storage, Trouble};

impl<S: Storage, T: Transport, E: Environment> Session<'_, S, T, E> {
    /// When a user is to be looked for next, if anybody wants to know of any.
    pub fn next_person(&self) -> Option<Millis> {
        let due = |read: Option<Millis>| read.map_or(0, |read| read + pace::PERSON);
        self.people.users.iter().map(|user| due(user.read)).min()
    }

    /// Looks for users. That they can't be read holds nothing else up.
    pub async fn pull_people(&mut self) -> Result<(), Stop> {
        let mut people = self.people.clone();
        people.refused = None;
        for some in people.users.chunks_mut(MAX_BATCH) {
            self.still_leads()?;
            let urls = some.iter().map(|user| user_path(&user.id)).collect();
            let results = match self.read_together(Version::V1, urls).await {
                Ok(results) => results,
                Err(failure) if concerns_all(&failure) => return Err(self.out_of_order(&failure)),
                Err(failure) => {
                    let now = self.now();
                    for user in &mut *some {
                        user.read = Some(now);
                    }
                    people.refused = Some(Trouble::of_list(&failure, now));
                    continue;
                }
            };
            let now = self.now();
            for (user, result) in some.iter_mut().zip(results) {
                user.read = Some(now);
                match result {
                    Ok(_) => user.is_gone = false,
                    Err(failure) if is_no_user(&failure) => user.is_gone = true,
                    // They stay as they were seen.
                    Err(failure) => people.refused = Some(Trouble::of_list(&failure, now)),
                }
            }
        }
        self.people.clone_from(&people);
        self.commit(vec![Change::People(people)]).await
    }
}

/// Whether the directory says that it has no such user. What doesn't speak the service's protocol says nothing.
fn is_no_user(failure: &Failure) -> bool {
    failure.is_not_found() && matches!(failure, Failure::Refused(refusal) if !refusal.code.is_empty())
}
