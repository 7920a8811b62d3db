//! Evaluation before it is asked for: only of what is total and cannot be observed.
//!
//! Each instruction pushes a value and skips the one after it, which would make a thunk; or it pushes nothing.

use super::attributes::attribute;
use super::{Activation, Stack};
use crate::bytecode::Instruction;
use crate::symbol::Symbol;
use crate::value::Value;

/// Carries out an early instruction; the number of instructions to skip.
pub(super) fn perform<'h>(
    stack: &mut Stack<'h>,
    frame: &Activation<'h>,
    instruction: Instruction,
) -> usize {
    match instruction {
        Instruction::EarlyAdd => arithmetic(stack, i64::checked_add, |a, b| a + b),
        Instruction::EarlySub => arithmetic(stack, i64::checked_sub, |a, b| a - b),
        Instruction::EarlyMul => arithmetic(stack, i64::checked_mul, |a, b| a * b),
        Instruction::EarlyAddLocal { slot, operand } => {
            local(stack, frame.base as usize + slot as usize, operand.into())
        }
        Instruction::EarlySubLocal { slot, operand } => local(
            stack,
            frame.base as usize + slot as usize,
            -i64::from(operand),
        ),
        Instruction::EarlySelect { name } => selection(stack, name),
        _ => unreachable!("{instruction:?} is not early"),
    }
}

/// Drops two values and pushes what becomes of them where both are evaluated numbers.
#[inline(always)]
pub fn arithmetic(
    stack: &mut Stack<'_>,
    checked: fn(i64, i64) -> Option<i64>,
    float: fn(f64, f64) -> f64,
) -> usize {
    let (left, right) = stack.operands();
    stack.drop_top(2);
    let found = match (left.resolved(), right.resolved()) {
        (Value::Int(a), Value::Int(b)) => checked(a, b).map(Value::Int),
        (Value::Float(a), Value::Float(b)) => Some(Value::Float(float(a, b))),
        _ => None,
    };
    stack.push_found(found)
}

/// Pushes the sum of an evaluated integer on the stack and `operand`.
#[inline(always)]
pub fn local(stack: &mut Stack<'_>, index: usize, operand: i64) -> usize {
    let found = match stack[index].resolved() {
        Value::Int(number) => number.checked_add(operand).map(Value::Int),
        _ => None,
    };
    stack.push_found(found)
}

/// Replaces an evaluated set by its attribute where that is evaluated and no function, else drops it.
#[inline(always)]
pub fn selection(stack: &mut Stack<'_>, name: Symbol) -> usize {
    let found = attribute(stack.take().resolved(), name).map(Value::resolved);
    stack.push_found(found.filter(|value| is_settled(*value)))
}

/// Whether a value may stand for a selection that has not been asked for: it is there, and no function, whose identity
/// could be compared.
#[inline(always)]
fn is_settled(value: Value<'_>) -> bool {
    match value {
        Value::Null
        | Value::Bool(_)
        | Value::Int(_)
        | Value::Float(_)
        | Value::String(_)
        | Value::Path(_)
        | Value::List(_)
        | Value::Attrs(_) => true,
        Value::Closure(_) | Value::Builtin(_) | Value::Partial(_) | Value::Thunk(_) => false,
    }
}
