//! The process that a profiler watches: it evaluates one program, checks the answer and prints it not.

use std::hint::black_box;
#[cfg(feature = "sampling")]
use std::time::Duration;

use clap::Args;
use framelab_benches::command::Evaluated;
use framelab_benches::{Subject, evaluate, evaluation_region};

/// What to evaluate.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    evaluated: Evaluated,
    #[cfg(feature = "sampling")]
    /// Evaluate for so long, again and again, and print the stacks that samples found
    #[arg(long, value_name = "MILLISECONDS")]
    sample: Option<u64>,
    /// Allocate so many blocks before, so that everything else lies elsewhere
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    blocks: usize,
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

/// Evaluates once; or again and again while its stack is sampled.
pub fn run(arguments: &Arguments) -> Result<(), String> {
    let blocks: Vec<Vec<u8>> = (0..arguments.blocks)
        .map(|n| vec![0; 16 + 24 * n])
        .collect();
    black_box(&blocks);
    #[cfg(feature = "sampling")]
    if let Some(milliseconds) = arguments.sample {
        let enough = Duration::from_millis(milliseconds);
        print!("{}", crate::samples::take(enough, || arguments.evaluate())?);
        return Ok(());
    }
    arguments.evaluate()
}
