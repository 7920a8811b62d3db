//! Derivations: `derivationStrict`, the function `derivation` over it, and what stands for paths that are not known yet.

mod description;
mod dynamic;
mod imported;
mod result;
mod structured;

pub use imported::of_path as import_derivation;

use crate::error::Result;
use crate::features::Feature;
use crate::kernel::expect::expect_string_without_context;
use crate::kernel::operators::Outcome;
use crate::kernel::reentrant::{Arguments, Host, Reentrant};
use crate::loader;
use crate::runtime::Runtime;
use crate::source::Origin;
use crate::store::Placeholder;
use crate::value::{Builtin, NixString, Thunk, Value};
use std::path::Path;

/// The rows of this topic.
pub const TABLE: &[Builtin] = &[
    Builtin::reentrant(
        "derivationStrict",
        1,
        0b1,
        Reentrant::DerivationStrict,
        "attributes: the path of the derivation that the attributes describe, and the paths of its outputs",
    ),
    Builtin::direct(
        "placeholder",
        1,
        0b1,
        placeholder,
        "output: what stands for the path of the output in the attributes of a derivation",
    ),
    Builtin::direct(
        "outputOf",
        2,
        0b1,
        dynamic::output_of,
        "derivation output: the path of an output of a derivation that may itself be built by another one",
    )
    .behind(Feature::DynamicDerivations),
];

fn placeholder<'h>(runtime: &Runtime<'h>, arguments: &[Value<'h>]) -> Outcome<'h> {
    let output = expect_string_without_context(runtime, arguments[0])?;
    let text = Placeholder::own(output.bytes()).render();
    Ok(Value::String(NixString::new(runtime.heap, text.as_bytes())))
}

/// `derivationStrict attributes`
pub async fn derivation_strict<'h, H: Host<'h>>(
    host: &mut H,
    [attributes, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let (description, position) = description::describe(host, attributes).await?;
    let runtime = host.runtime();
    let name = description.name;
    result::of(&runtime, description)
        .map_err(|error| description::within(&runtime, error, name, position))
}

/// The function `derivation`, written in the language and read when it is first asked for.
static FUNCTION: Builtin = Builtin::direct("derivation", 1, 0, load, "attributes: a derivation");

fn load<'h>(runtime: &Runtime<'h>, _: &[Value<'h>]) -> Outcome<'h> {
    let text = include_str!("derivation.nix").to_owned();
    let origin = Origin::Internal("derivation-internal.nix");
    let thunk = loader::load_text(runtime, origin, Path::new("/"), text, None)?;
    Ok(Value::Thunk(thunk))
}

/// The value of `derivation`.
pub fn function<'h>(runtime: &Runtime<'h>) -> Value<'h> {
    let thunk = Thunk::application(runtime.heap, Value::Builtin(&FUNCTION), &[Value::Null]);
    Value::Thunk(thunk)
}
