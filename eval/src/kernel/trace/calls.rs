//! Which builtin a frame has called, as far as its code and its values tell.

use super::line_of_builtin;
use crate::bytecode::{ContextPart, Instruction};
use crate::error::{Due, Error, ErrorKind, Passage};
use crate::kernel::step::{Activation, Stack, attribute};
use crate::runtime::Runtime;
use crate::value::{Builtin, Callee, Value};

/// The builtin that a frame waits with to be called, because an argument has failed, and the index of the callee on the
/// stack.
///
/// The frame's instruction pointer is at the call, which is to run again.
pub fn waiting_builtin<'h>(
    frame: &Activation<'h>,
    stack: &Stack<'h>,
) -> Option<(&'static Builtin, usize)> {
    let (Instruction::Call { count } | Instruction::TailCall { count }) =
        *frame.code.instructions.get(frame.ip as usize)?
    else {
        return None;
    };
    let callee = stack.len().checked_sub(count as usize + 1)?;
    if callee < frame.base as usize {
        return None;
    }
    match stack[callee].resolved() {
        Value::Builtin(builtin) if usize::from(builtin.arity) == count as usize => {
            Some((builtin, callee))
        }
        _ => None,
    }
}

/// The error with the line of the builtin whose result was being evaluated, if a call of one is at hand.
pub(super) fn of_result<'h>(
    runtime: &Runtime<'h>,
    error: Error<'h>,
    frame: &Activation<'h>,
    stack: &Stack<'h>,
) -> Error<'h> {
    let passage = error.passage();
    let is_cycle = passage.is_fresh && error.kind() == ErrorKind::InfiniteRecursion;
    let is_told = passage.due == Due::Called && !passage.is_thunk;
    if (passage.is_fresh && !is_cycle) || is_told {
        return error;
    }
    let index = (frame.ip as usize).saturating_sub(1);
    let Some(Instruction::Call { count } | Instruction::TailCall { count }) =
        frame.code.instructions.get(index)
    else {
        return error;
    };
    let builtin = match callee(runtime, frame, stack, index, *count) {
        Some(Value::Builtin(builtin)) => builtin,
        Some(Value::Partial(partial)) => match partial.callee() {
            Callee::Builtin(builtin) => builtin,
            Callee::Closure(_) => return error,
        },
        _ => return error,
    };
    let due = Due::Called;
    let error = if is_cycle {
        error.without_place(runtime.heap)
    } else {
        error
    };
    line_of_builtin(runtime, error, builtin.name, frame.position()).passing(
        runtime.heap,
        Passage {
            due,
            ..error.passage()
        },
    )
}

/// Whether it was the instruction at hand that called the function that an error has just left; as far as can be told.
pub(super) fn is_call_of<'h>(
    runtime: &Runtime<'h>,
    frame: &Activation<'h>,
    stack: &Stack<'h>,
    passage: Passage<'h>,
) -> bool {
    let (Some(left), Due::CallSite) = (passage.left, passage.due) else {
        return true;
    };
    let index = (frame.ip as usize).saturating_sub(1);
    let instruction = frame.code.instructions.get(index);
    let (Some(Instruction::Call { count } | Instruction::TailCall { count }), false) =
        (instruction, frame.code.builtin.is_some())
    else {
        return frame.code.builtin.is_none();
    };
    if passage.is_thunk {
        // A builtin has evaluated it.
        return false;
    }
    match callee(runtime, frame, stack, index, *count) {
        Some(Value::Closure(closure)) => std::ptr::eq(closure.code(), left),
        _ => true,
    }
}

/// The value that the call at `index` has called with `count` arguments: the instructions before are walked backwards to
/// the one that pushed it.
fn callee<'h>(
    runtime: &Runtime<'h>,
    frame: &Activation<'h>,
    stack: &Stack<'h>,
    index: usize,
    count: u32,
) -> Option<Value<'h>> {
    let mut wanted = count;
    let mut index = index;
    loop {
        index = index.checked_sub(1)?;
        if wanted > 0
            && let Some(start) = inlined_until(frame, index)
        {
            index = start;
            wanted -= 1;
            continue;
        }
        let instruction = frame.code.instructions[index];
        let (popped, pushed) = match effect(frame, instruction) {
            // Part of the argument before which it stands.
            Some((popped, 0)) => (popped, 0),
            _ if wanted == 0 => return pushed(runtime, frame, stack, instruction),
            effect => effect?,
        };
        wanted = (wanted + popped).checked_sub(pushed)?;
    }
}

/// The start of the argument evaluated in place whose last instruction has this index.
fn inlined_until(frame: &Activation<'_>, index: usize) -> Option<usize> {
    let mut contexts = frame.code.contexts.iter();
    let inlined = contexts.find(|context| {
        context.part == ContextPart::InlinedArgument && context.end as usize == index + 1
    });
    inlined.map(|context| context.start as usize)
}

/// What an instruction that makes an argument takes off the stack and puts onto it; `None` for those that make none.
fn effect(frame: &Activation<'_>, instruction: Instruction) -> Option<(u32, u32)> {
    Some(match instruction {
        Instruction::Constant { .. }
        | Instruction::Local { .. }
        | Instruction::Capture { .. }
        | Instruction::MakeThunk { .. }
        | Instruction::MakeClosure { .. } => (0, 1),
        Instruction::MakeList { count } => (count, 1),
        Instruction::MakeAttrs { shape } => {
            (frame.code.shapes.get(shape as usize)?.len() as u32, 1)
        }
        Instruction::Slide { count } => (count + 1, 1),
        // What they push takes the place of what the next instruction would push.
        Instruction::EarlyAdd | Instruction::EarlySub | Instruction::EarlyMul => (2, 0),
        Instruction::EarlyAddLocal { .. } | Instruction::EarlySubLocal { .. } => (0, 0),
        Instruction::EarlySelect { .. } => (1, 0),
        _ => return None,
    })
}

/// The value that an instruction has pushed.
pub(super) fn pushed<'h>(
    runtime: &Runtime<'h>,
    frame: &Activation<'h>,
    stack: &Stack<'h>,
    instruction: Instruction,
) -> Option<Value<'h>> {
    let value = match instruction {
        Instruction::Constant { index } => *frame.code.constants.get(index as usize)?,
        Instruction::LocalForced { slot } => stack[frame.base as usize + slot as usize],
        Instruction::CaptureForced { index } => frame.captures.get(index as usize)?.get().value(),
        // A builtin is rarely bound to the name of another one.
        Instruction::Select { name } | Instruction::ResolveWith { name, .. } => {
            attribute(Value::Attrs(*runtime.builtins.get()?), name)?
        }
        _ => return None,
    };
    Some(value.resolved())
}
