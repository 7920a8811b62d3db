//! The host of re-entrant code on this engine: every wish is a request, yielded to the machine.

use super::request::{Request, Response};
use crate::bytecode::Code;
use crate::error::Result;
use crate::kernel::coerce::Mode;
use crate::kernel::operators::Outcome;
use crate::kernel::reentrant::{Arguments, Host};
use crate::runtime::Runtime;
use crate::source::Position;
use crate::value::{Builtin, Captures, Direct, MAX_ARITY, NixString, Value};
use genawaiter::rc::Co;
use std::rc::Rc;

/// One generator's way to the machine.
pub(super) struct Spawned<'h> {
    co: Co<Request<'h>, Response<'h>>,
    runtime: Rc<Runtime<'h>>,
}

impl<'h> Spawned<'h> {
    /// The host of a generator.
    pub(super) fn new(co: Co<Request<'h>, Response<'h>>, runtime: Rc<Runtime<'h>>) -> Self {
        Self { co, runtime }
    }

    /// Asks for something whose answer is a value.
    async fn request(&mut self, request: Request<'h>) -> Result<'h, Value<'h>> {
        match self.co.yield_(request).await {
            Response::Value(outcome) => outcome,
            Response::Nothing | Response::Answer(_) | Response::Position(_) => {
                unreachable!("a request for a value is answered with one")
            }
        }
    }

    /// Puts a value on the value stack.
    pub(super) async fn push(&mut self, value: Value<'h>) {
        self.co.yield_(Request::Push(value)).await;
    }

    /// Takes a value off the value stack.
    pub(super) async fn pop(&mut self) -> Result<'h, Value<'h>> {
        self.request(Request::Pop).await
    }

    /// The scope of `with` that lies so far above the generator's base, evaluated and blamed on a position.
    pub(super) async fn with_scope(
        &mut self,
        index: u32,
        position: Position,
    ) -> Result<'h, Value<'h>> {
        self.request(Request::WithScope(index, position)).await
    }

    /// The result of calling a function with so many values on the value stack.
    pub(super) async fn call_pushed(
        &mut self,
        function: Value<'h>,
        count: u32,
    ) -> Result<'h, Value<'h>> {
        self.request(Request::Call(function, count)).await
    }

    /// The result of a thunk's code.
    pub(super) async fn enter_lambda(
        &mut self,
        code: &'h Code<'h>,
        captures: Captures<'h>,
    ) -> Result<'h, Value<'h>> {
        self.request(Request::EnterLambda(code, captures)).await
    }

    /// Where the generator is blamed.
    pub(super) async fn position(&mut self) -> Position {
        match self.co.yield_(Request::Position).await {
            Response::Position(position) => position,
            Response::Nothing | Response::Value(_) | Response::Answer(_) => {
                unreachable!("a request for a position is answered with one")
            }
        }
    }
}

impl<'h> Host<'h> for Spawned<'h> {
    fn runtime(&self) -> Rc<Runtime<'h>> {
        Rc::clone(&self.runtime)
    }

    async fn force(&mut self, value: Value<'h>) -> Result<'h, Value<'h>> {
        match value {
            Value::Thunk(_) => self.request(Request::Force(value)).await,
            value => Ok(value),
        }
    }

    async fn call(
        &mut self,
        function: Value<'h>,
        arguments: &[Value<'h>],
    ) -> Result<'h, Value<'h>> {
        for &argument in arguments {
            self.push(argument).await;
        }
        self.call_pushed(function, arguments.len() as u32).await
    }

    async fn try_force(&mut self, value: Value<'h>) -> Result<'h, Value<'h>> {
        self.request(Request::TryForce(value)).await
    }

    async fn force_deeply(&mut self, value: Value<'h>) -> Result<'h, Value<'h>> {
        self.request(Request::ForceDeeply(value)).await
    }

    async fn coerce(&mut self, value: Value<'h>, mode: Mode) -> Result<'h, NixString<'h>> {
        match self.request(Request::Coerce(value, mode)).await? {
            Value::String(string) => Ok(string),
            _ => unreachable!("a coercion ends in a string"),
        }
    }

    async fn equal(&mut self, left: Value<'h>, right: Value<'h>) -> Result<'h, bool> {
        match self.request(Request::Equal(left, right)).await? {
            Value::Bool(equal) => Ok(equal),
            _ => unreachable!("a comparison ends in a boolean"),
        }
    }

    async fn answer(
        &mut self,
        builtin: &'static Builtin,
        direct: Direct,
        arguments: &[Value<'h>],
    ) -> Outcome<'h> {
        if builtin.request.is_none() {
            return direct(&self.runtime, arguments);
        }
        let mut padded: Arguments<'h> = [Value::Null; MAX_ARITY];
        padded[..arguments.len()].copy_from_slice(arguments);
        let request = Request::Answer(builtin, direct, padded);
        match self.co.yield_(request).await {
            Response::Answer(outcome) => outcome,
            Response::Nothing | Response::Value(_) | Response::Position(_) => {
                unreachable!("a builtin's question is answered with its outcome")
            }
        }
    }
}
