//! How far reading is.

use leptos::prelude::*;

use crate::components::ProgressStrip;
use crate::format;
use crate::i18n::use_i18n;
use crate::t;
use crate::tasks::{cancel_reading, pause_reading};
use crate::workspace::{Reading, use_workspace};

#[component]
pub fn ReadingStrip() -> impl IntoView {
    let i18n = use_i18n();
    let workspace = use_workspace();
    let reading = move || workspace.reading.get().unwrap_or_default();
    let detail = move || {
        let language = i18n.language();
        let Reading { bytes, size, rows, rate, paused, .. } = reading();
        if size == 0 {
            return String::new();
        }
        let remaining = match seconds_left(&reading()) {
            _ if paused => t!(i18n, "progress-paused"),
            None => return t!(i18n, "progress-detail-start", total = format::bytes(language, size)),
            Some(0) => t!(i18n, "progress-almost"),
            Some(seconds) => t!(i18n, "progress-remaining", seconds = seconds),
        };
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a rate is positive and finite"
        )]
        let rate = format::bytes(language, rate as u64);
        t!(
            i18n,
            "progress-detail",
            done = format::bytes(language, bytes),
            total = format::bytes(language, size),
            rows = rows,
            rate = rate,
            remaining = remaining,
        )
    };
    let cancel = move |()| {
        cancel_reading(workspace);
        workspace.toasts.done(t!(i18n, "check-cancelled"));
    };
    view! {
        <ProgressStrip
            label=Signal::derive(move || t!(i18n, "progress-checking", files = reading().files))
            detail=Signal::derive(detail)
            done=Signal::derive(move || part_done(&reading()))
            paused=Signal::derive(move || reading().paused)
            on_pause=move |()| pause_reading(workspace)
            on_cancel=cancel
        />
    }
}

#[expect(clippy::cast_precision_loss, reason = "sizes are far below 2^53")]
fn part_done(reading: &Reading) -> f64 {
    if reading.size == 0 { 0.0 } else { reading.bytes as f64 / reading.size as f64 }
}

/// Whole seconds until the end at the rate so far; `None` in the first moments.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "both are positive, and far below 2^53"
)]
fn seconds_left(reading: &Reading) -> Option<u64> {
    (reading.rate > 0.0).then(|| (reading.size.saturating_sub(reading.bytes) as f64 / reading.rate) as u64)
}

#[cfg(test)]
mod tests {
    use super::{part_done, seconds_left};
    use crate::workspace::Reading;

    #[test]
    fn the_time_left_follows_from_the_rate() {
        let reading = |bytes, size, rate| Reading { bytes, size, rate, ..Reading::default() };
        assert_eq!(seconds_left(&reading(0, 1000, 0.0)), None);
        assert_eq!(seconds_left(&reading(400, 1000, 100.0)), Some(6));
        assert_eq!(seconds_left(&reading(1000, 1000, 100.0)), Some(0));
        assert!((part_done(&reading(250, 1000, 0.0)) - 0.25).abs() < f64::EPSILON);
        assert!(part_done(&reading(0, 0, 0.0)).abs() < f64::EPSILON);
    }
}
