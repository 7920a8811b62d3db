//! Placeholder kernels of the operators, over integers only.
use crate::runtime::Runtime;
use crate::value::{Interrupt, Value};

type Outcome<'h, T> = std::result::Result<T, Interrupt<'h>>;

fn integers<'h>(
    runtime: &Runtime<'h>,
    left: Value<'h>,
    right: Value<'h>,
) -> Outcome<'h, (i64, i64)> {
    match (left.resolved(), right.resolved()) {
        (Value::Thunk(_), _) => Err(Interrupt::Force(0)),
        (_, Value::Thunk(_)) => Err(Interrupt::Force(1)),
        (Value::Int(a), Value::Int(b)) => Ok((a, b)),
        _ => Err(runtime.error("only integers yet").into()),
    }
}

macro_rules! operators {
    ($($name:ident $type:ty = $f:expr;)*) => {$(
        /// Placeholder.
        pub fn $name<'h>(runtime: &Runtime<'h>, left: Value<'h>, right: Value<'h>) -> Outcome<'h, $type> {
            let f: fn(i64, i64) -> $type = $f;
            integers(runtime, left, right).map(|(a, b)| f(a, b))
        }
    )*};
}

operators! {
    add Value<'h> = |a, b| Value::Int(a + b);
    sub Value<'h> = |a, b| Value::Int(a - b);
    mul Value<'h> = |a, b| Value::Int(a * b);
    div Value<'h> = |a, b| Value::Int(a / b);
    concat Value<'h> = |a, _| Value::Int(a);
    update Value<'h> = |a, _| Value::Int(a);
    equal bool = |a, b| a == b;
    less bool = |a, b| a < b;
}

/// Placeholder.
pub fn negate<'h>(runtime: &Runtime<'h>, operand: Value<'h>) -> Outcome<'h, Value<'h>> {
    integers(runtime, operand, Value::Int(0)).map(|(a, _)| Value::Int(-a))
}

/// Placeholder.
pub fn not<'h>(runtime: &Runtime<'h>, operand: Value<'h>) -> Outcome<'h, Value<'h>> {
    boolean(runtime, operand).map(|b| Value::Bool(!b))
}

/// Placeholder.
pub fn boolean<'h>(runtime: &Runtime<'h>, operand: Value<'h>) -> Outcome<'h, bool> {
    match operand.resolved() {
        Value::Bool(b) => Ok(b),
        Value::Thunk(_) => Err(Interrupt::Force(0)),
        _ => Err(runtime.error("expected a Boolean").into()),
    }
}
