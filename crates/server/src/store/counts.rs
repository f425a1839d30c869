//! How many rows of a table are in a list. The database itself keeps that, by triggers, in the transaction that changes a row: so no
//! statement can forget it, a number is exact wherever it is read, and to read it takes no longer where there are very many rows.
//!
//! Rows under a tenant's negative number are in no list: see [`put_off`](super::put_off).

use std::fmt::Write as _;

use super::link::Link;
use super::sql::values;
use super::tracking::{Dialect, set_up};
use super::{Result, Tx};
use crate::directory::licences::SKUS;

/// A list whose rows are counted.
struct List {
    table: &'static str,
    /// By this name it is asked for.
    name: String,
    /// The columns by which rows come into it and go out of it.
    columns: &'static [&'static str],
    /// Which rows are in it; `{}` stands before each column.
    condition: String,
}

/// All of them.
fn lists() -> Vec<List> {
    let list = |table, name: &str, columns, condition: &str| List {
        table,
        name: name.to_owned(),
        columns,
        condition: condition.to_owned(),
    };
    let mut lists = vec![
        list(
            "managed_devices",
            "managedDevices",
            &["removed_at", "hidden_at"],
            "{}removed_at IS NULL AND {}hidden_at IS NULL",
        ),
        list("directory_devices", "devices", &["deleted_at"], "{}deleted_at IS NULL"),
        list("directory_devices", "device", &["deleted_at"], "{}deleted_at IS NOT NULL"),
        list("identities", IDENTITIES, &[], "1 = 1"),
        list("directory_users", "users", &["deleted_at"], "{}deleted_at IS NULL"),
        list("directory_users", "user", &["deleted_at"], "{}deleted_at IS NOT NULL"),
    ];
    lists.extend(SKUS.iter().map(|sku| List {
        table: "directory_users",
        name: licence(sku.id),
        columns: &["deleted_at", "assigned_licenses"],
        condition: format!("{{}}deleted_at IS NULL AND {{}}assigned_licenses LIKE '{}'", has_licence(sku.id)),
    }));
    lists
}

/// The list of registered devices.
pub const IDENTITIES: &str = "identities";

/// The list of those to whom a product is assigned.
fn licence(sku: &str) -> String {
    format!("licence {sku}")
}

/// What is like the licences of somebody to whom a product is assigned.
pub fn has_licence(sku: &str) -> String {
    format!("%\"skuId\":\"{sku}\"%")
}

/// How many rows of a table are in a list; `None`: they aren't counted.
pub fn of(tx: &Tx<'_>, table: &str, list: &str) -> Result<Option<u64>> {
    // Tables have lists of the same name.
    const COUNTED: [(&str, &[&str]); 4] = [
        ("managed_devices", &["managedDevices"]),
        ("directory_devices", &["devices", "device"]),
        ("identities", &[IDENTITIES]),
        ("directory_users", &["users", "user"]),
    ];
    let is_counted = COUNTED.iter().any(|(known, lists)| *known == table && lists.contains(&list));
    if is_counted { number(tx, list).map(Some) } else { Ok(None) }
}

/// To how many a product is assigned.
pub fn assigned(tx: &Tx<'_>, sku: &str) -> Result<u64> {
    number(tx, &licence(sku))
}

/// A list without a number never had a row.
fn number(tx: &Tx<'_>, list: &str) -> Result<u64> {
    let sql = "SELECT number FROM list_counts WHERE tenant = ?1 AND list = ?2";
    Ok(tx.first(sql, values![list], |row| row.get(0))?.unwrap_or(0))
}

/// Counts the rows of a tenant anew, where they were not counted as they came.
pub fn anew(tx: &Tx<'_>) -> Result<()> {
    tx.execute("DELETE FROM list_counts WHERE tenant = ?1", &[])?;
    for list in lists() {
        let List { table, name, condition, .. } = list;
        let condition = condition.replace("{}", "");
        tx.execute(
            &format!(
                "INSERT INTO list_counts (tenant, list, number) SELECT tenant, '{name}', count(*) FROM {table} \
                 WHERE tenant = ?1 AND {condition} GROUP BY tenant"
            ),
            &[],
        )?;
    }
    Ok(())
}

/// Sets up what counts, where that isn't as it has to be; rows that are there are counted then.
pub fn count(link: &dyn Link, dialect: Dialect) -> Result<()> {
    let lists = lists();
    for of_table in lists.chunk_by(|one, other| one.table == other.table) {
        let table = of_table[0].table;
        let triggers = match dialect {
            Dialect::Sqlite => sqlite(table, of_table),
            Dialect::Postgres => postgres(table, of_table),
        };
        if set_up(link, &format!("{table} counts"), &triggers)? {
            for List { name, condition, .. } in of_table {
                let condition = condition.replace("{}", "");
                link.run_all(&format!(
                    "DELETE FROM list_counts WHERE list = '{name}';
                     INSERT INTO list_counts (tenant, list, number) SELECT tenant, '{name}', count(*) FROM {table}
                     WHERE tenant > 0 AND {condition} GROUP BY tenant;"
                ))?;
            }
        }
    }
    Ok(())
}

impl List {
    /// 1 where a row is in it, otherwise 0.
    fn has(&self, row: &str) -> String {
        let condition = self.condition.replace("{}", &format!("{row}."));
        format!("CASE WHEN {row}.tenant > 0 AND {condition} THEN 1 ELSE 0 END")
    }

    /// Adds how many more rows are in it after an update of one.
    fn moved(&self) -> String {
        let (name, old, new) = (&self.name, self.has("OLD"), self.has("NEW"));
        format!(
            "INSERT INTO list_counts (tenant, list, number)
    SELECT abs(NEW.tenant), '{name}', {new} - {old} WHERE {new} <> {old}
    ON CONFLICT (tenant, list) DO UPDATE SET number = list_counts.number + excluded.number;\n"
        )
    }
}

/// The columns by which rows come into lists and go out of them, and whether an update did that.
fn movement(lists: &[List]) -> (String, String) {
    let mut columns: Vec<&str> = lists.iter().flat_map(|list| list.columns).copied().collect();
    columns.sort_unstable();
    columns.dedup();
    let columns = std::iter::once("tenant").chain(columns).collect::<Vec<_>>().join(", ");
    let moves = |list: &List| format!("{} <> {}", list.has("OLD"), list.has("NEW"));
    (columns, lists.iter().map(moves).collect::<Vec<_>>().join(" OR "))
}

fn sqlite(table: &str, lists: &[List]) -> String {
    let (columns, moves) = movement(lists);
    let (mut comes, mut goes, mut changes) = (String::new(), String::new(), String::new());
    for list in lists {
        let (name, new, old) = (&list.name, list.has("NEW"), list.has("OLD"));
        // Writing to a text never fails.
        let _ = writeln!(
            comes,
            "INSERT INTO list_counts (tenant, list, number) SELECT NEW.tenant, '{name}', 1 WHERE {new} = 1
    ON CONFLICT (tenant, list) DO UPDATE SET number = number + 1;"
        );
        let _ = writeln!(
            goes,
            "UPDATE list_counts SET number = number - 1 WHERE tenant = OLD.tenant AND list = '{name}' AND {old} = 1;"
        );
        changes.push_str(&list.moved());
    }
    format!(
        "DROP TRIGGER IF EXISTS {table}_comes;
CREATE TRIGGER {table}_comes AFTER INSERT ON {table} BEGIN
    {comes}END;
DROP TRIGGER IF EXISTS {table}_goes;
CREATE TRIGGER {table}_goes AFTER DELETE ON {table} BEGIN
    {goes}END;
DROP TRIGGER IF EXISTS {table}_moves;
CREATE TRIGGER {table}_moves AFTER UPDATE OF {columns} ON {table} WHEN {moves} BEGIN
    {changes}END;"
    )
}

/// What comes and goes is counted once for each statement: a row that is changed again and again in one transaction becomes slow to
/// find. For the same reason nothing is counted where many statements of one transaction say that it will be done at its end.
fn postgres(table: &str, lists: &[List]) -> String {
    let (columns, moves) = movement(lists);
    let (mut comes, mut goes, mut changes) = (String::new(), String::new(), String::new());
    for list in lists {
        let (name, has) = (&list.name, list.has("these"));
        // Writing to a text never fails.
        let _ = writeln!(
            comes,
            "INSERT INTO list_counts (tenant, list, number) SELECT tenant, '{name}', count(*) FROM these WHERE {has} = 1
    GROUP BY tenant ON CONFLICT (tenant, list) DO UPDATE SET number = list_counts.number + excluded.number;"
        );
        let _ = writeln!(
            goes,
            "UPDATE list_counts SET number = list_counts.number - gone.number
    FROM (SELECT tenant, count(*) AS number FROM these WHERE {has} = 1 GROUP BY tenant) gone
    WHERE list_counts.tenant = gone.tenant AND list_counts.list = '{name}';"
        );
        changes.push_str(&list.moved());
    }
    let mut made = String::new();
    for (name, what, on) in [
        ("comes", comes, "AFTER INSERT ON {} REFERENCING NEW TABLE AS these FOR EACH STATEMENT".to_owned()),
        ("goes", goes, "AFTER DELETE ON {} REFERENCING OLD TABLE AS these FOR EACH STATEMENT".to_owned()),
        ("moves", changes, format!("AFTER UPDATE OF {columns} ON {{}} FOR EACH ROW WHEN ({moves})")),
    ] {
        let on = on.replace("{}", table);
        let _ = write!(
            made,
            "CREATE OR REPLACE FUNCTION {table}_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF coalesce(current_setting('muster.counts_later', true), '') <> 'on' THEN
    {what}    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS {table}_{name} ON {table};
CREATE TRIGGER {table}_{name} {on} EXECUTE FUNCTION {table}_{name}();\n"
        );
    }
    made
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::super::Tenant;
    use super::super::sqlite::Sqlite;
    use super::*;
    use crate::directory::{DELETED_DEVICES, DELETED_USERS, DEVICES, MANAGED_DEVICES, USERS};

    /// What is counted, beside what there is.
    fn check(link: &Sqlite) {
        for List { table, name, condition, .. } in lists() {
            for tenant in [1, 2] {
                let tx = Tx::new(link, Tenant(tenant));
                let condition = condition.replace("{}", "");
                let sql = format!("SELECT count(*) FROM {table} WHERE tenant = ?1 AND {condition}");
                let wanted: u64 = tx.value(&sql, &[]).unwrap();
                assert_eq!(number(&tx, &name).unwrap(), wanted, "{name} of {tenant}");
            }
        }
    }

    #[test]
    fn numbers_follow_every_change() {
        let link = Sqlite::on(Connection::open_in_memory().unwrap());
        super::super::migrations::migrate(&link, &super::super::migrations::sqlite()).unwrap();
        let run = |sql: &str| link.run_all(sql).unwrap();
        let sku = SKUS[0].id;
        let add = |ids: std::ops::Range<i64>| {
            for id in ids {
                let tenant = id % 2 + 1;
                run(&format!(
                    "INSERT INTO managed_devices (tenant, id, serial_key, platform, enrolment, enrolment_id) \
                     VALUES ({tenant}, '{id}', '', 'windows', 'device', '{id}');
                     INSERT INTO directory_devices (tenant, id, device_id, created_at) VALUES ({tenant}, '{id}', '{id}', 0);
                     INSERT INTO directory_users (tenant, id, user_principal_name, name_key, created_at, assigned_licenses) \
                     VALUES ({tenant}, '{id}', '{id}', '{id}', 0, '[{{\"skuId\":\"{sku}\"}}]');"
                ));
            }
        };
        // What was there before anything was counted.
        add(0..5);
        super::super::tracking::track(&link, Dialect::Sqlite).unwrap();
        check(&link);
        add(5..20);
        check(&link);
        for change in [
            "UPDATE managed_devices SET removed_at = 1 WHERE id < '2'",
            "UPDATE managed_devices SET hidden_at = 1 WHERE id < '4'",
            "UPDATE managed_devices SET hidden_at = NULL, last_sync_at = 7 WHERE id < '4'",
            "UPDATE managed_devices SET tenant = -tenant WHERE id = '7'",
            "DELETE FROM managed_devices WHERE id IN ('7', '8', '1')",
            "UPDATE directory_devices SET deleted_at = 1 WHERE tenant = 2",
            "UPDATE directory_devices SET tenant = -tenant WHERE id IN ('8', '9')",
            "DELETE FROM directory_devices WHERE id IN ('8', '9', '10', '11')",
            "UPDATE directory_users SET deleted_at = 5 WHERE id IN ('3', '4', '5')",
            "UPDATE directory_users SET deleted_at = NULL WHERE id IN ('3', '4')",
            "UPDATE directory_users SET assigned_licenses = NULL WHERE id IN ('3', '12')",
            "DELETE FROM directory_users WHERE id IN ('4', '5', '6')",
            "INSERT INTO directory_devices (tenant, id, device_id, created_at) VALUES (1, '0', '0', 0) \
             ON CONFLICT (tenant, id) DO UPDATE SET deleted_at = 3",
        ] {
            run(change);
            check(&link);
        }
        let tx = Tx::new(&link, Tenant::DEFAULT);
        assert_ne!(assigned(&tx, sku).unwrap(), 0);
        // And all at once.
        let before = of(&tx, "managed_devices", "managedDevices").unwrap();
        anew(&tx).unwrap();
        check(&link);
        assert_eq!(of(&tx, "managed_devices", "managedDevices").unwrap(), before);
        link.forget_everything().unwrap();
        check(&link);
        assert_eq!(of(&tx, "apple_devices", "devices").unwrap(), None);
    }

    #[test]
    fn lists_are_what_clients_are_shown() {
        let lists = lists();
        for entity in [&MANAGED_DEVICES, &DEVICES, &DELETED_DEVICES, &USERS, &DELETED_USERS] {
            let list = lists.iter().find(|list| list.name == entity.set).unwrap();
            assert_eq!((list.table, &*list.condition.replace("{}", "")), (entity.table, entity.condition));
        }
        for list in lists {
            let tests = list.condition.matches("{}").count();
            assert_eq!(tests, list.columns.len(), "{}: what decides is what is looked at", list.name);
        }
    }
}
