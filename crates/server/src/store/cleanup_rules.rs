//! Clean-up rules, and what they do.

use super::sql::values;
use super::{Result, Tx};
use crate::clock::Timestamp;

/// A rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its id.
    pub id: String,
    /// Its name.
    pub display_name: Option<String>,
    /// What it is for.
    pub description: Option<String>,
    /// Which devices it takes, as the wire has it.
    pub platform_type: String,
    /// After how many days without contact.
    pub days: i64,
}

const DAY: i64 = 86_400_000;

/// Which devices a rule takes, platform by platform. A test holds it to the rules of a device's life.
fn taken(platform_type: &str) -> &'static [&'static str] {
    match platform_type {
        "all" => &[
            "platform = 'windows'",
            "platform = 'ios'",
            "platform = 'macOS'",
            "platform = 'android' AND enrolment NOT IN ('fullyManaged', 'dedicated', 'corporateWorkProfile')",
        ],
        "windows" => &["platform = 'windows'"],
        "ios" => &["platform = 'ios'"],
        "macOS" => &["platform = 'macOS'"],
        "androidDeviceAdministrator" => &["platform = 'android' AND enrolment = 'deviceAdministrator'"],
        "androidPersonallyOwnedWorkProfile" => &["platform = 'android' AND enrolment = 'workProfile'"],
        _ => &[],
    }
}

/// All of them.
pub fn all(tx: &Tx<'_>) -> Result<Vec<Rule>> {
    tx.all(
        "SELECT id, display_name, description, platform_type, days FROM cleanup_rules WHERE tenant = ?1 ORDER BY seq",
        &[],
        |row| {
            Ok(Rule {
                id: row.get(0)?,
                display_name: row.get(1)?,
                description: row.get(2)?,
                platform_type: row.get(3)?,
                days: row.get(4)?,
            })
        },
    )
}

/// Adds one.
pub fn insert(tx: &Tx<'_>, rule: &Rule, now: Timestamp) -> Result<()> {
    tx.execute(
        "INSERT INTO cleanup_rules (tenant, id, display_name, description, platform_type, days, modified_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        values![rule.id, rule.display_name, rule.description, rule.platform_type, rule.days, now],
    )?;
    Ok(())
}

/// Writes what has changed of one.
pub fn update(tx: &Tx<'_>, rule: &Rule, now: Timestamp) -> Result<()> {
    tx.execute(
        "UPDATE cleanup_rules SET display_name = ?3, description = ?4, platform_type = ?5, days = ?6, modified_at = ?7 \
         WHERE tenant = ?1 AND id = ?2",
        values![rule.id, rule.display_name, rule.description, rule.platform_type, rule.days, now],
    )?;
    Ok(())
}

/// Deletes one; `false`: there is none.
pub fn delete(tx: &Tx<'_>, id: &str) -> Result<bool> {
    Ok(tx.execute("DELETE FROM cleanup_rules WHERE tenant = ?1 AND id = ?2", values![id])? > 0)
}

/// When a device is taken next.
pub fn next_due(tx: &Tx<'_>) -> Result<Option<Timestamp>> {
    let mut next = None;
    for rule in all(tx)? {
        for taken in taken(&rule.platform_type) {
            let sql = format!(
                "SELECT last_sync_at FROM managed_devices WHERE tenant = ?1 AND removed_at IS NULL \
                 AND hidden_at IS NULL AND last_sync_at IS NOT NULL AND {taken} ORDER BY last_sync_at LIMIT 1"
            );
            let oldest: Option<Timestamp> = tx.first(&sql, &[], |row| row.get(0))?;
            let due = oldest.map(|oldest| Timestamp(oldest.0.saturating_add(rule.days * DAY)));
            next = [next, due].into_iter().flatten().min();
        }
    }
    Ok(next)
}

/// Hides the devices that rules take by now, some at a time; how many those were.
pub fn work(tx: &Tx<'_>, now: Timestamp, limit: usize) -> Result<usize> {
    let mut hidden = 0;
    for rule in all(tx)? {
        for taken in taken(&rule.platform_type) {
            let sql = format!(
                "UPDATE managed_devices SET hidden_at = ?2 WHERE seq IN (SELECT seq FROM managed_devices \
                 WHERE tenant = ?1 AND removed_at IS NULL AND hidden_at IS NULL AND last_sync_at <= ?3 AND {taken} \
                 ORDER BY last_sync_at LIMIT ?4)"
            );
            hidden += tx.execute(&sql, values![now, now.0 - rule.days * DAY, limit])?;
        }
    }
    Ok(hidden)
}
