//! The builtin functions: one file a topic, each with one table of its rows.

pub mod control;
pub mod files;
pub mod hashes;
pub mod json;
pub mod lists;
pub mod paths;
pub mod regexes;
pub mod strings;
pub mod toml;
pub mod versions;
pub mod xml;

use crate::value::Builtin;

/// Every table of builtins.
pub const TABLES: &[&[Builtin]] = &[
    control::TABLE,
    files::TABLE,
    hashes::TABLE,
    json::TABLE,
    lists::TABLE,
    paths::TABLE,
    regexes::TABLE,
    strings::TABLE,
    toml::TABLE,
    versions::TABLE,
    xml::TABLE,
];

/// Every builtin function.
pub fn all() -> impl Iterator<Item = &'static Builtin> {
    TABLES.iter().flat_map(|table| table.iter())
}
