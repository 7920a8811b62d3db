//! Builtins that write and read JSON.

use crate::kernel::expect::expect_string_without_context;
use crate::kernel::json::read::read;
use crate::kernel::reentrant::Reentrant;
use crate::value::Builtin;

/// The rows of this topic.
pub const TABLE: &[Builtin] = &[
    Builtin {
        name: "toJSON",
        arity: 1,
        strict: 0b1,
        documentation: "e: e as JSON; sets with __toString or outPath become strings",
        direct: None,
        reentrant: Some(Reentrant::ToJson),
    },
    Builtin {
        name: "fromJSON",
        arity: 1,
        strict: 0b1,
        documentation: "s: the value that the JSON text s says",
        direct: Some(|runtime, arguments| {
            let text = expect_string_without_context(runtime, arguments[0])?;
            Ok(read(runtime, text.bytes())?)
        }),
        reentrant: None,
    },
];
