//! A flame graph of one workload on one engine: how often samples of the stack found which function in which.
//!
//! The samples are taken in a process of its own, which evaluates the program again and again: a profiler interrupts the whole
//! process, and its samples hold all that ever ran there.

use std::time::Duration;

use inferno::flamegraph::{self, Options, from_lines};

use super::subject::Subject;
use crate::error::Result;
use crate::runner::Runner;

/// A flame graph.
#[derive(Clone, Debug)]
pub struct FlameGraph {
    /// The picture: scalable, and with a script that zooms and searches where scripts may run.
    pub svg: String,
    /// Number of samples in it.
    pub samples: u64,
}

/// Samples for at least `time`, of which the evaluation itself is counted: neither the start of the process nor dropping the
/// heap. The answer is checked every time.
pub fn flamegraph(runner: &Runner, subject: &Subject<'_>, time: Duration) -> Result<FlameGraph> {
    let mut command = runner.command("run");
    command.arg("--sample").arg(time.as_millis().to_string());
    subject.give_to(&mut command);
    let finished = subject.run(&mut command)?;
    let stacks = finished.answer();
    let samples = stacks.lines().filter_map(count).sum();
    let title = format!(
        "{} at {} on {}",
        subject.workload, subject.prepared.argument, subject.engine
    );
    let svg = draw(&stacks, title, samples)
        .map_err(|problem| subject.failed(format!("no flame graph can be drawn: {problem}")))?;
    Ok(FlameGraph { svg, samples })
}

/// The number at the end of a folded stack.
fn count(line: &str) -> Option<u64> {
    line.rsplit_once(' ')?.1.parse().ok()
}

fn draw(stacks: &str, title: String, samples: u64) -> std::result::Result<String, String> {
    let mut options = Options::default();
    options.title = title;
    options.subtitle = Some(format!(
        "{samples} samples of processor time; recursion is folded; the front end is included"
    ));
    // The same samples give the same colours.
    options.hash = true;
    options.colors = flamegraph::Palette::Multi(flamegraph::color::MultiPalette::Rust);
    let mut svg = Vec::new();
    from_lines(&mut options, stacks.lines(), &mut svg).map_err(|error| error.to_string())?;
    String::from_utf8(svg).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_are_drawn_with_their_functions() {
        let svg = draw("run;force 30\nrun;call 10\n", "a title".to_owned(), 40).expect("it can");
        for part in [
            "<svg",
            "a title",
            "force",
            "30 samples, 75.00%",
            "40 samples of",
        ] {
            assert!(svg.contains(part), "{part} is missing from\n{svg}");
        }
        assert_eq!(
            Some(svg),
            draw("run;force 30\nrun;call 10\n", "a title".to_owned(), 40).ok()
        );
    }

    #[test]
    fn nothing_is_no_flame_graph() {
        let problem = draw("", String::new(), 0).expect_err("there are no samples");
        assert!(problem.contains("No stack counts found"), "{problem}");
    }
}
