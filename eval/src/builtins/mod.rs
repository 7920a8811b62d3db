//! The builtin functions: one file a topic, each with one table of its rows.

pub mod control;
pub mod files;
pub mod lists;
pub mod paths;

use crate::value::Builtin;

/// Every table of builtins.
pub const TABLES: &[&[Builtin]] = &[control::TABLE, files::TABLE, lists::TABLE, paths::TABLE];

/// Every builtin function.
pub fn all() -> impl Iterator<Item = &'static Builtin> {
    TABLES.iter().flat_map(|table| table.iter())
}
