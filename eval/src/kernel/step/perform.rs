//! Every instruction that an engine leaves to the kernels.

use super::attributes::{
    attribute, attribute_name, insert_dynamic, make_attrs, make_list, resolve_with, select,
};
use super::formals::{
    bind_formals, fill_captures, make_closure, make_thunk, reserved_closure, reserved_thunk,
};
use super::strings::{coerce, concat_path, concat_strings};
use super::{Activation, Pause, Stack, Step};
use crate::bytecode::Instruction;
use crate::error::ErrorKind;
use crate::kernel::expect;
use crate::kernel::operators::{self, Outcome};
use crate::kernel::reentrant::{Arguments, Reentrant};
use crate::runtime::Runtime;
use crate::source::Position;
use crate::value::{Interrupt, MAX_ARITY, Value};

/// Carries out an instruction; the frame's instruction pointer is one past it.
///
/// Calls and returns are the engine's own.
#[inline]
pub fn perform<'h>(
    runtime: &Runtime<'h>,
    stack: &mut Stack<'h>,
    frame: &mut Activation<'h>,
    instruction: Instruction,
) -> Step<'h> {
    let heap = runtime.heap;
    match instruction {
        Instruction::Add { .. }
        | Instruction::Sub
        | Instruction::Mul
        | Instruction::Div
        | Instruction::Concat
        | Instruction::Update
        | Instruction::Equal
        | Instruction::NotEqual
        | Instruction::Less
        | Instruction::AssertEqual => return binary(runtime, stack, frame, instruction),
        Instruction::Negate => {
            let result = operators::negate(runtime, stack.top());
            return unary(stack, result);
        }
        Instruction::Not => {
            let result = operators::not(runtime, stack.top());
            return unary(stack, result);
        }
        Instruction::CheckBoolean => {
            let result = operators::boolean(runtime, stack.top()).map(Value::Bool);
            return unary(stack, result);
        }
        Instruction::Assert { text } => return assert(runtime, stack, frame, text),
        Instruction::JumpIfFalse { target } => {
            return jump_if(runtime, stack, frame, false, target);
        }
        Instruction::JumpIfTrue { target } => {
            return jump_if(runtime, stack, frame, true, target);
        }
        Instruction::Select { name } => return select(runtime, stack, name),
        Instruction::SelectDynamic => {
            let name = attribute_name(runtime, stack.top())?;
            stack.drop_top(1);
            return select(runtime, stack, name);
        }
        Instruction::InsertDynamic => return insert_dynamic(runtime, stack, frame.position()),
        Instruction::ResolveWith { name, count } => {
            return resolve_with(runtime, stack, frame, name, usize::from(count));
        }
        Instruction::BindFormals => return bind_formals(runtime, stack, frame),
        Instruction::Coerce { mode } => return coerce(stack, mode),
        Instruction::ConcatStrings { count } => {
            return concat_strings(runtime, stack, count as usize);
        }
        Instruction::ConcatPath { count } => return concat_path(runtime, stack, count as usize),
        Instruction::LocalForced { slot } => {
            let value = stack[frame.base as usize + slot as usize].resolved();
            stack.push(value);
            return evaluated(value);
        }
        Instruction::CaptureForced { index } => {
            let value = frame.captures[index as usize].get().value().resolved();
            stack.push(value);
            return evaluated(value);
        }
        Instruction::Force => {
            let value = stack.top().resolved();
            stack.set_top(value);
            return evaluated(value);
        }
        Instruction::CheckName => {
            let name = stack.top().resolved();
            expect::expect_string_without_context(runtime, name)?;
            stack.set_top(name);
        }
        Instruction::Constant { index } => stack.push(frame.code.constants[index as usize]),
        Instruction::Local { slot } => {
            let value = stack[frame.base as usize + slot as usize];
            stack.push(value);
        }
        Instruction::Capture { index } => stack.push(frame.captures[index as usize].get().value()),
        Instruction::MakeThunk { code } => make_thunk(heap, stack, frame, code),
        Instruction::MakeClosure { code } => make_closure(heap, stack, frame, code),
        Instruction::ReserveThunk { code } => {
            stack.push(reserved_thunk(heap, frame.code.codes[code as usize]));
        }
        Instruction::ReserveClosure { code } => {
            stack.push(reserved_closure(heap, frame.code.codes[code as usize]));
        }
        Instruction::FillCaptures { slot } => {
            fill_captures(heap, stack, frame, frame.base as usize + slot as usize);
        }
        Instruction::Slide { count } => {
            let value = stack.take();
            stack.drop_top(count as usize);
            stack.push(value);
        }
        Instruction::Jump { target } => frame.ip = target,
        Instruction::MakeList { count } => make_list(heap, stack, count as usize),
        Instruction::MakeAttrs { shape } => {
            make_attrs(heap, stack, frame.code.shapes[shape as usize]);
        }
        Instruction::SelectOrNext { name } => {
            let subject = stack.take().resolved();
            frame.ip += stack.push_found(attribute(subject, name)) as u32;
        }
        Instruction::SelectDynamicOrNext => {
            let name = stack.take();
            let subject = stack.take().resolved();
            let name = attribute_name(runtime, name)?;
            frame.ip += stack.push_found(attribute(subject, name)) as u32;
        }
        Instruction::HasAttr { name } => {
            let found = attribute(stack.top().resolved(), name).is_some();
            stack.set_top(Value::Bool(found));
        }
        Instruction::HasAttrDynamic => {
            let name = attribute_name(runtime, stack.take())?;
            let found = attribute(stack.top().resolved(), name).is_some();
            stack.set_top(Value::Bool(found));
        }
        Instruction::EarlyAdd
        | Instruction::EarlySub
        | Instruction::EarlyMul
        | Instruction::EarlyAddLocal { .. }
        | Instruction::EarlySubLocal { .. }
        | Instruction::EarlySelect { .. } => {
            frame.ip += super::early::perform(stack, frame, instruction) as u32;
        }
        Instruction::RotateRest => stack[frame.base as usize..].rotate_right(1),
        Instruction::Call { .. } | Instruction::TailCall { .. } | Instruction::Return => {
            unreachable!("engines carry out {instruction:?} themselves")
        }
    }
    Ok(())
}

/// The value on top, if it is evaluated.
#[inline(always)]
fn evaluated(value: Value<'_>) -> Step<'_> {
    match value {
        Value::Thunk(thunk) => Err(Pause::Then(thunk, Position::NONE)),
        _ => Ok(()),
    }
}

/// What a binary operator makes of its operands `a` and `b`, which lay on the stack in this order; `position` is where
/// the instruction is blamed.
///
/// [`Interrupt::Force`] counts the operands in the order of the stack; after [`Interrupt::Reenter`] the operation that
/// [`reentrant_form`] names has to run.
#[inline(always)]
pub fn combine<'h>(
    runtime: &Runtime<'h>,
    instruction: Instruction,
    position: Position,
    a: Value<'h>,
    b: Value<'h>,
) -> Outcome<'h> {
    match instruction {
        Instruction::Add { back } => {
            operators::add(runtime, a, b).map_err(|interrupt| match interrupt {
                Interrupt::Error(error) if !is_addable(a.resolved()) => {
                    Interrupt::Error(error.at(runtime.heap, position.back(back)))
                }
                other => other,
            })
        }
        Instruction::Sub => operators::sub(runtime, a, b),
        Instruction::Mul => operators::mul(runtime, a, b),
        Instruction::Div => operators::div(runtime, a, b),
        Instruction::Concat => operators::concat(runtime, a, b),
        // The right side lies below the left one, because it is evaluated first.
        Instruction::Update => {
            operators::update(runtime, b, a).map_err(|interrupt| match interrupt {
                Interrupt::Force(index) => Interrupt::Force(1 - index),
                other => other,
            })
        }
        Instruction::Equal => operators::equal(runtime, a, b).map(Value::Bool),
        Instruction::NotEqual => operators::equal(runtime, a, b).map(|same| Value::Bool(!same)),
        Instruction::Less => operators::less(runtime, a, b).map(Value::Bool),
        Instruction::AssertEqual if operators::equal(runtime, a, b)? => Ok(Value::Bool(true)),
        Instruction::AssertEqual => Err(Interrupt::Reenter),
        _ => unreachable!("{instruction:?} is no binary operator"),
    }
}

/// The operation that runs where an operator calls back into evaluation.
pub fn reentrant_form(instruction: Instruction) -> Reentrant {
    match instruction {
        Instruction::Add { .. } => Reentrant::Add,
        Instruction::Equal => Reentrant::Equal,
        Instruction::NotEqual => Reentrant::NotEqual,
        Instruction::Less => Reentrant::Less,
        Instruction::AssertEqual => Reentrant::AssertEqual,
        _ => unreachable!("{instruction:?} never calls back"),
    }
}

/// `a b -- c`: a binary operator on the two values on top.
#[inline(always)]
pub fn binary<'h>(
    runtime: &Runtime<'h>,
    stack: &mut Stack<'h>,
    frame: &Activation<'h>,
    instruction: Instruction,
) -> Step<'h> {
    let (a, b) = stack.operands();
    match combine(runtime, instruction, frame.position(), a, b) {
        Ok(value) => {
            stack.replace_operands(value);
            Ok(())
        }
        Err(Interrupt::Reenter) => {
            let mut arguments: Arguments<'h> = [Value::Null; MAX_ARITY];
            arguments[0] = a;
            arguments[1] = b;
            stack.drop_top(2);
            Err(Pause::Reenter(reentrant_form(instruction), arguments))
        }
        Err(interrupt) => Err(interrupted(stack, interrupt, 2)),
    }
}

#[inline(always)]
fn unary<'h>(stack: &mut Stack<'h>, result: Outcome<'h>) -> Step<'h> {
    match result {
        Ok(value) => {
            stack.set_top(value);
            Ok(())
        }
        Err(interrupt) => Err(interrupted(stack, interrupt, 1)),
    }
}

/// A kernel over the top `count` values did not finish.
#[cold]
fn interrupted<'h>(stack: &Stack<'h>, interrupt: Interrupt<'h>, count: usize) -> Pause<'h> {
    match interrupt {
        Interrupt::Error(error) => Pause::Raise(error),
        Interrupt::Force(operand) => match stack[stack.len() - count + operand].resolved() {
            Value::Thunk(thunk) => Pause::Again(thunk, Position::NONE),
            _ => unreachable!("kernels ask for thunks to be evaluated"),
        },
        Interrupt::Reenter => unreachable!("a kernel gave up without a re-entrant form"),
    }
}

/// A condition on top of the stack, or what it waits for.
fn boolean_or_pause<'h>(
    runtime: &Runtime<'h>,
    stack: &Stack<'h>,
) -> std::result::Result<bool, Pause<'h>> {
    operators::boolean(runtime, stack.top()).map_err(|interrupt| interrupted(stack, interrupt, 1))
}

fn jump_if<'h>(
    runtime: &Runtime<'h>,
    stack: &mut Stack<'h>,
    frame: &mut Activation<'h>,
    wanted: bool,
    target: u32,
) -> Step<'h> {
    let condition = boolean_or_pause(runtime, stack)?;
    stack.drop_top(1);
    if condition == wanted {
        frame.ip = target;
    }
    Ok(())
}

fn assert<'h>(
    runtime: &Runtime<'h>,
    stack: &mut Stack<'h>,
    frame: &Activation<'h>,
    text: u32,
) -> Step<'h> {
    if boolean_or_pause(runtime, stack)? {
        stack.drop_top(1);
        return Ok(());
    }
    let Value::String(text) = frame.code.constants[text as usize] else {
        unreachable!("the text of an assertion is a string")
    };
    let message = format!("assertion '{}' failed", text.text());
    Err(runtime.error_of(ErrorKind::Assertion, message).into())
}

/// Whether a value can stand on the left of `+` as it is.
fn is_addable(value: Value<'_>) -> bool {
    match value {
        Value::Int(_) | Value::Float(_) | Value::String(_) | Value::Path(_) => true,
        Value::Null
        | Value::Bool(_)
        | Value::List(_)
        | Value::Attrs(_)
        | Value::Closure(_)
        | Value::Builtin(_)
        | Value::Partial(_)
        | Value::Thunk(_) => false,
    }
}
