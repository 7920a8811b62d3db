//! Set patterns: `{ a, b ? c, ... }@d: e`.

use super::build::{Meaning, Scratch, Symbol};
use super::rules::PatternRule;
use crate::syntax::lower::{Lowered, RawFormal, RawFormals, Value};

impl Scratch<'_, '_> {
    pub(super) fn pattern(&mut self, rule: PatternRule, start: u32, right: &[Symbol]) -> Meaning {
        match rule {
            PatternRule::Closed | PatternRule::ClosedComma => {
                self.close_pattern(right[1].sequence(), false)
            }
            PatternRule::Open => self.close_pattern(right[1].sequence(), true),
            PatternRule::OnlyEllipsis => self.close_pattern(self.formals.len(), true),
            PatternRule::Empty => self.close_pattern(self.formals.len(), false),
            PatternRule::FirstFormal => Meaning::Sequence(self.formals.len() as u32 - 1),
            PatternRule::MoreFormals => right[0].meaning,
            PatternRule::Formal => self.formal(start, right, None),
            PatternRule::FormalDefault => self.formal(start, right, Some(right[2].expr())),
        }
    }

    fn formal(&mut self, offset: u32, right: &[Symbol], default: Option<Value>) -> Meaning {
        let name = self.builder.intern(right[0].text(self.builder.source));
        let default = default.map(|value| self.builder.close(value));
        self.formals.push(RawFormal {
            name,
            offset,
            default,
        });
        Meaning::Formal
    }

    fn close_pattern(&mut self, first: usize, ellipsis: bool) -> Meaning {
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
