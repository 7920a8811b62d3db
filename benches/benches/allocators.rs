//! Wall time on the system's allocator against mimalloc: the same runs in two binaries, which take turns.
//!
//! Ids are `allocator/workload/engine/size`. Each turn is a process of its own, in which the engines take turns as well, so that a
//! change in the machine's speed meets all of them; a ratio is taken between two turns that follow each other.

use std::env;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use framelab_benches::request::Request;
use framelab_benches::rounds::{Measured, Outcome};
use framelab_eval::engine;
use framelab_workloads::{Manifest, PreparedProgram, Workload};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const MIMALLOC: &str = env!("CARGO_BIN_EXE_runner");
const SYSTEM: &str = env!("CARGO_BIN_EXE_runner-system");

/// Programs that differ in what they ask of the allocator: calls, depth, sets, lists, strings, many files.
const WORKLOADS: &[&str] = &[
    "fib",
    "call-depth",
    "attrset-updates",
    "list-pipelines",
    "string-building",
    "module-system",
];

/// How often each binary has its turn, and for how long.
#[derive(Clone, Copy)]
struct Turns {
    count: usize,
    rounds: usize,
    milliseconds: u64,
}

fn main() -> ExitCode {
    match compare(&Request::new(env::args().skip(1))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn compare(request: &Request) -> Result<(), String> {
    let turns = match request {
        Request { test: true, .. } => Turns {
            count: 1,
            rounds: 1,
            milliseconds: 0,
        },
        Request { quick: true, .. } => Turns {
            count: 3,
            rounds: 3,
            milliseconds: 50,
        },
        _ => Turns {
            count: 7,
            rounds: 5,
            milliseconds: 200,
        },
    };
    let manifest = Manifest::bundled().map_err(|error| error.to_string())?;
    let folder = tempfile::tempdir().map_err(|error| format!("no folder for programs: {error}"))?;
    for name in WORKLOADS {
        let workload = manifest.workload(name).map_err(|error| error.to_string())?;
        let engines = engine::NAMES.iter().copied();
        let engines: Vec<_> = engines
            .filter(|engine| request.wants(&id(workload, engine)))
            .collect();
        if request.list {
            for engine in engines {
                println!("{}: benchmark", id(workload, engine));
            }
        } else if !engines.is_empty() {
            let program = workload
                .prepare(&workload.sizes[0], folder.path())
                .map_err(|error| error.to_string())?;
            compare_on(workload, &program, &engines, turns)?;
        }
    }
    Ok(())
}

fn id(workload: &Workload, engine: &str) -> String {
    format!(
        "allocator/{}/{engine}/{}",
        workload.name, workload.sizes[0].name
    )
}

/// Compares the allocators on a workload and prints a line for each engine.
fn compare_on(
    workload: &Workload,
    program: &PreparedProgram,
    engines: &[&str],
    turns: Turns,
) -> Result<(), String> {
    let mut medians: Vec<[Vec<f64>; 2]> = engines.iter().map(|_| Default::default()).collect();
    for turn in 0..turns.count {
        // The other one begins each time.
        let binaries = if turn % 2 == 0 { [0, 1] } else { [1, 0] };
        for which in binaries {
            let binary = [MIMALLOC, SYSTEM][which];
            let of_engines = take_turn(binary, program, engines, turns)
                .map_err(|problem| format!("{}: {problem}", workload.name))?;
            for (medians, median) in medians.iter_mut().zip(of_engines) {
                medians[which].push(median);
            }
        }
    }
    for (engine, [mimalloc, system]) in engines.iter().zip(medians) {
        let ratios = system
            .iter()
            .zip(&mimalloc)
            .map(|(system, mimalloc)| system / mimalloc);
        let ratios = sorted(ratios.collect());
        println!(
            "{:<45} mimalloc {:>9.3} ms   system {:>9.3} ms   ratio {:.3} ({:.3} .. {:.3})",
            id(workload, engine),
            median(mimalloc) / 1e6,
            median(system) / 1e6,
            ratios.get(ratios.len() / 2).copied().unwrap_or(f64::NAN),
            ratios.first().copied().unwrap_or(f64::NAN),
            ratios.last().copied().unwrap_or(f64::NAN),
        );
    }
    Ok(())
}

/// The median wall time of each engine in one process, in nanoseconds; answers are checked there.
fn take_turn(
    binary: &str,
    program: &PreparedProgram,
    engines: &[&str],
    turns: Turns,
) -> Result<Vec<f64>, String> {
    let mut command = Command::new(binary);
    command.arg("measure");
    for engine in engines {
        command.args(["--subject", engine]);
    }
    let output = command
        .args(["--rounds", &turns.rounds.to_string()])
        .args(["--milliseconds", &turns.milliseconds.to_string()])
        .args(["--answer", &program.answer])
        .args(["--size", &program.argument.to_string()])
        .arg(&program.program)
        .env_clear()
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("cannot start {binary}: {error}"))?;
    let name = Path::new(binary).file_name().unwrap_or_default().display();
    if !output.status.success() {
        return Err(format!("{name} ended with {}", output.status));
    }
    let outcome = serde_json::from_slice(&output.stdout)
        .map_err(|error| format!("{name} printed no outcome: {error}"))?;
    match outcome {
        Outcome::WrongAnswer { subject, got } => Err(format!(
            "wrong answer of {subject}\n  expected: {}\n       got: {got}",
            program.answer
        )),
        Outcome::Measured(measured) => measured
            .into_iter()
            .map(|measured| match measured {
                Measured::Answered { rounds, .. } => Ok(median(rounds.wall)),
                Measured::Failed(message) => Err(message),
            })
            .collect(),
    }
}

fn sorted(mut values: Vec<f64>) -> Vec<f64> {
    values.sort_by(f64::total_cmp);
    values
}

/// The middle one, the upper of two.
fn median(values: Vec<f64>) -> f64 {
    let values = sorted(values);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
