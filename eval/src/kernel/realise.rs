//! Strings that depend on store paths, used as paths: what they depend on has to be there.

use crate::error::Result;
use crate::runtime::Runtime;
use crate::source::Position;
use crate::store::StorePath;
use crate::value::{ContextElement, NixString};

/// Makes sure that everything a path depends on can be read. Nothing is ever built for it.
pub fn realise<'h>(runtime: &Runtime<'h>, path: NixString<'h>) -> Result<'h, ()> {
    for &element in path.context() {
        check(runtime, element).map_err(|error| {
            let what = format!("while realising the context of path '{}'", path.text());
            error.traced(runtime.heap, &what, Position::NONE)
        })?;
    }
    Ok(())
}

fn check<'h>(runtime: &Runtime<'h>, element: ContextElement<'h>) -> Result<'h, ()> {
    let store = runtime.store.borrow();
    let parsed = runtime.store_dir.parse(element.path());
    let object = parsed.map_err(|error| runtime.error(error))?;
    if !store.has(&object) {
        return Err(runtime.error(format_args!("path '{}' is not valid", object.base())));
    }
    if let Some(origin) = store.awaited(&object) {
        return Err(runtime.error(format_args!(
            "cannot read '{}': it would have to be fetched from '{origin}', and nothing is fetched here; \
             give its content as a path of this machine instead",
            runtime.store_dir.print(&object)
        )));
    }
    let ContextElement::Output(_, output) = element else {
        return Ok(());
    };
    if is_built(runtime, &object, output) {
        return Ok(());
    }
    Err(runtime.error(format_args!(
        "cannot build '{}^{}' during evaluation: nothing is ever built here, and the output is not in the store",
        runtime.store_dir.print(&object),
        String::from_utf8_lossy(output)
    )))
}

/// Whether the output of a derivation lies in the store already.
fn is_built(runtime: &Runtime<'_>, derivation: &StorePath, output: &[u8]) -> bool {
    let store = runtime.store.borrow();
    let path = store
        .read_derivation(derivation)
        .ok()
        .and_then(|derivation| {
            let output = derivation.outputs.get(output)?;
            output.path().cloned()
        });
    path.is_some_and(|path| store.has(&path))
}
