//! Importing the file of a derivation: a set like the one that the function `derivation` makes.

use crate::error::Result;
use crate::kernel::files::to_bytes;
use crate::loader;
use crate::runtime::Runtime;
use crate::source::Origin;
use crate::store::{Derivation, Placeholder, StorePath};
use crate::value::{AttrsBuilder, ContextElement, NixString, Thunk, Value};
use std::path::Path;

/// The set of the derivation at a path, if there is one.
pub fn of_path<'h>(runtime: &Runtime<'h>, path: &Path) -> Result<'h, Option<Value<'h>>> {
    let bytes = to_bytes(path);
    if !bytes.ends_with(b".drv") || !runtime.store_dir.contains(bytes) {
        return Ok(None);
    }
    let Ok(object) = runtime.store_dir.parse(bytes) else {
        return Ok(None);
    };
    if !runtime.store.borrow().has(&object) {
        return Ok(None);
    }
    let read = runtime.store.borrow().read_derivation(&object);
    let derivation = read.map_err(|error| runtime.error(error))?;
    let checked = runtime.store.borrow_mut().check_derivation(&derivation);
    checked.map_err(|error| runtime.error(error))?;
    let text = include_str!("imported.nix").to_owned();
    let origin = Origin::Internal("imported-drv-to-derivation.nix");
    let function = loader::load_text(runtime, origin, Path::new("/"), text, None)?;
    let description = described(runtime, &object, &derivation);
    let set = Thunk::application(runtime.heap, Value::Thunk(function), &[description]);
    Ok(Some(Value::Thunk(set)))
}

/// What is known of a derivation.
fn described<'h>(runtime: &Runtime<'h>, object: &StorePath, derivation: &Derivation) -> Value<'h> {
    let heap = runtime.heap;
    let symbols = &runtime.symbols;
    let path = NixString::new(heap, runtime.store_dir.print(object).as_bytes()).bytes();
    let string = |text: &[u8], element: ContextElement<'h>| {
        Value::String(NixString::with_context(heap, text, &[element]))
    };
    let mut outputs = AttrsBuilder::with_capacity(derivation.outputs.len());
    for (name, output) in derivation.outputs.iter() {
        let text = match output.path() {
            Some(path) => runtime.store_dir.print(path),
            None => Placeholder::upstream(object, name).render(),
        };
        let name = symbols.intern(name);
        let element = ContextElement::Output(path, symbols.name(name));
        outputs.push(name, string(text.as_bytes(), element));
    }
    let name = derivation.env.get(b"name".as_slice());
    let name = NixString::new(heap, name.map_or(b"", Vec::as_slice));
    let mut set = AttrsBuilder::with_capacity(3);
    let own = string(path, ContextElement::DerivationClosure(path));
    set.push(runtime.names.drv_path, own);
    set.push(runtime.names.name, Value::String(name));
    set.push(
        symbols.intern(b"outputs"),
        Value::Attrs(outputs.finish(heap)),
    );
    Value::Attrs(set.finish(heap))
}
