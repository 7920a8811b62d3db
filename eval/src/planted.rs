//! Slowdowns planted on purpose: only in builds with the feature `planted`, by which the gate's self-test shows that it
//! finds what it is there to find.
//!
//! `FRAMELAB_PLANT` names what is planted when the crate is built: `opcode:N` (so many instructions in one opcode's handler),
//! `allocation` (one more allocation for each thunk), `quadratic` (`listToAttrs` looks at every pair). Without the feature
//! nothing of this is compiled.

use crate::heap::{Heap, ObjectKind};
use std::hint::black_box;

/// What is planted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Plant {
    Nothing,
    Opcode(u32),
    Allocation,
    Quadratic,
}

const PLANT: Plant = if cfg!(feature = "planted") {
    match option_env!("FRAMELAB_PLANT") {
        Some(name) => named(name.as_bytes()),
        None => Plant::Nothing,
    }
} else {
    Plant::Nothing
};

const fn named(name: &[u8]) -> Plant {
    match name {
        b"" => Plant::Nothing,
        b"allocation" => Plant::Allocation,
        b"quadratic" => Plant::Quadratic,
        [b'o', b'p', b'c', b'o', b'd', b'e', b':', digits @ ..] => Plant::Opcode(number(digits)),
        _ => panic!("FRAMELAB_PLANT is `opcode:N`, `allocation` or `quadratic`"),
    }
}

const fn number(mut digits: &[u8]) -> u32 {
    let mut number = 0;
    while let [digit, rest @ ..] = digits {
        assert!(digit.is_ascii_digit(), "the N of `opcode:N` is a number");
        number = number * 10 + (*digit - b'0') as u32;
        digits = rest;
    }
    number
}

/// In the handler of one opcode.
#[inline(always)]
pub fn opcode() {
    if let Plant::Opcode(amount) = PLANT {
        for step in 0..amount {
            black_box(step);
        }
    }
}

/// Beside each thunk.
#[inline(always)]
pub fn thunk(heap: &Heap) {
    if PLANT == Plant::Allocation {
        black_box(heap.object(ObjectKind::Thunk, 0_u64));
    }
}

/// In a builtin that looks at a list of that length.
#[inline(always)]
pub fn builtin(length: usize) {
    if PLANT == Plant::Quadratic {
        for one in 0..length {
            for other in 0..length {
                black_box(one ^ other);
            }
        }
    }
}
