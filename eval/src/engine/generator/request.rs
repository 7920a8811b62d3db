//! What generators ask of the machine, and what they hear back.

use crate::bytecode::Code;
use crate::error::Result;
use crate::kernel::coerce::Mode;
use crate::kernel::operators::Outcome;
use crate::kernel::reentrant::Arguments;
use crate::probe::RequestKind;
use crate::source::Position;
use crate::value::{Builtin, Captures, Direct, Value};
use genawaiter::rc::Gen;
use std::future::Future;
use std::pin::Pin;

/// The body of a generator. Each has a type of its own, so it is boxed.
pub(super) type Body<'h> = Pin<Box<dyn Future<Output = Result<'h, Value<'h>>> + 'h>>;

/// An asynchronous function on its way.
pub(super) type Generator<'h> = Gen<Request<'h>, Response<'h>, Body<'h>>;

/// What a generator asks for.
#[derive(Clone, Copy)]
pub(super) enum Request<'h> {
    /// The value of a thunk.
    Force(Value<'h>),
    /// A value with everything below it evaluated.
    ForceDeeply(Value<'h>),
    /// The scope of `with` that lies so far above the generator's base on the value stack, evaluated and blamed on a position.
    WithScope(u32, Position),
    /// Whether two items of collections are equal.
    Equal(Value<'h>, Value<'h>),
    /// The string of a value.
    Coerce(Value<'h>, Mode),
    /// The result of calling a function with so many values on the value stack.
    Call(Value<'h>, u32),
    /// The result of a thunk's code.
    EnterLambda(&'h Code<'h>, Captures<'h>),
    /// The value of a thunk, or its failure.
    TryForce(Value<'h>),
    /// A value put on the value stack; answered at once, as everything from here on.
    Push(Value<'h>),
    /// A value taken off the value stack.
    Pop,
    /// What the plain form of a builtin that asks the world outside comes to.
    Answer(&'static Builtin, Direct, Arguments<'h>),
    /// Where the generator is blamed.
    Position,
}

impl Request<'_> {
    /// The request's name in statistics.
    pub(super) fn kind(self) -> RequestKind {
        match self {
            Self::Force(_) => RequestKind::Force,
            Self::ForceDeeply(_) => RequestKind::ForceDeeply,
            Self::WithScope(..) => RequestKind::ResolveWith,
            Self::Equal(..) => RequestKind::Equal,
            Self::Coerce(..) => RequestKind::Coerce,
            Self::Call(..) => RequestKind::Call,
            Self::EnterLambda(..) => RequestKind::EnterLambda,
            Self::TryForce(_) => RequestKind::TryForce,
            Self::Push(_) => RequestKind::Push,
            Self::Pop => RequestKind::Pop,
            Self::Answer(builtin, ..) => builtin.request.unwrap_or(RequestKind::Warn),
            Self::Position => RequestKind::Position,
        }
    }
}

/// What a generator is resumed with.
pub(super) enum Response<'h> {
    /// Nothing: it begins, or its request has no answer.
    Nothing,
    /// A value, or the error that came instead.
    Value(Result<'h, Value<'h>>),
    /// What a plain builtin came to.
    Answer(Outcome<'h>),
    /// A position.
    Position(Position),
}
