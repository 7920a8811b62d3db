//! The two kinds of frames.

use crate::bytecode::Code;
use crate::kernel::reentrant::Reentrant;
use crate::kernel::step::Activation;
use crate::probe::FrameKind;
use crate::source::Position;
use crate::value::{Builtin, Captures, Thunk};
use std::ops::{Deref, DerefMut};

/// A running piece of bytecode. It may stand anywhere on the frame stack.
#[derive(Clone, Copy)]
pub(super) struct CallFrame<'h> {
    /// What runs, and how far it is.
    pub(super) activation: Activation<'h>,
    /// The thunk whose value the frame computes. Such a frame leaves its result in the thunk, any other on the stack.
    pub(super) update: Option<Thunk<'h>>,
}

/// Set in the instruction pointer of a frame whose call of a builtin waits for an argument, and is to run again.
///
/// Its pointer alone would not tell: an argument that is evaluated in place ends where the call begins.
const AGAIN: u32 = 1 << 31;

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

    /// The call of a builtin that the frame is at will run again.
    #[inline(always)]
    pub(super) fn call_again(&mut self) {
        self.ip = (self.ip - 1) | AGAIN;
    }

    /// Whether the frame is at the call of a builtin that is to run again.
    pub(super) fn calls_again(&self) -> bool {
        self.ip & AGAIN != 0
    }

    /// Index of the next instruction.
    #[inline(always)]
    pub(super) fn next(&self) -> u32 {
        self.ip & !AGAIN
    }

    /// The activation with nothing but an index in its instruction pointer.
    pub(super) fn plain(&self) -> Activation<'h> {
        Activation {
            ip: self.next(),
            ..self.activation
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

/// The slot of a traversal's frame, which has none.
pub(super) const TRAVERSAL: u32 = u32::MAX;

/// A suspended re-entrant operation. It stands below the frames that its request made.
#[derive(Clone, Copy)]
pub(super) struct GeneratorFrame {
    /// Its place in the pool; [`TRAVERSAL`] if it is one.
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
    pub(super) builtin: Option<&'static Builtin>,
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
            Self::Generator(frame) if frame.slot == TRAVERSAL => FrameKind::Traversal,
            Self::Generator(_) => FrameKind::Generator,
        }
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
