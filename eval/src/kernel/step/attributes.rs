//! Instructions about attribute sets and lists.

use super::{Activation, Pause, Stack, Step};
use crate::bytecode::ShapeAttr;
use crate::error::{Error, ErrorKind, Passage, Result};
use crate::heap::Heap;
use crate::kernel::{expect, suggest};
use crate::runtime::Runtime;
use crate::source::Position;
use crate::symbol::Symbol;
use crate::syntax::show;
use crate::value::{Attr, Attrs, List, Value};

/// `v1 .. vn -- list`
pub fn make_list<'h>(heap: &'h Heap, stack: &mut Stack<'h>, count: usize) {
    let start = stack.len() - count;
    let list = List::new(heap, &stack[start..]);
    stack.truncate(start);
    stack.push(Value::List(list));
}

/// `v1 .. vn -- set`
pub fn make_attrs<'h>(heap: &'h Heap, stack: &mut Stack<'h>, shape: &[ShapeAttr]) {
    let start = stack.len() - shape.len();
    let values = &stack[start..];
    let attrs = Attrs::generate(heap, shape.len(), |index| Attr {
        name: shape[index].name,
        position: shape[index].position,
        value: values[index],
    });
    stack.truncate(start);
    stack.push(Value::Attrs(attrs));
}

/// `set name v -- set`; the name has been evaluated.
pub(super) fn insert_dynamic<'h>(
    runtime: &Runtime<'h>,
    stack: &mut Stack<'h>,
    position: Position,
) -> Step<'h> {
    let top = stack.len();
    let Value::Attrs(attrs) = stack[top - 3] else {
        unreachable!("dynamic attributes are added to a set")
    };
    let value = stack[top - 1];
    let name = stack[top - 2].resolved();
    stack.truncate(top - 2);
    if let Value::Null = name {
        return Ok(());
    }
    let name = attribute_name(runtime, name)?;
    if let Some(other) = attrs.get(name) {
        return Err(defined_twice(runtime, name, other.position)
            .at(runtime.heap, position)
            .into());
    }
    let single = Attrs::from_sorted(
        runtime.heap,
        &[Attr {
            name,
            position,
            value,
        }],
    );
    stack[top - 3] = Value::Attrs(Attrs::update(runtime.heap, attrs, single));
    Ok(())
}

#[cold]
fn defined_twice<'h>(runtime: &Runtime<'h>, name: Symbol, first: Position) -> Error<'h> {
    let place = runtime
        .sources
        .locate(first)
        .map(|l| format!(" at {}:{}:{}", l.source.origin.display(), l.line, l.column))
        .unwrap_or_default();
    runtime.error(format_args!(
        "dynamic attribute '{}' already defined{place}",
        show::attribute_name(runtime.symbols.name(name))
    ))
}

/// The symbol of a computed attribute name.
pub(super) fn attribute_name<'h>(runtime: &Runtime<'h>, name: Value<'h>) -> Result<'h, Symbol> {
    let name = expect::expect_string_without_context(runtime, name)?;
    Ok(runtime.symbols.intern_string(name))
}

/// The attribute `name` of a value that may be no set.
#[inline(always)]
pub fn attribute(subject: Value<'_>, name: Symbol) -> Option<Value<'_>> {
    match subject {
        Value::Attrs(attrs) => attrs.value(name),
        _ => None,
    }
}

/// `set -- v`: replaces the set by its attribute, which is then evaluated.
#[inline(always)]
pub fn select<'h>(runtime: &Runtime<'h>, stack: &mut Stack<'h>, name: Symbol) -> Step<'h> {
    match stack.top().resolved() {
        Value::Attrs(attrs) => match attrs.get(name) {
            Some(attr) => {
                let value = attr.value.resolved();
                stack.set_top(value);
                match value {
                    Value::Thunk(thunk) => Err(Pause::Then(thunk, attr.position)),
                    _ => Ok(()),
                }
            }
            None => Err(missing_attribute(runtime, attrs, name).into()),
        },
        Value::Thunk(thunk) => Err(Pause::Again(thunk, Position::NONE)),
        other => match expect::expect_attrs(runtime, other) {
            Err(error) => Err(error.into()),
            Ok(_) => unreachable!("sets are handled above"),
        },
    }
}

#[cold]
fn missing_attribute<'h>(runtime: &Runtime<'h>, attrs: Attrs<'h>, name: Symbol) -> Error<'h> {
    let symbols = &runtime.symbols;
    let shown = show::attribute_name(runtime.symbols.name(name));
    let error = runtime.error(format_args!("attribute '{shown}' missing"));
    let candidates = attrs
        .entries(runtime.heap)
        .iter()
        .map(|attr| symbols.text(attr.name));
    match suggest::suggestion(candidates, &symbols.text(name)) {
        Some(suggestion) => error.suggesting(runtime.heap, &suggestion),
        None => error,
    }
}

/// What the scopes of `with` say about a name.
pub enum Lookup<'h> {
    /// Its value, evaluated or not.
    Found(Value<'h>),
    /// The scope of this index has to be evaluated first.
    Force(usize),
}

/// Looks a name up in scopes, the innermost first.
pub fn look_up<'h>(
    runtime: &Runtime<'h>,
    scopes: &[Value<'h>],
    name: Symbol,
) -> Result<'h, Lookup<'h>> {
    for (index, scope) in scopes.iter().enumerate() {
        let scope = scope.resolved();
        if let Value::Thunk(_) = scope {
            return Ok(Lookup::Force(index));
        }
        let attrs = expect::expect_attrs(runtime, scope).map_err(|error| {
            let operand = index;
            let passage = error.passage();
            error.passing(runtime.heap, Passage { operand, ..passage })
        })?;
        if let Some(value) = attrs.value(name) {
            return Ok(Lookup::Found(value.resolved()));
        }
    }
    let message = format!("undefined variable '{}'", runtime.symbols.text(name));
    Err(runtime.error_of(ErrorKind::UndefinedVariable, message))
}

/// Where each of the `count` scopes is blamed in the lookup that an activation is at, and what follows them.
///
/// The scopes were pushed by the instructions before this one, each blamed on its `with`.
pub fn scope_positions<'h>(frame: &Activation<'h>, count: usize) -> &'h [Position] {
    &frame.code.positions[frame.ip as usize - 1 - count..]
}

/// `set1 .. setn -- v`
pub fn resolve_with<'h>(
    runtime: &Runtime<'h>,
    stack: &mut Stack<'h>,
    frame: &Activation<'h>,
    name: Symbol,
    count: usize,
) -> Step<'h> {
    let start = stack.len() - count;
    match look_up(runtime, &stack[start..], name)? {
        Lookup::Force(index) => match stack[start + index].resolved() {
            Value::Thunk(thunk) => Err(Pause::Again(thunk, scope_positions(frame, count)[index])),
            _ => unreachable!("a scope to be evaluated is a thunk"),
        },
        Lookup::Found(value) => {
            stack.truncate(start);
            stack.push(value);
            match value {
                Value::Thunk(thunk) => Err(Pause::Then(thunk, Position::NONE)),
                _ => Ok(()),
            }
        }
    }
}
