//! Thunks: expressions suspended with their captures, replaced by their value.

use super::Value;
use crate::bytecode::Code;
use crate::error::Error;
use crate::heap::thin::Thin;
use crate::heap::{Heap, ObjectKind};
use crate::planted;
use std::cell::Cell;

/// The captured variables of a thunk or closure, in the order of its code's capture list.
///
/// They are cells because recursive bindings are filled in after all of them exist.
pub type Captures<'h> = &'h [Cell<Value<'h>>];

/// Where the evaluation of a thunk stands.
#[derive(Clone, Copy)]
pub enum ThunkState<'h> {
    /// Not begun: this code over the captures.
    Suspended(&'h Code<'h>),
    /// Not begun: the first capture applied to the others.
    Application,
    /// Begun and not finished: forcing it now is an infinite recursion.
    Blackhole,
    /// Finished; the value is never itself a thunk.
    Done(Value<'h>),
    /// Finished with an error, which every later force repeats.
    Failed(Error<'h>),
}

/// A suspended expression.
#[derive(Clone, Copy)]
pub struct Thunk<'h>(Thin<'h, Cell<ThunkState<'h>>, Cell<Value<'h>>>);

impl<'h> Thunk<'h> {
    /// A thunk over `code` whose captures are made by `capture`.
    #[inline(always)]
    pub fn suspended(
        heap: &'h Heap,
        code: &'h Code<'h>,
        length: usize,
        mut capture: impl FnMut(usize) -> Value<'h>,
    ) -> Self {
        planted::thunk(heap);
        let state = Cell::new(ThunkState::Suspended(code));
        Self(heap.thin(ObjectKind::Thunk, state, length, |i| Cell::new(capture(i))))
    }

    /// A thunk that applies `function` to `arguments`.
    #[inline]
    pub fn application(heap: &'h Heap, function: Value<'h>, arguments: &[Value<'h>]) -> Self {
        let state = Cell::new(ThunkState::Application);
        Self(
            heap.thin(ObjectKind::Thunk, state, arguments.len() + 1, |i| {
                Cell::new(if i == 0 { function } else { arguments[i - 1] })
            }),
        )
    }

    /// Where the evaluation stands.
    #[inline(always)]
    pub fn state(self) -> ThunkState<'h> {
        self.0.head().get()
    }

    /// Moves the evaluation on.
    #[inline(always)]
    pub fn set(self, state: ThunkState<'h>) {
        self.0.head().set(state);
    }

    /// The value, if there is one.
    #[inline(always)]
    pub fn value(self) -> Option<Value<'h>> {
        match self.state() {
            ThunkState::Done(value) => Some(value),
            ThunkState::Suspended(_)
            | ThunkState::Application
            | ThunkState::Blackhole
            | ThunkState::Failed(_) => None,
        }
    }

    /// The captures.
    #[inline(always)]
    pub fn captures(self) -> Captures<'h> {
        self.0.items()
    }

    /// Whether both are the same object.
    #[inline(always)]
    pub fn same(self, other: Self) -> bool {
        self.0.same(other.0)
    }

    /// The object's address, for sets of visited objects.
    pub fn address(self) -> usize {
        self.0.address()
    }
}
