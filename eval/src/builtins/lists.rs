//! Builtins over lists.

use crate::error::Result;
use crate::kernel::reentrant::{Arguments, Host, Reentrant};
use crate::runtime::Runtime;
use crate::value::{Builtin, Interrupt, List, Value};

/// The rows of this topic.
pub const TABLE: &[Builtin] = &[
    Builtin {
        name: "length",
        arity: 1,
        strict: 0b1,
        documentation: "list: the number of its elements",
        direct: Some(length),
        reentrant: None,
    },
    Builtin {
        name: "filter",
        arity: 2,
        strict: 0b11,
        documentation: "predicate list: the elements for which the predicate is true",
        direct: None,
        reentrant: Some(Reentrant::Filter),
    },
];

fn length<'h>(
    runtime: &Runtime<'h>,
    arguments: &[Value<'h>],
) -> std::result::Result<Value<'h>, Interrupt<'h>> {
    match arguments[0] {
        Value::List(list) => Ok(Value::Int(list.len() as i64)),
        other => Err(runtime
            .error(format_args!(
                "expected a list but found {}",
                other.described()
            ))
            .into()),
    }
}

/// `filter predicate list`
pub async fn filter<'h, H: Host<'h>>(
    host: &mut H,
    [predicate, list, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let runtime = host.runtime();
    let Value::List(list) = list else {
        return Err(runtime.error("expected a list"));
    };
    let mut kept = Vec::new();
    for &element in list.items() {
        if let Value::Bool(true) = host.call(predicate, &[element]).await? {
            kept.push(element);
        }
    }
    Ok(Value::List(List::new(runtime.heap, &kept)))
}
