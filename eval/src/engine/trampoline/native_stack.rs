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
    use crate::evaluator::Evaluator;
    use crate::heap::Heap;
    use crate::runtime::Options;
    use std::path::Path;

    #[test]
    fn the_stack_is_large_and_panics_come_back() {
        let left = on_its_stack(stacker::remaining_stack);
        assert!(left.is_none_or(|left| left > STACK_SIZE / 2));
        let panicked = panic::catch_unwind(|| on_its_stack(|| panic::panic_any(7)));
        assert_eq!(panicked.unwrap_err().downcast_ref(), Some(&7));
    }

    /// The kind of error that an expression ends in on a thread with a stack of one mebibyte.
    fn error_on_small_stack(text: &str) -> Option<ErrorKind> {
        let run = || {
            let heap = Heap::new();
            let mut evaluator = Evaluator::with_engine(&heap, Options::default(), "trampoline")?;
            let error = evaluator.eval_str(text, Path::new("/")).err()?;
            Some(error.kind())
        };
        thread::scope(|scope| {
            let builder = thread::Builder::new().stack_size(1 << 20);
            let thread = builder.spawn_scoped(scope, run).expect("a thread starts");
            thread.join().expect("there is no panic")
        })
    }

    #[test]
    fn a_small_stack_is_not_overflown() {
        let nested = "[".repeat(75) + &"]".repeat(75);
        let pattern = "(".repeat(100) + "a*" + &")*".repeat(100);
        // At every level, and so at the last, something that needs much native stack.
        let work = [
            "builtins.filter (x: f (n + 1)) [ n ]".to_owned(),
            "\"${{ __toString = self: f (n + 1); }}\"".to_owned(),
            format!("builtins.seq (builtins.fromTOML \"a = {nested}\").a (f (n + 1) + 1)"),
            format!("builtins.seq (builtins.match \"{pattern}\" \"aaaa\") (f (n + 1) + 1)"),
            "builtins.seq (builtins.hashString \"sha512\" \"a\") (f (n + 1) + 1)".to_owned(),
            "builtins.seq (toString 0.1) (f (n + 1) + 1)".to_owned(),
        ];
        for work in &work {
            let kind = error_on_small_stack(&format!("let f = n: {work}; in f 0"));
            assert_eq!(kind, Some(ErrorKind::NativeStack), "{work}");
        }
    }
}
