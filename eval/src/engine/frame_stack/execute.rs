//! The inner loop: dispatches instructions of call frames until the outer loop is needed.

use super::call::CallKind;
use super::collections::{attribute, reserved_closure};
use super::frame::{CallFrame, Frame};
use super::{Machine, Next};
use crate::bytecode::{Coercion, Instruction};
use crate::error::{Error, ErrorKind};
use crate::kernel::reentrant::{Arguments, Reentrant};
use crate::kernel::{coerce, operators};
use crate::probe::Probe;
use crate::source::Position;
use crate::value::{Interrupt, MAX_ARITY, Thunk, ThunkState, Value};

/// Why the inner loop cannot go on by itself.
pub(super) enum Exit<'h> {
    /// The current instruction failed.
    Raise(Error<'h>),
    /// The outer loop has to do something; the current frame has been put aside.
    Leave(Next<'h>),
}

type Step<'h> = std::result::Result<(), Exit<'h>>;

impl CallFrame<'_> {
    /// Where the current instruction is blamed; the instruction pointer is one past it.
    pub(super) fn position(&self) -> Position {
        let index = (self.ip as usize).saturating_sub(1);
        self.code.positions.get(index).copied().unwrap_or_default()
    }
}

impl<'h, P: Probe> Machine<'h, P> {
    /// Runs call frames from `current` on.
    pub(super) fn execute(&mut self, mut current: CallFrame<'h>) -> Next<'h> {
        match self.dispatch(&mut current) {
            Exit::Leave(next) => next,
            Exit::Raise(error) => {
                let error = error.at(self.heap, current.position());
                self.frames.push(Frame::Call(current));
                Next::Raise(error)
            }
        }
    }

    /// Dispatches until something interrupts.
    fn dispatch(&mut self, current: &mut CallFrame<'h>) -> Exit<'h> {
        loop {
            let instruction = current.code.instructions[current.ip as usize];
            current.ip += 1;
            self.probe.instruction(instruction.opcode());
            let step = match instruction {
                Instruction::Constant { index } => {
                    self.stack.push(current.code.constants[index as usize]);
                    Ok(())
                }
                Instruction::Local { slot } => {
                    self.stack
                        .push(self.stack[current.base as usize + slot as usize]);
                    Ok(())
                }
                Instruction::Capture { index } => {
                    self.stack.push(current.captures[index as usize].get());
                    Ok(())
                }
                Instruction::LocalForced { slot } => {
                    let value = self.stack[current.base as usize + slot as usize];
                    self.push_forced(current, value)
                }
                Instruction::CaptureForced { index } => {
                    let value = current.captures[index as usize].get();
                    self.push_forced(current, value)
                }
                Instruction::Force => match self.top().resolved() {
                    Value::Thunk(thunk) => self.enter_thunk(current, thunk),
                    value => {
                        self.set_top(value);
                        Ok(())
                    }
                },
                Instruction::MakeThunk { code } => {
                    self.make_thunk(current, code);
                    Ok(())
                }
                Instruction::MakeClosure { code } => {
                    self.make_closure(current, code);
                    Ok(())
                }
                Instruction::ReserveThunk { code } => {
                    let code = current.code.codes[code as usize];
                    let length = code.captures.len();
                    let thunk = Thunk::suspended(self.heap, code, length, |_| Value::Null);
                    self.stack.push(Value::Thunk(thunk));
                    Ok(())
                }
                Instruction::ReserveClosure { code } => {
                    let code = current.code.codes[code as usize];
                    self.stack
                        .push(Value::Closure(reserved_closure(self.heap, code)));
                    Ok(())
                }
                Instruction::FillCaptures { slot } => {
                    self.fill_captures(current, current.base as usize + slot as usize);
                    Ok(())
                }
                Instruction::Slide { count } => {
                    let value = self.pop();
                    self.drop_top(count as usize);
                    self.stack.push(value);
                    Ok(())
                }
                Instruction::Jump { target } => {
                    current.ip = target;
                    Ok(())
                }
                Instruction::JumpIfFalse { target } => self.jump_if(current, false, target),
                Instruction::JumpIfTrue { target } => self.jump_if(current, true, target),
                Instruction::CheckBoolean => match self.top() {
                    Value::Bool(_) => Ok(()),
                    value => {
                        let result = operators::boolean(&self.runtime, value).map(Value::Bool);
                        self.unary(current, result, None)
                    }
                },
                Instruction::Assert { text } => self.assert(current, text),
                Instruction::AssertEqual => {
                    let (left, right) = self.operands();
                    let result = match operators::equal(&self.runtime, left, right) {
                        Ok(true) => Ok(Value::Bool(true)),
                        Ok(false) => Err(Interrupt::Reenter),
                        Err(interrupt) => Err(interrupt),
                    };
                    self.binary(current, result, Some(Reentrant::AssertEqual))
                }
                Instruction::Return => match self.return_value(current) {
                    Some(exit) => Err(exit),
                    None => Ok(()),
                },
                Instruction::Add => self.arithmetic(
                    current,
                    i64::checked_add,
                    operators::add,
                    Some(Reentrant::Add),
                ),
                Instruction::Sub => {
                    self.arithmetic(current, i64::checked_sub, operators::sub, None)
                }
                Instruction::Mul => {
                    self.arithmetic(current, i64::checked_mul, operators::mul, None)
                }
                Instruction::Div => {
                    let (left, right) = self.operands();
                    let result = operators::div(&self.runtime, left, right);
                    self.binary(current, result, None)
                }
                Instruction::Equal => match self.operands() {
                    (Value::Int(a), Value::Int(b)) => {
                        self.replace_operands(Value::Bool(a == b));
                        Ok(())
                    }
                    (left, right) => {
                        let result = operators::equal(&self.runtime, left, right).map(Value::Bool);
                        self.binary(current, result, Some(Reentrant::Equal))
                    }
                },
                Instruction::NotEqual => match self.operands() {
                    (Value::Int(a), Value::Int(b)) => {
                        self.replace_operands(Value::Bool(a != b));
                        Ok(())
                    }
                    (left, right) => {
                        let result =
                            operators::equal(&self.runtime, left, right).map(|e| Value::Bool(!e));
                        self.binary(current, result, Some(Reentrant::NotEqual))
                    }
                },
                Instruction::Less => match self.operands() {
                    (Value::Int(a), Value::Int(b)) => {
                        self.replace_operands(Value::Bool(a < b));
                        Ok(())
                    }
                    (left, right) => {
                        let result = operators::less(&self.runtime, left, right).map(Value::Bool);
                        self.binary(current, result, Some(Reentrant::Less))
                    }
                },
                Instruction::Concat => {
                    let (left, right) = self.operands();
                    let result = operators::concat(&self.runtime, left, right);
                    self.binary(current, result, None)
                }
                Instruction::Update => {
                    let (left, right) = self.operands();
                    let result = operators::update(&self.runtime, left, right);
                    self.binary(current, result, None)
                }
                Instruction::Negate => {
                    let result = operators::negate(&self.runtime, self.top());
                    self.unary(current, result, None)
                }
                Instruction::Not => match self.top() {
                    Value::Bool(value) => {
                        self.set_top(Value::Bool(!value));
                        Ok(())
                    }
                    value => {
                        let result = operators::not(&self.runtime, value);
                        self.unary(current, result, None)
                    }
                },
                Instruction::EarlyAdd => {
                    self.early(current, i64::checked_add, |a, b| a + b);
                    Ok(())
                }
                Instruction::EarlySub => {
                    self.early(current, i64::checked_sub, |a, b| a - b);
                    Ok(())
                }
                Instruction::EarlyMul => {
                    self.early(current, i64::checked_mul, |a, b| a * b);
                    Ok(())
                }
                Instruction::EarlyAddLocal { slot, operand } => {
                    self.early_local(current, slot, i64::from(operand));
                    Ok(())
                }
                Instruction::EarlySubLocal { slot, operand } => {
                    self.early_local(current, slot, -i64::from(operand));
                    Ok(())
                }
                Instruction::EarlySelect { name } => {
                    let subject = self.pop().resolved();
                    if let Value::Attrs(attrs) = subject
                        && let Some(attr) = attrs.get(name)
                        && is_settled(attr.value.resolved())
                    {
                        self.stack.push(attr.value.resolved());
                        current.ip += 1;
                    }
                    Ok(())
                }
                Instruction::MakeList { count } => {
                    self.make_list(count as usize);
                    Ok(())
                }
                Instruction::MakeAttrs { shape } => {
                    self.make_attrs(current.code.shapes[shape as usize]);
                    Ok(())
                }
                Instruction::InsertDynamic => self.insert_dynamic(current.position()),
                Instruction::Select { name } => self.select(current, name),
                Instruction::SelectOrNext { name } => {
                    let subject = self.pop().resolved();
                    self.select_or_next(current, attribute(subject, name));
                    Ok(())
                }
                Instruction::SelectDynamic => {
                    let name = self.pop();
                    match self.attribute_name(name) {
                        Ok(name) => self.select(current, name),
                        Err(exit) => Err(exit),
                    }
                }
                Instruction::SelectDynamicOrNext => {
                    let name = self.pop();
                    let subject = self.pop().resolved();
                    match self.attribute_name(name) {
                        Ok(name) => {
                            self.select_or_next(current, attribute(subject, name));
                            Ok(())
                        }
                        Err(exit) => Err(exit),
                    }
                }
                Instruction::HasAttr { name } => {
                    let found = attribute(self.top().resolved(), name).is_some();
                    self.set_top(Value::Bool(found));
                    Ok(())
                }
                Instruction::HasAttrDynamic => {
                    let name = self.pop();
                    match self.attribute_name(name) {
                        Ok(name) => {
                            let found = attribute(self.top().resolved(), name).is_some();
                            self.set_top(Value::Bool(found));
                            Ok(())
                        }
                        Err(exit) => Err(exit),
                    }
                }
                Instruction::ResolveWith { name, count } => {
                    self.resolve_with(current, name, usize::from(count))
                }
                Instruction::BindFormals => self.bind_formals(current),
                Instruction::Coerce { mode } => self.coerce(current, mode),
                Instruction::ConcatStrings { count } => self.concat_strings(count as usize),
                Instruction::ConcatPath { count } => self.concat_path(count as usize),
                Instruction::Call { count } => self.call(current, count as usize, CallKind::Nested),
                Instruction::TailCall { count } => {
                    self.call(current, count as usize, CallKind::Tail)
                }
                Instruction::RotateRest => {
                    self.stack[current.base as usize..].rotate_right(1);
                    Ok(())
                }
            };
            if let Err(exit) = step {
                return exit;
            }
        }
    }

    #[inline(always)]
    fn top(&self) -> Value<'h> {
        self.stack[self.stack.len() - 1]
    }

    #[inline(always)]
    fn set_top(&mut self, value: Value<'h>) {
        let top = self.stack.len() - 1;
        self.stack[top] = value;
    }

    #[inline(always)]
    fn pop(&mut self) -> Value<'h> {
        match self.stack.pop() {
            Some(value) => value,
            None => unreachable!("the compiler counts the depth of the stack"),
        }
    }

    #[inline(always)]
    fn drop_top(&mut self, count: usize) {
        let length = self.stack.len() - count;
        self.stack.truncate(length);
    }

    /// The two values on top, the lower first.
    #[inline(always)]
    fn operands(&self) -> (Value<'h>, Value<'h>) {
        let length = self.stack.len();
        (self.stack[length - 2], self.stack[length - 1])
    }

    #[inline(always)]
    fn replace_operands(&mut self, value: Value<'h>) {
        self.drop_top(1);
        self.set_top(value);
    }

    /// Pushes a variable's value; where it is still to be evaluated, the thunk, which has a value when the next
    /// instruction sees it.
    #[inline(always)]
    fn push_forced(&mut self, current: &mut CallFrame<'h>, value: Value<'h>) -> Step<'h> {
        let value = value.resolved();
        self.stack.push(value);
        match value {
            Value::Thunk(thunk) => self.enter_thunk(current, thunk),
            _ => Ok(()),
        }
    }

    #[inline(always)]
    fn jump_if(&mut self, current: &mut CallFrame<'h>, wanted: bool, target: u32) -> Step<'h> {
        let condition = match self.top() {
            Value::Bool(condition) => condition,
            value => match operators::boolean(&self.runtime, value) {
                Ok(condition) => condition,
                Err(interrupt) => return self.interrupted(current, interrupt, 1, None),
            },
        };
        self.drop_top(1);
        if condition == wanted {
            current.ip = target;
        }
        Ok(())
    }

    fn assert(&mut self, current: &mut CallFrame<'h>, text: u32) -> Step<'h> {
        match operators::boolean(&self.runtime, self.top()) {
            Ok(true) => {
                self.drop_top(1);
                Ok(())
            }
            Ok(false) => {
                let Value::String(text) = current.code.constants[text as usize] else {
                    unreachable!("the text of an assertion is a string")
                };
                let message = format!("assertion '{}' failed", text.text());
                Err(Exit::Raise(
                    self.runtime.error_of(ErrorKind::Assertion, message),
                ))
            }
            Err(interrupt) => self.interrupted(current, interrupt, 1, None),
        }
    }

    /// Ends the current frame and continues with the one below.
    #[inline(always)]
    fn return_value(&mut self, current: &mut CallFrame<'h>) -> Option<Exit<'h>> {
        let value = self.top().resolved();
        if let Value::Thunk(thunk) = value {
            current.ip -= 1;
            return self.enter_thunk(current, thunk).err();
        }
        self.stack.truncate(current.base as usize);
        if let Some(thunk) = current.update {
            thunk.set(ThunkState::Done(value));
        }
        match self.frames.pop() {
            Some(Frame::Call(frame)) => {
                if current.update.is_none() {
                    self.stack.push(value);
                }
                *current = frame;
                None
            }
            Some(Frame::Generator(frame)) => Some(Exit::Leave(Next::Resume(frame, Ok(value)))),
            None => Some(Exit::Leave(Next::Finished(Ok(value)))),
        }
    }

    #[inline(always)]
    fn arithmetic(
        &mut self,
        current: &mut CallFrame<'h>,
        checked: fn(i64, i64) -> Option<i64>,
        kernel: fn(
            &crate::runtime::Runtime<'h>,
            Value<'h>,
            Value<'h>,
        ) -> std::result::Result<Value<'h>, Interrupt<'h>>,
        operation: Option<Reentrant>,
    ) -> Step<'h> {
        let (left, right) = self.operands();
        if let (Value::Int(a), Value::Int(b)) = (left, right)
            && let Some(result) = checked(a, b)
        {
            self.replace_operands(Value::Int(result));
            return Ok(());
        }
        let result = kernel(&self.runtime, left, right);
        self.binary(current, result, operation)
    }

    /// Takes the outcome of a kernel over the two values on top.
    #[inline(always)]
    fn binary(
        &mut self,
        current: &mut CallFrame<'h>,
        result: std::result::Result<Value<'h>, Interrupt<'h>>,
        operation: Option<Reentrant>,
    ) -> Step<'h> {
        match result {
            Ok(value) => {
                self.replace_operands(value);
                Ok(())
            }
            Err(interrupt) => self.interrupted(current, interrupt, 2, operation),
        }
    }

    /// Takes the outcome of a kernel over the value on top.
    fn unary(
        &mut self,
        current: &mut CallFrame<'h>,
        result: std::result::Result<Value<'h>, Interrupt<'h>>,
        operation: Option<Reentrant>,
    ) -> Step<'h> {
        match result {
            Ok(value) => {
                self.set_top(value);
                Ok(())
            }
            Err(interrupt) => self.interrupted(current, interrupt, 1, operation),
        }
    }

    /// A kernel over the top `count` values did not finish.
    #[cold]
    fn interrupted(
        &mut self,
        current: &mut CallFrame<'h>,
        interrupt: Interrupt<'h>,
        count: usize,
        operation: Option<Reentrant>,
    ) -> Step<'h> {
        let start = self.stack.len() - count;
        match interrupt {
            Interrupt::Error(error) => Err(Exit::Raise(error)),
            Interrupt::Force(operand) => match self.stack[start + operand] {
                Value::Thunk(thunk) => {
                    current.ip -= 1;
                    self.enter_thunk(current, thunk)
                }
                _ => unreachable!("kernels ask for thunks to be forced"),
            },
            Interrupt::Reenter => {
                let Some(operation) = operation else {
                    unreachable!("a kernel gave up without a re-entrant form")
                };
                let mut arguments: Arguments<'h> = [Value::Null; MAX_ARITY];
                arguments[..count].copy_from_slice(&self.stack[start..]);
                self.stack.truncate(start);
                self.leave_for(current, operation, arguments)
            }
        }
    }

    /// Puts the current frame aside and starts a re-entrant operation, whose result is pushed.
    fn leave_for(
        &mut self,
        current: &CallFrame<'h>,
        operation: Reentrant,
        arguments: Arguments<'h>,
    ) -> Step<'h> {
        self.make_room().map_err(Exit::Raise)?;
        self.frames.push(Frame::Call(*current));
        Err(Exit::Leave(Next::Start(
            operation,
            arguments,
            None,
            current.position(),
        )))
    }

    #[inline(always)]
    fn early(
        &mut self,
        current: &mut CallFrame<'h>,
        checked: fn(i64, i64) -> Option<i64>,
        float: fn(f64, f64) -> f64,
    ) {
        let (left, right) = self.operands();
        self.drop_top(2);
        let result = match (left.resolved(), right.resolved()) {
            (Value::Int(a), Value::Int(b)) => checked(a, b).map(Value::Int),
            (Value::Float(a), Value::Float(b)) => Some(Value::Float(float(a, b))),
            _ => None,
        };
        if let Some(value) = result {
            self.stack.push(value);
            current.ip += 1;
        }
    }

    #[inline(always)]
    fn early_local(&mut self, current: &mut CallFrame<'h>, slot: u32, operand: i64) {
        if let Value::Int(number) = self.stack[current.base as usize + slot as usize].resolved()
            && let Some(result) = number.checked_add(operand)
        {
            self.stack.push(Value::Int(result));
            current.ip += 1;
        }
    }

    fn select_or_next(&mut self, current: &mut CallFrame<'h>, found: Option<Value<'h>>) {
        if let Some(value) = found {
            self.stack.push(value);
            current.ip += 1;
        }
    }

    fn coerce(&mut self, current: &mut CallFrame<'h>, mode: Coercion) -> Step<'h> {
        let value = self.top().resolved();
        match (value, mode) {
            (Value::String(_), _) | (Value::Path(_), Coercion::Path) => {
                self.set_top(value);
                Ok(())
            }
            _ => {
                let mode = match mode {
                    Coercion::String => coerce::Mode::Interpolation,
                    Coercion::Path => coerce::Mode::PathPart,
                };
                self.drop_top(1);
                let arguments = [value, Value::Int(mode as i64), Value::Null];
                self.leave_for(current, Reentrant::CoerceToString, arguments)
            }
        }
    }
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
