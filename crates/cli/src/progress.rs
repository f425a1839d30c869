//! A bar on standard error while much is read.

use std::io::{IsTerminal as _, Write, stderr};
use std::time::{Duration, Instant};

/// Reading that is over sooner needs no bar.
const PATIENCE: Duration = Duration::from_millis(500);

/// Between two pictures of the bar.
const PAUSE: Duration = Duration::from_millis(100);

/// Characters of the bar.
const WIDTH: u64 = 30;

/// Characters of the whole line, enough to wipe it out.
const LINE: usize = 78;

const MEGABYTE: u64 = 1_000_000;

/// How far reading has come.
pub struct Progress {
    total: u64,
    done: u64,
    /// When to draw next; `None`: nobody looks.
    next: Option<Instant>,
    drawn: bool,
}

impl Progress {
    /// Nothing read yet. Only a terminal gets to see it.
    pub fn new() -> Progress {
        let next = stderr().is_terminal().then(|| Instant::now() + PATIENCE);
        Progress { total: 0, done: 0, next, drawn: false }
    }

    /// So many more bytes are there to read.
    pub fn expect(&mut self, bytes: u64) {
        self.total = self.total.saturating_add(bytes);
    }

    /// So many bytes were read.
    pub fn advance(&mut self, bytes: u64) {
        self.done = self.done.saturating_add(bytes);
        if let Some(next) = self.next
            && Instant::now() >= next
        {
            draw(&format!("{:<LINE$}", picture(self.done, self.total)));
            self.drawn = true;
            self.next = Some(Instant::now() + PAUSE);
        }
    }

    /// Takes the bar away.
    pub fn finish(&mut self) {
        if std::mem::take(&mut self.drawn) {
            draw(&" ".repeat(LINE));
            draw("");
        }
    }
}

/// Writes over the line. A bar that can't be drawn is none that is missed.
fn draw(line: &str) {
    let mut err = stderr().lock();
    let _ = write!(err, "\r{line}\r").and_then(|()| err.flush());
}

/// The bar in characters. Of a pipe it is not known how much is to come.
fn picture(done: u64, total: u64) -> String {
    if total < done {
        return format!("{} MB", done / MEGABYTE);
    }
    let share = |of: u64| {
        let part = u128::from(done) * u128::from(of) / u128::from(total.max(1));
        u64::try_from(part).unwrap_or(of)
    };
    let full = share(WIDTH);
    let bar: String = (0..WIDTH).map(|at| if at < full { '#' } else { '.' }).collect();
    format!("[{bar}] {:3} %  {} / {} MB", share(100), done / MEGABYTE, total / MEGABYTE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures() {
        for (done, total, wanted) in [
            (0, 0, "[..............................]   0 %  0 / 0 MB"),
            (0, 200_000_000, "[..............................]   0 %  0 / 200 MB"),
            (50_000_000, 200_000_000, "[#######.......................]  25 %  50 / 200 MB"),
            (200_000_000, 200_000_000, "[##############################] 100 %  200 / 200 MB"),
            (7_000_000, 0, "7 MB"),
        ] {
            assert_eq!(picture(done, total), wanted);
        }
    }

    #[test]
    fn a_line_covers_the_longest() {
        assert!(picture(u64::MAX, u64::MAX).len() <= LINE);
    }
}
