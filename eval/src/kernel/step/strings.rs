//! Instructions that build strings and paths.

use super::{Pause, Stack, Step};
use crate::bytecode::Coercion;
use crate::error::{OrFull, Result};
use crate::kernel::reentrant::Reentrant;
use crate::kernel::{coerce, operators, paths};
use crate::runtime::Runtime;
use crate::value::{Context, ContextUnion, NixString, Value};

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
    let (bytes, context) = joined(runtime, &stack[start..])?;
    stack.truncate(start);
    let string = NixString::sharing(runtime.heap, &bytes, context);
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
    let (bytes, context) = joined(runtime, &stack[start..])?;
    if !context.is_empty() {
        return Err(runtime.error(operators::NOT_APPENDED).into());
    }
    stack.truncate(start);
    let path = paths::normalize(&bytes);
    stack.push(Value::Path(NixString::new(runtime.heap, &path)));
    Ok(())
}

fn joined<'h>(runtime: &Runtime<'h>, strings: &[Value<'h>]) -> Result<'h, (Vec<u8>, Context<'h>)> {
    let length = strings.iter().map(|s| string_of(*s).bytes().len()).sum();
    runtime.heap.reserve(length, 1).or_full(runtime.heap)?;
    let mut bytes = Vec::with_capacity(length);
    let mut context = ContextUnion::default();
    for string in strings {
        let string = string_of(*string);
        bytes.extend_from_slice(string.bytes());
        context.add(string.shared_context());
    }
    Ok((bytes, context.finish(runtime.heap)))
}

/// The string or path on the stack after its coercion.
fn string_of(value: Value<'_>) -> NixString<'_> {
    match value.resolved() {
        Value::String(string) | Value::Path(string) => string,
        _ => unreachable!("interpolated parts have been coerced"),
    }
}
