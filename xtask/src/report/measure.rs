//! One workload on one engine, measured in this process: answer first, then counts, then times.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use anstream::adapter::strip_str;
use clap::Args;
use framelab_eval::error::Error as EvaluationError;
use framelab_eval::evaluator::Evaluator;
use framelab_eval::heap::Heap;
use framelab_eval::print::Evaluated;
use framelab_eval::runtime::Options;
use framelab_eval::statistics::{self, HeapStatistics, Statistics};
use framelab_eval::value::{AttrsBuilder, Value};
use rustix::time::{ClockId, clock_gettime};
use serde::{Deserialize, Serialize};

use super::measurement::{
    Dispatch, FrontEnd, HeapTally, HeapUse, Measurement, PerOperation, Tally, falling,
};
use crate::error::{Error, Result};
use crate::process::nanoseconds;
use crate::statistics::Distribution;

/// Most timed runs of one program.
const MOST_RUNS: usize = 50;

/// What to measure.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The engine's name
    #[arg(long)]
    engine: String,
    /// Fewest timed runs
    #[arg(long)]
    runs: usize,
    /// Fewest milliseconds spent on timed runs
    #[arg(long)]
    milliseconds: u64,
    /// What the program must print
    #[arg(long)]
    answer: String,
    /// The program's argument
    #[arg(long, allow_negative_numbers = true)]
    size: i64,
    /// The program
    program: PathBuf,
}

/// What a measuring process prints.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// The answer was right every time.
    Measured(Box<Measurement>),
    /// It was not; nothing was measured.
    WrongAnswer {
        /// What was printed.
        got: String,
    },
    /// The program failed.
    NoAnswer {
        /// The error.
        message: String,
    },
}

/// Measures and prints the outcome as JSON.
pub fn run(arguments: &Arguments) -> Result<()> {
    let outcome = match measure(arguments) {
        Ok(measurement) => Outcome::Measured(Box::new(measurement)),
        Err(Stop::WrongAnswer { got }) => Outcome::WrongAnswer { got },
        Err(Stop::NoAnswer { message }) => Outcome::NoAnswer { message },
        Err(Stop::Failed(error)) => return Err(error),
    };
    let text = serde_json::to_string(&outcome)
        .map_err(|error| Error::Failed(format!("cannot write JSON: {error}")))?;
    println!("{text}");
    Ok(())
}

/// Why nothing was measured.
enum Stop {
    /// As in [`Outcome`].
    WrongAnswer { got: String },
    /// As in [`Outcome`].
    NoAnswer { message: String },
    /// The laboratory itself is at fault.
    Failed(Error),
}

impl Stop {
    fn failed(message: impl Into<String>) -> Self {
        Self::Failed(Error::Failed(message.into()))
    }
}

fn measure(arguments: &Arguments) -> std::result::Result<Measurement, Stop> {
    // The first run is neither counted nor timed: it checks the answer, warms the machine, and
    // leaves behind the peak memory of one evaluation.
    let first = checked(arguments, Probing::Off)?;
    let counted = checked(arguments, Probing::On)?.statistics;
    let times = Times::take(arguments)?;
    let engine = &arguments.engine;
    let counters = counted
        .dispatch
        .as_ref()
        .ok_or_else(|| Stop::failed(format!("engine {engine} counts nothing")))?;
    let nothing = || Stop::failed("nothing was timed");
    let wall_nanoseconds = Distribution::of(&times.wall).ok_or_else(nothing)?;
    let cpu_nanoseconds = Distribution::of(&times.cpu).ok_or_else(nothing)?;
    let front_end = times.front_end(&counted).ok_or_else(nothing)?;
    let dispatch = dispatch(counters);
    let heap = heap_use(&counted.heap);
    let per_operation = PerOperation::of(&wall_nanoseconds, &front_end, &dispatch, &heap);
    Ok(Measurement {
        engine: engine.clone(),
        wall_nanoseconds,
        cpu_nanoseconds,
        first_wall_nanoseconds: nanoseconds(first.wall) as f64,
        first_cpu_nanoseconds: nanoseconds(first.cpu) as f64,
        front_end,
        dispatch,
        heap,
        peak_resident_bytes: first.statistics.peak_memory_bytes,
        per_operation,
    })
}

/// The timed runs.
#[derive(Default)]
struct Times {
    wall: Vec<f64>,
    cpu: Vec<f64>,
    parse: Vec<f64>,
    lower: Vec<f64>,
    compile: Vec<f64>,
}

impl Times {
    fn take(arguments: &Arguments) -> std::result::Result<Self, Stop> {
        let mut times = Self::default();
        let enough = Duration::from_millis(arguments.milliseconds);
        let mut spent = Duration::ZERO;
        while times.wall.len() < arguments.runs || (spent < enough && times.wall.len() < MOST_RUNS)
        {
            let run = checked(arguments, Probing::Off)?;
            let time = &run.statistics.time;
            spent += run.wall;
            times.wall.push(nanoseconds(run.wall) as f64);
            times.cpu.push(nanoseconds(run.cpu) as f64);
            times.parse.push(time.parse as f64);
            times.lower.push(time.lower as f64);
            times.compile.push(time.compile as f64);
        }
        Ok(times)
    }

    fn front_end(&self, statistics: &Statistics) -> Option<FrontEnd> {
        Some(FrontEnd {
            sources: statistics.source.count,
            source_bytes: statistics.source.bytes,
            parse_nanoseconds: Distribution::of(&self.parse)?,
            lower_nanoseconds: Distribution::of(&self.lower)?,
            compile_nanoseconds: Distribution::of(&self.compile)?,
        })
    }
}

/// Evaluates and checks the answer.
fn checked(arguments: &Arguments, probing: Probing) -> std::result::Result<Run, Stop> {
    let (run, answer) = evaluate(arguments, probing)?;
    if answer == arguments.answer {
        Ok(run)
    } else {
        Err(Stop::WrongAnswer { got: answer })
    }
}

/// Whether the machine counts what it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Probing {
    Off,
    On,
}

/// One evaluation in a heap of its own.
struct Run {
    /// From before the heap was made until the answer was printed.
    wall: Duration,
    /// The same in time of this thread on a processor.
    cpu: Duration,
    statistics: Statistics,
}

/// Evaluates the program; gives what it cost and what it printed.
fn evaluate(arguments: &Arguments, probing: Probing) -> std::result::Result<(Run, String), Stop> {
    let start = Instant::now();
    let cpu_start = processor_time();
    let heap = Heap::new();
    let options = Options::default();
    let evaluator = match probing {
        Probing::Off => Evaluator::with_engine(&heap, options, &arguments.engine),
        Probing::On => Evaluator::with_counting_engine(&heap, options, &arguments.engine),
    };
    let mut evaluator = evaluator
        .ok_or_else(|| Stop::failed(format!("there is no engine `{}`", arguments.engine)))?;
    let answer = answer(&mut evaluator, arguments);
    let wall = start.elapsed();
    let cpu = processor_time().saturating_sub(cpu_start);
    let front_end = evaluator.runtime().front_end.get().nanoseconds();
    let evaluation = wall.saturating_sub(Duration::from_nanos(front_end));
    let statistics = Statistics::new(evaluator.runtime(), evaluator.engine(), evaluation, wall);
    match answer {
        Ok(answer) => Ok((
            Run {
                wall,
                cpu,
                statistics,
            },
            answer,
        )),
        Err(error) => Err(Stop::NoAnswer {
            message: strip_str(&evaluator.report(error)).to_string(),
        }),
    }
}

/// Time this thread has had a processor for.
fn processor_time() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::try_from(time).unwrap_or_default()
}

/// What `nix-instantiate --eval --strict PROGRAM --arg size SIZE` prints.
fn answer<'h>(
    evaluator: &mut Evaluator<'h>,
    arguments: &Arguments,
) -> std::result::Result<String, EvaluationError<'h>> {
    let program = evaluator.load_file(&arguments.program)?;
    let runtime = evaluator.runtime();
    let mut given = AttrsBuilder::default();
    given.push(runtime.symbols.intern(b"size"), Value::Int(arguments.size));
    let given = given.finish(runtime.heap);
    let value = evaluator.auto_call(Value::Thunk(program), given)?;
    evaluator.force_deep(value)?;
    let mut text = Vec::new();
    // Writing to a vector cannot fail.
    let _ = evaluator.print(value, Evaluated::Deep, &mut text);
    Ok(String::from_utf8_lossy(&text).into_owned())
}

fn heap_use(heap: &HeapStatistics) -> HeapUse {
    let by_kind = heap.kinds.iter().map(|(&kind, count)| HeapTally {
        kind: kind.to_owned(),
        objects: count.objects,
        bytes: count.bytes,
    });
    HeapUse {
        objects: heap.objects,
        object_bytes: heap.kinds.values().map(|count| count.bytes).sum(),
        by_kind: falling(by_kind, |tally| tally.bytes),
        arena_bytes: heap.bytes,
    }
}

fn dispatch(counts: &statistics::Dispatch) -> Dispatch {
    let pushed: BTreeMap<_, _> = counts
        .frames
        .iter()
        .filter_map(|(&kind, events)| Some((kind, *events.get("pushed")?)))
        .collect();
    Dispatch {
        instructions: counts.instructions,
        instructions_by_opcode: tallies(&counts.instructions_by_opcode),
        frames: pushed.values().sum(),
        frames_by_kind: tallies(&pushed),
        tail_calls: counts.calls.get("tail").copied().unwrap_or_default(),
        peak_frame_depth: counts.peak_frame_depth,
        suspensions: counts.requests.values().sum(),
        requests_by_kind: tallies(&counts.requests),
        operations: counts.operations.values().sum(),
        operations_by_name: tallies(&counts.operations),
        generators_created: counts.generators.created,
        generators_unsuspended: counts.generators.unsuspended,
    }
}

fn tallies<N: AsRef<str>>(counts: &BTreeMap<N, u64>) -> Vec<Tally> {
    let tallies = counts.iter().map(|(name, &count)| Tally {
        name: name.as_ref().to_owned(),
        count,
    });
    falling(tallies, |tally| tally.count)
}
