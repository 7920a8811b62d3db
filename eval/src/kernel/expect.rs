//! Forced values taken as what an operation needs, or the error that says what they are instead.

use crate::error::{Error, Result};
use crate::print;
use crate::runtime::Runtime;
use crate::value::{Attrs, ContextElement, List, NixString, Value};

macro_rules! expectations {
    ($($(#[$doc:meta])* $name:ident -> $type:ty = $wanted:literal { $($pattern:pat => $result:expr),+ $(,)? })*) => {
        $(
            $(#[$doc])*
            #[inline]
            pub fn $name<'h>(runtime: &Runtime<'h>, value: Value<'h>) -> Result<'h, $type> {
                match value.resolved() {
                    $($pattern => Ok($result),)+
                    other => Err(wrong_type(runtime, $wanted, other)),
                }
            }
        )*
    };
}

expectations! {
    /// A string, with or without context.
    expect_string -> NixString<'h> = "a string" { Value::String(string) => string }
    /// An integer.
    expect_int -> i64 = "an integer" { Value::Int(number) => number }
    /// A number, as a float.
    expect_float -> f64 = "a float" { Value::Float(number) => number, Value::Int(number) => number as f64 }
    /// A Boolean.
    expect_bool -> bool = "a Boolean" { Value::Bool(value) => value }
    /// A list.
    expect_list -> List<'h> = "a list" { Value::List(list) => list }
    /// A set.
    expect_attrs -> Attrs<'h> = "a set" { Value::Attrs(attrs) => attrs }
}

/// Something to call: a function, a builtin, or a set with `__functor`.
#[inline]
pub fn expect_function<'h>(runtime: &Runtime<'h>, value: Value<'h>) -> Result<'h, Value<'h>> {
    let value = value.resolved();
    let callable = match value {
        Value::Closure(_) | Value::Builtin(_) | Value::Partial(_) => true,
        Value::Attrs(attrs) => attrs.get(runtime.names.functor).is_some(),
        Value::Null
        | Value::Bool(_)
        | Value::Int(_)
        | Value::Float(_)
        | Value::String(_)
        | Value::Path(_)
        | Value::List(_)
        | Value::Thunk(_) => false,
    };
    if callable {
        Ok(value)
    } else {
        Err(wrong_type(runtime, "a function", value))
    }
}

/// A string without context.
#[inline]
pub fn expect_string_without_context<'h>(
    runtime: &Runtime<'h>,
    value: Value<'h>,
) -> Result<'h, NixString<'h>> {
    let string = expect_string(runtime, value)?;
    if string.shared_context().is_empty() {
        return Ok(string);
    }
    Err(has_context(runtime, string))
}

#[cold]
fn has_context<'h>(runtime: &Runtime<'h>, string: NixString<'h>) -> Error<'h> {
    let text = |bytes: &'h [u8]| String::from_utf8_lossy(bytes);
    let such_as = match string.context().first() {
        None => String::new(),
        Some(ContextElement::Path(path)) => text(path).into_owned(),
        Some(ContextElement::DerivationClosure(path)) => format!("{} (deep)", text(path)),
        Some(ContextElement::Output(path, output)) => format!("{}^{}", text(path), text(output)),
    };
    let error = runtime.error(format_args!(
        "the string '{}' is not allowed to refer to a store path (such as '{such_as}')",
        string.text()
    ));
    error.blaming(runtime.heap, Value::String(string))
}

/// A value for a message, type first: "an integer: 1".
pub fn described_brief<'h>(runtime: &Runtime<'h>, value: Value<'h>) -> String {
    let noun = print::described(value);
    format!("{noun}: {}", print::for_message(runtime, value))
}

/// The error for a value that is not what was wanted.
#[cold]
pub fn wrong_type<'h>(runtime: &Runtime<'h>, wanted: &str, found: Value<'h>) -> Error<'h> {
    let message = format!(
        "expected {wanted} but found {}",
        described_brief(runtime, found)
    );
    runtime.error(message).blaming(runtime.heap, found)
}

/// The error for a value that cannot become a string.
#[cold]
pub fn cannot_coerce<'h>(runtime: &Runtime<'h>, value: Value<'h>) -> Error<'h> {
    let error = runtime.error(format_args!(
        "cannot coerce {} to a string: {}",
        print::described(value),
        print::for_message(runtime, value)
    ));
    error.blaming(runtime.heap, value)
}
