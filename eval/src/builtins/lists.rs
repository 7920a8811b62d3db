//! Builtins that make lists, take them apart and ask about them.

use crate::error::{OrFull, Result};
use crate::kernel::equality;
use crate::kernel::expect::{expect_function, expect_int, expect_list};
use crate::kernel::forced;
use crate::kernel::operators::{Outcome, operand};
use crate::kernel::reentrant::{Arguments, Host, Reentrant};
use crate::kernel::trace::Telling;
use crate::runtime::Runtime;
use crate::value::{Builtin, Interrupt, List, Thunk, Value};

/// The rows of this topic.
pub const TABLE: &[Builtin] = &[
    Builtin::direct(
        "length",
        1,
        0b1,
        |runtime, arguments| {
            let list = expect_list(runtime, arguments[0])?;
            Ok(Value::Int(list.len() as i64))
        },
        "list: the number of its elements",
    ),
    Builtin::direct("head", 1, 0b1, head, "list: its first element"),
    Builtin::direct(
        "tail",
        1,
        0b1,
        tail,
        "list: the list without its first element",
    ),
    Builtin::direct(
        "elemAt",
        2,
        0b10,
        element_at,
        "list n: element n, counted from zero",
    ),
    Builtin::reentrant(
        "elem",
        2,
        0b10,
        Reentrant::Elem,
        "x list: whether an element of the list equals x",
    )
    .with_fast_path(quick_elem),
    Builtin::direct(
        "map",
        2,
        0b10,
        map,
        "f list: f applied to each element, evaluated when it is needed",
    ),
    Builtin::direct(
        "genList",
        2,
        0b10,
        generate,
        "f n: f applied to each number from 0 to n - 1, evaluated when it is needed",
    ),
    Builtin::reentrant(
        "concatLists",
        1,
        0b1,
        Reentrant::ConcatLists,
        "lists: the elements of all lists, in one",
    )
    .with_fast_path(quick_concat_lists),
];

/// Bytes of an element that applies a function, for asking before many are made.
const APPLICATION: usize = size_of::<Value<'_>>() * 4 + 8;

fn head<'h>(runtime: &Runtime<'h>, arguments: &[Value<'h>]) -> Outcome<'h> {
    let list = expect_list(runtime, arguments[0])?;
    match list.get(0) {
        Some(first) => Ok(first),
        None => Err(runtime
            .error("'builtins.head' called on an empty list")
            .into()),
    }
}

fn tail<'h>(runtime: &Runtime<'h>, arguments: &[Value<'h>]) -> Outcome<'h> {
    let list = expect_list(runtime, arguments[0])?;
    let mut rest = list.items();
    if rest.next().is_none() {
        let error = runtime.error("'builtins.tail' called on an empty list");
        return Err(error.into());
    }
    let heap = runtime.heap;
    heap.reserve(rest.len(), List::size(1)).or_full(heap)?;
    Ok(Value::List(List::collect(heap, rest)))
}

fn element_at<'h>(runtime: &Runtime<'h>, arguments: &[Value<'h>]) -> Outcome<'h> {
    let index = expect_int(runtime, arguments[1])?;
    let list = expect_list(runtime, operand(arguments[0], 0)?)?;
    let element = usize::try_from(index)
        .ok()
        .and_then(|index| list.get(index));
    match element {
        Some(element) => Ok(element),
        None => Err(runtime
            .error(format_args!(
                "'builtins.elemAt' called with index {index} on a list of size {}",
                list.len()
            ))
            .into()),
    }
}

fn quick_elem<'h>(runtime: &Runtime<'h>, arguments: &[Value<'h>]) -> Outcome<'h> {
    let list = expect_list(runtime, arguments[1])?;
    let wanted = arguments[0];
    for element in list.items() {
        if wanted.is_pending() || element.is_pending() {
            return Err(Interrupt::Reenter);
        }
        if wanted.same_object(element) {
            return Ok(Value::Bool(true));
        }
        match equality::quick(runtime, wanted.resolved(), element.resolved()) {
            None => return Err(Interrupt::Reenter),
            Some(true) => return Ok(Value::Bool(true)),
            Some(false) => {}
        }
    }
    Ok(Value::Bool(false))
}

/// `elem x list`
pub async fn elem<'h, H: Host<'h>>(
    host: &mut H,
    [wanted, list, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let list = expect_list(&host.runtime(), list)?;
    for element in list.items() {
        if host.equal(wanted, element).await? {
            return Ok(Value::Bool(true));
        }
    }
    Ok(Value::Bool(false))
}

fn map<'h>(runtime: &Runtime<'h>, arguments: &[Value<'h>]) -> Outcome<'h> {
    let heap = runtime.heap;
    let list = expect_list(runtime, arguments[1])?;
    if list.is_empty() {
        return Ok(Value::List(list));
    }
    let function = expect_function(runtime, operand(arguments[0], 0)?)?;
    heap.reserve(list.len(), APPLICATION).or_full(heap)?;
    let items = list.items();
    let applied = items.map(|item| Value::Thunk(Thunk::application(heap, function, &[item])));
    Ok(Value::List(List::collect(heap, applied)))
}

fn generate<'h>(runtime: &Runtime<'h>, arguments: &[Value<'h>]) -> Outcome<'h> {
    let heap = runtime.heap;
    let length = expect_int(runtime, arguments[1])?;
    let Ok(length) = usize::try_from(length) else {
        return Err(runtime
            .error(format_args!("cannot create list of size {length}"))
            .into());
    };
    let function = expect_function(runtime, operand(arguments[0], 0)?)?;
    heap.reserve(length, APPLICATION).or_full(heap)?;
    Ok(Value::List(List::generate(heap, length, |index| {
        let index = Value::Int(index as i64);
        Value::Thunk(Thunk::application(heap, function, &[index]))
    })))
}

/// What the trace says of an element that is no list.
const LIST_OF_LISTS: &str = "while evaluating a value of the list passed to builtins.concatLists";

fn quick_concat_lists<'h>(runtime: &Runtime<'h>, arguments: &[Value<'h>]) -> Outcome<'h> {
    let lists = expect_list(runtime, arguments[0])?;
    if lists.items().any(Value::is_pending) {
        return Err(Interrupt::Reenter);
    }
    Ok(joined(runtime, lists)?)
}

/// `concatLists lists`
pub async fn concat_lists<'h, H: Host<'h>>(
    host: &mut H,
    [lists, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let runtime = host.runtime();
    let lists = expect_list(&runtime, lists)?;
    for list in lists.items() {
        let list = forced!(host, list);
        expect_list(&runtime, list).telling(&runtime, LIST_OF_LISTS)?;
    }
    joined(&runtime, lists)
}

/// The elements of evaluated lists in one list; if only one of them has elements, that one.
pub fn joined<'h>(runtime: &Runtime<'h>, lists: List<'h>) -> Result<'h, Value<'h>> {
    let heap = runtime.heap;
    let mut length = 0;
    let mut longest = None;
    for list in lists.items() {
        let list = expect_list(runtime, list).telling(runtime, LIST_OF_LISTS)?;
        if length == 0 {
            longest = Some(list);
        }
        length += list.len();
    }
    if let Some(list) = longest
        && list.len() == length
    {
        return Ok(Value::List(list));
    }
    heap.reserve(length, List::size(1)).or_full(heap)?;
    let lists = lists.items().filter_map(|list| match list.resolved() {
        Value::List(list) => Some(list),
        _ => None,
    });
    Ok(Value::List(List::joined(heap, length, lists)))
}
