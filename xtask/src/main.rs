//! The laboratory's commands.

mod error;
mod fuzz;
mod gate;
mod generated;
mod golden;
mod history;
mod host;
mod interrupt;
mod lines;
mod peers;
mod pool;
mod probe_cost;
mod process;
mod profile;
mod progress;
mod release;
mod report;
mod runner;
mod setup;
mod statistics;
mod usage;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The laboratory around the evaluator.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version)]
struct CommandLine {
    /// Check the command line and do nothing else
    #[arg(long, global = true, hide = true)]
    parse_only: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run every workload on every engine and write what was measured
    Report(report::Arguments),
    /// Show where one workload spends instructions, time and memory on one engine
    Profile(profile::Arguments),
    /// Say whether the working tree became dearer than another revision, and where
    Gate(gate::Arguments),
    /// Put parts of a gate's run together and go on as if it had run at once
    Merge(gate::MergeArguments),
    /// Write the counts of this revision to reports/baseline.json
    Baseline(gate::baseline::Arguments),
    /// Keep the counts of this revision as a dated record
    Record(history::record::Arguments),
    /// Draw the records' counts over time and mark significant steps
    History(history::Arguments),
    /// Build `framelab` by a profile of what it does, and print where it is
    Release(release::Arguments),
    /// Compare `framelab` with a nix-instantiate on every workload
    Peers(peers::Arguments),
    /// Confirm the golden suite with a nix-instantiate
    Golden(golden::Arguments),
    /// Run the fuzz targets for a while
    Fuzz(fuzz::Arguments),
    /// Count the lines of each engine and of what they share
    Lines(lines::Arguments),
    /// Show that a probe that is off costs no instruction
    ProbeCost(probe_cost::Arguments),
    /// Check what the laboratory needs, get what may be installed, and say how to get the rest
    Setup,
}

fn main() -> ExitCode {
    if let Some(code) = usage::started() {
        return code;
    }
    let line = CommandLine::parse();
    if line.parse_only {
        return ExitCode::SUCCESS;
    }
    match interrupt::ends_children().and_then(|()| run(&line.command)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            error.exit_code()
        }
    }
}

fn run(command: &Command) -> error::Result<()> {
    match command {
        Command::Report(arguments) => report::run(arguments),
        Command::Profile(arguments) => profile::run(arguments),
        Command::Gate(arguments) => gate::run(arguments),
        Command::Merge(arguments) => gate::merge(arguments),
        Command::Baseline(arguments) => gate::baseline::run(arguments),
        Command::Record(arguments) => history::record::run(arguments),
        Command::History(arguments) => history::run(arguments),
        Command::Release(arguments) => release::run(arguments),
        Command::Peers(arguments) => peers::run(arguments),
        Command::Golden(arguments) => golden::run(arguments),
        Command::Fuzz(arguments) => fuzz::run(arguments),
        Command::Lines(arguments) => lines::run(arguments),
        Command::ProbeCost(arguments) => probe_cost::run(arguments),
        Command::Setup => setup::run(),
    }
}
