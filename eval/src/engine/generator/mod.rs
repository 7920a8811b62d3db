//! The engine as the refactor first built it: everything that may wait is a generator of its own.
//!
//! Call frames and generator frames stand on one frame stack. Each force of a thunk, each `+`, comparison, coercion, lookup
//! in a `with`, call of a functor and call of a builtin is an asynchronous function, spawned as its own generator behind a
//! boxed future. A generator yields requests; the machine answers some at once and makes frames for the others, whose
//! result it takes off the value stack when the generator is on top again.

mod answer;
mod execute;
mod frame;
mod functions;
mod host;
mod request;

use super::Engine;
use super::frames::Frames;
use super::limits::Limits;
use crate::error::Result;
use crate::kernel::reentrant::{Arguments, Reentrant};
use crate::kernel::step::Stack;
use crate::probe::{Counters, Found, FrameEvent, FrameKind, NoProbe, Probe, probe};
use crate::runtime::Runtime;
use crate::source::Position;
use crate::value::{ThunkState, Value};
use frame::{Frame, GeneratorFrame, State};
use genawaiter::rc::Gen;
use host::Spawned;
use request::{Body, Generator};
use std::future::Future;
use std::rc::Rc;

/// The engine, with a probe that is off by default.
pub struct Generators<'h, P: Probe = NoProbe>(Machine<'h, P>);

impl<'h, P: Probe> Generators<'h, P> {
    /// A machine over a runtime whose globals are installed.
    pub fn new(runtime: Rc<Runtime<'h>>) -> Self {
        Self(Machine {
            stack: Stack::default(),
            frames: Frames::default(),
            limits: Limits::default(),
            probe: P::default(),
            generator_bytes: 0,
            runtime,
        })
    }
}

impl<'h, P: Probe> Engine<'h> for Generators<'h, P> {
    fn name(&self) -> &'static str {
        "generator"
    }

    fn force(&mut self, value: Value<'h>) -> Result<'h, Value<'h>> {
        let Value::Thunk(_) = value.resolved() else {
            return Ok(value.resolved());
        };
        let begun = self.0.spawn_force(value, Position::NONE);
        self.0.run(begun)
    }

    fn call(&mut self, function: Value<'h>, arguments: &[Value<'h>]) -> Result<'h, Value<'h>> {
        let callee = self.0.stack.len();
        self.0.stack.push(function);
        self.0.stack.extend_from_slice(arguments);
        let begun = self.0.call_value(callee, Position::NONE);
        self.0.run(begun)
    }

    fn run(&mut self, operation: Reentrant, arguments: Arguments<'h>) -> Result<'h, Value<'h>> {
        let begun = self.0.spawn_operation(operation, arguments, Position::NONE);
        self.0.run(begun)
    }

    fn counters(&self) -> Option<&Counters> {
        self.0.probe.counters()
    }
}

/// The state of the machine.
struct Machine<'h, P> {
    runtime: Rc<Runtime<'h>>,
    stack: Stack<'h>,
    frames: Frames<Frame<'h>>,
    limits: Limits,
    probe: P,
    /// Bytes of the generators on the frame stack.
    generator_bytes: usize,
}

/// What a generator is spawned for.
#[derive(Clone, Copy)]
struct Task {
    /// Where it is blamed.
    position: Position,
    /// Height of the value stack below its operands.
    base: u32,
    /// What it does, where that has a name.
    operation: Option<Reentrant>,
    /// The builtin it is, for traces.
    builtin: Option<&'static str>,
    /// Where the functor it calls is defined, for traces.
    functor: Option<Position>,
}

impl Task {
    /// A task without a name.
    fn at(position: Position, base: usize) -> Self {
        Self {
            position,
            base: base as u32,
            operation: None,
            builtin: None,
            functor: None,
        }
    }
}

impl<'h, P: Probe> Machine<'h, P> {
    /// The outer loop: takes the top frame off and runs it until none is left, if the first one could be `begun`.
    fn run(&mut self, begun: Result<'h, ()>) -> Result<'h, Value<'h>> {
        let mut step = begun;
        loop {
            if let Err(error) = step {
                self.unwind(error)?;
            }
            let Some(frame) = self.frames.pop() else {
                return Ok(self.stack.take());
            };
            step = match frame {
                Frame::Call(frame) => self.execute(frame),
                Frame::Generator(frame) => self.resume(frame),
            };
        }
    }

    /// Spawns an asynchronous function as a generator on top of the frame stack.
    fn spawn<F>(&mut self, task: Task, function: impl FnOnce(Spawned<'h>) -> F) -> Result<'h, ()>
    where
        F: Future<Output = Result<'h, Value<'h>>> + 'h,
    {
        let runtime = Rc::clone(&self.runtime);
        let bytes = size_of::<F>() + size_of::<Generator<'h>>();
        let generator: Generator<'h> =
            Gen::new(|co| Box::pin(function(Spawned::new(co, runtime))) as Body<'h>);
        probe!(self, generator_created(|| bytes));
        if let Some(operation) = task.operation {
            probe!(self, operation(operation));
        }
        self.generator_bytes += bytes;
        let frame = GeneratorFrame {
            generator,
            state: State::Running,
            task,
            suspended: false,
            bytes,
        };
        self.push(
            Frame::Generator(frame),
            FrameKind::Generator,
            FrameEvent::Push,
        )
    }

    /// Spawns the force of a value.
    fn spawn_force(&mut self, value: Value<'h>, position: Position) -> Result<'h, ()> {
        probe!(self, force(found(value)));
        let task = Task::at(position, self.stack.len());
        self.spawn(task, |host| functions::force(host, value))
    }

    /// Spawns a re-entrant operation.
    fn spawn_operation(
        &mut self,
        operation: Reentrant,
        arguments: Arguments<'h>,
        position: Position,
    ) -> Result<'h, ()> {
        let task = Task {
            operation: Some(operation),
            ..Task::at(position, self.stack.len())
        };
        self.spawn(task, |host| functions::run(host, operation, arguments))
    }

    /// Puts a frame on top of the frame stack, after a look at the limits.
    fn push(&mut self, frame: Frame<'h>, kind: FrameKind, event: FrameEvent) -> Result<'h, ()> {
        let within = self.look_at_limits();
        if self.frames.is_full() {
            let bytes = self.frames.grow();
            probe!(self, stack_grown(bytes));
        }
        probe!(self, frame(kind, event, self.frames.len()));
        self.frames.push(frame);
        within
    }

    fn look_at_limits(&mut self) -> Result<'h, ()> {
        let Self {
            limits,
            frames,
            stack,
            runtime,
            generator_bytes,
            ..
        } = self;
        let beside =
            || frames.bytes() + stack.capacity() * size_of::<Value<'h>>() + *generator_bytes;
        limits.call(runtime, beside)
    }
}

/// In which state a force finds a value.
fn found(value: Value<'_>) -> Found {
    match value {
        Value::Thunk(thunk) => match thunk.state() {
            ThunkState::Suspended(_) | ThunkState::Application => Found::Thunk,
            ThunkState::Blackhole => Found::Blackhole,
            ThunkState::Failed(_) => Found::Failure,
            ThunkState::Done(_) => Found::Value,
        },
        _ => Found::Value,
    }
}
