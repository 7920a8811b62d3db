//! The two kinds of frames.

use super::Task;
use super::request::Generator;
use crate::kernel::step::Activation;
use crate::probe::FrameKind;

/// A running piece of bytecode. It may stand anywhere on the frame stack.
#[derive(Clone, Copy)]
pub(super) struct CallFrame<'h> {
    /// What runs, and how far it is.
    pub(super) activation: Activation<'h>,
    /// Whether the value that the frame above leaves is not asked for: it is in a thunk, which the instruction, run again,
    /// looks into.
    pub(super) discard: bool,
    /// What the frame is for: a function or a thunk.
    pub(super) kind: FrameKind,
}

/// What a generator does at the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// It has not begun.
    Running,
    /// It waits for the value that the frames above it leave on the value stack.
    AwaitingValue,
}

/// An asynchronous function. It stands below the frames that its request made.
pub(super) struct GeneratorFrame<'h> {
    /// The function.
    pub(super) generator: Generator<'h>,
    /// Whether it waits.
    pub(super) state: State,
    /// What it was spawned for.
    pub(super) task: Task,
    /// Whether it has waited before.
    pub(super) suspended: bool,
    /// Bytes it holds.
    pub(super) bytes: usize,
}

/// A frame that waits for the frames above it.
pub(super) enum Frame<'h> {
    /// Bytecode.
    Call(CallFrame<'h>),
    /// A generator.
    Generator(GeneratorFrame<'h>),
}
