//! Builtins over the contexts of strings: what a string depends on, asked, added and changed.

use super::strings::coerced;
use crate::error::Result;
use crate::kernel::coerce::Mode;
use crate::kernel::expect::{
    expect_attrs, expect_bool, expect_list, expect_string, expect_string_without_context,
};
use crate::kernel::reentrant::{Arguments, Host, Reentrant};
use crate::kernel::sources::{DYNAMIC, dynamic_chain};
use crate::runtime::Runtime;
use crate::source::Position;
use crate::syntax::show;
use crate::value::{Attr, AttrsBuilder, Builtin, ContextElement, List, NixString, Value};
use std::collections::BTreeMap;

/// The rows of this topic.
pub const TABLE: &[Builtin] = &[
    Builtin::direct(
        "hasContext",
        1,
        0b1,
        |runtime, arguments| {
            let string = expect_string(runtime, arguments[0])?;
            Ok(Value::Bool(!string.context().is_empty()))
        },
        "s: whether the string s depends on anything",
    ),
    Builtin::direct(
        "getContext",
        1,
        0b1,
        |runtime, arguments| {
            let string = expect_string(runtime, arguments[0])?;
            Ok(described(runtime, string)?)
        },
        "s: what the string s depends on: a set of store paths, each with `path`, `allOutputs` or `outputs`",
    ),
    Builtin::reentrant(
        "appendContext",
        2,
        0b1,
        Reentrant::AppendContext,
        "s context: s, depending on what context says, in the form that getContext gives",
    ),
    Builtin::reentrant(
        "unsafeDiscardOutputDependency",
        1,
        0b1,
        Reentrant::UnsafeDiscardOutputDependency,
        "s: s, depending on the files of derivations where it depended on all that they need",
    )
    .with_fast_path(|runtime, arguments| {
        let string = coerced(runtime, arguments[0], Mode::Interpolation)?;
        Ok(without_closures(runtime, string))
    }),
    Builtin::reentrant(
        "addDrvOutputDependencies",
        1,
        0b1,
        Reentrant::AddDrvOutputDependencies,
        "s: s, which depends on one derivation's file, depending on all that the derivation needs",
    )
    .with_fast_path(|runtime, arguments| {
        let string = coerced(runtime, arguments[0], Mode::Interpolation)?;
        Ok(with_closure(runtime, string)?)
    }),
];

/// What a string says of one store path.
#[derive(Default)]
struct Dependency<'h> {
    path: bool,
    all_outputs: bool,
    outputs: Vec<Value<'h>>,
}

/// A context as a set.
fn described<'h>(runtime: &Runtime<'h>, string: NixString<'h>) -> Result<'h, Value<'h>> {
    let mut by_path: BTreeMap<&[u8], Dependency<'h>> = BTreeMap::new();
    for &element in string.context() {
        if element.path().starts_with(DYNAMIC) {
            let (path, chain) = dynamic_chain(element.path());
            let output = chain.first().map_or(&b""[..], Vec::as_slice);
            return Err(runtime.error(format_args!(
                "cannot operate on output '{}' of the unbuilt derivation '{}'",
                String::from_utf8_lossy(output),
                String::from_utf8_lossy(path)
            )));
        }
        let dependency = by_path.entry(element.path()).or_default();
        match element {
            ContextElement::Path(_) => dependency.path = true,
            ContextElement::DerivationClosure(_) => dependency.all_outputs = true,
            ContextElement::Output(_, output) => {
                let name = NixString::new(runtime.heap, output);
                dependency.outputs.push(Value::String(name));
            }
        }
    }
    let symbols = &runtime.symbols;
    let mut set = AttrsBuilder::with_capacity(by_path.len());
    for (path, dependency) in by_path {
        let mut said = AttrsBuilder::default();
        if dependency.path {
            said.push(runtime.names.path, Value::Bool(true));
        }
        if dependency.all_outputs {
            said.push(symbols.intern(b"allOutputs"), Value::Bool(true));
        }
        if !dependency.outputs.is_empty() {
            let outputs = List::new(runtime.heap, &dependency.outputs);
            said.push(symbols.intern(b"outputs"), Value::List(outputs));
        }
        let said = said.finish(runtime.heap);
        set.push(symbols.intern(path), Value::Attrs(said));
    }
    Ok(Value::Attrs(set.finish(runtime.heap)))
}

/// The string with each dependency on a derivation's closure made one on its file.
fn without_closures<'h>(runtime: &Runtime<'h>, string: NixString<'h>) -> Value<'h> {
    let weakened = |element: &ContextElement<'h>| match *element {
        ContextElement::DerivationClosure(path) => ContextElement::Path(path),
        other => other,
    };
    let context: Vec<_> = string.context().iter().map(weakened).collect();
    let string = NixString::with_context(runtime.heap, string.bytes(), &context);
    Value::String(string)
}

/// The string with its only dependency, on a derivation's file, made one on the derivation's closure.
fn with_closure<'h>(runtime: &Runtime<'h>, string: NixString<'h>) -> Result<'h, Value<'h>> {
    let &[element] = string.context() else {
        return Err(runtime.error(format_args!(
            "context of string '{}' must have exactly one element, but has {}",
            string.text(),
            string.context().len()
        )));
    };
    let path = match element {
        ContextElement::Path(path) if is_derivation(path) => path,
        ContextElement::Path(path) => {
            let path = String::from_utf8_lossy(path);
            return Err(runtime.error(format_args!("path '{path}' is not a derivation")));
        }
        ContextElement::DerivationClosure(path) => path,
        ContextElement::Output(_, output) => {
            let output = String::from_utf8_lossy(output);
            return Err(runtime.error(format_args!(
                "`addDrvOutputDependencies` can only act on derivations, not on a derivation output such as '{output}'"
            )));
        }
    };
    let context = [ContextElement::DerivationClosure(path)];
    let string = NixString::with_context(runtime.heap, string.bytes(), &context);
    Ok(Value::String(string))
}

/// Whether a store path is that of a derivation's file.
pub fn is_derivation(path: &[u8]) -> bool {
    path.ends_with(b".drv")
}

/// `unsafeDiscardOutputDependency set`
pub async fn unsafe_discard_output_dependency<'h, H: Host<'h>>(
    host: &mut H,
    [value, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let string = host.coerce(value, Mode::Interpolation).await?;
    Ok(without_closures(&host.runtime(), string))
}

/// `addDrvOutputDependencies set`
pub async fn add_drv_output_dependencies<'h, H: Host<'h>>(
    host: &mut H,
    [value, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let string = host.coerce(value, Mode::Interpolation).await?;
    with_closure(&host.runtime(), string)
}

/// `appendContext s context`
pub async fn append_context<'h, H: Host<'h>>(
    host: &mut H,
    [string, context, _]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let runtime = host.runtime();
    let string = expect_string(&runtime, string)?;
    let context = host.force(context).await?;
    let context = expect_attrs(&runtime, context)?;
    let mut elements = string.context().to_vec();
    for attr in context.entries(runtime.heap).iter() {
        append_dependency(host, &attr, &mut elements).await?;
    }
    let string = NixString::with_context(runtime.heap, string.bytes(), &elements);
    Ok(Value::String(string))
}

/// Adds what one attribute of a context says.
async fn append_dependency<'h, H: Host<'h>>(
    host: &mut H,
    attr: &Attr<'h>,
    elements: &mut Vec<ContextElement<'h>>,
) -> Result<'h, ()> {
    let runtime = host.runtime();
    let path = runtime.symbols.name(attr.name);
    if runtime.store_dir.parse(path).is_err() {
        let shown = show::attribute_name(path);
        let error = runtime.error(format_args!("context key '{shown}' is not a store path"));
        return Err(error.at(runtime.heap, attr.position));
    }
    let said = host.force(attr.value).await?;
    let said = expect_attrs(&runtime, said).map_err(|error| {
        let what = "while evaluating the value of a string context";
        error.traced(runtime.heap, what, attr.position)
    })?;
    let part = |name: &[u8]| said.get(runtime.symbols.intern(name));
    if flag(host, part(b"path"), "path").await? {
        elements.push(ContextElement::Path(path));
    }
    if flag(host, part(b"allOutputs"), "allOutputs").await? {
        derivation_only(&runtime, path, "all-outputs context", attr.position)?;
        elements.push(ContextElement::DerivationClosure(path));
    }
    let Some(outputs) = part(b"outputs") else {
        return Ok(());
    };
    let list = host.force(outputs.value).await?;
    let list = expect_list(&runtime, list).map_err(|error| {
        error.traced(
            runtime.heap,
            &attribute_of_context("outputs"),
            outputs.position,
        )
    })?;
    if !list.is_empty() {
        derivation_only(&runtime, path, "derivation output context", attr.position)?;
    }
    for output in list.items() {
        let output = host.force(output).await?;
        let output = expect_string_without_context(&runtime, output).map_err(|error| {
            let what = "while evaluating an output name within a string context";
            error
                .at(runtime.heap, outputs.position)
                .traced(runtime.heap, what, outputs.position)
        })?;
        elements.push(ContextElement::Output(path, output.bytes()));
    }
    Ok(())
}

fn attribute_of_context(name: &str) -> String {
    format!("while evaluating the `{name}` attribute of a string context")
}

/// Whether a context says yes to something; what it does not mention is no.
async fn flag<'h, H: Host<'h>>(
    host: &mut H,
    attr: Option<Attr<'h>>,
    name: &str,
) -> Result<'h, bool> {
    let Some(attr) = attr else {
        return Ok(false);
    };
    let runtime = host.runtime();
    let value = host.force(attr.value).await?;
    expect_bool(&runtime, value).map_err(|error| {
        error.at(runtime.heap, attr.position).traced(
            runtime.heap,
            &attribute_of_context(name),
            attr.position,
        )
    })
}

fn derivation_only<'h>(
    runtime: &Runtime<'h>,
    path: &[u8],
    what: &str,
    position: Position,
) -> Result<'h, ()> {
    if is_derivation(path) {
        return Ok(());
    }
    let shown = show::attribute_name(path);
    let error = runtime.error(format_args!(
        "tried to add {what} of {shown}, which is not a derivation, to a string"
    ));
    Err(error.at(runtime.heap, position))
}
