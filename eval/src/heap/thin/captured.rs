//! Thunks and closures: a word and the captures behind it.

use super::packed::{Packed, THUNK};
use super::word::Word;
use crate::bytecode::Code;
use crate::error::Error;
use crate::heap::{Heap, ObjectKind};
use crate::value::Value;
use std::alloc::Layout;
use std::cell::Cell;
use std::marker::PhantomData;
use std::ptr::NonNull;

/// The captured variables of a thunk or closure, in the order of its code's capture list.
///
/// They are cells because recursive bindings are filled in after all of them exist.
pub type Captures<'h> = &'h [Cell<Packed<'h>>];

/// The tags of a thunk's word. Below are those of values, which an evaluated thunk has.
mod tag {
    /// Evaluated: a number that does not fit into a word. The payload points to it.
    pub(super) const BOXED: u8 = super::THUNK;
    /// The payload is the code.
    pub(super) const SUSPENDED: u8 = 12;
    /// The payload is the number of parts.
    pub(super) const APPLICATION: u8 = 13;
    /// As `SUSPENDED`, being evaluated.
    pub(super) const RUNNING: u8 = 14;
    /// As `APPLICATION`, being evaluated.
    pub(super) const APPLYING: u8 = 15;
    /// The payload points to a [`super::Failure`].
    pub(super) const FAILED: u8 = 16;
}

/// From a word that waits to the one that is evaluated.
const BEGIN: u8 = tag::RUNNING - tag::SUSPENDED;

/// Why a thunk has no value, and the word that it had before.
struct Failure<'h> {
    error: Error<'h>,
    before: Word,
}

#[repr(C)]
struct Block<'h> {
    word: Cell<Word>,
    captures: [Cell<Packed<'h>>; 0],
}

/// A block of the arena: a word, then captures, whose number follows from the word.
#[derive(Clone, Copy)]
struct Captured<'h> {
    block: NonNull<Block<'h>>,
    lifetime: PhantomData<&'h Cell<Packed<'h>>>,
}

impl<'h> Captured<'h> {
    const fn size(length: usize) -> usize {
        size_of::<Block<'h>>() + length * size_of::<Packed<'h>>()
    }

    #[inline(always)]
    fn new(
        heap: &'h Heap,
        kind: ObjectKind,
        word: Word,
        length: usize,
        mut capture: impl FnMut(usize) -> Packed<'h>,
    ) -> Self {
        // More would not fit into the heap: captures are counted with 32 bits by the compiler.
        assert!(
            u32::try_from(length).is_ok(),
            "captures are counted with 32 bits"
        );
        heap.record(kind, Self::size(length));
        // SAFETY: the alignment is a type's; the size is below 2^36 and a multiple of the alignment.
        let layout = unsafe {
            Layout::from_size_align_unchecked(Self::size(length), align_of::<Block<'h>>())
        };
        let block = heap.arena.block(layout).cast::<Block<'h>>();
        // SAFETY: word and all captures lie inside the fresh allocation and are aligned; nothing refers to it yet. If
        // `capture` panics the block is only lost.
        unsafe {
            (&raw mut (*block.as_ptr()).word).write(Cell::new(word));
            let captures = (&raw mut (*block.as_ptr()).captures).cast::<Cell<Packed<'h>>>();
            for index in 0..length {
                captures.add(index).write(Cell::new(capture(index)));
            }
        }
        Self {
            block,
            lifetime: PhantomData,
        }
    }

    #[inline(always)]
    fn word(self) -> &'h Cell<Word> {
        // SAFETY: the block was initialised in `new` and lives as long as the arena is borrowed; the word is only written
        // through the cell.
        unsafe { &(*self.block.as_ptr()).word }
    }

    /// The captures.
    ///
    /// # Safety
    /// The block was made with at least `length` of them.
    #[inline(always)]
    unsafe fn captures(self, length: usize) -> Captures<'h> {
        // SAFETY: all of them were written in `new`, and since then only through their cells; the slice's provenance is
        // the whole block.
        unsafe {
            let captures = (&raw const (*self.block.as_ptr()).captures).cast();
            std::slice::from_raw_parts(captures, length)
        }
    }

    fn same(self, other: Self) -> bool {
        self.block == other.block
    }

    fn address(self) -> usize {
        self.block.as_ptr() as usize
    }
}

/// A function: its code, and as many captures as that lists.
#[derive(Clone, Copy)]
pub struct Function<'h>(Captured<'h>);

impl<'h> Function<'h> {
    /// A function whose captures are made by `capture`.
    #[inline(always)]
    pub fn new(
        heap: &'h Heap,
        code: &'h Code<'h>,
        capture: impl FnMut(usize) -> Packed<'h>,
    ) -> Self {
        let word = Word::pointer(0, code);
        let length = code.capture_count as usize;
        Self(Captured::new(
            heap,
            ObjectKind::Closure,
            word,
            length,
            capture,
        ))
    }

    /// The code.
    #[inline(always)]
    pub fn code(self) -> &'h Code<'h> {
        // SAFETY: the word is the pointer to the code that `new` got for `'h`, and is never changed.
        unsafe { &*self.0.word().get().payload() }
    }

    /// The captures.
    #[inline(always)]
    pub fn captures(self) -> Captures<'h> {
        // SAFETY: `new` made as many as the code lists.
        unsafe { self.0.captures(self.code().capture_count as usize) }
    }

    /// Bytes of a function with so many captures.
    pub const fn size(captures: usize) -> usize {
        Captured::size(captures)
    }

    /// Whether both are the same object.
    pub fn same(self, other: Self) -> bool {
        self.0.same(other.0)
    }
}

/// Where the evaluation of a thunk stands.
#[derive(Clone, Copy)]
pub enum State<'h> {
    /// Not begun: this code over the captures.
    Suspended(&'h Code<'h>),
    /// Not begun: the first capture applied to the others.
    Application,
    /// Begun and not finished: forcing it now is an infinite recursion.
    Blackhole,
    /// Finished; the value is never itself a thunk.
    Done(Value<'h>),
    /// Finished with an error, which every later force repeats.
    Failed(Error<'h>),
}

/// A suspended expression: a word that says where its evaluation stands, and the captures.
///
/// The value takes the place of the word, so that an evaluated thunk is one load away from its value. The captures stay what
/// they are.
#[derive(Clone, Copy)]
pub struct Suspension<'h>(Captured<'h>);

impl<'h> Suspension<'h> {
    /// Code over captures made by `capture`.
    #[inline(always)]
    pub fn suspended(
        heap: &'h Heap,
        code: &'h Code<'h>,
        capture: impl FnMut(usize) -> Packed<'h>,
    ) -> Self {
        let word = Word::pointer(tag::SUSPENDED, code);
        let length = code.capture_count as usize;
        Self(Captured::new(
            heap,
            ObjectKind::Thunk,
            word,
            length,
            capture,
        ))
    }

    /// The first of `length` parts, which are made by `part`, applied to the others.
    #[inline(always)]
    pub fn application(heap: &'h Heap, length: u32, part: impl FnMut(usize) -> Packed<'h>) -> Self {
        let Some(word) = Word::number(tag::APPLICATION, i64::from(length)) else {
            unreachable!("32 bits fit into 56")
        };
        let length = length as usize;
        Self(Captured::new(heap, ObjectKind::Thunk, word, length, part))
    }

    /// A number that does not fit into a word, evaluated.
    pub(super) fn boxed(heap: &'h Heap, number: Value<'h>) -> Self {
        let word = Word::pointer(tag::BOXED, heap.object(ObjectKind::Thunk, number));
        let none = |_| unreachable!("a number captures nothing");
        Self(Captured::new(heap, ObjectKind::Thunk, word, 0, none))
    }

    /// Without parts, and failed.
    #[cold]
    pub fn failed(heap: &'h Heap, error: Error<'h>) -> Self {
        let thunk = Self::application(heap, 0, |_| unreachable!("it has no parts"));
        thunk.fail(heap, error);
        thunk
    }

    #[inline(always)]
    fn word(self) -> Word {
        self.0.word().get()
    }

    /// The value, if there is one.
    #[inline(always)]
    pub fn value(self) -> Option<Value<'h>> {
        let word = self.word();
        if word.tag() < tag::BOXED {
            Some(Packed::from_word(word).value())
        } else {
            self.boxed_value()
        }
    }

    #[cold]
    fn boxed_value(self) -> Option<Value<'h>> {
        let word = self.word();
        // SAFETY: the payload of such a word points to a value in the arena of `'h`.
        (word.tag() == tag::BOXED).then(|| unsafe { *word.payload::<Value<'h>>() })
    }

    /// Where the evaluation stands.
    #[inline(always)]
    pub fn state(self) -> State<'h> {
        let word = self.word();
        match word.tag() {
            // SAFETY: the payload of such a word is the code that `suspended` got for `'h`.
            tag::SUSPENDED => State::Suspended(unsafe { &*word.payload() }),
            tag::APPLICATION => State::Application,
            tag::RUNNING | tag::APPLYING => State::Blackhole,
            // SAFETY: the payload of such a word points to a failure in the arena of `'h`.
            tag::FAILED => State::Failed(unsafe { (*word.payload::<Failure<'h>>()).error }),
            _ => match self.value() {
                Some(value) => State::Done(value),
                None => unreachable!("all states without a value are above"),
            },
        }
    }

    /// The captures, or the parts of an application; none if there is a value.
    #[inline(always)]
    pub fn captures(self) -> Captures<'h> {
        self.captures_of(self.word())
    }

    #[inline(always)]
    fn captures_of(self, word: Word) -> Captures<'h> {
        match word.tag() {
            tag::SUSPENDED | tag::RUNNING => {
                // SAFETY: the payload is the code that `suspended` got for `'h`, which made as many captures as it lists.
                unsafe {
                    let code: &'h Code<'h> = &*word.payload();
                    self.0.captures(code.capture_count as usize)
                }
            }
            tag::APPLICATION | tag::APPLYING => {
                let length = word.payload::<()>().addr();
                // SAFETY: the payload is the number of parts that `application` made.
                unsafe { self.0.captures(length) }
            }
            tag::FAILED => {
                // SAFETY: the payload points to a failure in the arena of `'h`, whose word is one that this block had.
                self.captures_of(unsafe { (*word.payload::<Failure<'h>>()).before })
            }
            _ => &[],
        }
    }

    /// Evaluation of code that waits begins: the code and its captures; `None` for any other thunk.
    #[inline(always)]
    pub fn start(self) -> Option<(&'h Code<'h>, Captures<'h>)> {
        let word = self.word();
        if word.tag() != tag::SUSPENDED {
            return None;
        }
        self.0.word().set(word.retagged(BEGIN));
        // SAFETY: the payload is the code that `suspended` got for `'h`, which made as many captures as it lists.
        unsafe {
            let code: &'h Code<'h> = &*word.payload();
            Some((code, self.0.captures(code.capture_count as usize)))
        }
    }

    /// Evaluation begins. A thunk whose evaluation has begun or ended stays what it is.
    #[inline(always)]
    pub fn begin(self) {
        let word = self.word();
        if matches!(word.tag(), tag::SUSPENDED | tag::APPLICATION) {
            self.0.word().set(word.retagged(BEGIN));
        }
    }

    /// Evaluation has come to a value, which is no thunk that waits.
    #[inline(always)]
    pub fn finish(self, heap: &'h Heap, value: Value<'h>) {
        match Packed::settled(value) {
            Some(packed) => self.0.word().set(packed.word()),
            None => self.finish_apart(heap, value),
        }
    }

    #[cold]
    #[inline(never)]
    fn finish_apart(self, heap: &'h Heap, value: Value<'h>) {
        let value = value.resolved();
        assert!(!value.is_pending(), "the value of a thunk is no thunk");
        self.0.word().set(match Packed::inline(value) {
            Some(packed) => packed.word(),
            None => Word::pointer(tag::BOXED, heap.object(ObjectKind::Thunk, value)),
        });
    }

    /// Evaluation has come to an error.
    #[cold]
    pub fn fail(self, heap: &'h Heap, error: Error<'h>) {
        let before = self.word();
        let before = match before.tag() {
            // SAFETY: as in `captures_of`.
            tag::FAILED => unsafe { (*before.payload::<Failure<'h>>()).before },
            _ => before,
        };
        let failure = heap.object(ObjectKind::Error, Failure { error, before });
        self.0.word().set(Word::pointer(tag::FAILED, failure));
    }

    /// Bytes of a thunk with so many captures.
    pub const fn size(captures: usize) -> usize {
        Captured::size(captures)
    }

    /// Whether both are the same object.
    #[inline(always)]
    pub fn same(self, other: Self) -> bool {
        self.0.same(other.0)
    }

    /// The object's address, for sets of visited objects; never for an order.
    pub fn address(self) -> usize {
        self.0.address()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(thunk: Suspension<'_>) -> Vec<i64> {
        let numbers = thunk
            .captures()
            .iter()
            .map(|part| match part.get().value() {
                Value::Int(number) => number,
                _ => unreachable!("the parts of this test are integers"),
            });
        numbers.collect()
    }

    #[test]
    fn an_application_goes_its_way() {
        let heap = Heap::new();
        let thunk =
            Suspension::application(&heap, 3, |part| Packed::new(&heap, Value::Int(part as i64)));
        assert!(matches!(thunk.state(), State::Application));
        thunk.begin();
        assert!(matches!(thunk.state(), State::Blackhole));
        assert_eq!(parts(thunk), [0, 1, 2]);
        let error = Error::evaluation(&heap, "no");
        thunk.fail(&heap, error);
        thunk.begin();
        assert!(matches!(thunk.state(), State::Failed(_)));
        assert_eq!(parts(thunk), [0, 1, 2]);
        thunk.finish(&heap, Value::Int(7));
        assert!(matches!(thunk.state(), State::Done(Value::Int(7))));
        assert!(thunk.captures().is_empty());
    }

    #[test]
    fn numbers_of_any_size_are_values() {
        let heap = Heap::new();
        for value in [Value::Int(i64::MAX), Value::Float(0.5), Value::Int(-1)] {
            let thunk = Suspension::application(&heap, 0, |_| unreachable!("no parts"));
            assert!(thunk.value().is_none());
            thunk.finish(&heap, value);
            let same = match (thunk.value(), value) {
                (Some(Value::Int(a)), Value::Int(b)) => a == b,
                (Some(Value::Float(a)), Value::Float(b)) => a == b,
                _ => false,
            };
            assert!(same);
        }
    }
}
