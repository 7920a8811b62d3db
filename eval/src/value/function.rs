//! Functions written in the language, and functions applied to too few arguments.

use super::{Builtin, Value};
use crate::bytecode::Code;
use crate::heap::thin::{Captures, Function, Packed, Thin};
use crate::heap::{Heap, ObjectKind};

/// A function with its captures.
#[derive(Clone, Copy)]
pub struct Closure<'h>(Function<'h>);

impl<'h> Closure<'h> {
    /// A closure over `code`, which is a function's, whose captures are made by `capture`.
    #[inline(always)]
    pub fn new(
        heap: &'h Heap,
        code: &'h Code<'h>,
        capture: impl FnMut(usize) -> Packed<'h>,
    ) -> Self {
        Self(Function::new(heap, code, capture))
    }

    /// The function's code.
    #[inline(always)]
    pub fn code(self) -> &'h Code<'h> {
        self.0.code()
    }

    /// The captures.
    #[inline(always)]
    pub fn captures(self) -> Captures<'h> {
        self.0.captures()
    }

    /// Bytes of a closure with so many captures.
    pub const fn size(captures: usize) -> usize {
        Function::size(captures)
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

/// A function or builtin applied to fewer arguments than it takes: the callee, then the arguments.
#[derive(Clone, Copy)]
pub struct Partial<'h>(Thin<'h, Packed<'h>, Packed<'h>>);

impl<'h> Partial<'h> {
    /// `callee` applied to `arguments` so far; fewer than it takes, at least one.
    pub fn new(heap: &'h Heap, callee: Callee<'h>, arguments: &[Value<'h>]) -> Self {
        let callee = match callee {
            Callee::Closure(closure) => Value::Closure(closure),
            Callee::Builtin(builtin) => Value::Builtin(builtin),
        };
        let argument = |index: usize| Packed::new(heap, arguments[index]);
        let callee = Packed::new(heap, callee);
        Self(heap.thin(ObjectKind::Closure, callee, arguments.len(), argument))
    }

    /// What is applied.
    pub fn callee(self) -> Callee<'h> {
        match self.0.head().value() {
            Value::Closure(closure) => Callee::Closure(closure),
            Value::Builtin(builtin) => Callee::Builtin(builtin),
            _ => unreachable!("only functions and builtins are applied in part"),
        }
    }

    /// The arguments so far.
    pub fn arguments(self) -> impl ExactSizeIterator<Item = Value<'h>> + DoubleEndedIterator {
        self.0.items().iter().map(|argument| argument.value())
    }

    /// The noun that error messages use.
    pub fn described(self) -> &'static str {
        match self.callee() {
            Callee::Closure(_) => "a function",
            Callee::Builtin(_) => "a partially applied built-in function",
        }
    }

    /// Bytes of a function applied to so many arguments.
    pub const fn size(arguments: usize) -> usize {
        Thin::<Packed<'h>, Packed<'h>>::size(arguments)
    }

    /// Whether both are the same object.
    pub fn same(self, other: Self) -> bool {
        self.0.same(other.0)
    }
}
