//! Instructions that build strings and paths.

use super::{Pause, Stack, Step};
use crate::bytecode::Coercion;
use crate::error::{OrFull, Result};
use crate::kernel::reentrant::Reentrant;
use crate::kernel::{coerce, operators, paths};
use crate::runtime::Runtime;
use crate::value::{ContextUnion, NixString, Value};

/// `v -- string`
pub fn coerce<'h>(stack: &mut Stack<'h>, mode: Coercion) -> Step<'h> {
    let value = stack.top().resolved();
    match (value, mode) {
        (Value::String(_), _) | (Value::Path(_), Coercion::Path) => {
            stack.set_top(value);
            Ok(())
        }
        _ => {
            stack.drop_top(1);
            let arguments = [value, coerce::Mode::from(mode).argument(), Value::Null];
            Err(Pause::Reenter(Reentrant::CoerceToString, arguments))
        }
    }
}

/// `s1 .. sn -- string`
pub fn concat_strings<'h>(runtime: &Runtime<'h>, stack: &mut Stack<'h>, count: usize) -> Step<'h> {
    let start = stack.len() - count;
    let heap = runtime.heap;
    let parts = &stack[start..];
    let (length, context) = measured(runtime, parts)?;
    let parts = parts.iter().map(|part| string_of(*part).bytes());
    let string = NixString::joined(heap, length, parts, context.finish(heap));
    stack.truncate(start);
    stack.push(Value::String(string));
    Ok(())
}

/// `s1 .. sn -- path`
pub(super) fn concat_path<'h>(
    runtime: &Runtime<'h>,
    stack: &mut Stack<'h>,
    count: usize,
) -> Step<'h> {
    let start = stack.len() - count;
    let parts = &stack[start..];
    let (length, context) = measured(runtime, parts)?;
    if !context.is_empty() {
        return Err(runtime.error(operators::NOT_APPENDED).into());
    }
    let mut bytes = Vec::with_capacity(length);
    for part in parts {
        bytes.extend_from_slice(string_of(*part).bytes());
    }
    stack.truncate(start);
    let path = paths::normalize(&bytes);
    stack.push(Value::Path(NixString::new(runtime.heap, &path)));
    Ok(())
}

/// The length and the context of several strings as one, for which there is room.
fn measured<'h>(
    runtime: &Runtime<'h>,
    parts: &[Value<'h>],
) -> Result<'h, (usize, ContextUnion<'h>)> {
    let mut length = 0;
    let mut context = ContextUnion::default();
    for part in parts {
        let string = string_of(*part);
        length += string.bytes().len();
        context.add(string.shared_context());
    }
    runtime.heap.reserve(length, 1).or_full(runtime.heap)?;
    Ok((length, context))
}

/// The string or path on the stack after its coercion.
fn string_of(value: Value<'_>) -> NixString<'_> {
    match value.resolved() {
        Value::String(string) | Value::Path(string) => string,
        _ => unreachable!("interpolated parts have been coerced"),
    }
}
