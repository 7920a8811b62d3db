//! Strings: bytes with a context.

use crate::heap::thin::Thin;
use crate::heap::{Heap, ObjectKind};
use crate::symbol::Symbol;
use std::borrow::Borrow;
use std::cell::Cell;
use std::cmp::Ordering;
use std::fmt;

/// One thing a string depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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

    /// Where the kind stands among the kinds, and the output's name where it has one.
    fn kind_and_output(self) -> (u8, &'h [u8]) {
        match self {
            Self::Path(_) => (0, b""),
            Self::DerivationClosure(_) => (1, b""),
            Self::Output(_, output) => (2, output),
        }
    }
}

/// By kind, then by path. Most of what is compared is one path in one place.
impl Ord for ContextElement<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        let compare = |left: &[u8], right: &[u8]| {
            if std::ptr::eq(left, right) {
                Ordering::Equal
            } else {
                left.cmp(right)
            }
        };
        let (kind, output) = self.kind_and_output();
        let (other_kind, other_output) = other.kind_and_output();
        kind.cmp(&other_kind)
            .then_with(|| compare(self.path(), other.path()))
            .then_with(|| compare(output, other_output))
    }
}

impl PartialOrd for ContextElement<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// What strings depend on, sorted and without doubles; many strings share one.
///
/// A string that has been used as a name has the empty context of that name: [`Context::of_symbol`].
#[derive(Clone, Copy, Default)]
pub struct Context<'h>(Option<Thin<'h, Option<Symbol>, ContextElement<'h>>>);

impl<'h> Context<'h> {
    /// A context of some elements, which are sorted and freed of doubles here.
    pub fn new(heap: &'h Heap, elements: &[ContextElement<'h>]) -> Self {
        match elements {
            [] => Self::default(),
            [_] => Self::from_sorted(heap, elements),
            _ => {
                let mut sorted = elements.to_vec();
                sorted.sort_unstable();
                sorted.dedup();
                Self::from_sorted(heap, &sorted)
            }
        }
    }

    fn from_sorted(heap: &'h Heap, elements: &[ContextElement<'h>]) -> Self {
        Self(Some(heap.thin_copy(ObjectKind::String, None, elements)))
    }

    /// The empty context of strings that are a name.
    pub fn of_symbol(heap: &'h Heap, symbol: Symbol) -> Self {
        Self(Some(heap.thin_copy(ObjectKind::String, Some(symbol), &[])))
    }

    /// The elements.
    pub fn elements(self) -> &'h [ContextElement<'h>] {
        self.0.map_or(&[], Thin::items)
    }

    /// Whether it is empty.
    pub fn is_empty(self) -> bool {
        self.elements().is_empty()
    }

    fn same(self, other: Self) -> bool {
        match (self.0, other.0) {
            (Some(left), Some(right)) if left.same(right) => true,
            _ => self.is_empty() && other.is_empty(),
        }
    }

    /// What either depends on; one of the two where it has all of the other.
    pub fn union(heap: &'h Heap, left: Self, right: Self) -> Self {
        let mut union = ContextUnion::default();
        union.add(left);
        union.add(right);
        union.finish(heap)
    }
}

/// The union of contexts, in the making.
#[derive(Default)]
pub struct ContextUnion<'h> {
    first: Context<'h>,
    last: Context<'h>,
    /// The elements of all, as soon as there is another one than the first.
    all: Vec<ContextElement<'h>>,
}

impl<'h> ContextUnion<'h> {
    /// Adds a context.
    pub fn add(&mut self, context: Context<'h>) {
        if context.is_empty() || context.same(self.last) || context.same(self.first) {
            return;
        }
        self.last = context;
        if self.first.is_empty() {
            self.first = context;
            return;
        }
        if self.all.is_empty() {
            self.all.extend_from_slice(self.first.elements());
        }
        self.all.extend_from_slice(context.elements());
    }

    /// Whether nothing has been added.
    pub fn is_empty(&self) -> bool {
        self.first.is_empty()
    }

    /// The union.
    pub fn finish(mut self, heap: &'h Heap) -> Context<'h> {
        if self.all.is_empty() {
            return self.first;
        }
        self.all.sort_unstable();
        self.all.dedup();
        for one in [self.first, self.last] {
            if one.elements().len() == self.all.len() {
                return one;
            }
        }
        Context::from_sorted(heap, &self.all)
    }

    /// The elements of the union, in order.
    pub fn into_elements(mut self) -> Vec<ContextElement<'h>> {
        if self.all.is_empty() {
            return self.first.elements().to_vec();
        }
        self.all.sort_unstable();
        self.all.dedup();
        self.all
    }
}

struct StringHead<'h> {
    context: Cell<Context<'h>>,
}

/// A string value: any bytes, usually UTF-8.
#[derive(Clone, Copy)]
pub struct NixString<'h>(Thin<'h, StringHead<'h>, u8>);

impl<'h> NixString<'h> {
    /// A string without context.
    pub fn new(heap: &'h Heap, bytes: &[u8]) -> Self {
        Self::sharing(heap, bytes, Context::default())
    }

    /// A string with a context, which is sorted and freed of doubles here.
    pub fn with_context(heap: &'h Heap, bytes: &[u8], context: &[ContextElement<'h>]) -> Self {
        Self::sharing(heap, bytes, Context::new(heap, context))
    }

    /// A string with the context of others.
    pub fn sharing(heap: &'h Heap, bytes: &[u8], context: Context<'h>) -> Self {
        let context = Cell::new(context);
        Self(heap.thin_copy(ObjectKind::String, StringHead { context }, bytes))
    }

    /// The concatenation of two strings, contexts united.
    pub fn concat(heap: &'h Heap, left: Self, right: Self) -> Self {
        let (a, b) = (left.bytes(), right.bytes());
        let (own, other) = (left.shared_context(), right.shared_context());
        if b.is_empty() && other.is_empty() {
            return left;
        }
        if a.is_empty() && own.is_empty() {
            return right;
        }
        let context = Context::union(heap, own, other);
        Self::joined(heap, a.len() + b.len(), [a, b].into_iter(), context)
    }

    /// A string of several parts, `length` bytes together.
    pub fn joined<'p>(
        heap: &'h Heap,
        length: usize,
        parts: impl Iterator<Item = &'p [u8]>,
        context: Context<'h>,
    ) -> Self {
        let context = Cell::new(context);
        Self(heap.thin_concat(ObjectKind::String, StringHead { context }, length, parts))
    }

    /// Bytes of a string of so many bytes, before they are rounded up to whole words.
    pub const fn size(bytes: usize) -> usize {
        Thin::<StringHead<'h>, u8>::size(bytes)
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

    /// Whether it has just these bytes and this context.
    pub fn is(self, bytes: &[u8], context: Context<'h>) -> bool {
        self.bytes() == bytes && self.shared_context().same(context)
    }

    /// What the string depends on.
    pub fn context(self) -> &'h [ContextElement<'h>] {
        self.shared_context().elements()
    }

    /// That, for other strings to share.
    pub fn shared_context(self) -> Context<'h> {
        self.0.head().context.get()
    }

    /// The name it is, if that is known.
    pub fn symbol(self) -> Option<Symbol> {
        *self.shared_context().0?.head()
    }

    /// Remembers which name it is; `context` is the empty one of that name. A string that depends on something forgets it.
    pub fn set_symbol(self, context: Context<'h>) {
        if self.shared_context().is_empty() {
            self.0.head().context.set(context);
        }
    }
}

/// The bytes of a string, whatever it depends on: compared as bytes are.
#[derive(Clone, Copy)]
pub struct StringBytes<'h>(pub NixString<'h>);

impl Borrow<[u8]> for StringBytes<'_> {
    fn borrow(&self) -> &[u8] {
        self.0.bytes()
    }
}

impl Ord for StringBytes<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.bytes().cmp(other.0.bytes())
    }
}

impl PartialOrd for StringBytes<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for StringBytes<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.0.bytes() == other.0.bytes()
    }
}

impl Eq for StringBytes<'_> {}

impl fmt::Debug for StringBytes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0.text(), f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contexts_are_shared_where_nothing_is_added() {
        let heap = Heap::new();
        let a = ContextElement::Path(b"a");
        let out = ContextElement::Output(b"d", b"out");
        let (one, both) = (
            Context::new(&heap, &[a]),
            Context::new(&heap, &[out, a, out]),
        );
        assert_eq!(both.elements(), [a, out]);
        assert!(Context::union(&heap, one, Context::default()).same(one));
        assert!(Context::union(&heap, one, one).same(one));
        assert!(Context::union(&heap, one, both).same(both));
        assert!(Context::union(&heap, both, one).same(both));
        let other = Context::new(&heap, &[ContextElement::DerivationClosure(b"d")]);
        assert!(!other.same(one) && !other.same(Context::default()));
        let all = Context::union(&heap, other, both);
        assert_eq!(all.elements(), [a, other.elements()[0], out]);
    }

    #[test]
    fn the_order_of_elements_is_that_of_kinds_and_bytes() {
        use ContextElement::{DerivationClosure, Output, Path};
        let sorted = [
            Path(b"b"),
            Path(b"c"),
            DerivationClosure(b"a"),
            Output(b"a", b"out"),
            Output(b"b", b"dev"),
            Output(b"b", b"out"),
        ];
        assert!(sorted.is_sorted_by(|left, right| left < right));
    }
}
