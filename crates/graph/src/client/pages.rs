//! Collections, page by page.

use std::{collections::BTreeSet, marker::PhantomData};

use serde::{Deserialize, de::DeserializeOwned};

use super::{Answer, Client};
use crate::{Failure, Transport};

/// A collection that is read page by page. A page that failed can be asked for again.
#[derive(Debug)]
pub struct Pages<'c, T, V> {
    client: &'c Client<T>,
    next: Option<String>,
    /// Where later changes will be.
    delta: Option<String>,
    read: BTreeSet<String>,
    items: PhantomData<V>,
}

/// What is read of a page.
#[derive(Deserialize)]
struct Page<V> {
    value: Vec<V>,
    #[serde(rename = "@odata.nextLink", default)]
    next_link: Option<String>,
    /// On the last page of changes.
    #[serde(rename = "@odata.deltaLink", default)]
    delta_link: Option<String>,
}

impl<'c, T: Transport, V: DeserializeOwned> Pages<'c, T, V> {
    pub(super) fn new(client: &'c Client<T>, first: String) -> Self {
        Pages { client, next: Some(first), delta: None, read: BTreeSet::new(), items: PhantomData }
    }

    /// The next page; `None` after the last one. Its address is followed as the service gave it.
    ///
    /// # Errors
    /// [`Failure`]: the same page comes next.
    pub async fn next(&mut self) -> Result<Option<Answer<Vec<V>>>, Failure> {
        let Some(address) = &self.next else { return Ok(None) };
        let page: Answer<Page<V>> = self.client.read_at(address.clone()).await?;
        let next = page.value.next_link.clone().filter(|next| !next.is_empty());
        // A service that sends its readers in circles would keep them for ever. To end there would pass a part for the
        // whole.
        if next.as_ref().is_some_and(|next| next == address || self.read.contains(next)) {
            let words = "its pages lead in a circle".to_owned();
            return Err(Failure::Unreadable { words, request_id: page.request_id });
        }
        self.delta = page.value.delta_link.clone().filter(|link| !link.is_empty());
        self.read.extend(self.next.take());
        self.next = next;
        Ok(Some(page.map(|page| page.value)))
    }

    /// After the last page of changes: where later ones will be.
    #[must_use]
    pub fn delta_link(&self) -> Option<&str> {
        self.delta.as_deref()
    }

    /// Every page that is left.
    ///
    /// # Errors
    /// [`Failure`]: what was read before is dropped.
    pub async fn all(mut self) -> Result<Vec<V>, Failure> {
        let mut all = Vec::new();
        while let Some(page) = self.next().await? {
            all.extend(page.value);
        }
        Ok(all)
    }
}
