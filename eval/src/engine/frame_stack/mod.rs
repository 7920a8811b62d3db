//! The optimized engine: call frames run bytecode in one loop, generators exist only where work really suspends.
//!
//! The outer loop ([`Machine::run`]) takes the next step: enter a call frame, resume a generator, unwind an error. The
//! inner loop ([`execute`]) runs call frames until one needs the outer loop. A frame that forces a thunk pushes itself and
//! is continued when the thunk has its value; nothing here ever recurses on the native stack.

mod call;
mod collections;
mod execute;
mod frame;
mod generator;
mod perform;
mod stubs;
mod unwind;

use super::Engine;
use crate::error::Result;
use crate::heap::Heap;
use crate::kernel::reentrant::{Arguments, Reentrant};
use crate::probe::{Counters, NoProbe, Probe};
use crate::runtime::Runtime;
use crate::source::Position;
use crate::value::Value;
use frame::{CallFrame, Frame, Frames, GeneratorFrame};
use generator::Pool;
use std::rc::Rc;
use stubs::Stubs;

/// The engine, with a probe that is off by default.
pub struct FrameStack<'h, P: Probe = NoProbe>(Machine<'h, P>);

impl<'h, P: Probe> FrameStack<'h, P> {
    /// A machine over a runtime whose globals are installed.
    pub fn new(runtime: Rc<Runtime<'h>>) -> Self {
        Self(Machine {
            heap: runtime.heap,
            stack: Vec::new(),
            frames: Frames::default(),
            pool: Pool::default(),
            stubs: Stubs::default(),
            probe: P::default(),
            fuel: CHECK_INTERVAL,
            tail_calls_left: TAIL_CALLS,
            objects_seen: 0,
            next: Next::Idle,
            runtime,
        })
    }
}

impl<'h, P: Probe> Engine<'h> for FrameStack<'h, P> {
    fn name(&self) -> &'static str {
        "frame-stack"
    }

    fn force(&mut self, value: Value<'h>) -> Result<'h, Value<'h>> {
        match value.resolved() {
            Value::Thunk(_) => {
                let frame = self.0.value_frame(value);
                self.0.run(Next::Enter(frame))
            }
            value => Ok(value),
        }
    }

    fn call(&mut self, function: Value<'h>, arguments: &[Value<'h>]) -> Result<'h, Value<'h>> {
        let frame = self.0.application_frame(function, arguments);
        self.0.run(Next::Enter(frame))
    }

    fn run(&mut self, operation: Reentrant, arguments: Arguments<'h>) -> Result<'h, Value<'h>> {
        self.0
            .run(Next::Start(operation, arguments, None, Position::NONE))
    }

    fn counters(&self) -> Option<&Counters> {
        self.0.probe.counters()
    }
}

/// Function calls between two looks at the heap's limit.
const CHECK_INTERVAL: u32 = 256;

/// Calls in tail position, without a byte allocated, that make a loop endless: some seconds' worth. A loop of nested calls
/// ends at the heap's limit; one of tail calls would never end.
const TAIL_CALLS: u32 = 1 << 28;

/// The state of the machine between two steps.
struct Machine<'h, P> {
    runtime: Rc<Runtime<'h>>,
    heap: &'h Heap,
    stack: Vec<Value<'h>>,
    frames: Frames<'h>,
    pool: Pool<'h>,
    stubs: Stubs<'h>,
    probe: P,
    /// Function calls left until the heap's limit is looked at.
    fuel: u32,
    /// Tail calls left until a loop that allocates nothing counts as endless.
    tail_calls_left: u32,
    /// Objects in the heap when that was last set.
    objects_seen: u64,
    /// What the outer loop has to do when the inner loop leaves.
    next: Next<'h>,
}

/// The next step of the outer loop.
enum Next<'h> {
    /// Run a call frame.
    Enter(CallFrame<'h>),
    /// Start a re-entrant operation for a builtin (named for traces) called at a position.
    Start(Reentrant, Arguments<'h>, Option<&'static str>, Position),
    /// Resume a generator with the outcome of its request.
    Resume(GeneratorFrame, Result<'h, Value<'h>>),
    /// Hand a result to the frame below.
    Deliver(Value<'h>),
    /// Unwind the frames below.
    Raise(crate::error::Error<'h>),
    /// Nothing: the step has been taken.
    Idle,
    /// The last frame has ended.
    Finished(Result<'h, Value<'h>>),
}

impl<'h, P: Probe> Machine<'h, P> {
    /// The outer loop.
    fn run(&mut self, first: Next<'h>) -> Result<'h, Value<'h>> {
        let mut next = first;
        loop {
            next = match next {
                Next::Enter(frame) => self.execute(frame),
                Next::Start(operation, arguments, builtin, position) => {
                    self.start(operation, arguments, builtin, position)
                }
                Next::Resume(frame, outcome) => self.resume(frame, outcome),
                Next::Deliver(value) => self.deliver(value),
                Next::Raise(error) => self.unwind(error),
                Next::Finished(outcome) => return outcome,
                Next::Idle => unreachable!("a step is taken once"),
            }
        }
    }

    /// Hands a result, which may be a thunk, to the frame below.
    fn deliver(&mut self, value: Value<'h>) -> Next<'h> {
        let value = value.resolved();
        if value.is_pending() {
            return Next::Enter(self.value_frame(value));
        }
        match self.frames.pop() {
            Some(Frame::Call(frame)) => {
                self.stack.push(value);
                Next::Enter(frame)
            }
            Some(Frame::Generator(frame)) => Next::Resume(frame, Ok(value)),
            None => Next::Finished(Ok(value)),
        }
    }
}
