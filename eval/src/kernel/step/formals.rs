//! Captures, and the formals of set patterns.

use super::{Activation, Pause, Stack, Step};
use crate::bytecode::{Code, Formal, FormalDefault};
use crate::error::Error;
use crate::heap::Heap;
use crate::kernel::{expect, suggest};
use crate::runtime::Runtime;
use crate::source::Position;
use crate::symbol::Symbol;
use crate::syntax::show;
use crate::value::{Attrs, Closure, Packed, Thunk, ThunkState, Value};

/// `-- v1 .. vn`: matches the last argument of a frame against the function's set pattern.
pub fn bind_formals<'h>(
    runtime: &Runtime<'h>,
    stack: &mut Stack<'h>,
    frame: &Activation<'h>,
) -> Step<'h> {
    let Some((function, formals)) = frame
        .code
        .function
        .as_ref()
        .and_then(|f| Some((f, f.formals.as_ref()?)))
    else {
        unreachable!("set patterns are bound in functions that have one")
    };
    let slot = frame.base as usize + usize::from(function.arity);
    let argument = stack[slot].resolved();
    if let Value::Thunk(thunk) = argument {
        return Err(Pause::Again(thunk, Position::NONE));
    }
    let attrs = expect::expect_attrs(runtime, argument)?;
    stack[slot] = argument;
    let first = stack.len();
    let mut matched = 0;
    let mut defaults = false;
    for formal in formals.formals {
        let value = match attrs.get(formal.name) {
            Some(attr) => {
                matched += 1;
                attr.value
            }
            None => match formal.default {
                FormalDefault::Required => {
                    return Err(missing_argument(runtime, frame, formal.name).into());
                }
                FormalDefault::Constant(index) => frame.code.constants[index as usize],
                FormalDefault::Variable(source) => frame.capture(stack, source),
                FormalDefault::Thunk(index) => {
                    defaults = true;
                    reserved_thunk(runtime.heap, frame.code.codes[index as usize])
                }
            },
        };
        stack.push(value);
    }
    if !formals.ellipsis && matched < attrs.len() {
        return Err(unexpected_argument(runtime, frame, formals.formals, attrs).into());
    }
    if defaults {
        for (index, formal) in formals.formals.iter().enumerate() {
            if matches!(formal.default, FormalDefault::Thunk(_)) && attrs.get(formal.name).is_none()
            {
                fill_captures(runtime.heap, stack, frame, first + index);
            }
        }
    }
    Ok(())
}

fn function_name(runtime: &Runtime<'_>, frame: &Activation<'_>) -> String {
    let name = frame.code.function.as_ref().and_then(|f| f.name);
    name.map_or_else(
        || "anonymous lambda".to_owned(),
        |name| runtime.symbols.text(name),
    )
}

#[cold]
fn missing_argument<'h>(runtime: &Runtime<'h>, frame: &Activation<'h>, name: Symbol) -> Error<'h> {
    let error = runtime.error(format_args!(
        "function '{}' called without required argument '{}'",
        function_name(runtime, frame),
        runtime.symbols.text(name)
    ));
    error.at(runtime.heap, pattern_position(frame))
}

#[cold]
fn unexpected_argument<'h>(
    runtime: &Runtime<'h>,
    frame: &Activation<'h>,
    formals: &[Formal],
    attrs: Attrs<'h>,
) -> Error<'h> {
    let symbols = &runtime.symbols;
    let unexpected = attrs.entries(runtime.heap).iter().find(|attr| {
        formals
            .binary_search_by_key(&attr.name, |formal| formal.name)
            .is_err()
    });
    let unexpected = unexpected.map(|attr| symbols.name(attr.name));
    let name = unexpected.unwrap_or_default();
    let message = format!(
        "function '{}' called with unexpected argument '{}'",
        function_name(runtime, frame),
        show::attribute_name(name)
    );
    let error = runtime
        .error(message)
        .at(runtime.heap, pattern_position(frame));
    let candidates = formals.iter().map(|formal| symbols.text(formal.name));
    match suggest::suggestion(candidates, &String::from_utf8_lossy(name)) {
        Some(suggestion) => error.suggesting(runtime.heap, &suggestion),
        None => error,
    }
}

/// Where the lambda with the set pattern begins: the last of those collapsed into the function.
fn pattern_position(frame: &Activation<'_>) -> Position {
    let function = frame.code.function.as_ref();
    function
        .and_then(|function| function.parameters.last())
        .map_or(frame.code.position, |parameter| parameter.position)
}

/// `--`: fills the captures of the thunk or closure at a place of the value stack from a frame.
#[inline(always)]
pub fn fill_captures<'h>(
    heap: &'h Heap,
    stack: &mut Stack<'h>,
    frame: &Activation<'h>,
    index: usize,
) {
    let (code, cells) = match stack[index] {
        Value::Thunk(thunk) => match thunk.state() {
            ThunkState::Suspended(code) => (code, thunk.captures()),
            ThunkState::Application
            | ThunkState::Blackhole
            | ThunkState::Done(_)
            | ThunkState::Failed(_) => {
                unreachable!("a reserved thunk is filled before it runs")
            }
        },
        Value::Closure(closure) => (closure.code(), closure.captures()),
        _ => unreachable!("only thunks and closures are reserved"),
    };
    for (cell, &source) in cells.iter().zip(code.captures.items()) {
        cell.set(frame.packed(heap, stack, source));
    }
}

/// `-- thunk`
#[inline(always)]
pub fn make_thunk<'h>(heap: &'h Heap, stack: &mut Stack<'h>, frame: &Activation<'h>, index: u32) {
    let code = frame.code.codes[index as usize];
    let sources = code.captures.items();
    let thunk = Thunk::suspended(heap, code, |i| frame.packed(heap, stack, sources[i]));
    stack.push(Value::Thunk(thunk));
}

/// `-- function`
#[inline(always)]
pub fn make_closure<'h>(heap: &'h Heap, stack: &mut Stack<'h>, frame: &Activation<'h>, index: u32) {
    let code = frame.code.codes[index as usize];
    let sources = code.captures.items();
    let closure = Closure::new(heap, code, |i| frame.packed(heap, stack, sources[i]));
    stack.push(Value::Closure(closure));
}

/// A thunk whose captures are to be filled.
pub(super) fn reserved_thunk<'h>(heap: &'h Heap, code: &'h Code<'h>) -> Value<'h> {
    let nothing = Packed::new(heap, Value::Null);
    Value::Thunk(Thunk::suspended(heap, code, |_| nothing))
}

/// A closure whose captures are to be filled.
pub(super) fn reserved_closure<'h>(heap: &'h Heap, code: &'h Code<'h>) -> Value<'h> {
    let nothing = Packed::new(heap, Value::Null);
    Value::Closure(Closure::new(heap, code, |_| nothing))
}
