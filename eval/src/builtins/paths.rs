//! Builtins that turn values into paths, and look for paths and variables of the environment.

use crate::error::Result;
use crate::kernel::files::to_bytes;
use crate::kernel::paths::normalize;
use crate::kernel::realise::realise;
use crate::kernel::reentrant::{Arguments, Host, Reentrant};
use crate::kernel::search_path::{self, Entry};
use crate::kernel::{expect, files};
use crate::print;
use crate::runtime::Runtime;
use crate::source::Position;
use crate::value::{Builtin, Interrupt, List, NixString, Value};
use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStrExt;

type Outcome<'h, T> = std::result::Result<T, Interrupt<'h>>;

/// The rows of this topic.
pub const TABLE: &[Builtin] = &[
    Builtin::reentrant(
        "toPath",
        1,
        0b1,
        Reentrant::ToPath,
        "path: the absolute path, normalised, as a string (deprecated: write `/. + path`)",
    )
    .with_fast_path(to_path),
    Builtin::reentrant(
        "findFile",
        2,
        0b01,
        Reentrant::FindFile,
        "searchPath name: the path of the first entry `{ path, prefix }` that has the name",
    )
    .with_fast_path(find_file),
    Builtin::direct(
        "getEnv",
        1,
        0b1,
        get_env,
        "name: the variable of the environment, or an empty string",
    ),
];

/// What the trace says of an entry's path.
const ENTRY_PATH: &str =
    "while evaluating the `path` attribute of an element of the list passed to builtins.findFile";

/// Times that a set may refer to another set for its path; C++ Nix stops at this call depth.
const MAX_INDIRECTIONS: usize = 10_000;

/// The text of an argument that stands for a path; a set has to be asked, which only a re-entrant operation can.
pub fn path_text<'h>(runtime: &Runtime<'h>, value: Value<'h>) -> Outcome<'h, NixString<'h>> {
    let names = &runtime.names;
    match value.resolved() {
        Value::Path(path) => Ok(path),
        Value::String(text) if text.bytes().starts_with(b"/") => Ok(text),
        Value::String(text) => Err(runtime
            .error(format_args!(
                "string '{}' doesn't represent an absolute path",
                text.text()
            ))
            .into()),
        Value::Attrs(attrs)
            if attrs.get(names.to_string).is_some() || attrs.get(names.out_path).is_some() =>
        {
            Err(Interrupt::Reenter)
        }
        Value::Thunk(_) => Err(Interrupt::Reenter),
        other => Err(runtime
            .error(format_args!(
                "cannot coerce {} to a string: {}",
                print::described(other),
                print::for_message(runtime, other)
            ))
            .into()),
    }
}

/// As [`path_text`], with the line that says what the path was wanted for; what it depends on is there.
pub fn path_argument<'h>(runtime: &Runtime<'h>, value: Value<'h>) -> Outcome<'h, NixString<'h>> {
    let text = path_text(runtime, value)
        .map_err(|interrupt| interrupt.traced(runtime, "while realising the context of a path"))?;
    if !text.shared_context().is_empty() {
        realise(runtime, text)?;
    }
    Ok(text)
}

/// Asks a set for the path or string it stands for: `__toString`, else `outPath`; another value is itself.
pub async fn path_value<'h, H: Host<'h>>(host: &mut H, value: Value<'h>) -> Result<'h, Value<'h>> {
    let runtime = host.runtime();
    let mut value = host.force(value).await?;
    for _ in 0..MAX_INDIRECTIONS {
        let Value::Attrs(attrs) = value else {
            return Ok(value);
        };
        if let Some(function) = attrs.value(runtime.names.to_string) {
            value = host.call(function, &[value]).await?;
        } else if let Some(path) = attrs.value(runtime.names.out_path) {
            value = host.force(path).await?;
        } else {
            return Ok(value);
        }
    }
    Err(runtime.error("stack overflow; max-call-depth exceeded"))
}

/// The outcome of a direct builtin run again by its re-entrant form, once nothing is left to ask for.
pub fn settled<'h>(
    runtime: &Runtime<'h>,
    outcome: Outcome<'h, Value<'h>>,
) -> Result<'h, Value<'h>> {
    outcome.map_err(|interrupt| match interrupt {
        Interrupt::Error(error) => error,
        Interrupt::Force(_) | Interrupt::Reenter => {
            runtime.error("a path that was evaluated is a set again")
        }
    })
}

fn to_path<'h>(runtime: &Runtime<'h>, arguments: &[Value<'h>]) -> Outcome<'h, Value<'h>> {
    let path = path_text(runtime, arguments[0]).map_err(|interrupt| match interrupt {
        Interrupt::Error(error) => Interrupt::Error(error.traced(
            runtime.heap,
            "while evaluating the first argument passed to builtins.toPath",
            Position::NONE,
        )),
        Interrupt::Force(_) | Interrupt::Reenter => interrupt,
    })?;
    let normal = normalize(path.bytes());
    let context = path.shared_context();
    Ok(Value::String(NixString::sharing(
        runtime.heap,
        &normal,
        context,
    )))
}

/// `toPath set`
pub async fn to_path_of_set<'h, H: Host<'h>>(
    host: &mut H,
    [path, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let path = path_value(host, path).await?;
    let runtime = host.runtime();
    settled(&runtime, to_path(&runtime, &[path]))
}

fn get_env<'h>(runtime: &Runtime<'h>, arguments: &[Value<'h>]) -> Outcome<'h, Value<'h>> {
    let name = expect::expect_string_without_context(runtime, arguments[0])?;
    let value = if runtime.access.is_limited() {
        OsString::new()
    } else {
        std::env::var_os(OsStr::from_bytes(name.bytes())).unwrap_or_default()
    };
    Ok(Value::String(NixString::new(
        runtime.heap,
        value.as_bytes(),
    )))
}

/// A list argument of `findFile`, or the error that C++ Nix gives.
fn entry_list<'h>(runtime: &Runtime<'h>, value: Value<'h>) -> Result<'h, List<'h>> {
    match value {
        Value::List(list) => Ok(list),
        other => Err(runtime
            .error(format_args!(
                "expected a list but found {}: {}",
                print::described(other),
                print::for_message(runtime, other)
            ))
            .traced(
                runtime.heap,
                "while evaluating the first argument passed to builtins.findFile",
                Position::NONE,
            )),
    }
}

fn find_file<'h>(runtime: &Runtime<'h>, arguments: &[Value<'h>]) -> Outcome<'h, Value<'h>> {
    let list = entry_list(runtime, arguments[0])?;
    let mut entries = Vec::with_capacity(list.len());
    for item in list.items() {
        let Value::Attrs(attrs) = item.resolved() else {
            return Err(Interrupt::Reenter);
        };
        let part = |name| attrs.value(name).map(Value::resolved);
        let prefix = match part(runtime.names.prefix) {
            None => Vec::new(),
            Some(Value::String(prefix)) if prefix.context().is_empty() => prefix.bytes().to_vec(),
            Some(_) => return Err(Interrupt::Reenter),
        };
        let Some(Value::String(path) | Value::Path(path)) = part(runtime.names.path) else {
            return Err(Interrupt::Reenter);
        };
        entry_is_there(runtime, path)?;
        entries.push(Entry {
            prefix,
            path: path.bytes().to_vec(),
        });
    }
    if arguments[1].is_pending() {
        return Err(Interrupt::Reenter);
    }
    Ok(found(runtime, &entries, arguments[1].resolved())?)
}

/// Whether what the path of an entry depends on can be read.
fn entry_is_there<'h>(runtime: &Runtime<'h>, path: NixString<'h>) -> Result<'h, ()> {
    realise(runtime, path).map_err(|error| {
        runtime.error(format_args!(
            "cannot find '{}', since {}",
            path.text(),
            error.message()
        ))
    })
}

fn found<'h>(runtime: &Runtime<'h>, entries: &[Entry], name: Value<'h>) -> Result<'h, Value<'h>> {
    let name = expect::expect_string_without_context(runtime, name)?;
    let path = search_path::find(runtime, entries, name.bytes())?;
    Ok(Value::Path(NixString::new(runtime.heap, to_bytes(&path))))
}

/// `findFile searchPath name` over entries that have to be evaluated.
pub async fn find_file_of_thunks<'h, H: Host<'h>>(
    host: &mut H,
    [list, name, _]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let runtime = host.runtime();
    let list = entry_list(&runtime, list)?;
    let mut entries = Vec::with_capacity(list.len());
    for item in list.items() {
        let item = host.force(item).await?;
        let traced = |error: crate::error::Error<'h>, what: &str| {
            error.traced(runtime.heap, what, Position::NONE)
        };
        let attrs = expect::expect_attrs(&runtime, item).map_err(|error| {
            traced(
                error,
                "while evaluating an element of the list passed to builtins.findFile",
            )
        })?;
        let prefix = match attrs.value(runtime.names.prefix) {
            None => Vec::new(),
            Some(prefix) => {
                let prefix = host.force(prefix).await?;
                expect::expect_string_without_context(&runtime, prefix)?
                    .bytes()
                    .to_vec()
            }
        };
        let Some(path) = attrs.value(runtime.names.path) else {
            let missing = runtime.error("attribute 'path' missing");
            return Err(traced(missing, "in an element of the __nixPath"));
        };
        let path = match path_value(host, path).await? {
            Value::String(text) => {
                entry_is_there(&runtime, text)?;
                text.bytes().to_vec()
            }
            other => settled_path(&runtime, other, ENTRY_PATH)?.bytes().to_vec(),
        };
        entries.push(Entry { prefix, path });
    }
    let name = host.force(name).await?;
    found(&runtime, &entries, name)
}

/// The text of a path that has been asked for, and that can be read; `what` is the line of trace that says what it was
/// wanted for.
pub fn settled_path<'h>(
    runtime: &Runtime<'h>,
    value: Value<'h>,
    what: &str,
) -> Result<'h, NixString<'h>> {
    let text = named_path(runtime, value, what)?;
    realise(runtime, text)?;
    Ok(text)
}

/// As [`settled_path`], but of what the path depends on nothing needs to be there.
pub fn named_path<'h>(
    runtime: &Runtime<'h>,
    value: Value<'h>,
    what: &str,
) -> Result<'h, NixString<'h>> {
    match path_text(runtime, value) {
        Ok(text) => Ok(text),
        Err(Interrupt::Error(error)) => Err(error.traced(runtime.heap, what, Position::NONE)),
        Err(Interrupt::Force(_) | Interrupt::Reenter) => {
            Err(runtime.error("a path that was evaluated is a set again"))
        }
    }
}

/// The path of the system that an argument stands for, normalised.
pub fn system_path(text: NixString<'_>) -> std::path::PathBuf {
    files::to_path(&normalize(text.bytes()))
}
