//! Timed runs of one program in this process: its subjects take turns, round after round, each run in a heap of its own.

use std::path::PathBuf;
use std::str::FromStr;
use std::time::{Duration, Instant};

use clap::Args;
use framelab_eval::engine;
use framelab_eval::statistics::Statistics;
use rustix::time::{ClockId, clock_gettime};

use crate::command::print_line;
use crate::rounds::{FirstRun, Measured, Outcome, Rounds};
use crate::{Phase, Program, Subject, evaluate};

/// Most rounds of one program.
const MOST_ROUNDS: usize = 50;

/// A subject that takes longer than so many nanoseconds sits out every other round.
const SLOW_NANOSECONDS: f64 = 1e9;

/// What to measure.
#[derive(Debug, Args)]
pub struct Arguments {
    /// An engine (`frame-stack`), or an optimization that the default engine does without (`without:inline-force`)
    #[arg(long = "subject", value_name = "NAME", required = true)]
    subjects: Vec<SubjectName>,
    /// Fewest rounds; 0 stops after the first run of each subject
    #[arg(long)]
    rounds: usize,
    /// Rounds go on for so many milliseconds
    #[arg(long)]
    milliseconds: u64,
    /// What the program must print
    #[arg(long, allow_hyphen_values = true)]
    answer: String,
    /// The program's argument
    #[arg(long, allow_negative_numbers = true)]
    size: i64,
    /// The program
    program: PathBuf,
}

/// A subject as the command line names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubjectName(Subject);

impl FromStr for SubjectName {
    type Err = String;

    fn from_str(name: &str) -> std::result::Result<Self, String> {
        match name.strip_prefix("without:") {
            Some(name) if engine::ABLATIONS.iter().any(|known| known.name == name) => {
                Ok(Self(Subject::Without(name.to_owned())))
            }
            None if engine::NAMES.contains(&name) => Ok(Self(Subject::Engine(name.to_owned()))),
            Some(_) | None => Err("neither an engine nor an optimization".to_owned()),
        }
    }
}

/// Measures and prints the outcome as JSON.
pub fn run(arguments: &Arguments) -> Result<(), String> {
    let outcome = match measure(arguments) {
        Ok(measured) => Outcome::Measured(measured),
        Err(Stop::WrongAnswer { subject, got }) => Outcome::WrongAnswer { subject, got },
        Err(Stop::Failed(error)) => return Err(error),
    };
    print_line(&outcome)
}

/// Why nothing was measured.
enum Stop {
    /// As in [`Outcome`].
    WrongAnswer { subject: String, got: String },
    /// The command line is at fault.
    Failed(String),
}

fn measure(arguments: &Arguments) -> std::result::Result<Vec<Measured>, Stop> {
    // The first run of each subject is in no round: it checks the answer and warms the machine.
    let mut measured = Vec::with_capacity(arguments.subjects.len());
    for SubjectName(subject) in &arguments.subjects {
        measured.push(match run_once(arguments, subject)? {
            Ok(run) => Measured::Answered {
                first: FirstRun {
                    wall_nanoseconds: run.wall(),
                    cpu_nanoseconds: run.cpu(),
                    peak_resident_bytes: run.statistics.peak_memory_bytes,
                },
                rounds: Box::default(),
            },
            Err(message) => Measured::Failed(message),
        });
    }
    let enough = Duration::from_millis(arguments.milliseconds);
    let start = Instant::now();
    let mut round = 0;
    while round < arguments.rounds
        || (arguments.rounds > 0 && round < MOST_ROUNDS && start.elapsed() < enough)
    {
        // Another subject begins each round: none always runs after the same one.
        let count = arguments.subjects.len();
        for place in 0..count {
            let index = (round + place) % count;
            let SubjectName(subject) = &arguments.subjects[index];
            if let Measured::Answered { first, rounds } = &mut measured[index] {
                if first.cpu_nanoseconds > SLOW_NANOSECONDS && round % 2 == 1 {
                    continue;
                }
                match run_once(arguments, subject)? {
                    Ok(run) => run.add_to(rounds, round),
                    Err(message) => measured[index] = Measured::Failed(message),
                }
            }
        }
        round += 1;
    }
    Ok(measured)
}

/// Times of one evaluation are measured around it.
struct Run {
    /// By the clock, and of the thread on a processor.
    times: (Duration, Duration),
    statistics: Statistics,
}

impl Run {
    fn wall(&self) -> f64 {
        nanoseconds(self.times.0) as f64
    }

    fn cpu(&self) -> f64 {
        nanoseconds(self.times.1) as f64
    }

    fn add_to(&self, rounds: &mut Rounds, round: usize) {
        let statistics = &self.statistics;
        rounds.round.push(round);
        rounds.wall.push(self.wall());
        rounds.cpu.push(self.cpu());
        rounds.parse.push(statistics.time.parse as f64);
        rounds.compile.push(statistics.time.compile as f64);
        rounds.sources = statistics.source.count;
        rounds.source_bytes = statistics.source.bytes;
    }
}

/// Evaluates once and checks the answer; the program's own error is no [`Stop`].
fn run_once(
    arguments: &Arguments,
    subject: &Subject,
) -> std::result::Result<std::result::Result<Run, String>, Stop> {
    let program = Program {
        file: arguments.program.clone(),
        size: arguments.size,
    };
    let evaluation = evaluate(subject, &program, Phase::Whole, |work| {
        let (start, cpu_start) = (Instant::now(), processor_time());
        work();
        let wall = start.elapsed();
        (wall, processor_time().saturating_sub(cpu_start))
    })
    .ok_or_else(|| Stop::Failed(format!("there is no {subject:?}")))?;
    match evaluation.outcome {
        Ok(answered) if answered.text == arguments.answer => Ok(Ok(Run {
            times: answered.measured,
            statistics: evaluation.statistics,
        })),
        Ok(answered) => Err(Stop::WrongAnswer {
            subject: subject.engine().to_owned(),
            got: answered.text,
        }),
        Err(message) => Ok(Err(message)),
    }
}

/// Time this thread has had a processor for.
fn processor_time() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::try_from(time).unwrap_or_default()
}

/// A duration in whole nanoseconds; five hundred years are enough.
fn nanoseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subjects_are_engines_and_what_can_be_left_out() {
        let name = engine::NAMES[0];
        let found = name.parse::<SubjectName>().map(|SubjectName(found)| found);
        assert_eq!(found, Ok(Subject::Engine(name.to_owned())));
        assert!("steam".parse::<SubjectName>().is_err());
        assert!("without:steam".parse::<SubjectName>().is_err());
        for ablation in engine::ABLATIONS {
            let name = format!("without:{}", ablation.name);
            assert!(name.parse::<SubjectName>().is_ok(), "{name}");
        }
    }
}
