//! From the description of a derivation to its paths.

use super::description::{Description, name_of_bytes};
use crate::error::Result;
use crate::features::Feature;
use crate::kernel::sources::{self, DYNAMIC};
use crate::runtime::Runtime;
use crate::store::{Added, Algorithm, Derivation, InputOutputs, Method, Output, StoreError};
use crate::value::{AttrsBuilder, ContextElement, ContextUnion, NixString, StringBytes, Value};

/// The set of a derivation's path and the paths of its outputs.
pub fn of<'h>(runtime: &Runtime<'h>, mut description: Description<'h>) -> Result<'h, Value<'h>> {
    let builder = required(runtime, "builder", description.builder)?;
    let system = required(runtime, "system", description.system)?;
    check_ending(runtime, &description)?;
    let mut derivation = Derivation::new(&description.name.text(), system, builder);
    derivation.args = std::mem::take(&mut description.arguments);
    derivation.env = std::mem::take(&mut description.environment);
    if let Some(structured) = &description.structured {
        let document = NixString::new(runtime.heap, &structured.document(runtime)?);
        let name = name_of_bytes(runtime, b"__json");
        derivation.env.insert(name, StringBytes(document));
    }
    set_outputs(runtime, &description, &mut derivation)?;
    set_inputs(runtime, description.context, &mut derivation)?;
    let variables = derivation.env.iter();
    let length = |(name, value): (&StringBytes<'h>, &StringBytes<'h>)| {
        name.0.bytes().len() + value.0.bytes().len()
    };
    sources::make_room(runtime, variables.map(length).sum())?;
    let added = runtime.store.borrow_mut().add_derivation(derivation);
    let added = added.map_err(|error| runtime.error(error))?;
    Ok(paths(runtime, &added))
}

/// An attribute that there has to be.
fn required<'h>(
    runtime: &Runtime<'h>,
    attribute: &str,
    text: Option<StringBytes<'h>>,
) -> Result<'h, StringBytes<'h>> {
    match text {
        Some(text) if !text.0.bytes().is_empty() => Ok(text),
        Some(_) | None => {
            Err(runtime.error(format_args!("required attribute '{attribute}' missing")))
        }
    }
}

/// Only what produces a derivation may be called like one.
fn check_ending<'h>(runtime: &Runtime<'h>, description: &Description<'h>) -> Result<'h, ()> {
    let has_content =
        description.hash.is_some() || description.content_addressed || description.impure;
    let produces_one =
        has_content && description.method == Some(Method::Text) && description.has_only_out();
    if description.name.bytes().ends_with(b".drv") && !produces_one {
        return Err(runtime.error(
            "derivation names are allowed to end in '.drv' only if they produce a single derivation file",
        ));
    }
    Ok(())
}

/// Says what comes out.
fn set_outputs<'h>(
    runtime: &Runtime<'h>,
    description: &Description<'h>,
    derivation: &mut Derivation<StringBytes<'h>>,
) -> Result<'h, ()> {
    let algorithm = description.algorithm.unwrap_or(Algorithm::Sha256);
    if let Some(hash) = description.hash {
        if !description.has_only_out() {
            let message = "multiple outputs are not supported in fixed-output derivations";
            return Err(runtime.error(message));
        }
        let hash = sources::expected_hash(runtime, hash, description.algorithm)?;
        let method = description.method.unwrap_or(Method::Flat);
        let output = Output::fixed(&runtime.store_dir, &derivation.name, b"out", method, hash)
            .map_err(|error| runtime.error(error))?;
        for &name in &description.outputs {
            derivation.outputs.insert(name, output.clone());
        }
        return Ok(());
    }
    if description.content_addressed && description.impure {
        return Err(runtime.error("derivation cannot be both content-addressed and impure"));
    }
    if description.impure {
        // Its outputs are named by their contents too.
        runtime.require(Feature::CaDerivations)?;
    }
    let method = description.method.unwrap_or(Method::Recursive);
    for &name in &description.outputs {
        let output = if description.content_addressed {
            Output::Floating { method, algorithm }
        } else if description.impure {
            Output::Impure { method, algorithm }
        } else {
            Output::Deferred
        };
        derivation.outputs.insert(name, output);
    }
    Ok(())
}

/// Says what it is built from: all that its strings depend on.
fn set_inputs<'h>(
    runtime: &Runtime<'h>,
    context: ContextUnion<'h>,
    derivation: &mut Derivation<StringBytes<'h>>,
) -> Result<'h, ()> {
    let store = runtime.store.borrow();
    let failed = |error: StoreError| runtime.error(error);
    for element in context.into_elements() {
        match element {
            ContextElement::Path(path) => {
                let path = store.parse(path).map_err(failed)?;
                derivation.input_sources.insert(path);
            }
            ContextElement::Output(path, output) if path.starts_with(DYNAMIC) => {
                let (path, mut chain) = sources::dynamic_chain(path);
                chain.push(output.to_vec());
                let path = store.parse(path).map_err(failed)?;
                let inputs = &mut derivation.input_derivations;
                let input = inputs.or_insert_with(path, InputOutputs::default);
                input.dynamic.insert(chain);
            }
            ContextElement::Output(path, output) => {
                let path = store.parse(path).map_err(failed)?;
                let inputs = &mut derivation.input_derivations;
                let input = inputs.or_insert_with(path, InputOutputs::default);
                input.outputs.insert(name_of_bytes(runtime, output));
            }
            ContextElement::DerivationClosure(path) => {
                let path = store.parse(path).map_err(failed)?;
                for path in store.closure(&path).map_err(failed)? {
                    if path.is_derivation() {
                        let inputs = &mut derivation.input_derivations;
                        let input = inputs.or_insert_with(path.clone(), InputOutputs::default);
                        for output in store.outputs(&path).map_err(failed)? {
                            input.outputs.insert(name_of_bytes(runtime, &output));
                        }
                    }
                    derivation.input_sources.insert(path);
                }
            }
        }
    }
    Ok(())
}

/// The result of `derivationStrict`.
fn paths<'h>(runtime: &Runtime<'h>, added: &Added<StringBytes<'h>>) -> Value<'h> {
    let heap = runtime.heap;
    let path = runtime.store_dir.print(&added.path);
    let path = NixString::new(heap, path.as_bytes()).bytes();
    let string = |text: &[u8], element: ContextElement<'h>| {
        Value::String(NixString::with_context(heap, text, &[element]))
    };
    let mut set = AttrsBuilder::with_capacity(added.outputs.len() + 1);
    let own = string(path, ContextElement::DerivationClosure(path));
    set.push(runtime.names.drv_path, own);
    for (output, text) in &added.outputs {
        let name = runtime.symbols.intern_string(output.0);
        let element = ContextElement::Output(path, runtime.symbols.name(name));
        set.push(name, string(text.as_bytes(), element));
    }
    Value::Attrs(set.finish(heap))
}
