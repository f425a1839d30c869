//! Reading lists of which a service may tell what has changed, and which it may not let everybody read.

use std::collections::{HashMap, HashSet};

use graph::{
    Client, Failure, MAX_BATCH, Pages, Refusal, Transport, Version, directory_path, managed_path, wire,
};
use serde::de::DeserializeOwned;

use super::{
    Stop,
    session::{Session, concerns_all},
};
use crate::{Change, DirectoryObject, Environment, ListState, Lists, Managed, Storage, Trouble};

/// Something that is kept as a list says it.
trait Listed: Clone + PartialEq {
    /// How the wire has it.
    type Found: DeserializeOwned;
    /// Of which version it is read.
    const VERSION: Version;
    fn seen(found: &Self::Found) -> Self;
    fn id(&self) -> &str;
    fn path(id: &str) -> String;
    fn put(self) -> Change;
    fn drop(id: String) -> Change;
    fn all<T: Transport>(client: &Client<T>) -> Pages<'_, T, Self::Found>;
    fn changes<'c, T: Transport>(
        client: &'c Client<T>,
        since: Option<&str>,
    ) -> Pages<'c, T, wire::Changed<Self::Found>>;
}

impl Listed for Managed {
    type Found = wire::ManagedDevice;
    const VERSION: Version = Version::Beta;

    fn seen(found: &wire::ManagedDevice) -> Managed {
        Managed::seen(found)
    }

    fn id(&self) -> &str {
        &self.id
    }

    fn path(id: &str) -> String {
        managed_path(id)
    }

    fn put(self) -> Change {
        Change::Managed(self)
    }

    fn drop(id: String) -> Change {
        Change::DropManaged(id)
    }

    fn all<T: Transport>(client: &Client<T>) -> Pages<'_, T, wire::ManagedDevice> {
        client.managed()
    }

    fn changes<'c, T: Transport>(
        client: &'c Client<T>,
        since: Option<&str>,
    ) -> Pages<'c, T, wire::Changed<wire::ManagedDevice>> {
        client.managed_changes(since)
    }
}

impl Listed for DirectoryObject {
    type Found = wire::Device;
    const VERSION: Version = Version::V1;

    fn seen(found: &wire::Device) -> DirectoryObject {
        DirectoryObject::seen(found)
    }

    fn id(&self) -> &str {
        &self.id
    }

    fn path(id: &str) -> String {
        directory_path(id)
    }

    fn put(self) -> Change {
        Change::Object(self)
    }

    fn drop(id: String) -> Change {
        Change::DropObject(id)
    }

    fn all<T: Transport>(client: &Client<T>) -> Pages<'_, T, wire::Device> {
        client.directory_devices()
    }

    fn changes<'c, T: Transport>(
        client: &'c Client<T>,
        since: Option<&str>,
    ) -> Pages<'c, T, wire::Changed<wire::Device>> {
        client.directory_changes(since)
    }
}

/// Why a list wasn't read to its end.
enum Unread {
    /// For this reason, for now.
    Stop(Stop),
    /// The service doesn't let it be read, or not in this way.
    Refused(Failure),
}

impl From<Stop> for Unread {
    fn from(stop: Stop) -> Unread {
        Unread::Stop(stop)
    }
}

impl<S: Storage, T: Transport, E: Environment> Session<'_, S, T, E> {
    /// Reads managed devices and device objects. That one of these lists can't be read holds nothing else up.
    pub async fn pull_lists(&mut self) -> Result<(), Stop> {
        let mut lists = self.engine.storage.lists().await?;
        if lists.address != self.status.address {
            lists = Lists { address: self.status.address.clone(), ..Lists::default() };
        }
        let kept = self.engine.storage.managed().await?;
        lists.managed = self.pull_list(&lists.managed, kept).await?;
        self.commit(vec![Change::Lists(lists.clone())]).await?;
        let kept = self.engine.storage.objects().await?;
        lists.objects = self.pull_list(&lists.objects, kept).await?;
        self.commit(vec![Change::Lists(lists)]).await
    }

    /// Reads a list: what has changed in it where the service tells, all of it otherwise.
    async fn pull_list<V: Listed>(&mut self, state: &ListState, kept: Vec<V>) -> Result<ListState, Stop> {
        let kept: HashMap<String, V> = kept.into_iter().map(|kept| (kept.id().to_owned(), kept)).collect();
        let mut outcome = Ok(None);
        let mut is_read = false;
        if self.status.server.is_some() {
            let tries = state.changes.as_deref().map(Some).into_iter().chain([None]);
            for since in tries {
                outcome = self.read_changes(since, &kept).await;
                // An address is good for some time. An older server has none at all.
                let is_other = matches!(
                    &outcome,
                    Err(Unread::Refused(Failure::Refused(Refusal { status: 400 | 404 | 405 | 410, .. })))
                );
                is_read = !is_other;
                if is_read {
                    break;
                }
            }
        }
        if !is_read {
            outcome = self.read_all(&kept).await;
        }
        let now = self.now();
        match outcome {
            Ok(changes) => Ok(ListState { read: Some(now), changes, refused: None }),
            Err(Unread::Refused(failure)) => {
                Ok(ListState { refused: Some(Trouble::of_list(&failure, now)), ..state.clone() })
            }
            Err(Unread::Stop(stop)) => Err(stop),
        }
    }

    /// Reads what has changed since then, or all there is with where later changes will be.
    async fn read_changes<V: Listed>(
        &mut self,
        since: Option<&str>,
        kept: &HashMap<String, V>,
    ) -> Result<Option<String>, Unread> {
        self.still_leads()?;
        let mut there = HashSet::new();
        let mut pages = V::changes(&self.engine.client, since);
        loop {
            let page = match pages.next().await {
                Ok(Some(page)) => page,
                Ok(None) => break,
                Err(failure) => return Err(self.unread(failure)),
            };
            self.heard(&page);
            let mut changes = Vec::new();
            for found in page.value {
                let seen = V::seen(&found.item);
                if found.removed.is_some() {
                    changes.push(V::drop(seen.id().to_owned()));
                } else {
                    there.insert(seen.id().to_owned());
                    if kept.get(seen.id()) != Some(&seen) {
                        changes.push(seen.put());
                    }
                }
            }
            self.commit(changes).await?;
        }
        let later = pages.delta_link().map(str::to_owned);
        if since.is_none() {
            let gone = kept.keys().filter(|id| !there.contains(*id)).cloned();
            let changes = gone.map(V::drop).collect();
            self.commit(changes).await?;
        }
        Ok(later)
    }

    /// Reads all of a list. What isn't on it any more is asked for one by one, as lists have been seen to leave some out.
    async fn read_all<V: Listed>(&mut self, kept: &HashMap<String, V>) -> Result<Option<String>, Unread> {
        self.still_leads()?;
        let mut there = HashSet::new();
        let mut pages = V::all(&self.engine.client);
        loop {
            let page = match pages.next().await {
                Ok(Some(page)) => page,
                Ok(None) => break,
                Err(failure) => return Err(self.unread(failure)),
            };
            self.heard(&page);
            let mut changes = Vec::new();
            for found in &page.value {
                let seen = V::seen(found);
                there.insert(seen.id().to_owned());
                if kept.get(seen.id()) != Some(&seen) {
                    changes.push(seen.put());
                }
            }
            self.commit(changes).await?;
        }
        let missing: Vec<&str> = kept.keys().filter(|id| !there.contains(*id)).map(String::as_str).collect();
        for some in missing.chunks(MAX_BATCH) {
            self.ask_one_by_one(some, kept).await?;
        }
        Ok(None)
    }

    /// Reads what a list leaves out, and drops what is no more.
    async fn ask_one_by_one<V: Listed>(
        &mut self,
        ids: &[&str],
        kept: &HashMap<String, V>,
    ) -> Result<(), Unread> {
        self.still_leads()?;
        let urls = ids.iter().map(|id| V::path(id)).collect();
        let results = match self.read_together(V::VERSION, urls).await {
            Ok(results) => results,
            Err(failure) => return Err(self.unread(failure)),
        };
        let mut changes = Vec::new();
        for (id, result) in ids.iter().zip(results) {
            match result {
                Ok(answer) => {
                    let found = answer.value.and_then(|body| serde_json::from_value(body).ok());
                    let seen = found.map(|found| V::seen(&found));
                    // An answer about another one is none.
                    let is_it = |seen: &V| seen.id() == *id && kept.get(*id) != Some(seen);
                    changes.extend(seen.filter(is_it).map(V::put));
                }
                Err(failure) if failure.is_not_found() => changes.push(V::drop((*id).to_owned())),
                // It stays as it was seen, and is asked for another time.
                Err(_) => {}
            }
        }
        Ok(self.commit(changes).await?)
    }

    fn unread(&mut self, failure: Failure) -> Unread {
        if concerns_all(&failure) {
            Unread::Stop(self.out_of_order(&failure))
        } else {
            Unread::Refused(failure)
        }
    }
}
