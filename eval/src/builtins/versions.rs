//! Builtins over versions and package names.

use crate::error::Result;
use crate::kernel::expect::expect_string_without_context;
use crate::kernel::operators::operand;
use crate::kernel::version;
use crate::runtime::Runtime;
use crate::value::{AttrsBuilder, Builtin, Interrupt, List, NixString, Value};

type Outcome<'h, T> = std::result::Result<T, Interrupt<'h>>;

/// The rows of this topic.
pub const TABLE: &[Builtin] = &[
    Builtin::direct(
        "compareVersions",
        2,
        0b1,
        compare_versions,
        "s1 s2: -1 if version s1 is older than s2, 0 if they are the same, 1 if it is newer",
    ),
    Builtin::direct(
        "splitVersion",
        1,
        0b1,
        split_version,
        "s: the components of version s, as compareVersions sees them",
    ),
    Builtin::direct(
        "parseDrvName",
        1,
        0b1,
        parse_drv_name,
        "s: package name and version, which begins after the first dash that no letter follows",
    ),
];

fn bytes<'h>(runtime: &Runtime<'h>, value: Value<'h>) -> Result<'h, &'h [u8]> {
    expect_string_without_context(runtime, value).map(NixString::bytes)
}

fn compare_versions<'h>(runtime: &Runtime<'h>, arguments: &[Value<'h>]) -> Outcome<'h, Value<'h>> {
    let left = bytes(runtime, arguments[0])?;
    let right = bytes(runtime, operand(arguments[1], 1)?)?;
    Ok(Value::Int(version::compare(left, right) as i64))
}

fn string<'h>(runtime: &Runtime<'h>, bytes: &[u8]) -> Value<'h> {
    Value::String(NixString::new(runtime.heap, bytes))
}

fn split_version<'h>(runtime: &Runtime<'h>, arguments: &[Value<'h>]) -> Outcome<'h, Value<'h>> {
    let components: Vec<_> = version::components(bytes(runtime, arguments[0])?)
        .map(|component| string(runtime, component))
        .collect();
    Ok(Value::List(List::new(runtime.heap, &components)))
}

fn parse_drv_name<'h>(runtime: &Runtime<'h>, arguments: &[Value<'h>]) -> Outcome<'h, Value<'h>> {
    let (name, version) = version::split_package_name(bytes(runtime, arguments[0])?);
    let mut attrs = AttrsBuilder::with_capacity(2);
    attrs.push(runtime.names.name, string(runtime, name));
    attrs.push(runtime.symbols.intern(b"version"), string(runtime, version));
    Ok(Value::Attrs(attrs.finish(runtime.heap)))
}
