//! Builtins that put files, folders and texts into the store.

use super::paths::{named_path, path_value, settled_path, system_path};
use crate::error::{Error, Result};
use crate::kernel::expect::{
    expect_attrs, expect_bool, expect_function, expect_string, expect_string_without_context,
};
use crate::kernel::files::to_bytes;
use crate::kernel::operators::{Outcome, operand};
use crate::kernel::reentrant::{Arguments, Host, Reentrant};
use crate::kernel::sources::{self, LastLink};
use crate::runtime::Runtime;
use crate::source::Position;
use crate::store::{Algorithm, FileKind, Hash, Method, References, StoreError};
use crate::value::{Attr, Builtin, ContextElement, NixString, Value};
use std::path::{Path, PathBuf};

/// The rows of this topic.
pub const TABLE: &[Builtin] = &[
    Builtin::reentrant(
        "path",
        1,
        0b1,
        Reentrant::AddPath,
        "{ path, name ?, filter ?, recursive ?, sha256 ? }: the store path of a file or folder, or of what the filter leaves of it",
    ),
    Builtin::reentrant(
        "filterSource",
        2,
        0b00,
        Reentrant::FilterSource,
        "filter path: the store path of what the filter, called with each path and its type, leaves of a folder",
    ),
    Builtin::direct(
        "toFile",
        2,
        0b1,
        to_file,
        "name text: the store path of a file with that text",
    ),
    Builtin::reentrant(
        "storePath",
        1,
        0b1,
        Reentrant::StorePath,
        "path: the path, which has to be in the store, as a string that depends on it",
    ),
];

fn to_file<'h>(runtime: &Runtime<'h>, arguments: &[Value<'h>]) -> Outcome<'h> {
    let name = expect_string_without_context(runtime, arguments[0])?;
    let text = expect_string(runtime, operand(arguments[1], 1)?)?;
    let mut references = References::default();
    for element in text.context() {
        let ContextElement::Path(path) = element else {
            return Err(runtime
                .error(format_args!(
                    "files created by builtins.toFile may not reference derivations, but {} references {}",
                    name.text(),
                    sources::shown(runtime, *element)
                ))
                .into());
        };
        let path = runtime
            .store_dir
            .parse(path)
            .map_err(|error| runtime.error(error))?;
        references.others.insert(path);
    }
    sources::make_room(runtime, text.bytes().len())?;
    let mut store = runtime.store.borrow_mut();
    let path = store
        .add_text(&name.text(), text.bytes(), &references)
        .map_err(|error| runtime.error(error))?;
    Ok(Value::String(sources::store_string(runtime, &path)))
}

/// `storePath path`
pub async fn store_path<'h, H: Host<'h>>(
    host: &mut H,
    [path, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let runtime = host.runtime();
    if runtime.options.access.pure {
        return Err(runtime.error("'builtins.storePath' is not allowed in pure evaluation mode"));
    }
    let path = path_value(host, path).await?;
    let text = named_path(
        &runtime,
        path,
        "while evaluating the first argument passed to 'builtins.storePath'",
    )?;
    let path = system_path(text);
    // A path outside may be a link to one inside.
    let dir = &runtime.store_dir;
    let inside = if dir.contains(to_bytes(&path)) {
        path
    } else {
        runtime.access.resolve(&path).unwrap_or(path)
    };
    let (object, _) = dir
        .split(to_bytes(&inside))
        .map_err(|error| runtime.error(error))?;
    let object = NixString::new(runtime.heap, dir.print(&object).as_bytes()).bytes();
    let mut context = text.context().to_vec();
    context.push(ContextElement::Path(object));
    let string = NixString::with_context(runtime.heap, to_bytes(&inside), &context);
    Ok(Value::String(string))
}

/// `filterSource filter path`
pub async fn filter_source<'h, H: Host<'h>>(
    host: &mut H,
    [filter, path, _]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let runtime = host.runtime();
    let what = "while evaluating the second argument (the path to filter) passed to 'builtins.filterSource'";
    let path = path_value(host, path)
        .await
        .map_err(|error| error.traced(runtime.heap, what, Position::NONE))?;
    let path = settled_path(&runtime, path, what)?;
    let filter = host.force(filter).await?;
    let filter = expect_function(&runtime, filter)?;
    let path = system_path(path);
    let addition = Addition {
        name: sources::base_name(&path),
        method: Method::Recursive,
        expected: None,
        filter: Some(filter),
    };
    add(host, &path, addition).await
}

/// What `path` was told.
struct Told<'h> {
    path: Option<PathBuf>,
    name: Option<&'h [u8]>,
    filter: Option<Value<'h>>,
    method: Method,
    expected: Option<Hash>,
}

/// `path { path, ... }`
pub async fn add_path<'h, H: Host<'h>>(
    host: &mut H,
    [options, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let runtime = host.runtime();
    let options = expect_attrs(&runtime, options)?;
    let mut told = Told {
        path: None,
        name: None,
        filter: None,
        method: Method::Recursive,
        expected: None,
    };
    for attr in options.entries(runtime.heap).iter() {
        tell(host, &attr, &mut told).await?;
    }
    let Some(path) = told.path else {
        return Err(runtime
            .error("missing required 'path' attribute in the first argument to 'builtins.path'"));
    };
    let addition = Addition {
        name: told
            .name
            .map_or_else(|| sources::base_name(&path), <[u8]>::to_vec),
        method: told.method,
        expected: told.expected,
        filter: told.filter,
    };
    add(host, &path, addition).await
}

/// Reads one attribute of what `path` is given.
async fn tell<'h, H: Host<'h>>(
    host: &mut H,
    attr: &Attr<'h>,
    told: &mut Told<'h>,
) -> Result<'h, ()> {
    let runtime = host.runtime();
    let name = runtime.symbols.name(attr.name);
    let traced = |error: Error<'h>, what: &str| {
        error.at(runtime.heap, attr.position).traced(
            runtime.heap,
            &format!("while evaluating the `{what} passed to builtins.path"),
            attr.position,
        )
    };
    match name {
        b"path" => {
            let what = "while evaluating the 'path' attribute passed to 'builtins.path'";
            let path = path_value(host, attr.value)
                .await
                .map_err(|error| error.traced(runtime.heap, what, attr.position))?;
            let path = settled_path(&runtime, path, what)?;
            told.path = Some(system_path(path));
        }
        b"name" => {
            let value = host.force(attr.value).await?;
            let name = expect_string_without_context(&runtime, value)
                .map_err(|error| traced(error, "name` attribute"))?;
            told.name = Some(name.bytes());
        }
        b"filter" => {
            let value = host.force(attr.value).await?;
            let filter = expect_function(&runtime, value)
                .map_err(|error| traced(error, "filter` parameter"))?;
            told.filter = Some(filter);
        }
        b"recursive" => {
            let value = host.force(attr.value).await?;
            let recursive = expect_bool(&runtime, value)
                .map_err(|error| traced(error, "recursive` attribute"))?;
            told.method = if recursive {
                Method::Recursive
            } else {
                Method::Flat
            };
        }
        b"sha256" => {
            let value = host.force(attr.value).await?;
            let text = expect_string_without_context(&runtime, value)
                .map_err(|error| traced(error, "sha256` attribute"))?;
            told.expected = Some(sources::expected_hash(
                &runtime,
                text.bytes(),
                Some(Algorithm::Sha256),
            )?);
        }
        _ => {
            let error = runtime.error(format_args!(
                "unsupported argument '{}' to 'builtins.path'",
                runtime.symbols.text(attr.name)
            ));
            return Err(error.at(runtime.heap, attr.position));
        }
    }
    Ok(())
}

/// How a path becomes a store object.
struct Addition<'h> {
    name: Vec<u8>,
    method: Method,
    expected: Option<Hash>,
    filter: Option<Value<'h>>,
}

/// Adds a file or folder to the store, or what a filter leaves of it.
async fn add<'h, H: Host<'h>>(
    host: &mut H,
    path: &Path,
    addition: Addition<'h>,
) -> Result<'h, Value<'h>> {
    let runtime = host.runtime();
    let traced = |error: Error<'h>| {
        let what = format!("while adding path '{}'", path.display());
        error.traced(runtime.heap, &what, Position::NONE)
    };
    let failed = |error: StoreError| traced(runtime.error(error));
    let Addition {
        name,
        method,
        expected,
        filter,
    } = addition;
    // A filter is not asked about the path itself.
    let is_text = sources::is_text(&runtime, path);
    let Some(filter) = filter.filter(|_| !is_text) else {
        let string = sources::added(
            &runtime,
            path,
            &name,
            method,
            LastLink::Followed,
            expected.as_ref(),
        );
        return string.map(Value::String).map_err(traced);
    };
    let place = sources::admitted(&runtime, path, LastLink::Followed).map_err(traced)?;
    // Hashing goes on between the calls of the filter, which may add to the store as well.
    let mut import = runtime
        .store
        .borrow_mut()
        .begin(&place, method, Algorithm::Sha256);
    while let Some((entry, kind)) = import.advance().map_err(failed)? {
        let entry = sources::named(&runtime, &entry, &place, path);
        let wanted = !sources::is_left_out(&runtime, &entry)
            && accepts(host, filter, &entry, kind).await.map_err(traced)?;
        import.decide(wanted).map_err(failed)?;
    }
    let mut store = runtime.store.borrow_mut();
    let added = store
        .finish(import, &name, expected.as_ref())
        .map_err(failed)?;
    Ok(Value::String(sources::store_string(&runtime, &added)))
}

/// Asks a filter about a file.
async fn accepts<'h, H: Host<'h>>(
    host: &mut H,
    filter: Value<'h>,
    entry: &Path,
    kind: FileKind,
) -> Result<'h, bool> {
    let runtime = host.runtime();
    let string = |bytes: &[u8]| Value::String(NixString::new(runtime.heap, bytes));
    let arguments = [string(to_bytes(entry)), string(kind.name().as_bytes())];
    let verdict = host.call(filter, &arguments).await?;
    expect_bool(&runtime, verdict).map_err(|error| {
        let what = "while evaluating the return value of the path filter function";
        error.traced(runtime.heap, what, Position::NONE)
    })
}
