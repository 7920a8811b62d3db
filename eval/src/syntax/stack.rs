//! How much native stack rnix needs for a source, and when that is too much to ask.
//!
//! rnix parses recursively and its tree is dropped recursively; besides, equal nodes are looked for in a table whose growth
//! takes quadratic time on long chains. So the nesting is bounded before it is parsed: for a short source by its
//! length alone, for a longer one by scanning it, which costs a small part of what parsing costs.

use super::ParseOptions;
use super::grammar::rules::*;
use super::grammar::scanner::Scanner;
use crate::source::Source;

/// Sources up to this many bytes are parsed by rnix without a look at them.
const SHORT: usize = 2048;

/// Levels of nesting, operators of a chain included, that rnix is asked to parse.
const DEEPEST: usize = 1500;

/// Expressions that rnix lets be nested in each other before it refuses.
const RNIX_LIMIT: usize = 512;

/// Bytes of native stack for an expression in an expression: more than three times the most that was measured.
const EXPRESSION: usize = 4 << 10;

/// Bytes of native stack for a list in a list, an operator in a chain, or a level of a tree that is dropped: likewise.
const LEVEL: usize = 512;

/// Bytes of native stack for everything else.
const BASE: usize = 64 << 10;

/// The native stack rnix needs for a source; `None` if rnix should not parse it.
pub(super) fn needed(source: &Source, options: &ParseOptions) -> Option<usize> {
    let levels = match source.text.len() {
        length if length <= SHORT => length,
        _ => nesting(source, options)?,
    };
    Some(BASE + levels.min(RNIX_LIMIT) * EXPRESSION + levels * LEVEL)
}

/// Something that is open, and the levels it has added so far.
struct Open {
    /// What closes it.
    end: Sym,
    /// Levels since the last binding or formal ended.
    levels: usize,
    /// `with` and `assert` whose semicolon is still to come.
    heads: usize,
}

impl Open {
    fn until(end: Sym) -> Self {
        Self {
            end,
            levels: 0,
            heads: 0,
        }
    }
}

/// An upper bound of how deep a source is nested; `None` if that is too deep, or if it is no valid source.
fn nesting(source: &Source, options: &ParseOptions) -> Option<usize> {
    if lone_carriage_return(&source.text) {
        return None;
    }
    let mut scanner = Scanner::new(source, options);
    let mut open = vec![Open::until(END)];
    let mut levels = 0;
    let mut deepest = 0;
    let mut after_let = false;
    loop {
        let kind = scanner.next().ok()?.kind;
        let is_legacy_let = after_let && kind == LEFT_BRACE;
        after_let = kind == LET;
        if is_legacy_let {
            levels -= open.pop()?.levels;
        }
        let top = open.last_mut()?;
        match kind {
            LEFT_PAREN => open.push(Open::until(RIGHT_PAREN)),
            LEFT_BRACKET => open.push(Open::until(RIGHT_BRACKET)),
            LEFT_BRACE | DOLLAR_CURLY => open.push(Open::until(RIGHT_BRACE)),
            LET => open.push(Open::until(IN)),
            RIGHT_PAREN | RIGHT_BRACKET | RIGHT_BRACE | IN | END => {
                let closed = open.pop().filter(|closed| closed.end == kind)?;
                levels -= closed.levels;
                if kind == END {
                    return Some(deepest);
                }
            }
            WITH | ASSERT => top.heads += 1,
            SEMICOLON if top.heads > 0 => top.heads -= 1,
            SEMICOLON | COMMA => levels -= std::mem::take(&mut top.levels),
            STR | IND_STR | PATH_END | IND_CLOSE | DOT => continue,
            ID | INT | FLOAT | QUOTE | IND_OPEN | PATH | HOME_PATH | SEARCH_PATH | URI
                if top.end == RIGHT_BRACKET =>
            {
                continue;
            }
            INVALID => return None,
            _ => {}
        }
        if !matches!(kind, SEMICOLON | COMMA) {
            open.last_mut()?.levels += 1;
            levels += 1;
        }
        deepest = deepest.max(levels);
        if levels > DEEPEST {
            return None;
        }
    }
}

/// Whether a carriage return stands alone, where rnix and Nix disagree about the end of a comment.
fn lone_carriage_return(text: &str) -> bool {
    let text = text.as_bytes();
    memchr::memchr_iter(b'\r', text).any(|i| text.get(i + 1) != Some(&b'\n'))
}
