//! Counts what one evaluation does and allocates, and prints it as one line of JSON.

use std::path::PathBuf;
use std::process::ExitCode;

use allocation_counter::measure;
use clap::Parser;
use clap::builder::PossibleValuesParser;
use framelab_benches::{Program, Subject, check, evaluate};
use framelab_eval::engine;
use framelab_eval::statistics::Statistics;
use serde::Serialize;

/// Evaluates a program once and prints its answer, its statistics and its use of the allocator.
#[derive(Debug, Parser)]
#[command(name = "count")]
struct Arguments {
    /// The engine, which counts what it does
    #[arg(long, value_parser = PossibleValuesParser::new(engine::NAMES), required_unless_present = "without")]
    engine: Option<String>,
    /// The default engine without this optimization instead, which counts only what is allocated
    #[arg(long, conflicts_with = "engine")]
    without: Option<String>,
    /// The program's argument
    #[arg(long, allow_negative_numbers = true)]
    size: i64,
    /// What the program must print
    #[arg(long, allow_hyphen_values = true)]
    answer: Option<String>,
    /// The program
    program: PathBuf,
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
    /// Most bytes held at once; a block that moves is held twice for the moment.
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
    let subject = match (&arguments.engine, &arguments.without) {
        (_, Some(optimization)) => Subject::Without(optimization.clone()),
        (engine, None) => Subject::Counting(engine.clone().unwrap_or_default()),
    };
    let program = Program {
        file: arguments.program.clone(),
        size: arguments.size,
    };
    let evaluation = evaluate(&subject, &program, |work| measure(work))
        .ok_or_else(|| format!("there is no engine for {subject:?}"))?;
    match evaluation.answer {
        Ok(answer) => {
            check(arguments.answer.as_deref(), &answer)?;
            print(&Counted {
                answer,
                statistics: evaluation.statistics,
                allocator: Allocator {
                    calls: evaluation.measured.count_total,
                    bytes: evaluation.measured.bytes_total,
                    peak_bytes: evaluation.measured.bytes_max,
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
