//! Lists.

use super::Value;
use crate::heap::thin::Thin;
use crate::heap::{Heap, ObjectKind};

/// A list of values, evaluated or not.
#[derive(Clone, Copy)]
pub struct List<'h>(Thin<'h, (), Value<'h>>);

impl<'h> List<'h> {
    /// A list with a copy of `items`.
    #[inline]
    pub fn new(heap: &'h Heap, items: &[Value<'h>]) -> Self {
        Self(heap.thin_copy(ObjectKind::List, (), items))
    }

    /// A list of `length` items made one by one in order.
    ///
    /// The caller has asked [`Heap::reserve`] where the program chooses the length.
    #[inline]
    pub fn generate(heap: &'h Heap, length: usize, item: impl FnMut(usize) -> Value<'h>) -> Self {
        Self(heap.thin(ObjectKind::List, (), length, item))
    }

    /// The items.
    #[inline(always)]
    pub fn items(self) -> &'h [Value<'h>] {
        self.0.items()
    }

    /// The number of items.
    #[inline(always)]
    pub fn len(self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Whether both are the same object.
    pub fn same(self, other: Self) -> bool {
        self.0.same(other.0)
    }

    /// The object's address, for sets of visited objects.
    pub fn address(self) -> usize {
        self.0.address()
    }
}
