//! `muster-server`: the process around the library.

mod args;
mod fleet;
mod lock;
mod logs;
mod process;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let args = args::Args::parse();
    logs::start(args.log);
    let outcome = match &args.command {
        Some(args::Command::Fleet(args)) => fleet::run(args),
        None => process::run(&args),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("muster-server: {error}");
            ExitCode::FAILURE
        }
    }
}
