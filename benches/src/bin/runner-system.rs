//! The `runner` on the system's allocator instead of mimalloc, for nothing but comparing the two.

use std::process::ExitCode;

use clap::Parser;
use framelab_benches::measure;

/// Times one program on several subjects in turn.
#[derive(Debug, Parser)]
#[command(name = "runner-system")]
enum Command {
    /// Time one program on several subjects in turn
    Measure(measure::Arguments),
}

fn main() -> ExitCode {
    let Command::Measure(arguments) = Command::parse();
    match measure::run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}
