//! Calls and native forces, each on the native stack.

use super::Machine;
use super::frame::{EnterFrame, Trampoline};
use crate::error::{Error, ErrorKind, Result};
use crate::kernel::reentrant::Arguments;
use crate::kernel::step::{Activation, Plan, plan_call, unforced_argument};
use crate::kernel::trace;
use crate::probe::{CalleeKind, Found, Probe, probe};
use crate::source::Position;
use crate::value::{Builtin, Closure, Interrupt, MAX_ARITY, Thunk, ThunkState, Value};

/// Where the frame of a call goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Placement {
    /// Above the calling frame, on a native level of its own.
    Nested,
    /// In the place of the calling frame.
    Tail,
}

/// What a call is blamed on.
#[derive(Clone, Copy)]
enum Blame {
    /// The instruction of the frame on top; its operands on the instruction before.
    Frame,
    /// A position.
    Place(Position),
}

impl<'h, P: Probe> Machine<'h, P> {
    /// `Call` and `TailCall`: the function and its `count` arguments are on top of the stack.
    #[inline(always)]
    pub(super) fn call(
        &mut self,
        count: usize,
        placement: Placement,
    ) -> Result<'h, Trampoline<'h, P>> {
        let callee = self.stack.len() - count - 1;
        match self.stack[callee].resolved() {
            Value::Closure(closure) if closure.code().arity() == count => match placement {
                Placement::Nested => self.enter_closure(closure, callee)?,
                Placement::Tail => self.replace_frame(closure, callee)?,
            },
            _ => self.call_planned(callee, Blame::Frame)?,
        }
        Ok(Trampoline::done())
    }

    /// Runs a function with all its arguments.
    #[inline(always)]
    fn enter_closure(&mut self, closure: Closure<'h>, callee: usize) -> Result<'h, ()> {
        probe!(self, call(CalleeKind::Lambda));
        let frame = EnterFrame::new(closure.code(), closure.captures(), callee, None);
        self.enter_frame(frame)
    }

    /// Puts a function with all its arguments in the place of the frame on top.
    #[inline(always)]
    fn replace_frame(&mut self, closure: Closure<'h>, callee: usize) -> Result<'h, ()> {
        probe!(self, call(CalleeKind::Tail));
        self.count_call()?;
        self.limits.tail_call(&self.runtime)?;
        let top = self.frames.len() - 1;
        let activation = &mut self.frames[top].activation;
        let base = activation.base as usize;
        if callee > base {
            let length = self.stack.len() - callee;
            self.stack.copy_within(callee.., base);
            self.stack.truncate(base + length);
        }
        *activation = Activation::new(closure.code(), closure.captures(), base as u32);
        Ok(())
    }

    /// Calls whatever is at `callee` with the arguments above it, and leaves the evaluated result in their place.
    pub(super) fn apply(&mut self, callee: usize, position: Position) -> Result<'h, ()> {
        let count = self.stack.len() - callee - 1;
        if let Value::Closure(closure) = self.stack[callee].resolved()
            && closure.code().arity() == count
        {
            return self.enter_closure(closure, callee);
        }
        self.descend()?;
        let outcome = self.call_planned(callee, Blame::Place(position));
        self.ascend();
        outcome.map_err(|error| error.at(self.heap, position))
    }

    /// A call that is not simply one of a function with all its arguments.
    #[inline(never)]
    fn call_planned(&mut self, callee: usize, blame: Blame) -> Result<'h, ()> {
        loop {
            return match plan_call(&self.runtime, &mut self.stack, callee)? {
                Plan::Enter(closure) => {
                    probe!(self, call(CalleeKind::Partial));
                    self.enter_closure(closure, callee)
                }
                Plan::Builtin(builtin) => self.call_builtin(builtin, callee, blame),
                Plan::Applied => {
                    probe!(self, call(CalleeKind::Partial));
                    Ok(())
                }
                Plan::Split(arity) => {
                    let position = self.blamed(blame);
                    self.call_split(callee, arity, position)
                }
                Plan::Functor(position) => {
                    probe!(self, call(CalleeKind::Functor));
                    let call = self.blamed(blame);
                    self.apply(callee, position)
                        .map_err(|error| trace::of_functor(&self.runtime, error, position, call))
                }
                Plan::Spread => {
                    probe!(self, call(CalleeKind::Partial));
                    let position = self.blamed(blame);
                    self.apply(callee, position)
                }
                Plan::Force(thunk) => match self.force_thunk(thunk) {
                    Ok(_) => continue,
                    Err(error) => Err(self.blame_operand(error, blame)),
                },
            };
        }
    }

    /// Calls a function with the first `arity` arguments and its result with the rest.
    fn call_split(&mut self, callee: usize, arity: usize, position: Position) -> Result<'h, ()> {
        self.stack[callee..].rotate_left(arity + 1);
        let first = self.stack.len() - arity - 1;
        self.apply(first, position)?;
        self.stack[callee..].rotate_right(1);
        self.apply(callee, position)
    }

    /// Calls a builtin with all its arguments, which stay on the stack as long as its plain form runs.
    fn call_builtin(
        &mut self,
        builtin: &'static Builtin,
        callee: usize,
        blame: Blame,
    ) -> Result<'h, ()> {
        probe!(self, call(CalleeKind::Builtin));
        let position = self.blamed(blame);
        while let Some(thunk) = unforced_argument(&mut self.stack, builtin, callee + 1) {
            self.force_argument(thunk, builtin, position, callee)?;
        }
        while let Some(direct) = builtin.direct {
            match direct(&self.runtime, &self.stack[callee + 1..]) {
                Ok(value) => {
                    self.stack.truncate(callee);
                    let value = match value.resolved() {
                        Value::Thunk(thunk) => {
                            let outcome = self.force_thunk(thunk);
                            outcome.map_err(|error| {
                                trace::of_builtin(&self.runtime, error, builtin.name, position)
                            })?
                        }
                        value => value,
                    };
                    self.stack.push(value);
                    return Ok(());
                }
                Err(Interrupt::Error(error)) => {
                    let arguments = &self.stack[callee + 1..];
                    let error = trace::of_arguments(&self.runtime, error, builtin, arguments);
                    return Err(trace::of_builtin(
                        &self.runtime,
                        error,
                        builtin.name,
                        position,
                    ));
                }
                Err(Interrupt::Force(argument)) => {
                    match self.stack[callee + 1 + argument].resolved() {
                        Value::Thunk(thunk) => {
                            self.force_argument(thunk, builtin, position, callee)?;
                        }
                        _ => unreachable!("builtins ask for thunks to be evaluated"),
                    }
                }
                Err(Interrupt::Reenter) => break,
            }
        }
        self.reenter_builtin(builtin, callee, position)
    }

    /// Runs the form of a builtin that calls back.
    fn reenter_builtin(
        &mut self,
        builtin: &'static Builtin,
        callee: usize,
        position: Position,
    ) -> Result<'h, ()> {
        let Some(operation) = builtin.reentrant else {
            unreachable!(
                "the builtin '{}' gave up without a re-entrant form",
                builtin.name
            )
        };
        let given = &self.stack[callee + 1..];
        let mut arguments: Arguments<'h> = [Value::Null; MAX_ARITY];
        arguments[..given.len()].copy_from_slice(given);
        self.stack.truncate(callee);
        let value = self.operate(operation, arguments, Some((builtin, position)))?;
        let value = match self.force(value) {
            Ok(value) => value,
            Err(error) => {
                return Err(trace::of_builtin(
                    &self.runtime,
                    error,
                    builtin.name,
                    position,
                ));
            }
        };
        self.stack.push(value);
        Ok(())
    }

    /// Evaluates an argument of a builtin.
    fn force_argument(
        &mut self,
        thunk: Thunk<'h>,
        builtin: &'static Builtin,
        position: Position,
        callee: usize,
    ) -> Result<'h, ()> {
        match self.force_thunk(thunk) {
            Ok(_) => Ok(()),
            Err(error) => {
                let arguments = &self.stack[callee + 1..];
                let error = trace::of_arguments(&self.runtime, error, builtin, arguments);
                Err(trace::of_builtin(
                    &self.runtime,
                    error,
                    builtin.name,
                    position,
                ))
            }
        }
    }

    /// The place of a call.
    fn blamed(&self, blame: Blame) -> Position {
        match blame {
            Blame::Frame => self.position(),
            Blame::Place(position) => position,
        }
    }

    /// The error, which came of an operand of a call.
    #[cold]
    fn blame_operand(&self, error: Error<'h>, blame: Blame) -> Error<'h> {
        let position = self.blamed(blame);
        error.at(self.heap, position)
    }

    /// Evaluates a value.
    #[inline(always)]
    pub(super) fn force(&mut self, value: Value<'h>) -> Result<'h, Value<'h>> {
        match value.resolved() {
            Value::Thunk(thunk) => self.force_thunk(thunk),
            value => Ok(value),
        }
    }

    /// Evaluates a thunk natively.
    pub(super) fn force_thunk(&mut self, thunk: Thunk<'h>) -> Result<'h, Value<'h>> {
        match self.refusal(thunk) {
            Some(error) => Err(error),
            None => self.evaluate_thunk(thunk),
        }
    }

    /// Evaluates a thunk that nothing refuses.
    pub(super) fn evaluate_thunk(&mut self, thunk: Thunk<'h>) -> Result<'h, Value<'h>> {
        if let Some(value) = thunk.value() {
            probe!(self, force(Found::Value));
            return Ok(value);
        }
        probe!(self, force(Found::Thunk));
        match self.thunk_frame(thunk) {
            Some(frame) => self.enter_frame(frame)?,
            None => self.apply_thunk(thunk)?,
        }
        let value = self.stack.take();
        thunk.finish(self.runtime.heap, value);
        Ok(value)
    }

    /// Why a thunk cannot be evaluated.
    #[inline(always)]
    pub(super) fn refusal(&mut self, thunk: Thunk<'h>) -> Option<Error<'h>> {
        match thunk.state() {
            ThunkState::Suspended(_) | ThunkState::Application | ThunkState::Done(_) => None,
            ThunkState::Blackhole => {
                probe!(self, force(Found::Blackhole));
                Some(self.infinite_recursion())
            }
            ThunkState::Failed(error) => {
                probe!(self, force(Found::Failure));
                Some(error)
            }
        }
    }

    /// The frame that computes a thunk's value, unless there is a value already or a builtin computes it.
    #[inline(always)]
    pub(super) fn thunk_frame(&mut self, thunk: Thunk<'h>) -> Option<EnterFrame<'h>> {
        let base = self.stack.len();
        match thunk.state() {
            ThunkState::Suspended(code) => {
                let captures = thunk.captures();
                Some(EnterFrame::new(code, captures, base, Some(thunk)))
            }
            ThunkState::Application => {
                let [function, arguments @ ..] = thunk.captures() else {
                    unreachable!("an application has a function")
                };
                let Value::Closure(closure) = function.get().value().resolved() else {
                    return None;
                };
                let code = closure.code();
                if code.arity() != arguments.len() {
                    return None;
                }
                probe!(self, call(CalleeKind::Lambda));
                let parts = thunk.captures().iter().map(|part| part.get().value());
                self.stack.extend(parts);
                Some(EnterFrame::new(code, closure.captures(), base, Some(thunk)))
            }
            ThunkState::Done(_) | ThunkState::Blackhole | ThunkState::Failed(_) => None,
        }
    }

    /// Applies what an application thunk applies; the result is left on top of the stack.
    fn apply_thunk(&mut self, thunk: Thunk<'h>) -> Result<'h, ()> {
        let callee = self.stack.len();
        let parts = thunk.captures().iter().map(|part| part.get().value());
        self.stack.extend(parts);
        thunk.begin();
        let outcome = self.apply(callee, Position::NONE);
        if let Err(error) = outcome {
            thunk.fail(self.runtime.heap, error);
            self.stack.truncate(callee);
        }
        outcome
    }

    #[cold]
    fn infinite_recursion(&self) -> Error<'h> {
        self.runtime.error_of(
            ErrorKind::InfiniteRecursion,
            "infinite recursion encountered",
        )
    }
}
