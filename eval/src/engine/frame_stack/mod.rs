//! The optimized engine: call frames run bytecode in one loop, generators exist only where work really suspends.
//!
//! The outer loop ([`Machine::run`]) takes the next step: enter a call frame, resume a generator, unwind an error. The
//! inner loop ([`execute`]) runs call frames until one needs the outer loop. A frame that forces a thunk pushes itself and
//! is continued when the thunk has its value; nothing here ever recurses on the native stack.

mod arithmetic;
mod call;
mod execute;
mod frame;
mod generator;
mod stubs;
pub mod switches;
mod traversal;
mod unwind;

use super::Engine;
use super::frames::Frames;
use super::limits::Limits;
use crate::error::Result;
use crate::heap::Heap;
use crate::kernel::reentrant::{Arguments, Reentrant};
use crate::kernel::step::Stack;
use crate::probe::{Counters, FrameEvent, NoProbe, Probe, probe};
use crate::runtime::Runtime;
use crate::source::Position;
use crate::value::Value;
use frame::{CallFrame, Frame, GeneratorFrame};
use generator::{Pool, Work};
use std::marker::PhantomData;
use std::rc::Rc;
use stubs::Stubs;
use switches::{Everything, Switches};
use traversal::Traversals;

/// Bytes of a frame, of whatever kind, while it waits.
pub const FRAME_BYTES: usize = size_of::<Frame<'_>>();

/// The engine, by default with a probe that is off and all optimizations.
pub struct FrameStack<'h, P: Probe = NoProbe, S: Switches = Everything>(Machine<'h, P, S>);

impl<'h, P: Probe, S: Switches> FrameStack<'h, P, S> {
    /// A machine over a runtime whose globals are installed.
    pub fn new(runtime: Rc<Runtime<'h>>) -> Self {
        Self(Machine {
            heap: runtime.heap,
            stack: Stack::default(),
            frames: Frames::default(),
            pool: Pool::default(),
            traversals: Traversals::default(),
            stubs: Stubs::default(),
            limits: Limits::default(),
            probe: P::default(),
            next: Next::Idle,
            runtime,
            switches: PhantomData,
        })
    }
}

impl<'h, P: Probe, S: Switches> Engine<'h> for FrameStack<'h, P, S> {
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
        let work = Work::Operation(operation);
        self.0.run(Next::Start(work, arguments, Position::NONE))
    }

    fn counters(&self) -> Option<&Counters> {
        self.0.probe.counters()
    }
}

/// The state of the machine between two steps.
struct Machine<'h, P, S> {
    runtime: Rc<Runtime<'h>>,
    heap: &'h Heap,
    stack: Stack<'h>,
    frames: Frames<Frame<'h>>,
    pool: Pool<'h>,
    traversals: Traversals<'h>,
    stubs: Stubs<'h>,
    limits: Limits,
    probe: P,
    /// What the outer loop has to do when the inner loop leaves.
    next: Next<'h>,
    switches: PhantomData<S>,
}

/// The next step of the outer loop.
enum Next<'h> {
    /// Run a call frame.
    Enter(CallFrame<'h>),
    /// Start a generator on arguments, asked for at a position.
    Start(Work, Arguments<'h>, Position),
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

impl<'h, P: Probe, S: Switches> Machine<'h, P, S> {
    /// The outer loop.
    fn run(&mut self, first: Next<'h>) -> Result<'h, Value<'h>> {
        let mut next = first;
        loop {
            next = match next {
                Next::Enter(frame) => self.execute(frame),
                Next::Start(work, arguments, position) => self.start(work, arguments, position),
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
        match self.take_up() {
            Some(Frame::Call(frame)) => {
                self.stack.push(value);
                Next::Enter(frame)
            }
            Some(Frame::Generator(frame)) => Next::Resume(frame, Ok(value)),
            None => Next::Finished(Ok(value)),
        }
    }

    /// Takes the top frame off, which goes on now.
    #[inline(always)]
    fn take_up(&mut self) -> Option<Frame<'h>> {
        let frame = self.frames.pop()?;
        probe!(
            self,
            frame(frame.kind(), FrameEvent::Resume, self.frames.len())
        );
        Some(frame)
    }

    /// Puts a frame on top, which waits for those to come.
    #[inline(always)]
    fn put_aside(&mut self, frame: Frame<'h>) {
        probe!(
            self,
            frame(frame.kind(), FrameEvent::Suspend, self.frames.len())
        );
        self.frames.push(frame);
    }
}
