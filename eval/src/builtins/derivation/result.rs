//! From the description of a derivation to its paths.

use super::description::Description;
use crate::error::Result;
use crate::features::Feature;
use crate::kernel::sources::{self, DYNAMIC};
use crate::runtime::Runtime;
use crate::store::{Added, Algorithm, Derivation, Method, Output};
use crate::value::{AttrsBuilder, ContextElement, NixString, Value};

/// The set of a derivation's path and the paths of its outputs.
pub fn of<'h>(runtime: &Runtime<'h>, description: &Description<'h>) -> Result<'h, Value<'h>> {
    required(runtime, "builder", description.builder)?;
    required(runtime, "system", description.system)?;
    check_ending(runtime, description)?;
    let mut derivation = Derivation::new(&description.name.text());
    derivation.platform = description.system.to_vec();
    derivation.builder = description.builder.to_vec();
    let bytes = |bytes: &&[u8]| bytes.to_vec();
    derivation.args = description.arguments.iter().map(bytes).collect();
    let variables = description.environment.iter();
    derivation.env = variables
        .map(|(key, value)| (key.to_vec(), value.to_vec()))
        .collect();
    if let Some(structured) = &description.structured {
        let document = structured.document(runtime)?;
        derivation.env.insert(b"__json".to_vec(), document);
    }
    set_outputs(runtime, description, &mut derivation)?;
    set_inputs(runtime, &description.context, &mut derivation)?;
    let variables = derivation.env.iter();
    let length = variables
        .map(|(name, value)| name.len() + value.len())
        .sum();
    sources::make_room(runtime, length)?;
    let added = runtime.store.borrow_mut().add_derivation(derivation);
    let added = added.map_err(|error| runtime.error(error))?;
    Ok(paths(runtime, &added))
}

fn required<'h>(runtime: &Runtime<'h>, attribute: &str, text: &[u8]) -> Result<'h, ()> {
    if text.is_empty() {
        return Err(runtime.error(format_args!("required attribute '{attribute}' missing")));
    }
    Ok(())
}

/// Only what produces a derivation may be called like one.
fn check_ending<'h>(runtime: &Runtime<'h>, description: &Description<'h>) -> Result<'h, ()> {
    let has_content =
        description.hash.is_some() || description.content_addressed || description.impure;
    let produces_one = has_content
        && description.method == Some(Method::Text)
        && description.outputs.iter().eq([b"out"]);
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
    derivation: &mut Derivation,
) -> Result<'h, ()> {
    let algorithm = description.algorithm.unwrap_or(Algorithm::Sha256);
    if let Some(hash) = description.hash {
        if !description.outputs.iter().eq([b"out"]) {
            let message = "multiple outputs are not supported in fixed-output derivations";
            return Err(runtime.error(message));
        }
        let hash = sources::expected_hash(runtime, hash, description.algorithm)?;
        let method = description.method.unwrap_or(Method::Flat);
        let output = Output::fixed(&runtime.store_dir, &derivation.name, b"out", method, hash)
            .map_err(|error| runtime.error(error))?;
        derivation.outputs.insert(b"out".to_vec(), output);
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
        derivation.outputs.insert(name.to_vec(), output);
    }
    Ok(())
}

/// Says what it is built from: all that its strings depend on.
fn set_inputs<'h>(
    runtime: &Runtime<'h>,
    context: &[ContextElement<'h>],
    derivation: &mut Derivation,
) -> Result<'h, ()> {
    let parse = |path: &[u8]| {
        runtime
            .store_dir
            .parse(path)
            .map_err(|error| runtime.error(error))
    };
    for &element in context {
        match element {
            ContextElement::Path(path) => {
                derivation.input_sources.insert(parse(path)?);
            }
            ContextElement::Output(path, output) if path.starts_with(DYNAMIC) => {
                let (path, mut chain) = sources::dynamic_chain(path);
                chain.push(output.to_vec());
                let input = derivation
                    .input_derivations
                    .entry(parse(path)?)
                    .or_default();
                input.dynamic.insert(chain);
            }
            ContextElement::Output(path, output) => {
                let input = derivation
                    .input_derivations
                    .entry(parse(path)?)
                    .or_default();
                input.outputs.insert(output.to_vec());
            }
            ContextElement::DerivationClosure(path) => {
                let closure = runtime.store.borrow().closure(&parse(path)?);
                for path in closure.map_err(|error| runtime.error(error))? {
                    if path.is_derivation() {
                        let outputs = runtime.store.borrow().outputs(&path);
                        let outputs = outputs.map_err(|error| runtime.error(error))?;
                        let input = derivation.input_derivations.entry(path.clone());
                        input.or_default().outputs.extend(outputs);
                    }
                    derivation.input_sources.insert(path);
                }
            }
        }
    }
    Ok(())
}

/// The result of `derivationStrict`.
fn paths<'h>(runtime: &Runtime<'h>, added: &Added) -> Value<'h> {
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
        let name = runtime.symbols.intern(output);
        let element = ContextElement::Output(path, runtime.symbols.name(name));
        set.push(name, string(text.as_bytes(), element));
    }
    Value::Attrs(set.finish(heap))
}
