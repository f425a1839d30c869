//! Figures, and a table of them.

use std::fmt;
use std::time::Duration;

/// What was measured of something that was done many times.
#[derive(Clone)]
pub struct Figures {
    pub per_second: f64,
    p50: Duration,
    p99: Duration,
}

impl Figures {
    /// Of the time of each, and that of all together.
    pub fn new(mut times: Vec<Duration>, all: Duration) -> Figures {
        times.sort();
        let at = |percent: usize| times[(times.len() * percent / 100).min(times.len() - 1)];
        #[expect(clippy::cast_precision_loss, reason = "nothing is done so often")]
        let per_second = times.len() as f64 / all.as_secs_f64();
        Figures { per_second, p50: at(50), p99: at(99) }
    }

    /// The round in the middle.
    pub fn median(mut rounds: Vec<Figures>) -> Figures {
        rounds.sort_by(|one, other| one.per_second.total_cmp(&other.per_second));
        rounds.swap_remove(rounds.len() / 2)
    }
}

/// A row: what was done, by the server, by the database alone, by the HTTP server alone.
struct Row(&'static str, Figures, Option<Figures>, Option<Figures>);

/// A table in Markdown.
#[derive(Default)]
pub struct Table(Vec<Row>);

impl Table {
    pub fn add(&mut self, what: &'static str, server: Figures, sql: Option<Figures>, http: Option<Figures>) {
        let rate = |figures: &Option<Figures>| figures.as_ref().map_or(0.0, |figures| figures.per_second);
        eprintln!("{what}: {:.0}/s; {:.0}; {:.0}", server.per_second, rate(&sql), rate(&http));
        self.0.push(Row(what, server, sql, http));
    }
}

impl fmt::Display for Table {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "| | requests/s | p50 | p99 | SQL alone | of it | HTTP alone | of it |")?;
        writeln!(out, "|---|---|---|---|---|---|---|---|")?;
        for Row(what, server, sql, http) in &self.0 {
            let milliseconds = |time: Duration| format!("{:.2} ms", time.as_secs_f64() * 1000.0);
            write!(
                out,
                "| {what} | {:.0} | {} | {} |",
                server.per_second,
                milliseconds(server.p50),
                milliseconds(server.p99)
            )?;
            for other in [sql, http] {
                match other {
                    Some(other) => write!(
                        out,
                        " {:.0}/s | {:.2} |",
                        other.per_second,
                        server.per_second / other.per_second
                    )?,
                    None => write!(out, " | |")?,
                }
            }
            writeln!(out)?;
        }
        Ok(())
    }
}
