//! Builtins that steer evaluation: forcing, failing, catching, tracing.

use crate::error::Result;
use crate::kernel::reentrant::{Arguments, Host, Reentrant};
use crate::value::{AttrsBuilder, Builtin, Value};

/// The rows of this topic.
pub const TABLE: &[Builtin] = &[Builtin {
    name: "tryEval",
    arity: 1,
    strict: 0,
    documentation: "e: evaluates e; `{ success = true; value = e; }`, or `{ success = false; value = false; }` if it threw or failed an assertion",
    direct: None,
    reentrant: Some(Reentrant::TryEval),
}];

/// `tryEval e`
pub async fn try_eval<'h, H: Host<'h>>(
    host: &mut H,
    [expression, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let runtime = host.runtime();
    let (success, value) = match host.force(expression).await {
        Ok(value) => (true, value),
        Err(error) if error.kind().is_catchable() => (false, Value::Bool(false)),
        Err(error) => return Err(error),
    };
    let mut attrs = AttrsBuilder::with_capacity(2);
    attrs.push(runtime.names.success, Value::Bool(success));
    attrs.push(runtime.names.value, value);
    Ok(Value::Attrs(attrs.finish(runtime.heap)))
}
