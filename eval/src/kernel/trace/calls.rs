//! Which builtin a frame has called, as far as its code and its values tell.

use super::line_of_builtin;
use crate::bytecode::Instruction;
use crate::error::{Due, Error, Passage};
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
    if passage.is_fresh || passage.due == Due::Called {
        return error;
    }
    let index = (frame.ip as usize).saturating_sub(1);
    let Some(Instruction::Call { count } | Instruction::TailCall { count }) =
        frame.code.instructions.get(index)
    else {
        return error;
    };
    let Some(builtin) = callee(runtime, frame, stack, index, *count) else {
        return error;
    };
    let due = Due::Called;
    line_of_builtin(runtime, error, builtin.name, frame.position()).passing(
        runtime.heap,
        Passage {
            due,
            ..error.passage()
        },
    )
}

/// The builtin that the call at `index` has called with `count` arguments: the instructions before are walked backwards to
/// the one that pushed the callee.
fn callee<'h>(
    runtime: &Runtime<'h>,
    frame: &Activation<'h>,
    stack: &Stack<'h>,
    index: usize,
    count: u32,
) -> Option<&'static Builtin> {
    let mut wanted = count;
    let mut index = index;
    loop {
        index = index.checked_sub(1)?;
        let instruction = frame.code.instructions[index];
        if wanted == 0 {
            return pushed_builtin(runtime, frame, stack, instruction);
        }
        let (popped, pushed) = effect(frame, instruction)?;
        wanted = (wanted + popped).checked_sub(pushed)?;
    }
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

/// The builtin that an instruction has pushed.
fn pushed_builtin<'h>(
    runtime: &Runtime<'h>,
    frame: &Activation<'h>,
    stack: &Stack<'h>,
    instruction: Instruction,
) -> Option<&'static Builtin> {
    let value = match instruction {
        Instruction::Constant { index } => *frame.code.constants.get(index as usize)?,
        Instruction::LocalForced { slot } => stack[frame.base as usize + slot as usize],
        Instruction::CaptureForced { index } => frame.captures.get(index as usize)?.get(),
        // A builtin is rarely bound to the name of another one.
        Instruction::Select { name } | Instruction::ResolveWith { name, .. } => {
            attribute(Value::Attrs(*runtime.builtins.get()?), name)?
        }
        _ => return None,
    };
    match value.resolved() {
        Value::Builtin(builtin) => Some(builtin),
        Value::Partial(partial) => match partial.callee() {
            Callee::Builtin(builtin) => Some(builtin),
            Callee::Closure(_) => None,
        },
        _ => None,
    }
}
