//! Strings: bytes with a context.

use crate::heap::thin::Thin;
use crate::heap::{Heap, ObjectKind};

/// One thing a string depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ContextElement<'h> {
    /// A store path as it is.
    Path(&'h [u8]),
    /// A derivation and everything it needs.
    DerivationClosure(&'h [u8]),
    /// One output of a derivation: derivation path and output name.
    Output(&'h [u8], &'h [u8]),
}

impl<'h> ContextElement<'h> {
    /// The store path, of the derivation where it is about one.
    pub fn path(self) -> &'h [u8] {
        match self {
            Self::Path(path) | Self::DerivationClosure(path) | Self::Output(path, _) => path,
        }
    }
}

/// What a string depends on, sorted and without doubles.
pub type Context<'h> = &'h [ContextElement<'h>];

#[derive(Clone, Copy)]
struct StringHead<'h> {
    context: Option<&'h Context<'h>>,
}

/// A string value: any bytes, usually UTF-8.
#[derive(Clone, Copy)]
pub struct NixString<'h>(Thin<'h, StringHead<'h>, u8>);

impl<'h> NixString<'h> {
    /// A string without context.
    pub fn new(heap: &'h Heap, bytes: &[u8]) -> Self {
        Self(heap.thin_copy(ObjectKind::String, StringHead { context: None }, bytes))
    }

    /// A string with a context, which is sorted and freed of doubles here.
    pub fn with_context(heap: &'h Heap, bytes: &[u8], context: &[ContextElement<'h>]) -> Self {
        let context = (!context.is_empty()).then(|| {
            let mut sorted = context.to_vec();
            sorted.sort_unstable();
            sorted.dedup();
            let slice: Context<'h> = heap.slice(ObjectKind::String, &sorted);
            heap.object(ObjectKind::String, slice)
        });
        Self(heap.thin_copy(ObjectKind::String, StringHead { context }, bytes))
    }

    /// The concatenation of two strings, contexts united.
    pub fn concat(heap: &'h Heap, left: Self, right: Self) -> Self {
        let (a, b) = (left.bytes(), right.bytes());
        if b.is_empty() && right.context().is_empty() {
            return left;
        }
        if a.is_empty() && left.context().is_empty() {
            return right;
        }
        let mut bytes = Vec::with_capacity(a.len() + b.len());
        bytes.extend_from_slice(a);
        bytes.extend_from_slice(b);
        let mut context = left.context().to_vec();
        context.extend_from_slice(right.context());
        Self::with_context(heap, &bytes, &context)
    }

    /// The bytes.
    #[inline(always)]
    pub fn bytes(self) -> &'h [u8] {
        self.0.items()
    }

    /// The string for messages.
    pub fn text(self) -> std::borrow::Cow<'h, str> {
        String::from_utf8_lossy(self.bytes())
    }

    /// What the string depends on.
    pub fn context(self) -> Context<'h> {
        self.0.head().context.copied().unwrap_or(&[])
    }
}
