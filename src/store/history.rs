//! What happened, page by page, the newest first.

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
        let last = found.last().filter(|_| found.len() >= AT_ONCE as usize).map(|(key, _)| Past(key.clone()));
        let entries = found.iter().filter_map(|(_, value)| wire::decode(value.bytes()?).ok()).collect();
        Ok((entries, last))
    }
}
