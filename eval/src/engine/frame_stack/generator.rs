//! Generators: re-entrant operations suspended in pooled slots.
//!
//! A slot holds one genawaiter generator that never ends: it waits for an operation, runs it, yields its result and waits for
//! the next. So a generator costs an allocation only when more are suspended at once than ever before.

use super::frame::{Frame, GeneratorFrame};
use super::{Machine, Next};
use crate::error::Result;
use crate::kernel::reentrant::{self, Arguments, Host, Reentrant};
use crate::probe::{FrameEvent, FrameKind, Probe, RequestKind};
use crate::runtime::Runtime;
use crate::source::Position;
use crate::value::{MAX_ARITY, Thunk, Value};
use genawaiter::GeneratorState;
use genawaiter::rc::{Co, Gen};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

/// What a generator asks for.
#[derive(Clone, Copy)]
pub(super) enum Request<'h> {
    /// The value of a thunk.
    Force(Thunk<'h>),
    /// The result of a call with the first so many arguments.
    Call(Value<'h>, Arguments<'h>, usize),
}

/// What comes out of a generator.
enum Yield<'h> {
    /// It waits for an operation.
    Idle,
    /// It is suspended.
    Request(Request<'h>),
    /// The operation has ended, and it waits for the next.
    Done(Result<'h, Value<'h>>),
}

/// What goes into a generator.
enum Resume<'h> {
    /// The first resumption, whose argument nobody sees.
    Nothing,
    /// An operation to run.
    Start(Reentrant, Arguments<'h>),
    /// The outcome of its request.
    Outcome(Result<'h, Value<'h>>),
}

type Body<'h> = Pin<Box<dyn Future<Output = ()> + 'h>>;

type Slot<'h> = Gen<Yield<'h>, Resume<'h>, Body<'h>>;

/// Every generator of the machine.
#[derive(Default)]
pub(super) struct Pool<'h> {
    slots: Vec<Slot<'h>>,
    free: Vec<u32>,
}

impl<'h> Pool<'h> {
    /// A generator that waits for an operation, and whether it is new.
    fn acquire(&mut self, runtime: &Rc<Runtime<'h>>) -> (u32, bool) {
        if let Some(slot) = self.free.pop() {
            return (slot, false);
        }
        let runtime = Rc::clone(runtime);
        let mut generator: Slot<'h> = Gen::new(|co| Box::pin(body(co, runtime)) as Body<'h>);
        let state = generator.resume_with(Resume::Nothing);
        debug_assert!(matches!(state, GeneratorState::Yielded(Yield::Idle)));
        self.slots.push(generator);
        (self.slots.len() as u32 - 1, true)
    }

    /// Bytes held outside of the heap, about.
    pub(super) fn bytes(&self) -> usize {
        // A slot's future is a few hundred bytes; one kibibyte is on the safe side.
        self.slots.len() * 1024
    }
}

async fn body<'h>(co: Co<Yield<'h>, Resume<'h>>, runtime: Rc<Runtime<'h>>) {
    let mut host = Suspending { co, runtime };
    let mut resumed = host.co.yield_(Yield::Idle).await;
    while let Resume::Start(operation, arguments) = resumed {
        let outcome = reentrant::run(&mut host, operation, arguments).await;
        resumed = host.co.yield_(Yield::Done(outcome)).await;
    }
}

/// The host of an operation on this engine.
struct Suspending<'h> {
    co: Co<Yield<'h>, Resume<'h>>,
    runtime: Rc<Runtime<'h>>,
}

impl<'h> Suspending<'h> {
    async fn request(&mut self, request: Request<'h>) -> Result<'h, Value<'h>> {
        match self.co.yield_(Yield::Request(request)).await {
            Resume::Outcome(outcome) => outcome,
            Resume::Nothing | Resume::Start(..) => {
                unreachable!("a suspended generator is resumed with an outcome")
            }
        }
    }
}

impl<'h> Host<'h> for Suspending<'h> {
    fn runtime(&self) -> Rc<Runtime<'h>> {
        Rc::clone(&self.runtime)
    }

    async fn force(&mut self, value: Value<'h>) -> Result<'h, Value<'h>> {
        match value.resolved() {
            Value::Thunk(thunk) => self.request(Request::Force(thunk)).await,
            value => Ok(value),
        }
    }

    async fn call(
        &mut self,
        function: Value<'h>,
        arguments: &[Value<'h>],
    ) -> Result<'h, Value<'h>> {
        let mut padded = [Value::Null; MAX_ARITY];
        let count = arguments.len().min(MAX_ARITY);
        padded[..count].copy_from_slice(&arguments[..count]);
        self.request(Request::Call(function, padded, count)).await
    }
}

impl<'h, P: Probe> Machine<'h, P> {
    /// Starts a re-entrant operation.
    pub(super) fn start(
        &mut self,
        operation: Reentrant,
        arguments: Arguments<'h>,
        builtin: Option<&'static str>,
        position: Position,
    ) -> Next<'h> {
        let (slot, new) = self.pool.acquire(&self.runtime);
        self.probe.operation(operation);
        if new {
            self.probe.generator_created(|| 1024);
        }
        let base = self.stack.len() as u32;
        let frame = GeneratorFrame {
            slot,
            base,
            position,
            operation,
            suspended: false,
            builtin,
        };
        self.step(frame, Resume::Start(operation, arguments))
    }

    /// Resumes a generator with the outcome of its request.
    pub(super) fn resume(
        &mut self,
        frame: GeneratorFrame,
        outcome: Result<'h, Value<'h>>,
    ) -> Next<'h> {
        self.stack.truncate(frame.base as usize);
        self.step(frame, Resume::Outcome(outcome))
    }

    fn step(&mut self, mut frame: GeneratorFrame, resume: Resume<'h>) -> Next<'h> {
        match self.pool.slots[frame.slot as usize].resume_with(resume) {
            GeneratorState::Yielded(Yield::Request(request)) => {
                frame.suspended = true;
                self.suspend(frame, request)
            }
            GeneratorState::Yielded(Yield::Done(outcome)) => {
                self.pool.free.push(frame.slot);
                self.probe.generator_finished(frame.suspended);
                match outcome {
                    Ok(value) => Next::Deliver(value),
                    Err(error) => {
                        Next::Raise(self.trace_builtin(error, frame.builtin, frame.position))
                    }
                }
            }
            GeneratorState::Yielded(Yield::Idle) | GeneratorState::Complete(()) => {
                unreachable!("a generator yields requests and results")
            }
        }
    }

    fn suspend(&mut self, frame: GeneratorFrame, request: Request<'h>) -> Next<'h> {
        self.probe
            .frame(FrameKind::Generator, FrameEvent::Push, self.frames.len());
        if let Err(error) = self.make_room() {
            return Next::Resume(frame, Err(error));
        }
        self.frames.push(Frame::Generator(frame));
        match request {
            Request::Force(thunk) => {
                self.probe.request(RequestKind::Force);
                match self.thunk_frame(thunk) {
                    Ok(Some(thunk_frame)) => Next::Enter(thunk_frame),
                    Ok(None) => Next::Deliver(Value::Thunk(thunk)),
                    Err(error) => Next::Raise(error),
                }
            }
            Request::Call(function, arguments, count) => {
                self.probe.request(RequestKind::Call);
                Next::Enter(self.application_frame(function, &arguments[..count]))
            }
        }
    }
}
