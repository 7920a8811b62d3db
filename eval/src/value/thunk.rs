//! Thunks: expressions suspended with their captures, replaced by their value.

use super::Value;
use crate::bytecode::Code;
use crate::error::Error;
use crate::heap::Heap;
use crate::heap::thin::{Captures, Packed, Suspension};
use crate::planted;

pub use crate::heap::thin::State as ThunkState;

/// A suspended expression.
#[derive(Clone, Copy)]
pub struct Thunk<'h>(Suspension<'h>);

impl<'h> From<Suspension<'h>> for Thunk<'h> {
    #[inline(always)]
    fn from(suspension: Suspension<'h>) -> Self {
        Self(suspension)
    }
}

impl<'h> Thunk<'h> {
    /// A thunk over `code` whose captures are made by `capture`.
    #[inline(always)]
    pub fn suspended(
        heap: &'h Heap,
        code: &'h Code<'h>,
        capture: impl FnMut(usize) -> Packed<'h>,
    ) -> Self {
        planted::thunk(heap);
        Self(Suspension::suspended(heap, code, capture))
    }

    /// A thunk that applies `function` to `arguments`.
    #[inline]
    pub fn application(heap: &'h Heap, function: Value<'h>, arguments: &[Value<'h>]) -> Self {
        let length = arguments.len() as u32 + 1;
        Self(Suspension::application(heap, length, |index| {
            let part = match index {
                0 => function,
                index => arguments[index - 1],
            };
            Packed::new(heap, part)
        }))
    }

    /// A thunk whose evaluation has come to an error.
    pub fn failed(heap: &'h Heap, error: Error<'h>) -> Self {
        Self(Suspension::failed(heap, error))
    }

    /// Where the evaluation stands.
    #[inline(always)]
    pub fn state(self) -> ThunkState<'h> {
        self.0.state()
    }

    /// Evaluation of code that waits begins: the code and its captures; `None` for any other thunk.
    #[inline(always)]
    pub fn start(self) -> Option<(&'h Code<'h>, Captures<'h>)> {
        self.0.start()
    }

    /// Evaluation begins.
    #[inline(always)]
    pub fn begin(self) {
        self.0.begin();
    }

    /// Evaluation has come to a value.
    #[inline(always)]
    pub fn finish(self, heap: &'h Heap, value: Value<'h>) {
        self.0.finish(heap, value);
    }

    /// Evaluation has come to an error.
    pub fn fail(self, heap: &'h Heap, error: Error<'h>) {
        self.0.fail(heap, error);
    }

    /// The value, if there is one.
    #[inline(always)]
    pub fn value(self) -> Option<Value<'h>> {
        self.0.value()
    }

    /// The captures, or function and arguments of an application; none once there is a value.
    #[inline(always)]
    pub fn captures(self) -> Captures<'h> {
        self.0.captures()
    }

    /// Bytes of a thunk with so many captures.
    pub const fn size(captures: usize) -> usize {
        Suspension::size(captures)
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
