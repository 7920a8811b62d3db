//! Forms that can give any type: conditions, scopes, calls, selection, recursion, imports.

use super::Generator;
use crate::program::Node;
use crate::types::Type;
use std::rc::Rc;

impl Generator<'_> {
    /// A form of the language around an expression of the wanted type.
    pub(super) fn general_form(&mut self, wanted: &Type, size: u32) -> Node {
        if size < 3 {
            return self.leaf(wanted);
        }
        match self.below(33) {
            0..=7 => self.let_in(wanted, size),
            8 | 9 => self.with(wanted, size),
            10..=12 => self.condition(wanted, size),
            13 => self.assertion(wanted, size),
            14..=17 => self.selection(wanted, size),
            18..=22 => self.immediate_call(wanted, size),
            23 | 24 => self.beside_failure(wanted, size),
            25 | 26 => self.attempt(wanted, size),
            27..=29 => self.recursion(wanted, size),
            30 => self.import(wanted, size),
            31 => self.overloaded(wanted, size),
            _ => self.updated(wanted, size),
        }
    }

    fn condition(&mut self, wanted: &Type, size: u32) -> Node {
        let part = self.share(size, 3);
        let test = self.expression(&Type::Bool, part);
        let parts = [
            test,
            self.expression(wanted, part),
            self.expression(wanted, part),
        ];
        Node::new("(if # then # else #)", parts)
    }

    fn assertion(&mut self, wanted: &Type, size: u32) -> Node {
        let part = self.share(size, 2);
        let test = if self.chance(850) {
            Node::new(
                self.pick(&["(# || true)", "(# -> true)", "!(# && false)"]),
                [self.expression(&Type::Bool, part)],
            )
        } else {
            self.expression(&Type::Bool, part)
        };
        Node::new("(assert #; #)", [test, self.expression(wanted, part)])
    }

    fn selection(&mut self, wanted: &Type, size: u32) -> Node {
        let names = self.fresh_names(2);
        let (outer, inner) = (names[0], names[1]);
        let one = |name: &str, of: &Type| Type::Record([(Rc::from(name), of.clone())].into());
        let part = self.share(size, 2);
        match self.below(8) {
            0..=2 => {
                let set = self.expression(&one(outer, wanted), size - 1);
                Node::new(&format!("(#).{}", self.spelt(outer)), [set])
            }
            3 => {
                let set = self.expression(&one(outer, &one(inner, wanted)), size - 1);
                Node::new(&format!("(#).{outer}.{inner}"), [set])
            }
            4 => {
                let set = self.expression(&one(outer, wanted), part);
                let default = self.expression(wanted, part);
                Node::new(&format!("((#).{outer}.{inner} or #)"), [set, default])
            }
            5 => {
                let other = self.random_type(1);
                let set = self.expression(&other, part);
                let default = self.expression(wanted, part);
                Node::new(&format!("((#).{outer} or #)"), [set, default])
            }
            6 => {
                let set = self.expression(&one(outer, wanted), part);
                Node::new(&format!("(#).${{\"{outer}\"}}"), [set])
            }
            _ => {
                let list = self.expression(&Type::list(one(outer, wanted)), part);
                let default = self.expression(wanted, part);
                Node::new(
                    &format!(
                        "(let found = map (each: each.{outer}) #; in if found == [ ] then # else builtins.head found)"
                    ),
                    [list, default],
                )
            }
        }
    }

    /// A function that is called where it is written, with one to ten arguments.
    fn immediate_call(&mut self, wanted: &Type, size: u32) -> Node {
        let most = if self.chance(150) { 10 } else { 3 };
        let count = 1 + self.below(most);
        let parameters: Vec<_> = (0..count).map(|_| self.random_type(1)).collect();
        let mut of = wanted.clone();
        for parameter in parameters.iter().rev() {
            of = Type::function(parameter.clone(), of);
        }
        let part = self.share(size, 2);
        let callee = self.expression(&of, part);
        self.call(callee, &parameters, part)
    }

    /// A function that calls itself a few times: as the last thing it does, or within something else, or by turns.
    fn recursion(&mut self, wanted: &Type, size: u32) -> Node {
        let part = self.share(size, 3);
        let start = self.expression(wanted, part);
        let name = self.fresh_name();
        let variables = [(name, Some(wanted.clone())), ("n", Some(Type::Int))];
        let step = self.within(variables, |inner| inner.expression(wanted, part));
        let times = self.pick(&["0", "1", "2", "3", "5", "12"]);
        let template = match self.below(5) {
            0 => format!(
                "(let repeat = n: {name}: if n <= 0 then {name} else #; in repeat {times} #)"
            ),
            1 => format!(
                "(let repeat = n: if n <= 0 then # else (n: {name}: #) n #; in repeat {times})"
            ),
            2 => format!(
                "(let even = n: {name}: if n <= 0 then {name} else #; odd = n: {name}: if n <= 0 then {name} else #; in even {times} #)"
            ),
            3 => format!("(builtins.foldl' ({name}: n: #) # (builtins.genList (n: n) {times}))"),
            _ => format!(
                "(let repeat = {{ n, {name} }}: if n <= 0 then {name} else #; in repeat {{ n = {times}; {name} = #; }})"
            ),
        };
        let guarded = |template: &str, parts: Vec<Node>| Node::new(template, parts).guarded();
        let parts = if template.starts_with("(let repeat = n: if") {
            vec![start, step, guarded("(repeat (n - 1))", vec![])]
        } else if template.starts_with("(let repeat = n") {
            vec![guarded("repeat (n - 1) #", vec![step]), start]
        } else if template.starts_with("(let even") {
            let other = guarded("even (n - 1) #", vec![step.clone()]);
            vec![guarded("odd (n - 1) #", vec![step]), other, start]
        } else if template.starts_with("(builtins") {
            vec![step, start]
        } else {
            let again = format!("repeat {{ n = n - 1; {name} = #; }}");
            vec![guarded(&again, vec![step]), start]
        };
        Node::new(&template, parts)
    }

    fn import(&mut self, wanted: &Type, size: u32) -> Node {
        let value = self.expression(wanted, size - 1);
        match self.below(6) {
            0 => Node::new("(import ./fixture/identity.nix #)", [value]),
            1 => Node::new("(import ./fixture/tracing.nix #)", [value]),
            2 => Node::new(
                "(builtins.scopedImport { supplied = #; } ./fixture/scoped.nix)",
                [value],
            ),
            3 => Node::new(
                "(import ./fixture/function.nix { alpha = 1; other = #; }).args.other",
                [value],
            ),
            4 => Node::new(
                "(builtins.seq (import ./fixture/function.nix { beta = #; }).sum #)",
                [self.expression(&Type::Int, size / 2), value],
            ),
            _ => Node::new("(builtins.seq (import ./fixture/folder).from #)", [value]),
        }
    }

    /// Sets that act as something else: functions, strings; `__overrides`; over-application of what a condition gives.
    fn overloaded(&mut self, wanted: &Type, size: u32) -> Node {
        let part = self.share(size, 2);
        let value = self.expression(wanted, part);
        match self.below(5) {
            0 => Node::new(
                "({ __functor = self: argument: self.value; value = #; } null)",
                [value],
            ),
            1 => Node::new(
                "(rec { __overrides = { value = #; }; value = null; }).value",
                [value],
            ),
            2 => Node::new(
                "({ __functor = { __functor = self: self': argument: argument; }; } #)",
                [value],
            ),
            3 => {
                let test = self.expression(&Type::Bool, part);
                Node::new(
                    "((first: if first then (second: third: second) else (second: third: third)) # # #)",
                    [test, value.clone(), value],
                )
            }
            _ => {
                let test = self.expression(&Type::Bool, part);
                Node::new(
                    "(let f = a: b: c: d: e: f: g: h: i: j: if a then b else j; g = f # # 3 4; in (g 5 6 7 8) 9 #)",
                    [test, value.clone(), value],
                )
            }
        }
    }

    /// Fixed points of updated sets, as overlays are.
    fn updated(&mut self, wanted: &Type, size: u32) -> Node {
        let part = self.share(size, 2);
        let value = self.expression(wanted, part);
        let name = self.fresh_name();
        let field = [(Rc::from(name), wanted.clone())];
        let replaced = self.within(
            [("self", None), ("super", Some(Type::Record(field.into())))],
            |inner| inner.expression(wanted, part),
        );
        Node::new(
            &format!(
                "(let fix = f: let x = f x; in x; \
                 extend = base: overlay: self: let super = base self; in super // overlay self super; \
                 base = self: {{ {name} = #; unused = self.{name}; }}; \
                 overlay = self: super: {{ {name} = #; }}; \
                 in fix (extend base overlay)).{name}"
            ),
            [value, replaced],
        )
    }
}
