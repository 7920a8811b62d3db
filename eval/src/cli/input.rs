//! From FILE, `-` or `-E` to a loaded expression.

use super::arguments::{Feature, InputArguments};
use super::{Failure, complain};
use framelab_eval::error::Result as Evaluated;
use framelab_eval::evaluator::Evaluator;
use framelab_eval::kernel::files;
use framelab_eval::runtime::Options;
use framelab_eval::source::Origin;
use framelab_eval::value::Thunk;
use std::io::Read;
use std::path::{Path, PathBuf};

/// The options that an input's arguments choose.
pub fn options(input: &InputArguments) -> Options {
    Options {
        search_path: input.include.clone(),
        pipe_operators: input.allows(Feature::PipeOperators),
        ..Options::default()
    }
}

/// Sends warnings and traces to standard error, whether or not somebody reads it.
pub fn print_warnings(evaluator: &Evaluator<'_>) {
    evaluator.runtime().set_output(Box::new(complain));
}

/// Reads and compiles the expression.
pub fn load<'h>(evaluator: &Evaluator<'h>, input: &InputArguments) -> Result<Thunk<'h>, Failure> {
    let reported = |loaded: Evaluated<'h, Thunk<'h>>| {
        loaded.map_err(|error| Failure::report(evaluator, error))
    };
    if let Some(expression) = &input.expression {
        return reported(evaluator.load_str(expression, &working_directory()?));
    }
    if input.file == "-" {
        let bytes = standard_input()?;
        return reported(load_bytes(evaluator, bytes, &working_directory()?));
    }
    let name = input
        .file
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix('>'));
    let path = match name {
        Some(name) => evaluator
            .find_file(name.as_bytes())
            .map_err(|error| Failure::report(evaluator, error))?,
        None => PathBuf::from(&input.file),
    };
    reported(evaluator.load_file(&path))
}

fn load_bytes<'h>(
    evaluator: &Evaluator<'h>,
    bytes: Vec<u8>,
    folder: &Path,
) -> Evaluated<'h, Thunk<'h>> {
    let text = files::to_text(evaluator.runtime(), &Origin::Stdin, folder, bytes)?;
    evaluator.load_text(Origin::Stdin, text, folder)
}

/// The folder that relative paths start at.
pub fn working_directory() -> Result<PathBuf, Failure> {
    std::env::current_dir()
        .map_err(|error| Failure::Message(format!("finding the working directory: {error}")))
}

fn standard_input() -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    match std::io::stdin().lock().read_to_end(&mut bytes) {
        Ok(_) => Ok(bytes),
        Err(error) => Err(Failure::Message(format!("reading standard input: {error}"))),
    }
}
