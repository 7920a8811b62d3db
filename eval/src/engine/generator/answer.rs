//! Generator frames: resumed, answered, suspended; and errors on their way down to one.

use super::frame::{Frame, GeneratorFrame, State};
use super::request::{Request, Response};
use super::{Machine, Task, functions};
use crate::error::{Error, Result};
use crate::kernel::reentrant::Reentrant;
use crate::kernel::trace;
use crate::probe::{FrameEvent, FrameKind, Probe, probe};
use crate::source::Position;
use crate::value::{Builtin, Direct, Value};
use genawaiter::GeneratorState;

impl<'h, P: Probe> Machine<'h, P> {
    /// Resumes the generator on top of the frame stack.
    pub(super) fn resume(&mut self, frame: GeneratorFrame<'h>) -> Result<'h, ()> {
        let response = match frame.state {
            State::Running => Response::Nothing,
            State::AwaitingValue => {
                let below = self.frames.len();
                probe!(self, frame(FrameKind::Generator, FrameEvent::Resume, below));
                Response::Value(Ok(self.stack.take()))
            }
        };
        self.drive(frame, response)
    }

    /// Resumes a generator and answers it until it waits or has ended.
    fn drive(
        &mut self,
        mut frame: GeneratorFrame<'h>,
        mut response: Response<'h>,
    ) -> Result<'h, ()> {
        probe!(self, native_stack());
        loop {
            match frame.generator.resume_with(response) {
                GeneratorState::Yielded(request) => {
                    probe!(self, request(request.kind()));
                    match request {
                        Request::Push(value) => {
                            self.stack.push(value);
                            response = Response::Nothing;
                        }
                        Request::Pop => response = Response::Value(Ok(self.stack.take())),
                        Request::Answer(builtin, direct, arguments) => {
                            response = self.answer(builtin, direct, &arguments);
                        }
                        Request::Position => {
                            response = Response::Position(frame.task.position);
                        }
                        Request::Force(_)
                        | Request::ForceDeeply(_)
                        | Request::WithScope(..)
                        | Request::Equal(..)
                        | Request::Coerce(..)
                        | Request::Call(..)
                        | Request::EnterLambda(..)
                        | Request::TryForce(_) => return self.suspend(frame, request),
                    }
                }
                GeneratorState::Complete(outcome) => return self.finish(&frame, outcome),
            }
        }
    }

    /// Asks the world outside for a builtin.
    fn answer(
        &self,
        builtin: &'static Builtin,
        direct: Direct,
        arguments: &[Value<'h>],
    ) -> Response<'h> {
        let arity = usize::from(builtin.arity);
        Response::Answer(direct(&self.runtime, &arguments[..arity]))
    }

    /// Puts a generator back and makes the frames for what it waits for.
    fn suspend(&mut self, mut frame: GeneratorFrame<'h>, request: Request<'h>) -> Result<'h, ()> {
        frame.state = State::AwaitingValue;
        frame.suspended = true;
        let task = frame.task;
        self.push(
            Frame::Generator(frame),
            FrameKind::Generator,
            FrameEvent::Suspend,
        )?;
        match request {
            Request::Force(value) | Request::TryForce(value) => {
                self.spawn_force(value, Position::NONE)
            }
            Request::ForceDeeply(value) => {
                let arguments = [value, Value::Null, Value::Null];
                self.spawn_operation(Reentrant::DeepForce, arguments, Position::NONE)
            }
            Request::WithScope(index, position) => {
                let scope = self.stack[(task.base + index) as usize];
                self.spawn_force(scope, position)
            }
            Request::Equal(left, right) => {
                let task = Task::at(Position::NONE, self.stack.len());
                self.spawn(task, |host| functions::equal(host, left, right))
            }
            Request::Coerce(value, mode) => {
                let task = Task::at(Position::NONE, self.stack.len());
                self.spawn(task, |host| functions::coerce(host, value, mode))
            }
            Request::Call(function, count) => {
                let callee = self.stack.len() - count as usize;
                self.stack.insert(callee, function);
                // A call in several steps is one place.
                let position = match task.builtin {
                    None => task.functor.unwrap_or(task.position),
                    Some(_) => Position::NONE,
                };
                self.call_value(callee, position)
            }
            Request::EnterLambda(code, captures) => self.enter_thunk(code, captures),
            Request::Push(_) | Request::Pop | Request::Answer(..) | Request::Position => {
                unreachable!("answered at once")
            }
        }
    }

    /// A generator has ended; its result takes the place of its operands.
    fn finish(
        &mut self,
        frame: &GeneratorFrame<'h>,
        outcome: Result<'h, Value<'h>>,
    ) -> Result<'h, ()> {
        let task = frame.task;
        probe!(self, generator_finished(frame.suspended));
        probe!(
            self,
            frame(FrameKind::Generator, FrameEvent::Pop, self.frames.len())
        );
        self.generator_bytes -= frame.bytes;
        self.stack.truncate(task.base as usize);
        match outcome {
            Ok(value) => {
                self.stack.push(value);
                Ok(())
            }
            Err(error) => Err(match (task.builtin, task.functor) {
                (Some(name), _) => trace::of_builtin(&self.runtime, error, name, task.position),
                (None, Some(position)) => {
                    trace::of_functor(&self.runtime, error, position, task.position)
                }
                (None, None) => error,
            }),
        }
    }

    /// Takes frames off until a generator has been told of an error and goes on, or none is left.
    pub(super) fn unwind(&mut self, mut error: Error<'h>) -> Result<'h, ()> {
        while let Some(frame) = self.frames.pop() {
            match frame {
                Frame::Call(frame) => error = self.leave_failed(&frame, error),
                Frame::Generator(frame) => {
                    let told = match frame.state {
                        State::AwaitingValue => {
                            let below = self.frames.len();
                            probe!(self, frame(FrameKind::Generator, FrameEvent::Resume, below));
                            self.drive(frame, Response::Value(Err(error)))
                        }
                        // It has not begun and cannot hear of anything.
                        State::Running => self.finish(&frame, Err(error)),
                    };
                    match told {
                        Ok(()) => return Ok(()),
                        Err(next) => error = next,
                    }
                }
            }
        }
        self.stack.clear();
        Err(error)
    }
}
