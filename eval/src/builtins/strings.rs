//! Builtins over strings: length, parts, joining, replacing, coercing.

use super::replacing;
use crate::error::{Error, OrFull, Result};
use crate::kernel::coerce::{Mode, coerce_direct};
use crate::kernel::expect::{expect_int, expect_list, expect_string};
use crate::kernel::operators::operand;
use crate::kernel::reentrant::{Arguments, Host, Reentrant};
use crate::kernel::trace::Telling;
use crate::runtime::Runtime;
use crate::value::{Builtin, ContextUnion, Interrupt, List, NixString, Value};

type Outcome<'h, T> = std::result::Result<T, Interrupt<'h>>;

/// The rows of this topic.
pub const TABLE: &[Builtin] = &[
    Builtin::reentrant(
        "stringLength",
        1,
        0b1,
        Reentrant::StringLength,
        "e: the number of bytes of the string e",
    )
    .with_fast_path(|runtime, arguments| {
        Ok(length(coerced(runtime, arguments[0], Mode::Interpolation)?))
    }),
    Builtin::reentrant(
        "substring",
        3,
        0b1,
        Reentrant::Substring,
        "start length s: the bytes of s from start on, at most length of them, or all if length is negative",
    )
    .with_fast_path(substring_direct),
    Builtin::reentrant(
        "concatStringsSep",
        2,
        0b1,
        Reentrant::ConcatStringsSep,
        "separator list: the strings of the list, joined by the separator",
    )
    .with_fast_path(concat_strings_sep_direct),
    Builtin::reentrant(
        "replaceStrings",
        3,
        0b1,
        Reentrant::ReplaceStrings,
        "from to s: s with each of the strings in from, at the first place that fits, replaced by its counterpart in to",
    )
    .with_fast_path(replacing::direct),
    Builtin::reentrant(
        "toString",
        1,
        0b1,
        Reentrant::ToString,
        "e: e as a string; lists are joined by spaces",
    )
    .with_fast_path(|runtime, arguments| {
        coerced(runtime, arguments[0], Mode::ToString).map(Value::String)
    }),
    Builtin::reentrant(
        "baseNameOf",
        1,
        0b1,
        Reentrant::BaseNameOf,
        "x: what follows the last slash in a path or string",
    )
    .with_fast_path(|runtime, arguments| {
        let string = coerced(runtime, arguments[0], Mode::PathPart)?;
        Ok(base_name(runtime, string))
    }),
    Builtin::reentrant(
        "dirOf",
        1,
        0b1,
        Reentrant::DirOf,
        "x: what precedes the last slash in a path or string",
    )
    .with_fast_path(|runtime, arguments| match arguments[0].resolved() {
        Value::Path(path) => Ok(Value::Path(directory(runtime, path))),
        other => {
            let string = coerced(runtime, other, Mode::PathPart)?;
            Ok(Value::String(directory(runtime, string)))
        }
    }),
    Builtin::reentrant(
        "unsafeDiscardStringContext",
        1,
        0b1,
        Reentrant::UnsafeDiscardStringContext,
        "s: s without its context",
    )
    .with_fast_path(|runtime, arguments| {
        let string = coerced(runtime, arguments[0], Mode::Interpolation)?;
        Ok(without_context(runtime, string))
    }),
];

/// The string of a value, unless evaluation is needed for it.
pub(super) fn coerced<'h>(
    runtime: &Runtime<'h>,
    value: Value<'h>,
    mode: Mode,
) -> Outcome<'h, NixString<'h>> {
    match coerce_direct(runtime, value, mode) {
        Some(result) => Ok(result?),
        None => Err(Interrupt::Reenter),
    }
}

/// The outcome of a plain form that a re-entrant one runs once nothing is left to evaluate.
pub(super) fn settled<'h, T>(runtime: &Runtime<'h>, outcome: Outcome<'h, T>) -> Result<'h, T> {
    outcome.map_err(|interrupt| match interrupt {
        Interrupt::Error(error) => error,
        Interrupt::Force(_) | Interrupt::Reenter => {
            runtime.error("an argument that was evaluated is not")
        }
    })
}

/// `stringLength e`
pub async fn string_length<'h, H: Host<'h>>(
    host: &mut H,
    [value, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    host.coerce(value, Mode::Interpolation).await.map(length)
}

fn length(string: NixString<'_>) -> Value<'_> {
    Value::Int(string.bytes().len() as i64)
}

/// The part of a string that `substring` takes.
#[derive(Clone, Copy)]
struct Range {
    start: usize,
    /// No bound for a negative length.
    length: Option<usize>,
}

impl Range {
    fn new<'h>(runtime: &Runtime<'h>, start: Value<'h>, length: Value<'h>) -> Outcome<'h, Self> {
        let start = expect_int(runtime, start)?;
        let start = usize::try_from(start)
            .map_err(|_| runtime.error("negative start position in 'substring'"))?;
        let length = usize::try_from(expect_int(runtime, operand(length, 1)?)?).ok();
        Ok(Self { start, length })
    }

    fn of<'h>(self, runtime: &Runtime<'h>, string: NixString<'h>) -> Value<'h> {
        let bytes = string.bytes();
        let rest = bytes.get(self.start..).unwrap_or(b"");
        let part = match self.length {
            Some(length) => rest.get(..length).unwrap_or(rest),
            None => rest,
        };
        if part.len() == bytes.len() {
            return Value::String(string);
        }
        let context = string.shared_context();
        Value::String(NixString::sharing(runtime.heap, part, context))
    }
}

fn substring_direct<'h>(runtime: &Runtime<'h>, arguments: &[Value<'h>]) -> Outcome<'h, Value<'h>> {
    let range = Range::new(runtime, arguments[0], arguments[1])?;
    let string = operand(arguments[2], 2)?;
    let string = coerced(runtime, string, Mode::Interpolation)?;
    Ok(range.of(runtime, string))
}

/// `substring start length s` of a set
pub async fn substring<'h, H: Host<'h>>(
    host: &mut H,
    [start, length, value]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let runtime = host.runtime();
    let string = host.coerce(value, Mode::Interpolation).await?;
    let arguments = [start, length, Value::String(string)];
    settled(&runtime, substring_direct(&runtime, &arguments))
}

/// Joined strings in the making; they are copied into the heap at the end, so that they count twice.
struct Joined<'h> {
    separator: NixString<'h>,
    bytes: Vec<u8>,
    context: ContextUnion<'h>,
    empty: bool,
}

impl<'h> Joined<'h> {
    fn new(separator: NixString<'h>) -> Self {
        let mut context = ContextUnion::default();
        context.add(separator.shared_context());
        Self {
            separator,
            bytes: Vec::new(),
            context,
            empty: true,
        }
    }

    fn push(&mut self, runtime: &Runtime<'h>, string: NixString<'h>) -> Result<'h, ()> {
        if !std::mem::replace(&mut self.empty, false) {
            self.bytes.extend_from_slice(self.separator.bytes());
        }
        self.bytes.extend_from_slice(string.bytes());
        self.context.add(string.shared_context());
        runtime
            .heap
            .reserve(self.bytes.len(), 2)
            .or_full(runtime.heap)
    }

    fn finish(self, runtime: &Runtime<'h>) -> Value<'h> {
        let context = self.context.finish(runtime.heap);
        Value::String(NixString::sharing(runtime.heap, &self.bytes, context))
    }
}

/// The error with what the trace says of an element that is no string.
#[cold]
fn of_joined<'h>(runtime: &Runtime<'h>, error: Error<'h>) -> Error<'h> {
    if error.passage().culprit.is_none() {
        return error;
    }
    let words = "while evaluating one element of the list of strings to concat passed to builtins.concatStringsSep";
    error.telling(runtime, words)
}

fn of_element<'r, 'h>(
    runtime: &'r Runtime<'h>,
) -> impl Fn(Interrupt<'h>) -> Interrupt<'h> + use<'r, 'h> {
    |interrupt| match interrupt {
        Interrupt::Error(error) => Interrupt::Error(of_joined(runtime, error)),
        other => other,
    }
}

fn concat_strings_sep_direct<'h>(
    runtime: &Runtime<'h>,
    arguments: &[Value<'h>],
) -> Outcome<'h, Value<'h>> {
    let separator = expect_string(runtime, arguments[0])?;
    let list = expect_list(runtime, operand(arguments[1], 1)?)?;
    if let Some(joined) = join_strings(runtime, separator, list)? {
        return Ok(joined);
    }
    let mut joined = Joined::new(separator);
    for item in list.items() {
        let string = coerced(runtime, item, Mode::Interpolation).map_err(of_element(runtime))?;
        joined.push(runtime, string)?;
    }
    Ok(joined.finish(runtime))
}

/// The strings of a list as one; nothing if something in it is no string, or not evaluated.
fn join_strings<'h>(
    runtime: &Runtime<'h>,
    separator: NixString<'h>,
    list: List<'h>,
) -> Outcome<'h, Option<Value<'h>>> {
    let mut context = ContextUnion::default();
    context.add(separator.shared_context());
    let gaps = list.len().saturating_sub(1);
    let mut length = separator.bytes().len().saturating_mul(gaps);
    for item in list.items() {
        let Value::String(string) = item.resolved() else {
            return Ok(None);
        };
        length = length.saturating_add(string.bytes().len());
        context.add(string.shared_context());
    }
    runtime.heap.reserve(length, 1).or_full(runtime.heap)?;
    let mut between: &[u8] = b"";
    let parts = list.items().flat_map(|item| {
        let before = std::mem::replace(&mut between, separator.bytes());
        match item.resolved() {
            Value::String(string) => [before, string.bytes()],
            _ => unreachable!("all items are strings"),
        }
    });
    let context = context.finish(runtime.heap);
    let joined = NixString::joined(runtime.heap, length, parts, context);
    Ok(Some(Value::String(joined)))
}

/// `concatStringsSep separator list`
pub async fn concat_strings_sep<'h, H: Host<'h>>(
    host: &mut H,
    [separator, list, _]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let runtime = host.runtime();
    let separator = expect_string(&runtime, separator)?;
    let list = expect_list(&runtime, list)?;
    let mut joined = Joined::new(separator);
    for item in list.items() {
        let outcome = host.coerce(item, Mode::Interpolation).await;
        let string = outcome.map_err(|error| of_joined(&runtime, error))?;
        joined.push(&runtime, string)?;
    }
    Ok(joined.finish(&runtime))
}

pub use super::replacing::replace_strings;

/// `toString e`
pub async fn to_string<'h, H: Host<'h>>(
    host: &mut H,
    [value, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    host.coerce(value, Mode::ToString).await.map(Value::String)
}

/// `baseNameOf x`
pub async fn base_name_of<'h, H: Host<'h>>(
    host: &mut H,
    [value, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let string = host.coerce(value, Mode::PathPart).await?;
    Ok(base_name(&host.runtime(), string))
}

/// What follows the last slash; one slash at the end does not count.
fn base_name<'h>(runtime: &Runtime<'h>, string: NixString<'h>) -> Value<'h> {
    let bytes = string.bytes();
    let bytes = bytes.strip_suffix(b"/").unwrap_or(bytes);
    let start = bytes
        .iter()
        .rposition(|&byte| byte == b'/')
        .map_or(0, |slash| slash + 1);
    let context = string.shared_context();
    Value::String(NixString::sharing(runtime.heap, &bytes[start..], context))
}

/// `dirOf x`
pub async fn dir_of<'h, H: Host<'h>>(
    host: &mut H,
    [value, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let string = host.coerce(value, Mode::PathPart).await?;
    Ok(Value::String(directory(&host.runtime(), string)))
}

/// What precedes the last slash; `.` without any.
fn directory<'h>(runtime: &Runtime<'h>, string: NixString<'h>) -> NixString<'h> {
    let bytes = string.bytes();
    let directory = match bytes.iter().rposition(|&byte| byte == b'/') {
        None => b".",
        Some(0) => b"/",
        Some(slash) => &bytes[..slash],
    };
    NixString::sharing(runtime.heap, directory, string.shared_context())
}

/// `unsafeDiscardStringContext s`
pub async fn unsafe_discard_string_context<'h, H: Host<'h>>(
    host: &mut H,
    [value, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let string = host.coerce(value, Mode::Interpolation).await?;
    Ok(without_context(&host.runtime(), string))
}

fn without_context<'h>(runtime: &Runtime<'h>, string: NixString<'h>) -> Value<'h> {
    if string.shared_context().is_empty() {
        return Value::String(string);
    }
    Value::String(NixString::new(runtime.heap, string.bytes()))
}
