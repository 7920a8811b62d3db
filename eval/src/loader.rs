//! From a source text to a thunk that evaluates it.

use crate::error::Result;
use crate::kernel::files;
use crate::runtime::Runtime;
use crate::source::Origin;
use crate::value::{Attrs, Thunk};
use std::path::Path;

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
    let _ = (origin, folder, text, scope);
    Err(runtime.error("not there yet"))
}

/// The thunk of a file: links followed, a folder's `default.nix`; one thunk for each file.
///
/// A file that imports itself meets its own thunk under evaluation: an infinite recursion like any other.
pub fn load_file<'h>(runtime: &Runtime<'h>, path: &Path) -> Result<'h, Thunk<'h>> {
    let file = files::expression_file(runtime, path)?;
    if let Some(&thunk) = runtime.imports.borrow().get(&file) {
        return Ok(thunk);
    }
    let thunk = read_file(runtime, &file, None)?;
    runtime.imports.borrow_mut().insert(file, thunk);
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

fn read_file<'h>(
    runtime: &Runtime<'h>,
    file: &Path,
    scope: Option<Attrs<'h>>,
) -> Result<'h, Thunk<'h>> {
    let folder = file.parent().unwrap_or(Path::new("/"));
    let origin = Origin::File(file.to_owned());
    let bytes = files::read(runtime, file)?;
    let text = files::to_text(runtime, &origin, folder, bytes)?;
    load_text(runtime, origin, folder, text, scope)
}
