//! A code object being written: instructions, tables, and the depth of its stack.

use crate::bytecode::{
    CaptureSource, Code, Context, ContextPart, Function, Instruction, PackedSource, ShapeAttr,
    Table,
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

/// What is known of a code object before any of it is written.
pub(super) struct Head<'h> {
    position: Position,
    name: Option<Symbol>,
    defined: Position,
    function: Option<Function<'h>>,
}

impl<'h> Head<'h> {
    /// The code of a thunk or a source.
    pub(super) fn thunk(position: Position, name: Option<Symbol>) -> Self {
        Self {
            position,
            name,
            defined: position,
            function: None,
        }
    }

    /// The code of a function: its frame begins with the function itself and the arguments.
    pub(super) fn function(position: Position, function: Function<'h>) -> Self {
        Self {
            name: function.name,
            function: Some(function),
            ..Self::thunk(position, None)
        }
    }

    /// Values on the frame's stack when it is entered.
    fn depth(&self) -> u32 {
        let function = self.function.as_ref();
        function.map_or(0, |function| u32::from(function.arity) + 1)
    }

    /// The head of a binding that is defined somewhere else than where its value is written.
    pub(super) fn defined(self, position: Position) -> Self {
        Self {
            defined: position,
            ..self
        }
    }
}

pub(super) struct Unit<'h> {
    head: Head<'h>,
    instructions: Vec<Instruction>,
    positions: Vec<Position>,
    constants: Vec<Value<'h>>,
    codes: Vec<&'h Code<'h>>,
    captures: Captures,
    shapes: Vec<&'h [ShapeAttr]>,
    contexts: Vec<Context>,
    /// Values on the frame's stack at this point.
    pub(super) depth: u32,
}

impl<'h> Unit<'h> {
    pub(super) fn new(head: Head<'h>) -> Self {
        Self {
            depth: head.depth(),
            head,
            instructions: Vec::with_capacity(16),
            positions: Vec::with_capacity(16),
            constants: Vec::with_capacity(8),
            codes: Vec::with_capacity(8),
            captures: Captures::default(),
            shapes: Vec::new(),
            contexts: Vec::with_capacity(4),
        }
    }

    /// Begins another code object in the room that a finished one has left.
    pub(super) fn begin(&mut self, head: Head<'h>) {
        self.depth = head.depth();
        self.head = head;
        self.instructions.clear();
        self.positions.clear();
        self.constants.clear();
        self.codes.clear();
        self.captures.clear();
        self.shapes.clear();
        self.contexts.clear();
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
        self.head.function.as_mut()
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
        self.captures.index_of(variable)
    }

    pub(super) fn add_capture(&mut self, variable: Variable, source: CaptureSource) -> u32 {
        self.captures.add(variable, source)
    }

    /// The finished code object.
    pub(super) fn finish(&mut self, heap: &'h Heap) -> &'h Code<'h> {
        let kind = ObjectKind::Code;
        let head = &mut self.head;
        let function = head.function.take();
        let arity = function.as_ref().map_or(1, |function| function.arity);
        // What only errors look at lies apart from what runs.
        let function = function.map(|function| heap.object(kind, function));
        let positions = Table::new(heap, &self.positions);
        let contexts = Table::new(heap, &self.contexts);
        let shapes = Table::new(heap, &self.shapes);
        let codes = Table::new(heap, &self.codes);
        let constants = Table::new(heap, &self.constants);
        let instructions = heap.slice(kind, &self.instructions);
        let captures = Table::new(heap, &self.captures.sources);
        heap.object(
            kind,
            Code {
                capture_count: captures.len() as u32,
                arity,
                functor: false,
                instructions,
                captures,
                constants,
                codes,
                shapes,
                positions,
                contexts,
                position: head.position,
                name: head.name,
                defined: head.defined,
                function,
                builtin: None,
            },
        )
    }
}

/// From this many captures on, they are found through a hash table.
const INDEXED: usize = 16;

/// The captures of a code object.
#[derive(Default)]
struct Captures {
    sources: Vec<PackedSource>,
    /// Which variable each is.
    variables: Vec<Variable>,
    /// Which capture each variable is, once there are many.
    index: FxHashMap<Variable, u32>,
}

impl Captures {
    fn index_of(&self, variable: Variable) -> Option<u32> {
        if !self.index.is_empty() {
            return self.index.get(&variable).copied();
        }
        let index = self.variables.iter().position(|&known| known == variable);
        index.map(|index| index as u32)
    }

    fn add(&mut self, variable: Variable, source: CaptureSource) -> u32 {
        let index = self.sources.len() as u32;
        self.sources.push(source.into());
        self.variables.push(variable);
        if self.variables.len() >= INDEXED {
            if self.index.is_empty() {
                self.index.extend(self.variables.iter().copied().zip(0..));
            } else {
                self.index.insert(variable, index);
            }
        }
        index
    }

    fn clear(&mut self) {
        self.sources.clear();
        self.variables.clear();
        if !self.index.is_empty() {
            // Clearing a large table each time a small one is wanted would take longer than making it.
            self.index = FxHashMap::default();
        }
    }
}
