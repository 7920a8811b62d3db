//! What is wrong with a source text, worded as C++ Nix words it.

use crate::source::{Position, Source};
use std::fmt;

/// A source text is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// What is wrong.
    pub message: String,
    /// Where.
    pub position: Position,
}

impl SyntaxError {
    /// An error at byte `offset` of a source.
    pub(crate) fn at(source: &Source, offset: usize, message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            position: source.position(offset),
        }
    }
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for SyntaxError {}

/// A byte of a source as `name:line:column`, for a message that names a second place.
pub(crate) fn place(source: &Source, offset: usize) -> String {
    let before = &source.text.as_bytes()[..offset.min(source.text.len())];
    let line = 1 + memchr::memchr_iter(b'\n', before).count();
    let column = 1 + before.len() - memchr::memrchr(b'\n', before).map_or(0, |i| i + 1);
    format!("{}:{line}:{column}", source.origin.display())
}
