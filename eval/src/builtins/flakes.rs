//! Builtins over references to flakes.

use crate::error::{Error, Result};
use crate::features::Feature;
use crate::fetch::{Attribute, Attributes, FetchError, Input, reference};
use crate::kernel::expect::{expect_attrs, expect_string_without_context};
use crate::kernel::operators::Outcome;
use crate::kernel::reentrant::{Arguments, Host, Reentrant};
use crate::print;
use crate::runtime::Runtime;
use crate::source::Position;
use crate::value::{AttrsBuilder, Builtin, NixString, Value};

/// The rows of this topic.
pub const TABLE: &[Builtin] = &[
    Builtin::direct(
        "parseFlakeRef",
        1,
        0b1,
        parse_flake_ref,
        "text: the attributes of a reference to a flake that is written as an address",
    ),
    Builtin::reentrant(
        "flakeRefToString",
        1,
        0b1,
        Reentrant::FlakeRefToString,
        "attributes: a reference to a flake, written as an address",
    ),
    Builtin::direct(
        "getFlake",
        1,
        0b1,
        get_flake,
        "text: the outputs of a flake; it would have to be fetched, so this is an error that says what to write instead",
    ),
];

/// The error of an address or input.
pub fn failed<'h>(runtime: &Runtime<'h>, error: &FetchError) -> Error<'h> {
    runtime.error(error)
}

/// Prints a warning.
pub fn warn(runtime: &Runtime<'_>, message: &str) {
    runtime.print(&format!("warning: {message}"));
}

/// An attribute of an input as a value.
pub fn attribute<'h>(runtime: &Runtime<'h>, attribute: &Attribute) -> Value<'h> {
    match attribute {
        Attribute::Text(text) => {
            // Strings of C++ Nix end where a NUL is.
            let end = memchr::memchr(0, text).unwrap_or(text.len());
            Value::String(NixString::new(runtime.heap, &text[..end]))
        }
        Attribute::Number(number) => Value::Int(*number as i64),
        Attribute::Flag(flag) => Value::Bool(*flag),
    }
}

fn parse_flake_ref<'h>(runtime: &Runtime<'h>, arguments: &[Value<'h>]) -> Outcome<'h> {
    let text = text_argument(runtime, arguments[0], "parseFlakeRef")?;
    let warn = |message: &str| warn(runtime, message);
    let (_, attributes) = reference::parse(text.bytes(), runtime.options.features, &warn)
        .map_err(|error| failed(runtime, &error))?;
    let mut set = AttrsBuilder::default();
    for (name, value) in attributes.iter() {
        let name = runtime.symbols.intern(name.as_bytes());
        set.push(name, attribute(runtime, value));
    }
    Ok(Value::Attrs(set.finish(runtime.heap)))
}

fn text_argument<'h>(
    runtime: &Runtime<'h>,
    value: Value<'h>,
    builtin: &str,
) -> Result<'h, NixString<'h>> {
    expect_string_without_context(runtime, value).map_err(|error| {
        let what = format!("while evaluating the argument passed to builtins.{builtin}");
        error.traced(runtime.heap, &what, Position::NONE)
    })
}

/// `flakeRefToString attributes`
pub async fn flake_ref_to_string<'h, H: Host<'h>>(
    host: &mut H,
    [argument, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let runtime = host.runtime();
    let what = "while evaluating the argument passed to builtins.flakeRefToString";
    let argument = expect_attrs(&runtime, argument)
        .map_err(|error| error.traced(runtime.heap, what, Position::NONE))?;
    let mut attributes = Attributes::default();
    for attr in argument.entries(runtime.heap).iter() {
        let name = runtime.symbols.text(attr.name);
        let value = match host.force(attr.value).await? {
            Value::Int(number) => match u64::try_from(number) {
                Ok(number) => Attribute::Number(number),
                Err(_) => {
                    return Err(runtime.error(format_args!(
                        "negative value given for flake ref attr {name}: {number}"
                    )));
                }
            },
            Value::Bool(flag) => Attribute::Flag(flag),
            Value::String(text) => Attribute::from(text.bytes()),
            other => {
                return Err(runtime.error(format_args!(
                    "flake reference attribute sets may only contain integers, Booleans, and strings, but attribute '{name}' is {}",
                    print::described(other)
                )));
            }
        };
        attributes.set(&name, value);
    }
    let text = written(&runtime, attributes).map_err(|error| failed(&runtime, &error))?;
    Ok(Value::String(NixString::new(runtime.heap, text.as_bytes())))
}

/// The address of a reference's attributes.
fn written(
    runtime: &Runtime<'_>,
    mut attributes: Attributes,
) -> std::result::Result<String, FetchError> {
    let warn = |message: &str| warn(runtime, message);
    let dir = attributes.text("dir")?.map(<[u8]>::to_vec);
    attributes.take("dir");
    let input = Input::from_attributes(attributes, runtime.options.features, &warn)?;
    let mut url = input.to_url(&warn)?;
    if let Some(dir) = dir.filter(|dir| !dir.is_empty()) {
        url.set("dir", dir);
    }
    Ok(url.to_string())
}

fn get_flake<'h>(runtime: &Runtime<'h>, arguments: &[Value<'h>]) -> Outcome<'h> {
    let text = text_argument(runtime, arguments[0], "getFlake")?;
    let warn = |message: &str| warn(runtime, message);
    let (input, _) = reference::parse(text.bytes(), runtime.options.features, &warn)
        .map_err(|error| failed(runtime, &error))?;
    runtime.require(Feature::Flakes)?;
    let text = text.text();
    if runtime.options.access.pure && !input.is_locked() {
        return Err(runtime
            .error(format_args!(
                "cannot call 'getFlake' on unlocked flake reference '{text}', at «none»:0 (use --impure to override)"
            ))
            .into());
    }
    Err(runtime
        .error(format_args!(
            "cannot get the flake '{text}': its inputs would have to be fetched, and nothing is fetched here; \
             import its files from a path of this machine instead"
        ))
        .into())
}
