//! Why a command stops.

use std::{fmt, io, path::Path};

/// Why a command stops before its end.
#[derive(Debug)]
pub enum Stop {
    /// It failed: what happened and what to do.
    Failed(String),
    /// Something failed that has been told and counted already.
    Counted,
    /// Something must be done by hand first: what is missing, and the one command that brings it.
    ByHand {
        /// What is missing.
        missing: String,
        /// The command to run.
        command: String,
    },
}

/// What a command gives.
pub type Result<T> = std::result::Result<T, Stop>;

impl Stop {
    /// An operating system error: `what` reads as in "can't `what` `path`".
    pub fn io(what: &str, path: &Path, error: &io::Error) -> Stop {
        Stop::Failed(format!("can't {what} {}: {error}", path.display()))
    }

    /// The exit status.
    pub fn exit_code(&self) -> u8 {
        match self {
            Stop::Failed(_) | Stop::Counted => 1,
            Stop::ByHand { .. } => 2,
        }
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Stop::Failed(what) => write!(f, "{what}"),
            Stop::Counted => Ok(()),
            Stop::ByHand { missing, command } => {
                write!(f, "{missing}. Run this once, then start again:\n\n    {command}\n")
            }
        }
    }
}
