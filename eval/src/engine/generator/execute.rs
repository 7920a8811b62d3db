//! Call frames: instructions until the frame ends or has to wait.

use super::frame::{CallFrame, Frame};
use super::{Machine, Task, functions};
use crate::bytecode::{Code, Instruction};
use crate::error::{Error, Result};
use crate::kernel::coerce::Mode;
use crate::kernel::step::{Activation, Pause, Plan, perform, plan_call, scope_positions};
use crate::kernel::trace;
use crate::probe::{CalleeKind, Found, FrameEvent, FrameKind, Probe, probe};
use crate::source::Position;
use crate::symbol::Symbol;
use crate::value::{Captures, Value};

/// Whether a call frame goes on.
enum Flow<'h> {
    /// With its next instruction.
    Next,
    /// It has been put back on the frame stack, or has ended.
    Left,
    /// It has been put back on the frame stack, and what should have begun above it failed.
    Failed(Error<'h>),
}

/// What comes of an instruction: an error is the frame's own.
type Step<'h> = Result<'h, Flow<'h>>;

impl<'h, P: Probe> Machine<'h, P> {
    /// Runs a call frame until it ends or waits for frames above it.
    pub(super) fn execute(&mut self, mut frame: CallFrame<'h>) -> Result<'h, ()> {
        // It has run before, or has been asked to.
        if frame.activation.ip > 0 || frame.discard {
            probe!(
                self,
                frame(frame.kind, FrameEvent::Resume, self.frames.len())
            );
        }
        if frame.discard {
            self.stack.drop_top(1);
            frame.discard = false;
        }
        loop {
            let instruction = frame.activation.code.instructions[frame.activation.ip as usize];
            frame.activation.ip += 1;
            probe!(self, instruction(instruction.opcode()));
            match self.instruction(&mut frame, instruction) {
                Ok(Flow::Next) => {}
                Ok(Flow::Left) => return Ok(()),
                Ok(Flow::Failed(error)) => return Err(error),
                Err(error) => return Err(self.leave_failed(&frame, error)),
            }
        }
    }

    fn instruction(&mut self, frame: &mut CallFrame<'h>, instruction: Instruction) -> Step<'h> {
        let position = frame.activation.position();
        match instruction {
            Instruction::LocalForced { slot } => {
                let value = self.stack[frame.activation.base as usize + slot as usize];
                Ok(self.force_or_push(frame, value, position))
            }
            Instruction::CaptureForced { index } => {
                let value = frame.activation.captures[index as usize].get().value();
                Ok(self.force_or_push(frame, value, position))
            }
            Instruction::Force => {
                let value = self.stack.take();
                Ok(self.force_or_push(frame, value, position))
            }
            Instruction::Add { .. }
            | Instruction::Equal
            | Instruction::NotEqual
            | Instruction::Less
            | Instruction::AssertEqual => {
                let task = Task::at(position, self.stack.len() - 2);
                Ok(self.wait(frame, |machine| {
                    machine.spawn(task, |host| functions::operate(host, instruction, position))
                }))
            }
            Instruction::Coerce { mode } => {
                let task = Task::at(position, self.stack.len() - 1);
                let mode = Mode::from(mode);
                Ok(self.wait(frame, |machine| {
                    machine.spawn(task, |host| functions::coerce_top(host, mode))
                }))
            }
            Instruction::ResolveWith { name, count } => {
                Ok(self.resolve_with(frame, name, usize::from(count)))
            }
            Instruction::Call { count } => {
                let callee = self.stack.len() - count as usize - 1;
                Ok(self.wait(frame, |machine| machine.call_value(callee, position)))
            }
            Instruction::TailCall { count } => self.tail_call(frame, count as usize),
            Instruction::Return => Ok(self.return_value(frame)),
            _ => {
                let activation = &mut frame.activation;
                match perform(&self.runtime, &mut self.stack, activation, instruction) {
                    Ok(()) => Ok(Flow::Next),
                    Err(pause) => self.pause(frame, pause),
                }
            }
        }
    }

    /// Pushes a value that is to be evaluated, by a generator if it is a thunk.
    fn force_or_push(
        &mut self,
        frame: &mut CallFrame<'h>,
        value: Value<'h>,
        position: Position,
    ) -> Flow<'h> {
        if let Value::Thunk(_) = value {
            return self.wait(frame, |machine| machine.spawn_force(value, position));
        }
        probe!(self, force(Found::Value));
        self.stack.push(value);
        Flow::Next
    }

    /// Waits for what an instruction waits for.
    fn pause(&mut self, frame: &mut CallFrame<'h>, pause: Pause<'h>) -> Step<'h> {
        let here = frame.activation.position();
        let blamed = |position: Position| if position.is_some() { position } else { here };
        match pause {
            Pause::Raise(error) => Err(error),
            Pause::Again(thunk, position) => {
                frame.activation.ip -= 1;
                frame.discard = true;
                let position = blamed(position);
                Ok(self.wait(frame, |machine| {
                    machine.spawn_force(Value::Thunk(thunk), position)
                }))
            }
            Pause::Then(thunk, position) => {
                self.stack.drop_top(1);
                let position = blamed(position);
                Ok(self.wait(frame, |machine| {
                    machine.spawn_force(Value::Thunk(thunk), position)
                }))
            }
            Pause::Reenter(operation, arguments) => Ok(self.wait(frame, |machine| {
                machine.spawn_operation(operation, arguments, here)
            })),
        }
    }

    /// Puts a call frame back, to go on when the frames above it have finished, and begins those.
    fn wait(
        &mut self,
        frame: &CallFrame<'h>,
        begin: impl FnOnce(&mut Self) -> Result<'h, ()>,
    ) -> Flow<'h> {
        let put_back = self.push(Frame::Call(*frame), frame.kind, FrameEvent::Suspend);
        match put_back.and_then(|()| begin(self)) {
            Ok(()) => Flow::Left,
            Err(error) => Flow::Failed(error),
        }
    }

    fn resolve_with(&mut self, frame: &mut CallFrame<'h>, name: Symbol, count: usize) -> Flow<'h> {
        let base = self.stack.len() - count;
        let scopes = self.stack[base..].to_vec();
        let task = Task::at(frame.activation.position(), base);
        let positions = scope_positions(&frame.activation, count);
        self.wait(frame, |machine| {
            machine.spawn(task, |host| {
                functions::resolve_with(host, scopes, positions, name)
            })
        })
    }

    /// Calls the function at `callee` with the values above it; the result is left in their place.
    pub(super) fn call_value(&mut self, callee: usize, position: Position) -> Result<'h, ()> {
        loop {
            let count = self.stack.len() - callee - 1;
            return match plan_call(&self.runtime, &mut self.stack, callee)? {
                Plan::Enter(closure) => {
                    probe!(self, call(CalleeKind::Lambda));
                    let captures = closure.captures();
                    let activation = Activation::new(closure.code(), captures, callee as u32);
                    self.enter(activation, FrameKind::Call)
                }
                Plan::Builtin(builtin) => {
                    probe!(self, call(CalleeKind::Builtin));
                    let task = Task {
                        builtin: Some(builtin.name),
                        operation: builtin.reentrant,
                        ..Task::at(position, callee)
                    };
                    self.spawn(task, |host| functions::builtin(host, builtin))
                }
                Plan::Applied => {
                    probe!(self, call(CalleeKind::Partial));
                    Ok(())
                }
                Plan::Spread => {
                    probe!(self, call(CalleeKind::Partial));
                    continue;
                }
                Plan::Split(first) => {
                    let task = Task::at(position, callee);
                    self.call_in_steps(task, count, first)
                }
                Plan::Functor(blamed) => {
                    probe!(self, call(CalleeKind::Functor));
                    let task = Task {
                        functor: Some(blamed),
                        ..Task::at(position, callee)
                    };
                    self.call_in_steps(task, count + 1, count + 1)
                }
                Plan::Force(_) => {
                    let task = Task::at(position, callee);
                    self.call_in_steps(task, count, count)
                }
            };
        }
    }

    fn call_in_steps(&mut self, task: Task, count: usize, first: usize) -> Result<'h, ()> {
        self.spawn(task, |host| functions::call_in_steps(host, count, first))
    }

    /// A function of the language takes the place of the frame; anything else is called above it.
    fn tail_call(&mut self, frame: &mut CallFrame<'h>, count: usize) -> Step<'h> {
        let callee = self.stack.len() - count - 1;
        match self.stack[callee].resolved() {
            Value::Closure(closure) if closure.code().arity() == count => {
                probe!(self, call(CalleeKind::Tail));
                self.limits.tail_call(&self.runtime)?;
                self.look_at_limits()?;
                let base = frame.activation.base;
                self.stack.copy_within(callee.., base as usize);
                self.stack.truncate(base as usize + count + 1);
                frame.activation = Activation::new(closure.code(), closure.captures(), base);
                Ok(Flow::Next)
            }
            _ => {
                let position = frame.activation.position();
                Ok(self.wait(frame, |machine| machine.call_value(callee, position)))
            }
        }
    }

    /// Ends a frame; its result takes the place of everything it has on the value stack.
    fn return_value(&mut self, frame: &mut CallFrame<'h>) -> Flow<'h> {
        let value = self.stack.top().resolved();
        if let Value::Thunk(_) = value {
            frame.activation.ip -= 1;
            frame.discard = true;
            let instruction = frame.activation.ip as usize;
            let position = frame.activation.code.positions[instruction];
            return self.wait(frame, |machine| machine.spawn_force(value, position));
        }
        self.stack.truncate(frame.activation.base as usize);
        self.stack.push(value);
        probe!(self, frame(frame.kind, FrameEvent::Pop, self.frames.len()));
        Flow::Left
    }

    /// Begins a call frame.
    pub(super) fn enter(&mut self, activation: Activation<'h>, kind: FrameKind) -> Result<'h, ()> {
        let frame = CallFrame {
            activation,
            discard: false,
            kind,
        };
        self.push(Frame::Call(frame), kind, FrameEvent::Push)
    }

    /// Begins the call frame of a thunk's code.
    pub(super) fn enter_thunk(
        &mut self,
        code: &'h Code<'h>,
        captures: Captures<'h>,
    ) -> Result<'h, ()> {
        let base = self.stack.len() as u32;
        self.enter(Activation::new(code, captures, base), FrameKind::Thunk)
    }

    /// A call frame ends by an error: its place and its line of the trace are added, its values dropped.
    pub(super) fn leave_failed(&mut self, frame: &CallFrame<'h>, error: Error<'h>) -> Error<'h> {
        probe!(self, frame(frame.kind, FrameEvent::Pop, self.frames.len()));
        let activation = &frame.activation;
        let mut error = trace::of_code(&self.runtime, error, activation, &self.stack);
        if frame.kind == FrameKind::Thunk {
            error = trace::of_thunk(&self.runtime, error, None);
        }
        self.stack.truncate(activation.base as usize);
        error
    }
}
