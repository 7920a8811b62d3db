//! The tables of a code object.

use crate::heap::thin::Thin;
use crate::heap::{Heap, ObjectKind};
use std::ops::Deref;

/// A table that is made once: one pointer, since most are empty and a thunk's code should fit into two lines of the cache.
#[derive(Clone, Copy)]
pub struct Table<'h, T>(Option<Thin<'h, (), T>>);

impl<'h, T> Table<'h, T> {
    /// The table without entries, which takes no room.
    pub const EMPTY: Self = Self(None);

    /// The entries.
    #[inline(always)]
    pub fn items(self) -> &'h [T] {
        match self.0 {
            Some(table) => table.items(),
            None => &[],
        }
    }
}

impl<'h, T: Copy> Table<'h, T> {
    /// A table of these entries.
    pub fn new(heap: &'h Heap, items: &[T]) -> Self {
        let table = || heap.thin_copy(ObjectKind::Code, (), items);
        Self((!items.is_empty()).then(table))
    }
}

impl<T: Copy> Deref for Table<'_, T> {
    type Target = [T];

    #[inline(always)]
    fn deref(&self) -> &[T] {
        self.items()
    }
}
