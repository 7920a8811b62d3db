//! What a call comes to, whatever is called with however many arguments.

use super::Stack;
use crate::error::{Error, Result};
use crate::kernel::expect;
use crate::runtime::Runtime;
use crate::source::Position;
use crate::value::{Attrs, Builtin, Callee, Closure, Partial, Thunk, Value};

/// What a call has to do next. The callee is on the value stack with the arguments above it.
pub enum Plan<'h> {
    /// Enter the function, which takes just these arguments.
    Enter(Closure<'h>),
    /// Call the builtin, which takes just these arguments.
    Builtin(&'static Builtin),
    /// Nothing: there were too few arguments, and the function applied to them has taken their place.
    Applied,
    /// Call with the first so many arguments, then call the result with the rest.
    Split(usize),
    /// Call again: a functor with its set as first argument, which was inserted; errors are blamed on the position.
    Functor(Position),
    /// Call again: earlier arguments of a partial application have been inserted.
    Spread,
    /// Call again once the callee is evaluated.
    Force(Thunk<'h>),
}

/// Sorts out a call whose callee is at index `callee` of the stack, with the arguments above it.
#[inline(never)]
pub fn plan_call<'h>(
    runtime: &Runtime<'h>,
    stack: &mut Stack<'h>,
    callee: usize,
) -> Result<'h, Plan<'h>> {
    let count = stack.len() - callee - 1;
    match stack[callee].resolved() {
        Value::Closure(closure) => {
            let arity = closure.code().arity();
            if arity == count {
                return Ok(Plan::Enter(closure));
            }
            Ok(other_arity(
                runtime,
                stack,
                callee,
                Callee::Closure(closure),
                arity,
            ))
        }
        Value::Builtin(builtin) => {
            let arity = usize::from(builtin.arity);
            if arity == count {
                return Ok(Plan::Builtin(builtin));
            }
            Ok(other_arity(
                runtime,
                stack,
                callee,
                Callee::Builtin(builtin),
                arity,
            ))
        }
        Value::Partial(partial) => Ok(spread(runtime, stack, callee, partial)),
        Value::Attrs(attrs) => functor(runtime, stack, callee, attrs),
        Value::Thunk(thunk) => Ok(Plan::Force(thunk)),
        other => Err(not_callable(runtime, other)),
    }
}

/// A call with more or fewer arguments than the callee takes.
fn other_arity<'h>(
    runtime: &Runtime<'h>,
    stack: &mut Stack<'h>,
    callee: usize,
    function: Callee<'h>,
    arity: usize,
) -> Plan<'h> {
    if stack.len() - callee - 1 > arity {
        return Plan::Split(arity);
    }
    let partial = Partial::new(runtime.heap, function, &stack[callee + 1..]);
    stack.truncate(callee);
    stack.push(Value::Partial(partial));
    Plan::Applied
}

/// A call of a partial application: with the earlier arguments there may be enough now.
fn spread<'h>(
    runtime: &Runtime<'h>,
    stack: &mut Stack<'h>,
    callee: usize,
    partial: Partial<'h>,
) -> Plan<'h> {
    let (function, arity) = match partial.callee() {
        Callee::Closure(closure) => (Value::Closure(closure), closure.code().arity()),
        Callee::Builtin(builtin) => (Value::Builtin(builtin), usize::from(builtin.arity)),
    };
    let earlier = partial.arguments();
    let start = callee + 1;
    let count = stack.len() - start;
    let given = earlier.len() + count;
    if given < arity {
        let mut arguments: Vec<_> = earlier.collect();
        arguments.extend_from_slice(&stack[start..]);
        stack.truncate(callee);
        let partial = Partial::new(runtime.heap, partial.callee(), &arguments);
        stack.push(Value::Partial(partial));
        return Plan::Applied;
    }
    stack[callee] = function;
    let end = stack.len();
    stack.resize(end + earlier.len(), Value::Null);
    stack.copy_within(start..end, start + earlier.len());
    for (slot, argument) in earlier.enumerate() {
        stack[start + slot] = argument;
    }
    match partial.callee() {
        Callee::Closure(closure) if given == arity => Plan::Enter(closure),
        Callee::Closure(_) | Callee::Builtin(_) => Plan::Spread,
    }
}

/// A set with `__functor` is called as `set.__functor set arguments`.
fn functor<'h>(
    runtime: &Runtime<'h>,
    stack: &mut Stack<'h>,
    callee: usize,
    attrs: Attrs<'h>,
) -> Result<'h, Plan<'h>> {
    let Some(functor) = attrs.get(runtime.names.functor) else {
        return Err(not_callable(runtime, Value::Attrs(attrs)));
    };
    if stack.len() - callee > 2 {
        // The functor is called with the first argument alone: whatever its result does not take is blamed on the call.
        return Ok(Plan::Split(1));
    }
    stack.insert(callee, functor.value);
    Ok(Plan::Functor(functor.position))
}

#[cold]
fn not_callable<'h>(runtime: &Runtime<'h>, value: Value<'h>) -> Error<'h> {
    runtime.error(format_args!(
        "attempt to call something which is not a function but {}",
        expect::described_brief(runtime, value)
    ))
}

/// The first strict argument that has to be evaluated yet, the arguments beginning at `start`; those evaluated are
/// resolved in place.
#[inline(always)]
pub fn unforced_argument<'h>(
    stack: &mut Stack<'h>,
    builtin: &'static Builtin,
    start: usize,
) -> Option<Thunk<'h>> {
    let mut strict = builtin.strict;
    for argument in &mut stack[start..] {
        if strict & 1 != 0
            && let Value::Thunk(thunk) = *argument
        {
            match thunk.value() {
                Some(value) => *argument = value,
                None => return Some(thunk),
            }
        }
        strict >>= 1;
    }
    None
}
