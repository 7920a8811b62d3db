//! The builtin that reads TOML.

use crate::kernel::expect::expect_string_without_context;
use crate::kernel::toml::read;
use crate::value::Builtin;

/// The rows of this topic.
pub const TABLE: &[Builtin] = &[Builtin {
    name: "fromTOML",
    arity: 1,
    strict: 0b1,
    documentation: "s: the set that the TOML document s says",
    direct: Some(|runtime, arguments| {
        let text = expect_string_without_context(runtime, arguments[0])?;
        Ok(read(runtime, text.bytes())?)
    }),
    reentrant: None,
}];
