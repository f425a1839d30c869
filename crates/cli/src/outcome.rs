//! How a run ended, as the exit status says it.

use std::process::ExitCode;

/// How a run ended; the worst of several counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Done, and nothing above a warning was found.
    Clean,
    /// Done, and errors were found.
    Errors,
    /// The job could not be done, or not all of it.
    Failed,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> ExitCode {
        ExitCode::from(match outcome {
            Outcome::Clean => 0,
            Outcome::Errors => 1,
            Outcome::Failed => 2,
        })
    }
}
