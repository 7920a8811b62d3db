//! Builtins over regular expressions: `match` and `split`.

use crate::error::OrFull;
use crate::kernel::expect::{expect_string, expect_string_without_context};
use crate::kernel::operators::operand;
use crate::kernel::regex::{Group, Match, Matcher, Program, Refusal};
use crate::runtime::Runtime;
use crate::value::{Builtin, Interrupt, List, NixString, Value};
use std::rc::Rc;

type Outcome<'h, T> = std::result::Result<T, Interrupt<'h>>;

/// The rows of this topic.
pub const TABLE: &[Builtin] = &[
    Builtin::direct(
        "match",
        2,
        0b1,
        match_whole,
        "regex s: the groups of a match of all of s, or null",
    ),
    Builtin::direct(
        "split",
        2,
        0b1,
        split,
        "regex s: the parts of s between matches, and between them a list of each match's groups",
    ),
];

/// The program of an expression, and the text to match with it.
fn prepare<'h>(
    runtime: &Runtime<'h>,
    arguments: &[Value<'h>],
) -> Outcome<'h, (Rc<Program>, NixString<'h>)> {
    let expression = expect_string_without_context(runtime, arguments[0])?;
    let refuse = |refusal| {
        let problem = match refusal {
            Refusal::Invalid => "invalid regular expression",
            Refusal::TooLarge => "memory limit exceeded by regular expression",
        };
        runtime.error(format_args!("{problem} '{}'", expression.text()))
    };
    let program = runtime.regexes.get(expression.bytes()).map_err(refuse)?;
    let string = expect_string(runtime, operand(arguments[1], 1)?)?;
    let memory = Matcher::memory(&program, string.bytes().len()).map_err(refuse)?;
    runtime.heap.reserve(memory, 1).or_full(runtime.heap)?;
    Ok((program, string))
}

fn part<'h>(runtime: &Runtime<'h>, bytes: &[u8]) -> Value<'h> {
    Value::String(NixString::new(runtime.heap, bytes))
}

/// The groups' texts; null for a group that took no part.
fn group_list<'h>(runtime: &Runtime<'h>, text: &[u8], groups: &[Group]) -> Value<'h> {
    let list = List::generate(runtime.heap, groups.len(), |index| match groups[index] {
        Some((start, end)) => part(runtime, &text[start..end]),
        None => Value::Null,
    });
    Value::List(list)
}

fn match_whole<'h>(runtime: &Runtime<'h>, arguments: &[Value<'h>]) -> Outcome<'h, Value<'h>> {
    let (program, string) = prepare(runtime, arguments)?;
    let text = string.bytes();
    Ok(match Matcher::new(&program, text, true).match_whole() {
        Some(groups) => group_list(runtime, text, &groups),
        None => Value::Null,
    })
}

fn split<'h>(runtime: &Runtime<'h>, arguments: &[Value<'h>]) -> Outcome<'h, Value<'h>> {
    let (program, string) = prepare(runtime, arguments)?;
    let text = string.bytes();
    let mut matcher = Matcher::new(&program, text, false);
    let mut parts = Vec::new();
    let mut copied = 0;
    let mut from = 0;
    while from <= text.len() {
        let Some(Match { start, end, groups }) = matcher.find_from(from) else {
            break;
        };
        parts.push(part(runtime, &text[copied..start]));
        parts.push(group_list(runtime, text, &groups));
        copied = end;
        // A match of nothing is not found again at the same place.
        from = end + usize::from(start == end);
    }
    if parts.is_empty() {
        return Ok(Value::List(List::new(
            runtime.heap,
            &[Value::String(string)],
        )));
    }
    parts.push(part(runtime, &text[copied..]));
    runtime
        .heap
        .reserve(parts.len(), size_of::<Value<'h>>())
        .or_full(runtime.heap)?;
    Ok(Value::List(List::new(runtime.heap, &parts)))
}
