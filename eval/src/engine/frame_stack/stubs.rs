//! Little pieces of bytecode that the machine itself needs.

use crate::bytecode::{Code, Instruction, Table};
use crate::heap::{Heap, ObjectKind};
use crate::source::Position;
use crate::value::Builtin;
use rustc_hash::FxHashMap;

/// The pieces made so far.
#[derive(Default)]
pub(super) struct Stubs<'h> {
    evaluate: Option<&'h Code<'h>>,
    applications: Vec<Option<&'h Code<'h>>>,
    blamed: FxHashMap<(u32, Position), &'h Code<'h>>,
    split: FxHashMap<(u32, u32), &'h Code<'h>>,
}

impl<'h> Stubs<'h> {
    /// Evaluates the top of the stack.
    pub(super) fn evaluate(&mut self, heap: &'h Heap) -> &'h Code<'h> {
        self.evaluate
            .get_or_insert_with(|| make(heap, &[Instruction::Return]))
    }

    /// Calls the function in slot 0 with the `count` values above it.
    pub(super) fn application(&mut self, heap: &'h Heap, count: u32) -> &'h Code<'h> {
        let index = count as usize;
        if self.applications.len() <= index {
            self.applications.resize(index + 1, None);
        }
        self.applications[index].get_or_insert_with(|| {
            make(
                heap,
                &[Instruction::TailCall { count }, Instruction::Return],
            )
        })
    }

    /// As [`Self::application`] for a functor, blamed on a position, of which it tells where an error passes.
    pub(super) fn functor(
        &mut self,
        heap: &'h Heap,
        count: u32,
        position: Position,
    ) -> &'h Code<'h> {
        let instructions = [Instruction::Call { count }, Instruction::Return];
        self.blamed
            .entry((count, position))
            .or_insert_with(|| make_at(heap, &instructions, position, None, true))
    }

    /// Calls a function with the `first` values above it and its result with the `rest` values below it.
    pub(super) fn split(&mut self, heap: &'h Heap, first: u32, rest: u32) -> &'h Code<'h> {
        self.split.entry((first, rest)).or_insert_with(|| {
            make(
                heap,
                &[
                    Instruction::Call { count: first },
                    Instruction::RotateRest,
                    Instruction::TailCall { count: rest },
                    Instruction::Return,
                ],
            )
        })
    }
}

/// Evaluates what a builtin called at a position left on top of the stack; made only where a trace will tell of it.
pub(super) fn builtin_result<'h>(
    heap: &'h Heap,
    builtin: &'static Builtin,
    position: Position,
) -> &'h Code<'h> {
    make_at(heap, &[Instruction::Return], position, Some(builtin), false)
}

fn make<'h>(heap: &'h Heap, instructions: &[Instruction]) -> &'h Code<'h> {
    make_at(heap, instructions, Position::NONE, None, false)
}

fn make_at<'h>(
    heap: &'h Heap,
    instructions: &[Instruction],
    position: Position,
    builtin: Option<&'static Builtin>,
    functor: bool,
) -> &'h Code<'h> {
    let kind = ObjectKind::Code;
    let positions = vec![position; instructions.len()];
    heap.object(
        kind,
        Code {
            capture_count: 0,
            arity: 1,
            functor,
            instructions: heap.slice(kind, instructions),
            captures: Table::EMPTY,
            constants: Table::EMPTY,
            codes: Table::EMPTY,
            shapes: Table::EMPTY,
            positions: Table::new(heap, &positions),
            contexts: Table::EMPTY,
            position,
            name: None,
            defined: position,
            function: None,
            builtin,
        },
    )
}
