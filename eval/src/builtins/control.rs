//! Builtins that steer evaluation: forcing, failing, catching.

use crate::error::{Error, ErrorKind, Result};
use crate::kernel::coerce::{Mode, coerce_direct};
use crate::kernel::operators::Outcome;
use crate::kernel::reentrant::{Arguments, Host, Reentrant};
use crate::runtime::Runtime;
use crate::value::{AttrsBuilder, Builtin, Interrupt, NixString, Value};

/// The rows of this topic.
pub const TABLE: &[Builtin] = &[
    Builtin::direct(
        "seq",
        2,
        0b1,
        |_, arguments| Ok(arguments[1]),
        "a b: b, after a has been evaluated",
    ),
    Builtin::reentrant(
        "deepSeq",
        2,
        0,
        Reentrant::DeepSeq,
        "a b: b, after a and everything in it has been evaluated",
    )
    .with_fast_path(quick_deep_seq),
    Builtin::reentrant(
        "tryEval",
        1,
        0,
        Reentrant::TryEval,
        "e: evaluates e; `{ success = true; value = e; }`, or `{ success = false; value = false; }` if it threw or failed an assertion",
    )
    .with_fast_path(quick_try_eval),
    Builtin::reentrant(
        "throw",
        1,
        0b1,
        Reentrant::Throw,
        "message: fails with the message; tryEval catches it",
    )
    .with_fast_path(|runtime, arguments| Err(thrown(runtime, message(runtime, arguments[0])?).into())),
    Builtin::reentrant(
        "abort",
        1,
        0b1,
        Reentrant::Abort,
        "message: fails with the message; nothing catches it",
    )
    .with_fast_path(|runtime, arguments| Err(aborted(runtime, message(runtime, arguments[0])?).into())),
    Builtin::reentrant(
        "addErrorContext",
        2,
        0,
        Reentrant::AddErrorContext,
        "message e: e; if its evaluation fails, the message is part of the trace",
    )
    .with_fast_path(quick_context),
    Builtin::direct(
        "break",
        1,
        0,
        |_, arguments| Ok(arguments[0]),
        "e: e; a place for a debugger to stop, and there is none",
    ),
];

/// What `tryEval` gives.
fn attempt<'h>(runtime: &Runtime<'h>, success: bool, value: Value<'h>) -> Value<'h> {
    let mut attrs = AttrsBuilder::with_capacity(2);
    attrs.push(runtime.symbols.intern(b"success"), Value::Bool(success));
    attrs.push(runtime.names.value, value);
    Value::Attrs(attrs.finish(runtime.heap))
}

fn quick_try_eval<'h>(runtime: &Runtime<'h>, arguments: &[Value<'h>]) -> Outcome<'h> {
    if arguments[0].is_pending() {
        return Err(Interrupt::Reenter);
    }
    Ok(attempt(runtime, true, arguments[0].resolved()))
}

/// The value of a thunk
pub async fn force<'h, H: Host<'h>>(
    host: &mut H,
    [value, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    host.force(value).await
}

/// `tryEval e`
pub async fn try_eval<'h, H: Host<'h>>(
    host: &mut H,
    [expression, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let outcome = host.try_force(expression).await;
    let runtime = host.runtime();
    match outcome {
        Ok(value) => Ok(attempt(&runtime, true, value)),
        Err(error) if error.kind().is_catchable() => {
            Ok(attempt(&runtime, false, Value::Bool(false)))
        }
        Err(error) => Err(error),
    }
}

/// Nothing is left to force in what is evaluated and no collection.
fn quick_deep_seq<'h>(_: &Runtime<'h>, arguments: &[Value<'h>]) -> Outcome<'h> {
    match arguments[0].resolved() {
        Value::Thunk(_) | Value::List(_) | Value::Attrs(_) => Err(Interrupt::Reenter),
        Value::Null
        | Value::Bool(_)
        | Value::Int(_)
        | Value::Float(_)
        | Value::String(_)
        | Value::Path(_)
        | Value::Closure(_)
        | Value::Builtin(_)
        | Value::Partial(_) => Ok(arguments[1]),
    }
}

/// `deepSeq a b`
pub async fn deep_seq<'h, H: Host<'h>>(
    host: &mut H,
    [forced, result, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    host.force_deeply(forced).await?;
    Ok(result)
}

/// The message of `throw` and `abort`, unless evaluation is needed for it.
fn message<'h>(runtime: &Runtime<'h>, value: Value<'h>) -> Outcome<'h, NixString<'h>> {
    match coerce_direct(runtime, value, Mode::Interpolation) {
        Some(message) => Ok(message?),
        None => Err(Interrupt::Reenter),
    }
}

fn thrown<'h>(runtime: &Runtime<'h>, message: NixString<'h>) -> Error<'h> {
    runtime.error_of(ErrorKind::Throw, message.text())
}

fn aborted<'h>(runtime: &Runtime<'h>, message: NixString<'h>) -> Error<'h> {
    let message = message.text();
    runtime.error_of(
        ErrorKind::Abort,
        format_args!("evaluation aborted with the following error message: '{message}'"),
    )
}

/// `throw message`
pub async fn throw<'h, H: Host<'h>>(
    host: &mut H,
    [message, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let message = host.coerce(message, Mode::Interpolation).await?;
    Err(thrown(&host.runtime(), message))
}

/// `abort message`
pub async fn abort<'h, H: Host<'h>>(
    host: &mut H,
    [message, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let message = host.coerce(message, Mode::Interpolation).await?;
    Err(aborted(&host.runtime(), message))
}

fn quick_context<'h>(_: &Runtime<'h>, arguments: &[Value<'h>]) -> Outcome<'h> {
    if arguments[1].is_pending() {
        Err(Interrupt::Reenter)
    } else {
        Ok(arguments[1])
    }
}

/// `addErrorContext message e`
pub async fn add_error_context<'h, H: Host<'h>>(
    host: &mut H,
    [message, expression, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    match host.force(expression).await {
        Ok(value) => Ok(value),
        Err(error) => {
            let message = host.coerce(message, Mode::PathPart).await?;
            let heap = host.runtime().heap;
            Err(error.told(heap, &message.text()))
        }
    }
}
