//! Interned names: a [`Symbol`] is a number, equal names have equal numbers.

mod early;

use crate::heap::Heap;
use crate::value::{Context, NixString};
use rustc_hash::FxHashMap;
use std::cell::RefCell;

/// An interned name.
///
/// The order of symbols is the order of interning, not of the names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Symbol(u32);

impl Symbol {
    /// The symbol's number, dense from zero.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// The names of one evaluation.
pub struct Symbols<'h> {
    heap: &'h Heap,
    numbers: RefCell<FxHashMap<&'h [u8], Symbol>>,
    names: RefCell<Vec<NixString<'h>>>,
    /// The first bytes of each name as one number, in the order of names.
    prefixes: RefCell<Vec<u64>>,
}

impl<'h> Symbols<'h> {
    /// A table with the names known before any program; its names live in `heap`.
    pub fn new(heap: &'h Heap) -> Self {
        let symbols = Self {
            heap,
            numbers: RefCell::default(),
            names: RefCell::default(),
            prefixes: RefCell::default(),
        };
        early::intern(&symbols);
        symbols
    }

    /// The symbol of `name`, new or old.
    pub fn intern(&self, name: &[u8]) -> Symbol {
        if let Some(&symbol) = self.numbers.borrow().get(name) {
            return symbol;
        }
        self.add(NixString::new(self.heap, name))
    }

    /// The symbol of a string value; a new name shares the string's bytes. The string remembers it.
    pub fn intern_string(&self, name: NixString<'h>) -> Symbol {
        if let Some(symbol) = self.lookup_string(name) {
            return symbol;
        }
        if name.shared_context().is_empty() {
            self.add(name)
        } else {
            self.intern(name.bytes())
        }
    }

    fn add(&self, name: NixString<'h>) -> Symbol {
        let mut names = self.names.borrow_mut();
        let symbol = Symbol(names.len() as u32);
        name.set_symbol(Context::of_symbol(self.heap, symbol));
        names.push(name);
        self.prefixes.borrow_mut().push(prefix(name.bytes()));
        self.numbers.borrow_mut().insert(name.bytes(), symbol);
        symbol
    }

    /// The number of names.
    pub fn count(&self) -> usize {
        self.names.borrow().len()
    }

    /// The symbol of `name` if some source or value has named it before.
    pub fn lookup(&self, name: &[u8]) -> Option<Symbol> {
        self.numbers.borrow().get(name).copied()
    }

    /// As [`Self::lookup`], of a string value, which remembers it.
    pub fn lookup_string(&self, name: NixString<'h>) -> Option<Symbol> {
        let known = name.symbol();
        if known.is_some() {
            return known;
        }
        let symbol = self.lookup(name.bytes())?;
        name.set_symbol(self.string(symbol).shared_context());
        Some(symbol)
    }

    /// The name of a symbol as a string value without context.
    pub fn string(&self, symbol: Symbol) -> NixString<'h> {
        self.names.borrow()[symbol.index()]
    }

    /// The bytes of a symbol's name.
    pub fn name(&self, symbol: Symbol) -> &'h [u8] {
        self.string(symbol).bytes()
    }

    /// A number that is smaller than that of another symbol only if the name is; equal if the names begin alike.
    pub fn prefix(&self, symbol: Symbol) -> u64 {
        self.prefixes.borrow()[symbol.index()]
    }

    /// The name of a symbol for messages.
    pub fn text(&self, symbol: Symbol) -> String {
        String::from_utf8_lossy(self.name(symbol)).into_owned()
    }
}

/// The first eight bytes of a name as one number.
fn prefix(name: &[u8]) -> u64 {
    let mut bytes = [0; 8];
    let length = name.len().min(bytes.len());
    bytes[..length].copy_from_slice(&name[..length]);
    u64::from_be_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_are_in_the_order_of_names() {
        let mut names = [
            "",
            "\0",
            "a",
            "a\0",
            "a\0b",
            "aaaaaaaa",
            "aaaaaaaab",
            "b",
            "\u{e9}",
            "ab",
        ];
        names.sort_unstable();
        let prefixes = names.map(|name| prefix(name.as_bytes()));
        assert!(prefixes.is_sorted());
    }
}
