//! The process that is measured: an evaluation in the build and on the allocator of the `framelab` command.

mod run;
#[cfg(feature = "sampling")]
mod samples;
#[cfg(feature = "sampling")]
mod symbols;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use framelab_benches::build::Build;
use framelab_benches::command::print_line;
use framelab_benches::measure;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Evaluates programs where they are watched or timed.
#[derive(Debug, Parser)]
#[command(name = "runner")]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Say what this binary was built with, and which features of the processor it sees
    Describe,
    /// Evaluate one program once, or again and again under a sampler
    Run(run::Arguments),
    /// Time one program on several subjects in turn
    Measure(measure::Arguments),
}

fn main() -> ExitCode {
    let outcome = match CommandLine::parse().command {
        Command::Describe => print_line(&Build::of_this_binary()),
        Command::Run(arguments) => run::run(&arguments),
        Command::Measure(arguments) => measure::run(&arguments),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}
