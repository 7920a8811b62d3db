//! The native stack: a large one for the engine, and an error before it ends.

use super::Machine;
use crate::error::{Error, ErrorKind, Result};
use crate::probe::{Probe, probe};
use std::panic;
use std::thread;

/// Bytes of native stack that the engine gets; the system commits pages of it as they are touched.
const STACK_SIZE: usize = 1 << 30;

/// Levels of native recursion that an evaluation may reach: a fixed number, so that a program ends the same everywhere.
const DEEPEST: u32 = 100_000;

/// Bytes of native stack that are left for what does not descend further, say a kernel or a parser.
const STACK_KEPT: usize = 256 << 10;

/// Levels between two looks at what is left of the native stack.
const LOOK_INTERVAL: u32 = 16;

impl<'h, P: Probe> Machine<'h, P> {
    /// Goes one level of native recursion down; the caller comes back up with [`Self::ascend`].
    #[inline(always)]
    pub(super) fn descend(&mut self) -> Result<'h, ()> {
        probe!(self, native_stack());
        if self.depth.is_multiple_of(LOOK_INTERVAL) {
            self.look()?;
        }
        self.depth += 1;
        Ok(())
    }

    /// Comes back up.
    #[inline(always)]
    pub(super) fn ascend(&mut self) {
        self.depth -= 1;
    }

    /// An error if the evaluation is too deep.
    #[inline(never)]
    fn look(&mut self) -> Result<'h, ()> {
        let scarce = || stacker::remaining_stack().is_some_and(|left| left < STACK_KEPT);
        if self.depth >= DEEPEST || scarce() {
            return Err(self.too_deep());
        }
        Ok(())
    }

    #[cold]
    fn too_deep(&self) -> Error<'h> {
        let message = format!(
            "native stack limit reached: calls and builtins nest more than {} deep, which the trampoline engine evaluates by recursion (the frame-stack engine has no such limit)",
            self.depth
        );
        self.runtime.error_of(ErrorKind::NativeStack, message)
    }
}

/// Runs something on a thread of its own with a large stack, or on the caller's where the system gives none.
pub(in crate::engine) fn on_its_stack<T: Send>(run: impl FnOnce() -> T + Send) -> T {
    let mut run = Some(run);
    let mut result = None;
    thread::scope(|scope| {
        let spawned = thread::Builder::new()
            .name("trampoline".to_owned())
            .stack_size(STACK_SIZE)
            .spawn_scoped(scope, || result = run.take().map(|run| run()));
        if let Ok(thread) = spawned
            && let Err(reason) = thread.join()
        {
            panic::resume_unwind(reason);
        }
    });
    match (result, run) {
        (Some(result), _) => result,
        (None, Some(run)) => run(),
        (None, None) => unreachable!("what has run has left a result"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stack_is_large_and_panics_come_back() {
        let left = on_its_stack(stacker::remaining_stack);
        assert!(left.is_none_or(|left| left > STACK_SIZE / 2));
        let panicked = panic::catch_unwind(|| on_its_stack(|| panic::panic_any(7)));
        assert_eq!(panicked.unwrap_err().downcast_ref(), Some(&7));
    }
}
