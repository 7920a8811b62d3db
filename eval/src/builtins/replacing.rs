//! `replaceStrings`.

use super::strings::settled;
use crate::error::{Error, OrFull, Result};
use crate::kernel::expect::{expect_list, expect_string};
use crate::kernel::forced;
use crate::kernel::operators::operand;
use crate::kernel::reentrant::{Arguments, Host};
use crate::kernel::trace::Telling;
use crate::runtime::Runtime;
use crate::value::{ContextUnion, Interrupt, List, NixString, Value};

type Outcome<'h, T> = std::result::Result<T, Interrupt<'h>>;

/// The state of replacing: how far the string has been read, and what came of it, which is copied into the heap at the
/// end and so counts twice.
struct Replacement<'h> {
    patterns: Vec<&'h [u8]>,
    /// Which bytes patterns begin with.
    beginnings: [bool; 256],
    /// Whether there is an empty pattern, which matches everywhere.
    matches_nothing: bool,
    has_replaced: bool,
    to: List<'h>,
    string: NixString<'h>,
    at: usize,
    bytes: Vec<u8>,
    context: ContextUnion<'h>,
}

impl<'h> Replacement<'h> {
    fn new(patterns: Vec<&'h [u8]>, to: List<'h>, string: NixString<'h>) -> Self {
        let mut context = ContextUnion::default();
        context.add(string.shared_context());
        let mut beginnings = [false; 256];
        for first in patterns.iter().filter_map(|pattern| pattern.first()) {
            beginnings[usize::from(*first)] = true;
        }
        Self {
            has_replaced: false,
            matches_nothing: patterns.iter().any(|pattern| pattern.is_empty()),
            beginnings,
            patterns,
            to,
            string,
            at: 0,
            bytes: Vec::with_capacity(string.bytes().len()),
            context,
        }
    }

    /// Copies what no pattern matches; then the index of the first pattern that does, and its replacement.
    fn find(&mut self) -> Option<(usize, Value<'h>)> {
        let bytes = self.string.bytes();
        loop {
            let rest = bytes.get(self.at..)?;
            if !self.matches_nothing {
                let begins = |byte: &u8| self.beginnings[usize::from(*byte)];
                let other = rest.iter().position(begins).unwrap_or(rest.len());
                self.bytes.extend_from_slice(&rest[..other]);
                self.at += other;
            }
            let rest = &bytes[self.at..];
            let matches = |pattern: &&[u8]| match pattern {
                [byte] => rest.first() == Some(byte),
                pattern => rest.starts_with(pattern),
            };
            if let Some(index) = self.patterns.iter().position(matches) {
                return Some((index, self.to.get(index)?));
            }
            self.copy_one();
        }
    }

    /// Copies one byte; steps past the end if none is left.
    fn copy_one(&mut self) {
        if let Some(&byte) = self.string.bytes().get(self.at) {
            self.bytes.push(byte);
        }
        self.at += 1;
    }

    /// Puts in a replacement for a pattern that [`Self::find`] found.
    fn replace(
        &mut self,
        runtime: &Runtime<'h>,
        index: usize,
        with: NixString<'h>,
    ) -> Result<'h, ()> {
        self.has_replaced = true;
        self.bytes.extend_from_slice(with.bytes());
        self.context.add(with.shared_context());
        let length = self.patterns[index].len();
        self.at += length;
        if length == 0 {
            self.copy_one();
        }
        runtime
            .heap
            .reserve(self.bytes.len(), 2)
            .or_full(runtime.heap)
    }

    fn finish(self, runtime: &Runtime<'h>) -> Value<'h> {
        if !self.has_replaced {
            return Value::String(self.string);
        }
        let context = self.context.finish(runtime.heap);
        Value::String(NixString::sharing(runtime.heap, &self.bytes, context))
    }
}

fn lists_to_replace<'h>(
    runtime: &Runtime<'h>,
    from: Value<'h>,
    to: Value<'h>,
) -> Outcome<'h, (List<'h>, List<'h>)> {
    let from = expect_list(runtime, from)?;
    let to = expect_list(runtime, operand(to, 1)?)?;
    if from.len() != to.len() {
        return Err(different_lengths(runtime).into());
    }
    Ok((from, to))
}

#[cold]
fn different_lengths<'h>(runtime: &Runtime<'h>) -> Error<'h> {
    runtime
        .error("'from' and 'to' arguments passed to builtins.replaceStrings have different lengths")
}

/// The string of an evaluated value.
fn settled_string<'h>(
    runtime: &Runtime<'h>,
    value: Value<'h>,
    words: &str,
) -> Outcome<'h, NixString<'h>> {
    if value.is_pending() {
        return Err(Interrupt::Reenter);
    }
    Ok(expect_string(runtime, value).telling(runtime, words)?)
}

/// What the trace says of a string that is to be replaced.
const PATTERN: &str =
    "while evaluating one of the strings to replace passed to builtins.replaceStrings";

/// What the trace says of its replacement.
const REPLACEMENT: &str =
    "while evaluating one of the replacement strings passed to builtins.replaceStrings";

pub fn direct<'h>(runtime: &Runtime<'h>, arguments: &[Value<'h>]) -> Outcome<'h, Value<'h>> {
    let (from, to) = lists_to_replace(runtime, arguments[0], arguments[1])?;
    let mut patterns = Vec::with_capacity(from.len());
    for pattern in from.items() {
        patterns.push(settled_string(runtime, pattern, PATTERN)?.bytes());
    }
    let string = expect_string(runtime, operand(arguments[2], 2)?)?;
    let mut replacement = Replacement::new(patterns, to, string);
    while let Some((index, with)) = replacement.find() {
        let with = settled_string(runtime, with, REPLACEMENT)?;
        replacement.replace(runtime, index, with)?;
    }
    Ok(replacement.finish(runtime))
}

/// `replaceStrings from to s`; a replacement is evaluated only if its pattern occurs.
pub async fn replace_strings<'h, H: Host<'h>>(
    host: &mut H,
    [from, to, string]: Arguments<'h>,
) -> Result<'h, Value<'h>> {
    let runtime = host.runtime();
    let (from, to) = settled(&runtime, lists_to_replace(&runtime, from, to))?;
    let mut patterns = Vec::with_capacity(from.len());
    for pattern in from.items() {
        let pattern = forced!(host, pattern, |error| error.telling(&runtime, PATTERN));
        let pattern = expect_string(&runtime, pattern).telling(&runtime, PATTERN)?;
        patterns.push(pattern.bytes());
    }
    let string = forced!(host, string);
    let string = expect_string(&runtime, string)?;
    let mut replacement = Replacement::new(patterns, to, string);
    while let Some((index, with)) = replacement.find() {
        let with = forced!(host, with, |error| error.telling(&runtime, REPLACEMENT));
        let with = expect_string(&runtime, with).telling(&runtime, REPLACEMENT)?;
        replacement.replace(&runtime, index, with)?;
    }
    Ok(replacement.finish(&runtime))
}
