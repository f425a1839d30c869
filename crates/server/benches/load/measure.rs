//! Figures.

use std::time::Duration;

pub fn rate(rows: usize, time: Duration) -> String {
    #[expect(clippy::cast_precision_loss, reason = "nobody registers so many")]
    let rate = rows as f64 / time.as_secs_f64();
    format!("{rate:.0} rows/s ({:.2} s)", time.as_secs_f64())
}

pub fn percentile(times: &[Duration], percent: usize) -> String {
    let mut times = times.to_vec();
    times.sort();
    let at = (times.len() * percent / 100).min(times.len().saturating_sub(1));
    times.get(at).map_or_else(|| "-".to_owned(), |time| format!("{:.1} ms", time.as_secs_f64() * 1000.0))
}
