//! Calls and forces: which frame comes next.

use super::execute::{Exit, Step};
use super::frame::{CallFrame, Frame};
use super::{CHECK_INTERVAL, Machine, Next, TAIL_CALLS, stubs};
use crate::bytecode::Code;
use crate::error::{Error, ErrorKind, Result};
use crate::kernel::expect;
use crate::kernel::reentrant::Arguments;
use crate::probe::{CalleeKind, FrameEvent, FrameKind, Probe};
use crate::source::Position;
use crate::value::{
    Attrs, Builtin, Callee, Closure, Interrupt, MAX_ARITY, Partial, Thunk, ThunkState, Value,
};

/// Values the stack has room for whenever a segment of frames begins, so that it rarely grows by itself.
const STACK_RESERVE: usize = 1 << 16;

/// What becomes of the frame that makes a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CallKind {
    /// It waits for the result.
    Nested,
    /// The function takes its place.
    Tail,
}

impl<'h, P: Probe> Machine<'h, P> {
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
        self.check_heap(0)?;
        self.frames.grow();
        if self.stack.capacity() - self.stack.len() < STACK_RESERVE {
            let more = (self.stack.capacity() / 2).max(STACK_RESERVE);
            self.check_heap(more * size_of::<Value<'h>>())?;
            self.stack.reserve_exact(more);
        }
        Ok(())
    }

    /// An error if heap, stacks and generators together have reached the limit, or would with `more` bytes.
    #[cold]
    #[inline(never)]
    pub(super) fn check_heap(&mut self, more: usize) -> Result<'h, ()> {
        self.fuel = CHECK_INTERVAL;
        if self.heap.objects() != self.objects_seen {
            self.objects_seen = self.heap.objects();
            self.tail_calls_left = TAIL_CALLS;
        }
        let beside = more
            + self.frames.bytes()
            + self.stack.capacity() * size_of::<Value<'h>>()
            + self.pool.bytes();
        if self.heap.is_full(beside) {
            Err(Error::heap_full(self.heap))
        } else {
            Ok(())
        }
    }

    /// The error of a loop of tail calls that goes nowhere.
    #[cold]
    #[inline(never)]
    fn endless(&mut self) -> Error<'h> {
        self.tail_calls_left = TAIL_CALLS;
        let message = format!(
            "infinite recursion encountered: {TAIL_CALLS} calls in tail position without anything allocated"
        );
        self.runtime.error_of(ErrorKind::InfiniteRecursion, message)
    }

    /// The frame that evaluates a thunk, marked as under evaluation; none if it has its value already.
    pub(super) fn thunk_frame(&mut self, thunk: Thunk<'h>) -> Result<'h, Option<CallFrame<'h>>> {
        let base = self.stack.len() as u32;
        match thunk.state() {
            ThunkState::Suspended(code) => {
                thunk.set(ThunkState::Blackhole);
                self.probe
                    .frame(FrameKind::Thunk, FrameEvent::Push, self.frames.len());
                let captures = thunk.captures();
                Ok(Some(CallFrame {
                    code,
                    captures,
                    ip: 0,
                    base,
                    update: Some(thunk),
                }))
            }
            ThunkState::Application => {
                thunk.set(ThunkState::Blackhole);
                self.probe
                    .frame(FrameKind::Thunk, FrameEvent::Push, self.frames.len());
                let parts = thunk.captures();
                self.stack.extend(parts.iter().map(std::cell::Cell::get));
                Ok(Some(self.applied(base, parts.len() - 1, Some(thunk))))
            }
            ThunkState::Blackhole => Err(self.runtime.error_of(
                ErrorKind::InfiniteRecursion,
                "infinite recursion encountered",
            )),
            ThunkState::Failed(error) => Err(error),
            ThunkState::Done(_) => Ok(None),
        }
    }

    /// The frame that applies a function to arguments.
    pub(super) fn application_frame(
        &mut self,
        function: Value<'h>,
        arguments: &[Value<'h>],
    ) -> CallFrame<'h> {
        self.probe
            .frame(FrameKind::Call, FrameEvent::Push, self.frames.len());
        let base = self.stack.len() as u32;
        self.stack.push(function);
        self.stack.extend_from_slice(arguments);
        self.applied(base, arguments.len(), None)
    }

    /// The frame that applies the function at `base` to the `count` values above it: the function's own where it takes
    /// just as many, else one that sorts it out.
    fn applied(&mut self, base: u32, count: usize, update: Option<Thunk<'h>>) -> CallFrame<'h> {
        if let Value::Closure(closure) = self.stack[base as usize].resolved() {
            let code = closure.code();
            if usize::from(arity(code)) == count {
                return CallFrame {
                    code,
                    captures: closure.captures(),
                    ip: 0,
                    base,
                    update,
                };
            }
        }
        let code = self.stubs.application(self.heap, count as u32);
        CallFrame {
            code,
            captures: &[],
            ip: 0,
            base,
            update,
        }
    }

    /// The frame that evaluates a value.
    pub(super) fn value_frame(&mut self, value: Value<'h>) -> CallFrame<'h> {
        self.probe
            .frame(FrameKind::Stub, FrameEvent::Push, self.frames.len());
        let base = self.stack.len() as u32;
        self.stack.push(value);
        CallFrame {
            code: self.stubs.evaluate(self.heap),
            captures: &[],
            ip: 0,
            base,
            update: None,
        }
    }

    /// Puts the current frame aside and evaluates a thunk.
    #[inline(never)]
    pub(super) fn enter_thunk(
        &mut self,
        current: &mut CallFrame<'h>,
        thunk: Thunk<'h>,
    ) -> Step<'h> {
        self.make_room().map_err(Exit::Raise)?;
        // By far the most frequent case, without a frame handed from hand to hand.
        if let ThunkState::Suspended(code) = thunk.state() {
            thunk.set(ThunkState::Blackhole);
            self.probe
                .frame(FrameKind::Thunk, FrameEvent::Push, self.frames.len());
            self.frames.push(Frame::Call(*current));
            *current = CallFrame {
                code,
                captures: thunk.captures(),
                ip: 0,
                base: self.stack.len() as u32,
                update: Some(thunk),
            };
            return Ok(());
        }
        if let Some(frame) = self.thunk_frame(thunk).map_err(Exit::Raise)? {
            self.frames.push(Frame::Call(*current));
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
        kind: CallKind,
    ) -> Step<'h> {
        let callee = self.stack.len() - count - 1;
        match self.stack[callee].resolved() {
            Value::Closure(closure) if usize::from(arity(closure.code())) == count => {
                self.enter_closure(current, closure, callee, kind)
            }
            function => self.call_other(current, function, callee),
        }
    }

    #[inline(always)]
    fn enter_closure(
        &mut self,
        current: &mut CallFrame<'h>,
        closure: Closure<'h>,
        callee: usize,
        kind: CallKind,
    ) -> Step<'h> {
        self.fuel -= 1;
        if self.fuel == 0 {
            self.check_heap(0).map_err(Exit::Raise)?;
        }
        let code = closure.code();
        self.probe
            .frame(FrameKind::Call, FrameEvent::Push, self.frames.len());
        let (base, update) = self.place(current, callee, kind).map_err(Exit::Raise)?;
        *current = CallFrame {
            code,
            captures: closure.captures(),
            ip: 0,
            base,
            update,
        };
        Ok(())
    }

    /// Where the frame of a call begins and what it updates: above the current frame, which is put aside, or in its place.
    #[inline(always)]
    fn place(
        &mut self,
        current: &CallFrame<'h>,
        callee: usize,
        kind: CallKind,
    ) -> Result<'h, (u32, Option<Thunk<'h>>)> {
        match kind {
            CallKind::Nested => {
                self.make_room()?;
                self.frames.push(Frame::Call(*current));
                Ok((callee as u32, None))
            }
            CallKind::Tail => {
                self.probe.call(CalleeKind::Tail);
                self.tail_calls_left -= 1;
                if self.tail_calls_left == 0 {
                    return Err(self.endless());
                }
                let base = current.base as usize;
                if callee > base {
                    let length = self.stack.len() - callee;
                    self.stack.copy_within(callee.., base);
                    self.stack.truncate(base + length);
                }
                Ok((current.base, current.update))
            }
        }
    }

    #[inline(never)]
    fn call_other(
        &mut self,
        current: &mut CallFrame<'h>,
        function: Value<'h>,
        callee: usize,
    ) -> Step<'h> {
        let count = self.stack.len() - callee - 1;
        match function {
            Value::Closure(closure) => {
                let arity = usize::from(arity(closure.code()));
                self.call_arity(current, Callee::Closure(closure), arity, callee)
            }
            Value::Builtin(builtin) if usize::from(builtin.arity) == count => {
                self.call_builtin(current, builtin, callee)
            }
            Value::Builtin(builtin) => {
                let arity = usize::from(builtin.arity);
                self.call_arity(current, Callee::Builtin(builtin), arity, callee)
            }
            Value::Partial(partial) => {
                let (function, arity) = match partial.callee() {
                    Callee::Closure(closure) => (Value::Closure(closure), arity(closure.code())),
                    Callee::Builtin(builtin) => (Value::Builtin(builtin), builtin.arity),
                };
                let earlier = partial.arguments();
                if earlier.len() + count < usize::from(arity) {
                    let mut arguments = earlier.to_vec();
                    arguments.extend_from_slice(&self.stack[callee + 1..]);
                    self.stack.truncate(callee);
                    let partial = Partial::new(self.heap, partial.callee(), &arguments);
                    self.stack.push(Value::Partial(partial));
                    return Ok(());
                }
                let start = callee + 1;
                self.stack[callee] = function;
                let end = self.stack.len();
                self.stack.resize(end + earlier.len(), Value::Null);
                self.stack.copy_within(start..end, start + earlier.len());
                self.stack[start..start + earlier.len()].copy_from_slice(earlier);
                match partial.callee() {
                    Callee::Closure(closure) if earlier.len() + count == usize::from(arity) => {
                        self.enter_closure(current, closure, callee, CallKind::Nested)
                    }
                    Callee::Closure(_) | Callee::Builtin(_) => self.call_spread(current, callee),
                }
            }
            Value::Attrs(attrs) => self.call_functor(current, attrs, callee),
            Value::Thunk(thunk) => {
                current.ip -= 1;
                self.enter_thunk(current, thunk)
            }
            other => Err(self.not_callable(other)),
        }
    }

    /// Calls what is on the stack in a frame of its own, because the instruction does not say how many arguments there are now.
    fn call_spread(&mut self, current: &mut CallFrame<'h>, callee: usize) -> Step<'h> {
        let count = self.stack.len() - callee - 1;
        let code = self.stubs.application(self.heap, count as u32);
        self.enter_stub(current, callee, code)
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
        self.probe
            .frame(FrameKind::Stub, FrameEvent::Push, self.frames.len());
        let (base, update) = self
            .place(current, callee, CallKind::Nested)
            .map_err(Exit::Raise)?;
        *current = CallFrame {
            code,
            captures: &[],
            ip: 0,
            base,
            update,
        };
        Ok(())
    }

    #[cold]
    fn not_callable(&self, value: Value<'h>) -> Exit<'h> {
        Exit::Raise(self.runtime.error(format_args!(
            "attempt to call something which is not a function but {}",
            expect::described_brief(&self.runtime, value)
        )))
    }

    /// A set with `__functor` is called as `set.__functor set arguments`.
    fn call_functor(
        &mut self,
        current: &mut CallFrame<'h>,
        attrs: Attrs<'h>,
        callee: usize,
    ) -> Step<'h> {
        let Some(functor) = attrs.get(self.runtime.names.functor) else {
            return Err(self.not_callable(Value::Attrs(attrs)));
        };
        self.stack.insert(callee, functor.value);
        let count = self.stack.len() - callee - 1;
        let code = self
            .stubs
            .application_at(self.heap, count as u32, functor.position);
        self.enter_stub(current, callee, code)
    }

    /// A call with more or fewer arguments than the callee takes.
    fn call_arity(
        &mut self,
        current: &mut CallFrame<'h>,
        function: Callee<'h>,
        arity: usize,
        callee: usize,
    ) -> Step<'h> {
        let count = self.stack.len() - callee - 1;
        if count < arity {
            let partial = Partial::new(self.heap, function, &self.stack[callee + 1..]);
            self.stack.truncate(callee);
            self.stack.push(Value::Partial(partial));
            return Ok(());
        }
        if count == arity {
            return self.call_spread(current, callee);
        }
        self.stack[callee..].rotate_left(arity + 1);
        let code = self
            .stubs
            .split(self.heap, arity as u32, (count - arity) as u32);
        self.enter_stub(current, callee, code)
    }

    /// The first strict argument that is to be forced yet; the forced ones are resolved in place.
    #[inline(always)]
    fn unforced_argument(&mut self, builtin: &'static Builtin, callee: usize) -> Option<Thunk<'h>> {
        for index in 0..usize::from(builtin.arity) {
            if builtin.strict & (1 << index) != 0 {
                let slot = callee + 1 + index;
                let value = self.stack[slot].resolved();
                if let Value::Thunk(thunk) = value {
                    return Some(thunk);
                }
                self.stack[slot] = value;
            }
        }
        None
    }

    /// Evaluates an argument or the result of a builtin; where there will be a trace, above a frame that tells of it.
    fn enter_for_builtin(
        &mut self,
        current: &mut CallFrame<'h>,
        thunk: Thunk<'h>,
        builtin: &'static Builtin,
        position: Position,
    ) -> Step<'h> {
        if self.runtime.options.show_trace {
            self.make_room().map_err(Exit::Raise)?;
            let code = stubs::builtin_result(self.heap, builtin, position);
            self.frames.push(Frame::Call(*current));
            let base = self.stack.len() as u32;
            self.stack.push(Value::Thunk(thunk));
            *current = CallFrame {
                code,
                captures: &[],
                ip: 0,
                base,
                update: Some(thunk),
            };
        }
        self.enter_thunk(current, thunk)
    }

    fn call_builtin(
        &mut self,
        current: &mut CallFrame<'h>,
        builtin: &'static Builtin,
        callee: usize,
    ) -> Step<'h> {
        let position = current.position();
        if builtin.strict != 0
            && let Some(thunk) = self.unforced_argument(builtin, callee)
        {
            current.ip -= 1;
            return self.enter_for_builtin(current, thunk, builtin, position);
        }
        if let Some(direct) = builtin.direct {
            match direct(&self.runtime, &self.stack[callee + 1..]) {
                Ok(value) => {
                    self.stack.truncate(callee);
                    self.stack.push(value);
                    return match value.resolved() {
                        Value::Thunk(thunk) => {
                            self.enter_for_builtin(current, thunk, builtin, position)
                        }
                        _ => Ok(()),
                    };
                }
                Err(Interrupt::Error(error)) => {
                    let error = self.trace_builtin(error, Some(builtin.name), position);
                    return Err(Exit::Raise(error));
                }
                Err(Interrupt::Force(argument)) => {
                    if let Value::Thunk(thunk) = self.stack[callee + 1 + argument].resolved() {
                        current.ip -= 1;
                        return self.enter_for_builtin(current, thunk, builtin, position);
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
        let mut arguments: Arguments<'h> = [Value::Null; MAX_ARITY];
        arguments[..usize::from(builtin.arity)].copy_from_slice(&self.stack[callee + 1..]);
        self.stack.truncate(callee);
        self.make_room().map_err(Exit::Raise)?;
        self.frames.push(Frame::Call(*current));
        Err(self.leave(Next::Start(
            operation,
            arguments,
            Some(builtin.name),
            position,
        )))
    }
}

/// Number of arguments a function's code takes in one call.
#[inline(always)]
fn arity(code: &Code<'_>) -> u8 {
    code.function.as_ref().map_or(1, |function| function.arity)
}
