//! Progress on standard error: a bar with the remaining time on a terminal, plain lines elsewhere.

use std::io::{IsTerminal, stderr};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// Lines on what is no terminal are at least so far apart.
const BETWEEN_LINES: Duration = Duration::from_secs(5);

/// How far a job has come.
pub struct Progress {
    display: Display,
    start: Instant,
    done: u64,
    total: u64,
    /// How long one unit of `total` probably takes, as long as nothing is done.
    unit: Option<Duration>,
}

enum Display {
    Bar(ProgressBar),
    Lines { last: Option<Instant> },
}

impl Progress {
    /// A job of so many steps that take about as long as each other.
    pub fn new(total: u64) -> Self {
        Self::with_unit(total, None)
    }

    /// A job that probably takes so many milliseconds.
    pub fn expecting(milliseconds: u64) -> Self {
        Self::with_unit(milliseconds, Some(Duration::from_millis(1)))
    }

    fn with_unit(total: u64, unit: Option<Duration>) -> Self {
        let display = if stderr().is_terminal() {
            let bar = ProgressBar::new(total);
            if let Ok(style) = ProgressStyle::with_template(
                "{spinner} [{bar:20}] {percent:>3} %  {elapsed} passed  {wide_msg}",
            ) {
                bar.set_style(style.progress_chars("=> "));
            }
            bar.enable_steady_tick(Duration::from_millis(120));
            Display::Bar(bar)
        } else {
            Display::Lines { last: None }
        };
        Self {
            display,
            start: Instant::now(),
            done: 0,
            total,
            unit,
        }
    }

    /// Says what is being done now.
    pub fn begin(&mut self, what: &str) {
        let left = self.remaining().map_or_else(String::new, |left| {
            format!(" (about {} s left)", left.as_secs())
        });
        match &mut self.display {
            Display::Bar(bar) => bar.set_message(format!("{what}{left}")),
            Display::Lines { last } => {
                if last.is_none_or(|last| last.elapsed() >= BETWEEN_LINES) {
                    *last = Some(Instant::now());
                    let percent = 100 * self.done / self.total.max(1);
                    eprintln!("[{percent:>3} %] {what}{left}");
                }
            }
        }
    }

    /// Counts so much of the whole as done.
    pub fn advance(&mut self, amount: u64) {
        self.done = self.total.min(self.done + amount);
        match &self.display {
            Display::Bar(bar) => bar.set_position(self.done),
            Display::Lines { .. } => {}
        }
    }

    /// The time left if the rest goes on as what is done.
    fn remaining(&self) -> Option<Duration> {
        let left = self.total.saturating_sub(self.done) as f64;
        if self.done > 0 {
            Some(self.start.elapsed().mul_f64(left / self.done as f64))
        } else {
            self.unit.map(|unit| unit.mul_f64(left))
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        match &self.display {
            Display::Bar(bar) => bar.finish_and_clear(),
            Display::Lines { .. } => {}
        }
    }
}
