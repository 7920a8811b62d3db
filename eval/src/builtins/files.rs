//! Builtins that read files and folders, and import expressions.

use super::derivation;
use super::paths::{path_argument, path_value, settled, system_path};
use crate::access::{FileKind, Refusal};
use crate::error::{Error, ErrorKind, Result};
use crate::kernel::reentrant::{Arguments, Host, Reentrant};
use crate::kernel::{expect, files};
use crate::loader;
use crate::probe::RequestKind;
use crate::runtime::Runtime;
use crate::value::{AttrsBuilder, Builtin, Interrupt, NixString, Value};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

type Outcome<'h, T> = std::result::Result<T, Interrupt<'h>>;

/// The rows of this topic.
pub const TABLE: &[Builtin] = &[
    Builtin::reentrant(
        "import",
        1,
        0b1,
        Reentrant::Import,
        "path: the value of the file, or of `default.nix` in the folder; evaluated once for each file",
    )
    .with_fast_path(import)
    .asking(RequestKind::ImportCache),
    Builtin::reentrant(
        "scopedImport",
        2,
        0b11,
        Reentrant::ScopedImport,
        "scope path: the value of the file with the attributes of scope in its scope; evaluated anew at each call",
    )
    .with_fast_path(scoped_import)
    .asking(RequestKind::ReadFile),
    Builtin::reentrant(
        "readFile",
        1,
        0b1,
        Reentrant::ReadFile,
        "path: the content of the file as a string",
    )
    .with_fast_path(read_file)
    .asking(RequestKind::ReadFile),
    Builtin::reentrant(
        "readDir",
        1,
        0b1,
        Reentrant::ReadDir,
        "path: a set of the folder's entries, each with its type: regular, directory, symlink or unknown",
    )
    .with_fast_path(read_dir)
    .asking(RequestKind::ReadFolder),
    Builtin::reentrant(
        "readFileType",
        1,
        0b1,
        Reentrant::ReadFileType,
        "path: the type of what is there: regular, directory, symlink or unknown",
    )
    .with_fast_path(read_file_type)
    .asking(RequestKind::ReadFolder),
    Builtin::reentrant(
        "pathExists",
        1,
        0b1,
        Reentrant::PathExists,
        "path: whether something is there; a string that ends in a slash asks for a folder",
    )
    .with_fast_path(path_exists)
    .asking(RequestKind::PathExists),
];

fn import<'h>(runtime: &Runtime<'h>, arguments: &[Value<'h>]) -> Outcome<'h, Value<'h>> {
    let path = system_path(path_argument(runtime, arguments[0])?);
    if let Some(set) = derivation::import_derivation(runtime, &path)? {
        return Ok(set);
    }
    Ok(Value::Thunk(loader::load_file(runtime, &path)?))
}

fn scoped_import<'h>(runtime: &Runtime<'h>, arguments: &[Value<'h>]) -> Outcome<'h, Value<'h>> {
    let path = system_path(path_argument(runtime, arguments[1])?);
    if let Some(set) = derivation::import_derivation(runtime, &path)? {
        return Ok(set);
    }
    let scope = expect::expect_attrs(runtime, arguments[0])?;
    let file = loader::load_scoped_file(runtime, &path, scope)?;
    Ok(Value::Thunk(file))
}

fn read_file<'h>(runtime: &Runtime<'h>, arguments: &[Value<'h>]) -> Outcome<'h, Value<'h>> {
    let path = system_path(path_argument(runtime, arguments[0])?);
    let bytes = files::read(runtime, &path)?;
    if bytes.contains(&0) {
        let message = format_args!(
            "the contents of the file '{}' cannot be represented as a Nix string",
            path.display()
        );
        return Err(runtime.error(message).into());
    }
    Ok(Value::String(NixString::new(runtime.heap, &bytes)))
}

fn read_dir<'h>(runtime: &Runtime<'h>, arguments: &[Value<'h>]) -> Outcome<'h, Value<'h>> {
    let path = system_path(path_argument(runtime, arguments[0])?);
    let entries = files::read_folder(runtime, &path)
        .map_err(|error| folder_failure(runtime, &path, &error))?;
    let mut attrs = AttrsBuilder::with_capacity(entries.len());
    for (name, kind) in entries {
        let name = runtime.symbols.intern(name.as_bytes());
        let kind = NixString::new(runtime.heap, kind.name().as_bytes());
        attrs.push(name, Value::String(kind));
    }
    Ok(Value::Attrs(attrs.finish(runtime.heap)))
}

#[cold]
fn folder_failure<'h>(runtime: &Runtime<'h>, path: &Path, error: &io::Error) -> Error<'h> {
    match runtime.access.resolve(path) {
        Ok(shown) if Refusal::of(error).is_none() && runtime.access.status(&shown).is_ok() => {
            runtime.error(format_args!(
                "cannot read directory \"{}\": {}",
                shown.display(),
                files::reason(error)
            ))
        }
        _ => files::failure(runtime, path, "reading directory", error),
    }
}

fn read_file_type<'h>(runtime: &Runtime<'h>, arguments: &[Value<'h>]) -> Outcome<'h, Value<'h>> {
    let path = system_path(path_argument(runtime, arguments[0])?);
    // The only builtin that follows no link at all.
    let status =
        files::status_exactly(runtime, &path).map_err(|error| match Refusal::of(&error) {
            Some(refusal) => runtime.error_of(ErrorKind::File, refusal),
            None => files::failure(runtime, &path, "getting status of", &error),
        })?;
    let kind = status.kind.name();
    Ok(Value::String(NixString::new(runtime.heap, kind.as_bytes())))
}

fn path_exists<'h>(runtime: &Runtime<'h>, arguments: &[Value<'h>]) -> Outcome<'h, Value<'h>> {
    let text = path_argument(runtime, arguments[0])?;
    let path = system_path(text);
    let is_string = matches!(arguments[0].resolved(), Value::String(_));
    let wants_folder = is_string && (text.bytes().ends_with(b"/") || text.bytes().ends_with(b"/."));
    let status = if wants_folder {
        files::target_status(runtime, &path)
    } else {
        files::status(runtime, &path)
    };
    let exists = match status {
        Ok(status) => !wants_folder || status.kind == FileKind::Directory,
        Err(error) => {
            // What may not be seen does not exist; a loop of links is an error, and so is a name that none can have.
            let folder = if wants_folder {
                Some(&*path)
            } else {
                path.parent()
            };
            let is_too_long = error.kind() == io::ErrorKind::InvalidFilename;
            if is_too_long || folder.is_some_and(|folder| runtime.access.resolve(folder).is_err()) {
                return Err(files::failure(runtime, &path, "getting status of", &error).into());
            }
            false
        }
    };
    Ok(Value::Bool(exists))
}

macro_rules! over_sets {
    ($($(#[$doc:meta])* $name:ident = $direct:ident($index:literal);)*) => {$(
        $(#[$doc])*
        pub async fn $name<'h, H: Host<'h>>(
            host: &mut H,
            mut arguments: Arguments<'h>,
        ) -> Result<'h, Value<'h>> {
            arguments[$index] = path_value(host, arguments[$index]).await?;
            let runtime = host.runtime();
            settled(&runtime, $direct(&runtime, &arguments))
        }
    )*};
}

over_sets! {
    /// `import set`
    import_of_set = import(0);
    /// `scopedImport scope set`
    scoped_import_of_set = scoped_import(1);
    /// `readFile set`
    read_file_of_set = read_file(0);
    /// `readDir set`
    read_dir_of_set = read_dir(0);
    /// `readFileType set`
    read_file_type_of_set = read_file_type(0);
    /// `pathExists set`
    path_exists_of_set = path_exists(0);
}
