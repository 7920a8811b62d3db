//! The memory of a heap: chunks given out from bottom to top, and freed together.
//!
//! A large chunk is made ready step by step: the system gives the pages of a step in one call, which takes three quarters of
//! the time that a fault for each page takes.

use std::alloc::{Layout, alloc, dealloc, handle_alloc_error};
use std::cell::{Cell, RefCell};
use std::mem::needs_drop;
use std::ptr::NonNull;

/// Every block begins at a multiple of this, in bytes.
const ALIGN: usize = 8;

/// Size of the first chunk, in bytes. The next ones double what there is.
const FIRST: usize = 64 << 10;

/// Size of the largest chunks but those for a larger block, in bytes.
const LARGEST: usize = 64 << 20;

/// Bytes of a large chunk that are made ready at once.
const STEP: usize = 256 << 10;

/// From this size on, in bytes, a chunk is large.
const LARGE: usize = 4 * STEP;

/// A multiple of the size of a page, in bytes.
const PAGE: usize = 64 << 10;

/// A piece of memory from the allocator.
struct Chunk {
    start: NonNull<u8>,
    layout: Layout,
}

/// Memory that is given out block by block and freed as a whole.
pub struct Arena {
    /// Where the next block begins; a multiple of [`ALIGN`].
    next: Cell<NonNull<u8>>,
    /// The end of what may be given out without asking for more.
    ready: Cell<NonNull<u8>>,
    /// Bytes of the last chunk behind that.
    behind: Cell<usize>,
    /// Bytes that have been made ready.
    taken: Cell<usize>,
    chunks: RefCell<Vec<Chunk>>,
}

impl Default for Arena {
    fn default() -> Self {
        let nowhere = NonNull::<u64>::dangling().cast();
        Self {
            next: Cell::new(nowhere),
            ready: Cell::new(nowhere),
            behind: Cell::new(0),
            taken: Cell::new(0),
            chunks: RefCell::default(),
        }
    }
}

impl Arena {
    /// An arena that has taken nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Bytes taken from the system.
    #[inline]
    pub fn taken(&self) -> usize {
        self.taken.get()
    }

    /// Bytes that are ready to be given out.
    #[inline(always)]
    pub fn left(&self) -> usize {
        self.ready.get().addr().get() - self.next.get().addr().get()
    }

    /// A block of this layout.
    #[inline(always)]
    pub fn block(&self, layout: Layout) -> NonNull<u8> {
        let size = layout.size().wrapping_add(ALIGN - 1) & !(ALIGN - 1);
        if layout.align() > ALIGN || size > self.left() {
            return self.block_apart(layout);
        }
        let block = self.next.get();
        // SAFETY: so many bytes are left in the chunk that `block` points into.
        self.next.set(unsafe { block.add(size) });
        block
    }

    #[cold]
    #[inline(never)]
    fn block_apart(&self, layout: Layout) -> NonNull<u8> {
        // So aligned, a block begins at most this far behind the next one's place.
        let slack = layout.align().saturating_sub(ALIGN);
        let Some(wanted) = layout
            .size()
            .checked_next_multiple_of(ALIGN)
            .and_then(|size| size.checked_add(slack))
        else {
            handle_alloc_error(layout)
        };
        if wanted > self.left() + self.behind.get() {
            self.add_chunk(wanted);
        }
        if wanted > self.left() {
            self.make_ready(wanted);
        }
        let offset = self.next.get().as_ptr().align_offset(layout.align());
        // SAFETY: the distance to the next multiple of the alignment is at most `slack`, and so much more than the size is
        // left in the chunk; the size was rounded up with it.
        unsafe {
            let block = self.next.get().add(offset);
            self.next.set(self.next.get().add(wanted));
            block
        }
    }

    /// Goes on in a fresh chunk with room for `wanted` bytes. What the last one has left is lost.
    fn add_chunk(&self, wanted: usize) {
        let size = self.taken.get().clamp(FIRST, LARGEST).max(wanted);
        let align = if size >= LARGE { PAGE } else { ALIGN };
        let Some(layout) = size
            .checked_next_multiple_of(align)
            .and_then(|size| Layout::from_size_align(size, align).ok())
        else {
            handle_alloc_error(Layout::new::<u8>())
        };
        // SAFETY: the size is not zero, since the first chunk's is not.
        let Some(start) = NonNull::new(unsafe { alloc(layout) }) else {
            handle_alloc_error(layout)
        };
        self.chunks.borrow_mut().push(Chunk { start, layout });
        self.next.set(start);
        self.ready.set(start);
        self.behind.set(layout.size());
        if size < LARGE {
            self.make_ready(layout.size());
        }
    }

    /// Makes `wanted` bytes of the last chunk ready, and the rest of the step that they end in.
    fn make_ready(&self, wanted: usize) {
        let more = wanted - self.left();
        let more = more.next_multiple_of(STEP).min(self.behind.get());
        let start = self.ready.get();
        if more >= STEP {
            touch(start, more);
        }
        // SAFETY: `behind` bytes of the chunk are behind its ready part.
        self.ready.set(unsafe { start.add(more) });
        self.behind.set(self.behind.get() - more);
        self.taken.set(self.taken.get() + more);
    }

    /// Moves a value here.
    pub fn object<T>(&self, value: T) -> &T {
        const { assert!(!needs_drop::<T>(), "the arena never drops") };
        let block = self.block(Layout::new::<T>()).cast::<T>();
        // SAFETY: the block is fresh, of this type's layout, and lives as long as the arena.
        unsafe {
            block.write(value);
            block.as_ref()
        }
    }

    /// Copies a slice here.
    pub fn slice<T: Copy>(&self, items: &[T]) -> &[T] {
        let block = self.block(Layout::for_value(items)).cast::<T>();
        // SAFETY: the block is fresh, of this slice's layout, and lives as long as the arena.
        unsafe {
            block.copy_from_nonoverlapping(NonNull::from(items).cast(), items.len());
            std::slice::from_raw_parts(block.as_ptr(), items.len())
        }
    }

    /// Copies a text here.
    pub fn text(&self, text: &str) -> &str {
        // SAFETY: these are the bytes of a text.
        unsafe { std::str::from_utf8_unchecked(self.slice(text.as_bytes())) }
    }
}

impl Drop for Arena {
    fn drop(&mut self) {
        for chunk in self.chunks.get_mut() {
            // SAFETY: each chunk was allocated with this layout, and nothing borrows the arena any more.
            unsafe { dealloc(chunk.start.as_ptr(), chunk.layout) };
        }
    }
}

/// Gets pages now, all in one call. It is advice: where it is not taken, they come when they are first used.
fn touch(start: NonNull<u8>, size: usize) {
    #[cfg(all(target_os = "linux", not(miri)))]
    // SAFETY: the range is part of a chunk; what it holds stays.
    let _ = unsafe {
        use rustix::mm::{Advice, madvise};
        madvise(start.as_ptr().cast(), size, Advice::LinuxPopulateWrite)
    };
    #[cfg(not(all(target_os = "linux", not(miri))))]
    let _ = (start, size);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_aligned_and_apart() {
        let arena = Arena::new();
        let mut blocks: Vec<(usize, usize)> = Vec::new();
        for round in 0..2_000 {
            let (size, align) = (round * 7 % 300, 1 << (round % 7));
            let layout = Layout::from_size_align(size, align).expect("it is small");
            let start = arena.block(layout).addr().get();
            assert_eq!(start % align, 0);
            blocks.push((start, start + size));
        }
        blocks.sort_unstable();
        assert!(blocks.windows(2).all(|pair| pair[0].1 <= pair[1].0));
    }

    #[test]
    fn what_is_written_stays() {
        let arena = Arena::new();
        let numbers: Vec<_> = (0..50_000_u64).map(|n| arena.object(n)).collect();
        let texts: Vec<_> = (0..1_000).map(|n| arena.text(&"x".repeat(n))).collect();
        assert!(numbers.iter().zip(0..).all(|(&&number, n)| number == n));
        assert!(texts.iter().zip(0..).all(|(text, n)| text.len() == n));
        assert_eq!(arena.slice::<u64>(&[]), &[] as &[u64]);
    }

    #[test]
    fn what_is_taken_doubles_and_then_grows_step_by_step() {
        let arena = Arena::new();
        assert_eq!(arena.taken(), 0);
        arena.object(1_u64);
        assert_eq!(arena.taken(), FIRST);
        let mut before = arena.taken();
        while arena.taken() < 4 * LARGE {
            arena.slice(&[0_u64; 100]);
            let (taken, step) = (arena.taken(), arena.taken() - before);
            if step > 0 {
                assert_eq!(step, if before < LARGE { before } else { STEP });
                before = taken;
            }
        }
    }

    #[test]
    fn a_block_larger_than_any_chunk_has_its_own() {
        let arena = Arena::new();
        let large = arena.slice(&vec![7_u8; 3 * LARGE]);
        let small = arena.object(8_u64);
        assert!(large.iter().all(|&byte| byte == 7));
        assert_eq!(*small, 8);
    }
}
