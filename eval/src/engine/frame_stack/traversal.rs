//! Traversals of lists: builtins that call back, in frames that need no generator.
//!
//! The frame of a traversal is a [`GeneratorFrame`] without a slot. Frames end in the order in which they began, the last one
//! first, so that the traversals stand on a stack of their own, the topmost frame's on top.

use super::execute::Step;
use super::frame::{CallFrame, Frame, GeneratorFrame, TRAVERSAL};
use super::switches::Switches;
use super::{Machine, Next};
use crate::error::{Error, Result};
use crate::kernel::reentrant::{Arguments, Reentrant};
use crate::kernel::trace;
use crate::kernel::traversal::{Kind, Progress, Traversal};
use crate::probe::{FrameEvent, FrameKind, Probe, probe};
use crate::source::Position;
use crate::value::{Builtin, Value};

/// Every traversal under way, and what they have collected.
#[derive(Default)]
pub(super) struct Traversals<'h> {
    running: Vec<(Traversal<'h>, Arguments<'h>)>,
    collected: Vec<Value<'h>>,
}

impl Traversals<'_> {
    /// Bytes held outside of the heap.
    pub(super) fn bytes(&self) -> usize {
        self.running.capacity() * size_of::<(Traversal<'_>, Arguments<'_>)>()
            + self.collected.capacity() * size_of::<Value<'_>>()
    }
}

impl<'h, P: Probe, S: Switches> Machine<'h, P, S> {
    /// Starts a builtin that is a traversal, above the current frame, which has been put aside.
    pub(super) fn traverse(
        &mut self,
        current: &mut CallFrame<'h>,
        operation: Reentrant,
        kind: Kind,
        builtin: &'static Builtin,
        arguments: Arguments<'h>,
        position: Position,
    ) -> Step<'h> {
        probe!(self, operation(operation));
        probe!(
            self,
            frame(FrameKind::Traversal, FrameEvent::Push, self.frames.len())
        );
        let frame = GeneratorFrame {
            slot: TRAVERSAL,
            base: self.stack.len() as u32,
            position,
            operation,
            suspended: false,
            builtin: Some(builtin),
        };
        let start = self.traversals.collected.len();
        let next = match Traversal::new(&self.runtime, kind, arguments, start) {
            Ok(traversal) => {
                self.traversals.running.push((traversal, arguments));
                self.advance(frame, None)
            }
            Err(error) => Next::Raise(self.of_traversal(&frame, error, &arguments)),
        };
        self.go_on(current, next)
    }

    /// Does the next step within the inner loop where it is one of call frames.
    #[inline]
    pub(super) fn go_on(&mut self, current: &mut CallFrame<'h>, next: Next<'h>) -> Step<'h> {
        match next {
            Next::Enter(frame) => {
                *current = frame;
                Ok(())
            }
            Next::Deliver(value) if !value.is_pending() => {
                if self.resume_call(current) {
                    self.stack.push(value.resolved());
                    return Ok(());
                }
                Err(self.leave(Next::Deliver(value)))
            }
            next => Err(self.leave(next)),
        }
    }

    /// Goes on with the topmost traversal, whose frame has been taken off.
    pub(super) fn resume_traversal(
        &mut self,
        frame: GeneratorFrame,
        outcome: Result<'h, Value<'h>>,
    ) -> Next<'h> {
        match outcome {
            Ok(value) => self.advance(frame, Some(value)),
            Err(error) => self.end_traversal(&frame, error),
        }
    }

    #[inline]
    fn advance(&mut self, frame: GeneratorFrame, outcome: Option<Value<'h>>) -> Next<'h> {
        let Some((traversal, _)) = self.traversals.running.last_mut() else {
            unreachable!("each frame of a traversal has one")
        };
        let collected = &mut self.traversals.collected;
        let progress = match traversal.advance(&self.runtime, collected, outcome) {
            Ok(progress) => progress,
            Err(error) => return self.end_traversal(&frame, error),
        };
        if let Progress::Done(value) = progress {
            self.traversals.running.pop();
            probe!(
                self,
                frame(FrameKind::Traversal, FrameEvent::Pop, self.frames.len())
            );
            return self.deliver_of_builtin(&frame, value);
        }
        if let Err(error) = self.make_room() {
            return self.end_traversal(&frame, error);
        }
        self.put_aside(Frame::Generator(frame));
        match progress {
            Progress::Call(function, arguments, count) => {
                Next::Enter(self.application_frame(function, &arguments[..count]))
            }
            Progress::Force(thunk) => self.next_of_force(thunk),
            Progress::Done(_) => unreachable!("handled above"),
        }
    }

    #[cold]
    fn end_traversal(&mut self, frame: &GeneratorFrame, error: Error<'h>) -> Next<'h> {
        let Some((traversal, arguments)) = self.traversals.running.pop() else {
            unreachable!("each frame of a traversal has one")
        };
        self.traversals.collected.truncate(traversal.start());
        Next::Raise(self.of_traversal(frame, error, &arguments))
    }

    #[cold]
    fn of_traversal(
        &mut self,
        frame: &GeneratorFrame,
        error: Error<'h>,
        arguments: &Arguments<'h>,
    ) -> Error<'h> {
        probe!(
            self,
            frame(FrameKind::Traversal, FrameEvent::Pop, self.frames.len())
        );
        let Some(builtin) = frame.builtin else {
            return error;
        };
        let error = trace::of_padded_arguments(&self.runtime, error, builtin, arguments);
        trace::of_builtin(&self.runtime, error, builtin.name, frame.position)
    }
}
