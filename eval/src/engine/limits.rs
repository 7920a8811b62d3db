//! What ends an evaluation that would not end by itself: the heap's limit, and a count of tail calls.

use crate::error::{Error, ErrorKind, Result};
use crate::heap::Mark;
use crate::runtime::Runtime;

/// Function calls between two looks at the heap's limit.
const CHECK_INTERVAL: u32 = 256;

/// Calls in tail position, without a byte allocated, that make a loop endless: some seconds' worth. A loop of nested calls
/// ends at the heap's limit; one of tail calls would never end.
const TAIL_CALLS: u32 = 1 << 28;

/// How far an evaluation is from being looked at.
pub(super) struct Limits {
    /// Function calls left until the heap's limit is looked at.
    calls_left: u32,
    /// Tail calls left until a loop that allocates nothing counts as endless.
    tail_calls_left: u32,
    /// How far the heap had come when that was last set.
    heap_seen: Mark,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            calls_left: CHECK_INTERVAL,
            tail_calls_left: TAIL_CALLS,
            heap_seen: Mark::default(),
        }
    }
}

impl Limits {
    /// A function is called; `beside` tells the bytes held outside of the heap.
    #[inline(always)]
    pub(super) fn call<'h>(
        &mut self,
        runtime: &Runtime<'h>,
        beside: impl FnOnce() -> usize,
    ) -> Result<'h, ()> {
        self.calls_left -= 1;
        if self.calls_left == 0 {
            self.check(runtime, beside())?;
        }
        Ok(())
    }

    /// A function takes the place of its caller.
    #[inline(always)]
    pub(super) fn tail_call<'h>(&mut self, runtime: &Runtime<'h>) -> Result<'h, ()> {
        self.tail_calls_left -= 1;
        if self.tail_calls_left == 0 {
            return Err(self.endless(runtime));
        }
        Ok(())
    }

    /// An error if the heap and what is `beside` it have reached the limit, or somebody asked for an end.
    #[cold]
    #[inline(never)]
    pub(super) fn check<'h>(&mut self, runtime: &Runtime<'h>, beside: usize) -> Result<'h, ()> {
        let heap = runtime.heap;
        self.calls_left = CHECK_INTERVAL;
        let mark = heap.mark();
        if mark != self.heap_seen {
            self.heap_seen = mark;
            self.tail_calls_left = TAIL_CALLS;
        }
        if heap.is_full(beside) {
            Err(Error::heap_full(heap))
        } else if runtime.is_interrupted() {
            Err(runtime.error_of(ErrorKind::Interrupted, "interrupted by the user"))
        } else {
            Ok(())
        }
    }

    /// The error of a loop of tail calls that goes nowhere.
    #[cold]
    #[inline(never)]
    fn endless<'h>(&mut self, runtime: &Runtime<'h>) -> Error<'h> {
        self.tail_calls_left = TAIL_CALLS;
        let message = format!(
            "infinite recursion encountered: {TAIL_CALLS} calls in tail position without anything allocated"
        );
        runtime.error_of(ErrorKind::InfiniteRecursion, message)
    }
}
