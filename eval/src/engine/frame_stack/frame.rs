//! The two kinds of frames.

use crate::bytecode::Code;
use crate::source::Position;
use crate::value::{Captures, Thunk};

/// A running piece of bytecode. It may stand anywhere on the frame stack.
#[derive(Clone, Copy)]
pub(super) struct CallFrame<'h> {
    /// What runs.
    pub(super) code: &'h Code<'h>,
    /// The captured variables.
    pub(super) captures: Captures<'h>,
    /// Index of the next instruction.
    pub(super) ip: u32,
    /// Index of the frame's slot 0 on the value stack.
    pub(super) base: u32,
    /// The thunk whose value the frame computes. Such a frame leaves its result in the thunk, any other on the stack.
    pub(super) update: Option<Thunk<'h>>,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_pinned() {
        assert_eq!(size_of::<CallFrame<'_>>(), 40);
        assert_eq!(size_of::<Frame<'_>>(), 40);
    }
}
