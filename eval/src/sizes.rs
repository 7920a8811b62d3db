//! How large the objects of an evaluation are: what `docs/performance.md` tables.

use crate::engine::frame_stack::FRAME_BYTES;
use crate::value::{Attrs, Closure, List, NixString, Packed, Partial, Thunk, Value};

/// The size of one kind of object.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// What it is.
    pub object: &'static str,
    /// Bytes of one without items.
    pub bytes: usize,
    /// What it may have any number of, and the bytes of one.
    pub item: Option<(&'static str, usize)>,
}

const fn fixed(object: &'static str, bytes: usize) -> Size {
    Size {
        object,
        bytes,
        item: None,
    }
}

const fn growing(object: &'static str, item: &'static str, [none, one]: [usize; 2]) -> Size {
    Size {
        object,
        bytes: none,
        item: Some((item, one - none)),
    }
}

/// Every kind of object whose number depends on the program.
pub const SIZES: &[Size] = &[
    fixed("value", size_of::<Value<'_>>()),
    fixed("stored value", size_of::<Packed<'_>>()),
    growing("thunk", "capture", [Thunk::size(0), Thunk::size(1)]),
    growing("closure", "capture", [Closure::size(0), Closure::size(1)]),
    growing(
        "partial application",
        "argument",
        [Partial::size(0), Partial::size(1)],
    ),
    growing("list", "element", [List::size(0), List::size(1)]),
    growing(
        "attribute set",
        "attribute",
        [Attrs::size(0), Attrs::size(1)],
    ),
    growing("string", "byte", [NixString::size(0), NixString::size(1)]),
    fixed("frame", FRAME_BYTES),
];
