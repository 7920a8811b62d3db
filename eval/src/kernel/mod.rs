//! What each operation does to forced operands, written once for all engines.

pub mod reentrant;
