//! The asynchronous functions that generators run: forces, operators, lookups and calls.

use super::host::Spawned;
use crate::bytecode::Instruction;
use crate::error::Result;
use crate::heap::Heap;
use crate::kernel::coerce::{self, Mode};
use crate::kernel::equality;
use crate::kernel::recursion::infinite_recursion;
use crate::kernel::reentrant::{self, Arguments, Host, Reentrant};
use crate::kernel::step::{Lookup, combine, look_up, reentrant_form};
use crate::kernel::trace;
use crate::source::Position;
use crate::symbol::Symbol;
use crate::value::{Builtin, Interrupt, MAX_ARITY, Thunk, ThunkState, Value};

/// The value of a thunk.
pub(super) async fn force<'h>(mut host: Spawned<'h>, value: Value<'h>) -> Result<'h, Value<'h>> {
    let Value::Thunk(thunk) = value else {
        return Ok(value);
    };
    match thunk.state() {
        ThunkState::Done(value) => Ok(value),
        ThunkState::Failed(error) => Err(error),
        ThunkState::Blackhole => {
            let position = host.position().await;
            let runtime = host.runtime();
            Err(infinite_recursion(&runtime).at(runtime.heap, position))
        }
        ThunkState::Suspended(code) => {
            thunk.begin();
            let outcome = host.enter_lambda(code, thunk.captures()).await;
            memoise(host.runtime().heap, thunk, outcome)
        }
        ThunkState::Application => {
            thunk.begin();
            let parts = thunk.captures();
            for argument in &parts[1..] {
                host.push(argument.get().value()).await;
            }
            let count = parts.len() as u32 - 1;
            let outcome = host.call_pushed(parts[0].get().value(), count).await;
            memoise(host.runtime().heap, thunk, outcome)
        }
    }
}

/// Remembers what became of a thunk.
fn memoise<'h>(
    heap: &'h Heap,
    thunk: Thunk<'h>,
    outcome: Result<'h, Value<'h>>,
) -> Result<'h, Value<'h>> {
    match outcome {
        Ok(value) => thunk.finish(heap, value),
        Err(error) => thunk.fail(heap, error),
    }
    outcome
}

/// A binary operator on the two values on top of the value stack.
pub(super) async fn operate(
    mut host: Spawned<'_>,
    instruction: Instruction,
    position: Position,
) -> Result<'_, Value<'_>> {
    let right = host.pop().await?;
    let left = host.pop().await?;
    let mut operands = [left, right];
    let runtime = host.runtime();
    loop {
        let [left, right] = operands;
        match combine(&runtime, instruction, position, left, right) {
            Ok(value) => return Ok(value),
            Err(Interrupt::Error(error)) => return Err(error),
            Err(Interrupt::Force(index)) => operands[index] = host.force(operands[index]).await?,
            Err(Interrupt::Reenter) => {
                let arguments = [left, right, Value::Null];
                return reentrant::run(&mut host, reentrant_form(instruction), arguments).await;
            }
        }
    }
}

/// A re-entrant operation.
pub(super) async fn run<'h>(
    mut host: Spawned<'h>,
    operation: Reentrant,
    arguments: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let value = reentrant::run(&mut host, operation, arguments).await?;
    host.force(value).await
}

/// The string of the value on top of the value stack.
pub(super) async fn coerce_top(mut host: Spawned<'_>, mode: Mode) -> Result<'_, Value<'_>> {
    let value = host.pop().await?;
    coerce(host, value, mode).await
}

/// The string of a value.
pub(super) async fn coerce<'h>(
    mut host: Spawned<'h>,
    value: Value<'h>,
    mode: Mode,
) -> Result<'h, Value<'h>> {
    let string = coerce::coerce_to_string(&mut host, value, mode).await?;
    Ok(Value::String(string))
}

/// Whether two items of collections are equal.
pub(super) async fn equal<'h>(
    mut host: Spawned<'h>,
    left: Value<'h>,
    right: Value<'h>,
) -> Result<'h, Value<'h>> {
    let equal = equality::equality(&mut host, left, right, true).await?;
    Ok(Value::Bool(equal))
}

/// The value of a name in the scopes of `with` that lie on the value stack, each blamed on its position.
pub(super) async fn resolve_with<'h>(
    mut host: Spawned<'h>,
    mut scopes: Vec<Value<'h>>,
    positions: &'h [Position],
    name: Symbol,
) -> Result<'h, Value<'h>> {
    let runtime = host.runtime();
    loop {
        match look_up(&runtime, &scopes, name)? {
            Lookup::Found(value) => return host.force(value).await,
            Lookup::Force(index) => {
                let scope = host.with_scope(index as u32, positions[index]).await?;
                scopes[index] = scope;
            }
        }
    }
}

/// A builtin on the arguments on top of the value stack.
pub(super) async fn builtin<'h>(
    mut host: Spawned<'h>,
    builtin: &'static Builtin,
) -> Result<'h, Value<'h>> {
    let mut arguments: Arguments<'h> = [Value::Null; MAX_ARITY];
    for index in (0..usize::from(builtin.arity)).rev() {
        arguments[index] = host.pop().await?;
    }
    let outcome = reentrant::call_builtin(&mut host, builtin, arguments).await;
    outcome.map_err(|error| trace::of_padded_arguments(&host.runtime(), error, builtin, &arguments))
}

/// A call that takes more than one step: a callee to be evaluated, or more arguments than it takes at once, `first` of
/// which go to it and the rest to what it returns. Callee and arguments lie on the value stack.
pub(super) async fn call_in_steps(
    mut host: Spawned<'_>,
    count: usize,
    first: usize,
) -> Result<'_, Value<'_>> {
    let mut rest = Vec::with_capacity(count - first);
    for _ in first..count {
        rest.push(host.pop().await?);
    }
    let mut arguments = Vec::with_capacity(first);
    for _ in 0..first {
        arguments.push(host.pop().await?);
    }
    let callee = host.pop().await?;
    let callee = host.force(callee).await?;
    arguments.reverse();
    let mut result = host.call(callee, &arguments).await?;
    if !rest.is_empty() {
        rest.reverse();
        result = host.call(result, &rest).await?;
    }
    Ok(result)
}
