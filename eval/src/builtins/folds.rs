//! Builtins that call a function for every element of a list.

use crate::error::Result;
use crate::kernel::expect::{expect_function, expect_list};
use crate::kernel::operators::{Outcome, operand};
use crate::kernel::reentrant::{Arguments, Host, Reentrant};
use crate::kernel::traversal::{Kind, drive};
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
pub async fn all<'h, H: Host<'h>>(host: &mut H, arguments: Arguments<'h>) -> Result<'h, Value<'h>> {
    drive(host, Kind::All, arguments).await
}

/// `any predicate list`
pub async fn any<'h, H: Host<'h>>(host: &mut H, arguments: Arguments<'h>) -> Result<'h, Value<'h>> {
    drive(host, Kind::Any, arguments).await
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
        return Ok(Value::List(list));
    }
    expect_function(runtime, operand(arguments[0], 0)?)?;
    Err(Interrupt::Reenter)
}

/// `filter predicate list`
pub async fn filter<'h, H: Host<'h>>(
    host: &mut H,
    arguments: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    drive(host, Kind::Filter, arguments).await
}

/// `foldl' op nul list`
pub async fn foldl<'h, H: Host<'h>>(
    host: &mut H,
    arguments: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    drive(host, Kind::Foldl, arguments).await
}

/// `partition predicate list`
pub async fn partition<'h, H: Host<'h>>(
    host: &mut H,
    arguments: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    drive(host, Kind::Partition, arguments).await
}

/// `groupBy f list`
pub async fn group_by<'h, H: Host<'h>>(
    host: &mut H,
    arguments: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    drive(host, Kind::GroupBy, arguments).await
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
    arguments: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    drive(host, Kind::ConcatMap, arguments).await
}
