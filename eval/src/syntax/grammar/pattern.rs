//! Set patterns: `{ a, b ? c, ... }@d: e`.

use super::build::{Meaning, Scratch, Symbol};
use super::rules::PatternRule;
use crate::syntax::lower::{Lowered, RawFormal, RawFormals, Value};

impl<'t> Scratch<'_, '_, 't> {
    pub(super) fn pattern(
        &mut self,
        rule: PatternRule,
        start: u32,
        right: &[Symbol<'t>],
    ) -> Meaning<'t> {
        let formal = |symbol: &Symbol<'t>| match symbol.meaning {
            Meaning::Formal(formal) => formal,
            ref other => unreachable!("the grammar has a formal here: {other:?}"),
        };
        match rule {
            PatternRule::Closed | PatternRule::ClosedComma => {
                self.close_pattern(right[1].sequence(), false)
            }
            PatternRule::Open => self.close_pattern(right[1].sequence(), true),
            PatternRule::OnlyEllipsis => self.close_pattern(self.formals.len(), true),
            PatternRule::Empty => self.close_pattern(self.formals.len(), false),
            PatternRule::FirstFormal => {
                self.formals.push(formal(&right[0]));
                Meaning::Sequence(self.formals.len() - 1)
            }
            PatternRule::MoreFormals => {
                self.formals.push(formal(&right[2]));
                right[0].meaning
            }
            PatternRule::Formal => self.formal(start, right, None),
            PatternRule::FormalDefault => self.formal(start, right, Some(right[2].expr())),
        }
    }

    fn formal(&mut self, offset: u32, right: &[Symbol<'t>], default: Option<Value>) -> Meaning<'t> {
        let name = self.builder.intern(right[0].text());
        let default = default.map(|value| self.builder.close(value));
        Meaning::Formal(RawFormal {
            name,
            offset,
            default,
        })
    }

    fn close_pattern(&mut self, first: usize, ellipsis: bool) -> Meaning<'t> {
        let formals = self.formals.split_off(first);
        self.patterns.push(RawFormals { formals, ellipsis });
        Meaning::Pattern
    }

    /// The function of the pattern read last, whose body has been read since.
    pub(super) fn function(
        &mut self,
        start: u32,
        whole: Option<&str>,
        body: Value,
    ) -> Lowered<Value> {
        let pattern = self.patterns.pop().unwrap_or_default();
        self.builder.pattern_function(start, pattern, whole, body)
    }
}
