//! The two kinds of frames.

use crate::bytecode::Code;
use crate::kernel::reentrant::Reentrant;
use crate::kernel::step::Activation;
use crate::probe::FrameKind;
use crate::source::Position;
use crate::value::{Captures, Thunk};
use std::ops::{Deref, DerefMut};

/// A running piece of bytecode. It may stand anywhere on the frame stack.
#[derive(Clone, Copy)]
pub(super) struct CallFrame<'h> {
    /// What runs, and how far it is.
    pub(super) activation: Activation<'h>,
    /// The thunk whose value the frame computes. Such a frame leaves its result in the thunk, any other on the stack.
    pub(super) update: Option<Thunk<'h>>,
}

impl<'h> CallFrame<'h> {
    /// Code at its beginning.
    #[inline(always)]
    pub(super) fn new(
        code: &'h Code<'h>,
        captures: Captures<'h>,
        base: u32,
        update: Option<Thunk<'h>>,
    ) -> Self {
        Self {
            activation: Activation::new(code, captures, base),
            update,
        }
    }

    /// What the frame is for.
    #[inline(always)]
    pub(super) fn kind(&self) -> FrameKind {
        if self.update.is_some() {
            FrameKind::Thunk
        } else if self.code.function.is_some() {
            FrameKind::Call
        } else {
            FrameKind::Stub
        }
    }
}

impl<'h> Deref for CallFrame<'h> {
    type Target = Activation<'h>;

    #[inline(always)]
    fn deref(&self) -> &Self::Target {
        &self.activation
    }
}

impl DerefMut for CallFrame<'_> {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.activation
    }
}

/// A suspended re-entrant operation. It stands below the frames that its request made.
#[derive(Clone, Copy)]
pub(super) struct GeneratorFrame {
    /// Its place in the pool.
    pub(super) slot: u32,
    /// Height of the value stack when it started.
    pub(super) base: u32,
    /// Where the operation was asked for.
    pub(super) position: Position,
    /// What it does.
    pub(super) operation: Reentrant,
    /// Whether it has suspended before.
    pub(super) suspended: bool,
    /// The builtin it belongs to, for traces.
    pub(super) builtin: Option<&'static str>,
}

/// A frame that waits for the frames above it.
pub(super) enum Frame<'h> {
    /// Bytecode.
    Call(CallFrame<'h>),
    /// A generator.
    Generator(GeneratorFrame),
}

impl Frame<'_> {
    /// What the frame is for.
    #[inline(always)]
    pub(super) fn kind(&self) -> FrameKind {
        match self {
            Self::Call(frame) => frame.kind(),
            Self::Generator(_) => FrameKind::Generator,
        }
    }
}

/// Frames in one segment of the frame stack.
const SEGMENT: usize = 1 << 12;

/// The frame stack: segments, so that growing never copies what is there.
pub(super) struct Frames<'h> {
    /// The top segment; its capacity never changes.
    top: Vec<Frame<'h>>,
    /// The segments below, all full.
    below: Vec<Vec<Frame<'h>>>,
}

impl Default for Frames<'_> {
    fn default() -> Self {
        Self {
            top: Vec::with_capacity(SEGMENT),
            below: Vec::new(),
        }
    }
}

impl<'h> Frames<'h> {
    /// Whether the next frame needs a new segment.
    #[inline(always)]
    pub(super) fn is_full(&self) -> bool {
        self.top.len() == self.top.capacity()
    }

    /// Adds a segment; its size in bytes.
    pub(super) fn grow(&mut self) -> usize {
        let full = std::mem::replace(&mut self.top, Vec::with_capacity(SEGMENT));
        self.below.push(full);
        SEGMENT * size_of::<Frame<'h>>()
    }

    /// Puts a frame on top.
    #[inline(always)]
    pub(super) fn push(&mut self, frame: Frame<'h>) {
        self.top.push(frame);
    }

    /// Takes the top frame off.
    #[inline(always)]
    pub(super) fn pop(&mut self) -> Option<Frame<'h>> {
        match self.top.pop() {
            Some(frame) => Some(frame),
            None => self.pop_below(),
        }
    }

    #[cold]
    #[inline(never)]
    fn pop_below(&mut self) -> Option<Frame<'h>> {
        self.top = self.below.pop()?;
        self.top.pop()
    }

    /// The top frame.
    pub(super) fn last(&self) -> Option<&Frame<'h>> {
        self.top.last().or_else(|| self.below.last()?.last())
    }

    /// Number of frames.
    #[inline(always)]
    pub(super) fn len(&self) -> usize {
        self.below.len() * SEGMENT + self.top.len()
    }

    /// Bytes of the segments.
    pub(super) fn bytes(&self) -> usize {
        (self.below.len() + 1) * SEGMENT * size_of::<Frame<'h>>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_pinned() {
        assert_eq!(size_of::<CallFrame<'_>>(), 40);
        assert_eq!(size_of::<Frame<'_>>(), 40);
    }
}
