//! Errors on their way up through the frames of one native level: thunks fail, frames add their lines.

use super::Machine;
use crate::error::Error;
use crate::kernel::reentrant::Reentrant;
use crate::kernel::trace;
use crate::probe::{FrameEvent, Probe, probe};
use crate::value::ThunkState;

impl<'h, P: Probe> Machine<'h, P> {
    /// Takes frames off until only `floor` are left, their continuations unused.
    ///
    /// `asked_by` is the operation that asked for the value of the lowest of them.
    #[cold]
    #[inline(never)]
    pub(super) fn unwind(
        &mut self,
        mut error: Error<'h>,
        floor: usize,
        asked_by: Option<Reentrant>,
    ) -> Error<'h> {
        while self.frames.len() > floor
            && let Some(frame) = self.frames.pop()
        {
            let depth = self.frames.len();
            probe!(self, frame(frame.kind(), FrameEvent::Pop, depth));
            let below_deep_force = depth == floor && asked_by.is_some_and(Reentrant::forces_deeply);
            let activation = frame.activation;
            error = error.at(self.heap, activation.position());
            error = trace::of_code(&self.runtime, error, activation.code, below_deep_force);
            if let Some(thunk) = frame.update {
                thunk.set(ThunkState::Failed(error));
            }
            self.stack.truncate(activation.base as usize);
        }
        error
    }
}
