//! Builtins that hash, and that rewrite hashes.

use super::paths::{path_argument, path_value, settled, system_path};
use crate::error::Result;
use crate::kernel::expect::{expect_attrs, expect_string, expect_string_without_context};
use crate::kernel::files;
use crate::kernel::operators::{Outcome, operand};
use crate::kernel::reentrant::{Arguments, Host, Reentrant};
use crate::kernel::trace::Telling;
use crate::runtime::Runtime;
use crate::store::hash::{Algorithm, Format, Hash};
use crate::symbol::Symbol;
use crate::value::{Attrs, Builtin, NixString, Value};

/// The rows of this topic.
pub const TABLE: &[Builtin] = &[
    Builtin::direct(
        "hashString",
        2,
        0b1,
        hash_string,
        "algorithm s: the hash of s in base 16",
    ),
    Builtin::reentrant(
        "hashFile",
        2,
        0b1,
        Reentrant::HashFile,
        "algorithm path: the hash of the file's contents in base 16",
    ),
    Builtin::reentrant(
        "convertHash",
        1,
        0b1,
        Reentrant::ConvertHash,
        "{ hash, toHashFormat, hashAlgo ? }: the hash in another notation: base16, nix32, base64 or sri",
    ),
];

fn algorithm<'h>(runtime: &Runtime<'h>, name: Value<'h>) -> Result<'h, Algorithm> {
    let name = expect_string_without_context(runtime, name)?;
    Algorithm::parse(name.bytes()).map_err(|error| runtime.error(error))
}

fn hexadecimal<'h>(runtime: &Runtime<'h>, algorithm: Algorithm, bytes: &[u8]) -> Value<'h> {
    let text = algorithm.hash(bytes).format(Format::Base16);
    Value::String(NixString::new(runtime.heap, text.as_bytes()))
}

fn hash_string<'h>(runtime: &Runtime<'h>, arguments: &[Value<'h>]) -> Outcome<'h> {
    let algorithm = algorithm(runtime, arguments[0])?;
    let string = expect_string(runtime, operand(arguments[1], 1)?)?;
    Ok(hexadecimal(runtime, algorithm, string.bytes()))
}

/// `hashFile algorithm path`
pub async fn hash_file<'h, H: Host<'h>>(
    host: &mut H,
    [name, path, _]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let runtime = host.runtime();
    let algorithm = algorithm(&runtime, name)?;
    let path = path_value(host, path).await?;
    settled(&runtime, hash_file_at(&runtime, algorithm, path))
}

fn hash_file_at<'h>(runtime: &Runtime<'h>, algorithm: Algorithm, path: Value<'h>) -> Outcome<'h> {
    let path = system_path(path_argument(runtime, path)?);
    let contents = files::read(runtime, &path)?;
    Ok(hexadecimal(runtime, algorithm, &contents))
}

/// `convertHash { hash, toHashFormat, hashAlgo ? }`
pub async fn convert_hash<'h, H: Host<'h>>(
    host: &mut H,
    [options, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let runtime = host.runtime();
    let options = expect_attrs(&runtime, options)?;
    let option = |name: &[u8]| runtime.symbols.intern(name);
    let hash = host
        .force(required(&runtime, options, option(b"hash"))?)
        .await?;
    let hash = expect_string_without_context(&runtime, hash)?;
    let algorithm = match options.value(option(b"hashAlgo")) {
        Some(name) => Some(algorithm(&runtime, host.force(name).await?)?),
        None => None,
    };
    let format = host
        .force(required(&runtime, options, option(b"toHashFormat"))?)
        .await?;
    let format = expect_string_without_context(&runtime, format)?.bytes();
    if format == b"base32" {
        runtime.print("warning: \"base32\" is a deprecated alias for hash format \"nix32\".");
    }
    let text = Format::parse(format)
        .and_then(|format| Ok(Hash::parse(hash.bytes(), algorithm)?.format(format)))
        .map_err(|error| runtime.error(error))?;
    Ok(Value::String(NixString::new(runtime.heap, text.as_bytes())))
}

fn required<'h>(runtime: &Runtime<'h>, options: Attrs<'h>, name: Symbol) -> Result<'h, Value<'h>> {
    options.value(name).ok_or_else(|| {
        let name = runtime.symbols.text(name);
        let missing = runtime.error(format_args!("attribute '{name}' missing"));
        missing.telling(runtime, &format!("while locating the attribute '{name}'"))
    })
}
