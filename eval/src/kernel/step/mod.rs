//! What each instruction does to the value stack and to its frame, written once for all engines.
//!
//! An engine dispatches: it carries out forces, calls and returns its own way and leaves every other instruction to
//! [`perform`]. An instruction that cannot be finished has changed nothing and says what it waits for ([`Pause`]).

mod activation;
mod attributes;
mod calls;
pub mod early;
mod formals;
mod perform;
mod stack;
mod strings;

pub use activation::Activation;
pub use attributes::{
    Lookup, attribute, look_up, make_attrs, make_list, resolve_with, scope_positions, select,
};
pub use calls::{Plan, plan_call, unforced_argument};
pub use formals::{bind_formals, fill_captures, make_closure, make_thunk};
pub use perform::{binary, combine, perform, reentrant_form};
pub use stack::Stack;
pub use strings::{coerce, concat_strings};

use crate::error::Error;
use crate::kernel::reentrant::{Arguments, Reentrant};
use crate::source::Position;
use crate::value::Thunk;

/// Why an instruction is not finished.
#[derive(Clone, Copy)]
pub enum Pause<'h> {
    /// It failed.
    Raise(Error<'h>),
    /// The thunk has to be evaluated, then the instruction runs again. An error in doing so that has no place is
    /// blamed on the position.
    Again(Thunk<'h>, Position),
    /// The thunk, which is on top of the stack, has to be evaluated in its place; then the next instruction follows.
    Then(Thunk<'h>, Position),
    /// The operation's result has to be pushed; then the next instruction follows.
    Reenter(Reentrant, Arguments<'h>),
}

impl<'h> From<Error<'h>> for Pause<'h> {
    #[cold]
    fn from(error: Error<'h>) -> Self {
        Self::Raise(error)
    }
}

/// What an instruction comes to.
pub type Step<'h> = std::result::Result<(), Pause<'h>>;
