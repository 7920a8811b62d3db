//! Why two revisions cannot be compared: the gate fails closed, with a sentence for each cause.

use thiserror::Error;

/// A cause. Whatever it is, the gate ends with [`EXIT_CODE`].
#[derive(Debug, Error, PartialEq, Eq)]
pub enum Cause {
    /// Nothing was counted.
    #[error(
        "`{benchmark}` counted no instructions on {side}: the function that counting begins with is missing from its symbols"
    )]
    ZeroCount {
        /// The benchmark's id.
        benchmark: String,
        /// `base` or `now`.
        side: String,
    },
    /// Functions have no names.
    #[error("the build of {side} is stripped of its symbols: keep `strip = false` in its profile")]
    Stripped {
        /// `base` or `now`.
        side: String,
    },
    /// Not the code that anybody uses.
    #[error(
        "{side} is a debug build (optimization level {level}, debug assertions {assertions}): only release builds are counted"
    )]
    DebugBuild {
        /// `base` or `now`.
        side: String,
        /// Rust's optimization level.
        level: String,
        /// `on` or `off`.
        assertions: &'static str,
    },
    /// One of the things that all counts depend on is another one.
    #[error("{what} differs: {base} on base, {now} now; {advice}")]
    Differs {
        /// What differs.
        what: &'static str,
        /// On base.
        base: String,
        /// Now.
        now: String,
        /// What to do.
        advice: &'static str,
    },
    /// Nothing can be counted.
    #[error("valgrind is not installed, so that nothing can be counted: `cargo xtask setup`")]
    NoValgrind,
    /// A benchmark is on one side only.
    #[error("benchmark `{benchmark}` is missing from {side}")]
    Missing {
        /// The benchmark's id.
        benchmark: String,
        /// Where.
        side: String,
    },
    /// A benchmark is there more than once.
    #[error("benchmark `{benchmark}` is twice in {side}")]
    Twice {
        /// The benchmark's id.
        benchmark: String,
        /// Where.
        side: String,
    },
    /// A benchmark did not give its answer.
    #[error("benchmark `{benchmark}` failed on {side}: {message}")]
    Failed {
        /// The benchmark's id.
        benchmark: String,
        /// `base` or `now`.
        side: String,
        /// The error.
        message: String,
    },
    /// There is nothing to compare with.
    #[error("there is no revision `{revision}` in this repository: {message}")]
    UnknownRevision {
        /// As given.
        revision: String,
        /// What git says.
        message: String,
    },
    /// A side cannot be built.
    #[error("{side} does not build: {message}")]
    DoesNotBuild {
        /// `base (REVISION)` or `now`.
        side: String,
        /// What cargo says.
        message: String,
    },
    /// A file of counts cannot be read.
    #[error("{file} is no file of counts that this gate understands: {message}")]
    Unreadable {
        /// Its path.
        file: String,
        /// What is wrong.
        message: String,
    },
    /// The files of a merge do not belong together.
    #[error("the shards do not make one run: {0}")]
    Shards(String),
    /// Anything else that went wrong.
    #[error("{0}")]
    Other(String),
}

/// What the gate ends with if it cannot compare.
pub const EXIT_CODE: u8 = 3;
