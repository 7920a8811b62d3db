//! Coercion to strings: what interpolation, `+`, `toString` and most builtins over strings accept in place of one.

use super::expect::cannot_coerce;
use super::float;
use super::recursion::Chain;
use super::reentrant::{Arguments, Host};
use super::sources;
use super::trace::Telling;
use crate::bytecode::Coercion;
use crate::error::{Due, Error, MAX_TRACE_LINES, OrFull, Passage, Result};
use crate::heap::Heap;
use crate::runtime::Runtime;
use crate::value::{ContextUnion, List, NixString, Value};

/// What a value is coerced for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Part of a string: strings, and sets with `__toString` or `outPath`; paths are copied to the store.
    Interpolation = 0,
    /// Part of a path: as [`Mode::Interpolation`], but paths stay where they are.
    PathPart = 1,
    /// `toString`: also null, booleans, numbers and lists; paths stay where they are.
    ToString = 2,
    /// An attribute of a derivation: as [`Mode::ToString`], but paths are copied to the store.
    Derivation = 3,
}

impl From<Coercion> for Mode {
    fn from(coercion: Coercion) -> Self {
        match coercion {
            Coercion::String => Self::Interpolation,
            Coercion::Path => Self::PathPart,
        }
    }
}

impl Mode {
    /// The mode as an argument of [`operation`].
    pub fn argument<'h>(self) -> Value<'h> {
        Value::Int(self as i64)
    }

    fn from_argument(argument: Value<'_>) -> Self {
        let modes = [
            Self::Interpolation,
            Self::PathPart,
            Self::ToString,
            Self::Derivation,
        ];
        let same = |mode: &Self| matches!(argument, Value::Int(number) if number == *mode as i64);
        modes.into_iter().find(same).unwrap_or(Self::Interpolation)
    }

    /// Whether null, booleans, numbers and lists have a string form.
    fn takes_all(self) -> bool {
        match self {
            Self::ToString | Self::Derivation => true,
            Self::Interpolation | Self::PathPart => false,
        }
    }

    fn copies_paths(self) -> bool {
        match self {
            Self::Interpolation | Self::Derivation => true,
            Self::PathPart | Self::ToString => false,
        }
    }
}

/// The string of a value that is neither a list, a set nor unevaluated; `None` for those.
fn scalar<'h>(
    runtime: &Runtime<'h>,
    value: Value<'h>,
    mode: Mode,
) -> Option<Result<'h, NixString<'h>>> {
    let string = |text: &str| Ok(NixString::new(runtime.heap, text.as_bytes()));
    Some(match value {
        Value::String(string) => Ok(string),
        Value::Path(path) if mode.copies_paths() => sources::copied(runtime, path),
        Value::Path(path) => Ok(path),
        Value::Null | Value::Bool(false) if mode.takes_all() => string(""),
        Value::Bool(true) if mode.takes_all() => string("1"),
        Value::Int(number) if mode.takes_all() => string(&number.to_string()),
        Value::Float(number) if mode.takes_all() => string(&float::fixed(number)),
        Value::List(_) if mode.takes_all() => return None,
        Value::Attrs(_) | Value::Thunk(_) => return None,
        Value::Null
        | Value::Bool(_)
        | Value::Int(_)
        | Value::Float(_)
        | Value::List(_)
        | Value::Closure(_)
        | Value::Builtin(_)
        | Value::Partial(_) => Err(cannot_coerce(runtime, value)),
    })
}

/// Coerces a value whose string needs no evaluation; `None` if it may need some.
pub fn coerce_direct<'h>(
    runtime: &Runtime<'h>,
    value: Value<'h>,
    mode: Mode,
) -> Option<Result<'h, NixString<'h>>> {
    let value = value.resolved();
    let attrs = match value {
        Value::Attrs(attrs) => attrs,
        Value::List(list) if mode.takes_all() => return list_direct(runtime, list),
        _ => return scalar(runtime, value, mode),
    };
    if attrs.get(runtime.names.to_string).is_some() {
        return None;
    }
    match attrs.value(runtime.names.out_path).map(Value::resolved) {
        Some(Value::String(string)) => Some(Ok(string)),
        Some(_) => None,
        None => Some(Err(cannot_coerce(runtime, value))),
    }
}

/// The string of an evaluated list of strings, and of sets whose `outPath` is an evaluated string; `None` for any other.
fn list_direct<'h>(runtime: &Runtime<'h>, list: List<'h>) -> Option<Result<'h, NixString<'h>>> {
    let heap = runtime.heap;
    let mut strings = Vec::with_capacity(list.len().min(MAX_STRINGS));
    let mut context = ContextUnion::default();
    // A space between two.
    let mut length = list.len().saturating_sub(1);
    for item in list.items() {
        let string = match item.resolved() {
            Value::String(string) => string,
            Value::Attrs(attrs) if !attrs.has(runtime.names.to_string) => {
                match attrs.value(runtime.names.out_path)?.resolved() {
                    Value::String(string) => string,
                    _ => return None,
                }
            }
            _ => return None,
        };
        if strings.len() == MAX_STRINGS {
            return None;
        }
        strings.push(string);
        length += string.bytes().len();
        context.add(string.shared_context());
    }
    if let [only] = strings[..] {
        return Some(Ok(only));
    }
    if let Err(error) = heap.reserve(length, 1).or_full(heap) {
        return Some(Err(error));
    }
    let mut between: &[u8] = b"";
    let parts = strings.iter().flat_map(|string| {
        let before = std::mem::replace(&mut between, b" ");
        [before, string.bytes()]
    });
    let context = context.finish(heap);
    Some(Ok(NixString::joined(heap, length, parts, context)))
}

/// How many strings of a list are joined without asking the heap for room in between.
const MAX_STRINGS: usize = 1 << 10;

/// A list whose items are being coerced, and how many of them are under way or done.
type OpenList<'h> = (List<'h>, usize);

/// The string of lists in the making.
struct Gathering<'h> {
    /// The first string: that of all, if there is nothing else.
    first: Option<NixString<'h>>,
    bytes: Vec<u8>,
    context: ContextUnion<'h>,
    open: Vec<OpenList<'h>>,
}

impl<'h> Gathering<'h> {
    fn push(&mut self, string: NixString<'h>) {
        self.first.get_or_insert(string);
        self.bytes.extend_from_slice(string.bytes());
        self.context.add(string.shared_context());
    }

    /// The string of all.
    fn finish(self, heap: &'h Heap) -> NixString<'h> {
        let context = self.context.finish(heap);
        match self.first {
            Some(first) if first.is(&self.bytes, context) => first,
            Some(_) | None => NixString::sharing(heap, &self.bytes, context),
        }
    }

    /// Goes on to the next item of the innermost list, after what separates it from the one before.
    fn next_item(&mut self) -> Option<Value<'h>> {
        while let Some((list, index)) = self.open.last_mut() {
            if let Some(item) = list.get(*index) {
                let before = index.checked_sub(1).and_then(|before| list.get(before));
                let after_empty_list = before.is_none_or(
                    |before| matches!(before.resolved(), Value::List(l) if l.is_empty()),
                );
                if !after_empty_list {
                    self.bytes.push(b' ');
                }
                *index += 1;
                return Some(item);
            }
            self.open.pop();
        }
        None
    }
}

/// The error of a value that may have been the result of `__toString`.
#[cold]
fn of_form<'h>(runtime: &Runtime<'h>, error: Error<'h>, is_form: bool) -> Error<'h> {
    if !is_form {
        return error;
    }
    let due = Due::StringForm;
    let passage = error.passage();
    error.passing(runtime.heap, Passage { due, ..passage })
}

/// The error of an item of lists, with a line for each of them but the outermost, which is told of as `whole`.
#[cold]
fn of_items<'h>(
    runtime: &Runtime<'h>,
    error: Error<'h>,
    coercion: &Gathering<'h>,
    whole: Value<'h>,
) -> Error<'h> {
    const ITEM: &str = "while evaluating one element of the list";
    if coercion.open.is_empty() {
        return error;
    }
    let passage = error.passage();
    let is_no_string = passage.is_fresh && passage.due != Due::StringForm;
    let lines = coercion.open.len() - 1 + usize::from(is_no_string);
    let told = |error: Error<'h>, _| error.telling(runtime, ITEM);
    let error = (0..lines.min(MAX_TRACE_LINES as usize)).fold(error, told);
    let passage = Passage {
        culprit: Some(whole),
        ..Passage::FRESH
    };
    error.passing(runtime.heap, passage)
}

/// Coerces a value, forced or not.
pub async fn coerce_to_string<'h, H: Host<'h>>(
    host: &mut H,
    value: Value<'h>,
    mode: Mode,
) -> Result<'h, NixString<'h>> {
    let runtime = host.runtime();
    let value = forced!(host, value);
    if let Some(result) = coerce_direct(&runtime, value, mode) {
        return result;
    }
    let mut coercion = Gathering {
        first: None,
        bytes: Vec::new(),
        context: ContextUnion::default(),
        open: Vec::new(),
    };
    let mut current = value;
    // The result of a `__toString`, and the string forms of that.
    let mut is_form = false;
    let mut hops = Chain::default();
    let mut depth = Chain::default();
    let whole = value;
    loop {
        let value = forced!(host, current, |error| of_items(
            &runtime, error, &coercion, whole
        ));
        match value {
            Value::Attrs(attrs) => {
                hops.step(&runtime, attrs.address())?;
                if let Some(function) = attrs.value(runtime.names.to_string) {
                    let outcome = host.call(function, &[value]).await;
                    current =
                        outcome.map_err(|error| of_items(&runtime, error, &coercion, whole))?;
                    is_form = true;
                    continue;
                }
                if let Some(out_path) = attrs.value(runtime.names.out_path) {
                    current = out_path;
                    continue;
                }
                let error = cannot_coerce(&runtime, value);
                return Err(of_items(&runtime, error, &coercion, whole));
            }
            Value::List(list) if mode.takes_all() => {
                depth.truncate(coercion.open.len());
                depth.step(&runtime, list.address())?;
                coercion.open.push((list, 0));
            }
            Value::Null
            | Value::Bool(_)
            | Value::Int(_)
            | Value::Float(_)
            | Value::String(_)
            | Value::Path(_)
            | Value::List(_)
            | Value::Closure(_)
            | Value::Builtin(_)
            | Value::Partial(_)
            | Value::Thunk(_) => {
                if let Some(string) = scalar(&runtime, value, mode) {
                    let string = string.map_err(|error| {
                        let error = of_form(&runtime, error, is_form);
                        of_items(&runtime, error, &coercion, whole)
                    })?;
                    if coercion.open.is_empty() {
                        return Ok(string);
                    }
                    coercion.push(string);
                }
            }
        }
        let heap = runtime.heap;
        heap.reserve(coercion.open.len(), size_of::<OpenList<'h>>())
            .or_full(heap)?;
        // What has been gathered, and the string made of it at the end.
        heap.reserve(coercion.bytes.len(), 2).or_full(heap)?;
        hops = Chain::default();
        is_form = false;
        let Some(item) = coercion.next_item() else {
            return Ok(coercion.finish(heap));
        };
        current = item;
    }
}

/// Coercion as an operation: the value, and the [`Mode::argument`].
pub async fn operation<'h, H: Host<'h>>(
    host: &mut H,
    [value, mode, _]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let mode = Mode::from_argument(mode);
    coerce_to_string(host, value, mode).await.map(Value::String)
}
