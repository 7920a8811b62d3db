//! Fuzz targets: what is done with an input that may be anything.
//!
//! Nothing may panic, overflow the native stack, take for ever or need more memory than the heap's limit, and what has to
//! agree has to agree. Nothing outside of the input is read: evaluation is pure.

mod targets;

pub use targets::{compile, engines, machine, parse, readers};
