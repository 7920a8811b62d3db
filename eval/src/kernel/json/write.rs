//! Values as JSON: `toJSON`, and the command's `--json`.

use super::text::push_string;
use crate::error::{Error, OrFull, Result};
use crate::kernel::coerce::Mode;
use crate::kernel::float;
use crate::kernel::recursion::Chain;
use crate::kernel::reentrant::{Arguments, Host};
use crate::kernel::sources;
use crate::kernel::trace::Telling;
use crate::print;
use crate::runtime::Runtime;
use crate::source::Position;
use crate::syntax::show;
use crate::value::{Attr, Callee, ContextUnion, List, NixString, Value};
use std::io::Write as _;

/// A collection being written, and the number of its items begun.
enum Open<'h> {
    List(List<'h>, usize),
    Attrs(Vec<Attr<'h>>, usize),
}

impl<'h> Open<'h> {
    /// The error with a line that says which item was being written.
    fn traced(&self, runtime: &Runtime<'h>, error: Error<'h>, around: Position) -> Error<'h> {
        let (message, position) = match self {
            Self::List(_, begun) => (
                format!(
                    "while evaluating list element at index {}",
                    begun.saturating_sub(1)
                ),
                around,
            ),
            Self::Attrs(attrs, begun) => match attrs.get(begun.saturating_sub(1)) {
                None => return error,
                Some(attr) => (
                    format!(
                        "while evaluating attribute '{}'",
                        show::attribute_name(runtime.symbols.name(attr.name))
                    ),
                    attr.position,
                ),
            },
        };
        error.traced(runtime.heap, &message, position)
    }
}

/// Where the innermost attribute of those being written is defined.
fn position(open: &[Open<'_>]) -> Position {
    let attribute = |open: &Open<'_>| match open {
        Open::List(..) => None,
        Open::Attrs(attrs, begun) => attrs.get(begun.checked_sub(1)?).map(|attr| attr.position),
    };
    open.iter().rev().find_map(attribute).unwrap_or_default()
}

struct Writer<'h> {
    bytes: Vec<u8>,
    context: ContextUnion<'h>,
    open: Vec<Open<'h>>,
    /// What is wrong with the first string that is no UTF-8; the errors of evaluation come first.
    malformed: Option<String>,
}

impl<'h> Writer<'h> {
    fn string(&mut self, string: NixString<'h>) {
        self.context.add(string.shared_context());
        self.quote(string.bytes());
    }

    fn quote(&mut self, bytes: &[u8]) {
        let result = push_string(&mut self.bytes, bytes);
        if let (Err(message), None) = (result, &self.malformed) {
            self.malformed = Some(message);
        }
    }

    fn integer(&mut self, number: i64) {
        // Nothing keeps a vector from taking bytes.
        let _ = write!(self.bytes, "{number}");
    }

    fn push(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// Goes on to the next item of the innermost collection, and closes those that have none left.
    fn next_item(&mut self, runtime: &Runtime<'h>) -> Option<Value<'h>> {
        loop {
            match self.open.last_mut()? {
                Open::List(list, begun) => {
                    if let Some(item) = list.get(*begun) {
                        *begun += 1;
                        if *begun > 1 {
                            self.bytes.push(b',');
                        }
                        return Some(item);
                    }
                    self.bytes.push(b']');
                }
                Open::Attrs(attrs, begun) => {
                    if let Some(&attr) = attrs.get(*begun) {
                        *begun += 1;
                        if *begun > 1 {
                            self.bytes.push(b',');
                        }
                        self.quote(runtime.symbols.name(attr.name));
                        self.bytes.push(b':');
                        return Some(attr.value);
                    }
                    self.bytes.push(b'}');
                }
            }
            self.open.pop();
        }
    }

    /// Where the innermost attribute being written is defined.
    fn position(&self) -> Position {
        position(&self.open)
    }

    /// Asks whether the heap has room for what has been written.
    fn check(&self, runtime: &Runtime<'h>) -> Result<'h, ()> {
        let heap = runtime.heap;
        // What has been gathered, and the string made of it at the end.
        heap.reserve(self.bytes.len(), 2).or_full(heap)?;
        heap.reserve(self.open.len(), size_of::<Open<'h>>())
            .or_full(heap)
    }
}

/// Writes a value as JSON, as an operation: the value, and false if nothing below it shall be evaluated; the result is a
/// string.
pub async fn operation<'h, H: Host<'h>>(
    host: &mut H,
    [value, strict, _]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let runtime = host.runtime();
    let mut writer = Writer {
        bytes: Vec::new(),
        context: ContextUnion::default(),
        open: Vec::new(),
        malformed: None,
    };
    let strict = !matches!(strict, Value::Bool(false));
    if let Err(error) = write(host, value, strict, &mut writer).await {
        let mut error = error;
        for (depth, open) in writer.open.iter().enumerate().rev() {
            error = open.traced(&runtime, error, position(&writer.open[..depth]));
        }
        return Err(error);
    }
    if let Some(message) = writer.malformed {
        return Err(runtime.error(format_args!(
            "JSON serialization error: [json.exception.type_error.316] {message}"
        )));
    }
    let json = NixString::sharing(
        runtime.heap,
        &writer.bytes,
        writer.context.finish(runtime.heap),
    );
    Ok(Value::String(json))
}

/// The error with what the trace says of the result of a `__toString` that is no string.
#[cold]
fn of_form<'h>(runtime: &Runtime<'h>, error: Error<'h>) -> Error<'h> {
    if error.passage().culprit.is_none() {
        return error;
    }
    let words = "while evaluating the result of the `__toString` attribute";
    error.telling(runtime, words)
}

async fn write<'h, H: Host<'h>>(
    host: &mut H,
    value: Value<'h>,
    strict: bool,
    writer: &mut Writer<'h>,
) -> Result<'h, ()> {
    let runtime = host.runtime();
    let mut current = forced!(host, value);
    let mut is_root = true;
    let mut hops = Chain::default();
    let mut depth = Chain::default();
    loop {
        if !strict && !std::mem::take(&mut is_root) && print::is_unevaluated(current) {
            let error = runtime.error("cannot convert a thunk to JSON");
            return Err(error.at(runtime.heap, writer.position()));
        }
        let value = forced!(host, current);
        match value {
            Value::Null => writer.push("null"),
            Value::Bool(truth) => writer.push(if truth { "true" } else { "false" }),
            Value::Int(number) => writer.integer(number),
            Value::Float(number) => writer.push(&float::json(number)),
            Value::String(string) => writer.string(string),
            Value::Path(path) => writer.string(sources::copied(&runtime, path)?),
            Value::List(list) => {
                depth.truncate(writer.open.len());
                depth.step(&runtime, list.address())?;
                writer.bytes.push(b'[');
                writer.open.push(Open::List(list, 0));
            }
            Value::Attrs(attrs) => {
                if let Some(function) = attrs.value(runtime.names.to_string) {
                    let result = host.call(function, &[value]).await?;
                    let outcome = host.coerce(result, Mode::PathPart).await;
                    let string = outcome.map_err(|error| of_form(&runtime, error))?;
                    writer.string(string);
                } else if let Some(out_path) = attrs.value(runtime.names.out_path) {
                    hops.step(&runtime, attrs.address())?;
                    current = out_path;
                    continue;
                } else {
                    depth.truncate(writer.open.len());
                    depth.step(&runtime, attrs.address())?;
                    writer.bytes.push(b'{');
                    let sorted = attrs.sorted_by_name(runtime.heap, &runtime.symbols);
                    writer.open.push(Open::Attrs(sorted, 0));
                }
            }
            Value::Closure(_) | Value::Builtin(_) | Value::Partial(_) | Value::Thunk(_) => {
                let position = match value {
                    Value::Closure(closure) => closure.code().position,
                    Value::Partial(partial) => match partial.callee() {
                        Callee::Closure(closure) => {
                            closure.code().position_after(partial.arguments().len())
                        }
                        Callee::Builtin(_) => writer.position(),
                    },
                    _ => writer.position(),
                };
                let what = print::described(value);
                let error = runtime.error(format_args!("cannot convert {what} to JSON"));
                return Err(error.at(runtime.heap, position));
            }
        }
        writer.check(&runtime)?;
        hops = Chain::default();
        match writer.next_item(&runtime) {
            Some(item) => current = item,
            None => return Ok(()),
        }
    }
}
