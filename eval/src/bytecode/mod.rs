//! The instruction set as one table, the code objects made of it, and their disassembly.

mod context;
mod disassemble;
mod instruction;
mod table;

pub use context::{Context, ContextPart, OperatorBuiltin};
pub use disassemble::disassemble;
pub use instruction::{Coercion, Instruction, Opcode, Operand};
pub use table::Table;

use crate::source::Position;
use crate::symbol::Symbol;
use crate::value::{Builtin, Value};

/// A unit of bytecode: the body of a function, of a thunk or of a source.
///
/// What every activation reads comes first: code is entered once in about seven instructions, and rarely still in the cache.
#[repr(C)]
pub struct Code<'h> {
    /// Number of captures.
    pub capture_count: u32,
    /// Number of arguments a function's code takes in one call; one for all other code.
    pub arity: u8,
    /// Whether it calls a functor, for traces.
    pub functor: bool,
    /// The instructions.
    pub instructions: &'h [Instruction],
    /// Where the captures come from in the frame that makes the thunk or closure.
    pub captures: Table<'h, PackedSource>,
    /// Constants.
    pub constants: Table<'h, Value<'h>>,
    /// The code of the thunks and functions written inside this one.
    pub codes: Table<'h, &'h Code<'h>>,
    /// The names of the attribute sets this code makes.
    pub shapes: Table<'h, &'h [ShapeAttr]>,
    /// Where each instruction is blamed.
    pub positions: Table<'h, Position>,
    /// What stretches of it are part of, inner ones before those around them.
    pub contexts: Table<'h, Context>,
    /// Where it is written.
    pub position: Position,
    /// The attribute or binding whose value this is.
    pub name: Option<Symbol>,
    /// Where that is defined, for traces.
    pub defined: Position,
    /// What it is when it is a function's; most code is a thunk's, and has no room for it.
    pub function: Option<&'h Function<'h>>,
    /// The builtin whose result it evaluates, for traces.
    pub builtin: Option<&'static Builtin>,
}

/// Where a capture is taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaptureSource {
    /// A stack slot of the frame.
    Local(u32),
    /// A capture of the frame.
    Capture(u32),
}

/// A [`CaptureSource`] in four bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PackedSource(u32);

impl PackedSource {
    /// Set where it is a capture; no frame has so many slots that a local's index had this bit.
    const CAPTURE: u32 = 1 << 31;

    /// Where it is.
    #[inline(always)]
    pub fn source(self) -> CaptureSource {
        if self.0 & Self::CAPTURE == 0 {
            CaptureSource::Local(self.0)
        } else {
            CaptureSource::Capture(self.0 & !Self::CAPTURE)
        }
    }
}

impl From<CaptureSource> for PackedSource {
    fn from(source: CaptureSource) -> Self {
        let (index, bit) = match source {
            CaptureSource::Local(slot) => (slot, 0),
            CaptureSource::Capture(index) => (index, Self::CAPTURE),
        };
        assert!(index < Self::CAPTURE, "a frame with 2^31 values");
        Self(index | bit)
    }
}

/// An attribute of a set whose names are known.
#[derive(Clone, Copy, Debug)]
pub struct ShapeAttr {
    /// Its name; names ascend by symbol.
    pub name: Symbol,
    /// Where it is defined.
    pub position: Position,
}

/// What a function's code says about its parameters.
///
/// In its frame slot 0 is the function itself, slots 1 to `arity` are the arguments and the formals follow.
pub struct Function<'h> {
    /// The name the function was bound to where it was written.
    pub name: Option<Symbol>,
    /// Number of parameters collapsed into one call.
    pub arity: u8,
    /// The parameters, for `toXML` and messages; as many as the arity.
    pub parameters: &'h [Parameter],
    /// The set pattern of the last parameter.
    pub formals: Option<Formals<'h>>,
}

/// A parameter.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// Its name; a set pattern may have none.
    pub name: Option<Symbol>,
    /// Where the function that takes it begins.
    pub position: Position,
}

impl<'h> Code<'h> {
    /// Number of arguments a function's code takes in one call.
    #[inline(always)]
    pub fn arity(&self) -> usize {
        usize::from(self.arity)
    }

    /// The set pattern of the one parameter that is left after `given` arguments.
    ///
    /// Parameters collapsed into one call hide the pattern of the last until the others are there.
    pub fn formals_after(&self, given: usize) -> Option<&Formals<'h>> {
        let function = self.function.as_ref()?;
        let is_last = given + 1 == usize::from(function.arity);
        function.formals.as_ref().filter(|_| is_last)
    }

    /// Where the function that is left after `given` arguments is written.
    pub fn position_after(&self, given: usize) -> Position {
        let parameters = self
            .function
            .as_ref()
            .map_or(&[][..], |function| function.parameters);
        parameters
            .get(given)
            .map_or(self.position, |parameter| parameter.position)
    }
}

/// A set pattern.
pub struct Formals<'h> {
    /// The formals in ascending order of symbol.
    pub formals: &'h [Formal],
    /// Whether `...` allows other attributes.
    pub ellipsis: bool,
    /// The `@` name, for `toXML`.
    pub whole: Option<Symbol>,
}

/// One formal.
#[derive(Clone, Copy, Debug)]
pub struct Formal {
    /// Its name.
    pub name: Symbol,
    /// Where it is written.
    pub position: Position,
    /// What it is where the argument has no such attribute.
    pub default: FormalDefault,
}

impl Formal {
    /// Whether it has a default.
    pub fn is_optional(&self) -> bool {
        !matches!(self.default, FormalDefault::Required)
    }
}

/// What a formal is where the argument has no such attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormalDefault {
    /// An error.
    Required,
    /// A constant of the function's code.
    Constant(u32),
    /// The value of a variable, itself: a function keeps its identity.
    Variable(CaptureSource),
    /// A thunk over a code object of the function's code.
    Thunk(u32),
}

#[cfg(test)]
mod tests {
    use super::{Code, Context};

    #[test]
    fn there_is_one_for_every_thunk_written_so_it_is_small() {
        assert_eq!(size_of::<Code<'_>>(), 104);
        assert_eq!(size_of::<Context>(), 20);
    }
}
