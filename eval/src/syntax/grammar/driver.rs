//! Runs the tables over the terminals; the stack is on the heap, so nesting costs memory only.

use super::build::{Meaning, Scratch, Symbol};
use super::rules::{Build, END, RULES, Sym, TERMINAL_NAMES};
use super::scanner::{Scanner, Token};
use super::tables::State;
use crate::syntax::error::SyntaxError;
use crate::syntax::lower::Builder;
use crate::syntax::tree::Tree;

/// How many expected terminals a message lists at most; if there are more it lists none.
const LISTED: usize = 4;

/// The state before anything is read.
const START: u16 = 0;

/// Parses a source by the grammar of C++ Nix and lowers it on the way.
pub(in crate::syntax) fn parse(builder: Builder<'_, '_>) -> Result<Tree, SyntaxError> {
    let mut parser = Parser {
        scanner: Scanner::new(builder.source, builder.options),
        scratch: Scratch::new(builder),
        symbols: Vec::with_capacity(64),
        state: START,
        lookahead: None,
    };
    parser.run()?;
    Ok(parser.scratch.finish(&parser.symbols))
}

struct Parser<'a, 'h> {
    scanner: Scanner<'a>,
    scratch: Scratch<'a, 'h>,
    symbols: Vec<Symbol>,
    /// The state that the last symbol led to.
    state: u16,
    /// A terminal that is seen and not yet consumed.
    lookahead: Option<Token>,
}

impl Parser<'_, '_> {
    /// Consumes terminals and applies rules up to the end of the source.
    fn run(&mut self) -> Result<(), SyntaxError> {
        loop {
            let state = State::of(self.state);
            let action = match self.lookahead {
                None if state.is_settled => state.default,
                Some(token) => state.action(token.kind),
                None => {
                    let token = self.scanner.next()?;
                    let action = state.action(token.kind);
                    // The usual way: a terminal that is consumed at once is never stored.
                    if let Some(to) = action.shifted() {
                        if token.kind == END {
                            return Ok(());
                        }
                        self.shift(token, to);
                        continue;
                    }
                    self.lookahead = Some(token);
                    action
                }
            };
            if let Some(rule) = action.reduction() {
                self.reduce(rule)?;
                continue;
            }
            match (action.shifted(), self.lookahead.take()) {
                (Some(_), Some(token)) if token.kind == END => return Ok(()),
                (Some(to), Some(token)) => self.shift(token, to),
                (_, token) => return Err(self.unexpected(token)),
            }
        }
    }

    fn shift(&mut self, token: Token, state: u16) {
        let Token { kind, start, end } = token;
        self.push(state, start, Meaning::Token(kind, end));
    }

    fn push(&mut self, state: u16, start: u32, meaning: Meaning) {
        self.state = state;
        self.symbols.push(Symbol {
            start,
            state,
            meaning,
        });
    }

    fn reduce(&mut self, rule: u16) -> Result<(), SyntaxError> {
        let rule = &RULES[usize::from(rule)];
        let base = self.symbols.len() - rule.right.len();
        let before = match base.checked_sub(1) {
            Some(before) => self.symbols[before].state,
            None => START,
        };
        let (start, meaning) = self.scratch.build(rule.build, &self.symbols[base..])?;
        self.symbols.truncate(base);
        let state = self.state_after(before, rule.left);
        self.push(state, start, meaning);
        Ok(())
    }

    /// The state after a nonterminal, once it has been given all the names that it needs no other symbol for.
    ///
    /// An operand has up to seven, from simple expression to expression; its meaning stays.
    fn state_after(&self, before: u16, mut name: Sym) -> u16 {
        let before = State::of(before);
        loop {
            let number = before.successor(name);
            let state = State::of(number);
            let action = match self.lookahead {
                Some(token) => state.action(token.kind),
                None if state.is_settled => state.default,
                None => return number,
            };
            match action.reduction().map(|rule| &RULES[usize::from(rule)]) {
                Some(rule) if rule.build == Build::First => name = rule.left,
                _ => return number,
            }
        }
    }

    /// The error at a terminal that cannot follow.
    #[cold]
    fn unexpected(&self, token: Option<Token>) -> SyntaxError {
        let (kind, start) = token.map_or((END, 0), |token| (token.kind, token.start));
        let name = |terminal: usize| TERMINAL_NAMES[terminal];
        let mut message = format!("syntax error, unexpected {}", name(usize::from(kind.0)));
        let expected: Vec<_> = State::of(self.state).expected().map(name).collect();
        if !expected.is_empty() && expected.len() <= LISTED {
            message.push_str(", expecting ");
            message.push_str(&expected.join(" or "));
        }
        self.scratch.error(start, message)
    }
}
