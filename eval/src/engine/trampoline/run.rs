//! The bytecode loop and its trampoline.

use super::Machine;
use super::call::Placement;
use super::frame::{Continuation, EnterFrame, Trampoline};
use crate::bytecode::Instruction;
use crate::error::Result;
use crate::kernel::step::{self, Pause};
use crate::probe::{Found, Probe, probe};
use crate::source::Position;
use crate::value::{Thunk, Value};

/// What follows once a thunk has its value.
#[derive(Clone, Copy)]
enum Afterwards {
    /// The instruction that wanted it runs again.
    RunAgain,
    /// The value takes the thunk's place on top of the stack, and the next instruction follows.
    ReplaceTop,
}

impl<'h, P: Probe> Machine<'h, P> {
    /// Runs a frame to its end, on one more level of the native stack. Its value is then on top of the value stack.
    pub(super) fn enter_frame(&mut self, frame: EnterFrame<'h>) -> Result<'h, ()> {
        self.descend()?;
        let floor = self.frames.len();
        let outcome = match self.push_frame(frame, None) {
            Ok(()) => self.drive(floor),
            Err(error) => Err(error),
        };
        self.ascend();
        outcome.map_err(|error| self.unwind(error, floor))
    }

    /// Runs instructions until only `floor` frames are left.
    fn drive(&mut self, floor: usize) -> Result<'h, ()> {
        loop {
            let trampoline = self.run_instruction()?;
            if let Some(frame) = trampoline.action {
                probe!(self, bounce());
                self.push_frame(frame, trampoline.continuation)?;
            } else if self.has_ended() && self.leave_frame(floor)? {
                return Ok(());
            }
        }
    }

    /// Takes off the frame on top, whose code has ended, and runs its continuation, which may want a frame entered or
    /// leave another one at its end. Whether only `floor` frames are left.
    #[inline(always)]
    fn leave_frame(&mut self, floor: usize) -> Result<'h, bool> {
        loop {
            let continuation = self.pop_frame();
            if self.frames.len() == floor {
                return Ok(true);
            }
            let Some(continuation) = continuation else {
                return Ok(false);
            };
            let trampoline = continuation(self)?;
            if let Some(frame) = trampoline.action {
                probe!(self, bounce());
                self.push_frame(frame, trampoline.continuation)?;
                return Ok(false);
            }
            if !self.has_ended() {
                return Ok(false);
            }
        }
    }

    /// Whether the code of the frame on top has ended.
    #[inline(always)]
    fn has_ended(&self) -> bool {
        let activation = &self.frames[self.frames.len() - 1].activation;
        activation.ip as usize == activation.code.instructions.len()
    }

    /// Runs the next instruction of the frame on top.
    #[inline(always)]
    fn run_instruction(&mut self) -> Result<'h, Trampoline<'h, P>> {
        let top = self.frames.len() - 1;
        let activation = &mut self.frames[top].activation;
        let instruction = activation.code.instructions[activation.ip as usize];
        activation.ip += 1;
        probe!(self, instruction(instruction.opcode()));
        let step = match instruction {
            Instruction::Call { count } => {
                return self.call(count as usize, Placement::Nested);
            }
            Instruction::TailCall { count } => {
                return self.call(count as usize, Placement::Tail);
            }
            Instruction::Return => return self.return_value(),
            other => step::perform(&self.runtime, &mut self.stack, activation, other),
        };
        match step {
            Ok(()) => {
                if is_force(instruction) {
                    probe!(self, force(Found::Value));
                }
                Ok(Trampoline::done())
            }
            Err(pause) => self.pause(instruction, pause),
        }
    }

    /// Waits for what an instruction waits for: on the trampoline for a thunk, natively for anything else.
    #[inline(never)]
    fn pause(
        &mut self,
        instruction: Instruction,
        pause: Pause<'h>,
    ) -> Result<'h, Trampoline<'h, P>> {
        let (thunk, position, afterwards) = match pause {
            Pause::Raise(error) => return Err(error),
            Pause::Reenter(operation, arguments) => {
                let value = self.operate(operation, arguments, None)?;
                let value = self.force(value)?;
                self.stack.push(value);
                return Ok(Trampoline::done());
            }
            Pause::Again(thunk, position) => {
                let position = position.or(self.position());
                self.step_back();
                (thunk, position, Afterwards::RunAgain)
            }
            Pause::Then(thunk, position) => (thunk, position, Afterwards::ReplaceTop),
        };
        if let Some(error) = self.refusal(thunk) {
            return Err(error.at(self.heap, position));
        }
        if let Instruction::ResolveWith { .. } = instruction {
            let value = self.evaluate_thunk(thunk)?;
            return Ok(self.after(afterwards, value));
        }
        self.bounce(thunk, afterwards)
    }

    /// Has a thunk's frame entered, and its value put where it belongs when that has ended.
    fn bounce(
        &mut self,
        thunk: Thunk<'h>,
        afterwards: Afterwards,
    ) -> Result<'h, Trampoline<'h, P>> {
        let Some(frame) = self.thunk_frame(thunk) else {
            let value = self.evaluate_thunk(thunk)?;
            return Ok(self.after(afterwards, value));
        };
        let memoise = move |machine: &mut Self| {
            let value = machine.stack.take();
            thunk.finish(machine.runtime.heap, value);
            Ok(machine.after(afterwards, value))
        };
        probe!(self, force(Found::Thunk));
        probe!(self, continuation(size_of_val(&memoise)));
        let continuation: Continuation<'h, P> = Box::new(memoise);
        Ok(Trampoline {
            action: Some(frame),
            continuation: Some(continuation),
        })
    }

    /// Goes on after a force.
    #[inline(always)]
    fn after(&mut self, afterwards: Afterwards, value: Value<'h>) -> Trampoline<'h, P> {
        match afterwards {
            Afterwards::RunAgain => {}
            Afterwards::ReplaceTop => self.stack.set_top(value),
        }
        Trampoline::done()
    }

    /// Ends the code of the frame on top and leaves its value in place of its slots; what is a thunk yet bounces.
    #[inline(always)]
    fn return_value(&mut self) -> Result<'h, Trampoline<'h, P>> {
        let value = self.stack.top().resolved();
        if let Value::Thunk(thunk) = value {
            self.step_back();
            return match self.refusal(thunk) {
                Some(error) => Err(error),
                None => self.bounce(thunk, Afterwards::RunAgain),
            };
        }
        let top = self.frames.len() - 1;
        let activation = &mut self.frames[top].activation;
        activation.ip = activation.code.instructions.len() as u32;
        self.stack.truncate(activation.base as usize);
        self.stack.push(value);
        Ok(Trampoline::done())
    }

    /// Where the current instruction is blamed.
    pub(super) fn position(&self) -> Position {
        self.frames
            .last()
            .map_or(Position::NONE, |frame| frame.activation.position())
    }

    /// Has the current instruction run again.
    #[inline(always)]
    fn step_back(&mut self) {
        let top = self.frames.len() - 1;
        self.frames[top].activation.ip -= 1;
    }
}

/// Whether an instruction's main business is a force.
#[inline(always)]
fn is_force(instruction: Instruction) -> bool {
    matches!(
        instruction,
        Instruction::LocalForced { .. }
            | Instruction::CaptureForced { .. }
            | Instruction::Force
            | Instruction::Select { .. }
    )
}
