//! Instructions that are rare, or that rarely take the fast path of the inner loop.

use super::Machine;
use super::Next;
use super::collections::{attribute, reserved_closure, reserved_thunk};
use super::execute::{Exit, Step};
use super::frame::{CallFrame, Frame};
use crate::bytecode::{Coercion, Instruction};
use crate::error::ErrorKind;
use crate::kernel::reentrant::{Arguments, Reentrant};
use crate::kernel::{coerce, expect, operators};
use crate::probe::Probe;
use crate::value::{Interrupt, MAX_ARITY, Value};

impl<'h, P: Probe> Machine<'h, P> {
    /// Carries out an instruction; the frame's instruction pointer is one past it.
    #[inline(never)]
    pub(super) fn perform(
        &mut self,
        current: &mut CallFrame<'h>,
        instruction: Instruction,
    ) -> Step<'h> {
        match instruction {
            Instruction::Add { back } => self.add(current, back),
            Instruction::CheckName => {
                let name = self.top().resolved();
                expect::expect_string(&self.runtime, name).map_err(Exit::Raise)?;
                self.set_top(name);
                Ok(())
            }
            Instruction::Sub => self.operator(current, operators::sub, None),
            Instruction::Mul => self.operator(current, operators::mul, None),
            Instruction::Div => self.operator(current, operators::div, None),
            Instruction::Concat => self.operator(current, operators::concat, None),
            Instruction::Update => {
                let (right, left) = self.operands();
                let result = operators::update(&self.runtime, left, right);
                self.binary(current, result, None)
            }
            Instruction::Equal => {
                self.comparison(current, operators::equal, false, Reentrant::Equal)
            }
            Instruction::NotEqual => {
                self.comparison(current, operators::equal, true, Reentrant::NotEqual)
            }
            Instruction::Less => self.comparison(current, operators::less, false, Reentrant::Less),
            Instruction::AssertEqual => self.assert_equal(current),
            Instruction::Negate => {
                let result = operators::negate(&self.runtime, self.top());
                self.unary(current, result)
            }
            Instruction::Not => {
                let result = operators::not(&self.runtime, self.top());
                self.unary(current, result)
            }
            Instruction::CheckBoolean => {
                let result = operators::boolean(&self.runtime, self.top()).map(Value::Bool);
                self.unary(current, result)
            }
            Instruction::Assert { text } => self.assert(current, text),
            Instruction::ReserveThunk { code } => {
                let code = current.code.codes[code as usize];
                self.stack.push(reserved_thunk(self.heap, code));
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
            Instruction::SelectDynamic => {
                let name = self.pop();
                let name = self.attribute_name(name)?;
                self.select(current, name)
            }
            Instruction::SelectDynamicOrNext => {
                let name = self.pop();
                let subject = self.pop().resolved();
                let name = self.attribute_name(name)?;
                current.ip += self.push_found(attribute(subject, name)) as u32;
                Ok(())
            }
            Instruction::HasAttr { name } => {
                let found = attribute(self.top().resolved(), name).is_some();
                self.set_top(Value::Bool(found));
                Ok(())
            }
            Instruction::HasAttrDynamic => {
                let name = self.pop();
                let name = self.attribute_name(name)?;
                let found = attribute(self.top().resolved(), name).is_some();
                self.set_top(Value::Bool(found));
                Ok(())
            }
            Instruction::ResolveWith { name, count } => {
                self.resolve_with(current, name, usize::from(count))
            }
            Instruction::BindFormals => self.bind_formals(current),
            Instruction::Coerce { mode } => self.coerce(current, mode),
            Instruction::ConcatStrings { count } => self.concat_strings(count as usize),
            Instruction::ConcatPath { count } => self.concat_path(count as usize),
            Instruction::RotateRest => {
                self.stack[current.base as usize..].rotate_right(1);
                Ok(())
            }
            Instruction::Constant { .. }
            | Instruction::Local { .. }
            | Instruction::Capture { .. }
            | Instruction::LocalForced { .. }
            | Instruction::CaptureForced { .. }
            | Instruction::Force
            | Instruction::MakeThunk { .. }
            | Instruction::MakeClosure { .. }
            | Instruction::Slide { .. }
            | Instruction::Jump { .. }
            | Instruction::JumpIfFalse { .. }
            | Instruction::JumpIfTrue { .. }
            | Instruction::Return
            | Instruction::EarlyAdd
            | Instruction::EarlySub
            | Instruction::EarlyMul
            | Instruction::EarlyAddLocal { .. }
            | Instruction::EarlySubLocal { .. }
            | Instruction::EarlySelect { .. }
            | Instruction::SelectOrNext { .. }
            | Instruction::Call { .. }
            | Instruction::TailCall { .. } => {
                unreachable!("the inner loop carries out {instruction:?} itself")
            }
        }
    }

    fn add(&mut self, current: &mut CallFrame<'h>, back: u32) -> Step<'h> {
        let (left, right) = self.operands();
        let result =
            operators::add(&self.runtime, left, right).map_err(|interrupt| match interrupt {
                Interrupt::Error(error) if !is_addable(left.resolved()) => {
                    let position = current.position().back(back);
                    Interrupt::Error(error.at(self.heap, position))
                }
                other => other,
            });
        self.binary(current, result, Some(Reentrant::Add))
    }

    fn operator(
        &mut self,
        current: &mut CallFrame<'h>,
        kernel: Kernel<'h, Value<'h>>,
        operation: Option<Reentrant>,
    ) -> Step<'h> {
        let (left, right) = self.operands();
        let result = kernel(&self.runtime, left, right);
        self.binary(current, result, operation)
    }

    fn comparison(
        &mut self,
        current: &mut CallFrame<'h>,
        kernel: Kernel<'h, bool>,
        negated: bool,
        operation: Reentrant,
    ) -> Step<'h> {
        let (left, right) = self.operands();
        let result = kernel(&self.runtime, left, right);
        self.binary(
            current,
            result.map(|holds| Value::Bool(holds != negated)),
            Some(operation),
        )
    }

    fn assert_equal(&mut self, current: &mut CallFrame<'h>) -> Step<'h> {
        let (left, right) = self.operands();
        let result = match operators::equal(&self.runtime, left, right) {
            Ok(true) => Ok(Value::Bool(true)),
            Ok(false) => Err(Interrupt::Reenter),
            Err(interrupt) => Err(interrupt),
        };
        self.binary(current, result, Some(Reentrant::AssertEqual))
    }

    /// A jump whose condition is no boolean yet.
    #[inline(never)]
    pub(super) fn jump_if(
        &mut self,
        current: &mut CallFrame<'h>,
        wanted: bool,
        target: u32,
    ) -> Step<'h> {
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

    /// Takes the outcome of a kernel over the two values on top.
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
    ) -> Step<'h> {
        match result {
            Ok(value) => {
                self.set_top(value);
                Ok(())
            }
            Err(interrupt) => self.interrupted(current, interrupt, 1, None),
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
        Err(self.leave(Next::Start(operation, arguments, None, current.position())))
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

/// A kernel of two operands.
type Kernel<'h, T> =
    fn(&crate::runtime::Runtime<'h>, Value<'h>, Value<'h>) -> std::result::Result<T, Interrupt<'h>>;
