//! From FILE, `-` or `-E` to a loaded expression.

use super::arguments::InputArguments;
use super::settings::SettingsArguments;
use super::{Failure, complain, settings};
use framelab_eval::error::{Error, Result as Outcome};
use framelab_eval::evaluator::Evaluator;
use framelab_eval::kernel::files;
use framelab_eval::runtime::Options;
use framelab_eval::source::Origin;
use framelab_eval::syntax::tree::Tree;
use framelab_eval::value::Thunk;
use std::io::Read;
use std::os::unix::ffi::OsStrExt as _;
use std::path::PathBuf;

/// The options that arguments choose.
pub fn options(include: &[String], arguments: &SettingsArguments) -> Options {
    let mut options = Options {
        search_path: include.to_vec(),
        ..Options::default()
    };
    settings::apply(arguments, &mut options);
    options
}

/// Sends warnings and traces to standard error, whether or not somebody reads it.
pub fn print_warnings(evaluator: &Evaluator<'_>) {
    evaluator.runtime().set_output(Box::new(complain));
}

/// Where the expression was found.
enum Found {
    /// In this text, with the folder that relative paths in it start at.
    Text(Origin, String, PathBuf),
    /// In this file or folder.
    File(PathBuf),
}

/// Reads and compiles the expression.
pub fn load<'h>(evaluator: &Evaluator<'h>, input: &InputArguments) -> Result<Thunk<'h>, Failure> {
    let loaded = match find(evaluator, input)? {
        Found::Text(origin, text, folder) => evaluator.load_text(origin, text, &folder),
        Found::File(path) => evaluator.load_file(&path),
    };
    loaded.map_err(|error| Failure::report(evaluator, error))
}

/// As [`load`], without a word where it fails; not for standard input.
pub fn load_quietly<'h>(
    evaluator: &Evaluator<'h>,
    input: &InputArguments,
) -> Outcome<'h, Thunk<'h>> {
    if let Some(expression) = &input.expression {
        let folder = std::env::current_dir().unwrap_or_default();
        return evaluator.load_text(Origin::String, expression.clone(), &folder);
    }
    match search_path_name(input) {
        Some(name) => evaluator.load_file(&evaluator.find_file(name)?),
        None => evaluator.load_file(&PathBuf::from(&input.file)),
    }
}

/// The NAME of an input `<NAME>`.
fn search_path_name(input: &InputArguments) -> Option<&[u8]> {
    let file = input.file.as_bytes();
    file.strip_prefix(b"<")?.strip_suffix(b">")
}

/// Reads and parses the expression.
pub fn parse(evaluator: &Evaluator<'_>, input: &InputArguments) -> Result<Tree, Failure> {
    let parsed = match find(evaluator, input)? {
        Found::Text(origin, text, folder) => evaluator.parse_text(origin, text, &folder),
        Found::File(path) => evaluator.parse_file(&path),
    };
    parsed.map_err(|error| Failure::report(evaluator, error))
}

fn find(evaluator: &Evaluator<'_>, input: &InputArguments) -> Result<Found, Failure> {
    if let Some(expression) = &input.expression {
        let folder = working_directory()?;
        return Ok(Found::Text(Origin::String, expression.clone(), folder));
    }
    if input.file == "-" {
        let folder = working_directory()?;
        let text = files::to_text(
            evaluator.runtime(),
            &Origin::Stdin,
            &folder,
            standard_input(evaluator)?,
        )
        .map_err(|error| Failure::report(evaluator, error))?;
        return Ok(Found::Text(Origin::Stdin, text, folder));
    }
    match search_path_name(input) {
        Some(name) => evaluator
            .find_file(name)
            .map(Found::File)
            .map_err(|error| Failure::report(evaluator, error)),
        None => Ok(Found::File(PathBuf::from(&input.file))),
    }
}

/// The folder that relative paths start at.
pub fn working_directory() -> Result<PathBuf, Failure> {
    std::env::current_dir()
        .map_err(|error| Failure::Message(format!("finding the working directory: {error}")))
}

/// All of standard input, as far as the heap's limit lets it.
fn standard_input(evaluator: &Evaluator<'_>) -> Result<Vec<u8>, Failure> {
    let heap = evaluator.runtime().heap;
    let limit = heap.limit() as u64;
    let mut bytes = Vec::new();
    match std::io::stdin().lock().take(limit).read_to_end(&mut bytes) {
        Ok(count) if count as u64 == limit => {
            Err(Failure::report(evaluator, Error::heap_full(heap)))
        }
        Ok(_) => Ok(bytes),
        Err(error) => Err(Failure::Message(format!(
            "reading standard input: {}",
            files::reason(&error)
        ))),
    }
}
