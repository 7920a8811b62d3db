//! The arena that owns every value of one evaluation, its byte limit and its counts.
//!
//! Nothing is freed one by one: dropping the heap frees all, at any depth. Code that is about to allocate an
//! amount the program chooses asks [`Heap::reserve`] first; the machine asks [`Heap::is_full`] as it goes.

pub mod thin;

#[cfg(feature = "heap-counts")]
use std::cell::Cell;
use thin::{Arena, Thin};

/// What an object is, for the counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ObjectKind {
    /// A suspended expression with its captures.
    Thunk,
    /// A function with its captures, or a function applied to too few arguments.
    Closure,
    /// An attribute set.
    Attrs,
    /// A list.
    List,
    /// A string, a path, or a context.
    String,
    /// Compiled code.
    Code,
    /// Failures and traces.
    Error,
}

impl ObjectKind {
    /// Every kind, in the order of the counts.
    pub const ALL: [Self; 7] = [
        Self::Thunk,
        Self::Closure,
        Self::Attrs,
        Self::List,
        Self::String,
        Self::Code,
        Self::Error,
    ];

    /// The kind's name in statistics.
    pub fn name(self) -> &'static str {
        match self {
            Self::Thunk => "thunk",
            Self::Closure => "closure",
            Self::Attrs => "attribute set",
            Self::List => "list",
            Self::String => "string",
            Self::Code => "code",
            Self::Error => "error",
        }
    }
}

/// Objects and bytes of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Number of objects.
    pub objects: u64,
    /// Their size in bytes.
    pub bytes: u64,
}

/// Objects and bytes by kind, indexed by [`ObjectKind`].
pub type Counts = [Count; ObjectKind::ALL.len()];

/// How far an arena has come: differs from every earlier one as soon as anything has been allocated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    taken: usize,
    left: usize,
}

/// A request for memory that the limit does not allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeapFull;

/// The arena of one evaluation.
pub struct Heap {
    arena: Arena,
    limit: usize,
    #[cfg(feature = "heap-counts")]
    counts: [Cell<Count>; ObjectKind::ALL.len()],
}

impl Default for Heap {
    fn default() -> Self {
        Self::new()
    }
}

impl Heap {
    /// A heap without a limit of its own.
    pub fn new() -> Self {
        Self::with_limit(usize::MAX)
    }

    /// A heap that counts as full at `limit` bytes.
    pub fn with_limit(limit: usize) -> Self {
        Self {
            arena: Arena::new(),
            limit,
            #[cfg(feature = "heap-counts")]
            counts: Default::default(),
        }
    }

    /// The limit in bytes.
    pub fn limit(&self) -> usize {
        self.limit
    }

    /// Bytes taken from the system for the arena.
    pub fn bytes(&self) -> usize {
        self.arena.taken()
    }

    /// Whether arena and `beside` (bytes the caller holds outside of it) have reached the limit.
    #[inline]
    pub fn is_full(&self, beside: usize) -> bool {
        self.arena.taken().saturating_add(beside) >= self.limit
    }

    /// Says whether `items` objects of `size` bytes may be allocated; allocates nothing.
    #[inline]
    pub fn reserve(&self, items: usize, size: usize) -> Result<(), HeapFull> {
        match items.checked_mul(size) {
            Some(bytes) if bytes < 1 << 16 || !self.is_full(bytes) => Ok(()),
            _ => Err(HeapFull),
        }
    }

    /// How far the arena has come.
    #[inline]
    pub fn mark(&self) -> Mark {
        Mark {
            taken: self.arena.taken(),
            left: self.arena.left(),
        }
    }

    /// Objects and bytes by kind so far; none without the feature `heap-counts`.
    pub fn counts(&self) -> Option<Counts> {
        #[cfg(feature = "heap-counts")]
        let counts = Some(std::array::from_fn(|kind| self.counts[kind].get()));
        #[cfg(not(feature = "heap-counts"))]
        let counts = None;
        counts
    }

    #[inline(always)]
    fn record(&self, kind: ObjectKind, bytes: usize) {
        #[cfg(feature = "heap-counts")]
        {
            let cell = &self.counts[kind as usize];
            let count = cell.get();
            cell.set(Count {
                objects: count.objects + 1,
                bytes: count.bytes + bytes as u64,
            });
        }
        #[cfg(not(feature = "heap-counts"))]
        let _ = (self, kind, bytes);
    }

    /// Allocates a block; see [`Thin::new`].
    #[inline(always)]
    pub fn thin<H, T>(
        &self,
        kind: ObjectKind,
        head: H,
        length: usize,
        item: impl FnMut(usize) -> T,
    ) -> Thin<'_, H, T> {
        self.record(kind, Thin::<H, T>::size(length));
        Thin::new(&self.arena, head, length, item)
    }

    /// Allocates a block with a copy of `items`.
    #[inline(always)]
    pub fn thin_copy<H, T: Copy>(&self, kind: ObjectKind, head: H, items: &[T]) -> Thin<'_, H, T> {
        self.record(kind, Thin::<H, T>::size(items.len()));
        Thin::copy(&self.arena, head, items)
    }

    /// Allocates a block with a copy of all parts; see [`Thin::concat`].
    #[inline]
    pub fn thin_concat<'p, H, T: Copy + 'p>(
        &self,
        kind: ObjectKind,
        head: H,
        length: usize,
        parts: impl Iterator<Item = &'p [T]>,
    ) -> Thin<'_, H, T> {
        self.record(kind, Thin::<H, T>::size(length));
        Thin::concat(&self.arena, head, length, parts)
    }

    /// Allocates one object that needs no drop.
    pub fn object<T>(&self, kind: ObjectKind, value: T) -> &T {
        const { assert!(!std::mem::needs_drop::<T>(), "the arena never drops") };
        self.record(kind, size_of::<T>());
        self.arena.object(value)
    }

    /// Copies a slice into the arena.
    pub fn slice<T: Copy>(&self, kind: ObjectKind, items: &[T]) -> &[T] {
        self.record(kind, size_of_val(items));
        self.arena.slice(items)
    }

    /// Copies a text into the arena.
    pub fn text(&self, kind: ObjectKind, text: &str) -> &str {
        self.record(kind, text.len());
        self.arena.text(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_tells_every_allocation() {
        let heap = Heap::new();
        let mut mark = heap.mark();
        for length in [1, 7, 100, 5_000] {
            assert_eq!(heap.mark(), mark, "nothing happened");
            heap.text(ObjectKind::String, &"x".repeat(length));
            assert_ne!(heap.mark(), mark);
            mark = heap.mark();
        }
    }

    #[test]
    fn objects_are_counted_only_if_asked_for() {
        let heap = Heap::new();
        heap.object(ObjectKind::Thunk, 7_u64);
        heap.object(ObjectKind::Thunk, 8_u64);
        let counted = heap
            .counts()
            .map(|counts| counts[ObjectKind::Thunk as usize]);
        let expected = Count {
            objects: 2,
            bytes: 16,
        };
        assert_eq!(counted, cfg!(feature = "heap-counts").then_some(expected));
    }
}
