//! Counts what one evaluation does and allocates, and prints it as one line of JSON.

use std::process::ExitCode;

use clap::Parser;
use framelab_benches::command::Evaluated;
use framelab_benches::{Subject, evaluate};
use framelab_eval::statistics::Statistics;
use mimalloc::MiMalloc;
use mockalloc::{Mockalloc, record_allocs};
use serde::Serialize;

/// Counts, and hands on to the allocator of what is timed.
#[global_allocator]
static ALLOCATOR: Mockalloc<MiMalloc> = Mockalloc(MiMalloc);

/// Evaluates a program once and prints its answer, its statistics and its use of the allocator.
#[derive(Debug, Parser)]
#[command(name = "count")]
struct Arguments {
    #[command(flatten)]
    evaluated: Evaluated,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "snake_case")]
enum Failed {
    /// The text of the error.
    Error(String),
}

#[derive(Debug, Serialize)]
struct Counted {
    answer: String,
    statistics: Statistics,
    allocator: Allocator,
}

/// What was asked of the global allocator between the making of the heap and the printed answer.
#[derive(Debug, Serialize)]
struct Allocator {
    /// Blocks allocated; one that grows or shrinks counts as a new one.
    calls: u64,
    /// Their bytes.
    bytes: u64,
    /// Most bytes held at once; a block that moves counts once.
    peak_bytes: u64,
}

fn main() -> ExitCode {
    match count(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn count(arguments: &Arguments) -> Result<(), String> {
    let evaluated = &arguments.evaluated;
    // An engine without an optimization has no probe: of it, heap and allocator are counted.
    let subject = evaluated.subject(Subject::Counting);
    let evaluation = evaluate(&subject, &evaluated.program(), evaluated.phase(), |work| {
        record_allocs(work)
    })
    .ok_or_else(|| format!("there is no {subject:?}"))?;
    match evaluation.outcome {
        Ok(answered) => {
            evaluated.check(&answered.text)?;
            print(&Counted {
                answer: answered.text,
                statistics: evaluation.statistics,
                allocator: Allocator {
                    calls: answered.measured.num_allocs(),
                    bytes: answered.measured.mem_allocated(),
                    peak_bytes: answered.measured.peak_mem(),
                },
            })
        }
        Err(error) => {
            print(&Failed::Error(error))?;
            Err("the program failed".to_owned())
        }
    }
}

fn print(line: &impl Serialize) -> Result<(), String> {
    let line = serde_json::to_string(line).map_err(|error| error.to_string())?;
    println!("{line}");
    Ok(())
}
