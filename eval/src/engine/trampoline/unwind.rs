//! Errors on their way up through the frames of one native level: thunks fail, frames add their lines.

use super::Machine;
use crate::error::Error;
use crate::kernel::trace;
use crate::probe::{FrameEvent, Probe, probe};

impl<'h, P: Probe> Machine<'h, P> {
    /// Takes frames off until only `floor` are left, their continuations unused.
    #[cold]
    #[inline(never)]
    pub(super) fn unwind(&mut self, mut error: Error<'h>, floor: usize) -> Error<'h> {
        while self.frames.len() > floor
            && let Some(frame) = self.frames.pop()
        {
            let depth = self.frames.len();
            probe!(self, frame(frame.kind(), FrameEvent::Pop, depth));
            let activation = frame.activation;
            error = trace::of_code(&self.runtime, error, &activation, &self.stack);
            if frame.update.is_some() {
                error = trace::of_thunk(&self.runtime, error, frame.update);
            }
            if let Some(thunk) = frame.update {
                thunk.fail(self.runtime.heap, error);
            }
            self.stack.truncate(activation.base as usize);
        }
        error
    }
}
