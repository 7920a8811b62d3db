//! From a source text to a thunk that evaluates it.

use crate::compile;
use crate::error::{ErrorKind, Result};
use crate::features::Feature;
use crate::kernel::files;
use crate::runtime::Runtime;
use crate::source::{Origin, Sources, TooMuchSource};
use crate::syntax::tree::Tree;
use crate::syntax::{self, ParseOptions, SyntaxError};
use crate::value::{Attrs, Thunk};
use std::path::Path;
use std::time::{Duration, Instant};

/// Parses and lowers a text; relative paths in it are resolved against `folder`.
pub fn parse_text<'h>(
    runtime: &Runtime<'h>,
    origin: Origin,
    folder: &Path,
    text: String,
) -> Result<'h, Tree> {
    let length = text.len();
    let source = runtime
        .sources
        .add(origin, folder, text)
        .map_err(|TooMuchSource| {
            runtime.error_of(ErrorKind::Syntax, "all sources together exceed 4 GiB")
        })?;
    let started = Instant::now();
    let tree = syntax::parse(&runtime.symbols, &source, parse_options(runtime));
    let mut statistics = runtime.front_end.get();
    statistics.sources += 1;
    statistics.bytes += length as u64;
    statistics.parse_nanoseconds += nanoseconds(started.elapsed());
    runtime.front_end.set(statistics);
    let tree = tree.map_err(|error| {
        runtime
            .error_of(ErrorKind::Syntax, error.message)
            .at(runtime.heap, error.position)
    })?;
    for warning in &tree.warnings {
        runtime.print(&format!("warning: {warning}"));
    }
    Ok(tree)
}

fn parse_options<'r>(runtime: &'r Runtime<'_>) -> &'r ParseOptions {
    runtime.parse_options.get_or_init(|| ParseOptions {
        pure: runtime.options.access.pure,
        ..ParseOptions::from_environment(runtime.options.features.has(Feature::PipeOperators))
    })
}

/// Parses a text and says what is wrong with it. Nothing is kept of it but its names.
pub fn check_text(
    runtime: &Runtime<'_>,
    text: &str,
    folder: &Path,
) -> std::result::Result<(), SyntaxError> {
    let sources = Sources::default();
    let Ok(source) = sources.add(Origin::String, folder, text.to_owned()) else {
        // Loading it says so.
        return Ok(());
    };
    syntax::parse(&runtime.symbols, &source, parse_options(runtime)).map(drop)
}

/// Parses, lowers and compiles a text.
///
/// Relative paths in it are resolved against `folder`; the attributes of `scope`, if given, are in scope as
/// `scopedImport` has it.
pub fn load_text<'h>(
    runtime: &Runtime<'h>,
    origin: Origin,
    folder: &Path,
    text: String,
    scope: Option<Attrs<'h>>,
) -> Result<'h, Thunk<'h>> {
    let tree = parse_text(runtime, origin, folder, text)?;
    let started = Instant::now();
    let code = compile::compile(runtime, &tree, scope);
    let mut statistics = runtime.front_end.get();
    statistics.compile_nanoseconds += nanoseconds(started.elapsed());
    runtime.front_end.set(statistics);
    Ok(Thunk::suspended(runtime.heap, code?, |_| {
        unreachable!("a source captures nothing")
    }))
}

fn nanoseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}

/// The thunk of a file: links followed, a folder's `default.nix`; one thunk for each file.
///
/// A file that imports itself meets its own thunk under evaluation: an infinite recursion like any other.
pub fn load_file<'h>(runtime: &Runtime<'h>, path: &Path) -> Result<'h, Thunk<'h>> {
    let file = files::expression_file(runtime, path)?;
    if let Some(&thunk) = runtime.imports.borrow().get(file.as_os_str()) {
        return Ok(thunk);
    }
    let thunk = read_file(runtime, &file, None)?;
    let mut imports = runtime.imports.borrow_mut();
    imports.insert(file.into_os_string(), thunk);
    Ok(thunk)
}

/// A new thunk of a file with the attributes of `scope` in its scope.
pub fn load_scoped_file<'h>(
    runtime: &Runtime<'h>,
    path: &Path,
    scope: Attrs<'h>,
) -> Result<'h, Thunk<'h>> {
    let file = files::expression_file(runtime, path)?;
    read_file(runtime, &file, Some(scope))
}

/// Parses and lowers a file, found as [`load_file`] finds it.
pub fn parse_file<'h>(runtime: &Runtime<'h>, path: &Path) -> Result<'h, Tree> {
    let file = files::expression_file(runtime, path)?;
    let (origin, folder, text) = read_source(runtime, &file)?;
    parse_text(runtime, origin, folder, text)
}

fn read_file<'h>(
    runtime: &Runtime<'h>,
    file: &Path,
    scope: Option<Attrs<'h>>,
) -> Result<'h, Thunk<'h>> {
    let (origin, folder, text) = read_source(runtime, file)?;
    load_text(runtime, origin, folder, text, scope)
}

/// A file's text, and the folder that relative paths in it start at.
fn read_source<'h, 'p>(
    runtime: &Runtime<'h>,
    file: &'p Path,
) -> Result<'h, (Origin, &'p Path, String)> {
    let folder = file.parent().unwrap_or(Path::new("/"));
    let origin = Origin::File(file.to_owned());
    let bytes = files::read(runtime, file)?;
    let text = files::to_text(runtime, &origin, folder, bytes)?;
    Ok((origin, folder, text))
}
