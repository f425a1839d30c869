//! Microsoft's own clients against our server.

use crate::{
    build, process,
    steps::Counts,
    stop::{Result, Stop},
    tools::{self, Postgres},
};

/// Runs their tests, on each kind of database.
///
/// # Errors
/// When the clients can't be installed or the server can't be built.
pub fn check() -> Result<Counts> {
    let on_sqlite = run(None)?;
    let postgres = tools::Postgres::start()?;
    let on_postgres = run(Some(&postgres))?;
    Ok(Counts {
        passed: on_sqlite.passed + on_postgres.passed,
        failed: on_sqlite.failed + on_postgres.failed,
        skipped: on_sqlite.skipped + on_postgres.skipped,
    })
}

fn run(postgres: Option<&Postgres>) -> Result<Counts> {
    let python = tools::python_with_clients()?;
    let server = build::server()?;
    let mut tests = process::command(python);
    if let Some(postgres) = postgres {
        tests.env("MUSTER_TEST_POSTGRES", postgres.address()).env("MUSTER_PSQL", postgres.psql());
    }
    tests.args(["-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:warnings", "tests/conformance"]);
    tests.env("MUSTER_SERVER", server).env("PYTHONDONTWRITEBYTECODE", "1");
    let (ended_well, output) = process::run_and_read(&mut tests)?;
    let counts = from_pytest(&output);
    if counts.passed + counts.failed == 0 {
        return Err(Stop::Failed("no test of conformance ran".to_owned()));
    }
    Ok(Counts { failed: if ended_well { counts.failed } else { counts.failed.max(1) }, ..counts })
}

/// `2 failed, 20 passed in 3.10s`, the last line.
fn from_pytest(output: &str) -> Counts {
    let last = output.lines().rev().find(|line| line.contains(" in ")).unwrap_or_default();
    let count = |name: &str| {
        let part = last.split(", ").find(|part| part.contains(name));
        part.and_then(|part| part.split_whitespace().find_map(|word| word.parse().ok())).unwrap_or(0)
    };
    Counts { passed: count("passed"), failed: count("failed") + count("error"), skipped: 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pytest_counts() {
        for (output, passed, failed) in [
            ("....\n4 passed in 0.10s", 4, 0),
            ("2 failed, 20 passed in 3.10s", 20, 2),
            ("1 failed, 3 passed, 2 warnings, 1 error in 3.10s", 3, 2),
            ("======== 4 passed in 0.10s ========", 4, 0),
            ("no tests ran in 0.01s", 0, 0),
            ("", 0, 0),
        ] {
            assert_eq!(from_pytest(output), Counts { passed, failed, skipped: 0 }, "{output}");
        }
    }
}
