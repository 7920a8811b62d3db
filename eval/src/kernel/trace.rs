//! The lines of a trace: what was being evaluated when an error passed.

use crate::bytecode::Code;
use crate::error::Error;
use crate::runtime::Runtime;
use crate::source::Position;
use crate::syntax::show;

/// The error with the line of a frame that ran `code`; `below_deep_force` says whether deep forcing asked for its value,
/// and tells of it itself.
pub fn of_code<'h>(
    runtime: &Runtime<'h>,
    error: Error<'h>,
    code: &Code<'h>,
    below_deep_force: bool,
) -> Error<'h> {
    if !runtime.options.show_trace {
        return error;
    }
    let name = code.name.map(|name| runtime.symbols.text(name));
    let message = match (code.builtin, &code.function, name) {
        (Some(builtin), _, _) => format!("while calling the '{}' builtin", builtin.name),
        (None, Some(_), Some(name)) => format!("while calling '{name}'"),
        (None, Some(_), None) => "while calling anonymous lambda".to_owned(),
        (None, None, Some(_)) if below_deep_force => return error,
        (None, None, Some(_)) => {
            let name = code.name.map(|name| runtime.symbols.name(name));
            let name = show::attribute_name(name.unwrap_or_default());
            format!("while evaluating the attribute '{name}'")
        }
        (None, None, None) => return error,
    };
    error.traced(runtime.heap, &message, code.position)
}

/// The error with the line of a builtin that failed, and blamed on the builtin's call if on nothing yet.
pub fn of_builtin<'h>(
    runtime: &Runtime<'h>,
    error: Error<'h>,
    builtin: Option<&'static str>,
    position: Position,
) -> Error<'h> {
    let error = error.at(runtime.heap, position);
    match builtin {
        Some(name) if runtime.options.show_trace => error.traced(
            runtime.heap,
            &format!("while calling the '{name}' builtin"),
            position,
        ),
        _ => error,
    }
}
