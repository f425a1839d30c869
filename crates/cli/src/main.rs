//! `muster`: checks, merges and inspects hardware-hash files, for terminals and pipelines.
//!
//! This is where files, the clock and the terminal are; what is said about the files comes from `device-csv`, and the
//! words come from `messages` and `locales/*/cli.ftl`.
#![forbid(unsafe_code)]

mod args;
mod check;
mod clock;
mod failure;
mod inputs;
mod inspect;
mod intake;
mod merge;
mod outcome;
mod progress;
mod sources;
mod terminal;
mod voice;

use std::process::ExitCode;

use args::{Args, Command};
use clap::Parser as _;
use voice::Voice;

fn main() -> ExitCode {
    let args = Args::parse();
    let voice = Voice::new(args.lang.unwrap_or_else(voice::language_of_environment));
    let outcome = match args.command {
        Command::Check(args) => check::run(&args, &voice),
        Command::Merge(args) => merge::run(&args, &voice),
        Command::Inspect(args) => inspect::run(&args, &voice),
    };
    outcome.into()
}
