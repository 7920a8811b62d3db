//! `-A`, `--arg` and `--argstr`: what of an expression is meant, and what its functions are given.

use clap::Args;
use framelab_eval::error::Result as Outcome;
use framelab_eval::evaluator::Evaluator;
use framelab_eval::value::{Attrs, AttrsBuilder, NixString, Value};
use std::path::Path;

/// What of the expression is meant.
#[derive(Args, Debug)]
pub struct SelectionArguments {
    /// Select an attribute: names and list indices with dots between them; given several times, each is printed
    #[arg(
        short = 'A',
        long = "attr",
        value_name = "PATH",
        allow_hyphen_values = true
    )]
    pub attributes: Vec<String>,

    /// Give functions that take a set pattern this argument, an expression
    #[arg(long = "arg", value_names = ["NAME", "EXPR"], num_args = 2, allow_hyphen_values = true)]
    pub arguments: Vec<String>,

    /// Give functions that take a set pattern this argument, a string
    #[arg(long = "argstr", value_names = ["NAME", "STRING"], num_args = 2, allow_hyphen_values = true)]
    pub string_arguments: Vec<String>,
}

impl SelectionArguments {
    /// The attribute paths; the empty one where none is given.
    pub fn paths(&self) -> Vec<String> {
        if self.attributes.is_empty() {
            vec![String::new()]
        } else {
            self.attributes.clone()
        }
    }

    /// The set that `--arg` and `--argstr` describe.
    pub fn given<'h>(&self, evaluator: &Evaluator<'h>) -> Outcome<'h, Attrs<'h>> {
        // Without a working directory no relative path leads anywhere.
        let folder = std::env::current_dir().unwrap_or_default();
        self.given_in(evaluator, &folder)
    }

    fn given_in<'h>(&self, evaluator: &Evaluator<'h>, folder: &Path) -> Outcome<'h, Attrs<'h>> {
        let runtime = evaluator.runtime();
        let mut given = AttrsBuilder::default();
        // Of several arguments with one name the first added stays: the last on the command line.
        for pair in self.string_arguments.chunks_exact(2).rev() {
            let value = NixString::new(runtime.heap, pair[1].as_bytes());
            given.push(
                runtime.symbols.intern(pair[0].as_bytes()),
                Value::String(value),
            );
        }
        for pair in self.arguments.chunks_exact(2).rev() {
            let thunk = evaluator.load_str(&pair[1], folder)?;
            given.push(
                runtime.symbols.intern(pair[0].as_bytes()),
                Value::Thunk(thunk),
            );
        }
        Ok(given.finish(runtime.heap))
    }
}
