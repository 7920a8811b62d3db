//! Builtins that print: traces and warnings.

use crate::error::{ErrorKind, Result};
use crate::kernel::expect::expect_string;
use crate::kernel::forced;
use crate::kernel::operators::Outcome;
use crate::kernel::reentrant::{Arguments, Host, Reentrant};
use crate::print;
use crate::probe::RequestKind;
use crate::runtime::Runtime;
use crate::value::{Builtin, Interrupt, Value};

/// The rows of this topic.
pub const TABLE: &[Builtin] = &[
    Builtin::direct(
        "trace",
        2,
        0b1,
        |runtime, arguments| {
            print_trace(runtime, arguments[0]);
            Ok(arguments[1])
        },
        "message e: prints the message, then is e",
    )
    .asking(RequestKind::Warn),
    Builtin::reentrant(
        "traceVerbose",
        2,
        0,
        Reentrant::TraceVerbose,
        "message e: as trace if verbose traces are asked for, else just e",
    )
    .with_fast_path(trace_verbose)
    .asking(RequestKind::Warn),
    Builtin::direct(
        "warn",
        2,
        0b1,
        warn,
        "message e: prints a warning, then is e",
    )
    .asking(RequestKind::Warn),
];

fn print_trace<'h>(runtime: &Runtime<'h>, message: Value<'h>) {
    match message {
        Value::String(text) => runtime.print(&format!("trace: {}", text.text())),
        other => runtime.print(&format!("trace: {}", print::for_trace(runtime, other))),
    }
}

fn trace_verbose<'h>(runtime: &Runtime<'h>, arguments: &[Value<'h>]) -> Outcome<'h> {
    if runtime.options.trace_verbose {
        if arguments[0].is_pending() {
            return Err(Interrupt::Reenter);
        }
        print_trace(runtime, arguments[0].resolved());
    }
    Ok(arguments[1])
}

/// `traceVerbose message e` where the message is wanted and not evaluated yet
pub async fn trace_verbose_pending<'h, H: Host<'h>>(
    host: &mut H,
    [message, result, ..]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let message = forced!(host, message);
    print_trace(&host.runtime(), message);
    Ok(result)
}

fn warn<'h>(runtime: &Runtime<'h>, arguments: &[Value<'h>]) -> Outcome<'h> {
    let message = expect_string(runtime, arguments[0])?;
    let text = message.text();
    if text.is_empty() {
        // C++ Nix has nothing to say where it is told nothing.
        runtime.print("");
    } else {
        runtime.print(&indented("evaluation warning: ", &text));
    }
    if runtime.options.abort_on_warn {
        return Err(runtime
            .error_of(
                ErrorKind::Abort,
                "aborting to reveal stack trace of warning, as abort-on-warn is set",
            )
            .into());
    }
    Ok(arguments[1])
}

/// A message whose further lines stand under the first.
fn indented(label: &str, message: &str) -> String {
    let mut text = label.to_owned();
    for (index, line) in message.split('\n').enumerate() {
        if index > 0 {
            text.push('\n');
            if !line.is_empty() {
                text.extend(std::iter::repeat_n(' ', label.len()));
            }
        }
        text.push_str(line);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::indented;

    #[test]
    fn further_lines_stand_under_the_first() {
        assert_eq!(indented("note: ", "a"), "note: a");
        assert_eq!(indented("note: ", "a\n\nb"), "note: a\n\n      b");
    }
}
