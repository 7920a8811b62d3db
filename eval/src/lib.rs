//! A Nix-language evaluator whose machine runs on a frame stack.
//!
//! No construct of the language consumes native stack: deep programs end in a value or a clean error.

pub mod builtins;
pub mod bytecode;
pub mod compile;
pub mod engine;
pub mod error;
pub mod evaluator;
pub mod heap;
pub mod kernel;
pub mod loader;
pub mod print;
pub mod probe;
pub mod report;
pub mod runtime;
pub mod selection;
pub mod source;
pub mod statistics;
pub mod symbol;
pub mod syntax;
pub mod value;
