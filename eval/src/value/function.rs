//! Functions written in the language, and functions applied to too few arguments.

use super::thunk::Captures;
use super::{Builtin, Value};
use crate::bytecode::Code;
use crate::heap::thin::Thin;
use crate::heap::{Heap, ObjectKind};
use std::cell::Cell;

/// A function with its captures.
#[derive(Clone, Copy)]
pub struct Closure<'h>(Thin<'h, &'h Code<'h>, Cell<Value<'h>>>);

impl<'h> Closure<'h> {
    /// A closure over `code`, which is a function's, whose captures are made by `capture`.
    #[inline(always)]
    pub fn new(
        heap: &'h Heap,
        code: &'h Code<'h>,
        length: usize,
        mut capture: impl FnMut(usize) -> Value<'h>,
    ) -> Self {
        Self(heap.thin(ObjectKind::Closure, code, length, |i| Cell::new(capture(i))))
    }

    /// The function's code.
    #[inline(always)]
    pub fn code(self) -> &'h Code<'h> {
        self.0.head()
    }

    /// The captures.
    #[inline(always)]
    pub fn captures(self) -> Captures<'h> {
        self.0.items()
    }

    /// Whether both are the same object.
    pub fn same(self, other: Self) -> bool {
        self.0.same(other.0)
    }
}

/// What is applied in a [`Partial`].
#[derive(Clone, Copy)]
pub enum Callee<'h> {
    /// A function of several parameters.
    Closure(Closure<'h>),
    /// A builtin of several parameters.
    Builtin(&'static Builtin),
}

/// A function or builtin applied to fewer arguments than it takes.
#[derive(Clone, Copy)]
pub struct Partial<'h>(Thin<'h, Callee<'h>, Value<'h>>);

impl<'h> Partial<'h> {
    /// `callee` applied to `arguments` so far; fewer than it takes, at least one.
    pub fn new(heap: &'h Heap, callee: Callee<'h>, arguments: &[Value<'h>]) -> Self {
        Self(heap.thin_copy(ObjectKind::Closure, callee, arguments))
    }

    /// What is applied.
    pub fn callee(self) -> Callee<'h> {
        *self.0.head()
    }

    /// The arguments so far.
    pub fn arguments(self) -> &'h [Value<'h>] {
        self.0.items()
    }

    /// The noun that error messages use.
    pub fn described(self) -> &'static str {
        match self.callee() {
            Callee::Closure(_) => "a function",
            Callee::Builtin(_) => "a partially applied built-in function",
        }
    }

    /// Whether both are the same object.
    pub fn same(self, other: Self) -> bool {
        self.0.same(other.0)
    }
}
