//! Builtins between lists and attribute sets.

use super::folds::{function_and_list, grouped};
use crate::error::Result;
use crate::kernel::expect::{
    expect_attrs, expect_function, expect_list, expect_string_without_context,
};
use crate::kernel::forced;
use crate::kernel::operators::{Outcome, operand};
use crate::kernel::reentrant::{Arguments, Host, Reentrant};
use crate::kernel::trace::Telling;
use crate::planted;
use crate::runtime::Runtime;
use crate::value::{Attr, Attrs, AttrsBuilder, Builtin, Interrupt, List, Thunk, Value};

/// The rows of this topic.
pub const TABLE: &[Builtin] = &[
    Builtin::reentrant(
        "listToAttrs",
        1,
        0b1,
        Reentrant::ListToAttrs,
        "list: a set made of `{ name, value }` elements; of several with one name the first counts",
    )
    .with_fast_path(quick_list_to_attrs),
    Builtin::reentrant(
        "catAttrs",
        2,
        0b1,
        Reentrant::CatAttrs,
        "name list: the attribute of that name from each set that has it",
    )
    .with_fast_path(quick_cat_attrs),
    Builtin::reentrant(
        "zipAttrsWith",
        2,
        0b1,
        Reentrant::ZipAttrsWith,
        "f sets: a set with `f name values` for each name, evaluated when it is needed",
    )
    .with_fast_path(function_and_list),
];

/// What the trace says of an element of `listToAttrs` that lacks an attribute.
const PAIR: &str = "in a {name=...; value=...;} pair";

/// What the trace says of such an element's name.
const PAIR_NAME: &str = "while evaluating the `name` attribute of an element of the list passed to builtins.listToAttrs";

/// What the trace says of such an element.
const PAIR_ITSELF: &str = "while evaluating an element of the list passed to builtins.listToAttrs";

/// What the trace says of an element of `catAttrs`.
const CAT_ELEMENT: &str =
    "while evaluating an element in the list passed as second argument to builtins.catAttrs";

/// The attributes that `listToAttrs` has collected.
struct Collected<'h> {
    attrs: Vec<Attr<'h>>,
}

impl<'h> Collected<'h> {
    fn new(list: List<'h>) -> Self {
        Self {
            attrs: Vec::with_capacity(list.len()),
        }
    }

    /// The name of an element.
    fn name_of(runtime: &Runtime<'h>, element: Attrs<'h>) -> Result<'h, Attr<'h>> {
        element
            .get(runtime.names.name)
            .ok_or_else(|| runtime.error("attribute 'name' missing"))
            .telling(runtime, PAIR)
    }

    /// Adds an element whose name has been evaluated; only the first of a name needs a value.
    fn add(
        &mut self,
        runtime: &Runtime<'h>,
        element: Attrs<'h>,
        name: &Attr<'h>,
    ) -> Result<'h, ()> {
        let name = expect_string_without_context(runtime, name.value)
            .telling_at(runtime, PAIR_NAME, name.position)
            .map_err(|error| error.at(runtime.heap, name.position))?;
        let name = runtime.symbols.intern_string(name);
        match element.get(runtime.names.value) {
            Some(value) => self.attrs.push(Attr { name, ..value }),
            None if self.attrs.iter().any(|other| other.name == name) => {}
            None => {
                let missing = runtime.error("attribute 'value' missing");
                return Err(missing.telling(runtime, PAIR));
            }
        }
        Ok(())
    }

    fn finish(self, runtime: &Runtime<'h>) -> Value<'h> {
        planted::builtin(self.attrs.len());
        let mut attrs = AttrsBuilder::with_capacity(self.attrs.len());
        for attr in self.attrs {
            attrs.push_attr(attr);
        }
        Value::Attrs(attrs.finish(runtime.heap))
    }
}

fn quick_list_to_attrs<'h>(runtime: &Runtime<'h>, arguments: &[Value<'h>]) -> Outcome<'h> {
    let list = expect_list(runtime, arguments[0])?;
    let mut collected = Collected::new(list);
    for element in list.items() {
        if element.is_pending() {
            return Err(Interrupt::Reenter);
        }
        let element = expect_attrs(runtime, element).telling(runtime, PAIR_ITSELF)?;
        let name = Collected::name_of(runtime, element)?;
        if name.value.is_pending() {
            return Err(Interrupt::Reenter);
        }
        collected.add(runtime, element, &name)?;
    }
    Ok(collected.finish(runtime))
}

/// `listToAttrs list`
pub async fn list_to_attrs<'h, H: Host<'h>>(
    host: &mut H,
    [list, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let runtime = host.runtime();
    let list = expect_list(&runtime, list)?;
    let mut collected = Collected::new(list);
    for element in list.items() {
        let element = forced!(host, element);
        let element = expect_attrs(&runtime, element).telling(&runtime, PAIR_ITSELF)?;
        let name = Collected::name_of(&runtime, element)?;
        forced!(host, name.value, |error| {
            error.telling_at(&runtime, PAIR_NAME, name.position)
        });
        collected.add(&runtime, element, &name)?;
    }
    Ok(collected.finish(&runtime))
}

fn quick_cat_attrs<'h>(runtime: &Runtime<'h>, arguments: &[Value<'h>]) -> Outcome<'h> {
    let name = expect_string_without_context(runtime, arguments[0])?;
    let name = runtime.symbols.intern_string(name);
    let mut values = Vec::new();
    for element in expect_list(runtime, operand(arguments[1], 1)?)?.items() {
        if element.is_pending() {
            return Err(Interrupt::Reenter);
        }
        let element = expect_attrs(runtime, element).telling(runtime, CAT_ELEMENT)?;
        values.extend(element.value(name));
    }
    Ok(Value::List(List::new(runtime.heap, &values)))
}

/// `catAttrs name list`
pub async fn cat_attrs<'h, H: Host<'h>>(
    host: &mut H,
    [name, list, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let runtime = host.runtime();
    let name = expect_string_without_context(&runtime, name)?;
    let name = runtime.symbols.intern_string(name);
    let mut values = Vec::new();
    for element in expect_list(&runtime, list)?.items() {
        let element = forced!(host, element);
        let element = expect_attrs(&runtime, element).telling(&runtime, CAT_ELEMENT)?;
        values.extend(element.value(name));
    }
    Ok(Value::List(List::new(runtime.heap, &values)))
}

/// `zipAttrsWith f sets`
pub async fn zip_attrs_with<'h, H: Host<'h>>(
    host: &mut H,
    [function, sets, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let runtime = host.runtime();
    let heap = runtime.heap;
    let function = expect_function(&runtime, function)?;
    let mut named = Vec::new();
    for set in expect_list(&runtime, sets)?.items() {
        let set = forced!(host, set);
        let words = "while evaluating a value of the list passed as second argument to builtins.zipAttrsWith";
        let entries = expect_attrs(&runtime, set)
            .telling(&runtime, words)?
            .entries(heap);
        named.extend(entries.iter().map(|attr| (attr.name, attr.value)));
    }
    Ok(Value::Attrs(grouped(&runtime, named, |name, values| {
        let name = Value::String(runtime.symbols.string(name));
        let arguments = [name, Value::List(values)];
        Value::Thunk(Thunk::application(heap, function, &arguments))
    })))
}
