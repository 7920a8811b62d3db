//! Operands of `+` that have to call back to become strings.

use super::expect::cannot_coerce;
use super::operators;
use super::reentrant::{Arguments, Host};
use crate::error::{ErrorKind, Result};
use crate::runtime::Runtime;
use crate::value::{Interrupt, NixString, Value};

/// Sets that stand for one another through `__toString` or `outPath`; more than these are an endless chain.
const MAX_CHAIN: usize = 10_000;

/// Replaces a set by what its `__toString` or `outPath` gives, until that is no set.
///
/// Any other value is returned as it is, evaluated.
pub async fn stand_in<'h, H: Host<'h>>(host: &mut H, value: Value<'h>) -> Result<'h, Value<'h>> {
    let runtime = host.runtime();
    let mut value = forced!(host, value);
    for _ in 0..MAX_CHAIN {
        let Value::Attrs(attrs) = value else {
            return Ok(value);
        };
        value = if let Some(to_string) = attrs.value(runtime.names.to_string) {
            host.call(to_string, &[value]).await?
        } else if let Some(out_path) = attrs.value(runtime.names.out_path) {
            forced!(host, out_path)
        } else {
            return Err(cannot_coerce(&runtime, value));
        };
    }
    Err(runtime.error_of(
        ErrorKind::InfiniteRecursion,
        "stack overflow; max-call-depth exceeded",
    ))
}

/// The string that an operand of `+` is, without copying paths to a store.
fn text<'h>(runtime: &Runtime<'h>, value: Value<'h>) -> Result<'h, NixString<'h>> {
    match value {
        Value::String(string) | Value::Path(string) => Ok(string),
        Value::Null
        | Value::Bool(_)
        | Value::Int(_)
        | Value::Float(_)
        | Value::List(_)
        | Value::Attrs(_)
        | Value::Closure(_)
        | Value::Builtin(_)
        | Value::Partial(_)
        | Value::Thunk(_) => Err(cannot_coerce(runtime, value)),
    }
}

/// `a + b` where an operand is a set.
pub async fn add<'h, H: Host<'h>>(
    host: &mut H,
    [left, right, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let runtime = host.runtime();
    let left = forced!(host, left);
    if let Value::Attrs(_) = left {
        // A sum that begins with a set copies no path to the store, wherever it comes from.
        let left = stand_in(host, left).await?;
        let left = text(&runtime, left)?;
        let right = stand_in(host, right).await?;
        let right = text(&runtime, right)?;
        return operators::append(&runtime, left, right);
    }
    let mut right = forced!(host, right);
    if let (Value::String(_) | Value::Path(_), Value::Attrs(_)) = (left, right) {
        right = stand_in(host, right).await?;
    }
    match operators::add(&runtime, left, right) {
        Ok(sum) => Ok(sum),
        Err(Interrupt::Error(error)) => Err(error),
        Err(Interrupt::Force(_) | Interrupt::Reenter) => {
            Err(runtime.error("cannot add these values"))
        }
    }
}
