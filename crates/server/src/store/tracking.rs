//! How the database itself notes what changes in a table, so that no statement can forget it.
//!
//! A row has a number: that of its arrival, `seq`, until it changes, and from then on that of its last change, `changed`. Both
//! come from the table's one sequence. Writes of a tenant are one after another, so its numbers ascend in the order in
//! which they are committed: whoever has seen all up to a number finds what is newer behind it. What is deleted leaves its id
//! with a number of the same sequence in `removals`.
//!
//! Column, index and triggers follow from [`TRACKED`] and from the columns that a table has when the database is opened: a
//! column that a later version adds is noted unasked.

use super::link::Link;
use super::sql::values;
use super::{Result, counts};

/// A table whose changes are noted. What is deleted and still shown for a while is under the negative number of its tenant, and gone
/// when it is gone from there. It has `seq`, `tenant` and `id`.
pub struct Tracked {
    /// Its name.
    pub table: &'static str,
    /// The columns that no client sees, and by which nothing comes into a list or goes out of it.
    pub unseen: &'static [&'static str],
    /// Of the others those that change often. A statement that names none but these is spared the comparison of the rest.
    pub often: &'static [&'static str],
}

/// All of them.
pub const TRACKED: &[Tracked] = &[
    Tracked {
        table: "managed_devices",
        unseen: &[
            "serial_key",
            "platform",
            "enrolment",
            "enrolment_id",
            "device_category_id",
            "protection",
            "configurations",
            "quick_scan_at",
            "full_scan_at",
        ],
        often: &[
            "last_sync_at",
            "hidden_at",
            "os_version",
            "device_name",
            "management_state",
            "device_action_results",
        ],
    },
    Tracked {
        table: "directory_devices",
        unseen: &["created_at", "kept_until"],
        often: &["approximate_last_sign_in_at"],
    },
    Tracked {
        table: "identities",
        unseen: &["identity", "serial_key", "profile_due_at", "delete_at"],
        often: &[],
    },
    Tracked {
        table: "imports",
        unseen: &["serial_key", "identity", "manufacturer", "model", "verdict", "complete_at", "due_at"],
        often: &[],
    },
    Tracked { table: "directory_users", unseen: &["name_key"], often: &[] },
    Tracked { table: "directory_groups", unseen: &[], often: &[] },
];

/// What never changes, and what is changed by the trigger itself.
const FIXED: [&str; 4] = ["seq", "tenant", "id", "changed"];

/// Whose words triggers are in.
#[derive(Clone, Copy)]
pub enum Dialect {
    /// `SQLite`.
    Sqlite,
    /// `PostgreSQL`.
    Postgres,
}

/// Sets up what notes changes, where that isn't as it has to be.
pub fn track(link: &dyn Link, dialect: Dialect) -> Result<()> {
    link.begin()?;
    let tracked = TRACKED.iter().try_for_each(|tracked| track_one(link, dialect, tracked));
    match tracked.and_then(|()| counts::count(link, dialect)) {
        Ok(()) => link.run("COMMIT"),
        Err(error) => {
            // The error is what counts; a transaction that can't be undone either ends with the connection.
            let _ = link.run("ROLLBACK");
            Err(error)
        }
    }
}

/// Adds to each of the tables that are there what a change is noted in, without what notes it: for tables that are filled with what
/// was noted before.
pub fn add_columns(link: &dyn Link, dialect: Dialect) -> Result<()> {
    for tracked in TRACKED {
        let columns = texts(link, &dialect.columns(tracked.table))?;
        if !columns.is_empty() {
            add_column(link, tracked.table, &columns)?;
        }
    }
    Ok(())
}

fn add_column(link: &dyn Link, table: &str, columns: &[String]) -> Result<()> {
    if columns.iter().any(|column| column == "changed") {
        return Ok(());
    }
    link.run_all(&format!(
        "ALTER TABLE {table} ADD COLUMN changed BIGINT;
         CREATE INDEX {table}_changed ON {table} (tenant, (coalesce(changed, seq)));"
    ))
}

fn track_one(link: &dyn Link, dialect: Dialect, tracked: &Tracked) -> Result<()> {
    let table = tracked.table;
    let columns = texts(link, &dialect.columns(table))?;
    add_column(link, table, &columns)?;
    let is_seen = |column: &&str| !FIXED.contains(column) && !tracked.unseen.contains(column);
    let (often, seldom): (Vec<&str>, Vec<&str>) =
        columns.iter().map(String::as_str).filter(is_seen).partition(|column| tracked.often.contains(column));
    let wanted = dialect.triggers(link, table, [&often, &seldom])?;
    set_up(link, table, &wanted).map(drop)
}

/// Makes triggers by commands, unless they were made by the same ones; whether it did.
pub(super) fn set_up(link: &dyn Link, name: &str, wanted: &str) -> Result<bool> {
    let mut found = false;
    let sql = "SELECT 1 FROM tracked WHERE name = ?1 AND definition = ?2";
    link.each(sql, values![name, wanted], &mut |_| {
        found = true;
        false
    })?;
    if !found {
        link.run_all(wanted)?;
        link.execute(
            "INSERT INTO tracked (name, definition) VALUES (?1, ?2) \
             ON CONFLICT (name) DO UPDATE SET definition = excluded.definition",
            values![name, wanted],
        )?;
    }
    Ok(!found)
}

fn texts(link: &dyn Link, sql: &str) -> Result<Vec<String>> {
    let mut texts = Ok(Vec::new());
    link.each(sql, &[], &mut |row| match (row.get(0), &mut texts) {
        (Ok(text), Ok(texts)) => {
            texts.push(text);
            true
        }
        (Err(error), texts) => {
            *texts = Err(error);
            false
        }
        (Ok(_), Err(_)) => false,
    })?;
    texts
}

impl Dialect {
    /// The question for the columns of a table.
    fn columns(self, table: &str) -> String {
        match self {
            Dialect::Sqlite => format!("SELECT name FROM pragma_table_info('{table}') ORDER BY cid"),
            Dialect::Postgres => format!(
                "SELECT attname::text FROM pg_attribute WHERE attrelid = '{table}'::regclass AND attnum > 0 \
                 AND NOT attisdropped ORDER BY attnum"
            ),
        }
    }

    /// The triggers of a table, one for each group of its columns and one for what is deleted.
    fn triggers(self, link: &dyn Link, table: &str, groups: [&[&str]; 2]) -> Result<String> {
        let sequence = match self {
            Dialect::Sqlite => String::new(),
            Dialect::Postgres => {
                texts(link, &format!("SELECT pg_get_serial_sequence('{table}', 'seq')"))?.concat()
            }
        };
        let mut made = match self {
            Dialect::Sqlite => sqlite_removal(table),
            Dialect::Postgres => postgres_functions(table, &sequence),
        };
        for (name, columns) in ["often", "seldom"].into_iter().zip(groups) {
            let on = if matches!(self, Dialect::Postgres) { format!(" ON {table}") } else { String::new() };
            made.extend(["\nDROP TRIGGER IF EXISTS ", table, "_", name, &on, ";\n"]);
            if !columns.is_empty() {
                let row = |which: &str| {
                    let columns: Vec<String> =
                        columns.iter().map(|column| format!("{which}.{column}")).collect();
                    columns.join(", ")
                };
                let group = Group { name, columns: columns.join(", "), old: row("OLD"), new: row("NEW") };
                made.push_str(&match self {
                    Dialect::Sqlite => group.sqlite(table),
                    Dialect::Postgres => group.postgres(table),
                });
            }
        }
        Ok(made)
    }
}

/// Columns of which a trigger notes the changes.
struct Group {
    name: &'static str,
    columns: String,
    old: String,
    new: String,
}

impl Group {
    fn sqlite(&self, table: &str) -> String {
        let Group { name, columns, old, new } = self;
        let [next, number] = sqlite_numbers(table);
        format!(
            "CREATE TRIGGER {table}_{name} AFTER UPDATE OF {columns} ON {table} WHEN ({old}) IS NOT ({new}) BEGIN
    {next};
    UPDATE {table} SET changed = {number} WHERE seq = NEW.seq;
END;"
        )
    }

    fn postgres(&self, table: &str) -> String {
        let Group { name, columns, old, new } = self;
        format!(
            "CREATE TRIGGER {table}_{name} BEFORE UPDATE OF {columns} ON {table} FOR EACH ROW
    WHEN (({old}) IS DISTINCT FROM ({new})) EXECUTE FUNCTION {table}_change();"
        )
    }
}

/// How the next number of a table is taken, and where it is then: `SQLite` keeps sequences in a table that can be written to.
fn sqlite_numbers(table: &str) -> [String; 2] {
    [
        format!("UPDATE sqlite_sequence SET seq = seq + 1 WHERE name = '{table}'"),
        format!("(SELECT seq FROM sqlite_sequence WHERE name = '{table}')"),
    ]
}

fn sqlite_removal(table: &str) -> String {
    let [next, number] = sqlite_numbers(table);
    format!(
        "DROP TRIGGER IF EXISTS {table}_removal;
CREATE TRIGGER {table}_removal AFTER DELETE ON {table} BEGIN
    {next};
    INSERT INTO removals (tenant, kind, id, seq) VALUES (abs(OLD.tenant), '{table}', OLD.id, {number})
    ON CONFLICT (tenant, kind, id) DO UPDATE SET seq = excluded.seq;
END;"
    )
}

fn postgres_functions(table: &str, sequence: &str) -> String {
    format!(
        "CREATE OR REPLACE FUNCTION {table}_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    NEW.changed := nextval('{sequence}');
    RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION {table}_removal() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO removals (tenant, kind, id, seq) VALUES (abs(OLD.tenant), '{table}', OLD.id, nextval('{sequence}'))
    ON CONFLICT (tenant, kind, id) DO UPDATE SET seq = excluded.seq;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS {table}_removal ON {table};
CREATE TRIGGER {table}_removal AFTER DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_removal();"
    )
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::super::migrations::{migrate, sqlite};
    use super::super::sqlite::Sqlite;
    use super::*;

    const INSERT: &str = "INSERT INTO imports (tenant, id, import_id, serial_number, serial_key, product_key, manufacturer, \
                          model, verdict, status, error_code, complete_at) \
                          VALUES (1, ?1, '', '', '', '', '', '', '', 'unknown', 0, 0)";

    /// Of every row of a table: its id, its number, and that of its last change.
    fn numbers(link: &Sqlite) -> Vec<(String, i64, Option<i64>)> {
        let mut numbers = Vec::new();
        link.each("SELECT id, seq, changed FROM imports ORDER BY seq", &[], &mut |row| {
            numbers.push((row.get(0).unwrap(), row.get(1).unwrap(), row.get(2).unwrap()));
            true
        })
        .unwrap();
        numbers
    }

    fn row(id: &str, seq: i64, changed: Option<i64>) -> (String, i64, Option<i64>) {
        (id.to_owned(), seq, changed)
    }

    #[test]
    fn changes_are_numbered_with_the_rows() {
        let link = Sqlite::on(Connection::open_in_memory().unwrap());
        // Rows of a version that noted no changes.
        migrate(&link, &sqlite()[..5]).unwrap();
        for id in ["a", "b"] {
            link.execute(INSERT, values![id]).unwrap();
        }
        migrate(&link, &sqlite()).unwrap();
        track(&link, Dialect::Sqlite).unwrap();
        assert_eq!(numbers(&link), [row("a", 1, None), row("b", 2, None)]);
        let run = |sql| link.run_all(sql).unwrap();
        run("UPDATE imports SET status = 'pending' WHERE id = 'a'");
        // What is as it was, and what nobody sees.
        run("UPDATE imports SET status = 'pending', group_tag = NULL WHERE id = 'a'");
        run("UPDATE imports SET due_at = 1 WHERE id = 'a'");
        link.execute(INSERT, values!["c"]).unwrap();
        assert_eq!(numbers(&link), [row("a", 1, Some(3)), row("b", 2, None), row("c", 4, None)]);
        run("DELETE FROM imports WHERE id = 'c'");
        link.execute(INSERT, values!["d"]).unwrap();
        run("UPDATE imports SET group_tag = 'x' WHERE id IN ('a', 'd')");
        assert_eq!(numbers(&link), [row("a", 1, Some(7)), row("b", 2, None), row("d", 6, Some(8))]);
        assert_eq!(texts(&link, "SELECT id || seq FROM removals").unwrap(), ["c5"]);
    }

    #[test]
    fn a_column_that_comes_later_is_noted_unasked() {
        let link = Sqlite::on(Connection::open_in_memory().unwrap());
        migrate(&link, &sqlite()).unwrap();
        let definitions = || texts(&link, "SELECT definition FROM tracked ORDER BY name").unwrap();
        track(&link, Dialect::Sqlite).unwrap();
        let first = definitions();
        track(&link, Dialect::Sqlite).unwrap();
        assert_eq!(definitions(), first);
        link.run_all("ALTER TABLE imports ADD COLUMN colour TEXT").unwrap();
        track(&link, Dialect::Sqlite).unwrap();
        assert_ne!(definitions(), first);
        link.execute(INSERT, values!["a"]).unwrap();
        link.run_all("UPDATE imports SET colour = 'red'").unwrap();
        assert_eq!(numbers(&link), [row("a", 1, Some(2))]);
    }

    #[test]
    fn what_is_named_is_there() {
        let link = Sqlite::on(Connection::open_in_memory().unwrap());
        migrate(&link, &sqlite()).unwrap();
        for Tracked { table, unseen, often } in TRACKED {
            let columns = texts(&link, &Dialect::Sqlite.columns(table)).unwrap();
            for column in unseen.iter().chain(*often) {
                assert!(columns.iter().any(|known| known == column), "{table}.{column}");
            }
        }
    }
}
