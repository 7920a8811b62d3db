//! Generators: re-entrant operations suspended in pooled slots.
//!
//! A slot holds one genawaiter generator that never ends: it waits for work, does it, and waits again. So a generator costs an allocation only when more are suspended at once than ever before.

use super::frame::{CallFrame, Frame, GeneratorFrame, TRAVERSAL};
use super::switches::Switches;
use super::{Machine, Next, stubs};
use crate::error::Result;
use crate::kernel::reentrant::{self, Arguments, Host, Reentrant};
use crate::kernel::trace;
use crate::probe::{FrameEvent, FrameKind, Probe, RequestKind, probe};
use crate::runtime::Runtime;
use crate::source::Position;
use crate::value::{Builtin, MAX_ARITY, Thunk, Value};
use genawaiter::GeneratorState;
use genawaiter::rc::{Co, Gen};
use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

/// What a generator is started for.
#[derive(Clone, Copy)]
pub(super) enum Work {
    /// An operation that an instruction or the engine's user asks for.
    Operation(Reentrant),
    /// A builtin's operation; the builtin is named for traces.
    Reentrant(Reentrant, &'static Builtin),
    /// A builtin from the beginning, arguments not evaluated.
    Builtin(&'static Builtin),
}

impl Work {
    fn operation(self) -> Option<Reentrant> {
        match self {
            Self::Operation(operation) | Self::Reentrant(operation, _) => Some(operation),
            Self::Builtin(builtin) => builtin.reentrant,
        }
    }

    fn builtin(self) -> Option<&'static Builtin> {
        match self {
            Self::Operation(_) => None,
            Self::Reentrant(_, builtin) => Some(builtin),
            Self::Builtin(builtin) => Some(builtin),
        }
    }
}

/// What a generator asks for.
#[derive(Clone, Copy)]
pub(super) enum Request<'h> {
    /// The value of a thunk.
    Force(Thunk<'h>),
    /// The result of a call with the first so many arguments.
    Call(Value<'h>, Arguments<'h>, usize),
}

/// Why a generator yields. What it has to say is in the [`Mailbox`].
#[derive(Clone, Copy)]
enum Signal {
    /// It waits for work; the work before, if any, has its outcome.
    Ready,
    /// It is suspended with a request.
    Request,
}

/// Where machine and generators leave what the other side shall read, next.
///
/// Only one generator runs at a time, so that one mailbox serves all of them, and no more than a signal goes through each
/// generator's own airlock, which moves everything it passes on several times.
struct Mailbox<'h> {
    work: Cell<(Work, Arguments<'h>)>,
    request: Cell<Request<'h>>,
    outcome: Cell<Result<'h, Value<'h>>>,
}

impl Default for Mailbox<'_> {
    fn default() -> Self {
        let nothing = [Value::Null; MAX_ARITY];
        Self {
            work: Cell::new((Work::Operation(Reentrant::Force), nothing)),
            request: Cell::new(Request::Call(Value::Null, nothing, 0)),
            outcome: Cell::new(Ok(Value::Null)),
        }
    }
}

type Body<'h> = Pin<Box<dyn Future<Output = ()> + 'h>>;

type Slot<'h> = Gen<Signal, (), Body<'h>>;

/// Every generator of the machine.
#[derive(Default)]
pub(super) struct Pool<'h> {
    slots: Vec<Slot<'h>>,
    free: Vec<u32>,
    mailbox: Rc<Mailbox<'h>>,
}

impl<'h> Pool<'h> {
    /// A generator that waits for work, and its size in bytes.
    fn create(&self, runtime: &Rc<Runtime<'h>>) -> (Slot<'h>, usize) {
        let runtime = Rc::clone(runtime);
        let mailbox = Rc::clone(&self.mailbox);
        let mut bytes = size_of::<Slot<'h>>();
        let mut generator: Slot<'h> = Gen::new(|co| {
            let host = Suspending {
                co,
                mailbox,
                runtime,
            };
            let body: Body<'h> = Box::pin(body(host));
            bytes += size_of_val(&*body);
            body
        });
        let state = generator.resume();
        debug_assert!(matches!(state, GeneratorState::Yielded(Signal::Ready)));
        (generator, bytes)
    }

    /// A generator that waits for work, and the bytes allocated for it if it is new.
    fn acquire<S: Switches>(&mut self, runtime: &Rc<Runtime<'h>>) -> (u32, Option<usize>) {
        match self.free.pop() {
            Some(slot) if S::POOLED_GENERATORS => (slot, None),
            Some(slot) => {
                let (generator, bytes) = self.create(runtime);
                self.slots[slot as usize] = generator;
                (slot, Some(bytes))
            }
            None => {
                let (generator, bytes) = self.create(runtime);
                self.slots.push(generator);
                (self.slots.len() as u32 - 1, Some(bytes))
            }
        }
    }

    /// Bytes held outside of the heap, about.
    pub(super) fn bytes(&self) -> usize {
        // A slot's future has a bit more than a kibibyte in a debug build, and less in a release build.
        self.slots.len() * 1280
    }
}

async fn body(mut host: Suspending<'_>) {
    loop {
        host.co.yield_(Signal::Ready).await;
        let (work, arguments) = host.mailbox.work.get();
        let outcome = match work {
            Work::Operation(operation) | Work::Reentrant(operation, _) => {
                reentrant::run(&mut host, operation, arguments).await
            }
            Work::Builtin(builtin) => reentrant::call_builtin(&mut host, builtin, arguments).await,
        };
        let outcome = match (outcome, work.builtin()) {
            (Err(error), Some(builtin)) => Err(trace::of_padded_arguments(
                &host.runtime,
                error,
                builtin,
                &arguments,
            )),
            (outcome, _) => outcome,
        };
        host.mailbox.outcome.set(outcome);
    }
}

/// The host of an operation on this engine.
struct Suspending<'h> {
    co: Co<Signal, ()>,
    mailbox: Rc<Mailbox<'h>>,
    runtime: Rc<Runtime<'h>>,
}

impl<'h> Suspending<'h> {
    /// No asynchronous function itself: every level is polled again at each resumption.
    fn request(&mut self, request: Request<'h>) -> impl Future<Output = Result<'h, Value<'h>>> {
        self.mailbox.request.set(request);
        let answered = self.co.yield_(Signal::Request);
        let mailbox = &self.mailbox;
        async move {
            answered.await;
            mailbox.outcome.get()
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

    fn call(
        &mut self,
        function: Value<'h>,
        arguments: &[Value<'h>],
    ) -> impl Future<Output = Result<'h, Value<'h>>> {
        let mut padded = [Value::Null; MAX_ARITY];
        let count = arguments.len().min(MAX_ARITY);
        padded[..count].copy_from_slice(&arguments[..count]);
        self.request(Request::Call(function, padded, count))
    }
}

impl<'h, P: Probe, S: Switches> Machine<'h, P, S> {
    /// Starts a generator.
    pub(super) fn start(
        &mut self,
        work: Work,
        arguments: Arguments<'h>,
        position: Position,
    ) -> Next<'h> {
        let (slot, created) = self.pool.acquire::<S>(&self.runtime);
        if let Some(bytes) = created {
            probe!(self, generator_created(|| bytes));
        }
        let operation = work.operation().unwrap_or(Reentrant::Force);
        probe!(self, operation(operation));
        probe!(
            self,
            frame(FrameKind::Generator, FrameEvent::Push, self.frames.len())
        );
        let base = self.stack.len() as u32;
        let frame = GeneratorFrame {
            slot,
            base,
            position,
            operation,
            suspended: false,
            builtin: work.builtin(),
        };
        self.pool.mailbox.work.set((work, arguments));
        self.step(frame)
    }

    /// Resumes a generator with the outcome of its request.
    pub(super) fn resume(
        &mut self,
        frame: GeneratorFrame,
        outcome: Result<'h, Value<'h>>,
    ) -> Next<'h> {
        self.stack.truncate(frame.base as usize);
        if frame.slot == TRAVERSAL {
            return self.resume_traversal(frame, outcome);
        }
        self.pool.mailbox.outcome.set(outcome);
        self.step(frame)
    }

    fn step(&mut self, mut frame: GeneratorFrame) -> Next<'h> {
        probe!(self, native_stack());
        match self.pool.slots[frame.slot as usize].resume() {
            GeneratorState::Yielded(Signal::Request) => {
                frame.suspended = true;
                self.suspend(frame)
            }
            GeneratorState::Yielded(Signal::Ready) => {
                self.pool.free.push(frame.slot);
                probe!(self, generator_finished(frame.suspended));
                probe!(
                    self,
                    frame(FrameKind::Generator, FrameEvent::Pop, self.frames.len())
                );
                match self.pool.mailbox.outcome.get() {
                    Ok(_) if !S::INLINE_FORCE && frame.operation == Reentrant::Force => {
                        self.next_after_force()
                    }
                    Ok(value) => self.deliver_of_builtin(&frame, value),
                    Err(error) => Next::Raise(match frame.builtin {
                        None => error,
                        Some(builtin) => {
                            let name = builtin.name;
                            trace::of_builtin(&self.runtime, error, name, frame.position)
                        }
                    }),
                }
            }
            GeneratorState::Complete(()) => unreachable!("a generator never ends"),
        }
    }

    /// A force as a generator leaves the value in the thunk, where the frame that asked for it looks.
    fn next_after_force(&mut self) -> Next<'h> {
        match self.take_up() {
            Some(Frame::Call(frame)) => Next::Enter(frame),
            Some(Frame::Generator(_)) | None => unreachable!("only call frames force like this"),
        }
    }

    /// Hands on the result of a generator; if it is a thunk and there will be a trace, above a frame that tells of the builtin.
    pub(super) fn deliver_of_builtin(
        &mut self,
        frame: &GeneratorFrame,
        value: Value<'h>,
    ) -> Next<'h> {
        match frame.builtin {
            Some(builtin) if self.runtime.options.show_trace && value.resolved().is_pending() => {
                let code = stubs::builtin_result(self.heap, builtin, frame.position);
                let base = self.stack.len() as u32;
                self.stack.push(value);
                probe!(
                    self,
                    frame(FrameKind::Stub, FrameEvent::Push, self.frames.len())
                );
                Next::Enter(CallFrame::new(code, &[], base, None))
            }
            _ => Next::Deliver(value),
        }
    }

    /// Evaluates a thunk that the frame on top waits for.
    pub(super) fn next_of_force(&mut self, thunk: Thunk<'h>) -> Next<'h> {
        match self.thunk_frame(thunk) {
            Ok(Some(frame)) => Next::Enter(frame),
            Ok(None) => Next::Deliver(Value::Thunk(thunk)),
            Err(error) => Next::Raise(error),
        }
    }

    fn suspend(&mut self, frame: GeneratorFrame) -> Next<'h> {
        if let Err(error) = self.make_room() {
            return Next::Resume(frame, Err(error));
        }
        self.put_aside(Frame::Generator(frame));
        match self.pool.mailbox.request.get() {
            Request::Force(thunk) => {
                probe!(self, request(RequestKind::Force));
                self.next_of_force(thunk)
            }
            Request::Call(function, arguments, count) => {
                probe!(self, request(RequestKind::Call));
                Next::Enter(self.application_frame(function, &arguments[..count]))
            }
        }
    }
}
