//! Forgetting what was removed long ago.
//!
//! Removals are noted by triggers, which don't know the time. So once a day it is noted up to which number they go, and when a
//! note is old enough, what it tells of is forgotten. From then on nobody can be told what has changed since a number
//! before that.

use std::time::Duration;

use super::sql::values;
use super::tracking::TRACKED;
use super::{Result, Tx, changes};
use crate::clock::Timestamp;

/// How long after marks were set the next ones are.
const BETWEEN_MARKS: Duration = Duration::from_hours(24);

/// Notes up to which number removals are forgotten.
const FLOOR: &str = "INSERT INTO removal_floors (tenant, kind, seq) VALUES (?1, ?2, ?3) \
                     ON CONFLICT (tenant, kind) DO UPDATE SET seq = excluded.seq WHERE removal_floors.seq < excluded.seq";

/// Begins to count the days, where that isn't done.
pub fn ensure(tx: &Tx<'_>, now: Timestamp) -> Result<()> {
    let sql = "INSERT INTO removal_looks (tenant, at) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
    tx.execute(sql, values![now])?;
    Ok(())
}

/// Makes that nobody can be told what has changed since any number before now: it may be of another database.
pub fn start_anew(tx: &Tx<'_>) -> Result<()> {
    // Tables as they were long ago note nothing.
    if tx.columns("removals")?.is_empty() {
        return Ok(());
    }
    for tracked in TRACKED {
        // Nor have they all tables of today.
        if tx.columns(tracked.table)?.is_empty() {
            continue;
        }
        let latest = changes::latest(tx, tracked.table)?;
        tx.execute(FLOOR, values![tracked.table, latest])?;
    }
    Ok(())
}

/// When there is something to be done next.
pub fn next_due(tx: &Tx<'_>) -> Result<Option<Timestamp>> {
    let sql = "SELECT at FROM removal_looks WHERE tenant = ?1 AND EXISTS (SELECT 1 FROM removals WHERE tenant = ?1)";
    let looked: Option<Timestamp> = tx.first(sql, &[], |row| row.get(0))?;
    Ok(looked.map(|looked| looked.plus(BETWEEN_MARKS)))
}

/// Forgets what was removed `kept` ago, some at a time, and then sets marks; whether there was anything to be done.
pub fn work(tx: &Tx<'_>, kept: Duration, now: Timestamp, limit: usize) -> Result<bool> {
    if next_due(tx)?.is_none_or(|due| due > now) {
        return Ok(false);
    }
    for tracked in TRACKED {
        if forget(tx, tracked.table, now.minus(kept), limit)? {
            return Ok(true);
        }
    }
    for tracked in TRACKED {
        let last = "SELECT seq FROM removals WHERE tenant = ?1 AND kind = ?2 ORDER BY seq DESC LIMIT 1";
        let last: Option<i64> = tx.first(last, values![tracked.table], |row| row.get(0))?;
        if let Some(last) = last {
            tx.execute(
                "INSERT INTO removal_marks (tenant, kind, at, seq) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
                values![tracked.table, now, last],
            )?;
        }
    }
    tx.execute("UPDATE removal_looks SET at = ?2 WHERE tenant = ?1", values![now])?;
    Ok(true)
}

/// Forgets some of what was removed until then from a table; whether there was any.
fn forget(tx: &Tx<'_>, table: &str, until: Timestamp, limit: usize) -> Result<bool> {
    let sql = "SELECT max(seq) FROM removal_marks WHERE tenant = ?1 AND kind = ?2 AND at <= ?3";
    let Some(last) = tx.value::<Option<i64>>(sql, values![table, until])? else { return Ok(false) };
    tx.execute(FLOOR, values![table, last])?;
    let forgotten = tx.execute(
        "DELETE FROM removals WHERE tenant = ?1 AND kind = ?2 AND id IN ( \
             SELECT id FROM removals WHERE tenant = ?1 AND kind = ?2 AND seq <= ?3 ORDER BY seq LIMIT ?4)",
        values![table, last, limit],
    )?;
    if forgotten < limit {
        // Nothing is left that they tell of.
        let sql = "DELETE FROM removal_marks WHERE tenant = ?1 AND kind = ?2 AND at <= ?3";
        tx.execute(sql, values![table, until])?;
    }
    Ok(forgotten > 0)
}
