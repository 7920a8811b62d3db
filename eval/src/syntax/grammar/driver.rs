//! Runs the tables over the terminals; the stack is on the heap, so nesting costs memory only.

use super::automaton::{Action, Tables};
use super::build::{Meaning, Scratch, Symbol};
use super::rules::{END, RULES, TERMINAL_NAMES};
use super::scanner::{Scanner, Token};
use crate::syntax::error::SyntaxError;
use crate::syntax::lower::Builder;
use crate::syntax::tree::Tree;

/// How many expected terminals a message lists at most; if there are more it lists none.
const LISTED: usize = 4;

/// Parses a source by the grammar of C++ Nix and lowers it on the way.
pub(in crate::syntax) fn parse(builder: Builder<'_, '_>) -> Result<Tree, SyntaxError> {
    let tables = Tables::get();
    let mut scanner = Scanner::new(builder.source, builder.options);
    let mut scratch = Scratch::new(builder);
    let mut states: Vec<u16> = vec![0];
    let mut symbols: Vec<Symbol<'_>> = Vec::new();
    let mut lookahead: Option<Token<'_>> = None;
    loop {
        let state = states.last().copied().unwrap_or(0);
        let action = match lookahead {
            None if tables.is_settled(state) => Action::Default,
            None => {
                let token = scanner.next()?;
                lookahead = Some(token);
                tables.action(state, token.kind)
            }
            Some(token) => tables.action(state, token.kind),
        };
        let reduction = match (action, lookahead) {
            (Action::Shift(_), Some(token)) if token.kind == END => {
                return Ok(scratch.finish(&symbols));
            }
            (Action::Shift(to), Some(token)) => {
                let meaning = Meaning::Token(token.kind, token.text);
                symbols.push(Symbol {
                    start: token.start,
                    meaning,
                });
                states.push(to);
                lookahead = None;
                continue;
            }
            (Action::Reduce(rule), _) => Some(rule),
            (Action::Default, _) => tables.default_reduction(state),
            (Action::Refuse | Action::Shift(_), _) => None,
        };
        let Some(rule) = reduction else {
            return Err(unexpected(tables, state, lookahead, &scratch));
        };
        let rule = &RULES[rule as usize];
        let base = symbols.len() - rule.right.len();
        let symbol = scratch.build(rule.build, &symbols[base..])?;
        symbols.truncate(base);
        symbols.push(symbol);
        states.truncate(base + 1);
        let below = states.last().copied().unwrap_or(0);
        states.push(tables.successor(below, rule.left));
    }
}

/// The error at a terminal that cannot follow.
#[cold]
fn unexpected(
    tables: &Tables,
    state: u16,
    token: Option<Token<'_>>,
    scratch: &Scratch<'_, '_, '_>,
) -> SyntaxError {
    let (kind, start) = token.map_or((END, 0), |token| (token.kind, token.start));
    let name = |terminal: usize| TERMINAL_NAMES[terminal];
    let mut message = format!("syntax error, unexpected {}", name(kind.0 as usize));
    let expected: Vec<_> = tables.expected(state).map(name).collect();
    if !expected.is_empty() && expected.len() <= LISTED {
        message.push_str(", expecting ");
        message.push_str(&expected.join(" or "));
    }
    scratch.error(start, message)
}
