//! Different devices with the same serial.

use std::collections::BTreeSet;

use hashbrown::HashMap;

use super::index::Index;

/// The groups of each serial, by their numbers.
#[derive(Default)]
pub(super) struct Namesakes {
    /// One group of each serial.
    one: Index<u32>,
    /// All of them, where there are several: under that one.
    several: HashMap<u32, BTreeSet<u32>>,
    /// Under which group a group is found that shares its serial. Nearly all don't, and for them nothing else is looked at.
    under: HashMap<u32, u32>,
}

/// Whether a group has the serial.
fn has<'a>(serial: &str, serial_of: impl Fn(u32) -> Option<&'a str>) -> impl Fn(&u32) -> bool {
    move |&group| serial_of(group) == Some(serial)
}

impl Namesakes {
    /// The first group with the same serial as this one.
    pub fn other(&self, group: u32) -> Option<u32> {
        let groups = self.several.get(self.under.get(&group)?)?;
        groups.iter().copied().find(|&other| other != group)
    }

    /// Puts a group in. Gives the group that was alone with the serial until now. `serial_of`: that of a group that was put in.
    pub fn insert<'a>(
        &mut self,
        serial: &str,
        group: u32,
        serial_of: impl Fn(u32) -> Option<&'a str>,
    ) -> Option<u32> {
        let (&mut one, is_shared) = self.one.get_or_insert(serial, has(serial, serial_of), group);
        if !is_shared {
            return None;
        }
        let groups = self.several.entry(one).or_default();
        let was_alone = groups.is_empty();
        for new in [one, group] {
            groups.insert(new);
            self.under.insert(new, one);
        }
        was_alone.then_some(one)
    }

    /// Takes a group out. Gives the group that is alone with the serial from now on.
    pub fn remove<'a>(
        &mut self,
        serial: &str,
        group: u32,
        serial_of: impl Fn(u32) -> Option<&'a str>,
    ) -> Option<u32> {
        let is_its = has(serial, serial_of);
        let Some(one) = self.under.remove(&group) else {
            self.one.remove(serial, is_its);
            return None;
        };
        let mut groups = self.several.remove(&one)?;
        groups.remove(&group);
        let next = if one == group { *groups.first()? } else { one };
        if let Some(entry) = self.one.get_mut(serial, is_its) {
            *entry = next;
        }
        if groups.len() == 1 {
            self.under.remove(&next);
            return Some(next);
        }
        if next != one {
            self.under.extend(groups.iter().map(|&other| (other, next)));
        }
        self.several.insert(next, groups);
        None
    }
}
