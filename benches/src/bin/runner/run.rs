//! The process that a profiler watches: it evaluates one program, checks the answer and prints it not.

use std::time::Duration;

use clap::Args;
use framelab_benches::command::Evaluated;
use framelab_benches::{Subject, evaluate, evaluation_region};

use super::samples;

/// What to evaluate.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    evaluated: Evaluated,
    /// Evaluate for so long, again and again, and print the stacks that samples found
    #[arg(long, value_name = "MILLISECONDS")]
    sample: Option<u64>,
}

impl Arguments {
    /// Evaluates once and checks the answer.
    fn evaluate(&self) -> Result<(), String> {
        let evaluated = &self.evaluated;
        let subject = evaluated.subject(Subject::Engine);
        let program = evaluated.program();
        let evaluation = evaluate(&subject, &program, evaluated.phase(), evaluation_region)
            .ok_or_else(|| format!("there is no {subject:?}"))?;
        evaluated.check(&evaluation.outcome?.text)
    }
}

/// Evaluates once, or again and again while its stack is sampled.
pub fn run(arguments: &Arguments) -> Result<(), String> {
    match arguments.sample {
        None => arguments.evaluate(),
        Some(milliseconds) => {
            let enough = Duration::from_millis(milliseconds);
            print!("{}", samples::take(enough, || arguments.evaluate())?);
            Ok(())
        }
    }
}
