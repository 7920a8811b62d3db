//! Builtins that call a function for every element of a list.

use crate::error::{OrFull, Result};
use crate::kernel::deep::push_watched;
use crate::kernel::expect::{
    expect_bool, expect_function, expect_list, expect_string_without_context,
};
use crate::kernel::forced;
use crate::kernel::operators::{Outcome, operand};
use crate::kernel::reentrant::{Arguments, Host, Reentrant};
use crate::kernel::trace::{self, Telling};
use crate::runtime::Runtime;
use crate::symbol::Symbol;
use crate::value::{Attrs, AttrsBuilder, Builtin, Interrupt, List, Value};

/// The rows of this topic.
pub const TABLE: &[Builtin] = &[
    Builtin::reentrant(
        "all",
        2,
        0b1,
        Reentrant::All,
        "predicate list: whether the predicate is true for every element",
    )
    .with_fast_path(function_and_list),
    Builtin::reentrant(
        "any",
        2,
        0b1,
        Reentrant::Any,
        "predicate list: whether the predicate is true for an element",
    )
    .with_fast_path(function_and_list),
    Builtin::reentrant(
        "filter",
        2,
        0b10,
        Reentrant::Filter,
        "predicate list: the elements for which the predicate is true",
    )
    .with_fast_path(filter_nothing),
    Builtin::reentrant(
        "foldl'",
        3,
        0b1,
        Reentrant::Foldl,
        "op nul list: op (op (op nul x0) x1) x2 and so on, each evaluated before the next",
    )
    .with_fast_path(fold_nothing),
    Builtin::reentrant(
        "partition",
        2,
        0b1,
        Reentrant::Partition,
        "predicate list: `right`, the elements for which the predicate is true, and `wrong`, the others",
    )
    .with_fast_path(function_and_list),
    Builtin::reentrant(
        "groupBy",
        2,
        0b1,
        Reentrant::GroupBy,
        "f list: a set of lists, in which each element stands under the name that f gives it",
    )
    .with_fast_path(function_and_list),
    Builtin::reentrant(
        "concatMap",
        2,
        0b1,
        Reentrant::ConcatMap,
        "f list: the elements of the lists that f makes of each element, in one list",
    )
    .with_fast_path(function_and_list),
];

/// Looks at the function before it wants the list; the rest is left to the re-entrant form.
pub fn function_and_list<'h>(runtime: &Runtime<'h>, arguments: &[Value<'h>]) -> Outcome<'h> {
    expect_function(runtime, arguments[0])?;
    expect_list(runtime, operand(arguments[1], 1)?)?;
    Err(Interrupt::Reenter)
}

/// `all predicate list`
pub async fn all<'h, H: Host<'h>>(
    host: &mut H,
    [predicate, list, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let runtime = host.runtime();
    let predicate = expect_function(&runtime, predicate)?;
    for element in expect_list(&runtime, list)?.items() {
        let holds = host.call(predicate, &[element]).await?;
        let holds = expect_bool(&runtime, holds).telling(
            &runtime,
            "while evaluating the return value of the function passed to builtins.all",
        )?;
        if !holds {
            return Ok(Value::Bool(false));
        }
    }
    Ok(Value::Bool(true))
}

/// `any predicate list`
pub async fn any<'h, H: Host<'h>>(
    host: &mut H,
    [predicate, list, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let runtime = host.runtime();
    let predicate = expect_function(&runtime, predicate)?;
    for element in expect_list(&runtime, list)?.items() {
        let holds = host.call(predicate, &[element]).await?;
        let holds = expect_bool(&runtime, holds).telling(
            &runtime,
            "while evaluating the return value of the function passed to builtins.any",
        )?;
        if holds {
            return Ok(Value::Bool(true));
        }
    }
    Ok(Value::Bool(false))
}

/// What has no elements to fold is the initial value.
fn fold_nothing<'h>(runtime: &Runtime<'h>, arguments: &[Value<'h>]) -> Outcome<'h> {
    expect_function(runtime, arguments[0])?;
    let list = expect_list(runtime, operand(arguments[2], 2)?)?;
    if list.is_empty() {
        Ok(arguments[1])
    } else {
        Err(Interrupt::Reenter)
    }
}

/// An empty list stays as it is, whatever the function.
pub fn filter_nothing<'h>(runtime: &Runtime<'h>, arguments: &[Value<'h>]) -> Outcome<'h> {
    let list = expect_list(runtime, arguments[1])?;
    if list.is_empty() {
        Ok(Value::List(list))
    } else {
        Err(Interrupt::Reenter)
    }
}

/// `filter predicate list`
pub async fn filter<'h, H: Host<'h>>(
    host: &mut H,
    [predicate, list, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let runtime = host.runtime();
    let list = expect_list(&runtime, list)?;
    let predicate = forced!(host, predicate);
    let predicate = expect_function(&runtime, predicate)?;
    let mut kept = Vec::new();
    for element in list.items() {
        let keep = host.call(predicate, &[element]).await?;
        let keep = expect_bool(&runtime, keep).telling(
            &runtime,
            "while evaluating the return value of the filtering function passed to builtins.filter",
        )?;
        if keep {
            kept.push(element);
        }
    }
    if kept.len() == list.len() {
        return Ok(Value::List(list));
    }
    Ok(Value::List(List::new(runtime.heap, &kept)))
}

/// `foldl' op nul list`
pub async fn foldl<'h, H: Host<'h>>(
    host: &mut H,
    [operation, nul, list]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let runtime = host.runtime();
    let operation = expect_function(&runtime, operation)?;
    let mut result = nul;
    for element in expect_list(&runtime, list)?.items() {
        result = host.call(operation, &[result, element]).await?;
    }
    Ok(result)
}

/// `partition predicate list`
pub async fn partition<'h, H: Host<'h>>(
    host: &mut H,
    [predicate, list, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let runtime = host.runtime();
    let predicate = expect_function(&runtime, predicate)?;
    let mut right = Vec::new();
    let mut wrong = Vec::new();
    for element in expect_list(&runtime, list)?.items() {
        forced!(host, element);
        let holds = host.call(predicate, &[element]).await?;
        let holds = expect_bool(&runtime, holds).telling(&runtime, "while evaluating the return value of the partition function passed to builtins.partition")?;
        if holds {
            right.push(element);
        } else {
            wrong.push(element);
        }
    }
    let mut attrs = AttrsBuilder::with_capacity(2);
    for (name, items) in [(runtime.names.right, right), (runtime.names.wrong, wrong)] {
        attrs.push(name, Value::List(List::new(runtime.heap, &items)));
    }
    Ok(Value::Attrs(attrs.finish(runtime.heap)))
}

/// `groupBy f list`
pub async fn group_by<'h, H: Host<'h>>(
    host: &mut H,
    [function, list, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let runtime = host.runtime();
    let function = expect_function(&runtime, function)?;
    let mut named = Vec::new();
    for element in expect_list(&runtime, list)?.items() {
        let name = host.call(function, &[element]).await?;
        let name = expect_string_without_context(&runtime, name).telling(
            &runtime,
            "while evaluating the return value of the grouping function passed to builtins.groupBy",
        )?;
        named.push((runtime.symbols.intern_string(name), element));
    }
    Ok(Value::Attrs(grouped(&runtime, named, |_, list| {
        Value::List(list)
    })))
}

/// A set that has, under each name, what `make` makes of the list of the values with that name.
pub fn grouped<'h>(
    runtime: &Runtime<'h>,
    mut named: Vec<(Symbol, Value<'h>)>,
    mut make: impl FnMut(Symbol, List<'h>) -> Value<'h>,
) -> Attrs<'h> {
    named.sort_by_key(|(name, _)| *name);
    let mut attrs = AttrsBuilder::default();
    let mut items = Vec::new();
    for group in named.chunk_by(|a, b| a.0 == b.0) {
        items.clear();
        items.extend(group.iter().map(|(_, value)| *value));
        if let Some((name, _)) = group.first() {
            attrs.push(*name, make(*name, List::new(runtime.heap, &items)));
        }
    }
    attrs.finish(runtime.heap)
}

/// `concatMap f list`
pub async fn concat_map<'h, H: Host<'h>>(
    host: &mut H,
    [function, list, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let runtime = host.runtime();
    let heap = runtime.heap;
    let function = expect_function(&runtime, function)?;
    let mut items = Vec::new();
    for element in expect_list(&runtime, list)?.items() {
        let part = host.call(function, &[element]).await?;
        let part = expect_list(&runtime, part).telling_at(
            &runtime,
            "while evaluating the return value of the function passed to builtins.concatMap",
            trace::written(function).unwrap_or_default(),
        )?;
        for item in part.items() {
            push_watched(heap, &mut items, item)?;
        }
    }
    heap.reserve(items.len(), size_of::<Value<'_>>())
        .or_full(heap)?;
    Ok(Value::List(List::new(heap, &items)))
}
