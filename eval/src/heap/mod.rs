//! The arena that owns every value of one evaluation, its byte limit and its counts.
//!
//! Nothing is freed one by one: dropping the heap frees all, at any depth. Code that is about to allocate an
//! amount the program chooses asks [`Heap::reserve`] first; the machine asks [`Heap::is_full`] as it goes.

pub mod thin;

use bumpalo::Bump;
use std::cell::Cell;
use thin::Thin;

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

/// A request for memory that the limit does not allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeapFull;

/// The arena of one evaluation.
pub struct Heap {
    bump: Bump,
    limit: usize,
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
            bump: Bump::new(),
            limit,
            counts: Default::default(),
        }
    }

    /// The limit in bytes.
    pub fn limit(&self) -> usize {
        self.limit
    }

    /// Bytes taken from the system for the arena.
    pub fn bytes(&self) -> usize {
        self.bump.allocated_bytes()
    }

    /// Whether arena and `beside` (bytes the caller holds outside of it) have reached the limit.
    #[inline]
    pub fn is_full(&self, beside: usize) -> bool {
        self.bump.allocated_bytes().saturating_add(beside) >= self.limit
    }

    /// Says whether `items` objects of `size` bytes may be allocated; allocates nothing.
    #[inline]
    pub fn reserve(&self, items: usize, size: usize) -> Result<(), HeapFull> {
        match items.checked_mul(size) {
            Some(bytes) if bytes < 1 << 16 || !self.is_full(bytes) => Ok(()),
            _ => Err(HeapFull),
        }
    }

    /// Objects of all kinds so far.
    pub fn objects(&self) -> u64 {
        self.counts.iter().map(|count| count.get().objects).sum()
    }

    /// Objects and bytes of a kind so far.
    pub fn count(&self, kind: ObjectKind) -> Count {
        self.counts[kind as usize].get()
    }

    #[inline(always)]
    fn record(&self, kind: ObjectKind, bytes: usize) {
        let cell = &self.counts[kind as usize];
        let count = cell.get();
        cell.set(Count {
            objects: count.objects + 1,
            bytes: count.bytes + bytes as u64,
        });
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
        Thin::new(&self.bump, head, length, item)
    }

    /// Allocates a block with a copy of `items`.
    #[inline(always)]
    pub fn thin_copy<H, T: Copy>(&self, kind: ObjectKind, head: H, items: &[T]) -> Thin<'_, H, T> {
        self.record(kind, Thin::<H, T>::size(items.len()));
        Thin::copy(&self.bump, head, items)
    }

    /// Allocates one object that needs no drop.
    pub fn object<T>(&self, kind: ObjectKind, value: T) -> &T {
        const { assert!(!std::mem::needs_drop::<T>(), "the arena never drops") };
        self.record(kind, size_of::<T>());
        self.bump.alloc(value)
    }

    /// Copies a slice into the arena.
    pub fn slice<T: Copy>(&self, kind: ObjectKind, items: &[T]) -> &[T] {
        self.record(kind, size_of_val(items));
        self.bump.alloc_slice_copy(items)
    }

    /// Copies a text into the arena.
    pub fn text(&self, kind: ObjectKind, text: &str) -> &str {
        self.record(kind, text.len());
        self.bump.alloc_str(text)
    }
}
