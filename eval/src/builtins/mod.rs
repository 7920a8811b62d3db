//! The builtin functions: one file a topic, each with one table of its rows.

pub mod arithmetic;
pub mod attrs;
pub mod collections;
pub mod contexts;
pub mod control;
pub mod derivation;
pub mod fetching;
pub mod files;
pub mod flakes;
pub mod folds;
pub mod generic_closure;
pub mod hashes;
pub mod install;
pub mod json;
pub mod lists;
pub mod messages;
pub mod paths;
pub mod regexes;
mod replacing;
pub mod sort;
pub mod sources;
pub mod strings;
pub mod toml;
pub mod types;
pub mod versions;
pub mod xml;

pub use install::install;

use crate::value::Builtin;

/// Every table of builtins.
pub const TABLES: &[&[Builtin]] = &[
    arithmetic::TABLE,
    attrs::TABLE,
    collections::TABLE,
    contexts::TABLE,
    control::TABLE,
    derivation::TABLE,
    fetching::TABLE,
    files::TABLE,
    flakes::TABLE,
    folds::TABLE,
    generic_closure::TABLE,
    hashes::TABLE,
    json::TABLE,
    lists::TABLE,
    messages::TABLE,
    paths::TABLE,
    regexes::TABLE,
    sort::TABLE,
    sources::TABLE,
    strings::TABLE,
    toml::TABLE,
    types::TABLE,
    versions::TABLE,
    xml::TABLE,
];

/// Every builtin function.
pub fn all() -> impl Iterator<Item = &'static Builtin> {
    TABLES.iter().flat_map(|table| table.iter())
}
