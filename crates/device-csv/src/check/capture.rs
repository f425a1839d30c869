//! X8, X9 and X10: when, by what and on what the hash was captured.

use hardware_hash::{Finding, Tuple};

use super::Subject;
use crate::{Arg, Code, Diagnostic, Field, limits};

pub(super) fn check(subject: &Subject, found: &mut Vec<Diagnostic>) {
    let Some(summary) = subject.summary else { return };
    let mut report = |code, args| found.push(subject.report(code, Field::Hash, args));
    if summary.findings.contains(&Finding::WindowsPe) {
        report(Code::HashWindowsPe, Vec::new());
    }
    if let Some(captured) = summary.captured {
        let age = subject.context.now.saturating_sub(captured);
        if age < -limits::CLOCK_SLACK {
            report(Code::CaptureInFuture, vec![("time", Arg::Time(captured))]);
        } else if age > limits::OLD_CAPTURE {
            report(Code::CaptureOld, vec![("time", Arg::Time(captured))]);
        }
    }
    if let Some(build) = summary.os_build.filter(|&build| build < limits::FIRST_BUILD) {
        report(Code::WindowsTooOld, vec![("build", Arg::Number(i64::from(build)))]);
    }
    if summary.tuple.is_virtual_machine() {
        let Tuple { manufacturer, model, .. } = &summary.tuple;
        let args =
            vec![("manufacturer", Arg::Text(manufacturer.clone())), ("model", Arg::Text(model.clone()))];
        report(Code::VirtualMachine, args);
    }
}
