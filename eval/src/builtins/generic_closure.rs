//! `builtins.genericClosure`

use crate::error::{Error, Result};
use crate::kernel::expect::{expect_attrs, expect_function, expect_list};
use crate::kernel::forced;
use crate::kernel::order::{self, ordering};
use crate::kernel::reentrant::{Arguments, Host, Reentrant};
use crate::kernel::trace::{self, Telling};
use crate::print;
use crate::runtime::Runtime;
use crate::symbol::Symbol;
use crate::value::{Attrs, Builtin, Interrupt, List, Value};
use rustc_hash::FxHashSet;
use std::collections::VecDeque;

/// The rows of this topic.
pub const TABLE: &[Builtin] = &[Builtin::reentrant(
    "genericClosure",
    1,
    0b1,
    Reentrant::GenericClosure,
    "{ startSet, operator }: the sets of startSet and all that operator leads to, one for each `key`",
)];

/// The attribute that must be there.
fn required<'h>(runtime: &Runtime<'h>, attrs: Attrs<'h>, name: Symbol) -> Result<'h, Value<'h>> {
    attrs.value(name).ok_or_else(|| {
        let name = runtime.symbols.text(name);
        runtime.error(format_args!("attribute '{name}' missing"))
    })
}

/// `genericClosure { startSet, operator }`
pub async fn generic_closure<'h, H: Host<'h>>(
    host: &mut H,
    [argument, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let runtime = host.runtime();
    let names = &runtime.names;
    let argument = expect_attrs(&runtime, argument)?;
    let start = required(&runtime, argument, names.start_set).telling(&runtime, ARGUMENT)?;
    let start = forced!(host, start);
    let words =
        "while evaluating the 'startSet' attribute passed as argument to builtins.genericClosure";
    let start = expect_list(&runtime, start).telling(&runtime, words)?;
    if start.is_empty() {
        return Ok(Value::List(start));
    }
    let operator = required(&runtime, argument, names.operator).telling(&runtime, ARGUMENT)?;
    let operator = forced!(host, operator, |error| error.telling(&runtime, OPERATOR));
    let operator = expect_function(&runtime, operator).telling(&runtime, OPERATOR)?;

    let mut waiting: VecDeque<_> = start.items().collect();
    let mut keys = Keys::default();
    let mut found = Vec::new();
    while let Some(element) = waiting.pop_front() {
        let in_element = |error| of_element(&runtime, error, "in genericClosure element", element);
        let attrs = forced!(host, element, in_element);
        let attrs = expect_attrs(&runtime, attrs).map_err(in_element)?;
        let key = required(&runtime, attrs, names.key).map_err(in_element)?;
        let key = forced!(host, key);
        let new = match keys.insert_alike(key) {
            Some(new) => new,
            None => insert_ordered(host, &runtime, keys.ordered(), key)
                .await
                .map_err(|failed| failed.told(&runtime, element, &found))?,
        };
        if !new {
            continue;
        }
        found.push(element);
        let calling = |error| of_element(&runtime, error, CALLING, element);
        let more = host.call(operator, &[element]).await.map_err(calling)?;
        let words =
            "while evaluating the return value of the `operator` passed to builtins.genericClosure";
        let more = expect_list(&runtime, more)
            .telling(&runtime, words)
            .map_err(calling)?;
        for element in more.items() {
            forced!(host, element, calling);
            waiting.push_back(element);
        }
    }
    Ok(Value::List(List::new(runtime.heap, &found)))
}

/// What the trace says of an argument that lacks an attribute.
const ARGUMENT: &str = "in the attrset passed as argument to builtins.genericClosure";

/// What the trace says of the operator.
const OPERATOR: &str =
    "while evaluating the 'operator' attribute passed as argument to builtins.genericClosure";

/// What the trace says before an element that the operator is called with.
const CALLING: &str = "while calling operator on genericClosure element";

/// The error with a line that shows an element.
#[cold]
fn of_element<'h>(
    runtime: &Runtime<'h>,
    error: Error<'h>,
    words: &str,
    element: Value<'h>,
) -> Error<'h> {
    let shown = print::for_message(runtime, element);
    error.telling(runtime, &format!("{words} {shown}"))
}

/// A comparison of keys that failed, and the other key.
struct Incomparable<'h> {
    error: Error<'h>,
    other: Value<'h>,
}

impl<'h> Incomparable<'h> {
    /// The error with lines that show both elements, the other one among those found.
    #[cold]
    fn told(self, runtime: &Runtime<'h>, element: Value<'h>, found: &[Value<'h>]) -> Error<'h> {
        let has_key = |found: &&Value<'h>| match found.resolved() {
            Value::Attrs(attrs) => attrs
                .value(runtime.names.key)
                .is_some_and(|key| trace::is_same(key, self.other)),
            _ => false,
        };
        let mut error = self.error;
        if let Some(other) = found.iter().find(has_key) {
            error = of_element(runtime, error, "with element", *other);
        }
        of_element(runtime, error, "while comparing element", element)
    }
}

/// The keys met so far.
#[derive(Default)]
enum Keys<'h> {
    /// Integers only.
    Integers(FxHashSet<i64>),
    /// Strings only.
    Strings(FxHashSet<&'h [u8]>, Vec<Value<'h>>),
    /// Any keys, in the order that `<` gives them.
    Ordered(Blocks<Value<'h>>),
    /// None.
    #[default]
    Empty,
}

impl<'h> Keys<'h> {
    /// Inserts a key that is an integer among integers or a string among strings, whose order nobody can see;
    /// says whether it is new.
    fn insert_alike(&mut self, key: Value<'h>) -> Option<bool> {
        if let Self::Empty = self {
            *self = match key {
                Value::Int(_) => Self::Integers(FxHashSet::default()),
                Value::String(_) => Self::Strings(FxHashSet::default(), Vec::new()),
                _ => Self::Ordered(Blocks::default()),
            };
        }
        match (self, key) {
            (Self::Integers(keys), Value::Int(key)) => Some(keys.insert(key)),
            (Self::Strings(keys, values), Value::String(string)) => {
                let new = keys.insert(string.bytes());
                if new {
                    values.push(key);
                }
                Some(new)
            }
            _ => None,
        }
    }

    /// The keys as an ordered collection from now on.
    fn ordered(&mut self) -> &mut Blocks<Value<'h>> {
        let sorted = match self {
            Self::Ordered(_) => None,
            Self::Empty => Some(Vec::new()),
            Self::Integers(keys) => {
                let mut keys: Vec<_> = keys.drain().collect();
                keys.sort_unstable();
                Some(keys.into_iter().map(Value::Int).collect())
            }
            Self::Strings(_, values) => {
                let mut values = std::mem::take(values);
                values.sort_by_key(|value| match value {
                    Value::String(string) => string.bytes(),
                    _ => &[],
                });
                Some(values)
            }
        };
        if let Some(sorted) = sorted {
            *self = Self::Ordered(Blocks::from_sorted(&sorted));
        }
        match self {
            Self::Ordered(blocks) => blocks,
            Self::Integers(_) | Self::Strings(..) | Self::Empty => {
                unreachable!("the keys have just been ordered")
            }
        }
    }
}

/// Inserts a key unless an equal one (neither comes before the other) is there; says whether it is new.
async fn insert_ordered<'h, H: Host<'h>>(
    host: &mut H,
    runtime: &Runtime<'h>,
    keys: &mut Blocks<Value<'h>>,
    key: Value<'h>,
) -> std::result::Result<bool, Incomparable<'h>> {
    let (mut low, mut high) = (0, keys.len());
    let mut before = None;
    while low < high {
        let middle = low + (high - low) / 2;
        let Some(other) = keys.get(middle) else { break };
        let failed = |error| Incomparable { error, other };
        if comes_before(host, runtime, key, other)
            .await
            .map_err(failed)?
        {
            high = middle;
        } else {
            before = Some(other);
            low = middle + 1;
        }
    }
    if let Some(other) = before
        && !comes_before(host, runtime, other, key)
            .await
            .map_err(|error| Incomparable { error, other })?
    {
        return Ok(false);
    }
    keys.insert(low, key);
    Ok(true)
}

async fn comes_before<'h, H: Host<'h>>(
    host: &mut H,
    runtime: &Runtime<'h>,
    left: Value<'h>,
    right: Value<'h>,
) -> Result<'h, bool> {
    match order::quick(runtime, left, right) {
        Ok(less) => Ok(less),
        Err(Interrupt::Error(error)) => Err(error),
        Err(Interrupt::Force(_) | Interrupt::Reenter) => ordering(host, left, right).await,
    }
}

/// A sequence in blocks of bounded length, so that inserting does not move everything behind.
struct Blocks<T> {
    blocks: Vec<Vec<T>>,
    length: usize,
}

impl<T> Default for Blocks<T> {
    fn default() -> Self {
        Self {
            blocks: Vec::new(),
            length: 0,
        }
    }
}

impl<T: Copy> Blocks<T> {
    const LONGEST: usize = 512;

    fn from_sorted(items: &[T]) -> Self {
        let length = items.len();
        let blocks = items.chunks(Self::LONGEST / 2).map(<[T]>::to_vec).collect();
        Self { blocks, length }
    }

    fn len(&self) -> usize {
        self.length
    }

    /// The block of an index and the place in it; for the end, the place behind the last item.
    fn place(&self, mut index: usize) -> (usize, usize) {
        for (number, block) in self.blocks.iter().enumerate() {
            if index < block.len() || (index == block.len() && number + 1 == self.blocks.len()) {
                return (number, index);
            }
            index -= block.len();
        }
        (self.blocks.len(), 0)
    }

    fn get(&self, index: usize) -> Option<T> {
        let (block, place) = self.place(index);
        self.blocks.get(block)?.get(place).copied()
    }

    fn insert(&mut self, index: usize, item: T) {
        let (number, place) = self.place(index);
        self.length += 1;
        let Some(block) = self.blocks.get_mut(number) else {
            self.blocks.push(vec![item]);
            return;
        };
        block.insert(place, item);
        if block.len() > Self::LONGEST {
            let upper = block.split_off(Self::LONGEST / 2);
            self.blocks.insert(number + 1, upper);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Blocks;

    #[test]
    fn blocks_behave_as_one_sequence() {
        let mut blocks = Blocks::default();
        let mut plain = Vec::new();
        let mut state = 1_usize;
        for item in 0..5000 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            let index = (state >> 33) % (plain.len() + 1);
            blocks.insert(index, item);
            plain.insert(index, item);
        }
        assert_eq!(blocks.len(), plain.len());
        assert!((0..5000).all(|index| blocks.get(index) == plain.get(index).copied()));
        assert_eq!(blocks.get(5000), None);
        let again = Blocks::from_sorted(&plain);
        assert!((0..5000).all(|index| again.get(index) == plain.get(index).copied()));
    }
}
