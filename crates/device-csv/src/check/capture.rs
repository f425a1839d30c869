//! X8, X9 and X10: when, by what and on what the hash was captured.

use hardware_hash::{Finding, Tuple};

use super::{Context, Subject};
use crate::{Arg, Code, Diagnostic, Field, limits};

pub(super) fn check(subject: &Subject, found: &mut Vec<Diagnostic>) {
    let Some(summary) = subject.summary else { return };
    let mut report = |code, args| found.push(subject.report(code, Field::Hash, args));
    if summary.findings.contains(&Finding::WindowsPe) {
        report(Code::HashWindowsPe, Vec::new());
    }
    if let Some(captured) = summary.captured
        && let Some(code) = odd_time(captured, subject.context)
    {
        report(code, vec![("time", Arg::Time(captured))]);
    }
    if let Some(build) = summary.os_build.filter(|&build| is_too_old(build)) {
        report(Code::WindowsTooOld, vec![("build", Arg::Number(i64::from(build)))]);
    }
    if summary.tuple.is_virtual_machine() {
        let Tuple { manufacturer, model, .. } = &summary.tuple;
        let args =
            vec![("manufacturer", Arg::Text(manufacturer.clone())), ("model", Arg::Text(model.clone()))];
        report(Code::VirtualMachine, args);
    }
}

/// What is odd about the time of a capture, if anything is.
pub(super) fn odd_time(captured: i64, context: &Context) -> Option<Code> {
    let age = context.now.saturating_sub(captured);
    if age < -limits::CLOCK_SLACK {
        Some(Code::CaptureInFuture)
    } else {
        (age > limits::OLD_CAPTURE).then_some(Code::CaptureOld)
    }
}

/// Whether a build of Windows can't be registered.
pub(super) fn is_too_old(build: u16) -> bool {
    build < limits::FIRST_BUILD
}
