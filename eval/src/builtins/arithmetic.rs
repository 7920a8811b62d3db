//! Builtins over numbers.

use crate::error::Result;
use crate::kernel::expect::{expect_float, expect_int};
use crate::kernel::operators::{self, Numbers, Outcome};
use crate::kernel::reentrant::Reentrant;
use crate::print;
use crate::runtime::Runtime;
use crate::value::{Builtin, Value};

/// The rows of this topic.
pub const TABLE: &[Builtin] = &[
    Builtin::direct("add", 2, 0b11, add, "a b: the sum of two numbers"),
    Builtin::direct(
        "sub",
        2,
        0b11,
        |runtime, arguments| operators::sub(runtime, arguments[0], arguments[1]),
        "a b: the difference of two numbers",
    ),
    Builtin::direct(
        "mul",
        2,
        0b11,
        |runtime, arguments| operators::mul(runtime, arguments[0], arguments[1]),
        "a b: the product of two numbers",
    ),
    Builtin::direct(
        "div",
        2,
        0b11,
        |runtime, arguments| operators::div(runtime, arguments[0], arguments[1]),
        "a b: the quotient of two numbers; of two integers, without the fraction",
    ),
    Builtin::reentrant(
        "lessThan",
        2,
        0b11,
        Reentrant::Less,
        "a b: whether a comes before b; numbers, strings, paths and lists have an order",
    )
    .with_fast_path(|runtime, arguments| {
        operators::less(runtime, arguments[0], arguments[1]).map(Value::Bool)
    }),
    Builtin::direct(
        "bitAnd",
        2,
        0b1,
        |runtime, arguments| bitwise(runtime, arguments, |a, b| a & b),
        "a b: the bits that two integers have in common",
    ),
    Builtin::direct(
        "bitOr",
        2,
        0b1,
        |runtime, arguments| bitwise(runtime, arguments, |a, b| a | b),
        "a b: the bits that either of two integers has",
    ),
    Builtin::direct(
        "bitXor",
        2,
        0b1,
        |runtime, arguments| bitwise(runtime, arguments, |a, b| a ^ b),
        "a b: the bits that exactly one of two integers has",
    ),
    Builtin::direct(
        "ceil",
        1,
        0b1,
        |runtime, arguments| Ok(rounded(runtime, arguments[0], f64::ceil)?),
        "number: the least integer that is not below it",
    ),
    Builtin::direct(
        "floor",
        1,
        0b1,
        |runtime, arguments| Ok(rounded(runtime, arguments[0], f64::floor)?),
        "number: the greatest integer that is not above it",
    ),
];

/// Unlike the operator, the function knows numbers only.
fn add<'h>(runtime: &Runtime<'h>, arguments: &[Value<'h>]) -> Outcome<'h> {
    match operators::numbers(runtime, arguments[0], arguments[1], operators::ADDITION)? {
        Numbers::Ints(a, b) => operators::add(runtime, Value::Int(a), Value::Int(b)),
        Numbers::Floats(a, b) => Ok(Value::Float(a + b)),
    }
}

fn bitwise<'h>(
    runtime: &Runtime<'h>,
    arguments: &[Value<'h>],
    combine: fn(i64, i64) -> i64,
) -> Outcome<'h> {
    let left = expect_int(runtime, arguments[0])?;
    let right = expect_int(runtime, operators::operand(arguments[1], 1)?)?;
    Ok(Value::Int(combine(left, right)))
}

/// Rounds a number to an integer.
///
/// C++ Nix takes an integer through a float here, and refuses those that do not survive it; so does this.
fn rounded<'h>(
    runtime: &Runtime<'h>,
    argument: Value<'h>,
    round: fn(f64) -> f64,
) -> Result<'h, Value<'h>> {
    const BUG: &str = "Due to a bug (see https://github.com/NixOS/nix/issues/12899)";
    const FUTURE: &str = "Future Nix versions might implement the correct behavior.";
    const LEAST: f64 = i64::MIN as f64;
    let number = expect_float(runtime, argument)?;
    let whole = round(number);
    let in_range = (LEAST..-LEAST).contains(&whole);
    match argument {
        Value::Int(integer) if !in_range => Err(runtime.error(format_args!(
            "{BUG} the NixInt argument {integer} caused undefined behavior in previous Nix versions.\n\t{FUTURE}"
        ))),
        Value::Int(integer) if whole as i64 != integer => Err(runtime.error(format_args!(
            "{BUG} a loss of precision occurred in previous Nix versions because the NixInt argument {integer} was rounded to {}.\n\t{FUTURE}",
            whole as i64
        ))),
        _ if in_range => Ok(Value::Int(whole as i64)),
        _ => Err(runtime.error(format_args!(
            "NixFloat argument {} is not in the range of NixInt",
            print::float(number)
        ))),
    }
}
