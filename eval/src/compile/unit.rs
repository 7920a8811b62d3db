//! A code object being written: instructions, tables, and the depth of its stack.

use crate::bytecode::{
    CaptureSource, Code, Context, ContextPart, Function, Instruction, ShapeAttr,
};
use crate::heap::{Heap, ObjectKind};
use crate::source::Position;
use crate::symbol::Symbol;
use crate::syntax::tree::StaticAttr;
use crate::value::Value;
use rustc_hash::FxHashMap;

/// Index of an instruction whose jump target is not known yet.
#[derive(Clone, Copy, Debug)]
#[must_use]
pub(super) struct Label(usize);

/// The attribute, `let` binding or formal that a value is written for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Binding {
    /// Its name.
    pub(super) name: Symbol,
    /// Where it is defined.
    pub(super) position: Position,
}

impl From<&StaticAttr> for Binding {
    fn from(attr: &StaticAttr) -> Self {
        Self {
            name: attr.name,
            position: attr.position,
        }
    }
}

/// Where a stretch of code begins.
#[derive(Clone, Copy, Debug)]
#[must_use]
pub(super) struct Mark {
    start: u32,
    depth: u32,
}

/// A variable as the frames see it: the code object whose frame holds it, and the slot there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Variable {
    /// Index of the code object, outermost zero.
    pub(super) level: u32,
    /// Stack slot in its frame.
    pub(super) slot: u32,
}

pub(super) struct Unit<'h> {
    instructions: Vec<Instruction>,
    positions: Vec<Position>,
    constants: Vec<Value<'h>>,
    codes: Vec<&'h Code<'h>>,
    captures: Vec<CaptureSource>,
    capture_of: FxHashMap<Variable, u32>,
    shapes: Vec<&'h [ShapeAttr]>,
    contexts: Vec<Context>,
    position: Position,
    name: Option<Symbol>,
    defined: Position,
    function: Option<Function<'h>>,
    /// Values on the frame's stack at this point.
    pub(super) depth: u32,
}

impl<'h> Unit<'h> {
    /// The code of a thunk or a source.
    pub(super) fn thunk(position: Position, name: Option<Symbol>) -> Self {
        Self {
            instructions: Vec::new(),
            positions: Vec::new(),
            constants: Vec::new(),
            codes: Vec::new(),
            captures: Vec::new(),
            capture_of: FxHashMap::default(),
            shapes: Vec::new(),
            contexts: Vec::new(),
            position,
            name,
            defined: position,
            function: None,
            depth: 0,
        }
    }

    /// The code of a function: its frame begins with the function itself and the arguments.
    pub(super) fn function(position: Position, function: Function<'h>) -> Self {
        let depth = u32::from(function.arity) + 1;
        Self {
            depth,
            name: function.name,
            function: Some(function),
            ..Self::thunk(position, None)
        }
    }

    /// The unit of a binding that is defined somewhere else than where its value is written.
    pub(super) fn defined(self, position: Position) -> Self {
        Self {
            defined: position,
            ..self
        }
    }

    /// Where a context begins that [`Unit::context`] ends.
    pub(super) fn mark(&self) -> Mark {
        Mark {
            start: self.instructions.len() as u32,
            depth: self.depth,
        }
    }

    /// Says what the instructions since a mark are part of.
    pub(super) fn context(&mut self, mark: Mark, part: ContextPart, position: Position) {
        self.contexts.push(Context {
            start: mark.start,
            end: self.instructions.len() as u32,
            depth: mark.depth,
            part,
            position,
        });
    }

    pub(super) fn function_mut(&mut self) -> Option<&mut Function<'h>> {
        self.function.as_mut()
    }

    /// Writes an instruction that changes the stack's depth by `effect`.
    pub(super) fn emit(&mut self, instruction: Instruction, effect: i32, position: Position) {
        self.instructions.push(instruction);
        self.positions.push(position);
        self.depth = self.depth.wrapping_add_signed(effect);
    }

    pub(super) fn constant(&mut self, value: Value<'h>) -> u32 {
        self.constants.push(value);
        self.constants.len() as u32 - 1
    }

    pub(super) fn push_constant(&mut self, value: Value<'h>, position: Position) {
        let index = self.constant(value);
        self.emit(Instruction::Constant { index }, 1, position);
    }

    pub(super) fn code(&mut self, code: &'h Code<'h>) -> u32 {
        self.codes.push(code);
        self.codes.len() as u32 - 1
    }

    pub(super) fn shape(&mut self, shape: &'h [ShapeAttr]) -> u32 {
        self.shapes.push(shape);
        self.shapes.len() as u32 - 1
    }

    /// Writes a jump to be aimed by [`Unit::land`].
    pub(super) fn jump(
        &mut self,
        make: fn(u32) -> Instruction,
        effect: i32,
        position: Position,
    ) -> Label {
        let label = Label(self.instructions.len());
        self.emit(make(u32::MAX), effect, position);
        label
    }

    /// Aims a jump at the next instruction.
    pub(super) fn land(&mut self, label: Label) {
        let here = self.instructions.len() as u32;
        match &mut self.instructions[label.0] {
            Instruction::Jump { target }
            | Instruction::JumpIfFalse { target }
            | Instruction::JumpIfTrue { target } => *target = here,
            other => unreachable!("{other:?} is no jump"),
        }
    }

    pub(super) fn capture_of(&self, variable: Variable) -> Option<u32> {
        self.capture_of.get(&variable).copied()
    }

    pub(super) fn add_capture(&mut self, variable: Variable, source: CaptureSource) -> u32 {
        let index = self.captures.len() as u32;
        self.captures.push(source);
        self.capture_of.insert(variable, index);
        index
    }

    pub(super) fn finish(self, heap: &'h Heap) -> &'h Code<'h> {
        let kind = ObjectKind::Code;
        heap.object(
            kind,
            Code {
                instructions: heap.slice(kind, &self.instructions),
                positions: heap.slice(kind, &self.positions),
                constants: heap.slice(kind, &self.constants),
                codes: heap.slice(kind, &self.codes),
                captures: heap.slice(kind, &self.captures),
                shapes: heap.slice(kind, &self.shapes),
                contexts: heap.slice(kind, &self.contexts),
                position: self.position,
                name: self.name,
                defined: self.defined,
                function: self.function,
                builtin: None,
                functor: false,
            },
        )
    }
}
