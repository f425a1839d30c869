//! Transactions.

use super::link::Link;
use super::put_off::{self, Aftermath};
use super::sql::{Column, Kind, Row, Value};
use super::tenants::Tenant;
use super::{Result, StoreError};
use crate::clock::Timestamp;

/// A transaction: what is done in it is done together or not at all.
///
/// It is of one tenant. Each statement is given that tenant as its first value, and has to say by `?1` what it does with it, so
/// there is no way to forget it. Its own values are `?2` and so on.
pub struct Tx<'c> {
    link: &'c dyn Link,
    tenant: Tenant,
    aftermath: Aftermath,
    seen_at: Option<Timestamp>,
}

impl<'c> Tx<'c> {
    pub(super) fn new(link: &'c dyn Link, tenant: Tenant) -> Tx<'c> {
        Tx { link, tenant, aftermath: Aftermath::default(), seen_at: None }
    }

    /// The same, of a request that leaves something behind.
    pub fn with(&self, aftermath: Aftermath) -> Tx<'c> {
        Tx { aftermath, ..*self }
    }

    /// What is left behind.
    pub fn aftermath(&self) -> Aftermath {
        self.aftermath
    }

    /// The same, as a client sees the data at that moment: without what it is shown later, and with what it is still shown.
    pub fn as_seen_at(&self, moment: Timestamp) -> Result<Tx<'c>> {
        let seen_at = put_off::is_any(self, moment)?.then_some(moment);
        Ok(Tx { seen_at, ..*self })
    }

    /// At which moment the data is seen; `None`: as it is.
    pub fn seen_at(&self) -> Option<Timestamp> {
        self.seen_at
    }

    /// Whose data it is.
    pub fn tenant(&self) -> Tenant {
        self.tenant
    }

    fn values<'v>(&self, sql: &str, own: &[Value<'v>]) -> Vec<Value<'v>> {
        debug_assert!(sql.contains("?1"), "it doesn't say of which tenant: {sql}");
        let mut values = Vec::with_capacity(own.len() + 1);
        values.push(Value::Integer(self.tenant.0));
        values.extend_from_slice(own);
        values
    }

    /// Notes that a row has changed, for those who follow changes, though nothing of it did.
    pub fn renumber(&self, table: &str, id: &str) -> Result<()> {
        let number = self.link.next_number(table)?;
        let sql = format!("UPDATE {table} SET changed = ?3 WHERE tenant = ?1 AND id = ?2");
        self.execute(&sql, &[Value::Text(id), Value::Integer(number)])?;
        Ok(())
    }

    /// Runs a statement; how many rows it changed.
    pub fn execute(&self, sql: &str, values: &[Value<'_>]) -> Result<usize> {
        self.link.execute(sql, &self.values(sql, values))
    }

    /// Shows the rows of a question, one after another: what is shown of a row is borrowed from it.
    pub fn each<E: From<StoreError>>(
        &self,
        sql: &str,
        values: &[Value<'_>],
        mut show: impl FnMut(&Row<'_>) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let mut outcome = Ok(());
        self.link.each(sql, &self.values(sql, values), &mut |row| {
            outcome = show(row);
            outcome.is_ok()
        })?;
        outcome
    }

    /// What is made of the rows of a question.
    pub fn all<T>(
        &self,
        sql: &str,
        values: &[Value<'_>],
        mut make: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        let mut all = Vec::new();
        self.each(sql, values, |row| {
            all.push(make(row)?);
            Ok::<_, StoreError>(())
        })?;
        Ok(all)
    }

    /// What is made of the first row of a question; `None`: there is none.
    pub fn first<T>(
        &self,
        sql: &str,
        values: &[Value<'_>],
        make: impl FnOnce(&Row<'_>) -> Result<T>,
    ) -> Result<Option<T>> {
        let (mut make, mut first) = (Some(make), None);
        self.link.each(sql, &self.values(sql, values), &mut |row| {
            first = make.take().map(|make| make(row));
            false
        })?;
        first.transpose()
    }

    /// The first column of the one row that a question always has.
    pub fn value<T>(&self, sql: &str, values: &[Value<'_>]) -> Result<T>
    where
        T: for<'r> Column<'r>,
    {
        let value = self.first(sql, values, |row| row.get(0))?;
        value.ok_or_else(|| StoreError::Database("an answer without rows".to_owned()))
    }

    /// The columns of a table, and what they hold.
    pub fn columns(&self, table: &str) -> Result<Vec<(String, Kind)>> {
        self.link.columns(table)
    }

    /// How many of the steps that both kinds of database have made the tables.
    pub fn steps(&self) -> Result<usize> {
        self.link.steps()
    }

    /// Whether a question has an answer.
    pub fn exists(&self, sql: &str, values: &[Value<'_>]) -> Result<bool> {
        Ok(self.first(sql, values, |_| Ok(()))?.is_some())
    }
}
