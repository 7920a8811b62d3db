//! The builtin that reads TOML.

use crate::kernel::expect::expect_string_without_context;
use crate::kernel::toml::read;
use crate::value::Builtin;

/// The rows of this topic.
pub const TABLE: &[Builtin] = &[Builtin::direct(
    "fromTOML",
    1,
    0b1,
    |runtime, arguments| {
        let text = expect_string_without_context(runtime, arguments[0])?;
        Ok(read(runtime, text.bytes())?)
    },
    "s: the set that the TOML document s says",
)];
