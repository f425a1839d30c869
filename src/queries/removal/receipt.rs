//! Receipts as files.

use device_csv::csv_cell;
use lifecycle::removal::{How, Obstacle, Receipt, RecordRef, StepState, receipt};
use outbox::Removal;

/// A line of a receipt: a step that is done, a step that is open, or a record that is left.
struct Line {
    /// `done`, `open` or `left`.
    kind: &'static str,
    /// Key of the step; empty: it is none.
    step: &'static str,
    record: RecordRef,
    /// How it is known, how far it is and why, or why it is left.
    how: String,
    at: Option<i64>,
    by: String,
    requests: String,
}

/// The receipts of removals as CSV at that moment (seconds): a line for each step and each record that is left. `moment` writes a
/// moment; keys are the same in every language, so that programs can read them.
#[must_use]
pub fn receipts_csv(removals: &[&Removal], now: i64, moment: &dyn Fn(i64) -> String) -> String {
    let mut text = "\u{feff}".to_owned();
    let mut row = |cells: &[&str]| {
        let cells: Vec<String> = cells.iter().map(|cell| csv_cell(cell).to_string()).collect();
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    };
    row(&["serial", "name", "complete", "kind", "step", "place", "record", "how", "at", "by", "requests"]);
    for removal in removals {
        let receipt = receipt(&removal.plan, &removal.observed, now);
        let complete = if receipt.is_complete { "yes" } else { "no" };
        for line in lines(&receipt) {
            let at = line.at.map(moment).unwrap_or_default();
            row(&[
                &removal.serial,
                &removal.name,
                complete,
                line.kind,
                line.step,
                line.record.place.key(),
                &line.record.id,
                &line.how,
                &at,
                &line.by,
                &line.requests,
            ]);
        }
    }
    text
}

/// The receipts of removals as JSON at that moment (seconds). `moment` writes a moment.
#[must_use]
pub fn receipts_json(removals: &[&Removal], now: i64, moment: &dyn Fn(i64) -> String) -> String {
    let one = |removal: &&Removal| {
        let receipt = receipt(&removal.plan, &removal.observed, now);
        let line = |line: Line| {
            let requests: Vec<String> =
                line.requests.split(' ').filter(|id| !id.is_empty()).map(quoted).collect();
            let at = line.at.map_or_else(|| "null".to_owned(), |at| quoted(&moment(at)));
            let texts = [
                ("kind", line.kind),
                ("step", line.step),
                ("place", line.record.place.key()),
                ("record", &line.record.id),
                ("how", &line.how),
                ("by", &line.by),
            ];
            let texts = texts.map(|(name, text)| format!("\"{name}\": {}", quoted(text))).join(", ");
            format!("      {{{texts}, \"at\": {at}, \"requests\": [{}]}}", requests.join(", "))
        };
        let lines: Vec<String> = lines(&receipt).into_iter().map(line).collect();
        format!(
            "  {{\n    \"serial\": {},\n    \"name\": {},\n    \"complete\": {},\n    \"lines\": [\n{}\n    ]\n  }}",
            quoted(&removal.serial),
            quoted(&removal.name),
            receipt.is_complete,
            lines.join(",\n"),
        )
    };
    let all: Vec<String> = removals.iter().map(one).collect();
    format!("[\n{}\n]\n", all.join(",\n"))
}

/// A text as JSON has it.
fn quoted(text: &str) -> String {
    let mut quoted = "\"".to_owned();
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            character if u32::from(character) < 0x20 => {
                quoted.extend(format!("\\u{:04x}", u32::from(character)).chars());
            }
            character => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

fn lines(receipt: &Receipt) -> Vec<Line> {
    let mut found = Vec::new();
    for done in &receipt.done {
        let (how, at, by) = match &done.how {
            How::Gone { by_id, by_serial } => ("gone", (*by_id).max(by_serial.unwrap_or(*by_id)), ""),
            How::DeviceDone(at) => ("device-done", *at, ""),
            How::ReadBack(at) => ("read-back", *at, ""),
            How::Accepted(at) => ("accepted", *at, ""),
            How::Word { at, by } => ("word", *at, by.as_str()),
        };
        let requests: Vec<&str> = done.requests.iter().map(|request| request.id.as_str()).collect();
        let (record, step) = (done.record.clone(), done.deed.key());
        let (how, by, requests) = (how.to_owned(), by.to_owned(), requests.join(" "));
        found.push(Line { kind: "done", step, record, how, at: Some(at), by, requests });
    }
    found.extend(receipt.open.iter().map(|open| {
        let (how, at, by) = how_far(&open.state);
        let (record, step) = (open.record.clone(), open.deed.key());
        Line { kind: "open", step, record, how, at, by, requests: String::new() }
    }));
    found.extend(receipt.left.iter().map(|left| {
        let (how, by, requests) = (left.why.key().to_owned(), String::new(), String::new());
        Line { kind: "left", step: "", record: left.record.clone(), how, at: None, by, requests }
    }));
    found
}

/// How far a step is that isn't done, since when, and by whom.
fn how_far(state: &StepState) -> (String, Option<i64>, String) {
    let (how, at, by) = match state {
        StepState::Done { at } => ("done".to_owned(), Some(*at), ""),
        StepState::Needless => ("needless".to_owned(), None, ""),
        StepState::GivenUp { at, by } => ("given-up".to_owned(), Some(*at), by.as_str()),
        StepState::Failed { at, why } => (format!("failed: {}", why.key()), Some(*at), ""),
        StepState::Blocked { why: Obstacle::Failed(why), .. } => {
            (format!("blocked: {}", why.key()), None, "")
        }
        StepState::Blocked { why: Obstacle::GivenUp, .. } => ("blocked: given-up".to_owned(), None, ""),
        StepState::Waiting { on, since, .. } => (format!("waiting: {}", on.key()), Some(*since), ""),
        StepState::Ready => ("ready".to_owned(), None, ""),
    };
    (how, at, by.to_owned())
}
