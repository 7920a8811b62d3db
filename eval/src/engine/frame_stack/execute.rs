//! The inner loop: dispatches instructions of call frames until the outer loop is needed.

use super::call::CallKind;
use super::collections::attribute;
use super::frame::{CallFrame, Frame};
use super::{Machine, Next};
use crate::bytecode::Instruction;
use crate::error::Error;
use crate::heap::Heap;
use crate::probe::Probe;
use crate::source::Position;
use crate::symbol::Symbol;
use crate::value::{ThunkState, Value};

/// Why the inner loop cannot go on by itself.
pub(super) enum Exit<'h> {
    /// The current instruction failed.
    Raise(Error<'h>),
    /// The outer loop has to do [`Machine::next`]; the current frame has been put aside.
    Leave,
}

impl<'h> Exit<'h> {
    /// The exit, an error blamed on `position` if it is not blamed on anything yet.
    #[cold]
    pub(super) fn at(self, heap: &'h Heap, position: Position) -> Self {
        match self {
            Self::Raise(error) => Self::Raise(error.at(heap, position)),
            Self::Leave => Self::Leave,
        }
    }
}

pub(super) type Step<'h> = std::result::Result<(), Exit<'h>>;

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
            Exit::Leave => std::mem::replace(&mut self.next, Next::Idle),
            Exit::Raise(error) => {
                let error = error.at(self.heap, current.position());
                self.frames.push(Frame::Call(current));
                Next::Raise(error)
            }
        }
    }

    /// Leaves the inner loop for a step of the outer one.
    #[cold]
    pub(super) fn leave(&mut self, next: Next<'h>) -> Exit<'h> {
        self.next = next;
        Exit::Leave
    }

    /// Dispatches until something interrupts.
    ///
    /// The hot fields of the current frame live in locals; whatever else reads or replaces the frame gets them written
    /// back before ([`CallFrame::ip`]) and finds them read again after.
    #[inline(never)]
    fn dispatch(&mut self, current: &mut CallFrame<'h>) -> Exit<'h> {
        let mut instructions = current.code.instructions;
        let mut ip = current.ip as usize;
        let mut base = current.base as usize;
        loop {
            let instruction = instructions[ip];
            ip += 1;
            self.probe.instruction(instruction.opcode());
            let step = match instruction {
                Instruction::Constant { index } => {
                    self.stack.push(current.code.constants[index as usize]);
                    continue;
                }
                Instruction::Local { slot } => {
                    self.stack.push(self.stack[base + slot as usize]);
                    continue;
                }
                Instruction::Capture { index } => {
                    self.stack.push(current.captures[index as usize].get());
                    continue;
                }
                Instruction::LocalForced { slot } => {
                    let value = self.stack[base + slot as usize].resolved();
                    self.stack.push(value);
                    let Value::Thunk(thunk) = value else { continue };
                    current.ip = ip as u32;
                    self.enter_thunk(current, thunk)
                }
                Instruction::CaptureForced { index } => {
                    let value = current.captures[index as usize].get().resolved();
                    self.stack.push(value);
                    let Value::Thunk(thunk) = value else { continue };
                    current.ip = ip as u32;
                    self.enter_thunk(current, thunk)
                }
                Instruction::Force => {
                    let value = self.top().resolved();
                    let Value::Thunk(thunk) = value else {
                        self.set_top(value);
                        continue;
                    };
                    current.ip = ip as u32;
                    self.enter_thunk(current, thunk)
                }
                Instruction::MakeThunk { code } => {
                    self.make_thunk(current, code);
                    continue;
                }
                Instruction::MakeClosure { code } => {
                    self.make_closure(current, code);
                    continue;
                }
                Instruction::Slide { count } => {
                    let value = self.pop();
                    self.drop_top(count as usize);
                    self.stack.push(value);
                    continue;
                }
                Instruction::Jump { target } => {
                    ip = target as usize;
                    continue;
                }
                Instruction::JumpIfFalse { target } => {
                    if let Value::Bool(condition) = self.top() {
                        self.drop_top(1);
                        if !condition {
                            ip = target as usize;
                        }
                        continue;
                    }
                    current.ip = ip as u32;
                    self.jump_if(current, false, target)
                }
                Instruction::JumpIfTrue { target } => {
                    if let Value::Bool(condition) = self.top() {
                        self.drop_top(1);
                        if condition {
                            ip = target as usize;
                        }
                        continue;
                    }
                    current.ip = ip as u32;
                    self.jump_if(current, true, target)
                }
                Instruction::Return => {
                    current.ip = ip as u32;
                    self.return_value(current)
                }
                Instruction::Add { .. } => {
                    if self.integers(i64::checked_add) {
                        continue;
                    }
                    current.ip = ip as u32;
                    self.perform(current, instruction)
                }
                Instruction::Sub => {
                    if self.integers(i64::checked_sub) {
                        continue;
                    }
                    current.ip = ip as u32;
                    self.perform(current, instruction)
                }
                Instruction::Mul => {
                    if self.integers(i64::checked_mul) {
                        continue;
                    }
                    current.ip = ip as u32;
                    self.perform(current, instruction)
                }
                Instruction::Equal => {
                    if self.compare_integers(|a, b| a == b) {
                        continue;
                    }
                    current.ip = ip as u32;
                    self.perform(current, instruction)
                }
                Instruction::NotEqual => {
                    if self.compare_integers(|a, b| a != b) {
                        continue;
                    }
                    current.ip = ip as u32;
                    self.perform(current, instruction)
                }
                Instruction::Less => {
                    if self.compare_integers(|a, b| a < b) {
                        continue;
                    }
                    current.ip = ip as u32;
                    self.perform(current, instruction)
                }
                Instruction::Not => {
                    if let Value::Bool(value) = self.top() {
                        self.set_top(Value::Bool(!value));
                        continue;
                    }
                    current.ip = ip as u32;
                    self.perform(current, instruction)
                }
                Instruction::EarlyAdd => {
                    ip += self.early(i64::checked_add, |a, b| a + b);
                    continue;
                }
                Instruction::EarlySub => {
                    ip += self.early(i64::checked_sub, |a, b| a - b);
                    continue;
                }
                Instruction::EarlyMul => {
                    ip += self.early(i64::checked_mul, |a, b| a * b);
                    continue;
                }
                Instruction::EarlyAddLocal { slot, operand } => {
                    ip += self.early_local(base + slot as usize, i64::from(operand));
                    continue;
                }
                Instruction::EarlySubLocal { slot, operand } => {
                    ip += self.early_local(base + slot as usize, -i64::from(operand));
                    continue;
                }
                Instruction::EarlySelect { name } => {
                    ip += self.early_select(name);
                    continue;
                }
                Instruction::SelectOrNext { name } => {
                    let subject = self.pop().resolved();
                    ip += self.push_found(attribute(subject, name));
                    continue;
                }
                Instruction::Select { name } => {
                    current.ip = ip as u32;
                    self.select(current, name)
                }
                Instruction::Call { count } => {
                    current.ip = ip as u32;
                    self.call(current, count as usize, CallKind::Nested)
                }
                Instruction::TailCall { count } => {
                    current.ip = ip as u32;
                    self.call(current, count as usize, CallKind::Tail)
                }
                Instruction::ReserveThunk { .. }
                | Instruction::ReserveClosure { .. }
                | Instruction::FillCaptures { .. }
                | Instruction::CheckBoolean
                | Instruction::Assert { .. }
                | Instruction::AssertEqual
                | Instruction::Div
                | Instruction::CheckName
                | Instruction::Concat
                | Instruction::Update
                | Instruction::Negate
                | Instruction::MakeList { .. }
                | Instruction::MakeAttrs { .. }
                | Instruction::InsertDynamic
                | Instruction::SelectDynamic
                | Instruction::SelectDynamicOrNext
                | Instruction::HasAttr { .. }
                | Instruction::HasAttrDynamic
                | Instruction::ResolveWith { .. }
                | Instruction::BindFormals
                | Instruction::Coerce { .. }
                | Instruction::ConcatStrings { .. }
                | Instruction::ConcatPath { .. }
                | Instruction::RotateRest => {
                    current.ip = ip as u32;
                    self.perform(current, instruction)
                }
            };
            if let Err(exit) = step {
                return exit;
            }
            instructions = current.code.instructions;
            ip = current.ip as usize;
            base = current.base as usize;
        }
    }

    #[inline(always)]
    pub(super) fn top(&self) -> Value<'h> {
        self.stack[self.stack.len() - 1]
    }

    #[inline(always)]
    pub(super) fn set_top(&mut self, value: Value<'h>) {
        let top = self.stack.len() - 1;
        self.stack[top] = value;
    }

    #[inline(always)]
    pub(super) fn pop(&mut self) -> Value<'h> {
        match self.stack.pop() {
            Some(value) => value,
            None => unreachable!("the compiler counts the depth of the stack"),
        }
    }

    #[inline(always)]
    pub(super) fn drop_top(&mut self, count: usize) {
        let length = self.stack.len() - count;
        self.stack.truncate(length);
    }

    /// The two values on top, the lower first.
    #[inline(always)]
    pub(super) fn operands(&self) -> (Value<'h>, Value<'h>) {
        let length = self.stack.len();
        (self.stack[length - 2], self.stack[length - 1])
    }

    #[inline(always)]
    pub(super) fn replace_operands(&mut self, value: Value<'h>) {
        self.drop_top(1);
        self.set_top(value);
    }

    /// Ends the current frame and continues with the one below.
    #[inline(always)]
    fn return_value(&mut self, current: &mut CallFrame<'h>) -> Step<'h> {
        let value = self.top().resolved();
        if let Value::Thunk(thunk) = value {
            current.ip -= 1;
            return self.enter_thunk(current, thunk);
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
                Ok(())
            }
            Some(Frame::Generator(frame)) => Err(self.leave(Next::Resume(frame, Ok(value)))),
            None => Err(self.leave(Next::Finished(Ok(value)))),
        }
    }

    /// Replaces two integers on top by what `compute` makes of them, if it can.
    #[inline(always)]
    fn integers(&mut self, compute: fn(i64, i64) -> Option<i64>) -> bool {
        if let (Value::Int(a), Value::Int(b)) = self.operands()
            && let Some(result) = compute(a, b)
        {
            self.replace_operands(Value::Int(result));
            return true;
        }
        false
    }

    /// Replaces two integers on top by their comparison, if they are integers.
    #[inline(always)]
    fn compare_integers(&mut self, compare: fn(i64, i64) -> bool) -> bool {
        if let (Value::Int(a), Value::Int(b)) = self.operands() {
            self.replace_operands(Value::Bool(compare(a, b)));
            return true;
        }
        false
    }

    /// Drops two values and pushes what becomes of them where both are evaluated numbers; the instructions to skip.
    #[inline(always)]
    fn early(&mut self, checked: fn(i64, i64) -> Option<i64>, float: fn(f64, f64) -> f64) -> usize {
        let (left, right) = self.operands();
        self.drop_top(2);
        self.push_found(match (left.resolved(), right.resolved()) {
            (Value::Int(a), Value::Int(b)) => checked(a, b).map(Value::Int),
            (Value::Float(a), Value::Float(b)) => Some(Value::Float(float(a, b))),
            _ => None,
        })
    }

    /// Pushes the sum of an evaluated integer on the stack and `operand`; the instructions to skip.
    #[inline(always)]
    fn early_local(&mut self, index: usize, operand: i64) -> usize {
        let found = match self.stack[index].resolved() {
            Value::Int(number) => number.checked_add(operand).map(Value::Int),
            _ => None,
        };
        self.push_found(found)
    }

    /// Replaces an evaluated set by its attribute where that is evaluated and no function, else drops it; the instructions to skip.
    #[inline(always)]
    fn early_select(&mut self, name: Symbol) -> usize {
        let found = attribute(self.pop().resolved(), name).map(Value::resolved);
        self.push_found(found.filter(|value| is_settled(*value)))
    }

    /// Pushes a value that was found; the instructions to skip.
    #[inline(always)]
    pub(super) fn push_found(&mut self, found: Option<Value<'h>>) -> usize {
        match found {
            Some(value) => {
                self.stack.push(value);
                1
            }
            None => 0,
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
