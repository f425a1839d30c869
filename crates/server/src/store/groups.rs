//! Groups of the directory, and who is in them by hand.

use super::sql::values;
use super::{Result, Tx};
use crate::clock::Timestamp;

/// A group.
#[derive(Clone, Debug)]
pub struct Group {
    /// Its id.
    pub id: String,
    /// Whether a rule says who is in it.
    pub is_dynamic: bool,
    /// The rule.
    pub rule: Option<String>,
    /// Whether the rule holds just now.
    pub is_ruled: bool,
}

const READ: &str =
    "SELECT id, membership_rule, membership_rule_processing_state, group_types FROM directory_groups";

fn group(row: &super::sql::Row<'_>) -> Result<Group> {
    let types: &str = row.get(3)?;
    let state: Option<&str> = row.get(2)?;
    let rule: Option<String> = row.get(1)?;
    let is_dynamic = types.contains("DynamicMembership");
    let rule = rule.filter(|_| is_dynamic);
    let is_ruled = rule.is_some() && !state.is_some_and(|state| state.eq_ignore_ascii_case("Paused"));
    Ok(Group { id: row.get(0)?, is_dynamic, rule, is_ruled })
}

/// The one of that id.
pub fn find(tx: &Tx<'_>, id: &str) -> Result<Option<Group>> {
    tx.first(&format!("{READ} WHERE tenant = ?1 AND id = ?2"), values![id], group)
}

/// Those whose rules hold.
pub fn ruled(tx: &Tx<'_>) -> Result<Vec<Group>> {
    let sql = format!("{READ} WHERE tenant = ?1 AND membership_rule IS NOT NULL ORDER BY seq");
    let mut groups = tx.all(&sql, &[], group)?;
    groups.retain(|group| group.is_ruled);
    Ok(groups)
}

/// A group that is made.
pub struct New<'a> {
    /// Its id.
    pub id: &'a str,
    /// Of which types it is: a JSON array of texts.
    pub types: &'a str,
    /// Whether it is one for permissions.
    pub security_enabled: bool,
    /// Whether it has a mail address.
    pub mail_enabled: bool,
}

/// Adds one, of which nothing else is known yet.
pub fn insert(tx: &Tx<'_>, new: &New<'_>, now: Timestamp) -> Result<()> {
    tx.execute(
        "INSERT INTO directory_groups (tenant, id, group_types, security_enabled, mail_enabled, created_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        values![new.id, new.types, new.security_enabled, new.mail_enabled, now],
    )?;
    Ok(())
}

/// Deletes one.
pub fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.execute(
        "DELETE FROM group_members WHERE tenant = ?1 AND (group_id = ?2 OR member_id = ?2)",
        values![id],
    )?;
    tx.execute("DELETE FROM directory_groups WHERE tenant = ?1 AND id = ?2", values![id])?;
    Ok(())
}

/// Takes somebody or something in; `false`: it was in.
pub fn add_member(tx: &Tx<'_>, group: &str, member: &str) -> Result<bool> {
    let sql =
        "INSERT INTO group_members (tenant, group_id, member_id) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";
    Ok(tx.execute(sql, values![group, member])? > 0)
}

/// Takes somebody or something out; `false`: it wasn't in.
pub fn remove_member(tx: &Tx<'_>, group: &str, member: &str) -> Result<bool> {
    let sql = "DELETE FROM group_members WHERE tenant = ?1 AND group_id = ?2 AND member_id = ?3";
    Ok(tx.execute(sql, values![group, member])? > 0)
}

/// Takes all out that were put in by hand.
pub fn clear(tx: &Tx<'_>, group: &str) -> Result<()> {
    tx.execute("DELETE FROM group_members WHERE tenant = ?1 AND group_id = ?2", values![group])?;
    Ok(())
}

/// Takes something out of all groups that it was put in by hand.
pub fn forget(tx: &Tx<'_>, member: &str) -> Result<()> {
    tx.execute("DELETE FROM group_members WHERE tenant = ?1 AND member_id = ?2", values![member])?;
    Ok(())
}

/// The groups that something is in by hand.
pub fn by_hand(tx: &Tx<'_>, member: &str) -> Result<Vec<String>> {
    tx.all(
        "SELECT group_id FROM group_members WHERE tenant = ?1 AND member_id = ?2 ORDER BY seq",
        values![member],
        |row| row.get(0),
    )
}

/// Which of the members of a group, put in by hand, are there; a deleted one is there again when it is restored.
const PRESENT: &str = "(EXISTS (SELECT 1 FROM directory_devices d WHERE d.tenant = m.tenant AND d.id = m.member_id \
                       AND d.deleted_at IS NULL) OR EXISTS (SELECT 1 FROM directory_users u WHERE u.tenant = m.tenant \
                       AND u.id = m.member_id AND u.deleted_at IS NULL) OR EXISTS (SELECT 1 FROM directory_groups g \
                       WHERE g.tenant = m.tenant AND g.id = m.member_id))";

/// Some members of a group behind one of them, in the order in which they came: the number of each, and its id.
pub fn members(tx: &Tx<'_>, group: &str, after: i64, limit: usize) -> Result<Vec<(i64, String)>> {
    let sql = format!(
        "SELECT seq, member_id FROM group_members m WHERE tenant = ?1 AND group_id = ?2 AND seq > ?3 AND {PRESENT} \
         ORDER BY seq LIMIT ?4"
    );
    tx.all(&sql, values![group, after, limit], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// How many members it has.
pub fn count(tx: &Tx<'_>, group: &str) -> Result<u64> {
    let sql =
        format!("SELECT count(*) FROM group_members m WHERE tenant = ?1 AND group_id = ?2 AND {PRESENT}");
    tx.value(&sql, values![group])
}

/// The ids of those for which a rule holds, as the rule has them: of all, or of one.
pub fn ruled_members(tx: &Tx<'_>, table: &str, conditions: &super::slice::Conditions) -> Result<Vec<String>> {
    let sql = format!("SELECT id FROM {table}{} ORDER BY seq", conditions.sql());
    tx.all(&sql, &conditions.values(), |row| row.get(0))
}
