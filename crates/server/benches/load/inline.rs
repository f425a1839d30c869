//! How long it takes to have a server in memory, as a simulation does for each of its runs.

use std::sync::Arc;
use std::time::Instant;

use muster_server::{Database, MovableClock, SeededIds, Server, Settings};

use crate::measure::percentile;

pub fn open() -> String {
    let times: Vec<_> = (0..200)
        .map(|seed| {
            let started = Instant::now();
            let database = Database::inline().expect("memory");
            let (clock, ids) = (Arc::new(MovableClock::default()), Arc::new(SeededIds::new(seed)));
            let server = Server::open(database, Settings::default(), clock, ids).expect("memory");
            let router = server.router();
            let time = started.elapsed();
            drop(router);
            time
        })
        .collect();
    percentile(&times, 50)
}
