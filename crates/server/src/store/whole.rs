//! All that a tenant has, table by table and row by row, to be taken elsewhere. Columns are what the tables of the database have, so
//! a new one can't be forgotten; tables are listed here, and a test says when one is missing.

use super::sql::{Cell, Kind, Row, ToValue, Value, values};
use super::{Result, StoreError, Tx, put_off};

/// How many rows are read at a time.
const AT_ONCE: usize = 500;

/// The columns that hold numbers of a table's own sequence: of a row's arrival, and of its last change where that is noted.
const NUMBERS: [&str; 2] = ["seq", "changed"];

/// What stands in the place of a column where a row is deleted and still shown for a while: 1. Such rows are under the negative number
/// of the tenant.
const STILL_SHOWN: &str = "still_shown";

/// A table with rows of tenants.
#[derive(Debug)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// The columns that tell two rows of a tenant apart and give them an order; none where it has one row.
    key: &'static [&'static str],
    /// What its rows are.
    pub content: Content,
    /// Columns that hold secrets.
    pub secrets: &'static [&'static str],
}

/// What the rows of a table are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// What the tenant has.
    Rows,
    /// A row that every tenant has as soon as a server runs.
    Given,
    /// What is of this database alone: numbers of its sequences.
    Local,
    /// What others can pretend to be somebody by.
    Secrets,
}

/// Every table with rows of tenants, in the order in which they are taken elsewhere.
pub const TABLES: &[Table] = &[
    given("syncs"),
    Table { name: "device_keys", key: &[], content: Content::Secrets, secrets: &[] },
    numbered("imports"),
    numbered("identities"),
    numbered("directory_devices"),
    Table { secrets: &["activation_lock_bypass_code"], ..numbered("managed_devices") },
    Table { secrets: &["brought"], ..numbered("device_actions") },
    numbered("device_categories"),
    numbered("cleanup_rules"),
    numbered("directory_users"),
    numbered("directory_groups"),
    numbered("group_members"),
    numbered("autopilot_events"),
    numbered("approval_policies"),
    numbered("approval_requests"),
    rows("approval_entities", &["entity_id", "request_id"]),
    numbered("computers"),
    rows("computer_syncs", &[]),
    numbered("apple_servers"),
    numbered("apple_devices"),
    numbered("apple_identities"),
    numbered("partners"),
    numbered("partner_batches"),
    numbered("partner_devices"),
    rows("put_off", &["what", "entities", "id"]),
    Table { content: Content::Local, ..rows("removals", &["kind", "id"]) },
    Table { content: Content::Local, ..rows("removal_marks", &["kind", "at"]) },
    Table { content: Content::Local, ..rows("removal_looks", &[]) },
    Table { content: Content::Local, ..rows("removal_floors", &["kind"]) },
    Table { content: Content::Local, ..rows("list_counts", &["list"]) },
    // What was told to one who asked may be told to nobody else.
    Table { content: Content::Secrets, ..rows("answers", &["client_request_id", "digest"]) },
];

/// A table whose rows have numbers.
const fn numbered(name: &'static str) -> Table {
    Table { name, key: &["seq"], content: Content::Rows, secrets: &[] }
}

/// A table whose rows are told apart by other columns.
const fn rows(name: &'static str, key: &'static [&'static str]) -> Table {
    Table { name, key, content: Content::Rows, secrets: &[] }
}

/// A table with one row of each tenant, which it always has.
const fn given(name: &'static str) -> Table {
    Table { name, key: &[], content: Content::Given, secrets: &[] }
}

/// What a column holds, and its name.
pub type Column = (String, Kind);

/// A value of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Field {
    /// Nothing.
    Null,
    /// A number.
    Integer(i64),
    /// A text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

impl ToValue for Field {
    fn value(&self) -> Value<'_> {
        match self {
            Field::Null => Value::Null,
            Field::Integer(number) => Value::Integer(*number),
            Field::Text(text) => Value::Text(text),
            Field::Bytes(bytes) => Value::Bytes(bytes),
        }
    }
}

impl From<Cell<'_>> for Field {
    fn from(cell: Cell<'_>) -> Field {
        match cell {
            Cell::Null => Field::Null,
            Cell::Integer(number) => Field::Integer(number),
            Cell::Text(text) => Field::Text(text.to_owned()),
            Cell::Bytes(bytes) => Field::Bytes(bytes.to_vec()),
        }
    }
}

impl Table {
    /// Whether its rows have numbers.
    pub fn is_numbered(&self) -> bool {
        self.key == ["seq"]
    }

    /// Its columns but for the tenant's, by name; none: these tables are too old to have it.
    pub fn columns(&self, tx: &Tx<'_>) -> Result<Vec<Column>> {
        let mut columns = tx.columns(self.name)?;
        columns.retain(|(name, _)| name != "tenant");
        if self.may_be_still_shown() && !columns.is_empty() {
            columns.push((STILL_SHOWN.to_owned(), Kind::Integer));
        }
        columns.sort_by(|(one, _), (other, _)| one.cmp(other));
        Ok(columns)
    }

    fn may_be_still_shown(&self) -> bool {
        put_off::entities_of(self.name).is_some()
    }

    /// Of which rows it is: also of those that are deleted and still shown.
    fn own(&self) -> &'static str {
        if self.may_be_still_shown() { "tenant IN (?1, -CAST(?1 AS BIGINT))" } else { "tenant = ?1" }
    }

    /// Which of its columns hold numbers of its sequence.
    pub fn numbers(&self, columns: &[Column]) -> Vec<usize> {
        let is_number = |(name, _): &Column| self.is_numbered() && NUMBERS.contains(&name.as_str());
        columns.iter().enumerate().filter(|(_, column)| is_number(column)).map(|(place, _)| place).collect()
    }

    /// How many rows it has, and the highest of their numbers.
    pub fn extent(&self, tx: &Tx<'_>, columns: &[Column]) -> Result<(u64, i64)> {
        let rows = tx.value(&format!("SELECT count(*) FROM {} WHERE {}", self.name, self.own()), &[])?;
        let mut last = 0;
        for place in self.numbers(columns) {
            let sql = format!("SELECT max({}) FROM {} WHERE {}", columns[place].0, self.name, self.own());
            last = last.max(tx.value::<Option<i64>>(&sql, &[])?.unwrap_or_default());
        }
        Ok((rows, last))
    }

    /// Shows its rows in their order, a few at a time.
    pub fn each<E: From<StoreError>>(
        &self,
        tx: &Tx<'_>,
        columns: &[Column],
        mut show: impl FnMut(&Row<'_>) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
        let places: Vec<usize> =
            self.key.iter().filter_map(|key| names.iter().position(|name| name == key)).collect();
        let read: Vec<&str> = names
            .iter()
            .map(|&name| match name {
                STILL_SHOWN => "CASE WHEN tenant < 0 THEN CAST(1 AS BIGINT) END",
                name => name,
            })
            .collect();
        let select = format!("SELECT {} FROM {} WHERE {}", read.join(", "), self.name, self.own());
        let keys = self.key.join(", ");
        let order = if self.key.is_empty() { String::new() } else { format!(" ORDER BY {keys}") };
        let marks: Vec<String> = (0..self.key.len()).map(|index| format!("?{}", index + 3)).collect();
        let first = format!("{select}{order} LIMIT ?2");
        let next = format!("{select} AND ({keys}) > ({}){order} LIMIT ?2", marks.join(", "));
        let mut last: Vec<Field> = Vec::new();
        loop {
            let mut rows = 0;
            let sql = if last.is_empty() { &first } else { &next };
            let behind = std::mem::take(&mut last);
            let limit = AT_ONCE;
            let given: Vec<Value<'_>> =
                std::iter::once(limit.value()).chain(behind.iter().map(ToValue::value)).collect();
            tx.each(sql, &given, |row| {
                rows += 1;
                if rows == AT_ONCE {
                    last = places
                        .iter()
                        .map(|place| row.cell(*place).map(Field::from))
                        .collect::<Result<Vec<_>>>()?;
                }
                show(row)
            })?;
            if last.is_empty() {
                return Ok(());
            }
        }
    }

    /// Adds a row: a value for each of these columns.
    pub fn insert(&self, tx: &Tx<'_>, columns: &[Column], row: &[Field]) -> Result<()> {
        let (mut names, mut values, mut tenant) = (Vec::new(), Vec::new(), "?1");
        for ((name, _), value) in columns.iter().zip(row) {
            if name != STILL_SHOWN {
                names.push(name.as_str());
                values.push(value.value());
            } else if *value != Field::Null {
                tenant = "-CAST(?1 AS BIGINT)";
            }
        }
        let marks: Vec<String> = (0..names.len()).map(|index| format!("?{}", index + 2)).collect();
        let sql = format!(
            "INSERT INTO {} (tenant, {}) VALUES ({tenant}, {})",
            self.name,
            names.join(", "),
            marks.join(", ")
        );
        tx.execute(&sql, &values)?;
        Ok(())
    }

    /// Whether the tenant has a row.
    pub fn has_rows(&self, tx: &Tx<'_>) -> Result<bool> {
        tx.exists(&format!("SELECT 1 FROM {} WHERE {} LIMIT 1", self.name, self.own()), values![])
    }

    /// Deletes the tenant's rows.
    pub fn clear(&self, tx: &Tx<'_>) -> Result<()> {
        tx.execute(&format!("DELETE FROM {} WHERE tenant = ?1", self.name), values![])?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::link::Link;
    use super::super::sqlite::Sqlite;
    use super::super::tenants::Tenant;
    use super::*;

    fn texts(link: &Sqlite, sql: &str) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        link.each(sql, &[], &mut |row| {
            found.insert(row.get(0).unwrap());
            true
        })
        .unwrap();
        found
    }

    #[test]
    fn no_table_of_the_database_is_missing() {
        let link = Sqlite::in_memory().unwrap();
        let all = texts(
            &link,
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT IN ('tenants', 'tracked')",
        );
        let listed: BTreeSet<String> = TABLES.iter().map(|table| table.name.to_owned()).collect();
        assert_eq!(listed, all, "each table of the database has to stand in TABLES");
        assert_eq!(listed.len(), TABLES.len(), "and stand there once");
    }

    #[test]
    fn keys_tell_rows_apart() {
        let link = Sqlite::in_memory().unwrap();
        let tx = Tx::new(&link, Tenant::DEFAULT);
        for Table { name, key, secrets, .. } in TABLES.iter().filter(|table| table.content != Content::Local)
        {
            let columns = tx.columns(name).unwrap();
            let has = |wanted: &str| columns.iter().any(|(column, _)| column == wanted);
            assert!(has("tenant"), "{name} has rows that are of no tenant");
            assert_eq!(has("seq"), *key == ["seq"], "{name}: what has numbers is told apart by them");
            assert!(secrets.iter().all(|column| has(column)), "{name}: {secrets:?}");
            if *key != ["seq"] {
                let own: BTreeSet<String> =
                    std::iter::once("tenant").chain(key.iter().copied()).map(str::to_owned).collect();
                let primary =
                    texts(&link, &format!("SELECT name FROM pragma_table_info('{name}') WHERE pk > 0"));
                assert_eq!(own, primary, "{name}");
            }
        }
    }
}
