//! From source text to the arena tree: rnix parses, the lowering settles everything that is only syntax.

pub mod tree;
