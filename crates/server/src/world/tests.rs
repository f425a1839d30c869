//! A sync in very many small steps does what it does in a few large ones, and each step goes on behind the one before.

use super::{apple, on_premises};
use crate::clock::Timestamp;
use crate::ids::SeededIds;
use crate::settings::Settings;
use crate::store::sql::values;
use crate::store::{Database, Result, StoreError, Tenant, Tx, computers};

const NOW: Timestamp = Timestamp(1_800_000_000_000);

/// Adds rows with numbers from 1: what of each, as a selection says.
fn rows(tx: &Tx<'_>, count: usize, insert: &str, selection: &str) {
    let numbers = "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?2)";
    tx.execute(&format!("{insert} {numbers} SELECT ?1, {selection} FROM numbers"), values![count]).unwrap();
}

/// Does a sync with so much in each step; how many those were, and what there is then.
fn done(
    limit: usize,
    prepare: fn(&Tx<'_>),
    work: fn(&Tx<'_>, &Settings, &SeededIds, usize) -> Result<bool>,
    state: &'static str,
) -> (usize, Vec<String>) {
    let (settings, ids) = (Settings::default(), SeededIds::new(7));
    let database = Database::inline().unwrap();
    let steps = database.write_blocking(Tenant::DEFAULT, move |tx| {
        prepare(tx);
        let mut steps = 0;
        while work(tx, &settings, &ids, limit)? {
            steps += 1;
        }
        Ok::<_, StoreError>(steps)
    });
    let state = database.read_blocking(Tenant::DEFAULT, |tx| tx.all(state, &[], |row| row.get(0)));
    (steps.unwrap(), state.unwrap())
}

#[test]
fn computers() {
    let prepare = |tx: &Tx<'_>| {
        computers::ensure(tx, "S-1").unwrap();
        rows(
            tx,
            300,
            "INSERT INTO computers (tenant, id, name, name_key, enabled, object_sid, created_at, is_changed)",
            "'c' || n, 'PC' || n, 'pc' || n, 1, 'S-' || n, 0, n % 2",
        );
        // Of some there is an object already, and some objects are of no computer.
        rows(
            tx,
            200,
            "INSERT INTO directory_devices (tenant, id, device_id, display_name, trust_type, created_at)",
            "'o' || n, 'c' || (n * 3), 'old', 'ServerAd', 0",
        );
        computers::schedule(tx, Some(NOW)).unwrap();
    };
    let work = |tx: &Tx<'_>, settings: &Settings, ids: &SeededIds, limit: usize| {
        on_premises::work(tx, settings, ids, NOW, limit)
    };
    let state = "SELECT device_id || ' ' || id || ' ' || display_name FROM directory_devices WHERE tenant = ?1 ORDER BY seq";
    let (few, at_once) = done(1000, prepare, work, state);
    let (many, in_steps) = done(4, prepare, work, state);
    assert_eq!(at_once.len(), 300);
    assert!(at_once.contains(&"c3 o1 PC3".to_owned()), "what has changed is written: {at_once:?}");
    assert_eq!(sorted(&in_steps), sorted(&at_once));
    // 100 are gone, 200 are made, and 150 are marked as changed.
    assert!(few <= 3 && (50..=140).contains(&many), "{few} {many}");
}

#[test]
fn devices_of_apple() {
    let prepare = |tx: &Tx<'_>| {
        rows(
            tx,
            1,
            "INSERT INTO apple_servers (tenant, id, server_name, name_key, created_at, connected_at, due_at)",
            "'server', 'Server', 'server', 0, 0, 0",
        );
        rows(
            tx,
            300,
            "INSERT INTO apple_devices (tenant, id, serial_number, product_family, server_id, added_at)",
            "'s' || n, 'S' || n, 'Mac', 'server', 0",
        );
        // Known already, of which some are assigned no more, some are again, and some were gone for long.
        rows(
            tx,
            200,
            "INSERT INTO apple_identities (tenant, id, server_id, serial_number, serial_key, platform, created_at, deleted_at)",
            "'i' || n, 'server', 'S' || (n * 3), 's' || (n * 3), 'macOS', 0, CASE n % 4 WHEN 0 THEN 1 END",
        );
    };
    let work = |tx: &Tx<'_>, settings: &Settings, ids: &SeededIds, limit: usize| {
        apple::work(tx, settings, ids, NOW, limit)
    };
    let state = "SELECT serial_key || ' ' || CASE WHEN deleted_at IS NULL THEN '' ELSE 'gone' END FROM apple_identities \
                 WHERE tenant = ?1 ORDER BY seq";
    let (few, at_once) = done(1000, prepare, work, state);
    let (many, in_steps) = done(4, prepare, work, state);
    assert_eq!(at_once.iter().filter(|row| !row.ends_with("gone")).count(), 300);
    assert_eq!(at_once.iter().filter(|row| row.ends_with("gone")).count(), 75);
    assert_eq!(sorted(&in_steps), sorted(&at_once));
    assert!(few <= 2 && (50..=110).contains(&many), "{few} {many}");
}

/// Which ids there are depends on the order in which they are taken, and that on the steps.
fn sorted(rows: &[String]) -> Vec<String> {
    let mut rows: Vec<String> =
        rows.iter().map(|row| row.split(' ').filter(|part| part.len() < 30).collect()).collect();
    rows.sort();
    rows
}
