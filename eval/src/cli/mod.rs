//! The command line: arguments in, results on standard output, errors on standard error, an exit code.

mod arguments;
mod eval_set;
mod evaluate;
mod generate;
mod input;
mod inspect;
mod machine;
mod memory;
mod repl;
mod selection;
mod settings;

use arguments::{Arguments, Command};
use clap::Parser;
use framelab_eval::engine;
use framelab_eval::error::Error;
use framelab_eval::evaluator::Evaluator;
use framelab_eval::kernel::files;
use std::io::{self, Write};
use std::time::Instant;

/// The exit code of an evaluation that failed.
const FAILURE: i32 = 1;

/// Runs the command that the process was started with; the result is its exit code.
pub fn run() -> i32 {
    let started = Instant::now();
    let outcome = match Arguments::parse().command {
        Command::Eval(arguments) => engine::on_its_stack(&arguments.machine.engine, || {
            evaluate::run(&arguments, started)
        }),
        Command::EvalSet(arguments) => eval_set::run(&arguments),
        Command::Repl(arguments) => {
            engine::on_its_stack(&arguments.engine, || repl::run(&arguments))
        }
        Command::Completions { shell } => generate::completions(shell),
        Command::Man { folder } => generate::man(folder.as_deref()),
        Command::Parse(arguments) => inspect::parse(&arguments),
        Command::Disasm(arguments) => inspect::disassemble(&arguments),
    };
    match outcome {
        Ok(()) => 0,
        Err(Failure::Reported) => FAILURE,
        Err(Failure::Message(message)) => {
            complain(&format!("error: {message}"));
            FAILURE
        }
    }
}

/// Why a command did not succeed.
#[derive(Debug)]
enum Failure {
    /// Standard error has said it, or nobody is listening any more.
    Reported,
    /// What there is to say.
    Message(String),
}

impl Failure {
    /// Reports an error of evaluation.
    fn report<'h>(evaluator: &Evaluator<'h>, error: Error<'h>) -> Self {
        complain(evaluator.report(error).trim_end_matches('\n'));
        Self::Reported
    }
}

/// Prints a line on standard error, without colours unless it is a terminal that wants them.
fn complain(line: &str) {
    // A standard error that is closed leaves nobody to tell.
    let _ = writeln!(anstream::stderr(), "{line}");
}

/// Writes a whole result to standard output.
fn write_result(bytes: &[u8]) -> Result<(), Failure> {
    let mut output = io::stdout().lock();
    match output.write_all(bytes).and_then(|()| output.flush()) {
        Ok(()) => Ok(()),
        // Whoever closed the pipe has read enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Err(Failure::Reported),
        Err(error) => Err(Failure::Message(format!(
            "writing to standard output: {}",
            files::reason(&error)
        ))),
    }
}
