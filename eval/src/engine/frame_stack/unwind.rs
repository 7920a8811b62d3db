//! Errors on their way up: thunks fail, generators hear of it, frames add their lines.

use super::frame::Frame;
use super::switches::Switches;
use super::{Machine, Next};
use crate::error::Error;
use crate::kernel::reentrant::Reentrant;
use crate::kernel::trace;
use crate::probe::{FrameEvent, FrameKind, Probe, probe};
use crate::value::ThunkState;

impl<'h, P: Probe, S: Switches> Machine<'h, P, S> {
    /// Takes frames off until a generator can be told, or none is left.
    pub(super) fn unwind(&mut self, mut error: Error<'h>) -> Next<'h> {
        while let Some(frame) = self.frames.pop() {
            match frame {
                Frame::Call(frame) => {
                    probe!(
                        self,
                        frame(frame.kind(), FrameEvent::Pop, self.frames.len())
                    );
                    let below_deep_force = self.is_below(Reentrant::DeepForce);
                    error = error.at(self.heap, frame.position());
                    error = trace::of_code(&self.runtime, error, frame.code, below_deep_force);
                    if let Some(thunk) = frame.update {
                        thunk.set(ThunkState::Failed(error));
                    }
                    self.stack.truncate(frame.base as usize);
                }
                Frame::Generator(frame) => {
                    let below = self.frames.len();
                    probe!(self, frame(FrameKind::Generator, FrameEvent::Resume, below));
                    return Next::Resume(frame, Err(error));
                }
            }
        }
        self.stack.clear();
        Next::Finished(Err(error))
    }

    /// Whether the frame that is on top now runs an operation.
    fn is_below(&self, operation: Reentrant) -> bool {
        matches!(self.frames.last(), Some(Frame::Generator(frame)) if frame.operation == operation)
    }
}
