//! What each operation does to forced operands, written once for all engines.

pub mod assertion;
pub mod coerce;
pub mod expect;
pub mod files;
pub mod operators;
pub mod paths;
pub mod reentrant;
pub mod search_path;
pub mod suggest;
