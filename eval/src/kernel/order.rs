//! `<`: numbers, strings, paths and lists have an order; nothing else has.

use super::equality::{self, difference};
use super::reentrant::{Arguments, Host};
use super::trace::Telling;
use crate::error::{Error, MAX_TRACE_LINES, Result};
use crate::print::{described, for_message};
use crate::runtime::Runtime;
use crate::value::{Interrupt, List, Value};

/// What the trace says of items that have no order.
const LIST_ELEMENTS: &str = "while comparing two list elements";

/// What a look at two forced values says.
enum Verdict<'h> {
    Known(bool),
    Lists(List<'h>, List<'h>),
    Incomparable,
}

#[inline]
fn verdict<'h>(left: Value<'h>, right: Value<'h>) -> Verdict<'h> {
    Verdict::Known(match (left, right) {
        (Value::Int(a), Value::Int(b)) => a < b,
        (Value::Float(a), Value::Float(b)) => a < b,
        (Value::Int(a), Value::Float(b)) => (a as f64) < b,
        (Value::Float(a), Value::Int(b)) => a < b as f64,
        (Value::String(a), Value::String(b)) | (Value::Path(a), Value::Path(b)) => {
            a.bytes() < b.bytes()
        }
        (Value::List(a), Value::List(b)) => return Verdict::Lists(a, b),
        _ => return Verdict::Incomparable,
    })
}

/// Whether one forced value comes before another; interrupts where items would have to be evaluated.
#[inline]
pub fn quick<'h>(
    runtime: &Runtime<'h>,
    left: Value<'h>,
    right: Value<'h>,
) -> std::result::Result<bool, Interrupt<'h>> {
    match verdict(left, right) {
        Verdict::Known(less) => Ok(less),
        Verdict::Lists(a, b) => quick_lists(runtime, a, b),
        Verdict::Incomparable => Err(incomparable(runtime, left, right).into()),
    }
}

fn quick_lists<'h>(
    runtime: &Runtime<'h>,
    left: List<'h>,
    right: List<'h>,
) -> std::result::Result<bool, Interrupt<'h>> {
    for (a, b) in left.items().zip(right.items()) {
        if a.is_pending() || b.is_pending() {
            return Err(Interrupt::Reenter);
        }
        if a.same_object(b) {
            continue;
        }
        let (a, b) = (a.resolved(), b.resolved());
        match equality::quick(runtime, a, b) {
            None => return Err(Interrupt::Reenter),
            Some(true) => {}
            Some(false) => {
                return match verdict(a, b) {
                    Verdict::Known(less) => Ok(less),
                    Verdict::Lists(..) => Err(Interrupt::Reenter),
                    Verdict::Incomparable => {
                        let error = incomparable(runtime, a, b);
                        Err(error.telling(runtime, LIST_ELEMENTS).into())
                    }
                };
            }
        }
    }
    Ok(left.len() < right.len())
}

/// Whether one value comes before another, evaluating what it takes.
pub async fn ordering<'h, H: Host<'h>>(
    host: &mut H,
    left: Value<'h>,
    right: Value<'h>,
) -> Result<'h, bool> {
    let runtime = host.runtime();
    let mut left = forced!(host, left);
    let mut right = forced!(host, right);
    let mut depth = 0;
    'nested: loop {
        let (a, b) = match verdict(left, right) {
            Verdict::Known(less) => return Ok(less),
            Verdict::Incomparable => {
                let error = incomparable(&runtime, left, right);
                let told = |error: Error<'h>, _| error.telling(&runtime, LIST_ELEMENTS);
                return Err((0..depth.min(MAX_TRACE_LINES)).fold(error, told));
            }
            Verdict::Lists(a, b) => (a, b),
        };
        for (x, y) in a.items().zip(b.items()) {
            if let Some((x, y)) = difference(host, x, y, true).await? {
                left = x;
                right = y;
                depth += 1;
                continue 'nested;
            }
        }
        return Ok(a.len() < b.len());
    }
}

/// `a < b`
pub async fn less<'h, H: Host<'h>>(
    host: &mut H,
    [left, right, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    Ok(Value::Bool(ordering(host, left, right).await?))
}

#[cold]
fn incomparable<'h>(runtime: &Runtime<'h>, left: Value<'h>, right: Value<'h>) -> Error<'h> {
    let (left_noun, right_noun) = (described(left), described(right));
    let (left_text, right_text) = (for_message(runtime, left), for_message(runtime, right));
    if left.type_name() == right.type_name() {
        runtime.error(format_args!(
            "cannot compare {left_noun} with {right_noun}; values of that type are incomparable (values are {left_text} and {right_text})"
        ))
    } else {
        runtime.error(format_args!(
            "cannot compare {left_noun} with {right_noun}; values are {left_text} and {right_text}"
        ))
    }
}
