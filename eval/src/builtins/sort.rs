//! `builtins.sort`

use crate::error::Result;
use crate::kernel::expect::{expect_bool, expect_function, expect_list};
use crate::kernel::forced;
use crate::kernel::operators::Outcome;
use crate::kernel::order::{self, ordering};
use crate::kernel::peeksort::Peeksort;
use crate::kernel::reentrant::{Arguments, Host, Reentrant};
use crate::kernel::trace::Telling;
use crate::runtime::Runtime;
use crate::value::{Builtin, Interrupt, List, Value};
use std::cmp::Ordering;

/// The rows of this topic.
pub const TABLE: &[Builtin] = &[Builtin::reentrant(
    "sort",
    2,
    0b10,
    Reentrant::Sort,
    "before list: the list in the order in which `before a b` is true of neighbours; equals stay as they were",
)
.with_fast_path(quick_sort)];

/// What the trace says of a comparison.
const ORDERING: &str = "while evaluating the ordering function passed to builtins.sort";

fn is_less_than(comparator: Value<'_>) -> bool {
    matches!(comparator, Value::Builtin(builtin) if builtin.name == "lessThan")
}

/// Sorts evaluated integers, strings or paths by `builtins.lessThan`.
///
/// Their order is total, so that every stable sort gives the same result.
fn quick_sort<'h>(runtime: &Runtime<'h>, arguments: &[Value<'h>]) -> Outcome<'h> {
    let list = expect_list(runtime, arguments[1])?;
    if list.is_empty() {
        return Ok(Value::List(list));
    }
    if !is_less_than(arguments[0].resolved()) {
        return Err(Interrupt::Reenter);
    }
    let all = |like: fn(Value<'h>) -> bool| list.items().all(|item| like(item.resolved()));
    let total = all(|item| matches!(item, Value::Int(_)))
        || all(|item| matches!(item, Value::String(_)))
        || all(|item| matches!(item, Value::Path(_)));
    if !total {
        return Err(Interrupt::Reenter);
    }
    let mut sorted: Vec<_> = list.items().collect();
    sorted.sort_by(|a, b| match (a.resolved(), b.resolved()) {
        (Value::Int(a), Value::Int(b)) => a.cmp(&b),
        (Value::String(a), Value::String(b)) | (Value::Path(a), Value::Path(b)) => {
            a.bytes().cmp(b.bytes())
        }
        _ => Ordering::Equal,
    });
    Ok(Value::List(List::new(runtime.heap, &sorted)))
}

/// `sort before list`
pub async fn sort<'h, H: Host<'h>>(
    host: &mut H,
    [before, list, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let runtime = host.runtime();
    let list = expect_list(&runtime, list)?;
    let before = forced!(host, before);
    let before = expect_function(&runtime, before)?;
    for item in list.items() {
        forced!(host, item);
    }
    let mut sort = Peeksort::new(list.items().collect());
    let mut answer = false;
    while let Some((a, b)) = sort.next(answer) {
        answer = if is_less_than(before) {
            match order::quick(&runtime, a.resolved(), b.resolved()) {
                Ok(less) => less,
                Err(Interrupt::Error(error)) => return Err(error.telling(&runtime, ORDERING)),
                Err(Interrupt::Force(_) | Interrupt::Reenter) => {
                    ordering(host, a, b).await.telling(&runtime, ORDERING)?
                }
            }
        } else {
            let less = host.call(before, &[a, b]).await?;
            expect_bool(&runtime, less).telling(
                &runtime,
                "while evaluating the return value of the sorting function passed to builtins.sort",
            )?
        };
    }
    Ok(Value::List(List::new(runtime.heap, &sort.into_items())))
}
