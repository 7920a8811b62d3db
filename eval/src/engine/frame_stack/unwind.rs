//! Errors on their way up: thunks fail, generators hear of it, frames add their lines.

use super::frame::{CallFrame, Frame};
use super::{Machine, Next};
use crate::error::Error;
use crate::kernel::reentrant::Reentrant;
use crate::probe::Probe;
use crate::source::Position;
use crate::value::ThunkState;

impl<'h, P: Probe> Machine<'h, P> {
    /// Takes frames off until a generator can be told, or none is left.
    pub(super) fn unwind(&mut self, mut error: Error<'h>) -> Next<'h> {
        while let Some(frame) = self.frames.pop() {
            match frame {
                Frame::Call(frame) => {
                    error = self.trace_call(error.at(self.heap, frame.position()), &frame);
                    if let Some(thunk) = frame.update {
                        thunk.set(ThunkState::Failed(error));
                    }
                    self.stack.truncate(frame.base as usize);
                }
                Frame::Generator(frame) => return Next::Resume(frame, Err(error)),
            }
        }
        self.stack.clear();
        Next::Finished(Err(error))
    }

    fn trace_call(&self, error: Error<'h>, frame: &CallFrame<'h>) -> Error<'h> {
        if !self.runtime.options.show_trace {
            return error;
        }
        let code = frame.code;
        let name = code.name.map(|name| self.runtime.symbols.text(name));
        let message = match (code.builtin, &code.function, name) {
            (Some(builtin), _, _) => format!("while calling the '{}' builtin", builtin.name),
            (None, Some(_), Some(name)) => format!("while calling '{name}'"),
            (None, Some(_), None) => "while calling anonymous lambda".to_owned(),
            // Deep forcing tells of each attribute it goes into.
            (None, None, Some(_)) if self.is_below(Reentrant::DeepForce) => return error,
            (None, None, Some(name)) => format!("while evaluating the attribute '{name}'"),
            (None, None, None) => return error,
        };
        error.traced(self.heap, &message, code.position)
    }

    /// Whether the frame that is on top now runs an operation.
    fn is_below(&self, operation: Reentrant) -> bool {
        matches!(self.frames.last(), Some(Frame::Generator(frame)) if frame.operation == operation)
    }

    /// Adds the line of a builtin that failed, and the position of its call to an error without one.
    pub(super) fn trace_builtin(
        &self,
        error: Error<'h>,
        builtin: Option<&'static str>,
        position: Position,
    ) -> Error<'h> {
        let error = error.at(self.heap, position);
        match builtin {
            Some(name) if self.runtime.options.show_trace => error.traced(
                self.heap,
                &format!("while calling the '{name}' builtin"),
                position,
            ),
            _ => error,
        }
    }
}
