//! The same request again and again, over several connections.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use crate::client::Client;
use crate::figures::Figures;

/// How much is done at a time.
pub struct Load {
    pub connections: usize,
    pub seconds: usize,
}

impl Load {
    /// Does something over and over on as many threads as there are connections; each turn has a number of its own.
    pub fn run<C>(&self, connect: impl Fn() -> C + Sync, work: impl Fn(&mut C, usize) + Sync) -> Figures {
        let time = Duration::from_secs(self.seconds as u64);
        let times = Mutex::new(Vec::new());
        let started = Instant::now();
        std::thread::scope(|scope| {
            for thread in 0..self.connections {
                let (connect, work, times) = (&connect, &work, &times);
                scope.spawn(move || {
                    let mut connection = connect();
                    let mut own = Vec::new();
                    let mut turn = thread;
                    while started.elapsed() < time {
                        let asked = Instant::now();
                        work(&mut connection, turn);
                        own.push(asked.elapsed());
                        turn += self.connections;
                    }
                    times.lock().expect("no panic").extend(own);
                });
            }
        });
        let all = started.elapsed();
        Figures::new(times.into_inner().expect("no panic"), all)
    }
}

/// Asks a server.
pub fn measure(address: &str, load: &Load, work: impl Fn(&mut Client, usize) + Sync) -> Figures {
    load.run(|| Client::connect(address), work)
}
