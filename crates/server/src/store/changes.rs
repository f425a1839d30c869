//! What has changed in a table since a number was its last one.

use super::slice::{Conditions, Owned};
use super::sql::{Row, values};
use super::{Result, StoreError, Tx, put_off};

/// The number of a row's last change, or of its arrival: as its index has it.
const NUMBER: &str = "coalesce(changed, seq)";

/// A list whose changes are told.
#[derive(Clone, Copy, Debug)]
pub struct Source<'s> {
    /// The table.
    pub table: &'static str,
    /// Which rows of it are in the list.
    pub condition: &'static str,
    /// What is shown of a row, the id first.
    pub columns: &'s [&'static str],
}

/// A stretch of numbers.
#[derive(Clone, Copy, Debug)]
pub struct Stretch<'s> {
    /// Behind this one.
    pub after: i64,
    /// Up to this one.
    pub upto: i64,
    /// Of these entities only.
    pub ids: Option<&'s [String]>,
    /// How many at most.
    pub limit: usize,
}

/// What became of a row.
pub struct Changed<'a, 'r> {
    /// The number of the change.
    pub number: i64,
    /// Whether it is in the list.
    pub is_listed: bool,
    /// The row: its own number, and what is shown.
    pub row: &'a Row<'r>,
}

/// The last number that is given; 0: none is.
pub fn latest(tx: &Tx<'_>, table: &'static str) -> Result<i64> {
    let sql = format!("SELECT {NUMBER} FROM {table} WHERE tenant = ?1 ORDER BY {NUMBER} DESC LIMIT 1");
    let row: Option<i64> = tx.first(&sql, &[], |row| row.get(0))?;
    // What is deleted and still shown for a while.
    let hidden = sql.replace("tenant = ?1", "tenant = -CAST(?1 AS BIGINT)");
    let row = row.max(tx.first(&hidden, &[], |row| row.get(0))?);
    let sql = "SELECT seq FROM removals WHERE tenant = ?1 AND kind = ?2 ORDER BY seq DESC LIMIT 1";
    let removal: Option<i64> = tx.first(sql, values![table], |row| row.get(0))?;
    Ok(row.max(removal).unwrap_or(0).max(floor(tx, table)?))
}

/// Up to which number removals are forgotten.
pub fn floor(tx: &Tx<'_>, table: &'static str) -> Result<i64> {
    let sql = "SELECT seq FROM removal_floors WHERE tenant = ?1 AND kind = ?2";
    Ok(tx.first(sql, values![table], |row| row.get(0))?.unwrap_or(0))
}

fn conditions(number: &str, stretch: &Stretch<'_>) -> Conditions {
    let mut conditions = Conditions::default();
    conditions.and(&format!("{number} > ?"), [Owned::Integer(stretch.after)]);
    conditions.and(&format!("{number} <= ?"), [Owned::Integer(stretch.upto)]);
    if let Some(ids) = stretch.ids {
        let places = vec!["?"; ids.len()].join(", ");
        conditions.and(&format!("id IN ({places})"), ids.iter().cloned().map(Owned::Text));
    }
    conditions
}

/// Shows what is in the list, in the order of arrival: of each row its own number, and what is shown of it.
pub fn listed<E: From<StoreError>>(
    tx: &Tx<'_>,
    source: Source<'_>,
    stretch: &Stretch<'_>,
    show: impl FnMut(&Row<'_>) -> std::result::Result<(), E>,
) -> std::result::Result<(), E> {
    let mut conditions = conditions("seq", stretch);
    conditions.and(source.condition, []);
    put_off::untold(tx, source.table, &mut conditions);
    conditions.order("seq", stretch.limit);
    let sql = format!("SELECT seq, {} FROM {}{}", source.columns.join(", "), source.table, conditions.sql());
    tx.each(&sql, &conditions.values(), show)
}

/// Shows rows that came or changed, in the order of their last change, whether they are in the list or not.
pub fn changed<E: From<StoreError>>(
    tx: &Tx<'_>,
    source: Source<'_>,
    stretch: &Stretch<'_>,
    mut show: impl FnMut(&Changed<'_, '_>) -> std::result::Result<(), E>,
) -> std::result::Result<(), E> {
    let Source { table, condition, columns } = source;
    let mut conditions = conditions(NUMBER, stretch);
    put_off::untold(tx, table, &mut conditions);
    conditions.order(NUMBER, stretch.limit);
    let sql = format!(
        "SELECT seq, {}, {NUMBER}, CASE WHEN {condition} THEN 1 ELSE 0 END FROM {table}{}",
        columns.join(", "),
        conditions.sql()
    );
    tx.each(&sql, &conditions.values(), |row| {
        let (number, is_listed) = (row.get(columns.len() + 1)?, row.get(columns.len() + 2)?);
        show(&Changed { number, is_listed, row })
    })
}

/// The ids of rows that are no more, each with the number of its removal.
pub fn removed(tx: &Tx<'_>, table: &'static str, stretch: &Stretch<'_>) -> Result<Vec<(i64, String)>> {
    let mut conditions = conditions("seq", stretch);
    conditions.and("kind = ?", [Owned::Text(table.to_owned())]);
    // Should an id come again, it is there.
    let again = format!("SELECT 1 FROM {table} t WHERE t.tenant = removals.tenant AND t.id = removals.id");
    conditions.and(&format!("NOT EXISTS ({again})"), []);
    conditions.order("seq", stretch.limit);
    let sql = format!("SELECT seq, id FROM removals{}", conditions.sql());
    tx.all(&sql, &conditions.values(), |row| Ok((row.get(0)?, row.get(1)?)))
}
