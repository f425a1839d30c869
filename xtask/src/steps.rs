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
    /// Whole steps that could not be run here.
    pub skipped: u64,
}

impl Counts {
    /// A step that could not be run here.
    pub const SKIPPED: Counts = Counts { passed: 0, failed: 0, skipped: 1 };
}

impl Sum for Counts {
    fn sum<I: Iterator<Item = Counts>>(counts: I) -> Counts {
        counts.fold(Counts::default(), |sum, next| Counts {
            passed: sum.passed + next.passed,
            failed: sum.failed + next.failed,
            skipped: sum.skipped + next.skipped,
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
            Counts { failed: 1, ..Counts::default() }
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
    let Counts { passed, failed, .. } = steps.iter().map(|done| done.counts).sum();
    text + &format!("{passed} passed, {failed} failed")
}

fn line(done: &Done) -> String {
    let verdict = match done.counts {
        Counts { failed: 1.., .. } => "FAILED",
        Counts { skipped: 1.., .. } => "skipped",
        _ => "ok",
    };
    let tests = match done.counts {
        Counts { passed: 0, failed: 0, .. } => String::new(),
        Counts { passed, failed, .. } => format!("{passed} passed, {failed} failed"),
    };
    format!("{:<24} {:<7} {:>7.1} s  {tests}", done.name, verdict, done.time.as_secs_f64())
        .trim_end()
        .to_owned()
}

/// Counts of a test program that ended well or not, whose output has libtest's `test result:` lines.
pub fn from_libtest(ended_well: bool, output: &str) -> Counts {
    let counts = output.lines().filter_map(libtest_line).sum();
    believed(ended_well, counts)
}

/// Counts of a Playwright run that ended well or not, from its JSON report. A test that passed only when it was tried
/// again has failed.
pub fn from_playwright(ended_well: bool, report: &str) -> Counts {
    let report: serde_json::Value = serde_json::from_str(report).unwrap_or_default();
    let count = |name: &str| report["stats"][name].as_u64().unwrap_or(0);
    let counts =
        Counts { passed: count("expected"), failed: count("unexpected") + count("flaky"), skipped: 0 };
    believed(ended_well, counts)
}

/// At least one failed where the program did not end well, and where it ran no test: then its report is missing, or it
/// looked for tests in the wrong place.
fn believed(ended_well: bool, counts: Counts) -> Counts {
    let tested = counts.passed + counts.failed > 0;
    Counts { failed: if ended_well && tested { counts.failed } else { counts.failed.max(1) }, ..counts }
}

/// `test result: ok. 3 passed; 0 failed; …`
fn libtest_line(line: &str) -> Option<Counts> {
    let (_, counts) = line.trim_start().strip_prefix("test result: ")?.split_once(". ")?;
    let count = |name: &str| counts.split("; ").find_map(|part| part.strip_suffix(name)?.trim().parse().ok());
    Some(Counts { passed: count("passed")?, failed: count("failed")?, skipped: 0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn libtest_counts() {
        for (ended_well, output, passed, failed) in [
            (true, "", 0, 1),
            (true, "test result: ok. 0 passed; 0 failed; 3 ignored", 0, 1),
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
            (true, "the test result: ok. 3 passed; 0 failed; 0 ignored", 0, 1),
        ] {
            assert_eq!(from_libtest(ended_well, output), Counts { passed, failed, skipped: 0 }, "{output:?}");
        }
    }

    #[test]
    fn playwright_counts() {
        for (ended_well, report, passed, failed) in [
            (true, r#"{"stats":{"expected":5,"skipped":1,"unexpected":0,"flaky":0}}"#, 5, 0),
            (true, r#"{"stats":{"expected":5,"skipped":0,"unexpected":0,"flaky":1}}"#, 5, 1),
            (false, r#"{"stats":{"expected":5,"skipped":0,"unexpected":2,"flaky":1}}"#, 5, 3),
            (true, r#"{"stats":{"expected":0,"skipped":4,"unexpected":0,"flaky":0}}"#, 0, 1),
            (false, r#"{"stats":{"expected":5,"skipped":0,"unexpected":2,"flaky":0}}"#, 5, 2),
            (false, "", 0, 1),
            (true, "", 0, 1),
            (true, "{}", 0, 1),
        ] {
            assert_eq!(
                from_playwright(ended_well, report),
                Counts { passed, failed, skipped: 0 },
                "{report}"
            );
        }
    }

    #[test]
    fn totals_come_last() {
        let done = |name, counts| Done { name, counts, time: Duration::from_millis(1_250) };
        let counts = |passed, failed| Counts { passed, failed, skipped: 0 };
        let steps = [
            done("format", counts(0, 0)),
            done("lint", counts(0, 1)),
            done("licences", Counts::SKIPPED),
            done("native tests", counts(12, 0)),
        ];
        insta::assert_snapshot!(summary(&steps), @r"
        format                   ok          1.2 s
        lint                     FAILED      1.2 s  0 passed, 1 failed
        licences                 skipped     1.2 s
        native tests             ok          1.2 s  12 passed, 0 failed
        12 passed, 1 failed
        ");
    }

    #[test]
    fn a_failed_step_is_one_failure_and_a_missing_package_ends_all() {
        let failed = run("step", || Err(Stop::Failed("no".to_owned()))).unwrap();
        assert_eq!(failed.counts, Counts { passed: 0, failed: 1, skipped: 0 });
        let by_hand = || Err(Stop::ByHand { missing: "x".to_owned(), command: "y".to_owned() });
        assert!(run("step", by_hand).is_err());
    }
}
