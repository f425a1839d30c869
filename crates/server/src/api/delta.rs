//! `delta()` of every list that has it. The real service has it for the directory's; for those of Intune it is an addition.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::routing::get;

use super::routes::Routes;
use super::{autopilot, imported};
use crate::directory::{self, DEVICES, Followed, GROUPS, MANAGED_DEVICES, USERS};
use crate::http::context::Ctx;
use crate::http::prefer;
use crate::server::Server;
use crate::store::Tx;

/// The lists.
pub const LISTS: &[&dyn Followed] =
    &[&DEVICES, &USERS, &GROUPS, &MANAGED_DEVICES, &autopilot::Identities, &imported::Imports];

/// The routes, below a version.
pub fn routes() -> Routes {
    LISTS.iter().fold(Routes::new(), |router, &list| {
        let delta = move |State(server): State<Server>, Ctx(context): Ctx, headers: HeaderMap| async move {
            let page_size = prefer::page_size(&headers);
            let (tenant, now) = (context.tenant, context.now);
            let work = move |tx: &Tx<'_>| directory::delta(tx, &context, list, page_size);
            server.read(tenant, now, work).await
        };
        router.route(&format!("/{}/delta", list.context()), get(delta))
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::clock::{MovableClock, Timestamp};
    use crate::http::context::Version;
    use crate::http::failure::Failure;
    use crate::http::page::Page;
    use crate::ids::SeededIds;
    use crate::settings::Settings;
    use crate::store::sql::Kind;
    use crate::store::tracking::TRACKED;
    use crate::store::{Database, StoreError, Tenant};

    /// All that a list shows of the rows of its table, and which of them are in it.
    fn shown(tx: &Tx<'_>, list: &dyn Followed) -> Result<String, Failure> {
        let columns = list.columns();
        let condition = list.condition();
        let sql = format!(
            "SELECT seq, {}, CASE WHEN {condition} THEN 1 ELSE 0 END FROM {} WHERE tenant = ?1 ORDER BY seq",
            columns.join(", "),
            list.table(),
        );
        let mut all = String::new();
        for version in [Version::V1, Version::Beta] {
            let mut page = Page::new("", None, None)?;
            tx.each(&sql, &[], |row| {
                all.push_str(&row.get::<i64>(columns.len() + 1)?.to_string());
                list.add(&mut page, row, version)
            })?;
            all.push_str(&String::from_utf8_lossy(&page.end(None)?.body));
        }
        Ok(all)
    }

    #[test]
    fn all_that_is_shown_is_noted() {
        let database = Database::inline().unwrap();
        let clock = Arc::new(MovableClock::at(Timestamp(1_767_225_600_000)));
        let ids = Arc::new(SeededIds::new(1));
        let server = Server::open(database.clone(), Settings::default(), clock, ids).unwrap();
        crate::demo::fill_demo(&server).unwrap();
        for &list in LISTS {
            let table = list.table();
            let tracked = TRACKED.iter().find(|tracked| tracked.table == table);
            let tracked = tracked.unwrap_or_else(|| panic!("changes of {table} aren't noted"));
            for &column in tracked.unseen {
                let outcome = database.write_blocking(Tenant::DEFAULT, move |tx| {
                    let look = || shown(tx, list).map_err(|failure| StoreError::Database(failure.message));
                    let before = look()?;
                    assert!(before.contains("\"id\""), "nothing of {table} is there");
                    let kinds = tx.columns(table)?;
                    let other = match kinds.iter().find(|(name, _)| name == column).unwrap().1 {
                        Kind::Integer => format!("coalesce({column}, 0) + 86400000"),
                        Kind::Text => format!("coalesce({column}, '') || 'x'"),
                        Kind::Bytes => "CAST('00000000000000000000000000000000' AS BLOB)".to_owned(),
                    };
                    let sql = format!("UPDATE {table} SET {column} = {other} WHERE tenant = ?1");
                    assert!(tx.execute(&sql, &[])? > 0, "{table}");
                    assert!(
                        look()? == before,
                        "{table}.{column} is shown, but nobody is told when it changes"
                    );
                    // It was a trial: nothing of it stays.
                    Err::<(), _>(StoreError::Closed)
                });
                assert_eq!(outcome, Err(StoreError::Closed), "{table}.{column}");
            }
        }
        for tracked in TRACKED {
            assert!(
                LISTS.iter().any(|list| list.table() == tracked.table),
                "nobody asks for {}",
                tracked.table
            );
        }
    }
}
