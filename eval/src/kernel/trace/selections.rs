//! The line of a selection: which attribute was being evaluated, and where that is defined.

use super::calls;
use crate::bytecode::{Context, ContextPart, Instruction};
use crate::error::{Due, Error, ErrorKind, Passage};
use crate::kernel::step::{Activation, Stack};
use crate::runtime::Runtime;
use crate::source::Position;
use crate::symbol::Symbol;
use crate::syntax::show;
use crate::value::Value;

/// The error with the line of a selection, if an attribute of its path had been found.
pub(super) fn of_selection<'h>(
    runtime: &Runtime<'h>,
    error: Error<'h>,
    frame: &Activation<'h>,
    stack: &Stack<'h>,
    context: &Context,
    passage: Passage<'h>,
) -> Error<'h> {
    // What refuses an attribute had found those before; what waits for one had found it.
    let waits = !passage.is_fresh || error.kind() == ErrorKind::InfiniteRecursion;
    let index = frame.ip.saturating_sub(1);
    let path = path(runtime, frame, stack, context);
    let is_found = |step: &&Step| step.index < index || (step.index == index && waits);
    let found = path.iter().filter(is_found).count();
    let known = subject(frame, stack, context, &path[..found]);
    let position = match (known, passage.due) {
        (Some(position), _) | (None, Due::Binding(position)) if found > 0 => position,
        _ => return error,
    };
    line(runtime, error, &path, position)
}

/// The error of what comes after the `or` of a selection, with the line of the selection if part of its path had been
/// found.
pub(super) fn of_default<'h>(
    runtime: &Runtime<'h>,
    error: Error<'h>,
    frame: &Activation<'h>,
    stack: &Stack<'h>,
    context: &Context,
) -> Error<'h> {
    let mut contexts = frame.code.contexts.iter();
    let is_path =
        |other: &&Context| other.part == ContextPart::Selection && other.end + 1 == context.start;
    let Some(context) = contexts.find(is_path) else {
        return error;
    };
    let path = path(runtime, frame, stack, context);
    let found = (1..=path.len()).map_while(|found| subject(frame, stack, context, &path[..found]));
    match found.last() {
        Some(position) => line(runtime, error, &path, position),
        None => error,
    }
}

/// A step of a path: the instruction that selects, and the attribute if its name is known.
struct Step {
    index: u32,
    name: Option<Symbol>,
}

fn path<'h>(
    runtime: &Runtime<'h>,
    frame: &Activation<'h>,
    stack: &Stack<'h>,
    context: &Context,
) -> Vec<Step> {
    let mut path = Vec::new();
    for index in context.start..context.end {
        let name = match frame.code.instructions.get(index as usize) {
            Some(Instruction::Select { name } | Instruction::SelectOrNext { name }) => Some(*name),
            Some(Instruction::SelectDynamic | Instruction::SelectDynamicOrNext) => {
                computed(runtime, frame, stack, index)
            }
            _ => continue,
        };
        path.push(Step { index, name });
    }
    path
}

/// The computed name that the instruction at `index` selects by, if it is still at hand.
fn computed<'h>(
    runtime: &Runtime<'h>,
    frame: &Activation<'h>,
    stack: &Stack<'h>,
    index: u32,
) -> Option<Symbol> {
    // The name is pushed, checked and used.
    let index = (index as usize).checked_sub(2)?;
    let instruction = *frame.code.instructions.get(index)?;
    match calls::pushed(runtime, frame, stack, instruction)? {
        Value::String(name) => runtime.symbols.lookup_string(name),
        _ => None,
    }
}

fn line<'h>(
    runtime: &Runtime<'h>,
    error: Error<'h>,
    path: &[Step],
    position: Position,
) -> Error<'h> {
    let Some(place) = runtime.sources.locate(position) else {
        return error;
    };
    if place.source.origin.is_derivation_function() {
        return error;
    }
    let path: Vec<String> = path.iter().map(|step| shown(runtime, step.name)).collect();
    let message = format!("while evaluating the attribute '{}'", path.join("."));
    error.traced(runtime.heap, &message, position)
}

fn shown(runtime: &Runtime<'_>, name: Option<Symbol>) -> String {
    match name {
        Some(name) => show::attribute_name(runtime.symbols.name(name)),
        None => "\"${...}\"".to_owned(),
    }
}

/// Where the last attribute of a path is defined, if the subject is still at hand and has it.
fn subject<'h>(
    frame: &Activation<'h>,
    stack: &Stack<'h>,
    context: &Context,
    path: &[Step],
) -> Option<Position> {
    let (last, before) = path.split_last()?;
    let last = last.name?;
    let index = (context.start as usize).checked_sub(1)?;
    let mut value = match *frame.code.instructions.get(index)? {
        Instruction::Constant { index } => *frame.code.constants.get(index as usize)?,
        Instruction::LocalForced { slot } => stack[frame.base as usize + slot as usize],
        Instruction::CaptureForced { index } => frame.captures.get(index as usize)?.get().value(),
        Instruction::MakeAttrs { shape } if before.is_empty() => {
            let shape = frame.code.shapes.get(shape as usize)?;
            let attr = shape.iter().find(|attr| attr.name == last)?;
            return Some(attr.position);
        }
        _ => return None,
    };
    for step in before {
        let Value::Attrs(attrs) = value.resolved() else {
            return None;
        };
        value = attrs.get(step.name?)?.value;
    }
    match value.resolved() {
        Value::Attrs(attrs) => Some(attrs.get(last)?.position),
        _ => None,
    }
}
