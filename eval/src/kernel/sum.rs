//! `+` where an operand is a set, which has to be asked what string it stands for.

use super::coerce::Mode;
use super::operators;
use super::reentrant::{Arguments, Host};
use crate::error::Result;
use crate::value::{Interrupt, Value};

/// `a + b` where an operand is a set.
pub async fn add<'h, H: Host<'h>>(
    host: &mut H,
    [left, right, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let runtime = host.runtime();
    let left = forced!(host, left);
    if let Value::Attrs(_) = left {
        // A sum that begins with a set copies no path to the store, wherever the path comes from.
        let left = host.coerce(left, Mode::PathPart).await?;
        let right = host.coerce(right, Mode::PathPart).await?;
        return operators::append(&runtime, left, right);
    }
    let right = forced!(host, right);
    let right = match (left, right) {
        (Value::String(_), Value::Attrs(_)) => {
            Value::String(host.coerce(right, Mode::Interpolation).await?)
        }
        (Value::Path(_), Value::Attrs(_)) => {
            Value::String(host.coerce(right, Mode::PathPart).await?)
        }
        _ => right,
    };
    match operators::add(&runtime, left, right) {
        Ok(sum) => Ok(sum),
        Err(Interrupt::Error(error)) => Err(error),
        Err(Interrupt::Force(_) | Interrupt::Reenter) => {
            Err(runtime.error("cannot add these values"))
        }
    }
}
