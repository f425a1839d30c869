//! Steps of a long check: run one after the other, timed, counted.

use std::{
    fmt::Write,
    iter::Sum,
    time::{Duration, Instant},
};

use crate::stop::{Result, Stop};

/// Numbers of tests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Tests that passed.
    pub passed: u64,
    /// Tests, or whole steps, that failed.
    pub failed: u64,
}

impl Sum for Counts {
    fn sum<I: Iterator<Item = Counts>>(counts: I) -> Counts {
        counts.fold(Counts::default(), |sum, next| Counts {
            passed: sum.passed + next.passed,
            failed: sum.failed + next.failed,
        })
    }
}

/// What became of a step.
#[derive(Debug, PartialEq, Eq)]
pub struct Done {
    /// Its name.
    pub name: &'static str,
    /// What it counted. A step that counts no tests passes none; one that fails, fails at least one.
    pub counts: Counts,
    /// How long it took.
    pub time: Duration,
}

/// Runs a step and says so. It can't end a sequence: what goes wrong is counted.
///
/// # Errors
/// When something must be done by hand first: nothing after it would tell more.
pub fn run(name: &'static str, step: impl FnOnce() -> Result<Counts>) -> Result<Done> {
    println!("\n=== {name}");
    let start = Instant::now();
    let counts = match step() {
        Ok(counts) => counts,
        Err(Stop::Failed(what)) => {
            println!("{what}");
            Counts { passed: 0, failed: 1 }
        }
        Err(other) => return Err(other),
    };
    let done = Done { name, counts, time: start.elapsed() };
    println!("=== {}", line(&done));
    Ok(done)
}

/// The table of all steps, and as its last line the totals.
pub fn summary(steps: &[Done]) -> String {
    let mut text = String::new();
    for done in steps {
        writeln!(text, "{}", line(done)).expect("a string takes any text");
    }
    let Counts { passed, failed } = steps.iter().map(|done| done.counts).sum();
    text + &format!("{passed} passed, {failed} failed")
}

fn line(done: &Done) -> String {
    let verdict = if done.counts.failed == 0 { "ok" } else { "FAILED" };
    let tests = match done.counts {
        Counts { passed: 0, failed: 0 } => String::new(),
        Counts { passed, failed } => format!("{passed} passed, {failed} failed"),
    };
    format!("{:<24} {:<6} {:>7.1} s  {tests}", done.name, verdict, done.time.as_secs_f64())
        .trim_end()
        .to_owned()
}

/// Counts of a test program that ended well or not, whose output has libtest's `test result:` lines.
pub fn from_libtest(ended_well: bool, output: &str) -> Counts {
    let counts = output.lines().filter_map(libtest_line).sum();
    at_least_one_failed_unless(ended_well, counts)
}

/// Counts of a Playwright run that ended well or not, from its JSON report.
pub fn from_playwright(ended_well: bool, report: &str) -> Counts {
    let report: serde_json::Value = serde_json::from_str(report).unwrap_or_default();
    let count = |name: &str| report["stats"][name].as_u64().unwrap_or(0);
    let counts = Counts { passed: count("expected") + count("flaky"), failed: count("unexpected") };
    at_least_one_failed_unless(ended_well, counts)
}

fn at_least_one_failed_unless(ended_well: bool, counts: Counts) -> Counts {
    Counts { failed: if ended_well { counts.failed } else { counts.failed.max(1) }, ..counts }
}

/// `test result: ok. 3 passed; 0 failed; …`
fn libtest_line(line: &str) -> Option<Counts> {
    let (_, counts) = line.trim_start().strip_prefix("test result: ")?.split_once(". ")?;
    let count = |name: &str| counts.split("; ").find_map(|part| part.strip_suffix(name)?.trim().parse().ok());
    Some(Counts { passed: count("passed")?, failed: count("failed")? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn libtest_counts() {
        for (ended_well, output, passed, failed) in [
            (true, "", 0, 0),
            (false, "error: could not compile", 0, 1),
            (
                true,
                "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s",
                3,
                0,
            ),
            (false, "test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out", 2, 1),
            (
                true,
                "test result: ok. 3 passed; 0 failed; 0 ignored\nx\n\ntest result: ok. 4 passed; 0 failed; 0 ignored",
                7,
                0,
            ),
            (false, "test result: ok. 3 passed; 0 failed; 0 ignored", 3, 1),
            (true, "the test result: ok. 3 passed; 0 failed; 0 ignored", 0, 0),
        ] {
            assert_eq!(from_libtest(ended_well, output), Counts { passed, failed }, "{output:?}");
        }
    }

    #[test]
    fn playwright_counts() {
        for (ended_well, report, passed, failed) in [
            (true, r#"{"stats":{"expected":5,"skipped":1,"unexpected":0,"flaky":1}}"#, 6, 0),
            (false, r#"{"stats":{"expected":5,"skipped":0,"unexpected":2,"flaky":0}}"#, 5, 2),
            (false, "", 0, 1),
            (true, "{}", 0, 0),
        ] {
            assert_eq!(from_playwright(ended_well, report), Counts { passed, failed }, "{report}");
        }
    }

    #[test]
    fn totals_come_last() {
        let done = |name, passed, failed| Done {
            name,
            counts: Counts { passed, failed },
            time: Duration::from_millis(1_250),
        };
        insta::assert_snapshot!(summary(&[done("format", 0, 0), done("lint", 0, 1), done("native tests", 12, 0)]), @r"
        format                   ok         1.2 s
        lint                     FAILED     1.2 s  0 passed, 1 failed
        native tests             ok         1.2 s  12 passed, 0 failed
        12 passed, 1 failed
        ");
    }

    #[test]
    fn a_failed_step_is_one_failure_and_a_missing_package_ends_all() {
        let failed = run("step", || Err(Stop::Failed("no".to_owned()))).unwrap();
        assert_eq!(failed.counts, Counts { passed: 0, failed: 1 });
        let by_hand = || Err(Stop::ByHand { missing: "x".to_owned(), command: "y".to_owned() });
        assert!(run("step", by_hand).is_err());
    }
}
