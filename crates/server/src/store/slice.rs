//! A stretch of a table in a stable order.
//!
//! A page starts behind the last row of the one before, by that row's key, not by a number of rows: so rows that come or
//! go in between make no other row appear twice or never.

use rusqlite::types::Value;
use rusqlite::{Params, Row};

use super::{StoreError, Tx};

/// The order of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// As they came.
    #[default]
    Arrival,
    /// By serial number.
    Serial,
    /// By serial number, backwards.
    SerialDescending,
}

/// Where a row stands in any [`Order`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// Its number.
    pub seq: i64,
    /// By what its serial number is compared.
    pub serial_key: String,
}

/// What of a table is asked for.
#[derive(Clone, Debug)]
pub struct Slice {
    /// In which order.
    pub order: Order,
    /// Behind which row.
    pub after: Option<Position>,
    /// How many rows at most.
    pub limit: usize,
}

/// A condition of a question, with what stands for `?`.
#[derive(Default)]
pub struct Conditions {
    sql: String,
    values: Vec<Value>,
}

impl Conditions {
    /// Adds one; each `?` in it stands for one of the values.
    pub fn and(&mut self, sql: &str, values: impl IntoIterator<Item = Value>) {
        self.sql.push_str(if self.sql.is_empty() { " WHERE " } else { " AND " });
        let mut values = values.into_iter();
        for (index, part) in sql.split('?').enumerate() {
            if index > 0 {
                self.values.extend(values.next());
                self.sql.extend(["?", &self.values.len().to_string()]);
            }
            self.sql.push_str(part);
        }
    }

    /// Adds what a slice asks for, with its order.
    pub fn slice(&mut self, slice: &Slice) {
        let (behind, order) = match slice.order {
            Order::Arrival => ("seq > ?", "seq"),
            Order::Serial => ("(serial_key, seq) > (?, ?)", "serial_key, seq"),
            Order::SerialDescending => ("(serial_key, seq) < (?, ?)", "serial_key DESC, seq DESC"),
        };
        if let Some(Position { seq, serial_key }) = &slice.after {
            let key = (slice.order != Order::Arrival).then(|| Value::Text(serial_key.clone()));
            self.and(behind, key.into_iter().chain([Value::Integer(*seq)]));
        }
        self.values.push(Value::Integer(i64::try_from(slice.limit).unwrap_or(i64::MAX)));
        self.sql.extend([" ORDER BY ", order, " LIMIT ?", &self.values.len().to_string()]);
    }

    /// The text that goes behind the table's name.
    pub fn sql(&self) -> &str {
        &self.sql
    }

    /// What stands for the placeholders.
    pub fn values(&self) -> impl rusqlite::Params + '_ {
        rusqlite::params_from_iter(&self.values)
    }
}

/// Shows the rows of a question, one after another: what is shown of a row is borrowed from it.
pub fn each_row<E: From<StoreError>>(
    tx: &Tx<'_>,
    sql: &str,
    values: impl Params,
    mut show: impl FnMut(&Row<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let mut statement = tx.0.prepare_cached(sql).map_err(StoreError::from)?;
    let mut rows = statement.query(values).map_err(StoreError::from)?;
    while let Some(row) = rows.next().map_err(StoreError::from)? {
        show(row)?;
    }
    Ok(())
}
