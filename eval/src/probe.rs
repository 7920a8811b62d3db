//! Counters of dispatch, compiled away when off.

use crate::bytecode::Opcode;
use crate::kernel::reentrant::Reentrant;

/// What a frame is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameKind {
    /// A function called.
    Call,
    /// A thunk forced.
    Thunk,
    /// Machinery of the machine itself: the application of the arguments that are left, a thunk that is an application.
    Stub,
    /// A suspended re-entrant operation.
    Generator,
}

impl FrameKind {
    /// Every kind, in the order of the counts.
    pub const ALL: [Self; 4] = [Self::Call, Self::Thunk, Self::Stub, Self::Generator];

    /// The kind's name in statistics.
    pub fn name(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Thunk => "thunk",
            Self::Stub => "stub",
            Self::Generator => "generator",
        }
    }
}

/// What a generator asks the machine for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestKind {
    /// The value of a thunk.
    Force,
    /// The result of a call.
    Call,
}

impl RequestKind {
    /// Every kind, in the order of the counts.
    pub const ALL: [Self; 2] = [Self::Force, Self::Call];

    /// The kind's name in statistics.
    pub fn name(self) -> &'static str {
        match self {
            Self::Force => "force",
            Self::Call => "call",
        }
    }
}

/// What an engine tells about itself while it runs.
///
/// Every method is empty unless overridden, so that a machine over [`NoProbe`] is the machine without probes.
pub trait Probe: Default {
    /// An instruction is dispatched.
    #[inline(always)]
    fn instruction(&mut self, _opcode: Opcode) {}
    /// A frame begins; `depth` frames are below it.
    #[inline(always)]
    fn frame(&mut self, _kind: FrameKind, _depth: usize) {}
    /// A frame is taken over by a tail call.
    #[inline(always)]
    fn tail_call(&mut self) {}
    /// A re-entrant operation starts on a generator, which is `new` or comes from the pool.
    #[inline(always)]
    fn generator_started(&mut self, _operation: Reentrant, _new: bool) {}
    /// A generator suspends with a request.
    #[inline(always)]
    fn request(&mut self, _kind: RequestKind) {}
    /// A generator ends, having suspended or not.
    #[inline(always)]
    fn generator_finished(&mut self, _suspended: bool) {}
    /// What was counted.
    fn counters(&self) -> Option<&Counters> {
        None
    }
}

/// Counts nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoProbe;

impl Probe for NoProbe {}

/// What [`CountingProbe`] counts.
#[derive(Clone, Debug)]
pub struct Counters {
    /// Instructions dispatched, by opcode; an instruction that is run again after a force counts twice.
    pub instructions: [u64; Opcode::ALL.len()],
    /// Frames, by kind.
    pub frames: [u64; FrameKind::ALL.len()],
    /// Frames taken over by tail calls.
    pub tail_calls: u64,
    /// Most frames at once.
    pub peak_depth: u64,
    /// Re-entrant operations started, by operation.
    pub operations: [u64; Reentrant::ALL.len()],
    /// Generators allocated; the rest came from the pool.
    pub generators_created: u64,
    /// Generators that ended without suspending.
    pub generators_unsuspended: u64,
    /// Suspensions, by request.
    pub requests: [u64; RequestKind::ALL.len()],
}

impl Default for Counters {
    fn default() -> Self {
        Self {
            instructions: [0; Opcode::ALL.len()],
            frames: [0; FrameKind::ALL.len()],
            tail_calls: 0,
            peak_depth: 0,
            operations: [0; Reentrant::ALL.len()],
            generators_created: 0,
            generators_unsuspended: 0,
            requests: [0; RequestKind::ALL.len()],
        }
    }
}

/// Counts everything.
#[derive(Clone, Debug, Default)]
pub struct CountingProbe(Box<Counters>);

impl Probe for CountingProbe {
    fn instruction(&mut self, opcode: Opcode) {
        self.0.instructions[opcode as usize] += 1;
    }

    fn frame(&mut self, kind: FrameKind, depth: usize) {
        self.0.frames[kind as usize] += 1;
        self.0.peak_depth = self.0.peak_depth.max(depth as u64 + 1);
    }

    fn tail_call(&mut self) {
        self.0.tail_calls += 1;
    }

    fn generator_started(&mut self, operation: Reentrant, new: bool) {
        self.0.operations[operation as usize] += 1;
        self.0.generators_created += u64::from(new);
    }

    fn request(&mut self, kind: RequestKind) {
        self.0.requests[kind as usize] += 1;
    }

    fn generator_finished(&mut self, suspended: bool) {
        self.0.generators_unsuspended += u64::from(!suspended);
    }

    fn counters(&self) -> Option<&Counters> {
        Some(&self.0)
    }
}
