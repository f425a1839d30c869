//! Who is in which group: by hand, or because a rule says so.

use std::collections::BTreeSet;

use crate::directory::{self, DEVICES, Entity, GROUPS, Rule, USERS, Within};
use crate::http::failure::Failure;
use crate::store::groups::{self, Group};
use crate::store::slice::{Conditions, Owned};
use crate::store::{Result, StoreError, Tx};

/// What can be in groups.
pub const KINDS: [&Entity; 3] = [&DEVICES, &USERS, &GROUPS];

/// The rule by which a group has its members, where one holds.
pub fn rule_of(group: &Group) -> std::result::Result<Option<Rule>, Failure> {
    group.rule.as_deref().filter(|_| group.is_ruled).map(directory::read_rule).transpose()
}

/// The members of a kind, as a part of all of that kind.
pub fn members_of_kind(group: &Group, kind: &'static Entity) -> std::result::Result<Within, Failure> {
    Ok(match rule_of(group)? {
        Some(rule) if rule.members.is(kind) => Within { condition: Some(rule.condition), typed: None },
        Some(_) => Within::of("seq < 0", Vec::new()),
        None => Within::of(
            "id IN (SELECT member_id FROM group_members WHERE tenant = {tenant} AND group_id = ?)",
            vec![Owned::Text(group.id.clone())],
        ),
    })
}

/// The ids of those for which a group's rule holds: of all, or only whether it does for one.
fn ruled(tx: &Tx<'_>, group: &Group, only: Option<&str>) -> Result<Vec<String>> {
    // It was read when it was written.
    let unreadable = |failure: Failure| StoreError::Database(failure.message);
    let Some(rule) = rule_of(group).map_err(unreadable)? else { return Ok(Vec::new()) };
    let mut conditions = Conditions::default();
    conditions.and(rule.members.condition, []);
    if let Some(id) = only {
        conditions.and("id = ?", [Owned::Text(id.to_owned())]);
    }
    conditions.and(&rule.condition.sql, rule.condition.values);
    groups::ruled_members(tx, rule.members.table, &conditions)
}

/// The groups that something is in: by itself, and with `is_transitive` through other groups too.
pub fn groups_of(tx: &Tx<'_>, member: &str, is_transitive: bool) -> Result<BTreeSet<String>> {
    let mut found: BTreeSet<String> = groups::by_hand(tx, member)?.into_iter().collect();
    for group in groups::ruled(tx)? {
        if !ruled(tx, &group, Some(member))?.is_empty() {
            found.insert(group.id);
        }
    }
    // Rules are about devices and users, so groups are in groups by hand alone.
    let mut unseen: Vec<String> = if is_transitive { found.iter().cloned().collect() } else { Vec::new() };
    while let Some(group) = unseen.pop() {
        for outer in groups::by_hand(tx, &group)? {
            if found.insert(outer.clone()) {
                unseen.push(outer);
            }
        }
    }
    Ok(found)
}

/// Keeps the members of a group as they are when its rule stops to hold; forgets who was kept when one holds.
pub fn hand_over(tx: &Tx<'_>, before: &Group, after: &Group) -> Result<()> {
    if after.is_ruled {
        return groups::clear(tx, &after.id);
    }
    for member in ruled(tx, before, None)? {
        groups::add_member(tx, &after.id, &member)?;
    }
    Ok(())
}
