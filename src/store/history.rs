//! What happened, page by page, the newest first.

use std::cmp::Reverse;

use device_csv::order::sort_by_key;
use outbox::Entry;

use super::{
    Store, StoreError,
    key::{Key, Span},
    schema::Table,
};
use crate::wire;

/// How many entries are looked through for one page, whether they are wanted or not.
const LOOK: usize = 4_000;
/// How many entries are read at once where all are.
const AT_ONCE: u32 = 1_000;

/// A place in the history: the key of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past(Key);

/// A page of the history.
#[derive(Clone, Debug, Default)]
pub struct HistoryPage {
    /// The entries that are wanted, the newest first. Damaged ones are left out.
    pub entries: Vec<Entry>,
    /// How far was looked back; `None`: to the beginning.
    pub rest: Option<Past>,
    /// When the last entry happened that was looked at, milliseconds since 1970.
    pub until: Option<i64>,
}

impl Store {
    /// The next page, back from there or from now: at most so many entries that are wanted. It may have fewer although there are
    /// more: then it was looked far enough for once.
    ///
    /// # Errors
    /// When the storage can't be read.
    pub async fn history_page(
        &self,
        from: Option<&Past>,
        most: usize,
        wanted: impl Fn(&Entry) -> bool,
    ) -> Result<HistoryPage, StoreError> {
        let mut page = HistoryPage::default();
        // Nothing is held in memory of the history: what can't be kept isn't done.
        let Some(disk) = self.disk() else { return Ok(page) };
        let mut looked = 0;
        disk.back_from(Table::History, from.map(|Past(key)| key), |key, value| {
            looked += 1;
            if let Some(entry) = value.bytes().and_then(|bytes| wire::decode::<Entry>(bytes).ok()) {
                page.until = Some(entry.at);
                if wanted(&entry) {
                    page.entries.push(entry);
                }
            }
            let goes_on = page.entries.len() < most && looked < LOOK;
            page.rest = (!goes_on).then_some(Past(key));
            goes_on
        })
        .await?;
        // Keys tell seconds, and within one nothing.
        sort_by_key(&mut page.entries, |entry: &Entry| Reverse((entry.at, entry.number)));
        Ok(page)
    }

    /// The next entries from the oldest on, after that place; and the place behind them, `None` at the end.
    ///
    /// # Errors
    /// When the storage can't be read.
    pub async fn history_after(&self, past: Option<Past>) -> Result<(Vec<Entry>, Option<Past>), StoreError> {
        let Some(disk) = self.disk() else { return Ok((Vec::new(), None)) };
        let span = past.map_or(Span::everything(), |Past(key)| Span::After(key));
        let found = disk.first(Table::History, &span, AT_ONCE).await?;
        let mut last =
            found.last().filter(|_| found.len() >= AT_ONCE as usize).map(|(key, _)| Past(key.clone()));
        let mut entries: Vec<(&Key, Entry)> = found
            .iter()
            .filter_map(|(key, value)| Some((key, wire::decode::<Entry>(value.bytes()?).ok()?)))
            .collect();
        // What happened within a second stays together, in its order: the rest of the last one comes with the next entries.
        if let (Some(_), Some(second)) = (&last, entries.last().map(|(_, entry)| entry.at / 1000))
            && let Some(whole) = entries.iter().rposition(|(_, entry)| entry.at / 1000 != second)
        {
            entries.truncate(whole + 1);
            last = entries.last().map(|(key, _)| Past((*key).clone()));
        }
        sort_by_key(&mut entries, |(_, entry): &(&Key, Entry)| (entry.at, entry.number));
        Ok((entries.into_iter().map(|(_, entry)| entry).collect(), last))
    }
}
