//! A frame of bytecode as its instructions see it.

use super::Stack;
use crate::bytecode::{CaptureSource, Code, PackedSource};
use crate::heap::Heap;
use crate::source::Position;
use crate::value::{Captures, Packed, Value};

/// A running piece of bytecode.
#[derive(Clone, Copy)]
pub struct Activation<'h> {
    /// What runs.
    pub code: &'h Code<'h>,
    /// The captured variables.
    pub captures: Captures<'h>,
    /// Index of the next instruction; while one runs, of the one after it.
    pub ip: u32,
    /// Index of slot 0 on the value stack.
    pub base: u32,
}

impl<'h> Activation<'h> {
    /// Code at its beginning.
    #[inline(always)]
    pub fn new(code: &'h Code<'h>, captures: Captures<'h>, base: u32) -> Self {
        Self {
            code,
            captures,
            ip: 0,
            base,
        }
    }

    /// Where the current instruction is blamed.
    pub fn position(&self) -> Position {
        let index = (self.ip as usize).saturating_sub(1);
        self.code.positions.get(index).copied().unwrap_or_default()
    }

    /// The value that a capture takes from this frame.
    #[inline(always)]
    pub fn capture(&self, stack: &Stack<'h>, source: CaptureSource) -> Value<'h> {
        match source {
            CaptureSource::Local(slot) => stack[self.base as usize + slot as usize],
            CaptureSource::Capture(index) => self.captures[index as usize].get().value(),
        }
    }

    /// As [`Self::capture`], for storing it.
    #[inline(always)]
    pub fn packed(&self, heap: &'h Heap, stack: &Stack<'h>, source: PackedSource) -> Packed<'h> {
        match source.source() {
            CaptureSource::Local(slot) => {
                Packed::new(heap, stack[self.base as usize + slot as usize])
            }
            CaptureSource::Capture(index) => self.captures[index as usize].get(),
        }
    }
}
