//! `muster-server`: the process around the library.

mod args;
mod backup;
mod fleet;
mod lock;
mod logs;
mod moving;
mod process;
mod whole_file;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let args = args::Args::parse();
    logs::start(args.log);
    let outcome = match &args.command {
        Some(args::Command::Fleet(args)) => fleet::run(args),
        Some(args::Command::Backup(args)) => backup::run(args),
        Some(args::Command::Export(args)) => moving::export(args),
        Some(args::Command::Import(args)) => moving::import(args),
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
