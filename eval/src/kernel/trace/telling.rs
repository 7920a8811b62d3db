//! Lines that the code of an operation adds itself.

use crate::error::{Error, Passage, Result};
use crate::runtime::Runtime;
use crate::source::Position;

/// Results whose errors get a line of the trace.
pub trait Telling<'h>: Sized {
    /// The line, at a position.
    #[must_use]
    fn telling_at(self, runtime: &Runtime<'h>, words: &str, position: Position) -> Self;

    /// The line, without a place.
    #[must_use]
    fn telling(self, runtime: &Runtime<'h>, words: &str) -> Self {
        self.telling_at(runtime, words, Position::NONE)
    }
}

impl<'h> Telling<'h> for Error<'h> {
    #[cold]
    fn telling_at(self, runtime: &Runtime<'h>, words: &str, position: Position) -> Self {
        let heap = runtime.heap;
        let culprit = None;
        // What is wrong has been said: it is not what the builtin was called with.
        let passage = Passage {
            culprit,
            ..self.passage()
        };
        self.traced(heap, words, position).passing(heap, passage)
    }
}

impl<'h, T> Telling<'h> for Result<'h, T> {
    #[inline]
    fn telling_at(self, runtime: &Runtime<'h>, words: &str, position: Position) -> Self {
        match self {
            Ok(value) => Ok(value),
            Err(error) => Err(error.telling_at(runtime, words, position)),
        }
    }
}
