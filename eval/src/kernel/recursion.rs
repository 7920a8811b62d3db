//! Endless data: values that contain themselves are noticed while something walks down into them.

use crate::error::{ErrorKind, Result};
use crate::runtime::Runtime;

/// The objects on the way down from a root, of which only one is remembered at a time (Brent's cycle detection).
///
/// A way that goes round a cycle meets the remembered object within twice the cycle's length; a way that merely is long
/// never meets it, because an object on it twice is a cycle.
#[derive(Clone, Copy, Debug, Default)]
pub struct Chain {
    /// Address and depth of the object remembered; no object is at address zero.
    marker: (usize, usize),
    depth: usize,
}

impl Chain {
    /// Goes down into the object at `address`.
    pub fn step<'h>(&mut self, runtime: &Runtime<'h>, address: usize) -> Result<'h, ()> {
        if address == self.marker.0 {
            return Err(runtime.error_of(
                ErrorKind::InfiniteRecursion,
                "stack overflow; max-call-depth exceeded",
            ));
        }
        self.depth += 1;
        if self.depth >= 2 * self.marker.1 {
            self.marker = (address, self.depth);
        }
        Ok(())
    }

    /// Comes back up to an object `depth` steps below the root.
    pub fn truncate(&mut self, depth: usize) {
        self.depth = depth;
        if self.marker.1 > depth {
            self.marker = (0, 0);
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
