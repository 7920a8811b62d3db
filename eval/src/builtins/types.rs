//! Builtins that ask what a value is.

use crate::runtime::Runtime;
use crate::value::{Builtin, Value};

macro_rules! type_tests {
    ($($name:literal, $what:literal: $pattern:pat,)*) => {
        /// The rows of this topic.
        pub const TABLE: &[Builtin] = &[
            Builtin::direct(
                "typeOf",
                1,
                0b1,
                |runtime, arguments| Ok(type_of(runtime, arguments[0])),
                "e: the name of its type",
            ),
            $(Builtin::direct(
                $name,
                1,
                0b1,
                |_, arguments| Ok(Value::Bool(matches!(arguments[0], $pattern))),
                concat!("e: whether it is ", $what),
            ),)*
        ];
    };
}

type_tests! {
    "isAttrs", "a set": Value::Attrs(_),
    "isBool", "a Boolean": Value::Bool(_),
    "isFloat", "a float": Value::Float(_),
    "isFunction", "a function": Value::Closure(_) | Value::Builtin(_) | Value::Partial(_),
    "isInt", "an integer": Value::Int(_),
    "isList", "a list": Value::List(_),
    "isNull", "null": Value::Null,
    "isPath", "a path": Value::Path(_),
    "isString", "a string": Value::String(_),
}

fn type_of<'h>(runtime: &Runtime<'h>, value: Value<'h>) -> Value<'h> {
    let name = value.type_name().unwrap_or("thunk");
    let symbol = runtime.symbols.intern(name.as_bytes());
    Value::String(runtime.symbols.string(symbol))
}
