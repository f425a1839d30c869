//! What happened, a stretch at a time, from now back or from the beginning on.
//!
//! Keys tell seconds, and within one nothing: so the entries of a second are always read together, and put into their order. A
//! place in the history is an entry, and not its second, as thousands may happen within one.

use std::cmp::Reverse;

use device_csv::order::sort_by_key;
use outbox::Entry;

use super::{
    Store, StoreError,
    batch::Value,
    disk::{Disk, told_key},
    key::{Key, Part, Span},
    schema::Table,
};
use crate::wire;

/// How many entries are read at once.
const AT_ONCE: u32 = 2_000;

/// Which entries are looked through.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sought<'a> {
    /// The serial number of a device, or what else names one that has none; empty: of all devices.
    pub device: &'a str,
    /// Not before this moment, milliseconds since 1970.
    pub from: Option<i64>,
    /// Before this moment, milliseconds since 1970.
    pub to: Option<i64>,
}

/// A place in the history, from where it is read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// The first second that isn't read.
    before: u32,
    /// What is before that entry, by its moment and its number.
    entry: Option<(i64, u32)>,
}

impl Past {
    /// Right before an entry.
    #[must_use]
    pub fn before(entry: &Entry) -> Past {
        Past { before: second(entry.at).saturating_add(1), entry: Some(place(entry)) }
    }

    /// The moment from which on all was read, milliseconds since 1970.
    #[must_use]
    pub fn moment(&self) -> i64 {
        self.entry.map_or(i64::from(self.before) * 1000, |(at, _)| at)
    }
}

/// The second of a moment, as keys have it.
#[must_use]
pub fn second(at: i64) -> u32 {
    u32::try_from(at / 1000).unwrap_or(0)
}

/// By what entries are ordered.
#[must_use]
pub fn place(entry: &Entry) -> (i64, u32) {
    (entry.at, entry.number)
}

impl Store {
    /// Some of the entries before that place, or before now, the newest first; and the place before them, `None` at the beginning.
    /// Damaged ones are left out.
    ///
    /// # Errors
    /// When the storage can't be read.
    pub async fn history_back(
        &self,
        sought: &Sought<'_>,
        past: Option<&Past>,
    ) -> Result<(Vec<Entry>, Option<Past>), StoreError> {
        // Nothing is held in memory of the history: what can't be kept isn't done.
        let Some(disk) = self.disk() else { return Ok((Vec::new(), None)) };
        let end = sought.to.map_or(u32::MAX, |to| second(to).saturating_add(1));
        let before = past.map_or(end, |past| past.before);
        let (table, prefix) = within(sought.device);
        let found = disk.last(table, &prefix, before, AT_ONCE).await?;
        let has_more = found.len() >= AT_ONCE as usize;
        let first = found.first().filter(|_| has_more).and_then(|(key, _)| key.id(prefix.0.len()));
        let first = first.filter(|first| sought.from.is_none_or(|from| second(from) < *first));
        let rest = first.filter(|first| *first > 0).map(|before| Past { before, entry: None });
        let mut entries = self.entries(&disk, sought.device, found).await?;
        if let Some(end) = past.and_then(|past| past.entry) {
            entries.retain(|entry| place(entry) < end);
        }
        sort_by_key(&mut entries, |entry| Reverse(place(entry)));
        Ok((entries, rest))
    }

    /// Some of the entries from that second on, the oldest first; and the second after them, `None` at the end.
    ///
    /// # Errors
    /// When the storage can't be read.
    pub async fn history_from(
        &self,
        sought: &Sought<'_>,
        from: u32,
    ) -> Result<(Vec<Entry>, Option<u32>), StoreError> {
        let Some(disk) = self.disk() else { return Ok((Vec::new(), None)) };
        let (table, prefix) = within(sought.device);
        let at = prefix.0.len();
        let from = from.max(sought.from.map_or(0, second));
        let span = Span::Under { prefix: prefix.clone(), from };
        let mut found = disk.first(table, &span, AT_ONCE).await?;
        let last = found.last().filter(|_| found.len() >= AT_ONCE as usize).and_then(|(key, _)| key.id(at));
        if let Some(last) = last {
            found.retain(|(key, _)| key.id(at) != Some(last));
            let mut whole = prefix;
            whole.0.push(Part::Number(last));
            let whole = Span::Under { prefix: whole, from: 0 };
            found.extend(disk.read(&[(table, whole)]).await?.into_iter().flatten());
        }
        let mut entries = self.entries(&disk, sought.device, found).await?;
        sort_by_key(&mut entries, place);
        let rest = last.and_then(|last| last.checked_add(1));
        Ok((entries, rest.filter(|rest| sought.to.is_none_or(|to| *rest <= second(to)))))
    }

    /// What was found; of a device it is where to look.
    async fn entries(
        &self,
        disk: &Disk,
        device: &str,
        found: Vec<(Key, Value)>,
    ) -> Result<Vec<Entry>, StoreError> {
        let found = if device.is_empty() || found.is_empty() {
            found
        } else {
            let at = |(key, _): &(Key, Value)| (Table::History, Span::One(Key(key.0[1..].to_vec())));
            let spans: Vec<(Table, Span)> = found.iter().map(at).collect();
            disk.read(&spans).await?.into_iter().flatten().collect()
        };
        Ok(found.iter().filter_map(|(_, value)| wire::decode(value.bytes()?).ok()).collect())
    }
}

/// Where the entries of a device stand, or those of all, and with what their keys begin.
fn within(device: &str) -> (Table, Key) {
    match device {
        "" => (Table::History, Key(Vec::new())),
        device => (Table::Told, told_key(device, &[])),
    }
}
