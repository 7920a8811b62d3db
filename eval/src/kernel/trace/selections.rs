//! The line of a selection: which attribute was being evaluated, and where that is defined.

use crate::bytecode::{Context, Instruction};
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
    let mut path = Vec::new();
    let mut found = 0;
    for at in context.start..context.end {
        let name = match frame.code.instructions.get(at as usize) {
            Some(Instruction::Select { name } | Instruction::SelectOrNext { name }) => Some(*name),
            Some(Instruction::SelectDynamic | Instruction::SelectDynamicOrNext) => None,
            _ => continue,
        };
        path.push(name);
        if at < index || (at == index && waits) {
            found += 1;
        }
    }
    let Some(position) = defined(frame, stack, context, &path[..found], passage) else {
        return error;
    };
    let path: Vec<String> = path.iter().map(|name| shown(runtime, *name)).collect();
    let message = format!("while evaluating the attribute '{}'", path.join("."));
    error.traced(runtime.heap, &message, position)
}

fn shown(runtime: &Runtime<'_>, name: Option<Symbol>) -> String {
    match name {
        Some(name) => show::attribute_name(runtime.symbols.name(name)),
        None => "\"${...}\"".to_owned(),
    }
}

/// Where the last attribute found is defined.
fn defined<'h>(
    frame: &Activation<'h>,
    stack: &Stack<'h>,
    context: &Context,
    path: &[Option<Symbol>],
    passage: Passage<'h>,
) -> Option<Position> {
    let (last, before) = path.split_last()?;
    let known = subject(frame, stack, context, *last, before);
    let position = match (known, passage.due) {
        (Some(position), _) => position,
        (None, Due::Binding(position)) => position,
        (None, _) => return None,
    };
    position.is_some().then_some(position)
}

/// Where attribute `last` of a path is defined, if the subject is still at hand.
fn subject<'h>(
    frame: &Activation<'h>,
    stack: &Stack<'h>,
    context: &Context,
    last: Option<Symbol>,
    before: &[Option<Symbol>],
) -> Option<Position> {
    let last = last?;
    let index = (context.start as usize).checked_sub(1)?;
    let mut value = match *frame.code.instructions.get(index)? {
        Instruction::Constant { index } => *frame.code.constants.get(index as usize)?,
        Instruction::LocalForced { slot } => stack[frame.base as usize + slot as usize],
        Instruction::CaptureForced { index } => frame.captures.get(index as usize)?.get(),
        Instruction::MakeAttrs { shape } if before.is_empty() => {
            let shape = frame.code.shapes.get(shape as usize)?;
            let attr = shape.iter().find(|attr| attr.name == last)?;
            return Some(attr.position);
        }
        _ => return None,
    };
    for name in before {
        let Value::Attrs(attrs) = value.resolved() else {
            return None;
        };
        value = attrs.get((*name)?)?.value;
    }
    match value.resolved() {
        Value::Attrs(attrs) => Some(attrs.get(last)?.position),
        _ => None,
    }
}
