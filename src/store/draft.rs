//! What was chosen to be taken out, kept until it is confirmed.

use super::{
    Store, StoreError,
    batch::{Batch, Change, Value},
    key::{Key, Span},
    schema::Table,
};
use crate::queries::Draft;
use crate::wire;

/// The name of the setting. No file takes it along: names with a space stay in this browser.
const DRAFT: &str = "removal draft";

impl Store {
    /// What was chosen last; what can't be read is nothing.
    ///
    /// # Errors
    /// When the storage can't be read.
    pub async fn draft(&self) -> Result<Option<Draft>, StoreError> {
        let found = self.one(Table::Settings, Key::named(DRAFT)).await?;
        Ok(found.as_ref().and_then(Value::bytes).and_then(|bytes| wire::decode(bytes).ok()))
    }

    /// Keeps what is chosen, over what another tab has chosen; an empty choice is forgotten. No other tab hears of it.
    ///
    /// # Errors
    /// When the storage can't be written.
    pub async fn keep_draft(&self, draft: &Draft) -> Result<(), StoreError> {
        let key = Key::named(DRAFT);
        let change = if draft.chosen.is_empty() {
            Change::Delete(Table::Settings, Span::One(key))
        } else {
            Change::Put(Table::Settings, key, Value::Bytes(wire::encode(draft)))
        };
        self.write(&Batch::relaxed(vec![change])).await
    }
}
