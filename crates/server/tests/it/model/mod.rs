//! Random lives of a tenant, lived by the server and by a model of the rules: whatever is asked, both answer alike, and what is
//! seen afterwards is the same.
//!
//! `MUSTER_MODEL_CASES` says how many lives, `MUSTER_MODEL_STEPS` how long they are.

mod compare;
mod devices;
mod keeping;
mod managing;
mod operation;
mod registering;
mod rules;
mod run;
mod world;

use proptest::test_runner::{Config, TestCaseError, TestError, TestRunner};

use run::Run;

/// After how many steps everything is compared.
const COMPARE: usize = 12;

fn number(name: &str, default: usize) -> usize {
    std::env::var(name).map_or(default, |value| value.parse().expect("a number"))
}

#[test]
fn the_server_lives_by_the_rules() {
    let on_postgres = std::env::var_os("MUSTER_TEST_POSTGRES").is_some();
    let cases = number("MUSTER_MODEL_CASES", if on_postgres { 24 } else { 256 });
    let steps = number("MUSTER_MODEL_STEPS", 60);
    let config = Config {
        cases: u32::try_from(cases).unwrap(),
        failure_persistence: None,
        // A life that fails is long, and each try takes milliseconds.
        max_shrink_iters: 4096,
        ..Config::default()
    };
    let outcome = TestRunner::new(config).run(&operation::run(steps), |(deletion_delay, steps)| {
        let mut run = Run::new(deletion_delay);
        for (at, step) in steps.iter().enumerate() {
            let told = run.step(step).and_then(|()| {
                let is_time = at % COMPARE == COMPARE - 1 || at + 1 == steps.len();
                if is_time { run.compare() } else { Ok(()) }
            });
            told.map_err(|what| TestCaseError::fail(format!("step {at}, {:?}: {what}", step.op)))?;
        }
        Ok(())
    });
    match outcome {
        Ok(()) => {}
        Err(TestError::Fail(what, (deletion_delay, steps))) => {
            let steps: Vec<String> =
                steps.iter().map(|step| format!("{:?} {:?}", step.op, step.way)).collect();
            panic!("{what}\na deletion takes {deletion_delay} ms; steps:\n{}", steps.join("\n"));
        }
        Err(TestError::Abort(why)) => panic!("{why}"),
    }
}
