//! Calls and forces: which frame comes next.

use super::execute::{Exit, Step};
use super::frame::{CallFrame, Frame};
use super::generator::Work;
use super::switches::Switches;
use super::{Machine, Next, stubs};
use crate::bytecode::Code;
use crate::error::Result;
use crate::kernel::recursion::infinite_recursion;
use crate::kernel::reentrant::{Arguments, Reentrant};
use crate::kernel::step::{Plan, plan_call, unforced_argument};
use crate::kernel::trace;
use crate::kernel::traversal::Kind;
use crate::probe::{CalleeKind, Found, FrameEvent, FrameKind, Probe, probe};
use crate::source::Position;
use crate::value::{Builtin, Closure, Interrupt, MAX_ARITY, Thunk, ThunkState, Value};

/// Values the stack has room for whenever a segment of frames begins, so that it rarely grows by itself.
const STACK_RESERVE: usize = 1 << 16;

/// Where the frame of a call goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Placement {
    /// Above the calling frame, which waits for the result.
    Nested,
    /// In the place of the calling frame.
    Tail,
}

impl<'h, P: Probe, S: Switches> Machine<'h, P, S> {
    /// Room for one more frame, and a look at the limit whenever the frame stack has to grow.
    #[inline(always)]
    pub(super) fn make_room(&mut self) -> Result<'h, ()> {
        if self.frames.is_full() {
            self.grow()
        } else {
            Ok(())
        }
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self) -> Result<'h, ()> {
        let beside = self.bytes_beside();
        self.limits.check(&self.runtime, beside)?;
        let segment = self.frames.grow();
        probe!(self, stack_grown(segment));
        if self.stack.capacity() - self.stack.len() < STACK_RESERVE {
            let more = (self.stack.capacity() / 2).max(STACK_RESERVE);
            let bytes = more * size_of::<Value<'h>>();
            let beside = self.bytes_beside() + bytes;
            self.limits.check(&self.runtime, beside)?;
            probe!(self, stack_grown(bytes));
            self.stack.reserve_exact(more);
        }
        Ok(())
    }

    /// Bytes of stacks and generators, which are held outside of the heap.
    fn bytes_beside(&self) -> usize {
        self.frames.bytes()
            + self.stack.capacity() * size_of::<Value<'h>>()
            + self.pool.bytes()
            + self.traversals.bytes()
    }

    /// The frame that evaluates a thunk, marked as under evaluation; none if it has its value already.
    pub(super) fn thunk_frame(&mut self, thunk: Thunk<'h>) -> Result<'h, Option<CallFrame<'h>>> {
        let base = self.stack.len() as u32;
        if let Some((code, captures)) = thunk.start() {
            self.tell_begun();
            return Ok(Some(CallFrame::new(code, captures, base, Some(thunk))));
        }
        match thunk.state() {
            ThunkState::Suspended(_) => unreachable!("a thunk that waits has been started"),
            ThunkState::Application => {
                thunk.begin();
                self.tell_begun();
                let parts = thunk.captures();
                let count = parts.len() - 1;
                let parts = parts.iter().map(|part| part.get().value());
                self.stack.extend(parts);
                Ok(Some(self.applied(base, count, Some(thunk))))
            }
            ThunkState::Blackhole => {
                probe!(self, force(Found::Blackhole));
                Err(infinite_recursion(&self.runtime))
            }
            ThunkState::Failed(error) => {
                probe!(self, force(Found::Failure));
                Err(error)
            }
            ThunkState::Done(_) => {
                probe!(self, force(Found::Value));
                Ok(None)
            }
        }
    }

    /// Tells the probe that the evaluation of a thunk has begun.
    #[inline(always)]
    pub(super) fn tell_begun(&mut self) {
        probe!(self, force(Found::Thunk));
        probe!(
            self,
            frame(FrameKind::Thunk, FrameEvent::Push, self.frames.len())
        );
    }

    /// The frame that applies a function to arguments.
    pub(super) fn application_frame(
        &mut self,
        function: Value<'h>,
        arguments: &[Value<'h>],
    ) -> CallFrame<'h> {
        let base = self.stack.len() as u32;
        self.stack.push(function);
        self.stack.extend_from_slice(arguments);
        let frame = self.applied(base, arguments.len(), None);
        probe!(
            self,
            frame(frame.kind(), FrameEvent::Push, self.frames.len())
        );
        frame
    }

    /// The frame that applies the function at `base` to the `count` values above it: the function's own where it takes
    /// just as many, else one that sorts it out.
    fn applied(&mut self, base: u32, count: usize, update: Option<Thunk<'h>>) -> CallFrame<'h> {
        if let Value::Closure(closure) = self.stack[base as usize].resolved() {
            let code = closure.code();
            if code.arity() == count {
                probe!(self, call(CalleeKind::Lambda));
                return CallFrame::new(code, closure.captures(), base, update);
            }
        }
        let code = self.stubs.application(self.heap, count as u32);
        CallFrame::new(code, &[], base, update)
    }

    /// The frame that evaluates a value.
    pub(super) fn value_frame(&mut self, value: Value<'h>) -> CallFrame<'h> {
        probe!(
            self,
            frame(FrameKind::Stub, FrameEvent::Push, self.frames.len())
        );
        let base = self.stack.len() as u32;
        self.stack.push(value);
        CallFrame::new(self.stubs.evaluate(self.heap), &[], base, None)
    }

    /// Puts the current frame aside and evaluates a thunk.
    #[inline(never)]
    pub(super) fn enter_thunk(
        &mut self,
        current: &mut CallFrame<'h>,
        thunk: Thunk<'h>,
    ) -> Step<'h> {
        if !S::INLINE_FORCE {
            let arguments = [Value::Thunk(thunk), Value::Null, Value::Null];
            return self.leave_for(current, Reentrant::Force, arguments);
        }
        self.make_room().map_err(Exit::Raise)?;
        if let Some(frame) = self.thunk_frame(thunk).map_err(Exit::Raise)? {
            self.put_aside(Frame::Call(*current));
            *current = frame;
        }
        Ok(())
    }

    /// `Call` and `TailCall`: the function and its `count` arguments are on top of the stack.
    #[inline(always)]
    pub(super) fn call(
        &mut self,
        current: &mut CallFrame<'h>,
        count: usize,
        placement: Placement,
    ) -> Step<'h> {
        let callee = self.stack.len() - count - 1;
        match self.stack[callee].resolved() {
            Value::Closure(closure) if closure.code().arity() == count => {
                self.enter_closure(current, closure, callee, placement)
            }
            Value::Builtin(builtin) if usize::from(builtin.arity) == count => {
                self.call_builtin(current, builtin, callee)
            }
            _ => self.call_other(current, callee),
        }
    }

    #[inline(always)]
    fn enter_closure(
        &mut self,
        current: &mut CallFrame<'h>,
        closure: Closure<'h>,
        callee: usize,
        placement: Placement,
    ) -> Step<'h> {
        let Self {
            limits,
            frames,
            stack,
            pool,
            runtime,
            ..
        } = self;
        let beside = || frames.bytes() + stack.capacity() * size_of::<Value<'h>>() + pool.bytes();
        limits.call(runtime, beside).map_err(Exit::Raise)?;
        let (base, update) = self
            .place(current, callee, placement)
            .map_err(Exit::Raise)?;
        *current = CallFrame::new(closure.code(), closure.captures(), base, update);
        Ok(())
    }

    /// Where the frame of a call begins and what it updates: above the current frame, which is put aside, or in its place.
    #[inline(always)]
    fn place(
        &mut self,
        current: &CallFrame<'h>,
        callee: usize,
        placement: Placement,
    ) -> Result<'h, (u32, Option<Thunk<'h>>)> {
        if placement == Placement::Nested || !S::TAIL_CALLS {
            probe!(self, call(CalleeKind::Lambda));
            self.make_room()?;
            self.put_aside(Frame::Call(*current));
            probe!(
                self,
                frame(FrameKind::Call, FrameEvent::Push, self.frames.len())
            );
            return Ok((callee as u32, None));
        }
        probe!(self, call(CalleeKind::Tail));
        if P::ON && current.kind() == FrameKind::Stub {
            let below = self.frames.len();
            probe!(self, frame(FrameKind::Stub, FrameEvent::Pop, below));
            probe!(self, frame(FrameKind::Call, FrameEvent::Push, below));
        }
        self.limits.tail_call(&self.runtime)?;
        let base = current.base as usize;
        if callee > base {
            let length = self.stack.len() - callee;
            self.stack.copy_within(callee.., base);
            self.stack.truncate(base + length);
        }
        Ok((current.base, current.update))
    }

    /// A call that is not simply one of a function with all its arguments.
    #[inline(never)]
    fn call_other(&mut self, current: &mut CallFrame<'h>, callee: usize) -> Step<'h> {
        let count = self.stack.len() - callee - 1;
        match plan_call(&self.runtime, &mut self.stack, callee).map_err(Exit::Raise)? {
            Plan::Enter(closure) => {
                probe!(self, call(CalleeKind::Partial));
                self.enter_closure(current, closure, callee, Placement::Nested)
            }
            Plan::Builtin(builtin) => self.call_builtin(current, builtin, callee),
            Plan::Applied => {
                probe!(self, call(CalleeKind::Partial));
                Ok(())
            }
            Plan::Split(arity) => {
                self.stack[callee..].rotate_left(arity + 1);
                let rest = count - arity;
                let code = self.stubs.split(self.heap, arity as u32, rest as u32);
                self.enter_stub(current, callee, code)
            }
            Plan::Functor(position) => {
                probe!(self, call(CalleeKind::Functor));
                let count = count as u32 + 1;
                let code = self.stubs.functor(self.heap, count, position);
                self.enter_stub(current, callee, code)
            }
            Plan::Spread => {
                probe!(self, call(CalleeKind::Partial));
                let count = self.stack.len() - callee - 1;
                let code = self.stubs.application(self.heap, count as u32);
                self.enter_stub(current, callee, code)
            }
            Plan::Force(thunk) => {
                current.ip -= 1;
                self.enter_thunk(current, thunk)
            }
        }
    }

    /// Enters a piece of the machine's own code, whose slot 0 is at `callee`.
    ///
    /// Never in the place of the current frame, which knows where the call is written.
    fn enter_stub(
        &mut self,
        current: &mut CallFrame<'h>,
        callee: usize,
        code: &'h Code<'h>,
    ) -> Step<'h> {
        self.make_room().map_err(Exit::Raise)?;
        self.put_aside(Frame::Call(*current));
        probe!(
            self,
            frame(FrameKind::Stub, FrameEvent::Push, self.frames.len())
        );
        *current = CallFrame::new(code, &[], callee as u32, None);
        Ok(())
    }

    /// Evaluates the result of a builtin; where there will be a trace, above a frame that tells of it.
    fn enter_for_result(
        &mut self,
        current: &mut CallFrame<'h>,
        thunk: Thunk<'h>,
        builtin: &'static Builtin,
        position: Position,
    ) -> Step<'h> {
        if self.runtime.options.show_trace {
            self.make_room().map_err(Exit::Raise)?;
            let code = stubs::builtin_result(self.heap, builtin, position);
            self.put_aside(Frame::Call(*current));
            let base = self.stack.len() as u32;
            self.stack.push(Value::Thunk(thunk));
            probe!(
                self,
                frame(FrameKind::Thunk, FrameEvent::Push, self.frames.len())
            );
            *current = CallFrame::new(code, &[], base, Some(thunk));
        }
        self.enter_thunk(current, thunk)
    }

    #[inline(never)]
    fn call_builtin(
        &mut self,
        current: &mut CallFrame<'h>,
        builtin: &'static Builtin,
        callee: usize,
    ) -> Step<'h> {
        if !S::DIRECT_BUILTINS {
            return self.leave_for_builtin(current, Work::Builtin(builtin), callee);
        }
        if builtin.strict != 0
            && let Some(thunk) = unforced_argument(&mut self.stack, builtin, callee + 1)
        {
            current.call_again();
            return self.enter_thunk(current, thunk);
        }
        if let Some(direct) = builtin.direct {
            match direct(&self.runtime, &self.stack[callee + 1..]) {
                Ok(value) => {
                    probe!(self, call(CalleeKind::Builtin));
                    self.stack.truncate(callee);
                    self.stack.push(value);
                    return match value.resolved() {
                        Value::Thunk(thunk) => {
                            let position = current.position();
                            self.enter_for_result(current, thunk, builtin, position)
                        }
                        _ => Ok(()),
                    };
                }
                Err(Interrupt::Error(error)) => {
                    probe!(self, call(CalleeKind::Builtin));
                    let arguments = &self.stack[callee + 1..];
                    let blamed = self.position_of(current);
                    let error = trace::of_arguments(&self.runtime, error, builtin, arguments);
                    let error = trace::of_builtin(&self.runtime, error, builtin.name, blamed);
                    return Err(Exit::Raise(error));
                }
                Err(Interrupt::Force(argument)) => {
                    if let Value::Thunk(thunk) = self.stack[callee + 1 + argument].resolved() {
                        current.call_again();
                        return self.enter_thunk(current, thunk);
                    }
                }
                Err(Interrupt::Reenter) => {}
            }
        }
        let Some(operation) = builtin.reentrant else {
            unreachable!(
                "the builtin '{}' gave up without a re-entrant form",
                builtin.name
            )
        };
        if S::TRAVERSALS
            && let Some(kind) = Kind::of(operation)
        {
            let (arguments, position) = self.prepare_builtin(current, callee)?;
            return self.traverse(current, operation, kind, builtin, arguments, position);
        }
        self.leave_for_builtin(current, Work::Reentrant(operation, builtin), callee)
    }

    /// Puts the current frame aside and starts a builtin as a generator.
    fn leave_for_builtin(
        &mut self,
        current: &CallFrame<'h>,
        work: Work,
        callee: usize,
    ) -> Step<'h> {
        let (arguments, position) = self.prepare_builtin(current, callee)?;
        Err(self.leave(Next::Start(work, arguments, position)))
    }

    /// Takes a builtin's arguments off the stack and puts the current frame aside; where the call is blamed.
    #[inline]
    fn prepare_builtin(
        &mut self,
        current: &CallFrame<'h>,
        callee: usize,
    ) -> std::result::Result<(Arguments<'h>, Position), Exit<'h>> {
        probe!(self, call(CalleeKind::Builtin));
        let given = &self.stack[callee + 1..];
        let mut arguments: Arguments<'h> = [Value::Null; MAX_ARITY];
        arguments[..given.len()].copy_from_slice(given);
        self.stack.truncate(callee);
        let mut position = current.position();
        if !position.is_some() {
            position = self.position_of(current);
        }
        self.make_room().map_err(Exit::Raise)?;
        self.put_aside(Frame::Call(*current));
        Ok((arguments, position))
    }
}
