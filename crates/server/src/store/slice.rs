//! A stretch of a table in a stable order.
//!
//! A page starts behind the last row of the one before, by that row's key, not by a number of rows: so rows that come or
//! go in between make no other row appear twice or never.

use super::question::Question;
use super::sql::{ToValue, Value};

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

/// A value that is kept with a condition.
#[derive(Clone, Debug)]
pub enum Owned {
    /// Nothing.
    Null,
    /// A number.
    Integer(i64),
    /// A text.
    Text(String),
}

impl ToValue for Owned {
    fn value(&self) -> Value<'_> {
        match self {
            Owned::Null => Value::Null,
            Owned::Integer(number) => Value::Integer(*number),
            Owned::Text(text) => Value::Text(text),
        }
    }
}

/// The conditions of a question of one tenant, with what stands for `?`.
pub struct Conditions {
    sql: String,
    values: Vec<Owned>,
}

impl Default for Conditions {
    fn default() -> Conditions {
        Conditions { sql: " WHERE tenant = ?1".to_owned(), values: Vec::new() }
    }
}

impl Conditions {
    /// Those that begin with a text, in which `?2` and so on stand for these values.
    pub fn starting(sql: String, values: Vec<Owned>) -> Conditions {
        Conditions { sql, values }
    }

    /// Adds one; each `?` in it stands for one of the values, and `{tenant}` for the tenant.
    pub fn and(&mut self, sql: &str, values: impl IntoIterator<Item = Owned>) {
        self.sql.push_str(" AND ");
        let mut values = values.into_iter();
        for (index, part) in sql.split('?').enumerate() {
            if index > 0 {
                self.values.extend(values.next());
                self.place();
            }
            self.sql.push_str(&part.replace("{tenant}", "?1"));
        }
    }

    /// Names the last value.
    fn place(&mut self) {
        // The first one is the tenant.
        self.sql.extend(["?", &(self.values.len() + 1).to_string()]);
    }

    /// Adds what a slice asks for, with its order.
    pub fn slice(&mut self, slice: &Slice) {
        let (behind, order) = match slice.order {
            Order::Arrival => ("seq > ?", "seq"),
            Order::Serial => ("(serial_key, seq) > (?, ?)", "serial_key, seq"),
            Order::SerialDescending => ("(serial_key, seq) < (?, ?)", "serial_key DESC, seq DESC"),
        };
        if let Some(Position { seq, serial_key }) = &slice.after {
            let key = (slice.order != Order::Arrival).then(|| Owned::Text(serial_key.clone()));
            self.and(behind, key.into_iter().chain([Owned::Integer(*seq)]));
        }
        self.order(order, slice.limit);
    }

    /// Adds an order, and how many rows there are at most.
    pub fn order(&mut self, order: &str, limit: usize) {
        self.values.push(Owned::Integer(i64::try_from(limit).unwrap_or(i64::MAX)));
        self.sql.extend([" ORDER BY ", order, " LIMIT "]);
        self.place();
    }

    /// The question for what a text asks of a table's rows that meet them.
    pub fn question(self, columns_and_table: &str) -> Question {
        Question { sql: format!("{columns_and_table}{}", self.sql), values: self.values }
    }

    /// The text that goes behind the table's name.
    pub fn sql(&self) -> &str {
        &self.sql
    }

    /// What stands for the placeholders.
    pub fn values(&self) -> Vec<Value<'_>> {
        self.values.iter().map(ToValue::value).collect()
    }
}

/// How many bytes a text has at most that something is looked for by: databases have their limits too.
pub const LONGEST: usize = 1000;

/// A text as a part of a pattern of `LIKE`, whose escape is a backslash: it stands for itself.
pub fn pattern(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(character);
    }
    pattern
}
