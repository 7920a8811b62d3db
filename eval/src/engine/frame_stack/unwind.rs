//! Errors on their way up: thunks fail, generators hear of it, frames add their lines.

use super::frame::{CallFrame, Frame};
use super::switches::Switches;
use super::{Machine, Next};
use crate::error::Error;
use crate::kernel::step::Activation;
use crate::kernel::trace;
use crate::probe::{FrameEvent, Probe, probe};
use crate::source::Position;
use crate::value::{Thunk, ThunkState, Value};

impl<'h, P: Probe, S: Switches> Machine<'h, P, S> {
    /// Takes frames off until a generator can be told, or none is left.
    pub(super) fn unwind(&mut self, mut error: Error<'h>) -> Next<'h> {
        while let Some(frame) = self.frames.pop() {
            match frame {
                Frame::Call(frame) => match self.give_up(&frame, error) {
                    Ok(frame) => {
                        probe!(
                            self,
                            frame(frame.kind(), FrameEvent::Resume, self.frames.len())
                        );
                        return Next::Enter(frame);
                    }
                    Err(told) => error = told,
                },
                Frame::Generator(frame) => {
                    probe!(
                        self,
                        frame(
                            Frame::Generator(frame).kind(),
                            FrameEvent::Resume,
                            self.frames.len()
                        )
                    );
                    return Next::Resume(frame, Err(error));
                }
            }
        }
        self.stack.clear();
        Next::Finished(Err(error))
    }

    /// A call frame that is no longer on the stack ends by an error, which gets its place and its line of the trace; or it goes
    /// on, because what has failed stands in the place of a thunk.
    pub(super) fn give_up(
        &mut self,
        frame: &CallFrame<'h>,
        error: Error<'h>,
    ) -> Result<CallFrame<'h>, Error<'h>> {
        let mut activation = frame.plain();
        let mut error = error;
        if frame.calls_again()
            && let Some((builtin, callee)) = trace::waiting_builtin(&activation, &self.stack)
        {
            activation.ip += 1;
            let arguments = &self.stack[callee + 1..];
            error = trace::of_arguments(&self.runtime, error, builtin, arguments);
            let position = self.position_of(&activation);
            error = trace::of_builtin(&self.runtime, error, builtin.name, position);
        }
        if let Some(inlined) = trace::inlined(&activation) {
            error = trace::of_inlined(&self.runtime, error, &activation, &self.stack, inlined);
            return Ok(self.go_on_after(frame, inlined, error));
        }
        probe!(
            self,
            frame(frame.kind(), FrameEvent::Pop, self.frames.len())
        );
        error = trace::of_code(&self.runtime, error, &activation, &self.stack);
        if frame.update.is_some() {
            error = trace::of_thunk(&self.runtime, error, frame.update);
        }
        // What a builtin waited for has failed by itself: the builtin's line is no part of that.
        if let Some(thunk) = frame.update
            && frame.code.builtin.is_none()
        {
            thunk.fail(self.heap, error);
        }
        self.stack.truncate(frame.base as usize);
        Err(error)
    }

    /// The frame after a stretch in the place of a thunk, which has failed: whoever asks for its value raises the error.
    fn go_on_after(
        &mut self,
        frame: &CallFrame<'h>,
        inlined: usize,
        error: Error<'h>,
    ) -> CallFrame<'h> {
        let stretch = frame.code.contexts[inlined];
        let bottom = (frame.base + stretch.depth) as usize;
        let variable = (stretch.end - stretch.start == 1).then(|| self.stack[bottom]);
        let failed = match variable {
            // The variable itself: it may be a thunk under evaluation. One that has not begun failed for want of room.
            Some(Value::Thunk(thunk))
                if matches!(thunk.state(), ThunkState::Failed(_) | ThunkState::Blackhole) =>
            {
                thunk
            }
            _ => Thunk::failed(self.heap, error),
        };
        self.stack.truncate(bottom);
        self.stack.push(Value::Thunk(failed));
        let mut frame = *frame;
        frame.ip = stretch.end;
        frame
    }

    /// Where a frame is blamed that is on top of all others; the machine's own code is where the frames below are.
    #[cold]
    pub(super) fn position_of(&self, activation: &Activation<'h>) -> Position {
        let mut below = self.frames.downwards();
        let mut position = activation.position();
        while !position.is_some() {
            let Some(Frame::Call(frame)) = below.next() else {
                break;
            };
            position = frame.plain().position();
        }
        position
    }
}
