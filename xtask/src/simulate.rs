//! `cargo xtask simulate`: the outbox and the server against every fault that a seed can think of.

use std::process::Command;

use crate::{
    cli::SimulateOptions,
    process,
    steps::{self, Counts},
    stop::{Result, Stop},
};

/// How many seeds `cargo xtask test` runs.
const SEEDS: u64 = 10_000;

/// How many seeds must find a mistake that is made on purpose.
const SEEDS_FOR_A_MISTAKE: u64 = 300;

/// The mistakes that are made on purpose, by the names that the simulation gives them.
const MISTAKES: [&str; 8] = [
    "send-before-persist",
    "new-id-each-time",
    "repeat-unseen",
    "send-expired",
    "send-stale-order",
    "skip-proof",
    "repeat-step",
    "send-unreleased",
];

/// Runs seeds as a person asks for them.
///
/// # Errors
/// When one fails: what happened was told then.
pub fn run(options: &SimulateOptions) -> Result<()> {
    let mut command = simulation();
    if let Some(seeds) = options.seeds {
        command.args(["--seeds", &seeds.to_string()]);
    }
    if let Some(seed) = options.seed {
        command.args(["--seed", &seed.to_string()]);
    }
    if let Some(mistake) = &options.plant {
        command.args(["--plant", mistake]);
    }
    process::run(&mut command)
}

/// The step of the whole test: every seed passes, and every mistake is found.
///
/// # Errors
/// When the simulation can't be built.
pub fn check() -> Result<Counts> {
    let seeds = SEEDS.to_string();
    let (ended_well, _) = process::run_and_read(simulation().args(["--seeds", &seeds]))?;
    let mut counts = counted(ended_well);
    let seeds = SEEDS_FOR_A_MISTAKE.to_string();
    for mistake in MISTAKES {
        let (found, _) = process::run_and_read(simulation().args(["--seeds", &seeds, "--plant", mistake]))?;
        counts = [counts, counted(found)].into_iter().sum();
    }
    Ok(counts)
}

fn counted(ended_well: bool) -> steps::Counts {
    Counts { passed: u64::from(ended_well), failed: u64::from(!ended_well), skipped: 0 }
}

fn simulation() -> Command {
    let mut command = process::cargo();
    command.args(["run", "--quiet", "--locked", "--package", "simulation", "--"]);
    command
}

/// Builds it, so that its time isn't taken for that of the seeds.
///
/// # Errors
/// When it can't be built.
pub fn build() -> Result<()> {
    process::run(process::cargo().args(["build", "--locked", "--package", "simulation"])).map_err(|error| {
        match error {
            Stop::Failed(words) => Stop::Failed(format!("the simulation: {words}")),
            other => other,
        }
    })
}
