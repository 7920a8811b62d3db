//! Endless data: values that contain themselves are noticed while something walks down into them.

use crate::error::{Error, ErrorKind, Result};
use crate::runtime::Runtime;

/// The error of a value that depends on itself.
#[cold]
pub fn infinite_recursion<'h>(runtime: &Runtime<'h>) -> Error<'h> {
    runtime.error_of(
        ErrorKind::InfiniteRecursion,
        "infinite recursion encountered",
    )
}

/// The objects on the way down from a root, of which only one is remembered at a time (Brent's cycle detection).
///
/// A way that goes round a cycle meets the remembered object within twice the cycle's length; a way that merely is long
/// never meets it, because an object on it twice is a cycle.
#[derive(Clone, Copy, Debug, Default)]
pub struct Chain<A = usize> {
    /// Address and depth of the object remembered.
    marker: Option<(A, usize)>,
    depth: usize,
}

impl<A: Copy + PartialEq> Chain<A> {
    /// Goes down into the object at `address`; two objects walked in step have a pair of them.
    pub fn step<'h>(&mut self, runtime: &Runtime<'h>, address: A) -> Result<'h, ()> {
        if self.marker.is_some_and(|(marked, _)| marked == address) {
            return Err(runtime.error_of(
                ErrorKind::InfiniteRecursion,
                "stack overflow; max-call-depth exceeded",
            ));
        }
        self.depth += 1;
        if self
            .marker
            .is_none_or(|(_, marked)| self.depth >= 2 * marked)
        {
            self.marker = Some((address, self.depth));
        }
        Ok(())
    }

    /// Comes back up to an object `depth` steps below the root.
    pub fn truncate(&mut self, depth: usize) {
        self.depth = depth;
        if self.marker.is_some_and(|(_, marked)| marked > depth) {
            self.marker = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::heap::Heap;
    use crate::runtime::Options;

    #[test]
    fn cycles_are_noticed_and_repetitions_are_not() {
        let heap = Heap::new();
        let runtime = Runtime::new(&heap, Options::default());
        let mut chain = Chain::default();
        let cyclic = (1..=3)
            .cycle()
            .take(20)
            .try_for_each(|address| chain.step(&runtime, address));
        assert!(cyclic.is_err());

        let mut chain = Chain::default();
        for _ in 0..10 {
            chain.truncate(1);
            assert!(chain.step(&runtime, 7).is_ok());
        }
    }
}
