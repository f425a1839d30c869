//! Finds what is kept elsewhere by a value that isn't kept twice.
//!
//! Sets hold a million devices, each found by its identity and by its serial. A map of these would keep a copy of each; and of a map
//! that doesn't fit the processor's cache, every look is waited for. So an entry is as small as can be.

use std::hash::{BuildHasher, Hash};

use hashbrown::hash_table::Entry;
use hashbrown::{DefaultHashBuilder, HashTable};

/// Entries that say where a value is kept.
pub(super) struct Index<T> {
    entries: HashTable<(Short, T)>,
    hasher: DefaultHashBuilder,
}

/// Half of a value's hash: as much as is kept, so that the table can grow without a look at the values. Of a million there are
/// about a hundred with the same as another.
#[derive(Clone, Copy)]
struct Short(u32);

impl Short {
    fn of<V: Hash + ?Sized>(value: &V, hasher: &impl BuildHasher) -> Short {
        let hash = hasher.hash_one(value);
        #[expect(clippy::cast_possible_truncation, reason = "both halves are in it")]
        Short((hash ^ (hash >> 32)) as u32)
    }

    /// Spread over as many bits as the table wants, the highest ones too.
    fn spread(self) -> u64 {
        u64::from(self.0).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    }

    /// Whether an entry has this, and is the one.
    fn and<T>(self, has: impl Fn(&T) -> bool) -> impl Fn(&(Short, T)) -> bool {
        move |(own, entry)| own.0 == self.0 && has(entry)
    }
}

impl<T> Default for Index<T> {
    fn default() -> Index<T> {
        Index { entries: HashTable::new(), hasher: DefaultHashBuilder::default() }
    }
}

impl<T> Index<T> {
    /// The entry of a value. `has`: whether that entry's value is this one.
    pub fn get<V: Hash + ?Sized>(&self, value: &V, has: impl Fn(&T) -> bool) -> Option<&T> {
        let short = Short::of(value, &self.hasher);
        let (_, entry) = self.entries.find(short.spread(), short.and(has))?;
        Some(entry)
    }

    /// The entry of a value, to be changed.
    pub fn get_mut<V: Hash + ?Sized>(&mut self, value: &V, has: impl Fn(&T) -> bool) -> Option<&mut T> {
        let short = Short::of(value, &self.hasher);
        let (_, entry) = self.entries.find_mut(short.spread(), short.and(has))?;
        Some(entry)
    }

    /// The entry of a value, and whether it had one before: if not, this one is put in.
    pub fn get_or_insert<V: Hash + ?Sized>(
        &mut self,
        value: &V,
        has: impl Fn(&T) -> bool,
        entry: T,
    ) -> (&mut T, bool) {
        let short = Short::of(value, &self.hasher);
        match self.entries.entry(short.spread(), short.and(has), |(own, _)| own.spread()) {
            Entry::Occupied(there) => (&mut there.into_mut().1, true),
            Entry::Vacant(place) => (&mut place.insert((short, entry)).into_mut().1, false),
        }
    }

    /// Takes the entry of a value out.
    pub fn remove<V: Hash + ?Sized>(&mut self, value: &V, has: impl Fn(&T) -> bool) {
        let short = Short::of(value, &self.hasher);
        if let Ok(found) = self.entries.find_entry(short.spread(), short.and(has)) {
            found.remove();
        }
    }
}
