//! Attribute sets: arrays sorted by symbol, a small update layered over a large base.

use super::Value;
use crate::heap::thin::Thin;
use crate::heap::{Heap, ObjectKind};
use crate::source::Position;
use crate::symbol::{Symbol, Symbols};
use std::cell::Cell;

/// One attribute.
#[derive(Clone, Copy)]
pub struct Attr<'h> {
    /// Its name.
    pub name: Symbol,
    /// Where it was defined.
    pub position: Position,
    /// Its value, evaluated or not.
    pub value: Value<'h>,
}

/// How an attribute set relates to another.
#[derive(Clone, Copy)]
enum Link<'h> {
    /// It is what its own array says.
    None,
    /// Its own array lies over this set.
    Over(Attrs<'h>),
    /// It was layered and has been flattened into this set.
    Flattened(Attrs<'h>),
}

struct AttrsHead<'h> {
    link: Cell<Link<'h>>,
    /// Number of attributes, those of the base included.
    total: u32,
}

/// An attribute set.
#[derive(Clone, Copy)]
pub struct Attrs<'h>(Thin<'h, AttrsHead<'h>, Attr<'h>>);

/// An update whose right side is this many times smaller than its left side becomes a layer.
const LAYER_RATIO: usize = 8;

/// A layer is at least this many times larger than the layer above it.
const LAYER_GROWTH: usize = 4;

impl<'h> Attrs<'h> {
    /// A set of attributes that are sorted by symbol and unique.
    #[inline]
    pub fn from_sorted(heap: &'h Heap, attrs: &[Attr<'h>]) -> Self {
        debug_assert!(attrs.is_sorted_by(|a, b| a.name < b.name));
        Self(heap.thin_copy(ObjectKind::Attrs, AttrsHead::flat(attrs.len()), attrs))
    }

    /// A set of `length` attributes made one by one in ascending order of symbol.
    #[inline(always)]
    pub fn generate(heap: &'h Heap, length: usize, attr: impl FnMut(usize) -> Attr<'h>) -> Self {
        Self(heap.thin(ObjectKind::Attrs, AttrsHead::flat(length), length, attr))
    }

    /// The set without attributes.
    pub fn empty(heap: &'h Heap) -> Self {
        Self::from_sorted(heap, &[])
    }

    /// Number of attributes.
    #[inline]
    pub fn len(self) -> usize {
        self.0.head().total as usize
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The attribute of a name.
    #[inline]
    pub fn get(self, name: Symbol) -> Option<&'h Attr<'h>> {
        let mut layer = self;
        loop {
            let own = layer.0.items();
            if let Ok(index) = own.binary_search_by_key(&name, |attr| attr.name) {
                return Some(&own[index]);
            }
            match layer.0.head().link.get() {
                Link::None => return None,
                Link::Over(base) => layer = base,
                Link::Flattened(flat) => return flat.get(name),
            }
        }
    }

    /// The value of a name.
    pub fn value(self, name: Symbol) -> Option<Value<'h>> {
        self.get(name).map(|attr| attr.value)
    }

    /// Every attribute in ascending order of symbol; flattens a layered set once.
    #[inline]
    pub fn entries(self, heap: &'h Heap) -> &'h [Attr<'h>] {
        match self.0.head().link.get() {
            Link::None => self.0.items(),
            Link::Flattened(flat) => flat.0.items(),
            Link::Over(_) => self.flatten(heap),
        }
    }

    #[cold]
    fn flatten(self, heap: &'h Heap) -> &'h [Attr<'h>] {
        let mut merged = self.0.items().to_vec();
        let mut layer = self;
        while let Link::Over(base) | Link::Flattened(base) = layer.0.head().link.get() {
            merged = merge(base.0.items(), &merged);
            layer = base;
        }
        let flat = Self::from_sorted(heap, &merged);
        self.0.head().link.set(Link::Flattened(flat));
        flat.0.items()
    }

    /// Every attribute in the order of names.
    pub fn sorted_by_name(self, heap: &'h Heap, symbols: &Symbols<'h>) -> Vec<&'h Attr<'h>> {
        let mut entries: Vec<_> = self.entries(heap).iter().collect();
        entries.sort_by_cached_key(|attr| symbols.name(attr.name));
        entries
    }

    /// `left // right`
    ///
    /// A right side much smaller than the left one becomes a layer over it. Layers are kept in geometric order, each at least
    /// [`LAYER_GROWTH`] times the size of the one above: one that would not be is merged with the new one. So building a
    /// set by many small updates copies each attribute a logarithmic number of times, and a lookup visits a logarithmic
    /// number of layers.
    pub fn update(heap: &'h Heap, left: Self, right: Self) -> Self {
        if right.is_empty() {
            return left;
        }
        if left.is_empty() {
            return right;
        }
        let upper = right.entries(heap);
        if upper.len() * LAYER_RATIO > left.len() {
            return Self::from_sorted(heap, &merge(left.entries(heap), upper));
        }
        let new = upper
            .iter()
            .filter(|attr| left.get(attr.name).is_none())
            .count();
        let mut base = left.current();
        let mut merged = Vec::new();
        while let Link::Over(below) = base.0.head().link.get() {
            let own: &[Attr<'h>] = if merged.is_empty() { upper } else { &merged };
            if base.0.len() >= own.len() * LAYER_GROWTH {
                break;
            }
            merged = merge(base.0.items(), own);
            base = below.current();
        }
        let own: &[Attr<'h>] = if merged.is_empty() { upper } else { &merged };
        if own.len() * LAYER_RATIO > base.len() {
            return Self::from_sorted(heap, &merge(base.entries(heap), own));
        }
        let head = AttrsHead {
            link: Cell::new(Link::Over(base)),
            total: (left.len() + new) as u32,
        };
        Self(heap.thin_copy(ObjectKind::Attrs, head, own))
    }

    /// The flat set that stands for this one, if it was flattened.
    fn current(self) -> Self {
        match self.0.head().link.get() {
            Link::Flattened(flat) => flat,
            Link::None | Link::Over(_) => self,
        }
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

impl AttrsHead<'_> {
    fn flat(length: usize) -> Self {
        Self {
            link: Cell::new(Link::None),
            total: length as u32,
        }
    }
}

/// Two arrays sorted by symbol as one; `upper` wins.
fn merge<'h>(lower: &[Attr<'h>], upper: &[Attr<'h>]) -> Vec<Attr<'h>> {
    let mut merged = Vec::with_capacity(lower.len() + upper.len());
    let mut rest = lower;
    for attr in upper {
        let before = rest.partition_point(|l| l.name < attr.name);
        merged.extend_from_slice(&rest[..before]);
        rest = &rest[before..];
        if rest.first().is_some_and(|l| l.name == attr.name) {
            rest = &rest[1..];
        }
        merged.push(*attr);
    }
    merged.extend_from_slice(rest);
    merged
}

/// Collects attributes in any order and makes a set of them.
#[derive(Default)]
pub struct AttrsBuilder<'h> {
    attrs: Vec<Attr<'h>>,
}

impl<'h> AttrsBuilder<'h> {
    /// A builder with room for `capacity` attributes.
    pub fn with_capacity(capacity: usize) -> Self {
        Self {
            attrs: Vec::with_capacity(capacity),
        }
    }

    /// Adds an attribute without a position.
    pub fn push(&mut self, name: Symbol, value: Value<'h>) {
        self.push_attr(Attr {
            name,
            position: Position::NONE,
            value,
        });
    }

    /// Adds an attribute.
    pub fn push_attr(&mut self, attr: Attr<'h>) {
        self.attrs.push(attr);
    }

    /// The set; of several attributes with one name the first added stays.
    pub fn finish(mut self, heap: &'h Heap) -> Attrs<'h> {
        self.attrs.sort_by_key(|attr| attr.name);
        self.attrs.dedup_by_key(|attr| attr.name);
        Attrs::from_sorted(heap, &self.attrs)
    }
}
