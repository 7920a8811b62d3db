//! The instruction set as one table, and the code objects made of it.

use crate::source::Position;
use crate::symbol::Symbol;
use crate::value::Value;

/// A unit of bytecode: the body of a function, a thunk or a source.
pub struct Code<'h> {
    /// Constants.
    pub constants: &'h [Value<'h>],
    /// Position.
    pub position: Position,
    /// What it is when it is a function's.
    pub function: Option<Function<'h>>,
}

/// What a function's code says about its parameters.
pub struct Function<'h> {
    /// The name the function was bound to where it was written.
    pub name: Option<Symbol>,
    /// Number of parameters collapsed into one call.
    pub arity: u8,
    /// The set pattern of the last parameter.
    pub formals: Option<Formals<'h>>,
}

/// A set pattern.
pub struct Formals<'h> {
    /// The formals in ascending order of symbol.
    pub formals: &'h [Formal],
    /// Whether `...` allows other attributes.
    pub ellipsis: bool,
}

/// One formal.
#[derive(Clone, Copy, Debug)]
pub struct Formal {
    /// Its name.
    pub name: Symbol,
    /// Where it is written.
    pub position: Position,
    /// Whether it has a default.
    pub optional: bool,
}
