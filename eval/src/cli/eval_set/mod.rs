//! `framelab eval-set`: every derivation in a set as a line of JSON, evaluated by worker processes.

mod coordinator;
mod order;
mod process;
mod protocol;
mod worker;

use super::arguments::InputArguments;
use super::machine::MachineArguments;
use super::selection::SelectionArguments;
use super::{Failure, memory};
use clap::Args;
use framelab_eval::engine;
use std::num::NonZeroUsize;

/// Arguments of `framelab eval-set`.
#[derive(Args, Debug)]
pub struct EvalSetArguments {
    /// Where the expression comes from.
    #[command(flatten)]
    pub input: InputArguments,

    /// What of it is meant.
    #[command(flatten)]
    pub selection: SelectionArguments,

    /// How it is evaluated.
    #[command(flatten)]
    pub machine: MachineArguments,

    /// How many processes evaluate; what is printed does not depend on it
    #[arg(long, value_name = "N", default_value = "1")]
    pub workers: NonZeroUsize,

    /// Replace a worker that holds more than this by a new one: bytes, or with a suffix K, M or G
    #[arg(long, value_name = "SIZE", value_parser = memory::parse_size, default_value = "2G")]
    pub max_memory_size: usize,

    /// Print the `meta` attributes as well
    #[arg(long)]
    pub meta: bool,

    /// Print the derivations that each one is built from as well
    #[arg(long)]
    pub show_input_drvs: bool,

    /// Look into every set, whether or not it has `recurseForDerivations`
    #[arg(long)]
    pub force_recurse: bool,

    /// Be a worker: paths come on standard input, answers go to standard output.
    #[arg(long, hide = true)]
    pub worker: bool,
}

/// Runs the command.
pub fn run(arguments: &EvalSetArguments) -> Result<(), Failure> {
    if arguments.input.expression.is_none() && arguments.input.file == "-" {
        return Err(Failure::Message(
            "workers cannot share standard input: give the expression as a file or with --expr"
                .to_owned(),
        ));
    }
    if arguments.selection.attributes.len() > 1 {
        return Err(Failure::Message(
            "eval-set evaluates one set: give --attr once".to_owned(),
        ));
    }
    if arguments.worker {
        return engine::on_its_stack(&arguments.machine.engine, || worker::run(arguments));
    }
    coordinator::run(arguments)
}
