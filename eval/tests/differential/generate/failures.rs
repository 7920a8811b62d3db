//! Expressions that fail when they are evaluated, each in its own way, and places where nobody evaluates them.

use super::Generator;
use crate::program::Node;
use crate::types::Type;

const FAILURES: [&str; 22] = [
    "(throw \"thrown\")",
    "(builtins.throw \"thrown\")",
    "(abort \"aborted\")",
    "(builtins.abort \"aborted\")",
    "(assert false; null)",
    "(assert 1 == 2; 0)",
    "(1 / 0)",
    "(builtins.head [ ])",
    "(builtins.elemAt [ 1 2 ] 5)",
    "{ }.missing",
    "{ alpha = 1; }.alpah",
    "(let again = again; in again)",
    "(let again = again + 1; in again)",
    "(rec { left = right; right = left; }).left",
    "(9223372036854775807 + 1)",
    "(1 + \"a\")",
    "(null 1)",
    "(({ alpha, beta ? 1 }: alpha) { gamma = 1; })",
    "(({ alpha }: alpha) { alpha = 1; alpa = 2; })",
    "(import ./fixture/throwing.nix)",
    "(import ./fixture/missing.nix)",
    "<no-such-entry/x>",
];

impl Generator<'_> {
    /// Fails when it is evaluated.
    pub(super) fn failure(&mut self, size: u32) -> Node {
        if size > 4 && self.chance(400) {
            let message = self.expression(&Type::String, size / 2);
            return match self.below(3) {
                0 => Node::new("(throw #)", [message]),
                1 => Node::new("(abort #)", [message]),
                _ => Node::new("(builtins.addErrorContext # (throw \"within\"))", [message]),
            };
        }
        if self.chance(20) {
            return Node::text("(import ./fixture/broken.nix)");
        }
        Node::text(self.pick(&FAILURES))
    }

    /// An expression, with something beside it that fails if it is evaluated, and is not.
    pub(super) fn beside_failure(&mut self, wanted: &Type, size: u32) -> Node {
        let failure = self.failure(2);
        if self.chance(200) {
            let name = self.fresh_name();
            let value = self.within([(name, None)], |inner| inner.expression(wanted, size - 1));
            return Node::new(&format!("(let {name} = #; in #)"), [failure, value]);
        }
        let value = self.expression(wanted, size - 1);
        match self.below(9) {
            0 => Node::new("(builtins.head [ # # ])", [value, failure]),
            1 => Node::new(
                "{ wanted = #; % }.wanted",
                [value, Node::new("other = #;", [failure])],
            ),
            2 => Node::new("(if true then # else #)", [value, failure]),
            3 => Node::new("((first: second: first) # #)", [value, failure]),
            4 => Node::new("{ wanted = #; }.wanted or #", [value, failure]),
            5 => Node::new("(builtins.seq [ # ] #)", [failure, value]),
            6 => Node::new(
                "(({ wanted, other ? # }: wanted) { wanted = #; })",
                [failure, value],
            ),
            7 => Node::new("(builtins.elemAt (map (x: x) [ # # ]) 1)", [failure, value]),
            _ => Node::new(
                "(builtins.mapAttrs (name: x: x) { wanted = #; other = #; }).wanted",
                [value, failure],
            ),
        }
    }

    /// What `tryEval` makes of something that may fail, met once or twice.
    pub(super) fn attempt(&mut self, wanted: &Type, size: u32) -> Node {
        let part = self.share(size, 2);
        let tried = if self.chance(450) {
            let failure = self.failure(part);
            if self.chance(500) {
                failure
            } else {
                let value = self.expression(wanted, part);
                let test = self.expression(&Type::Bool, part / 2);
                Node::new("(if # then # else #)", [test, failure, value])
            }
        } else {
            self.expression(wanted, part)
        };
        let otherwise = self.expression(wanted, part);
        match self.below(4) {
            0 => Node::new(
                "(let attempt = builtins.tryEval #; in if attempt.success then attempt.value else #)",
                [tried, otherwise],
            ),
            1 => Node::new(
                "(let tried = #; in if (builtins.tryEval tried).success && (builtins.tryEval tried).success then tried else #)",
                [tried, otherwise],
            ),
            2 => Node::new(
                "(if (builtins.tryEval (builtins.deepSeq # null)).success then # else #)",
                [tried, otherwise.clone(), otherwise],
            ),
            _ => Node::new(
                "(let set = { tried = #; }; again = map (_: (builtins.tryEval set.tried).success) [ 1 2 ]; in if builtins.head again then set.tried else #)",
                [tried, otherwise],
            ),
        }
    }
}
