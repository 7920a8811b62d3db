//! The inner loop: dispatches instructions of call frames until the outer loop is needed.

use super::call::Placement;
use super::frame::{CallFrame, Frame, TRAVERSAL};
use super::generator::Work;
use super::switches::Switches;
use super::{Machine, Next};
use crate::bytecode::Instruction;
use crate::error::Error;
use crate::heap::Heap;
use crate::kernel::reentrant::{Arguments, Reentrant};
use crate::kernel::step::{self, Pause, attribute, early};
use crate::planted;
use crate::probe::{Found, FrameEvent, Probe, probe};
use crate::source::Position;
use crate::value::Value;
use std::hint::cold_path;

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

impl<'h, P: Probe, S: Switches> Machine<'h, P, S> {
    /// Runs call frames from `current` on.
    pub(super) fn execute(&mut self, mut current: CallFrame<'h>) -> Next<'h> {
        match self.dispatch(&mut current) {
            Exit::Leave => std::mem::replace(&mut self.next, Next::Idle),
            Exit::Raise(error) => match self.give_up(&current, error) {
                Ok(current) => Next::Enter(current),
                Err(error) => Next::Raise(error),
            },
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
        let mut ip = current.next() as usize;
        let mut base = current.base as usize;
        macro_rules! reload {
            () => {
                instructions = current.code.instructions;
                ip = current.next() as usize;
                base = current.base as usize;
            };
        }
        // Does what reads or replaces the frame, and goes on with what is then the current one.
        macro_rules! leave {
            ($step:expr) => {{
                current.ip = ip as u32;
                if let Err(exit) = $step {
                    cold_path();
                    return exit;
                }
                reload!();
                continue;
            }};
        }
        loop {
            let instruction = instructions[ip];
            ip += 1;
            probe!(self, instruction(instruction.opcode()));
            let (thunk, blamed) = match instruction {
                Instruction::Constant { index } => {
                    self.stack.push(current.code.constants[index as usize]);
                    continue;
                }
                Instruction::Local { slot } => {
                    let value = self.stack[base + slot as usize];
                    self.stack.push(value);
                    continue;
                }
                Instruction::Capture { index } => {
                    let value = current.captures[index as usize].get().value();
                    self.stack.push(value);
                    continue;
                }
                Instruction::LocalForced { slot } => {
                    let value = self.stack[base + slot as usize].resolved();
                    self.stack.push(value);
                    let Value::Thunk(thunk) = value else {
                        probe!(self, force(Found::Value));
                        continue;
                    };
                    (thunk, Position::NONE)
                }
                Instruction::CaptureForced { index } => {
                    let value = current.captures[index as usize].get().value().resolved();
                    self.stack.push(value);
                    let Value::Thunk(thunk) = value else {
                        probe!(self, force(Found::Value));
                        continue;
                    };
                    (thunk, Position::NONE)
                }
                Instruction::Force => {
                    let value = self.stack.top().resolved();
                    let Value::Thunk(thunk) = value else {
                        probe!(self, force(Found::Value));
                        self.stack.set_top(value);
                        continue;
                    };
                    (thunk, Position::NONE)
                }
                Instruction::MakeThunk { code } => {
                    step::make_thunk(self.heap, &mut self.stack, current, code);
                    continue;
                }
                Instruction::MakeClosure { code } => {
                    step::make_closure(self.heap, &mut self.stack, current, code);
                    continue;
                }
                Instruction::Slide { count } => {
                    let value = self.stack.take();
                    self.stack.drop_top(count as usize);
                    self.stack.push(value);
                    continue;
                }
                Instruction::Jump { target } => {
                    ip = target as usize;
                    continue;
                }
                Instruction::JumpIfFalse { target } => {
                    planted::opcode();
                    if let Value::Bool(condition) = self.stack.top() {
                        self.stack.drop_top(1);
                        if !condition {
                            ip = target as usize;
                        }
                        continue;
                    }
                    cold_path();
                    leave!(self.perform(current, instruction))
                }
                Instruction::JumpIfTrue { target } => {
                    if let Value::Bool(condition) = self.stack.top() {
                        self.stack.drop_top(1);
                        if condition {
                            ip = target as usize;
                        }
                        continue;
                    }
                    cold_path();
                    leave!(self.perform(current, instruction))
                }
                Instruction::Return => {
                    let value = self.stack.top().resolved();
                    if let Value::Thunk(thunk) = value {
                        ip -= 1;
                        (thunk, Position::NONE)
                    } else {
                        leave!(self.return_value(current, value))
                    }
                }
                Instruction::Add { .. } => {
                    if self.integers(i64::checked_add) {
                        continue;
                    }
                    cold_path();
                    leave!(self.operate(current, instruction))
                }
                Instruction::Sub => {
                    if self.integers(i64::checked_sub) {
                        continue;
                    }
                    cold_path();
                    leave!(self.operate(current, instruction))
                }
                Instruction::Mul => {
                    if self.integers(i64::checked_mul) {
                        continue;
                    }
                    cold_path();
                    leave!(self.operate(current, instruction))
                }
                Instruction::Equal => {
                    if self.compare_settled(true) {
                        continue;
                    }
                    leave!(self.operate(current, instruction))
                }
                Instruction::NotEqual => {
                    if self.compare_settled(false) {
                        continue;
                    }
                    leave!(self.operate(current, instruction))
                }
                Instruction::Less => {
                    if self.compare_integers(|a, b| a < b) {
                        continue;
                    }
                    leave!(self.operate(current, instruction))
                }
                Instruction::Not => {
                    if let Value::Bool(value) = self.stack.top() {
                        self.stack.set_top(Value::Bool(!value));
                        continue;
                    }
                    cold_path();
                    leave!(self.perform(current, instruction))
                }
                Instruction::EarlyAdd => {
                    ip += early::arithmetic(&mut self.stack, i64::checked_add, |a, b| a + b);
                    continue;
                }
                Instruction::EarlySub => {
                    ip += early::arithmetic(&mut self.stack, i64::checked_sub, |a, b| a - b);
                    continue;
                }
                Instruction::EarlyMul => {
                    ip += early::arithmetic(&mut self.stack, i64::checked_mul, |a, b| a * b);
                    continue;
                }
                Instruction::EarlyAddLocal { slot, operand } => {
                    ip += early::local(&mut self.stack, base + slot as usize, i64::from(operand));
                    continue;
                }
                Instruction::EarlySubLocal { slot, operand } => {
                    ip += early::local(&mut self.stack, base + slot as usize, -i64::from(operand));
                    continue;
                }
                Instruction::EarlySelect { name } => {
                    ip += early::selection(&mut self.stack, name);
                    continue;
                }
                Instruction::SelectOrNext { name } => {
                    let subject = self.stack.take().resolved();
                    ip += self.stack.push_found(attribute(subject, name));
                    continue;
                }
                Instruction::Select { name } => {
                    let subject = self.stack.top().resolved();
                    if let Value::Attrs(attrs) = subject
                        && let Some(attr) = attrs.get(name)
                    {
                        let value = attr.value.resolved();
                        self.stack.set_top(value);
                        let Value::Thunk(thunk) = value else {
                            probe!(self, force(Found::Value));
                            continue;
                        };
                        (thunk, attr.position)
                    } else {
                        cold_path();
                        leave!(self.perform(current, instruction))
                    }
                }
                Instruction::Call { count } => {
                    leave!(self.call(current, count as usize, Placement::Nested))
                }
                Instruction::TailCall { count } => {
                    leave!(self.call(current, count as usize, Placement::Tail))
                }
                Instruction::Update | Instruction::Concat | Instruction::Div => {
                    leave!(self.operate(current, instruction))
                }
                Instruction::HasAttr { name } => {
                    let found = attribute(self.stack.top().resolved(), name).is_some();
                    self.stack.set_top(Value::Bool(found));
                    continue;
                }
                Instruction::MakeList { count } => {
                    step::make_list(self.heap, &mut self.stack, count as usize);
                    continue;
                }
                Instruction::MakeAttrs { shape } => {
                    let shape = current.code.shapes[shape as usize];
                    step::make_attrs(self.heap, &mut self.stack, shape);
                    continue;
                }
                Instruction::FillCaptures { slot } => {
                    let index = base + slot as usize;
                    step::fill_captures(self.heap, &mut self.stack, current, index);
                    continue;
                }
                Instruction::BindFormals => {
                    current.ip = ip as u32;
                    match step::bind_formals(&self.runtime, &mut self.stack, current) {
                        Ok(()) => continue,
                        Err(pause) => {
                            cold_path();
                            leave!(self.pause(current, pause))
                        }
                    }
                }
                Instruction::ResolveWith { name, count } => {
                    current.ip = ip as u32;
                    let count = usize::from(count);
                    match step::resolve_with(&self.runtime, &mut self.stack, current, name, count) {
                        Ok(()) => continue,
                        Err(pause) => {
                            cold_path();
                            leave!(self.pause(current, pause))
                        }
                    }
                }
                Instruction::Coerce { mode } => match step::coerce(&mut self.stack, mode) {
                    Ok(()) => continue,
                    Err(pause) => {
                        cold_path();
                        leave!(self.pause(current, pause))
                    }
                },
                Instruction::ConcatStrings { count } => {
                    let count = count as usize;
                    match step::concat_strings(&self.runtime, &mut self.stack, count) {
                        Ok(()) => continue,
                        Err(pause) => {
                            cold_path();
                            leave!(self.pause(current, pause))
                        }
                    }
                }
                Instruction::ReserveThunk { .. }
                | Instruction::ReserveClosure { .. }
                | Instruction::CheckBoolean
                | Instruction::Assert { .. }
                | Instruction::AssertEqual
                | Instruction::CheckName
                | Instruction::Negate
                | Instruction::InsertDynamic
                | Instruction::SelectDynamic
                | Instruction::SelectDynamicOrNext
                | Instruction::HasAttrDynamic
                | Instruction::ConcatPath { .. }
                | Instruction::RotateRest => {
                    cold_path();
                    leave!(self.perform(current, instruction))
                }
            };
            current.ip = ip as u32;
            if S::INLINE_FORCE
                && !self.frames.is_full()
                && let Some((code, captures)) = thunk.start()
            {
                self.tell_begun();
                self.put_aside(Frame::Call(*current));
                base = self.stack.len();
                *current = CallFrame::new(code, captures, base as u32, Some(thunk));
                instructions = code.instructions;
                ip = 0;
                continue;
            }
            if let Err(exit) = self.enter_thunk(current, thunk) {
                return exit.at(self.heap, blamed);
            }
            reload!();
        }
    }

    /// Leaves an instruction to the kernels.
    #[inline(never)]
    fn perform(&mut self, current: &mut CallFrame<'h>, instruction: Instruction) -> Step<'h> {
        step::perform(&self.runtime, &mut self.stack, current, instruction)
            .or_else(|pause| self.pause(current, pause))
    }

    /// Leaves a binary operator to the kernels.
    #[inline(never)]
    fn operate(&mut self, current: &mut CallFrame<'h>, instruction: Instruction) -> Step<'h> {
        if !S::RESTARTABLE_OPERATORS
            && let Some(operation) = binary_operation(instruction)
        {
            return self.operate_apart(current, operation);
        }
        step::binary(&self.runtime, &mut self.stack, current, instruction)
            .or_else(|pause| self.pause(current, pause))
    }

    /// Waits for what an instruction waits for.
    #[inline(never)]
    pub(super) fn pause(&mut self, current: &mut CallFrame<'h>, pause: Pause<'h>) -> Step<'h> {
        match pause {
            Pause::Raise(error) => Err(Exit::Raise(error)),
            Pause::Again(thunk, position) => {
                let position = position.or(current.position());
                current.ip -= 1;
                self.enter_thunk(current, thunk)
                    .map_err(|exit| exit.at(self.heap, position))
            }
            Pause::Then(thunk, position) => self
                .enter_thunk(current, thunk)
                .map_err(|exit| exit.at(self.heap, position)),
            Pause::Reenter(operation, arguments) => self.leave_for(current, operation, arguments),
        }
    }

    /// Runs a binary operator as a generator.
    fn operate_apart(&mut self, current: &CallFrame<'h>, operation: Reentrant) -> Step<'h> {
        let (left, right) = self.stack.operands();
        self.stack.drop_top(2);
        self.leave_for(current, operation, [left, right, Value::Null])
    }

    /// Puts the current frame aside and starts a re-entrant operation, whose result is pushed.
    pub(super) fn leave_for(
        &mut self,
        current: &CallFrame<'h>,
        operation: Reentrant,
        arguments: Arguments<'h>,
    ) -> Step<'h> {
        self.make_room().map_err(Exit::Raise)?;
        self.put_aside(Frame::Call(*current));
        let work = Work::Operation(operation);
        Err(self.leave(Next::Start(work, arguments, current.position())))
    }

    /// Ends the current frame and continues with the one below.
    #[inline(always)]
    fn return_value(&mut self, current: &mut CallFrame<'h>, value: Value<'h>) -> Step<'h> {
        self.stack.truncate(current.base as usize);
        if let Some(thunk) = current.update {
            thunk.finish(self.heap, value);
        }
        probe!(
            self,
            frame(current.kind(), FrameEvent::Pop, self.frames.len())
        );
        let is_pushed = current.update.is_none();
        if self.resume_call(current) {
            if is_pushed {
                self.stack.push(value);
            }
            return Ok(());
        }
        self.stack.push(value);
        self.return_below(current)
    }

    /// Makes the frame on top the current one, if it is a call frame of the top segment.
    #[inline(always)]
    pub(super) fn resume_call(&mut self, current: &mut CallFrame<'h>) -> bool {
        // Copied from where it lies: through an `Option<Frame>` it would be moved twice.
        let Some(Frame::Call(frame)) = self.frames.top() else {
            return false;
        };
        *current = *frame;
        self.frames.drop_top();
        probe!(
            self,
            frame(current.kind(), FrameEvent::Resume, self.frames.len())
        );
        true
    }

    /// Continues with what is below if that is no call frame of the same segment.
    #[inline(never)]
    fn return_below(&mut self, current: &mut CallFrame<'h>) -> Step<'h> {
        let value = self.stack.take();
        match self.take_up() {
            Some(Frame::Call(frame)) => {
                if current.update.is_none() {
                    self.stack.push(value);
                }
                *current = frame;
                Ok(())
            }
            Some(Frame::Generator(frame)) if frame.slot == TRAVERSAL => {
                let next = self.resume_traversal(frame, Ok(value));
                self.go_on(current, next)
            }
            Some(Frame::Generator(frame)) => Err(self.leave(Next::Resume(frame, Ok(value)))),
            None => Err(self.leave(Next::Finished(Ok(value)))),
        }
    }
}

/// The operation of an operator that a machine without restartable operators runs as a generator.
fn binary_operation(instruction: Instruction) -> Option<Reentrant> {
    match instruction {
        Instruction::Add { .. }
        | Instruction::Equal
        | Instruction::NotEqual
        | Instruction::Less => Some(step::reentrant_form(instruction)),
        _ => None,
    }
}
