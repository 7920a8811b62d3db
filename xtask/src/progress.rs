//! Progress on standard error: a bar with the remaining time on a terminal, plain lines elsewhere.

use std::io::{IsTerminal, stderr};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// How far a job of several steps has come.
pub struct Progress {
    display: Display,
    start: Instant,
    done: u64,
    total: u64,
}

enum Display {
    Bar(ProgressBar),
    Lines,
}

impl Progress {
    /// A job of so many steps.
    pub fn new(total: u64) -> Self {
        let display = if stderr().is_terminal() {
            let bar = ProgressBar::new(total);
            if let Ok(style) = ProgressStyle::with_template(
                "{spinner} [{bar:20}] {pos}/{len}  {elapsed} passed, {eta} left  {wide_msg}",
            ) {
                bar.set_style(style.progress_chars("=> "));
            }
            bar.enable_steady_tick(Duration::from_millis(120));
            Display::Bar(bar)
        } else {
            Display::Lines
        };
        Self {
            display,
            start: Instant::now(),
            done: 0,
            total,
        }
    }

    /// Says what is being done now.
    pub fn begin(&self, what: &str) {
        match &self.display {
            Display::Bar(bar) => bar.set_message(what.to_owned()),
            Display::Lines => {
                let left = self.remaining().map_or_else(String::new, |left| {
                    format!(" (about {} s left)", left.as_secs())
                });
                eprintln!("[{}/{}] {what}{left}", self.done + 1, self.total);
            }
        }
    }

    /// Counts steps as done.
    pub fn advance(&mut self, steps: u64) {
        self.done += steps;
        match &self.display {
            Display::Bar(bar) => bar.set_position(self.done),
            Display::Lines => {}
        }
    }

    /// The time left if the rest goes on as the steps so far; unknown before the first.
    fn remaining(&self) -> Option<Duration> {
        let left = self.total.saturating_sub(self.done) as f64;
        (self.done > 0).then(|| self.start.elapsed().mul_f64(left / self.done as f64))
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        match &self.display {
            Display::Bar(bar) => bar.finish_and_clear(),
            Display::Lines => {}
        }
    }
}
