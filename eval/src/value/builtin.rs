//! Builtin functions as values.

use super::Value;
use crate::error::Error;
use crate::features::Feature;
use crate::kernel::reentrant::Reentrant;
use crate::probe::RequestKind;
use crate::runtime::Runtime;
use crate::source::Position;

/// The largest number of parameters a builtin has.
pub const MAX_ARITY: usize = 3;

/// Why a kernel did not finish.
///
/// A kernel that interrupts has changed nothing: it is run again once the reason is out of the way.
#[derive(Clone, Copy)]
pub enum Interrupt<'h> {
    /// Evaluation failed.
    Error(Error<'h>),
    /// This operand or argument (0 is the first) must be forced first. Builtins ask for it where they look at one
    /// argument before they want the next.
    Force(usize),
    /// The operation calls back into evaluation: its re-entrant form must run instead.
    Reenter,
}

impl<'h> Interrupt<'h> {
    /// The interrupt with one more line of trace, if it is an error.
    #[must_use]
    pub fn traced(self, runtime: &Runtime<'h>, message: &str) -> Self {
        match self {
            Self::Error(error) => Self::Error(error.traced(runtime.heap, message, Position::NONE)),
            Self::Force(_) | Self::Reenter => self,
        }
    }
}

impl<'h> From<Error<'h>> for Interrupt<'h> {
    fn from(error: Error<'h>) -> Self {
        Self::Error(error)
    }
}

/// A builtin that computes from forced arguments.
///
/// The arguments whose bit is set in [`Builtin::strict`] are forced before and never thunks; the others may be. The result
/// may be a thunk: whoever needs its value forces it.
pub type Direct =
    for<'h> fn(&Runtime<'h>, &[Value<'h>]) -> std::result::Result<Value<'h>, Interrupt<'h>>;

/// One row of the builtin table.
#[derive(Debug)]
pub struct Builtin {
    /// The name as in `builtins.NAME`.
    pub name: &'static str,
    /// Number of parameters, 1 to [`MAX_ARITY`].
    pub arity: u8,
    /// Bit `i` is set where parameter `i` is forced before the call, the first one first.
    pub strict: u8,
    /// The parameters' names and what the function does, in a sentence.
    pub documentation: &'static str,
    /// The plain form, tried first.
    pub direct: Option<Direct>,
    /// The form that calls back into evaluation, run where there is no plain one or that gives up.
    pub reentrant: Option<Reentrant>,
    /// What the plain form asks of the world outside of the evaluation, if anything.
    pub request: Option<RequestKind>,
    /// The experimental part of the language without which there is no such builtin.
    pub feature: Option<Feature>,
}

impl Builtin {
    /// A row of a builtin that only computes.
    pub const fn direct(
        name: &'static str,
        arity: u8,
        strict: u8,
        direct: Direct,
        documentation: &'static str,
    ) -> Self {
        Self {
            name,
            arity,
            strict,
            documentation,
            direct: Some(direct),
            reentrant: None,
            request: None,
            feature: None,
        }
    }

    /// A row of a builtin that always calls back into evaluation.
    pub const fn reentrant(
        name: &'static str,
        arity: u8,
        strict: u8,
        reentrant: Reentrant,
        documentation: &'static str,
    ) -> Self {
        Self {
            name,
            arity,
            strict,
            documentation,
            direct: None,
            reentrant: Some(reentrant),
            request: None,
            feature: None,
        }
    }

    /// The row with what the plain form asks of the world outside.
    #[must_use]
    pub const fn asking(self, request: RequestKind) -> Self {
        Self {
            request: Some(request),
            ..self
        }
    }

    /// The row of an experimental part of the language.
    #[must_use]
    pub const fn behind(self, feature: Feature) -> Self {
        Self {
            feature: Some(feature),
            ..self
        }
    }

    /// The row with a plain form that is tried first.
    #[must_use]
    pub const fn with_fast_path(self, direct: Direct) -> Self {
        Self {
            direct: Some(direct),
            ..self
        }
    }
}
