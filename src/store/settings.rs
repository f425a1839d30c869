//! Settings: text by name, for this browser.

use std::rc::Rc;

use super::{
    Store, StoreError,
    batch::{Batch, Change, Update, Value},
    key::{Key, Span},
    schema::Table,
};

impl Store {
    /// A setting, `None` where it was never made.
    ///
    /// # Errors
    /// When the storage can't be read.
    pub async fn setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        Ok(match self.one(Table::Settings, Key::named(name)).await? {
            Some(Value::Bytes(bytes)) => String::from_utf8(bytes).ok(),
            _ => None,
        })
    }

    /// Makes a setting, or with `None` takes it back. Names hold no spaces.
    ///
    /// # Errors
    /// When the storage can't be written.
    pub async fn set_setting(&self, name: &str, value: Option<&str>) -> Result<(), StoreError> {
        let key = Key::named(name);
        let change = match value {
            Some(text) => Change::Put(Table::Settings, key, Value::Bytes(text.as_bytes().to_vec())),
            None => Change::Delete(Table::Settings, Span::One(key)),
        };
        self.write(&Batch::relaxed(vec![change])).await
    }

    /// Makes a setting where it was never made; what a person set meanwhile, here or in another tab, stays.
    ///
    /// # Errors
    /// When the storage can't be written.
    pub async fn offer_setting(&self, name: &str, value: &str) -> Result<(), StoreError> {
        let value = value.as_bytes().to_vec();
        let update: Update = Rc::new(move |old| Ok(old.map_or_else(|| value.clone(), <[u8]>::to_vec)));
        self.write(&Batch::relaxed(vec![Change::Update(Table::Settings, Key::named(name), update)])).await
    }
}
