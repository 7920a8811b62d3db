//! What all evaluating binaries share: a command line, and lines of JSON for an answer.

use std::path::PathBuf;

use clap::Args;
use clap::builder::PossibleValuesParser;
use framelab_eval::engine;
use serde::Serialize;

use crate::{Phase, Program, Subject, check};

/// What to evaluate, and what must come of it.
#[derive(Debug, Args)]
pub struct Evaluated {
    /// The engine
    #[arg(long, required_unless_present = "without", value_parser = PossibleValuesParser::new(engine::NAMES))]
    engine: Option<String>,
    /// The default engine without this optimization instead
    #[arg(long, conflicts_with = "engine", value_parser = PossibleValuesParser::new(optimizations()))]
    without: Option<String>,
    /// The part of the evaluation that is measured
    #[arg(long, value_enum, default_value_t = Phase::Whole)]
    phase: Phase,
    /// The program's argument
    #[arg(long, allow_negative_numbers = true)]
    size: i64,
    /// What the program must print
    #[arg(long, allow_hyphen_values = true)]
    answer: Option<String>,
    /// The program
    program: PathBuf,
}

fn optimizations() -> impl Iterator<Item = &'static str> {
    engine::ABLATIONS.iter().map(|ablation| ablation.name)
}

impl Evaluated {
    /// What evaluates; `engine` makes it of the engine's name.
    pub fn subject(&self, engine: impl FnOnce(String) -> Subject) -> Subject {
        match (&self.engine, &self.without) {
            (_, Some(optimization)) => Subject::Without(optimization.clone()),
            (name, None) => engine(name.clone().unwrap_or_default()),
        }
    }

    /// What is evaluated.
    pub fn program(&self) -> Program {
        Program {
            file: self.program.clone(),
            size: self.size,
        }
    }

    /// The phase that is measured.
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// Says what is wrong with an answer, if one is expected and it is another.
    pub fn check(&self, answer: &str) -> Result<(), String> {
        check(self.answer.as_deref(), answer)
    }
}

/// Prints one line of JSON.
pub fn print_line(line: &impl Serialize) -> Result<(), String> {
    let line = serde_json::to_string(line).map_err(|error| error.to_string())?;
    println!("{line}");
    Ok(())
}
