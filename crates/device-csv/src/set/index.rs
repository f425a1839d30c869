//! Finds what is kept elsewhere by a value that isn't kept twice.
//!
//! Sets hold a million devices, each found by its serial and by its maker, model and serial. A map of texts would keep a copy of
//! each, made on the heap.

use std::hash::{BuildHasher, Hash};

use hashbrown::{DefaultHashBuilder, HashTable};

/// Entries that say where a value is kept.
pub(super) struct Index<T> {
    entries: HashTable<(u64, T)>,
    hasher: DefaultHashBuilder,
}

impl<T> Default for Index<T> {
    fn default() -> Index<T> {
        Index { entries: HashTable::new(), hasher: DefaultHashBuilder::default() }
    }
}

impl<T> Index<T> {
    /// The entry of a value. `has`: whether that entry's value is this one.
    pub fn get<V: Hash + ?Sized>(&self, value: &V, has: impl Fn(&T) -> bool) -> Option<&T> {
        let (_, entry) = self.entries.find(self.hasher.hash_one(value), |(_, entry)| has(entry))?;
        Some(entry)
    }

    /// The entry of a value, to be changed.
    pub fn get_mut<V: Hash + ?Sized>(&mut self, value: &V, has: impl Fn(&T) -> bool) -> Option<&mut T> {
        let (_, entry) = self.entries.find_mut(self.hasher.hash_one(value), |(_, entry)| has(entry))?;
        Some(entry)
    }

    /// Puts an entry in for a value that has none.
    pub fn insert<V: Hash + ?Sized>(&mut self, value: &V, entry: T) {
        let hash = self.hasher.hash_one(value);
        self.entries.insert_unique(hash, (hash, entry), |(hash, _)| *hash);
    }

    /// Takes the entry of a value out.
    pub fn remove<V: Hash + ?Sized>(&mut self, value: &V, has: impl Fn(&T) -> bool) {
        let hash = self.hasher.hash_one(value);
        if let Ok(found) = self.entries.find_entry(hash, |(_, entry)| has(entry)) {
            found.remove();
        }
    }
}
