//! Values: what evaluation yields, sixteen bytes each and `Copy`.

mod attrs;
mod builtin;
mod function;
mod list;
mod string;
mod thunk;

pub use attrs::{Attr, Attrs, AttrsBuilder, Entries};
pub use builtin::{Builtin, Direct, Interrupt, MAX_ARITY};
pub use function::{Callee, Closure, Partial};
pub use list::{Items, List};
pub use string::{Context, ContextElement, ContextUnion, NixString, StringBytes};
pub use thunk::{Thunk, ThunkState};

pub use crate::heap::thin::{Captures, Packed};

/// A value, evaluated or not.
///
/// The tag takes a whole word, so that a copy is two words moved: with a tag of one byte the compiler moves the seven bytes
/// behind it as two overlapping stores, and reading them back waits for both. The numbers of the tags are what
/// [`Packed`] stores; pointers come last.
#[derive(Clone, Copy)]
#[repr(u64)]
pub enum Value<'h> {
    /// `null`
    Null = 0,
    /// A boolean.
    Bool(bool) = 1,
    /// An integer.
    Int(i64) = 2,
    /// A floating-point number.
    Float(f64) = 3,
    /// A string with its context.
    String(NixString<'h>) = 4,
    /// A path: absolute and normalised, without context.
    Path(NixString<'h>) = 5,
    /// A list.
    List(List<'h>) = 6,
    /// An attribute set.
    Attrs(Attrs<'h>) = 7,
    /// A function.
    Closure(Closure<'h>) = 8,
    /// A builtin function applied to nothing.
    Builtin(&'static Builtin) = 9,
    /// A function or builtin applied to too few arguments.
    Partial(Partial<'h>) = 10,
    /// A value that may not have been evaluated yet.
    Thunk(Thunk<'h>) = 11,
}

impl Value<'_> {
    /// The value behind an evaluated thunk; any other value is itself, an unevaluated thunk too.
    #[inline(always)]
    pub fn resolved(self) -> Self {
        match self {
            Self::Thunk(thunk) => thunk.value().unwrap_or(self),
            other => other,
        }
    }

    /// Whether this is a thunk without a value yet (suspended, under evaluation or failed).
    #[inline(always)]
    pub fn is_pending(self) -> bool {
        matches!(self, Self::Thunk(thunk) if thunk.value().is_none())
    }

    /// The noun that error messages use: "an integer", "a set".
    ///
    /// A pending thunk is "a thunk".
    pub fn described(self) -> &'static str {
        match self.resolved() {
            Self::Null => "null",
            Self::Bool(_) => "a Boolean",
            Self::Int(_) => "an integer",
            Self::Float(_) => "a float",
            Self::String(s) if s.shared_context().is_empty() => "a string",
            Self::String(_) => "a string with context",
            Self::Path(_) => "a path",
            Self::List(_) => "a list",
            Self::Attrs(_) => "a set",
            Self::Closure(_) => "a function",
            Self::Builtin(_) => "a built-in function",
            Self::Partial(partial) => partial.described(),
            Self::Thunk(_) => "a thunk",
        }
    }

    /// What `builtins.typeOf` says; `None` for a pending thunk.
    pub fn type_name(self) -> Option<&'static str> {
        Some(match self.resolved() {
            Self::Null => "null",
            Self::Bool(_) => "bool",
            Self::Int(_) => "int",
            Self::Float(_) => "float",
            Self::String(_) => "string",
            Self::Path(_) => "path",
            Self::List(_) => "list",
            Self::Attrs(_) => "set",
            Self::Closure(_) | Self::Builtin(_) | Self::Partial(_) => "lambda",
            Self::Thunk(_) => return None,
        })
    }

    /// Whether two values are one and the same object, as elements of lists and sets are compared.
    ///
    /// Only for thunks and functions: everything else has a structure to compare.
    pub fn same_object(self, other: Self) -> bool {
        match (self, other) {
            (Self::Thunk(a), Self::Thunk(b)) => a.same(b),
            (Self::Closure(a), Self::Closure(b)) => a.same(b),
            (Self::Partial(a), Self::Partial(b)) => a.same(b),
            (Self::Builtin(a), Self::Builtin(b)) => std::ptr::eq(a, b),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_pinned() {
        assert_eq!(size_of::<Value<'_>>(), 16);
        assert_eq!(size_of::<Option<Value<'_>>>(), 16);
        assert_eq!(size_of::<Packed<'_>>(), 8);
        assert_eq!(size_of::<Interrupt<'_>>(), 16);
    }
}
