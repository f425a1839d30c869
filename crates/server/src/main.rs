//! `muster-server`: the process around the library.

mod args;
mod lock;
mod logs;
mod process;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let args = args::Args::parse();
    logs::start(args.log);
    match process::run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("muster-server: {error}");
            ExitCode::FAILURE
        }
    }
}
