//! Functions: curried, with set patterns, with functors; builtins that stand for functions.

use super::Generator;
use crate::program::Node;
use crate::types::Type;
use std::rc::Rc;

impl Generator<'_> {
    /// A function between two types.
    pub(super) fn function(&mut self, from: &Type, to: &Type, size: u32) -> Node {
        match self.below(20) {
            0..=2 => {
                let wanted = Type::function(from.clone(), to.clone());
                self.builtin_function(&wanted, size)
            }
            3 => {
                let inner = self.lambda(from, to, size - 1);
                match self.below(3) {
                    0 => Node::new("{ __functor = self: #; }", [inner]),
                    1 => Node::new("{ wrapped = #; __functor = self: self.wrapped; }", [inner]),
                    _ => Node::new(
                        "{ __functor = self: argument: self.wrapped argument; wrapped = #; }",
                        [inner],
                    ),
                }
            }
            4 => {
                let inner = self.lambda(from, to, size - 1);
                Node::new("(argument: # argument)", [inner])
            }
            _ => self.lambda(from, to, size),
        }
    }

    /// `x: body`, `{ a, b ? e, ... } @ x: body`; a function that gives a function is mostly written as one.
    fn lambda(&mut self, from: &Type, to: &Type, size: u32) -> Node {
        let lambda = self.abstraction(from, to, size);
        Node::new("(#)", [lambda])
    }

    fn abstraction(&mut self, from: &Type, to: &Type, size: u32) -> Node {
        if let Type::Record(fields) = from
            && self.chance(650)
        {
            let fields = fields.clone();
            return self.with_pattern(&fields, to, size);
        }
        if self.chance(100) {
            let body = self.body(to, size);
            return Node::new("_: #", [body]);
        }
        let name = self.fresh_name();
        let body = self.within([(name, Some(from.clone()))], |inner| inner.body(to, size));
        Node::new(&format!("{name}: #"), [body])
    }

    fn body(&mut self, to: &Type, size: u32) -> Node {
        match to {
            Type::Function(from, to) if self.chance(800) => {
                let (from, to) = (from.clone(), to.clone());
                self.abstraction(&from, &to, size)
            }
            other => self.expression(other, size.saturating_sub(1)),
        }
    }

    fn with_pattern(&mut self, fields: &[(Rc<str>, Type)], to: &Type, size: u32) -> Node {
        let part = self.share(size, 3);
        let mut formals = Vec::new();
        let mut variables: Vec<(&'static str, Option<Type>)> = Vec::new();
        for (field, of) in fields {
            let Some(name) = super::NAMES.into_iter().find(|name| **name == **field) else {
                continue;
            };
            if self.chance(150) {
                // Left to the ellipsis.
                continue;
            }
            let formal = if self.chance(350) {
                let default =
                    self.within(variables.clone(), |inner| inner.expression(of, part / 2));
                Node::new(&format!("{name} ? #,"), [default])
            } else {
                Node::text(format!("{},", self.spelt(name)))
            };
            formals.push(formal);
            variables.push((name, Some(of.clone())));
        }
        let unused: Vec<_> = super::NAMES
            .into_iter()
            .filter(|name| fields.iter().all(|(field, _)| **field != **name))
            .collect();
        if self.chance(300) {
            // Nobody supplies this one.
            let name = self.pick(&unused);
            let of = self.random_type(1);
            let default = self.within(variables.clone(), |inner| {
                inner.within([(name, None)], |inner| inner.expression(&of, part / 2))
            });
            formals.push(Node::new(&format!("{name} ? #,"), [default]));
            variables.push((name, Some(of)));
        }
        self.shuffle(&mut formals);
        let strict = self.chance(100) && formals.len() >= fields.len();
        if !strict {
            formals.push(Node::text("..."));
        }
        let (before, after) = self.at_name(&mut variables, &unused, fields);
        let body = self.within(variables, |inner| inner.body(to, part));
        let pattern = Node::sequence(&format!("{before}{{"), formals, &format!(" }}{after}"));
        Node::new("#: #", [pattern, body])
    }

    /// `args @` before the pattern or after it, or nothing.
    fn at_name(
        &mut self,
        variables: &mut Vec<(&'static str, Option<Type>)>,
        unused: &[&'static str],
        fields: &[(Rc<str>, Type)],
    ) -> (String, String) {
        let name = self.pick(unused);
        if self.chance(600) || variables.iter().any(|(other, _)| *other == name) {
            return (String::new(), String::new());
        }
        variables.push((name, Some(Type::Record(fields.into()))));
        if self.chance(500) {
            (format!("{name}@"), String::new())
        } else {
            (String::new(), format!(" @ {name}"))
        }
    }
}
