//! What a trace tells of an error that an instruction has raised itself.

use super::order;
use crate::bytecode::{ContextPart, Instruction};
use crate::error::{Due, Error, ErrorKind};
use crate::heap::Heap;
use crate::kernel::operators;
use crate::kernel::step::{self, Activation};
use crate::runtime::Runtime;
use crate::source::Position;
use crate::value::Value;

/// The error that the instruction at hand has raised itself.
pub(super) fn of_instruction<'h>(
    runtime: &Runtime<'h>,
    error: Error<'h>,
    frame: &Activation<'h>,
) -> Error<'h> {
    let heap = runtime.heap;
    let passage = error.passage();
    let index = (frame.ip as usize).saturating_sub(1);
    let Some(&instruction) = frame.code.instructions.get(index) else {
        return error;
    };
    let here = frame.position();
    if let Instruction::Sub
    | Instruction::Mul
    | Instruction::Div
    | Instruction::Negate
    | Instruction::Less = instruction
    {
        return error.without_place(heap);
    }
    if let (Instruction::AssertEqual, ErrorKind::Assertion) = (instruction, error.kind()) {
        return of_comparison(runtime, error, frame);
    }
    if let (Instruction::Add { .. }, operators::NOT_APPENDED) = (instruction, error.message()) {
        return error.at(heap, order::operator_position(frame, index as u32));
    }
    if passage.culprit.is_none() {
        return error;
    }
    match instruction {
        Instruction::Concat => error
            .traced(
                heap,
                "while evaluating one of the elements to concatenate",
                here,
            )
            .without_place(heap),
        Instruction::Update => {
            let (words, position) = of_update(frame, index as u32, passage.operand);
            error.traced(heap, words, position).without_place(heap)
        }
        Instruction::Coerce { .. } | Instruction::Add { .. } => {
            let words = match passage.due {
                Due::StringForm => "while evaluating the result of the `__toString` attribute",
                _ => "while evaluating a path segment",
            };
            let position = error.position().or(here);
            error.traced(heap, words, position).without_place(heap)
        }
        Instruction::Select { .. } | Instruction::SelectDynamic => error
            .traced(heap, "while selecting an attribute", here)
            .without_place(heap),
        Instruction::CheckName => {
            let error = error.traced(heap, "while evaluating an attribute name", here);
            at_or_nowhere(heap, error, here)
        }
        Instruction::InsertDynamic => error.traced(
            heap,
            "while evaluating the name of a dynamic attribute",
            here,
        ),
        Instruction::ResolveWith { count, .. } => {
            let positions = step::scope_positions(frame, usize::from(count));
            let position = positions.get(passage.operand).copied().unwrap_or_default();
            let words = "while evaluating the first subexpression of a with expression";
            error.traced(heap, words, position).without_place(heap)
        }
        Instruction::BindFormals => {
            let last = frame.code.arity() - 1;
            let position = frame.code.position_after(last);
            let words = "while evaluating the value passed for the lambda argument";
            error.traced(heap, words, position).without_place(heap)
        }
        Instruction::Not => at_or_nowhere(heap, error, here),
        _ => error,
    }
}

/// The error of an assertion that compares, with the line that shows it.
fn of_comparison<'h>(runtime: &Runtime<'h>, error: Error<'h>, frame: &Activation<'h>) -> Error<'h> {
    let shown = match frame.code.instructions.get(frame.ip as usize) {
        Some(Instruction::Assert { text }) => frame.code.constants.get(*text as usize),
        _ => None,
    };
    let text = match shown {
        Some(Value::String(text)) => text.text(),
        _ => return error,
    };
    let words = format!("while evaluating the condition of the assertion '{text}'");
    let error = error.traced(runtime.heap, &words, frame.position());
    error.without_place(runtime.heap)
}

/// The error at a place that is none for literals.
fn at_or_nowhere<'h>(heap: &'h Heap, error: Error<'h>, here: Position) -> Error<'h> {
    if here.is_some() {
        error.at(heap, here)
    } else {
        error.without_place(heap)
    }
}

/// The words and the place of an operand of the `//` at `index`.
fn of_update(frame: &Activation<'_>, index: u32, operand: usize) -> (&'static str, Position) {
    let ending = |parts: [ContextPart; 2], end: u32| {
        let mut contexts = frame.code.contexts.iter();
        contexts.find(|context| parts.contains(&context.part) && context.end == end)
    };
    let lefts = [ContextPart::UpdateLeft, ContextPart::UpdateLeftChain];
    let rights = [ContextPart::UpdateRight, ContextPart::UpdateRightChain];
    let left = ending(lefts, index);
    let right = left.and_then(|left| ending(rights, left.start));
    let (part, context) = match operand {
        0 => (ContextPart::UpdateLeft, left),
        _ => (ContextPart::UpdateRight, right),
    };
    if context.is_none() {
        return (
            "while evaluating the `__overrides` attribute",
            Position::NONE,
        );
    }
    let words = part.words().unwrap_or_default();
    (
        words,
        context.map(|context| context.position).unwrap_or_default(),
    )
}
