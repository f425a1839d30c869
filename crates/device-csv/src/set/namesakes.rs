//! Different devices with the same serial.

use std::collections::BTreeSet;

use super::index::Index;

/// The groups of each serial.
#[derive(Default)]
pub(super) struct Namesakes(Index<Sharing>);

/// The groups with one serial. Nearly always one, which then takes no room of its own.
struct Sharing {
    first: usize,
    others: BTreeSet<usize>,
}

impl Namesakes {
    /// The first group with the serial that is not this one. `serial_of`: that of a group that was put in.
    pub fn other<'a>(
        &self,
        serial: &str,
        group: usize,
        serial_of: impl Fn(usize) -> Option<&'a str>,
    ) -> Option<usize> {
        let is_its = |sharing: &Sharing| serial_of(sharing.first) == Some(serial);
        let Sharing { first, others } = self.0.get(serial, is_its)?;
        if *first == group { others.first().copied() } else { Some(*first) }
    }

    /// Puts a group in. Gives the group that was alone with the serial until now.
    pub fn insert<'a>(
        &mut self,
        serial: &str,
        group: usize,
        serial_of: impl Fn(usize) -> Option<&'a str>,
    ) -> Option<usize> {
        let is_its = |sharing: &Sharing| serial_of(sharing.first) == Some(serial);
        let Some(Sharing { first, others }) = self.0.get_mut(serial, is_its) else {
            self.0.insert(serial, Sharing { first: group, others: BTreeSet::new() });
            return None;
        };
        let alone = others.is_empty().then_some(*first);
        others.insert(group.max(*first));
        *first = group.min(*first);
        alone
    }

    /// Takes a group out. Gives the group that is alone with the serial from now on.
    pub fn remove<'a>(
        &mut self,
        serial: &str,
        group: usize,
        serial_of: impl Fn(usize) -> Option<&'a str>,
    ) -> Option<usize> {
        let is_its = |sharing: &Sharing| serial_of(sharing.first) == Some(serial);
        let Sharing { first, others } = self.0.get_mut(serial, is_its)?;
        if *first != group {
            others.remove(&group);
        } else if let Some(next) = others.pop_first() {
            *first = next;
        } else {
            self.0.remove(serial, is_its);
            return None;
        }
        others.is_empty().then_some(*first)
    }
}
