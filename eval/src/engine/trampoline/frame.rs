//! Frames, and what an instruction tells the trampoline to do with them.

use super::Machine;
use crate::bytecode::Code;
use crate::error::Result;
use crate::kernel::step::Activation;
use crate::probe::{FrameEvent, FrameKind, Probe, probe};
use crate::value::{Captures, Thunk, Value};

/// Values the stack has room for at least when a frame begins, so that it rarely grows by itself.
const STACK_RESERVE: usize = 1 << 12;

/// Bytes of a boxed continuation, about, with what the allocator adds.
const CONTINUATION: usize = 32;

/// What runs when the frame above has ended, its value on top of the stack.
pub(super) type Continuation<'h, P> =
    Box<dyn FnOnce(&mut Machine<'h, P>) -> Result<'h, Trampoline<'h, P>> + 'h>;

/// What an instruction or a continuation wants done next.
pub(super) struct Trampoline<'h, P: Probe> {
    /// The frame to enter.
    pub(super) action: Option<EnterFrame<'h>>,
    /// What to run when that frame has ended.
    pub(super) continuation: Option<Continuation<'h, P>>,
}

impl<P: Probe> Trampoline<'_, P> {
    /// Nothing: the next instruction follows.
    #[inline(always)]
    pub(super) fn done() -> Self {
        Self {
            action: None,
            continuation: None,
        }
    }
}

/// A frame about to begin.
#[derive(Clone, Copy)]
pub(super) struct EnterFrame<'h> {
    /// What runs.
    pub(super) activation: Activation<'h>,
    /// The thunk whose value it computes.
    pub(super) update: Option<Thunk<'h>>,
}

impl<'h> EnterFrame<'h> {
    /// Code at its beginning.
    #[inline(always)]
    pub(super) fn new(
        code: &'h Code<'h>,
        captures: Captures<'h>,
        base: usize,
        update: Option<Thunk<'h>>,
    ) -> Self {
        Self {
            activation: Activation::new(code, captures, base as u32),
            update,
        }
    }
}

/// A frame that runs or waits for those above it.
pub(super) struct Frame<'h, P: Probe> {
    /// What runs, and how far it is; at the end of its code once it has ended.
    pub(super) activation: Activation<'h>,
    /// The thunk that fails if the frame does.
    pub(super) update: Option<Thunk<'h>>,
    /// What to run when it has ended.
    pub(super) continuation: Option<Continuation<'h, P>>,
}

impl<P: Probe> Frame<'_, P> {
    /// What the frame is for.
    #[inline(always)]
    pub(super) fn kind(&self) -> FrameKind {
        if self.update.is_some() {
            FrameKind::Thunk
        } else {
            FrameKind::Call
        }
    }
}

impl<'h, P: Probe> Machine<'h, P> {
    /// Begins a frame. A thunk that it computes is under evaluation from here on.
    #[inline(always)]
    pub(super) fn push_frame(
        &mut self,
        frame: EnterFrame<'h>,
        continuation: Option<Continuation<'h, P>>,
    ) -> Result<'h, ()> {
        self.make_room()?;
        let frame = Frame {
            activation: frame.activation,
            update: frame.update,
            continuation,
        };
        if let Some(thunk) = frame.update {
            thunk.begin();
        }
        let depth = self.frames.len();
        if let Some(waiting) = self.frames.last() {
            probe!(self, frame(waiting.kind(), FrameEvent::Suspend, depth - 1));
        }
        probe!(self, frame(frame.kind(), FrameEvent::Push, depth));
        self.frames.push(frame);
        Ok(())
    }

    /// Ends the frame on top; what is to be run now that it has.
    #[inline(always)]
    pub(super) fn pop_frame(&mut self) -> Option<Continuation<'h, P>> {
        let frame = self.frames.pop()?;
        let depth = self.frames.len();
        probe!(self, frame(frame.kind(), FrameEvent::Pop, depth));
        if let Some(next) = self.frames.last() {
            probe!(self, frame(next.kind(), FrameEvent::Resume, depth - 1));
        }
        frame.continuation
    }

    /// Room for one more frame, and now and then a look at the heap's limit.
    #[inline(always)]
    fn make_room(&mut self) -> Result<'h, ()> {
        self.count_call()?;
        if self.frames.len() == self.frames.capacity()
            || self.stack.capacity() - self.stack.len() < STACK_RESERVE
        {
            return self.grow();
        }
        Ok(())
    }

    /// Counts towards the next look at the heap's limit.
    #[inline(always)]
    pub(super) fn count_call(&mut self) -> Result<'h, ()> {
        let (frames, values) = (self.frames.capacity(), self.stack.capacity());
        self.limits
            .call(&self.runtime, || bytes_beside(frames, values))
    }

    /// Doubles the stack that is full, unless the heap's limit forbids it.
    #[cold]
    #[inline(never)]
    fn grow(&mut self) -> Result<'h, ()> {
        let mut frames = self.frames.capacity();
        let mut values = self.stack.capacity();
        if self.frames.len() == frames {
            frames = (2 * frames).max(STACK_RESERVE);
        }
        if values - self.stack.len() < STACK_RESERVE {
            values = (2 * values).max(2 * STACK_RESERVE);
        }
        let before = bytes_beside(self.frames.capacity(), self.stack.capacity());
        let after = bytes_beside(frames, values);
        self.limits.check(&self.runtime, after)?;
        probe!(self, stack_grown(after - before));
        let (frames_more, values_more) = (frames - self.frames.len(), values - self.stack.len());
        self.frames.reserve_exact(frames_more);
        self.stack.reserve_exact(values_more);
        Ok(())
    }
}

/// Bytes of stacks and continuations, which are held outside of the heap.
fn bytes_beside(frames: usize, values: usize) -> usize {
    // A frame's size does not depend on the probe.
    const FRAME: usize = size_of::<Frame<'static, crate::probe::NoProbe>>() + CONTINUATION;
    frames * FRAME + values * size_of::<Value<'static>>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::probe::NoProbe;

    #[test]
    fn sizes_are_pinned() {
        assert_eq!(size_of::<Frame<'_, NoProbe>>(), 56);
        assert_eq!(size_of::<Trampoline<'_, NoProbe>>(), 56);
    }
}
