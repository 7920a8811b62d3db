//! Lists.

use super::Value;
use crate::heap::thin::{Packed, Thin};
use crate::heap::{Heap, ObjectKind};

/// A list of values, evaluated or not.
#[derive(Clone, Copy)]
pub struct List<'h>(Thin<'h, (), Packed<'h>>);

impl<'h> List<'h> {
    /// A list with a copy of `items`.
    #[inline]
    pub fn new(heap: &'h Heap, items: &[Value<'h>]) -> Self {
        Self::generate(heap, items.len(), |index| items[index])
    }

    /// A list of `length` items made one by one in order.
    ///
    /// The caller has asked [`Heap::reserve`] where the program chooses the length.
    #[inline]
    pub fn generate(
        heap: &'h Heap,
        length: usize,
        mut item: impl FnMut(usize) -> Value<'h>,
    ) -> Self {
        let packed = |index| Packed::new(heap, item(index));
        Self(heap.thin(ObjectKind::List, (), length, packed))
    }

    /// A list of what an iterator gives.
    ///
    /// The caller has asked [`Heap::reserve`] where the program chooses the length.
    #[inline]
    pub fn collect(heap: &'h Heap, mut items: impl ExactSizeIterator<Item = Value<'h>>) -> Self {
        Self::generate(heap, items.len(), |_| match items.next() {
            Some(item) => item,
            None => unreachable!("an iterator gives as many items as it says"),
        })
    }

    /// The lists one after the other; together they have `length` items.
    ///
    /// The caller has asked [`Heap::reserve`].
    pub fn joined(heap: &'h Heap, length: usize, lists: impl Iterator<Item = Self>) -> Self {
        let mut items = lists.flat_map(|list| list.0.items());
        Self(
            heap.thin(ObjectKind::List, (), length, |_| match items.next() {
                Some(item) => *item,
                None => unreachable!("the lists have as many items as the caller says"),
            }),
        )
    }

    /// The items.
    #[inline(always)]
    pub fn items(self) -> Items<'h> {
        Items(self.0.items().iter())
    }

    /// The item at an index.
    #[inline(always)]
    pub fn get(self, index: usize) -> Option<Value<'h>> {
        self.0.items().get(index).map(|item| item.value())
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

    /// Bytes of a list with so many items.
    pub const fn size(items: usize) -> usize {
        Thin::<(), Packed<'h>>::size(items)
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

/// The items of a list in order.
#[derive(Clone)]
pub struct Items<'h>(std::slice::Iter<'h, Packed<'h>>);

impl<'h> Iterator for Items<'h> {
    type Item = Value<'h>;

    #[inline(always)]
    fn next(&mut self) -> Option<Value<'h>> {
        self.0.next().map(|item| item.value())
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl DoubleEndedIterator for Items<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.0.next_back().map(|item| item.value())
    }
}

impl ExactSizeIterator for Items<'_> {}
