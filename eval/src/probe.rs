//! Counters of dispatch and allocation, compiled away when off.

use crate::bytecode::Opcode;
use crate::kernel::reentrant::Reentrant;

/// A kind of thing that is counted: how many kinds there are, and what each is called in statistics.
macro_rules! kinds {
    (
        $(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal),* $(,)? }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[$variant_doc])* $variant),* }

        impl $name {
            /// Every kind, in the order of the counts.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The kind's name in statistics.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),* }
            }
        }
    };
}

kinds! {
    /// What a frame is for.
    FrameKind {
        /// A function called.
        Call = "call",
        /// A thunk forced.
        Thunk = "thunk",
        /// Machinery of the machine itself: the application of the arguments that are left, the evaluation of a value.
        Stub = "stub",
        /// An asynchronous function, suspended or running.
        Generator = "generator",
        /// A builtin on its way through a list, calling a function for each element.
        Traversal = "traversal",
    }
}

kinds! {
    /// What happens to a frame.
    FrameEvent {
        /// It begins.
        Push = "pushed",
        /// It ends, by its result or by an error.
        Pop = "popped",
        /// It waits for frames above it.
        Suspend = "suspended",
        /// It goes on.
        Resume = "resumed",
    }
}

kinds! {
    /// What is called.
    CalleeKind {
        /// A function of the language with all its arguments, in a frame of its own.
        Lambda = "lambda",
        /// A builtin with all its arguments.
        Builtin = "builtin",
        /// A function with too few arguments, or one that had too few before.
        Partial = "partial",
        /// A set with `__functor`.
        Functor = "functor",
        /// A function of the language, in the place of the frame that calls it.
        Tail = "tail",
    }
}

kinds! {
    /// In which state a force finds a value.
    Found {
        /// Evaluated, as it is or behind a thunk.
        Value = "value",
        /// A thunk not yet evaluated.
        Thunk = "thunk",
        /// A thunk under evaluation: an infinite recursion.
        Blackhole = "blackhole",
        /// A thunk whose evaluation has failed before.
        Failure = "failure",
    }
}

kinds! {
    /// What an asynchronous function asks of the machine it runs on.
    RequestKind {
        /// The value of a thunk.
        Force = "force",
        /// A value with everything below it evaluated.
        ForceDeeply = "force deeply",
        /// A variable's value in the scopes of `with`.
        ResolveWith = "with lookup",
        /// Whether two values are equal.
        Equal = "equality",
        /// The string a value is coerced to.
        Coerce = "coercion",
        /// The result of a call.
        Call = "call",
        /// The result of a thunk's or a function's code.
        EnterLambda = "enter lambda",
        /// The value of a thunk, or its failure.
        TryForce = "try force",
        /// A value put on the value stack; answered at once, as everything from here on.
        Push = "push",
        /// A value taken off the value stack.
        Pop = "pop",
        /// A warning or trace printed.
        Warn = "warning",
        /// A file imported before, or remembered as imported.
        ImportCache = "import cache",
        /// A file's contents.
        ReadFile = "read file",
        /// Whether a path exists.
        PathExists = "path exists",
        /// A folder's entries.
        ReadFolder = "read directory",
        /// The position that errors are blamed on.
        Position = "span",
    }
}

/// Tells the probe of a machine something: `probe!(self, bounce())`, where `P` is the type of the probe.
///
/// A probe that is off is told nothing: the compiler leaves the whole event out before it optimizes. With the feature
/// `without-probes` the event is not even written, so that the two can be compared.
macro_rules! probe {
    ($machine:expr, $event:ident($($argument:expr),* $(,)?)) => {{
        #[cfg(not(feature = "without-probes"))]
        if P::ON {
            $machine.probe.$event($($argument),*);
        }
    }};
}
pub(crate) use probe;

/// What an engine tells about itself while it runs.
///
/// Every method is empty unless overridden, so that a machine over [`NoProbe`] is the machine without probes.
pub trait Probe: Default + 'static {
    /// Whether it is told anything at all.
    const ON: bool;
    /// An instruction is dispatched.
    #[inline(always)]
    fn instruction(&mut self, _opcode: Opcode) {}
    /// Something happens to a frame; `depth` frames are below it.
    #[inline(always)]
    fn frame(&mut self, _kind: FrameKind, _event: FrameEvent, _depth: usize) {}
    /// Something is called.
    #[inline(always)]
    fn call(&mut self, _callee: CalleeKind) {}
    /// A force looks at a value.
    #[inline(always)]
    fn force(&mut self, _found: Found) {}
    /// A re-entrant operation starts.
    #[inline(always)]
    fn operation(&mut self, _operation: Reentrant) {}
    /// A generator of so many bytes is allocated.
    #[inline(always)]
    fn generator_created(&mut self, _bytes: impl FnOnce() -> usize) {}
    /// A generator ends, having suspended or not.
    #[inline(always)]
    fn generator_finished(&mut self, _suspended: bool) {}
    /// A generator asks for something.
    #[inline(always)]
    fn request(&mut self, _kind: RequestKind) {}
    /// An instruction returns to the trampoline to have a frame entered.
    #[inline(always)]
    fn bounce(&mut self) {}
    /// A continuation of so many bytes is boxed.
    #[inline(always)]
    fn continuation(&mut self, _bytes: usize) {}
    /// The frame stack or the value stack grows by so many bytes.
    #[inline(always)]
    fn stack_grown(&mut self, _bytes: usize) {}
    /// The native stack may be deeper here than anywhere before.
    #[inline(always)]
    fn native_stack(&mut self) {}
    /// What was counted.
    fn counters(&self) -> Option<&Counters> {
        None
    }
}

/// Counts nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoProbe;

impl Probe for NoProbe {
    const ON: bool = false;
}

/// Number and bytes of what is allocated beside the arena.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Allocations {
    /// How often.
    pub count: u64,
    /// Bytes together.
    pub bytes: u64,
}

impl Allocations {
    fn add(&mut self, bytes: usize) {
        self.count += 1;
        self.bytes += bytes as u64;
    }
}

/// What [`CountingProbe`] counts.
#[derive(Clone, Debug)]
pub struct Counters {
    /// Instructions dispatched, by opcode; an instruction that is run again after a force counts twice.
    pub instructions: [u64; Opcode::ALL.len()],
    /// What happened to frames, by kind and event.
    pub frames: [[u64; FrameEvent::ALL.len()]; FrameKind::ALL.len()],
    /// Calls, by what is called.
    pub calls: [u64; CalleeKind::ALL.len()],
    /// Forces, by what they found.
    pub forces: [u64; Found::ALL.len()],
    /// Most frames at once.
    pub peak_depth: u64,
    /// Most bytes of native stack at once, from where the engine was entered; zero where the system does not tell.
    pub peak_native_stack: u64,
    /// Re-entrant operations started, by operation.
    pub operations: [u64; Reentrant::ALL.len()],
    /// Generators allocated; the rest came from a pool.
    pub generators: Allocations,
    /// Generators that ended, allocated or pooled.
    pub generators_finished: u64,
    /// Those of them that ended without suspending.
    pub generators_unsuspended: u64,
    /// Requests of generators, by kind.
    pub requests: [u64; RequestKind::ALL.len()],
    /// Returns to the trampoline to have a frame entered.
    pub bounces: u64,
    /// Continuations boxed.
    pub continuations: Allocations,
    /// Growths of the frame stack and the value stack.
    pub stack_growths: Allocations,
}

impl Default for Counters {
    fn default() -> Self {
        Self {
            instructions: [0; Opcode::ALL.len()],
            frames: [[0; FrameEvent::ALL.len()]; FrameKind::ALL.len()],
            calls: [0; CalleeKind::ALL.len()],
            forces: [0; Found::ALL.len()],
            peak_depth: 0,
            peak_native_stack: 0,
            operations: [0; Reentrant::ALL.len()],
            generators: Allocations::default(),
            generators_finished: 0,
            generators_unsuspended: 0,
            requests: [0; RequestKind::ALL.len()],
            bounces: 0,
            continuations: Allocations::default(),
            stack_growths: Allocations::default(),
        }
    }
}

impl Counters {
    /// How often something happened to frames of a kind.
    pub fn frames_of(&self, kind: FrameKind, event: FrameEvent) -> u64 {
        self.frames[kind as usize][event as usize]
    }
}

/// Counts everything.
#[derive(Clone, Debug, Default)]
pub struct CountingProbe {
    counters: Box<Counters>,
    /// Native stack that was left when it was first asked for, in bytes.
    stack_left: Option<usize>,
}

impl Probe for CountingProbe {
    const ON: bool = true;

    fn instruction(&mut self, opcode: Opcode) {
        self.counters.instructions[opcode as usize] += 1;
    }

    fn frame(&mut self, kind: FrameKind, event: FrameEvent, depth: usize) {
        self.counters.frames[kind as usize][event as usize] += 1;
        self.counters.peak_depth = self.counters.peak_depth.max(depth as u64 + 1);
    }

    fn call(&mut self, callee: CalleeKind) {
        self.counters.calls[callee as usize] += 1;
    }

    fn force(&mut self, found: Found) {
        self.counters.forces[found as usize] += 1;
    }

    fn operation(&mut self, operation: Reentrant) {
        self.counters.operations[operation as usize] += 1;
    }

    fn generator_created(&mut self, bytes: impl FnOnce() -> usize) {
        self.counters.generators.add(bytes());
    }

    fn generator_finished(&mut self, suspended: bool) {
        self.counters.generators_finished += 1;
        self.counters.generators_unsuspended += u64::from(!suspended);
    }

    fn request(&mut self, kind: RequestKind) {
        self.counters.requests[kind as usize] += 1;
    }

    fn bounce(&mut self) {
        self.counters.bounces += 1;
    }

    fn continuation(&mut self, bytes: usize) {
        self.counters.continuations.add(bytes);
    }

    fn stack_grown(&mut self, bytes: usize) {
        self.counters.stack_growths.add(bytes);
    }

    fn native_stack(&mut self) {
        let Some(left) = stacker::remaining_stack() else {
            return;
        };
        let first = *self.stack_left.get_or_insert(left);
        let used = first.saturating_sub(left) as u64;
        self.counters.peak_native_stack = self.counters.peak_native_stack.max(used);
    }

    fn counters(&self) -> Option<&Counters> {
        Some(&self.counters)
    }
}
