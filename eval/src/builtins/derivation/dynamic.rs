//! `outputOf`: outputs of derivations that other derivations build.

use crate::error::{Error, Result};
use crate::kernel::expect::{expect_string, expect_string_without_context};
use crate::kernel::operators::{Outcome, operand};
use crate::kernel::sources::{DYNAMIC, dynamic_chain};
use crate::runtime::Runtime;
use crate::source::Position;
use crate::store::{Placeholder, StorePath};
use crate::value::{ContextElement, NixString, Value};

/// `outputOf derivation output`
pub fn output_of<'h>(runtime: &Runtime<'h>, arguments: &[Value<'h>]) -> Outcome<'h> {
    let traced = |error: Error<'h>, which: &str| {
        let what = format!("while evaluating the {which} argument to builtins.outputOf");
        error.traced(runtime.heap, &what, Position::NONE)
    };
    let element = expect_string(runtime, arguments[0])
        .and_then(|string| origin(runtime, string))
        .map_err(|error| traced(error, "first"))?;
    let output = expect_string_without_context(runtime, operand(arguments[1], 1)?)
        .map_err(|error| traced(error, "second"))?;
    Ok(Value::String(path_of(runtime, element, output.bytes())?))
}

/// The only thing that a string depends on, which has to be all there is in the string.
fn origin<'h>(runtime: &Runtime<'h>, string: NixString<'h>) -> Result<'h, ContextElement<'h>> {
    let text = string.text();
    let &[element] = string.context() else {
        return Err(runtime.error(format_args!(
            "string '{text}' has {} entries in its context. It should only have exactly one entry",
            string.context().len()
        )));
    };
    match element {
        ContextElement::Path(path) if path == string.bytes() => Ok(element),
        ContextElement::Path(path) => Err(runtime.error(format_args!(
            "path string '{text}' has context with the different path '{}'",
            String::from_utf8_lossy(path)
        ))),
        ContextElement::DerivationClosure(_) => Err(runtime.error(format_args!(
            "string '{text}' has a context which refers to a complete source and binary closure. This is not supported at this time"
        ))),
        ContextElement::Output(path, output) => {
            let stands_for = text_of(runtime, path, output)?;
            if string.bytes() == stands_for.as_bytes() {
                return Ok(element);
            }
            Err(runtime.error(format_args!(
                "string '{text}' has context with the output '{}' from derivation '{}', but the string is not the right placeholder for this derivation output. It should be '{stands_for}'",
                String::from_utf8_lossy(output),
                String::from_utf8_lossy(path)
            )))
        }
    }
}

/// The string of an output of what an element stands for.
fn path_of<'h>(
    runtime: &Runtime<'h>,
    element: ContextElement<'h>,
    output: &[u8],
) -> Result<'h, NixString<'h>> {
    let derivation = match element {
        ContextElement::Path(path) | ContextElement::DerivationClosure(path) => path,
        ContextElement::Output(path, inner) => {
            // An output that is a derivation: the chain gets one step longer.
            let mut chain = DYNAMIC.to_vec();
            chain.extend_from_slice(inner);
            chain.push(b'!');
            chain.extend_from_slice(path);
            NixString::new(runtime.heap, &chain).bytes()
        }
    };
    let text = text_of(runtime, derivation, output)?;
    let output = NixString::new(runtime.heap, output).bytes();
    let element = ContextElement::Output(derivation, output);
    Ok(NixString::with_context(
        runtime.heap,
        text.as_bytes(),
        &[element],
    ))
}

/// What stands for an output in strings: its path where that is known, else a placeholder.
fn text_of<'h>(runtime: &Runtime<'h>, derivation: &[u8], output: &[u8]) -> Result<'h, String> {
    let (path, chain) = dynamic_chain(derivation);
    let path = runtime.store_dir.parse(path);
    let path = path.map_err(|error| runtime.error(error))?;
    match chain.split_first() {
        None => static_text(runtime, &path, output),
        Some((first, rest)) => {
            let mut placeholder = Placeholder::upstream(&path, first);
            for step in rest {
                placeholder = placeholder.output_of(step);
            }
            Ok(placeholder.output_of(output).render())
        }
    }
}

/// As [`text_of`], of a derivation that is there.
fn static_text<'h>(runtime: &Runtime<'h>, path: &StorePath, output: &[u8]) -> Result<'h, String> {
    if !path.is_derivation() {
        return Err(runtime.error(format_args!(
            "error parsing derivation '{}': store path '{}' is not a valid derivation path",
            runtime.store_dir.print(path),
            path.base()
        )));
    }
    let derivation = runtime.store.borrow().read_derivation(path);
    let derivation = derivation.map_err(|error| runtime.error(error))?;
    match derivation.outputs.get(output) {
        None => Err(runtime.error(format_args!(
            "derivation '{}' does not have output '{}'",
            runtime.store_dir.print(path),
            String::from_utf8_lossy(output)
        ))),
        Some(output_kind) => Ok(match output_kind.path() {
            Some(path) => runtime.store_dir.print(path),
            None => Placeholder::upstream(path, output).render(),
        }),
    }
}
