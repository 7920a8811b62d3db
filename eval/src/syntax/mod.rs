//! From source text to the arena tree: rnix parses, the lowering settles everything that is only syntax.
//!
//! 1. `stack` bounds how deep the source is nested, and with it the native stack that rnix needs.
//! 2. rnix parses, `concrete` walks its tree and hands node after node to the builder in `lower`.
//! 3. Where that gives no tree (an error, a form that rnix reads more or less of, too much nesting), `grammar` parses
//!    the source by the exact grammar into the same builder. Its answer, tree or error, is final.
//!
//! Neither way recurses on the native stack beyond what was bounded, so no source overflows it.

mod concrete;
mod dump;
mod error;
mod grammar;
mod lower;
pub(crate) mod show;
mod stack;
#[cfg(test)]
mod tests;
pub mod tree;

pub use dump::dump;
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
    let mut times = ParseTimes::default();
    let usual = stack::needed(source, options).and_then(|needed| {
        stacker::maybe_grow(needed, needed, || {
            usual(symbols, source, options, &mut times)
        })
    });
    if let Some(tree) = usual {
        return (Ok(tree), times);
    }
    let started = Instant::now();
    let result = grammar::parse(Builder::new(symbols, source, options));
    times.parse += started.elapsed();
    (result, times)
}

/// What rnix and the walk over its tree make of a source; nothing unless they are sure.
fn usual(
    symbols: &Symbols<'_>,
    source: &Source,
    options: &ParseOptions,
    times: &mut ParseTimes,
) -> Option<Tree> {
    let started = Instant::now();
    let parsed = rnix::Root::parse(&source.text);
    times.parse = started.elapsed();
    if !parsed.errors().is_empty() {
        return None;
    }
    let started = Instant::now();
    let root = parsed.syntax();
    let builder = Builder::new(symbols, source, options);
    let tree = concrete::lower(builder, root.green()).ok();
    times.lower = started.elapsed();
    tree
}
