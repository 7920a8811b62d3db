//! How objects lie in the arena, the one module of the crate with `unsafe` code.
//!
//! A `Value` has eight bytes for a pointer, so nothing it points to can be a slice reference; an object whose
//! length varies (a string, a list, an attribute set) is one block in the arena: head, length, items ([`Thin`]).
//! What is stored in such blocks is a value in eight bytes ([`Packed`]), and a thunk or closure is one word and its captures
//! ([`Suspension`], [`Function`]). All of them lie in an [`Arena`]. This module owns these layouts and hands out only references
//! of the arena's lifetime.
#![allow(unsafe_code)]

mod arena;
mod captured;
mod packed;
mod word;

pub use arena::Arena;
pub use captured::{Captures, Function, State, Suspension};
pub use packed::Packed;

use std::alloc::Layout;
use std::marker::PhantomData;
use std::mem::needs_drop;
use std::ptr::NonNull;

#[repr(C)]
struct Block<H, T> {
    head: H,
    length: usize,
    items: [T; 0],
}

/// Blocks of up to this many items have a size that cannot overflow.
const SMALL: usize = 1 << 20;

/// A pointer to a head and a slice in one arena block.
pub struct Thin<'h, H, T> {
    block: NonNull<Block<H, T>>,
    lifetime: PhantomData<&'h (H, [T; 0])>,
}

impl<H, T> Clone for Thin<'_, H, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<H, T> Copy for Thin<'_, H, T> {}

impl<'h, H, T> Thin<'h, H, T> {
    /// Allocates a block whose `length` items are what `item` returns for each index, in order.
    #[inline(always)]
    pub fn new(arena: &'h Arena, head: H, length: usize, mut item: impl FnMut(usize) -> T) -> Self {
        // SAFETY: every item is written before anybody gets the block. If `item` panics the block is only lost.
        unsafe {
            let (block, items) = Self::begun(arena, head, length);
            for index in 0..length {
                items.add(index).write(item(index));
            }
            block
        }
    }

    /// Allocates a block with a copy of `items`.
    #[inline(always)]
    pub fn copy(arena: &'h Arena, head: H, items: &[T]) -> Self
    where
        T: Copy,
    {
        // SAFETY: every item is written; source and target cannot overlap because the target is fresh.
        unsafe {
            let (block, target) = Self::begun(arena, head, items.len());
            target.copy_from_nonoverlapping(items.as_ptr(), items.len());
            block
        }
    }

    /// Allocates a block with a copy of the items of all parts, which are `length` together.
    #[inline]
    pub fn concat<'p>(
        arena: &'h Arena,
        head: H,
        length: usize,
        parts: impl Iterator<Item = &'p [T]>,
    ) -> Self
    where
        T: Copy + 'p,
    {
        // SAFETY: nobody gets the block before all items have been written; if a part is too long it is only lost.
        let (block, items) = unsafe { Self::begun(arena, head, length) };
        let mut written = 0;
        for part in parts {
            assert!(
                part.len() <= length - written,
                "parts have the length that is said"
            );
            // SAFETY: the part fits behind what has been written, and cannot overlap the fresh block.
            unsafe {
                let target = items.add(written);
                target.copy_from_nonoverlapping(part.as_ptr(), part.len());
            }
            written += part.len();
        }
        assert!(written == length, "parts have the length that is said");
        block
    }

    /// A block whose items are to be written, and where they lie.
    ///
    /// # Safety
    /// All `length` items are written before anybody else gets the block.
    #[inline(always)]
    unsafe fn begun(arena: &'h Arena, head: H, length: usize) -> (Self, *mut T) {
        const {
            assert!(
                !needs_drop::<H>() && !needs_drop::<T>(),
                "the arena never drops"
            );
        };
        let Some(layout) = Self::layout(length) else {
            capacity_overflow()
        };
        let block = arena.block(layout).cast::<Block<H, T>>();
        // SAFETY: the layout is that of a block with `length` items, so head, length and all items lie inside the
        // fresh allocation and are aligned; nothing refers to it yet.
        let items = unsafe {
            (&raw mut (*block.as_ptr()).head).write(head);
            (&raw mut (*block.as_ptr()).length).write(length);
            (&raw mut (*block.as_ptr()).items).cast::<T>()
        };
        let lifetime = PhantomData;
        (Self { block, lifetime }, items)
    }

    /// Bytes of a block with `length` items.
    pub const fn size(length: usize) -> usize {
        size_of::<Block<H, T>>() + length * size_of::<T>()
    }

    #[inline(always)]
    fn layout(length: usize) -> Option<Layout> {
        if length <= SMALL {
            let size = Self::size(length).next_multiple_of(align_of::<Block<H, T>>());
            const { assert!(size_of::<Block<H, T>>() <= 1 << 10 && size_of::<T>() <= 1 << 10) };
            // SAFETY: the alignment is a type's; the size is below 2^31, and rounded up to the alignment.
            return Some(unsafe {
                Layout::from_size_align_unchecked(size, align_of::<Block<H, T>>())
            });
        }
        let items = Layout::array::<T>(length).ok()?;
        let (layout, offset) = Layout::new::<Block<H, T>>().extend(items).ok()?;
        debug_assert_eq!(offset, size_of::<Block<H, T>>());
        Some(layout.pad_to_align())
    }

    /// The head.
    #[inline(always)]
    pub fn head(self) -> &'h H {
        // SAFETY: the block was initialised when it was made, lives as long as the arena is borrowed, and is never
        // written through anything but the interior mutability of `H` itself.
        unsafe { &(*self.block.as_ptr()).head }
    }

    /// The items.
    #[inline(always)]
    pub fn items(self) -> &'h [T] {
        // SAFETY: as for `head`; exactly `length` items were written. The slice's provenance is the whole block,
        // since the pointer is projected from it without a reference to the empty array in between.
        unsafe {
            let items = (&raw const (*self.block.as_ptr()).items).cast::<T>();
            std::slice::from_raw_parts(items, (*self.block.as_ptr()).length)
        }
    }

    /// The number of items.
    #[inline(always)]
    pub fn len(self) -> usize {
        // SAFETY: as for `head`.
        unsafe { (*self.block.as_ptr()).length }
    }

    /// Whether both are the same block.
    #[inline(always)]
    pub fn same(self, other: Self) -> bool {
        self.block == other.block
    }

    /// The block's address, for sets of visited objects; never for an order.
    pub fn address(self) -> usize {
        self.block.as_ptr() as usize
    }
}

#[cold]
fn capacity_overflow() -> ! {
    panic!("an object larger than the address space")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn head_and_items_come_back() {
        let arena = Arena::new();
        for length in [0, 1, 2, 7, 100] {
            let thin = Thin::<u32, u64>::new(&arena, 7, length, |i| i as u64 * 3);
            assert_eq!(*thin.head(), 7);
            assert_eq!(thin.len(), length);
            assert!(
                thin.items()
                    .iter()
                    .enumerate()
                    .all(|(i, &x)| x == i as u64 * 3)
            );
            assert_eq!(
                Thin::<u8, u64>::copy(&arena, 1, thin.items()).items(),
                thin.items()
            );
        }
    }

    #[test]
    fn parts_are_joined() {
        let arena = Arena::new();
        for parts in [&[][..], &[&b"ab"[..]], &[b"", b"ab", b"", b"cde", b""]] {
            let whole = parts.concat();
            let joined = Thin::<u32, u8>::concat(&arena, 7, whole.len(), parts.iter().copied());
            assert_eq!((*joined.head(), joined.items()), (7, whole.as_slice()));
        }
    }

    #[test]
    #[should_panic(expected = "parts have the length that is said")]
    fn parts_that_are_too_long_are_refused() {
        let arena = Arena::new();
        let parts = [&b"ab"[..], b"cd"].into_iter();
        Thin::<u32, u8>::concat(&arena, 7, 3, parts);
    }

    #[test]
    fn cells_are_shared() {
        let arena = Arena::new();
        let thin = Thin::<Cell<u8>, Cell<u16>>::new(&arena, Cell::new(1), 3, |_| Cell::new(0));
        let other = thin;
        other.items()[2].set(9);
        other.head().set(4);
        assert_eq!((thin.head().get(), thin.items()[2].get()), (4, 9));
        assert!(thin.same(other));
    }

    #[test]
    fn an_item_more_aligned_than_the_head() {
        let arena = Arena::new();
        let thin = Thin::<u8, u128>::new(&arena, 3, 4, |i| i as u128);
        assert_eq!(thin.items(), &[0, 1, 2, 3]);
        assert_eq!(*thin.head(), 3);
    }
}
