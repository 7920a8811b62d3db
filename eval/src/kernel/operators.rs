//! Operators on operands that may be thunks: restartable, so that the machine forces what they ask for and runs them again.

use super::expect::{
    cannot_coerce, expect_attrs, expect_bool, expect_float, expect_int, expect_list,
};
use super::{equality, order, paths, sources};
use crate::error::{Error, OrFull, Passage, Result};
use crate::print;
use crate::runtime::Runtime;
use crate::source::Position;
use crate::value::{Attr, Attrs, Interrupt, List, NixString, Value};

/// What an operator comes to.
pub type Outcome<'h, T = Value<'h>> = std::result::Result<T, Interrupt<'h>>;

/// Both operands evaluated, the left one first.
#[inline(always)]
pub fn both<'h>(left: Value<'h>, right: Value<'h>) -> Outcome<'h, (Value<'h>, Value<'h>)> {
    Ok((operand(left, 0)?, operand(right, 1)?))
}

/// An operand or argument, evaluated.
#[inline(always)]
pub fn operand(value: Value<'_>, index: usize) -> Outcome<'_> {
    match value.resolved() {
        Value::Thunk(_) => Err(Interrupt::Force(index)),
        forced => Ok(forced),
    }
}

#[cold]
fn overflow<'h>(runtime: &Runtime<'h>, what: &str, left: i64, sign: char, right: i64) -> Error<'h> {
    runtime.error(format_args!(
        "integer overflow in {what} {left} {sign} {right}"
    ))
}

#[cold]
fn division_by_zero<'h>(runtime: &Runtime<'h>) -> Error<'h> {
    runtime.error("division by zero")
}

/// `a + b`: numbers, strings, paths and what stands for them.
#[inline]
pub fn add<'h>(runtime: &Runtime<'h>, left: Value<'h>, right: Value<'h>) -> Outcome<'h> {
    if let (Value::Int(a), Value::Int(b)) = (left, right)
        && let Some(sum) = a.checked_add(b)
    {
        return Ok(Value::Int(sum));
    }
    add_any(runtime, left, right)
}

fn add_any<'h>(runtime: &Runtime<'h>, left: Value<'h>, right: Value<'h>) -> Outcome<'h> {
    let left = operand(left, 0)?;
    match left {
        Value::Int(a) => match operand(right, 1)? {
            Value::Int(b) => match a.checked_add(b) {
                Some(sum) => Ok(Value::Int(sum)),
                None => Err(overflow(runtime, "adding", a, '+', b).into()),
            },
            Value::Float(b) => Ok(Value::Float(a as f64 + b)),
            other => Err(cannot_add(runtime, other, "an integer").into()),
        },
        Value::Float(a) => match operand(right, 1)? {
            Value::Int(b) => Ok(Value::Float(a + b as f64)),
            Value::Float(b) => Ok(Value::Float(a + b)),
            other => Err(cannot_add(runtime, other, "a float").into()),
        },
        Value::String(a) => match operand(right, 1)? {
            Value::String(b) => Ok(append(runtime, a, b)?),
            Value::Path(b) => Ok(append(runtime, a, sources::copied(runtime, b)?)?),
            other => coerced_later(runtime, other),
        },
        Value::Path(a) => match operand(right, 1)? {
            Value::String(b) | Value::Path(b) => Ok(append_to_path(runtime, a, b)?),
            other => coerced_later(runtime, other),
        },
        Value::Null
        | Value::Bool(_)
        | Value::List(_)
        | Value::Attrs(_)
        | Value::Closure(_)
        | Value::Builtin(_)
        | Value::Partial(_)
        | Value::Thunk(_) => coerced_later(runtime, left),
    }
}

/// A set that stands for a string has its say; anything else is no string.
#[cold]
fn coerced_later<'h>(runtime: &Runtime<'h>, value: Value<'h>) -> Outcome<'h> {
    match value {
        Value::Attrs(attrs)
            if attrs.get(runtime.names.to_string).is_some()
                || attrs.get(runtime.names.out_path).is_some() =>
        {
            Err(Interrupt::Reenter)
        }
        other => Err(cannot_coerce(runtime, other).into()),
    }
}

#[cold]
fn cannot_add<'h>(runtime: &Runtime<'h>, what: Value<'h>, to: &str) -> Error<'h> {
    runtime.error(format_args!(
        "cannot add {} to {to}",
        print::described(what)
    ))
}

/// Two strings as one, contexts united.
pub fn append<'h>(
    runtime: &Runtime<'h>,
    left: NixString<'h>,
    right: NixString<'h>,
) -> Result<'h, Value<'h>> {
    let heap = runtime.heap;
    heap.reserve(left.bytes().len() + right.bytes().len(), 1)
        .or_full(heap)?;
    Ok(Value::String(NixString::concat(heap, left, right)))
}

/// What is said where a string with context follows a path.
pub const NOT_APPENDED: &str = "a string that refers to a store path cannot be appended to a path";

/// A path followed by a string, normalised again.
pub fn append_to_path<'h>(
    runtime: &Runtime<'h>,
    left: NixString<'h>,
    right: NixString<'h>,
) -> Result<'h, Value<'h>> {
    let heap = runtime.heap;
    if !right.shared_context().is_empty() {
        return Err(runtime.error(NOT_APPENDED));
    }
    heap.reserve(left.bytes().len() + right.bytes().len(), 1)
        .or_full(heap)?;
    let whole = [left.bytes(), right.bytes()].concat();
    Ok(Value::Path(NixString::new(heap, &paths::normalize(&whole))))
}

/// `a - b`
#[inline]
pub fn sub<'h>(runtime: &Runtime<'h>, left: Value<'h>, right: Value<'h>) -> Outcome<'h> {
    if let (Value::Int(a), Value::Int(b)) = (left, right)
        && let Some(difference) = a.checked_sub(b)
    {
        return Ok(Value::Int(difference));
    }
    let (left, right) = both(left, right)?;
    match numbers(runtime, left, right, SUBTRACTION)? {
        Numbers::Ints(a, b) => match a.checked_sub(b) {
            Some(difference) => Ok(Value::Int(difference)),
            None => Err(overflow(runtime, "subtracting", a, '-', b).into()),
        },
        Numbers::Floats(a, b) => Ok(Value::Float(a - b)),
    }
}

/// `a * b`
#[inline]
pub fn mul<'h>(runtime: &Runtime<'h>, left: Value<'h>, right: Value<'h>) -> Outcome<'h> {
    let (left, right) = both(left, right)?;
    match numbers(runtime, left, right, MULTIPLICATION)? {
        Numbers::Ints(a, b) => match a.checked_mul(b) {
            Some(product) => Ok(Value::Int(product)),
            None => Err(overflow(runtime, "multiplying", a, '*', b).into()),
        },
        Numbers::Floats(a, b) => Ok(Value::Float(a * b)),
    }
}

/// `a / b`: the divisor is looked at first.
#[inline]
pub fn div<'h>(runtime: &Runtime<'h>, left: Value<'h>, right: Value<'h>) -> Outcome<'h> {
    let (left, right) = both(left, right)?;
    let divisor = expect_float(runtime, right);
    if divisor.map_err(|error| told(runtime, error, DIVISION[1]))? == 0.0 {
        return Err(division_by_zero(runtime).into());
    }
    match numbers(runtime, left, right, DIVISION)? {
        Numbers::Ints(a, b) => match a.checked_div(b) {
            Some(quotient) => Ok(Value::Int(quotient)),
            None => Err(overflow(runtime, "dividing", a, '/', b).into()),
        },
        Numbers::Floats(a, b) => Ok(Value::Float(a / b)),
    }
}

/// What the traces of an operator call its two operands.
pub type OperandNames = [&'static str; 2];

/// The operands of `builtins.add`.
pub const ADDITION: OperandNames = [
    "while evaluating the first argument of the addition",
    "while evaluating the second argument of the addition",
];

const SUBTRACTION: OperandNames = [
    "while evaluating the first argument of the subtraction",
    "while evaluating the second argument of the subtraction",
];

const MULTIPLICATION: OperandNames = [
    "while evaluating the first argument of the multiplication",
    "while evaluating the second argument of the multiplication",
];

const DIVISION: OperandNames = [
    "while evaluating the first operand of the division",
    "while evaluating the second operand of the division",
];

#[cold]
fn told<'h>(runtime: &Runtime<'h>, error: Error<'h>, words: &str) -> Error<'h> {
    error.traced(runtime.heap, words, Position::NONE)
}

/// Operands of arithmetic: two integers, or two floats if either is one.
pub enum Numbers {
    /// Both are integers.
    Ints(i64, i64),
    /// At least one is a float.
    Floats(f64, f64),
}

/// Takes two forced values as numbers.
#[inline]
pub fn numbers<'h>(
    runtime: &Runtime<'h>,
    left: Value<'h>,
    right: Value<'h>,
    names: OperandNames,
) -> Result<'h, Numbers> {
    let first = |error| told(runtime, error, names[0]);
    let second = |error| told(runtime, error, names[1]);
    if let (Value::Float(_), _) | (_, Value::Float(_)) = (left, right) {
        let left = expect_float(runtime, left).map_err(first)?;
        let right = expect_float(runtime, right).map_err(second)?;
        Ok(Numbers::Floats(left, right))
    } else {
        let left = expect_int(runtime, left).map_err(first)?;
        let right = expect_int(runtime, right).map_err(second)?;
        Ok(Numbers::Ints(left, right))
    }
}

/// `- a`
#[inline]
pub fn negate<'h>(runtime: &Runtime<'h>, value: Value<'h>) -> Outcome<'h> {
    sub(runtime, Value::Int(0), operand(value, 0)?)
}

/// `! a`
#[inline]
pub fn not<'h>(runtime: &Runtime<'h>, value: Value<'h>) -> Outcome<'h> {
    Ok(Value::Bool(!boolean(runtime, value)?))
}

/// A condition, or an operand of a logical operator.
#[inline]
pub fn boolean<'h>(runtime: &Runtime<'h>, value: Value<'h>) -> Outcome<'h, bool> {
    match operand(value, 0)? {
        Value::Bool(value) => Ok(value),
        other => Ok(expect_bool(runtime, other)?),
    }
}

/// `a < b`; `a > b` is `b < a`, `a <= b` is `! (b < a)`, `a >= b` is `! (a < b)`.
#[inline]
pub fn less<'h>(runtime: &Runtime<'h>, left: Value<'h>, right: Value<'h>) -> Outcome<'h, bool> {
    let (left, right) = both(left, right)?;
    order::quick(runtime, left, right)
}

/// `a == b`
#[inline]
pub fn equal<'h>(runtime: &Runtime<'h>, left: Value<'h>, right: Value<'h>) -> Outcome<'h, bool> {
    let (left, right) = both(left, right)?;
    equality::quick(runtime, left, right).ok_or(Interrupt::Reenter)
}

/// The error, which is about an operand: 0 is the left one.
#[cold]
pub fn of_operand<'h>(runtime: &Runtime<'h>, error: Error<'h>, operand: usize) -> Error<'h> {
    let passage = error.passage();
    error.passing(runtime.heap, Passage { operand, ..passage })
}

/// `a ++ b`
#[inline]
pub fn concat<'h>(runtime: &Runtime<'h>, left: Value<'h>, right: Value<'h>) -> Outcome<'h> {
    let (left, right) = both(left, right)?;
    let left = expect_list(runtime, left)?;
    let right = expect_list(runtime, right)?;
    if right.is_empty() {
        return Ok(Value::List(left));
    }
    if left.is_empty() {
        return Ok(Value::List(right));
    }
    let heap = runtime.heap;
    let length = left.len() + right.len();
    heap.reserve(length, List::size(1)).or_full(heap)?;
    let both = [left, right].into_iter();
    Ok(Value::List(List::joined(heap, length, both)))
}

/// `a // b`: the right side is evaluated first.
#[inline]
pub fn update<'h>(runtime: &Runtime<'h>, left: Value<'h>, right: Value<'h>) -> Outcome<'h> {
    let right = operand(right, 1)?;
    let right = expect_attrs(runtime, right).map_err(|error| of_operand(runtime, error, 1))?;
    let left = operand(left, 0)?;
    let left = expect_attrs(runtime, left)?;
    let heap = runtime.heap;
    heap.reserve(left.len() + right.len(), size_of::<Attr<'_>>())
        .or_full(heap)?;
    Ok(Value::Attrs(Attrs::update(heap, left, right)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::heap::Heap;
    use crate::runtime::Options;

    fn message<T: Copy>(outcome: Outcome<'_, T>) -> String {
        match outcome {
            Err(Interrupt::Error(error)) => error.message().to_owned(),
            Err(Interrupt::Force(index)) => format!("force {index}"),
            Err(Interrupt::Reenter) => "reenter".to_owned(),
            Ok(_) => "a value".to_owned(),
        }
    }

    #[test]
    fn integers_do_not_wrap() {
        let heap = Heap::new();
        let runtime = Runtime::new(&heap, Options::default());
        let (least, most) = (Value::Int(i64::MIN), Value::Int(i64::MAX));
        let one = Value::Int(1);
        assert_eq!(
            message(add(&runtime, most, one)),
            "integer overflow in adding 9223372036854775807 + 1"
        );
        assert_eq!(
            message(negate(&runtime, least)),
            "integer overflow in subtracting 0 - -9223372036854775808"
        );
        assert_eq!(
            message(div(&runtime, least, Value::Int(-1))),
            "integer overflow in dividing -9223372036854775808 / -1"
        );
        assert_eq!(
            message(div(&runtime, one, Value::Float(0.0))),
            "division by zero"
        );
    }

    #[test]
    fn a_path_followed_by_a_string_is_normal() {
        let heap = Heap::new();
        let runtime = Runtime::new(&heap, Options::default());
        let path = Value::Path(NixString::new(&heap, b"/a/b"));
        let up = Value::String(NixString::new(&heap, b"/../c"));
        let Ok(Value::Path(sum)) = add(&runtime, path, up) else {
            panic!("no path");
        };
        assert_eq!(sum.bytes(), b"/a/c");
    }

    #[test]
    fn what_is_no_string_cannot_be_added_to_one() {
        let heap = Heap::new();
        let runtime = Runtime::new(&heap, Options::default());
        let string = Value::String(NixString::new(&heap, b"x"));
        assert_eq!(
            message(add(&runtime, string, Value::Int(1))),
            "cannot coerce an integer to a string: 1"
        );
        assert_eq!(
            message(add(&runtime, Value::Int(1), string)),
            "cannot add a string to an integer"
        );
        assert_eq!(
            message(less(&runtime, string, Value::Int(1))),
            "cannot compare a string with an integer; values are \"x\" and 1"
        );
    }
}
