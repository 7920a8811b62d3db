//! From source text to the arena tree: rnix parses, the lowering settles everything that is only syntax.

mod concrete;
mod error;
mod lower;
mod show;
pub mod tree;

pub use error::SyntaxError;

use crate::source::Source;
use crate::symbol::Symbols;
use lower::Builder;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use tree::Tree;

/// What the caller chooses for parsing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ParseOptions {
    /// Whether `|>` and `<|` are operators.
    pub pipe_operators: bool,
    /// The folder that `~/` stands for.
    pub home: Option<PathBuf>,
}

impl ParseOptions {
    /// Options with the home folder that the environment names.
    pub fn from_environment(pipe_operators: bool) -> Self {
        let home = std::env::var_os("HOME").map(PathBuf::from);
        Self {
            pipe_operators,
            home,
        }
    }
}

/// How long the stages of the front end took.
#[derive(Clone, Copy, Debug, Default)]
pub struct ParseTimes {
    /// From text to rnix's tree.
    pub parse: Duration,
    /// From rnix's tree to the arena tree.
    pub lower: Duration,
}

/// Parses and lowers a source.
pub fn parse(
    symbols: &Symbols<'_>,
    source: &Source,
    options: &ParseOptions,
) -> Result<Tree, SyntaxError> {
    parse_timed(symbols, source, options).0
}

/// Parses and lowers a source and says how long each took.
pub fn parse_timed(
    symbols: &Symbols<'_>,
    source: &Source,
    options: &ParseOptions,
) -> (Result<Tree, SyntaxError>, ParseTimes) {
    let started = Instant::now();
    let parsed = rnix::Root::parse(&source.text);
    let parse = started.elapsed();
    if let Some(error) = parsed.errors().first() {
        let error = SyntaxError::at(source, 0, error.to_string());
        return (
            Err(error),
            ParseTimes {
                parse,
                ..ParseTimes::default()
            },
        );
    }
    let started = Instant::now();
    let green = parsed.syntax().green().to_owned();
    let builder = Builder::new(symbols, source, options);
    let result = concrete::lower(builder, &green);
    let lower = started.elapsed();
    (result, ParseTimes { parse, lower })
}
