//! Every developer command: `cargo xtask --help`.
#![forbid(unsafe_code)]

mod bench;
mod build;
mod check;
mod cli;
mod conformance;
mod digest;
mod engine;
mod fingerprint;
mod finish;
mod paths;
mod pins;
mod process;
mod samples;
mod serve;
mod simulate;
mod size;
mod static_host;
mod steps;
mod stop;
mod tools;
mod widget;

use std::process::ExitCode;

use clap::Parser;

use crate::{
    cli::{Cli, Task},
    stop::Stop,
};

fn main() -> ExitCode {
    let result = match Cli::parse().task {
        Task::Serve(options) => serve::serve(&options),
        Task::Dev { port } => serve::dev(port),
        Task::Test => check::run(),
        Task::Bench(options) => bench::run(&options),
        Task::Simulate(options) => simulate::run(&options),
        Task::Size => size::run(),
        Task::Widget => widget::run(),
        Task::Samples { out } => samples::run(&out),
        Task::FinishDist => finish::run(),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => {
            if !matches!(stop, Stop::Counted) {
                eprintln!("{stop}");
            }
            ExitCode::from(stop.exit_code())
        }
    }
}
