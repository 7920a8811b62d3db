//! Attribute sets: arrays sorted by symbol, a small update layered over a large base.

use super::Value;
use crate::heap::thin::{Packed, Thin};
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

/// An attribute as it is stored.
#[derive(Clone, Copy)]
struct Entry<'h> {
    name: Symbol,
    position: Position,
    value: Packed<'h>,
}

impl<'h> Entry<'h> {
    #[inline(always)]
    fn new(heap: &'h Heap, attr: Attr<'h>) -> Self {
        Self {
            name: attr.name,
            position: attr.position,
            value: Packed::new(heap, attr.value),
        }
    }

    #[inline(always)]
    fn attr(&self) -> Attr<'h> {
        Attr {
            name: self.name,
            position: self.position,
            value: self.value.value(),
        }
    }
}

/// How a layered attribute set relates to others.
#[derive(Clone, Copy)]
enum Link<'h> {
    /// Its own array lies over this set.
    Over(Attrs<'h>),
    /// It has been flattened into this set.
    Flattened(Attrs<'h>),
}

/// What a set has to know if its own array is not all of it.
struct Layer<'h> {
    link: Cell<Link<'h>>,
    /// Number of attributes, those of the base included.
    total: u32,
}

/// An attribute set: its own array, and a layer if that lies over another set.
#[derive(Clone, Copy)]
pub struct Attrs<'h>(Thin<'h, Option<&'h Layer<'h>>, Entry<'h>>);

/// All attributes of a set in ascending order of symbol.
#[derive(Clone, Copy)]
pub struct Entries<'h>(&'h [Entry<'h>]);

impl<'h> Entries<'h> {
    /// The attributes one by one.
    #[inline]
    pub fn iter(self) -> impl ExactSizeIterator<Item = Attr<'h>> + DoubleEndedIterator + Clone {
        self.0.iter().map(Entry::attr)
    }

    /// The attribute at an index.
    #[inline]
    pub fn get(self, index: usize) -> Option<Attr<'h>> {
        self.0.get(index).map(Entry::attr)
    }

    /// Number of attributes.
    #[inline]
    pub fn len(self) -> usize {
        self.0.len()
    }
}

/// An update whose right side is this many times smaller than its left side becomes a layer.
const LAYER_RATIO: usize = 8;

/// A layer is at least this many times larger than the layer above it.
const LAYER_GROWTH: usize = 4;

impl<'h> Attrs<'h> {
    /// A set of attributes that are sorted by symbol and unique.
    #[inline]
    pub fn from_sorted(heap: &'h Heap, attrs: &[Attr<'h>]) -> Self {
        debug_assert!(attrs.is_sorted_by(|a, b| a.name < b.name));
        Self::generate(heap, attrs.len(), |index| attrs[index])
    }

    /// A set of `length` attributes made one by one in ascending order of symbol.
    #[inline(always)]
    pub fn generate(
        heap: &'h Heap,
        length: usize,
        mut attr: impl FnMut(usize) -> Attr<'h>,
    ) -> Self {
        let entry = |index| Entry::new(heap, attr(index));
        Self(heap.thin(ObjectKind::Attrs, None, length, entry))
    }

    /// A set of those attributes of this one that `keep` says.
    pub fn filtered(self, heap: &'h Heap, mut keep: impl FnMut(Symbol) -> bool) -> Self {
        let entries = self.entries(heap).0.iter();
        let kept: Vec<_> = entries.filter(|entry| keep(entry.name)).copied().collect();
        Self::flat(heap, &kept)
    }

    fn flat(heap: &'h Heap, entries: &[Entry<'h>]) -> Self {
        Self(heap.thin_copy(ObjectKind::Attrs, None, entries))
    }

    /// The set without attributes.
    pub fn empty(heap: &'h Heap) -> Self {
        Self::flat(heap, &[])
    }

    /// Number of attributes.
    #[inline]
    pub fn len(self) -> usize {
        match self.0.head() {
            None => self.0.len(),
            Some(layer) => layer.total as usize,
        }
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    #[inline(always)]
    fn entry(self, name: Symbol) -> Option<&'h Entry<'h>> {
        let mut layer = self;
        loop {
            let own = layer.0.items();
            if let Ok(index) = own.binary_search_by_key(&name, |entry| entry.name) {
                return Some(&own[index]);
            }
            match layer.0.head().as_ref()?.link.get() {
                Link::Over(below) | Link::Flattened(below) => layer = below,
            }
        }
    }

    /// The attribute of a name.
    #[inline]
    pub fn get(self, name: Symbol) -> Option<Attr<'h>> {
        self.entry(name).map(Entry::attr)
    }

    /// Whether there is an attribute of a name.
    #[inline]
    pub fn has(self, name: Symbol) -> bool {
        self.entry(name).is_some()
    }

    /// The value of a name.
    #[inline]
    pub fn value(self, name: Symbol) -> Option<Value<'h>> {
        self.entry(name).map(|entry| entry.value.value())
    }

    /// Every attribute in ascending order of symbol; flattens a layered set once.
    #[inline]
    pub fn entries(self, heap: &'h Heap) -> Entries<'h> {
        Entries(match self.0.head() {
            None => self.0.items(),
            Some(layer) => match layer.link.get() {
                Link::Flattened(flat) => flat.0.items(),
                Link::Over(_) => self.flatten(heap, layer),
            },
        })
    }

    #[cold]
    fn flatten(self, heap: &'h Heap, layer: &'h Layer<'h>) -> &'h [Entry<'h>] {
        let mut merged = self.0.items().to_vec();
        let mut above = layer;
        loop {
            let (Link::Over(base) | Link::Flattened(base)) = above.link.get();
            merged = merge(base.0.items(), &merged);
            match base.0.head() {
                Some(layer) => above = layer,
                None => break,
            }
        }
        let flat = Self::flat(heap, &merged);
        layer.link.set(Link::Flattened(flat));
        flat.0.items()
    }

    /// Every attribute in the order of names.
    pub fn sorted_by_name(self, heap: &'h Heap, symbols: &Symbols<'h>) -> Vec<Attr<'h>> {
        let keyed = |attr: Attr<'h>| (symbols.prefix(attr.name), attr);
        let mut entries: Vec<_> = self.entries(heap).iter().map(keyed).collect();
        entries.sort_unstable_by(|(prefix, attr), (other_prefix, other)| {
            let names = || symbols.name(attr.name).cmp(symbols.name(other.name));
            prefix.cmp(other_prefix).then_with(names)
        });
        entries.into_iter().map(|(_, attr)| attr).collect()
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
        let upper = right.entries(heap).0;
        if upper.len() * LAYER_RATIO > left.len() {
            return Self::merged(heap, left.entries(heap).0, upper);
        }
        let new = upper
            .iter()
            .filter(|entry| left.entry(entry.name).is_none())
            .count();
        let mut base = left.current();
        let mut merged = Vec::new();
        while let Some(Link::Over(below)) = base.0.head().map(|layer| layer.link.get()) {
            let own: &[Entry<'h>] = if merged.is_empty() { upper } else { &merged };
            if base.0.len() >= own.len() * LAYER_GROWTH {
                break;
            }
            merged = merge(base.0.items(), own);
            base = below.current();
        }
        let own: &[Entry<'h>] = if merged.is_empty() { upper } else { &merged };
        if own.len() * LAYER_RATIO > base.len() {
            return Self::merged(heap, base.entries(heap).0, own);
        }
        let layer = Layer {
            link: Cell::new(Link::Over(base)),
            total: (left.len() + new) as u32,
        };
        let layer = heap.object(ObjectKind::Attrs, layer);
        Self(heap.thin_copy(ObjectKind::Attrs, Some(layer), own))
    }

    fn merged(heap: &'h Heap, lower: &[Entry<'h>], upper: &[Entry<'h>]) -> Self {
        Self::flat(heap, &merge(lower, upper))
    }

    /// The flat set that stands for this one, if it was flattened.
    fn current(self) -> Self {
        match self.0.head().map(|layer| layer.link.get()) {
            Some(Link::Flattened(flat)) => flat,
            None | Some(Link::Over(_)) => self,
        }
    }

    /// Bytes of a set with so many attributes.
    pub const fn size(attributes: usize) -> usize {
        Thin::<Option<&'h Layer<'h>>, Entry<'h>>::size(attributes)
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

/// Two arrays sorted by symbol as one; `upper` wins.
fn merge<'h>(lower: &[Entry<'h>], upper: &[Entry<'h>]) -> Vec<Entry<'h>> {
    let mut merged = Vec::with_capacity(lower.len() + upper.len());
    let mut rest = lower;
    for entry in upper {
        let before = rest.partition_point(|l| l.name < entry.name);
        merged.extend_from_slice(&rest[..before]);
        rest = &rest[before..];
        if rest.first().is_some_and(|l| l.name == entry.name) {
            rest = &rest[1..];
        }
        merged.push(*entry);
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
