//! From source text to the arena tree: `grammar` parses, the builder in `lower` settles everything that is only syntax.
//!
//! The parser keeps its stack on the heap, so no source overflows the native one.

mod dump;
mod error;
mod grammar;
mod lower;
pub(crate) mod show;
#[cfg(test)]
mod tests;
pub mod tree;

pub use dump::dump;
pub use error::SyntaxError;

use crate::source::Source;
use crate::symbol::Symbols;
use lower::Builder;
use std::path::PathBuf;
use tree::Tree;

/// What the caller chooses for parsing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ParseOptions {
    /// Whether `|>` and `<|` are operators.
    pub pipe_operators: bool,
    /// The folder that `~/` stands for.
    pub home: Option<PathBuf>,
    /// Whether `~/` stands for nothing, because the evaluation is pure.
    pub pure: bool,
}

impl ParseOptions {
    /// Options with the home folder that the environment names.
    pub fn from_environment(pipe_operators: bool) -> Self {
        let home = std::env::var_os("HOME").map(PathBuf::from);
        Self {
            pipe_operators,
            home,
            pure: false,
        }
    }
}

/// Parses and lowers a source.
pub fn parse(
    symbols: &Symbols<'_>,
    source: &Source,
    options: &ParseOptions,
) -> Result<Tree, SyntaxError> {
    grammar::parse(Builder::new(symbols, source, options))
}
