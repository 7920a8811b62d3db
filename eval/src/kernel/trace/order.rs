//! Operators that refuse their first operand before they evaluate the second.
//!
//! The machine evaluates both and then looks at them. Where the second one fails, the first is looked at after all.

use crate::bytecode::{Context, ContextPart};
use crate::error::Error;
use crate::kernel::expect::{expect_attrs, wrong_type};
use crate::kernel::operators;
use crate::kernel::step::{Activation, Stack};
use crate::runtime::Runtime;
use crate::source::Position;
use crate::value::{Interrupt, Value};

/// The error that comes instead, because an operator would have refused its first operand, and the index of the operator's
/// instruction; only operators among these contexts count.
pub(super) fn refusal<'h>(
    runtime: &Runtime<'h>,
    frame: &Activation<'h>,
    stack: &Stack<'h>,
    contexts: &[Context],
) -> Option<(Error<'h>, u32)> {
    let index = frame.ip.saturating_sub(1);
    let operands = contexts.iter().filter(|context| {
        (context.start..context.end).contains(&index)
            && matches!(
                context.part,
                ContextPart::AddRight | ContextPart::UpdateLeft | ContextPart::UpdateLeftChain
            )
    });
    // The outermost operator was the first to look.
    operands
        .filter_map(|context| Some((refused(runtime, frame, stack, context)?, context.end)))
        .last()
}

/// Where the `+` stands whose instruction has this index.
pub(super) fn operator_position(frame: &Activation<'_>, index: u32) -> Position {
    let mut contexts = frame.code.contexts.iter();
    contexts
        .find(|context| context.part == ContextPart::AddRight && context.end == index)
        .map_or(Position::NONE, |context| context.position)
}

/// The error of the operand that was evaluated first, if the operator refuses it whatever the second one is.
fn refused<'h>(
    runtime: &Runtime<'h>,
    frame: &Activation<'h>,
    stack: &Stack<'h>,
    context: &Context,
) -> Option<Error<'h>> {
    let slot = (frame.base + context.depth).checked_sub(1)? as usize;
    if slot >= stack.len() {
        return None;
    }
    let first = stack[slot].resolved();
    if let Value::Thunk(_) = first {
        return None;
    }
    if context.part != ContextPart::AddRight {
        return match expect_attrs(runtime, first) {
            Ok(_) => None,
            Err(_) => Some(operators::of_operand(
                runtime,
                wrong_type(runtime, "a set", first),
                1,
            )),
        };
    }
    match first {
        Value::Null
        | Value::Bool(_)
        | Value::List(_)
        | Value::Attrs(_)
        | Value::Closure(_)
        | Value::Builtin(_)
        | Value::Partial(_) => match operators::add(runtime, first, Value::Null) {
            Err(Interrupt::Error(error)) => Some(error),
            Ok(_) | Err(Interrupt::Force(_) | Interrupt::Reenter) => None,
        },
        Value::Int(_) | Value::Float(_) | Value::String(_) | Value::Path(_) | Value::Thunk(_) => {
            None
        }
    }
}
