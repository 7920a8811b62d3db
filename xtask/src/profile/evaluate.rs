//! The process that a profiler watches: it evaluates one program, checks the answer and prints it not.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use framelab_benches::{Program, Subject, check, evaluate, evaluation_region};

use super::samples;
use crate::error::{Error, Result};

/// What to evaluate.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The engine's name
    #[arg(long, required_unless_present = "without")]
    engine: Option<String>,
    /// The default engine without this optimization instead
    #[arg(long, conflicts_with = "engine")]
    without: Option<String>,
    /// The program's argument
    #[arg(long, allow_negative_numbers = true)]
    size: i64,
    /// What the program must print
    #[arg(long, allow_hyphen_values = true)]
    answer: String,
    /// Evaluate for so long, again and again, and print the stacks that samples found
    #[arg(long, value_name = "MILLISECONDS")]
    sample: Option<u64>,
    /// The program
    program: PathBuf,
}

impl Arguments {
    fn subject(&self) -> Subject {
        match (&self.engine, &self.without) {
            (_, Some(optimization)) => Subject::Without(optimization.clone()),
            (engine, None) => Subject::Engine(engine.clone().unwrap_or_default()),
        }
    }

    /// Evaluates once and checks the answer.
    fn evaluate(&self) -> Result<()> {
        let program = Program {
            file: self.program.clone(),
            size: self.size,
        };
        let subject = self.subject();
        let evaluation = evaluate(&subject, &program, evaluation_region)
            .ok_or_else(|| Error::Usage(format!("there is no engine for {subject:?}")))?;
        let answer = evaluation.answer.map_err(Error::Failed)?;
        check(Some(&self.answer), &answer).map_err(Error::Failed)
    }
}

/// Evaluates once, or again and again while its stack is sampled.
pub fn run(arguments: &Arguments) -> Result<()> {
    match arguments.sample {
        None => arguments.evaluate(),
        Some(milliseconds) => {
            let enough = Duration::from_millis(milliseconds);
            print!("{}", samples::take(enough, || arguments.evaluate())?);
            Ok(())
        }
    }
}
