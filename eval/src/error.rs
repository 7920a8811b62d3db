//! Errors as values: a kind, a message, where, and a trace; eight bytes to pass around.

use crate::bytecode::Code;
use crate::heap::{Heap, HeapFull, ObjectKind};
use crate::source::Position;
use crate::value::Value;
use std::fmt;

/// What went wrong, as far as the language and the command tell kinds apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// `throw`
    Throw,
    /// A failed `assert`.
    Assertion,
    /// `<name>` was not found.
    SearchPath,
    /// `abort`
    Abort,
    /// A value of the wrong type, a missing attribute, a wrong argument: every other error of evaluation.
    Evaluation,
    /// A variable that nothing binds.
    UndefinedVariable,
    /// A value that depends on itself.
    InfiniteRecursion,
    /// The heap's limit is reached.
    HeapLimit,
    /// An engine that recurses natively is too deep.
    NativeStack,
    /// Somebody asked for an end.
    Interrupted,
    /// A source that is not Nix.
    Syntax,
    /// A file that cannot be read.
    File,
}

impl ErrorKind {
    /// Whether `tryEval` catches it.
    pub fn is_catchable(self) -> bool {
        match self {
            Self::Throw | Self::Assertion | Self::SearchPath => true,
            Self::Abort
            | Self::Evaluation
            | Self::UndefinedVariable
            | Self::InfiniteRecursion
            | Self::HeapLimit
            | Self::NativeStack
            | Self::Interrupted
            | Self::Syntax
            | Self::File => false,
        }
    }
}

/// Whether a line of a trace is left out where the trace is shortened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prominence {
    /// It is.
    Ordinary,
    /// It is shown always: the program asked for it.
    Always,
}

/// One line of a trace: what was going on, and where.
#[derive(Clone, Copy, Debug)]
pub struct TraceLine<'h> {
    /// What was going on: "while calling the 'map' builtin".
    pub message: &'h str,
    /// Where.
    pub position: Position,
    /// Whether it is shown always.
    pub prominence: Prominence,
}

#[derive(Clone, Copy)]
struct TraceNode<'h> {
    line: TraceLine<'h>,
    inner: Option<&'h TraceNode<'h>>,
}

/// Lines of trace an error carries at most: a recursion of millions of levels has one for each.
pub const MAX_TRACE_LINES: u32 = 10_000;

/// What a frame that an error leaves has to know of the one that it comes from.
#[derive(Clone, Copy)]
pub struct Passage<'h> {
    /// Whether no frame has added its lines yet: the error was raised by the instruction at hand.
    pub is_fresh: bool,
    /// The value that is not what was wanted, as long as the error is fresh.
    pub culprit: Option<Value<'h>>,
    /// Which operand that is, where an operation has several.
    pub operand: usize,
    /// What the next frame has to tell.
    pub due: Due,
    /// The code of the function that the error has just left.
    pub left: Option<&'h Code<'h>>,
    /// Whether that was evaluated as a thunk, not called by the next frame.
    pub is_thunk: bool,
}

/// What the frame below has to tell of the one that an error has just left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// Nothing.
    Nothing,
    /// Nothing more of a function or builtin.
    Called,
    /// Where the function was called.
    CallSite,
    /// Where the functor was called.
    Functor,
    /// Nothing, but for a selection: where the value selected was defined.
    Binding(Position),
    /// Nothing, but for an import: where the source begins.
    Source(Position),
    /// That the result of `__toString` was looked at.
    StringForm,
}

impl Passage<'_> {
    /// That of an error that has just been raised.
    pub const FRESH: Self = Self {
        is_fresh: true,
        culprit: None,
        operand: 0,
        due: Due::Nothing,
        left: None,
        is_thunk: false,
    };

    /// That of an error that nothing more is to be told of.
    pub const TOLD: Self = Self {
        is_fresh: false,
        due: Due::Called,
        ..Self::FRESH
    };
}

/// An error's parts; [`Error`] points to one.
#[derive(Clone, Copy)]
struct Failure<'h> {
    kind: ErrorKind,
    message: &'h str,
    position: Position,
    /// Whether it has no place and is never given one: a line of the trace says where.
    is_placeless: bool,
    passage: Passage<'h>,
    suggestion: Option<&'h str>,
    trace: Option<&'h TraceNode<'h>>,
    trace_lines: u32,
}

/// An error of evaluation.
///
/// It lives in the heap and is immutable: adding a position or a line makes a new one, so that a failure stored in a
/// thunk is the same each time it is met.
#[derive(Clone, Copy)]
pub struct Error<'h>(&'h Failure<'h>);

/// The result of an evaluation step.
pub type Result<'h, T> = std::result::Result<T, Error<'h>>;

impl<'h> Error<'h> {
    /// An error with a message.
    #[cold]
    pub fn new(heap: &'h Heap, kind: ErrorKind, message: &str) -> Self {
        let message = heap.text(ObjectKind::Error, message);
        let position = Position::NONE;
        Self::store(
            heap,
            Failure {
                kind,
                message,
                position,
                is_placeless: false,
                passage: Passage::FRESH,
                suggestion: None,
                trace: None,
                trace_lines: 0,
            },
        )
    }

    /// An [`ErrorKind::Evaluation`] error.
    #[cold]
    pub fn evaluation(heap: &'h Heap, message: impl fmt::Display) -> Self {
        Self::new(heap, ErrorKind::Evaluation, &message.to_string())
    }

    /// The error of a heap that is full.
    #[cold]
    pub fn heap_full(heap: &'h Heap) -> Self {
        let mebibytes = heap.limit() >> 20;
        let message = format!(
            "heap limit reached: the evaluation needs more than {mebibytes} MiB (endless recursion? --max-heap raises the limit)"
        );
        Self::new(heap, ErrorKind::HeapLimit, &message)
    }

    fn store(heap: &'h Heap, failure: Failure<'h>) -> Self {
        Self(heap.object(ObjectKind::Error, failure))
    }

    /// The error with a position, unless it has one.
    #[must_use]
    pub fn at(self, heap: &'h Heap, position: Position) -> Self {
        if self.0.position.is_some() || self.0.is_placeless || !position.is_some() {
            return self;
        }
        Self::store(
            heap,
            Failure {
                position,
                ..*self.0
            },
        )
    }

    /// The error without a place, now and for ever.
    #[must_use]
    pub fn without_place(self, heap: &'h Heap) -> Self {
        Self::store(
            heap,
            Failure {
                position: Position::NONE,
                is_placeless: true,
                ..*self.0
            },
        )
    }

    /// The error blamed on a value.
    #[must_use]
    pub fn blaming(self, heap: &'h Heap, culprit: Value<'h>) -> Self {
        let culprit = Some(culprit);
        self.passing(
            heap,
            Passage {
                culprit,
                ..self.0.passage
            },
        )
    }

    /// The error with something else for the next frame to know.
    #[must_use]
    pub fn passing(self, heap: &'h Heap, passage: Passage<'h>) -> Self {
        Self::store(heap, Failure { passage, ..*self.0 })
    }

    /// What the next frame has to know.
    pub fn passage(self) -> Passage<'h> {
        self.0.passage
    }

    /// Whether this is that error with all its lines, and not one that was made of it.
    pub fn is(self, other: Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }

    /// The error with a "did you mean" line.
    #[must_use]
    pub fn suggesting(self, heap: &'h Heap, suggestion: &str) -> Self {
        let suggestion = Some(heap.text(ObjectKind::Error, suggestion));
        Self::store(
            heap,
            Failure {
                suggestion,
                ..*self.0
            },
        )
    }

    /// The error with one more line of trace around it; the outer lines of a very long trace are left out.
    #[must_use]
    pub fn traced(self, heap: &'h Heap, message: &str, position: Position) -> Self {
        self.with_line(heap, message, position, Prominence::Ordinary)
    }

    /// The error with a line of trace that the program asks for.
    #[must_use]
    pub fn told(self, heap: &'h Heap, message: &str) -> Self {
        self.told_at(heap, message, Position::NONE)
    }

    /// As [`Self::told`], of a place.
    #[must_use]
    pub fn told_at(self, heap: &'h Heap, message: &str, position: Position) -> Self {
        self.with_line(heap, message, position, Prominence::Always)
    }

    fn with_line(
        self,
        heap: &'h Heap,
        message: &str,
        position: Position,
        prominence: Prominence,
    ) -> Self {
        if self.0.trace_lines >= MAX_TRACE_LINES {
            return self;
        }
        let line = TraceLine {
            message: heap.text(ObjectKind::Error, message),
            position,
            prominence,
        };
        let node = heap.object(
            ObjectKind::Error,
            TraceNode {
                line,
                inner: self.0.trace,
            },
        );
        Self::store(
            heap,
            Failure {
                trace: Some(node),
                trace_lines: self.0.trace_lines + 1,
                ..*self.0
            },
        )
    }

    /// What went wrong.
    pub fn kind(self) -> ErrorKind {
        self.0.kind
    }

    /// The message, as C++ Nix words it.
    pub fn message(self) -> &'h str {
        self.0.message
    }

    /// Where.
    pub fn position(self) -> Position {
        self.0.position
    }

    /// The "did you mean" line.
    pub fn suggestion(self) -> Option<&'h str> {
        self.0.suggestion
    }

    /// The trace, outermost line first.
    pub fn trace(self) -> Vec<TraceLine<'h>> {
        let mut lines = Vec::new();
        let mut next = self.0.trace;
        while let Some(node) = next {
            lines.push(node.line);
            next = node.inner;
        }
        lines
    }
}

impl fmt::Debug for Error<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: {}", self.kind(), self.message())
    }
}

impl fmt::Display for Error<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message())
    }
}

/// Turns "the heap is full" into the error that says so.
pub trait OrFull<'h, T> {
    /// The value, or the error of a full heap.
    fn or_full(self, heap: &'h Heap) -> Result<'h, T>;
}

impl<'h, T> OrFull<'h, T> for std::result::Result<T, HeapFull> {
    fn or_full(self, heap: &'h Heap) -> Result<'h, T> {
        self.map_err(|HeapFull| Error::heap_full(heap))
    }
}
