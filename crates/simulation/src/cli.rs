//! The command line: which seeds, and what is said of them.

use std::{
    collections::BTreeMap,
    process::ExitCode,
    sync::atomic::{AtomicU64, Ordering},
    thread,
    time::Instant,
};

use clap::{Parser, ValueEnum};
use outbox::Plant;

use crate::run::run;

/// Seeds that once failed: each found a mistake that is mended.
const ONCE_FAILED: &[u64] = &[65, 2024, 2522, 4515, 8859, 9339];

/// Runs seeds; each run is checked. A seed that fails is told with what happened.
#[derive(Debug, Parser)]
#[command(max_term_width = 100)]
struct Arguments {
    /// How many seeds
    #[arg(long, default_value_t = 1000)]
    seeds: u64,
    /// The first one; alone, only this one is run, and what happened is told
    #[arg(long)]
    seed: Option<u64>,
    /// A mistake to make on purpose: then the simulation must find it
    #[arg(long)]
    plant: Option<PlantName>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum PlantName {
    /// Send before it is kept that it was sent
    SendBeforePersist,
    /// Ask once more under another id
    NewIdEachTime,
    /// Ask once more without a look whether it was done
    RepeatUnseen,
    /// Send steps of a removal though nobody's word holds any more
    SendExpired,
    /// Send what was ordered before a long absence
    SendStaleOrder,
    /// Send a step of a removal before what it needs is proven
    SkipProof,
    /// Send a step of a removal again, under another id and without a look
    RepeatStep,
    /// Send what destroys and came out of a file before whoever opened it has released it
    SendUnreleased,
}

impl PlantName {
    fn plant(self) -> Plant {
        match self {
            PlantName::SendBeforePersist => Plant::SendBeforePersist,
            PlantName::NewIdEachTime => Plant::NewIdEachTime,
            PlantName::RepeatUnseen => Plant::RepeatUnseen,
            PlantName::SendExpired => Plant::SendExpired,
            PlantName::SendStaleOrder => Plant::SendStaleOrder,
            PlantName::SkipProof => Plant::SkipProof,
            PlantName::RepeatStep => Plant::RepeatStep,
            PlantName::SendUnreleased => Plant::SendUnreleased,
        }
    }
}

pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let plant = arguments.plant.map(PlantName::plant);
    if let (Some(seed), None) = (arguments.seed, plant) {
        return one(seed);
    }
    let first = arguments.seed.unwrap_or(0);
    let start = Instant::now();
    let failed = many(first, arguments.seeds, plant);
    let seconds = start.elapsed().as_secs_f64();
    let (seeds, wrong) = (arguments.seeds, failed.len());
    if let Some(planted) = arguments.plant {
        return planted_mistake(planted, seeds, wrong);
    }
    println!("{seeds} seeds in {seconds:.1} s, {wrong} failed");
    let Some((seed, wrong)) = failed.first_key_value() else { return ExitCode::SUCCESS };
    for (seed, wrong) in failed.iter().skip(1).take(20) {
        println!("seed {seed}: {}", wrong.join("; "));
    }
    println!("seed {seed}: {}", wrong.join("; "));
    one(*seed)
}

fn planted_mistake(planted: PlantName, seeds: u64, wrong: usize) -> ExitCode {
    println!("{planted:?}: found by {wrong} of {seeds} seeds");
    if wrong > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Runs a seed, and tells what happened where it fails.
fn one(seed: u64) -> ExitCode {
    let outcome = run(seed, None, true);
    if outcome.wrong.is_empty() {
        println!("seed {seed}: all is well");
        return ExitCode::SUCCESS;
    }
    println!("{}", outcome.trace.join("\n"));
    println!("seed {seed}: {}", outcome.wrong.join("\n"));
    ExitCode::FAILURE
}

/// Runs seeds on every core; those that failed, with what is wrong.
fn many(first: u64, count: u64, plant: Option<Plant>) -> BTreeMap<u64, Vec<String>> {
    let next = AtomicU64::new(0);
    let once_failed = if plant.is_none() { ONCE_FAILED } else { &[] };
    let seed = |at: u64| match usize::try_from(at).ok().and_then(|at| once_failed.get(at)) {
        Some(seed) => Some(*seed),
        None => Some(at - once_failed.len() as u64).filter(|at| *at < count).map(|at| first + at),
    };
    let work = || {
        let mut failed = BTreeMap::new();
        while let Some(seed) = seed(next.fetch_add(1, Ordering::Relaxed)) {
            let outcome = run(seed, plant, false);
            if !outcome.wrong.is_empty() {
                failed.insert(seed, outcome.wrong);
            }
        }
        failed
    };
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let threads: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("a run doesn't panic")).collect()
    })
}
