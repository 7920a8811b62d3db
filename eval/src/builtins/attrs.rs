//! Builtins over one or two attribute sets.

use crate::error::{OrFull, Result};
use crate::kernel::expect::{expect_attrs, expect_list, expect_string_without_context};
use crate::kernel::forced;
use crate::kernel::operators::{Outcome, operand};
use crate::kernel::reentrant::{Arguments, Host, Reentrant};
use crate::kernel::trace::Telling;
use crate::runtime::Runtime;
use crate::source::{Origin, Position};
use crate::symbol::Symbol;
use crate::syntax::show;
use crate::value::{
    Attr, Attrs, AttrsBuilder, Builtin, Callee, Closure, Interrupt, List, NixString, Thunk, Value,
};

/// The rows of this topic.
pub const TABLE: &[Builtin] = &[
    Builtin::direct(
        "attrNames",
        1,
        0b1,
        |runtime, arguments| {
            sorted(runtime, arguments[0], |attr| {
                Value::String(runtime.symbols.string(attr.name))
            })
        },
        "set: the names of its attributes, in order",
    ),
    Builtin::direct(
        "attrValues",
        1,
        0b1,
        |runtime, arguments| sorted(runtime, arguments[0], |attr| attr.value),
        "set: the values of its attributes, in the order of their names",
    ),
    Builtin::direct(
        "getAttr",
        2,
        0b1,
        get_attr,
        "name set: the attribute of that name",
    ),
    Builtin::direct(
        "hasAttr",
        2,
        0b1,
        |runtime, arguments| Ok(Value::Bool(named(runtime, arguments)?.1.is_some())),
        "name set: whether there is an attribute of that name",
    ),
    Builtin::direct(
        "unsafeGetAttrPos",
        2,
        0b1,
        position_of_attr,
        "name set: `{ column, file, line }` of the attribute's definition, or null if it is not known",
    ),
    Builtin::reentrant(
        "removeAttrs",
        2,
        0b1,
        Reentrant::RemoveAttrs,
        "set names: the set without the attributes of those names",
    )
    .with_fast_path(quick_remove),
    Builtin::direct(
        "intersectAttrs",
        2,
        0b1,
        intersect,
        "a b: the attributes of b whose names a has too",
    ),
    Builtin::direct(
        "functionArgs",
        1,
        0b1,
        function_args,
        "f: the names in its set pattern, each with whether it has a default",
    ),
    Builtin::direct(
        "mapAttrs",
        2,
        0b10,
        map_attrs,
        "f set: the set with each value replaced by `f name value`, evaluated when it is needed",
    ),
];

/// A list of what `item` makes of each attribute, in the order of names.
fn sorted<'h>(
    runtime: &Runtime<'h>,
    set: Value<'h>,
    item: impl Fn(&Attr<'h>) -> Value<'h>,
) -> Outcome<'h> {
    let heap = runtime.heap;
    let attrs = expect_attrs(runtime, set)?;
    heap.reserve(attrs.len(), size_of::<Value<'_>>())
        .or_full(heap)?;
    let entries = attrs.sorted_by_name(heap, &runtime.symbols);
    Ok(Value::List(List::generate(heap, entries.len(), |index| {
        item(&entries[index])
    })))
}

/// The name and the attribute that `name set` speak of.
fn named<'h>(
    runtime: &Runtime<'h>,
    arguments: &[Value<'h>],
) -> Outcome<'h, (NixString<'h>, Option<Attr<'h>>)> {
    let name = expect_string_without_context(runtime, arguments[0])?;
    let attrs = expect_attrs(runtime, operand(arguments[1], 1)?)?;
    let symbol = runtime.symbols.lookup_string(name);
    Ok((name, symbol.and_then(|symbol| attrs.get(symbol))))
}

fn get_attr<'h>(runtime: &Runtime<'h>, arguments: &[Value<'h>]) -> Outcome<'h> {
    let (name, attr) = named(runtime, arguments)?;
    match attr {
        Some(attr) => Ok(attr.value),
        None => Err(runtime
            .error(format_args!(
                "attribute '{}' missing",
                show::attribute_name(name.bytes())
            ))
            .telling(runtime, "in the attribute set under consideration")
            .into()),
    }
}

fn position_of_attr<'h>(runtime: &Runtime<'h>, arguments: &[Value<'h>]) -> Outcome<'h> {
    let (_, attr) = named(runtime, arguments)?;
    Ok(attr.map_or(Value::Null, |attr| position(runtime, attr.position)))
}

/// A position as a set; null for none, and for text that is in no file.
pub fn position<'h>(runtime: &Runtime<'h>, position: Position) -> Value<'h> {
    let Some(location) = runtime.sources.locate(position) else {
        return Value::Null;
    };
    let file = match &location.source.origin {
        Origin::File(path) => path.display().to_string(),
        Origin::Internal(name) => format!("/{name}"),
        Origin::String | Origin::Stdin => return Value::Null,
    };
    let file = NixString::new(runtime.heap, file.as_bytes());
    let mut attrs = AttrsBuilder::with_capacity(3);
    attrs.push(runtime.names.column, Value::Int(location.column.into()));
    attrs.push(runtime.names.file, Value::String(file));
    attrs.push(runtime.names.line, Value::Int(location.line.into()));
    Value::Attrs(attrs.finish(runtime.heap))
}

/// What the trace says of a name that is to be removed.
const REMOVED: &str =
    "while evaluating the values of the second argument passed to builtins.removeAttrs";

fn quick_remove<'h>(runtime: &Runtime<'h>, arguments: &[Value<'h>]) -> Outcome<'h> {
    let attrs = expect_attrs(runtime, arguments[0])?;
    let names = expect_list(runtime, operand(arguments[1], 1)?)?;
    let mut symbols = Vec::with_capacity(names.len());
    for name in names.items() {
        if name.is_pending() {
            return Err(Interrupt::Reenter);
        }
        let name = expect_string_without_context(runtime, name).telling(runtime, REMOVED)?;
        symbols.extend(runtime.symbols.lookup_string(name));
    }
    Ok(without(runtime, attrs, symbols))
}

/// `removeAttrs set names`
pub async fn remove_attrs<'h, H: Host<'h>>(
    host: &mut H,
    [set, names, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let runtime = host.runtime();
    let attrs = expect_attrs(&runtime, set)?;
    let names = expect_list(&runtime, names)?;
    let mut symbols = Vec::with_capacity(names.len());
    for name in names.items() {
        let name = forced!(host, name, |error| error.telling(&runtime, REMOVED));
        let name = expect_string_without_context(&runtime, name).telling(&runtime, REMOVED)?;
        symbols.extend(runtime.symbols.lookup_string(name));
    }
    Ok(without(&runtime, attrs, symbols))
}

fn without<'h>(runtime: &Runtime<'h>, attrs: Attrs<'h>, mut names: Vec<Symbol>) -> Value<'h> {
    names.sort_unstable();
    names.dedup();
    names.retain(|&name| attrs.get(name).is_some());
    if names.is_empty() {
        return Value::Attrs(attrs);
    }
    let mut removed = names.iter().copied().peekable();
    Value::Attrs(attrs.filtered(runtime.heap, |name| removed.next_if_eq(&name).is_none()))
}

fn intersect<'h>(runtime: &Runtime<'h>, arguments: &[Value<'h>]) -> Outcome<'h> {
    let heap = runtime.heap;
    let left = expect_attrs(runtime, arguments[0])?;
    let right = expect_attrs(runtime, operand(arguments[1], 1)?)?;
    if left.len() >= right.len() {
        let common = right.filtered(heap, |name| left.has(name));
        return Ok(Value::Attrs(common));
    }
    let names = left.entries(heap).iter();
    let common: Vec<_> = names.filter_map(|attr| right.get(attr.name)).collect();
    Ok(Value::Attrs(Attrs::from_sorted(heap, &common)))
}

fn function_args<'h>(runtime: &Runtime<'h>, arguments: &[Value<'h>]) -> Outcome<'h> {
    let attrs = match arguments[0] {
        Value::Closure(closure) => formals(runtime, closure, 0),
        Value::Partial(partial) => match partial.callee() {
            Callee::Closure(closure) => formals(runtime, closure, partial.arguments().len()),
            Callee::Builtin(_) => Attrs::empty(runtime.heap),
        },
        Value::Builtin(_) => Attrs::empty(runtime.heap),
        Value::Null
        | Value::Bool(_)
        | Value::Int(_)
        | Value::Float(_)
        | Value::String(_)
        | Value::Path(_)
        | Value::List(_)
        | Value::Attrs(_)
        | Value::Thunk(_) => {
            return Err(runtime.error("'functionArgs' requires a function").into());
        }
    };
    Ok(Value::Attrs(attrs))
}

/// The formals of a function that has got so many arguments.
fn formals<'h>(runtime: &Runtime<'h>, closure: Closure<'h>, arguments: usize) -> Attrs<'h> {
    let formals = closure.code().formals_after(arguments);
    let Some(formals) = formals else {
        return Attrs::empty(runtime.heap);
    };
    Attrs::generate(runtime.heap, formals.formals.len(), |index| {
        let formal = formals.formals[index];
        Attr {
            name: formal.name,
            position: formal.position,
            value: Value::Bool(formal.is_optional()),
        }
    })
}

fn map_attrs<'h>(runtime: &Runtime<'h>, arguments: &[Value<'h>]) -> Outcome<'h> {
    const APPLICATION: usize = size_of::<Attr<'_>>() + size_of::<Value<'_>>() * 5;
    let heap = runtime.heap;
    let (function, attrs) = (arguments[0], expect_attrs(runtime, arguments[1])?);
    heap.reserve(attrs.len(), APPLICATION).or_full(heap)?;
    let mut entries = attrs.entries(heap).iter();
    Ok(Value::Attrs(Attrs::generate(heap, entries.len(), |_| {
        let Some(Attr { name, value, .. }) = entries.next() else {
            unreachable!("a set has as many attributes as it says")
        };
        let name_string = Value::String(runtime.symbols.string(name));
        Attr {
            name,
            position: Position::NONE,
            value: Value::Thunk(Thunk::application(heap, function, &[name_string, value])),
        }
    })))
}
