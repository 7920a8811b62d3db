//! Records where one evaluation allocates, apart from the arena's objects, in the format of DHAT's viewer.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use framelab_benches::command::Evaluated;
use framelab_benches::{Subject, evaluate};

#[global_allocator]
static ALLOCATOR: dhat::Alloc = dhat::Alloc;

/// Innermost frames that are kept of each place: enough to pass through the collections of the standard library.
const FRAMES: usize = 24;

/// Evaluates a program once and writes where it allocated.
#[derive(Debug, Parser)]
#[command(name = "heap-profile")]
struct Arguments {
    #[command(flatten)]
    evaluated: Evaluated,
    /// The file to write
    #[arg(long, value_name = "FILE", default_value = "dhat-heap.json")]
    output: PathBuf,
}

fn main() -> ExitCode {
    match profile(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn profile(arguments: &Arguments) -> Result<(), String> {
    let evaluated = &arguments.evaluated;
    let subject = evaluated.subject(Subject::Engine);
    let evaluation = evaluate(&subject, &evaluated.program(), evaluated.phase(), |work| {
        let profiler = dhat::Profiler::builder()
            .file_name(&arguments.output)
            .trim_backtraces(Some(FRAMES))
            .build();
        work();
        // Writes the file, while the heap is still there.
        drop(profiler);
    })
    .ok_or_else(|| format!("there is no {subject:?}"))?;
    evaluated.check(&evaluation.outcome?.text)
}
