//! A value in eight bytes: what captures, lists and attribute sets store.

use super::captured::Suspension;
use super::word::Word;
use crate::heap::Heap;
use crate::value::{Thunk, Value};
use std::marker::PhantomData;
use std::mem::{MaybeUninit, transmute};

/// The tags of values, which are those of the enum; the ones above are states of thunks.
pub(super) const BOOL: u8 = 1;
pub(super) const INT: u8 = 2;
/// The first tag of a value that is a pointer.
const FIRST_POINTER: u8 = 4;
/// A thunk: no evaluated value has this tag.
pub(super) const THUNK: u8 = 11;

/// A value in eight bytes.
///
/// Floating-point numbers, and integers of more than 56 bits, stand behind an evaluated thunk of their own. So unpacking
/// needs no test, and may give a thunk where a number was packed.
#[derive(Clone, Copy)]
pub struct Packed<'h> {
    word: Word,
    value: PhantomData<Value<'h>>,
}

/// A value as memory has it: `repr(u64)` puts the tag first and the variant's one field, of at most eight bytes, behind.
#[repr(C)]
struct Words {
    tag: u64,
    payload: MaybeUninit<*const ()>,
}

impl Words {
    /// Taken apart by value: through a reference both words would go through memory and wait for each other.
    #[inline(always)]
    fn of(value: Value<'_>) -> Self {
        // SAFETY: an enum of `repr(u64)` is a tag and the fields of its variant, here at most one of eight bytes. The tag is
        // always initialised; what is behind it may not be.
        unsafe { transmute::<Value<'_>, Self>(value) }
    }
}

impl<'h> Packed<'h> {
    /// A value as it is stored; allocates for numbers that are no small integers.
    #[inline(always)]
    pub fn new(heap: &'h Heap, value: Value<'h>) -> Self {
        match Self::inline(value) {
            Some(packed) => packed,
            None => Self::boxed(heap, value),
        }
    }

    /// A value that needs no allocation.
    #[inline(always)]
    pub(super) fn inline(value: Value<'h>) -> Option<Self> {
        let words = Words::of(value);
        let tag = words.tag as u8;
        let word = if tag >= FIRST_POINTER {
            // SAFETY: all variants from this tag on hold one pointer.
            Word::pointer(tag, unsafe { words.payload.assume_init() })
        } else {
            match value {
                Value::Null => Word::number(0, 0)?,
                Value::Bool(value) => Word::number(BOOL, i64::from(value))?,
                Value::Int(number) => Word::number(INT, number)?,
                _ => return None,
            }
        };
        Some(Self::from_word(word))
    }

    /// As [`Self::inline`], of a value that is no thunk.
    #[inline(always)]
    pub(super) fn settled(value: Value<'h>) -> Option<Self> {
        if let Value::Thunk(_) = value {
            return None;
        }
        Self::inline(value)
    }

    #[cold]
    #[inline(never)]
    fn boxed(heap: &'h Heap, number: Value<'h>) -> Self {
        let thunk = Value::Thunk(Thunk::from(Suspension::boxed(heap, number)));
        match Self::inline(thunk) {
            Some(packed) => packed,
            None => unreachable!("a thunk is a pointer"),
        }
    }

    /// The value; a thunk that is evaluated where a number did not fit.
    #[inline(always)]
    pub fn value(self) -> Value<'h> {
        let words = Words {
            tag: u64::from(self.word.tag()),
            payload: MaybeUninit::new(self.word.payload()),
        };
        // SAFETY: the word was made from a value by `inline`, so the tag is a variant's, the payload is what that variant
        // holds, and what it points to lives as long as `'h`. Numbers and booleans are read from the address, of
        // which every byte is initialised.
        unsafe { transmute::<Words, Value<'h>>(words) }
    }

    /// From the word of a value of lifetime `'h`, made by [`Self::inline`].
    #[inline(always)]
    pub(super) fn from_word(word: Word) -> Self {
        Self {
            word,
            value: PhantomData,
        }
    }

    /// The word.
    #[inline(always)]
    pub(super) fn word(self) -> Word {
        self.word
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{Attrs, List, NixString};

    fn through<'h>(heap: &'h Heap, value: Value<'h>) -> String {
        let shown = |value: Value<'_>| match value.resolved() {
            Value::Null => "null".to_owned(),
            Value::Bool(value) => value.to_string(),
            Value::Int(number) => number.to_string(),
            Value::Float(number) => format!("{:x}", number.to_bits()),
            Value::String(string) => format!("string {}", string.text()),
            Value::Path(path) => format!("path {}", path.text()),
            Value::List(list) => format!("list of {}", list.len()),
            Value::Attrs(attrs) => format!("set of {}", attrs.len()),
            other => other.described().to_owned(),
        };
        let before = shown(value);
        // A heap outlives what is packed for it.
        let again = shown(Packed::new(heap, value).value());
        assert_eq!(before, again);
        again
    }

    #[test]
    fn every_value_comes_back() {
        let heap = Heap::new();
        let string = NixString::new(&heap, b"text");
        for value in [
            Value::Null,
            Value::Bool(false),
            Value::Bool(true),
            Value::Float(-0.0),
            Value::Float(f64::NAN),
            Value::Float(1e308),
            Value::String(string),
            Value::Path(string),
            Value::List(List::new(&heap, &[Value::Null; 3])),
            Value::Attrs(Attrs::empty(&heap)),
        ] {
            through(&heap, value);
        }
        let edges = [
            0,
            1,
            -1,
            i64::MIN,
            i64::MAX,
            1 << 55,
            -(1 << 55),
            (1 << 55) - 1,
        ];
        for number in edges {
            assert_eq!(through(&heap, Value::Int(number)), number.to_string());
        }
    }
}
