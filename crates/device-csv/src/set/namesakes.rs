//! Different devices with the same serial.

use std::collections::{BTreeSet, HashMap};

/// The groups of each serial.
#[derive(Default)]
pub(super) struct Namesakes(HashMap<Box<str>, Sharing>);

/// The groups with one serial. Nearly always one, which then takes no room of its own.
struct Sharing {
    first: usize,
    others: BTreeSet<usize>,
}

impl Namesakes {
    /// The first group with the serial that is not this one.
    pub fn other(&self, serial: &str, group: usize) -> Option<usize> {
        let Sharing { first, others } = self.0.get(serial)?;
        if *first == group { others.first().copied() } else { Some(*first) }
    }

    /// Puts a group in. Gives the group that was alone with the serial until now.
    pub fn insert(&mut self, serial: &str, group: usize) -> Option<usize> {
        let Some(Sharing { first, others }) = self.0.get_mut(serial) else {
            self.0.insert(serial.into(), Sharing { first: group, others: BTreeSet::new() });
            return None;
        };
        let alone = others.is_empty().then_some(*first);
        others.insert(group.max(*first));
        *first = group.min(*first);
        alone
    }

    /// Takes a group out. Gives the group that is alone with the serial from now on.
    pub fn remove(&mut self, serial: &str, group: usize) -> Option<usize> {
        let Sharing { first, others } = self.0.get_mut(serial)?;
        if *first != group {
            others.remove(&group);
        } else if let Some(next) = others.pop_first() {
            *first = next;
        } else {
            self.0.remove(serial);
            return None;
        }
        others.is_empty().then_some(*first)
    }
}
