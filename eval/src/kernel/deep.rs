//! Forcing a value and everything inside it.

use super::reentrant::{Arguments, Host};
use super::trace;
use crate::error::{Error, OrFull, Result};
use crate::heap::Heap;
use crate::runtime::Runtime;
use crate::source::Position;
use crate::syntax::show;
use crate::value::{Entries, List, Value};
use rustc_hash::FxHashSet;

/// A collection on the way down, and the item that comes next.
enum Level<'h> {
    List(List<'h>, usize),
    Attrs(Entries<'h>, usize),
}

impl<'h> Level<'h> {
    fn next(&mut self) -> Option<Value<'h>> {
        let (item, next) = match self {
            Self::List(list, next) => (list.get(*next), next),
            Self::Attrs(attrs, next) => (attrs.get(*next).map(|attr| attr.value), next),
        };
        *next += 1;
        item
    }

    /// The error with a line that says which item was being forced.
    fn traced(&self, runtime: &Runtime<'h>, error: Error<'h>) -> Error<'h> {
        match self {
            Self::List(_, next) => {
                let message = format!("while evaluating list element at index {}", next - 1);
                error.traced(runtime.heap, &message, Position::NONE)
            }
            Self::Attrs(attrs, next) => match attrs.get(next - 1) {
                None => error,
                Some(attr) => {
                    let name = show::attribute_name(runtime.symbols.name(attr.name));
                    let message = format!("while evaluating the attribute '{name}'");
                    error.traced(runtime.heap, &message, attr.position)
                }
            },
        }
    }
}

/// Forces everything below a value, each object once; the result is the value itself.
pub async fn deep_force<'h, H: Host<'h>>(
    host: &mut H,
    [value, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let runtime = host.runtime();
    let top = forced!(host, value);
    let mut levels = Vec::new();
    let mut visited = FxHashSet::default();
    descend(runtime.heap, top, &mut levels, &mut visited)?;
    while let Some(level) = levels.last_mut() {
        let Some(item) = level.next() else {
            levels.pop();
            continue;
        };
        let step = if item.is_pending() {
            let outcome = host.force(item).await;
            outcome.map_err(|error| trace::of_item(&runtime, error, item))
        } else {
            Ok(item.resolved())
        };
        if let Err(error) =
            step.and_then(|item| descend(runtime.heap, item, &mut levels, &mut visited))
        {
            return Err(levels
                .iter()
                .rev()
                .fold(error, |error, level| level.traced(&runtime, error)));
        }
    }
    Ok(top)
}

/// Puts a collection not seen before on top of the others.
fn descend<'h>(
    heap: &'h Heap,
    value: Value<'h>,
    levels: &mut Vec<Level<'h>>,
    visited: &mut FxHashSet<usize>,
) -> Result<'h, ()> {
    let level = match value {
        Value::List(list) if !list.is_empty() && visited.insert(list.address()) => {
            Level::List(list, 0)
        }
        Value::Attrs(attrs) if !attrs.is_empty() && visited.insert(attrs.address()) => {
            Level::Attrs(attrs.entries(heap), 0)
        }
        Value::List(_)
        | Value::Attrs(_)
        | Value::Null
        | Value::Bool(_)
        | Value::Int(_)
        | Value::Float(_)
        | Value::String(_)
        | Value::Path(_)
        | Value::Closure(_)
        | Value::Builtin(_)
        | Value::Partial(_)
        | Value::Thunk(_) => return Ok(()),
    };
    push_watched(heap, levels, level)
}

/// Pushes onto a worklist whose depth the program chooses, unless the heap's limit forbids it.
pub fn push_watched<'h, T>(heap: &'h Heap, worklist: &mut Vec<T>, item: T) -> Result<'h, ()> {
    if worklist.len() == worklist.capacity() {
        heap.reserve(worklist.len() * 2, size_of::<T>())
            .or_full(heap)?;
    }
    worklist.push(item);
    Ok(())
}
