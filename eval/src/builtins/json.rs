//! Builtins that write and read JSON.

use crate::kernel::expect::expect_string_without_context;
use crate::kernel::json::read::read;
use crate::kernel::reentrant::Reentrant;
use crate::value::Builtin;

/// The rows of this topic.
pub const TABLE: &[Builtin] = &[
    Builtin::reentrant(
        "toJSON",
        1,
        0b1,
        Reentrant::ToJson,
        "e: e as JSON; sets with __toString or outPath stand for what these give",
    ),
    Builtin::direct(
        "fromJSON",
        1,
        0b1,
        |runtime, arguments| {
            let text = expect_string_without_context(runtime, arguments[0])?;
            Ok(read(runtime, text.bytes())?)
        },
        "s: the value that the JSON text s says",
    ),
];
