//! The edit history of a set.

use device_csv::Step;

use super::{
    SetId, Store, StoreError, Touch,
    batch::{Batch, Change, Value},
    damaged,
    key::{Key, Span},
    schema::Table,
    sets::try_update_set,
};
use crate::wire;

impl Store {
    /// Makes `steps` the history from step `from` (from 0) on, of which in all `cursor` are in force. Steps
    /// that were there from `from` on are gone. With no steps and `from` at the end of the history, this only
    /// moves the cursor: undo and redo. `expected` is how many were in force before, as far as this page knows.
    ///
    /// # Errors
    /// [`StoreError::NoSuchSet`]; [`StoreError::Conflict`] when another page has changed the set since.
    pub async fn put_steps(
        &self,
        set: SetId,
        expected: Option<u32>,
        from: u32,
        steps: &[Step],
        cursor: u32,
        touch: Touch,
    ) -> Result<(), StoreError> {
        let mut changes = vec![try_update_set(set, move |record| {
            if expected.is_some_and(|expected| expected != record.cursor) {
                return Err(StoreError::Conflict);
            }
            record.cursor = cursor;
            record.touch(touch);
            Ok(())
        })];
        changes.extend(replace(set, from, steps));
        // Edits are a person's work and exist nowhere else.
        self.change(set, &Batch::strict(changes)).await
    }
}

/// Puts steps in the place of those from `from` on.
pub(super) fn replace(set: SetId, from: u32, steps: &[Step]) -> impl Iterator<Item = Change> {
    let old = Change::Delete(Table::Steps, Span::Under { prefix: Key::of(&[set.0]), from });
    let new = (from..).zip(steps).map(move |(at, step)| {
        Change::Put(Table::Steps, Key::of(&[set.0, at]), Value::Bytes(wire::encode(step)))
    });
    std::iter::once(old).chain(new)
}

/// One step.
pub(super) fn read(key: &Key, value: &Value) -> Result<Step, StoreError> {
    wire::decode(value.bytes().unwrap_or_default()).map_err(|error| damaged(Table::Steps, key, error))
}
