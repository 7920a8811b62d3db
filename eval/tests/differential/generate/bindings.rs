//! Sets and `let`: bindings in every way they can be written.

use super::Generator;
use crate::program::Node;
use crate::types::Type;
use std::rc::Rc;

impl Generator<'_> {
    /// A set whose attributes are all of one type.
    pub(super) fn dictionary(&mut self, element: &Type, size: u32) -> Node {
        if self.chance(200) {
            let part = self.share(size, 2);
            let of = Type::Dictionary(Rc::new(element.clone()));
            let parts = [self.expression(&of, part), self.expression(&of, part)];
            return Node::new("(# // #)", parts);
        }
        let count = self.below(4);
        let fields: Vec<(Rc<str>, Type)> = self
            .fresh_names(count)
            .into_iter()
            .map(|name| (name.into(), element.clone()))
            .collect();
        self.record(&fields, size)
    }

    /// A set with certain attributes, and perhaps others.
    pub(super) fn record(&mut self, fields: &[(Rc<str>, Type)], size: u32) -> Node {
        if fields.len() > 1 && self.chance(150) {
            let (left, right) = fields.split_at(fields.len() / 2);
            let part = self.share(size, 2);
            let parts = [self.record(left, part), self.record(right, part)];
            return Node::new(
                self.pick(&["(# // #)", "({ alpha = null; } // # // #)"]),
                parts,
            );
        }
        let recursive = self.chance(200);
        let count = fields.len();
        let mut bindings = Vec::new();
        let group: Vec<_> = fields
            .iter()
            .filter_map(|(name, of)| Some((known(name)?, of)))
            .collect();
        let hidden: Vec<_> = group.iter().map(|(name, _)| (*name, None)).collect();
        let hidden = if recursive { hidden } else { Vec::new() };
        self.within(hidden, |inner| {
            for (name, of) in fields {
                let part = inner.share(size, count);
                bindings.push(inner.binding(name, of, part, recursive));
                if recursive {
                    inner.reveal(name, of);
                }
            }
        });
        if self.chance(100) && !recursive {
            bindings.push(Node::text("${null} = throw \"never\";"));
        }
        self.shuffle(&mut bindings);
        let open = if recursive { "(rec {" } else { "{" };
        Node::sequence(open, bindings, if recursive { " })" } else { " }" })
    }

    /// Lets a name of the group that is being generated be used from now on.
    fn reveal(&mut self, name: &str, of: &Type) {
        let mut variables = self.scope.iter_mut().rev();
        if let Some(variable) = variables.find(|variable| variable.name == name) {
            variable.of = Some(of.clone());
        }
    }

    /// One attribute, written in one of many ways.
    fn binding(&mut self, name: &str, of: &Type, size: u32, recursive: bool) -> Node {
        let choice = self.below(20);
        if choice == 0
            && !recursive
            && self
                .visible()
                .iter()
                .any(|(other, other_type)| *other == name && other_type.fits(of))
        {
            return Node::text(format!("inherit {name};"));
        }
        if choice == 1 && name.chars().all(char::is_alphabetic) {
            let set = self.record(&[(name.into(), of.clone())], size);
            return Node::new(&format!("inherit (#) {name};"), [set]);
        }
        if let (2..=4, Type::Record(fields)) = (choice, of) {
            let part = self.share(size, fields.len());
            let nested: Vec<_> = fields
                .iter()
                .map(|(field, of)| {
                    Node::new(&format!("{name}.{field} = #;"), [self.expression(of, part)])
                })
                .collect();
            return Node::sequence("", nested, "");
        }
        let template = match choice {
            5 => format!("\"{name}\" = #;"),
            6 if !recursive => format!("${{\"{name}\"}} = #;"),
            7 if !recursive => format!("\"${{toString \"{name}\"}}\" = #;"),
            8 => format!("/* {name} */\n  {name} = #;"),
            _ => format!("{name} = #;"),
        };
        Node::new(&template, [self.expression(of, size)])
    }

    /// `let`: bindings that may use one another, and a body that may use them all.
    pub(super) fn let_in(&mut self, wanted: &Type, size: u32) -> Node {
        let count = 1 + self.below(4);
        let names = self.fresh_names(count);
        let types: Vec<_> = names.iter().map(|_| self.binding_type(wanted)).collect();
        let hidden: Vec<_> = names.iter().map(|name| (*name, None)).collect();
        let (mut bindings, body) = self.within(hidden, |inner| {
            let mut bindings = Vec::new();
            for (name, of) in names.iter().zip(&types) {
                let part = inner.share(size, count + 1);
                if inner.chance(8) && !of.holds_functions() {
                    // Depends on itself, if it is needed. A function would call itself for ever.
                    inner.reveal(name, of);
                }
                bindings.push(inner.binding(name, of, part, true));
                inner.reveal(name, of);
            }
            let part = inner.share(size, 2);
            (bindings, inner.expression(wanted, part))
        });
        self.shuffle(&mut bindings);
        let bindings = Node::sequence("", bindings, "");
        if self.chance(30) {
            return Node::new("(let {# body = #; })", [bindings, body]);
        }
        Node::new(
            self.pick(&["(let# in #)", "(let#\n in #)"]),
            [bindings, body],
        )
    }

    /// The type of a variable that is likely to be of use for `wanted`.
    fn binding_type(&mut self, wanted: &Type) -> Type {
        match self.below(10) {
            0..=2 => wanted.clone(),
            3..=5 => {
                let count = match self.below(12) {
                    0 => 10,
                    other => 1 + other / 3,
                };
                (0..count).fold(wanted.clone(), |result, _| {
                    let parameter = self.random_type(1);
                    Type::function(parameter, result)
                })
            }
            6 => Type::Record(
                [
                    ("alpha".into(), wanted.clone()),
                    ("beta".into(), self.random_type(1)),
                ]
                .into(),
            ),
            7 => Type::list(wanted.clone()),
            _ => self.random_type(2),
        }
    }

    /// `with`: names that a set supplies, unless something nearer to the letter of the program has them.
    pub(super) fn with(&mut self, wanted: &Type, size: u32) -> Node {
        let count = 1 + self.below(3);
        let fields: Vec<(&'static str, Type)> = self
            .fresh_names(count)
            .into_iter()
            .map(|name| (name, self.binding_type(wanted)))
            .collect();
        let part = self.share(size, 2);
        let shared: Vec<(Rc<str>, Type)> = fields
            .iter()
            .map(|(name, of)| ((*name).into(), of.clone()))
            .collect();
        let set = self.expression(&Type::Record(shared.into()), part);
        let bound: Vec<_> = self.scope.iter().map(|variable| variable.name).collect();
        let free = fields.into_iter().filter(|(name, _)| !bound.contains(name));
        let variables: Vec<_> = free.map(|(name, of)| (name, Some(of))).collect();
        let body = self.within(variables, |inner| inner.expression(wanted, part));
        Node::new("(with #; #)", [set, body])
    }
}

/// The name as one of those that variables have, if it is one.
fn known(name: &str) -> Option<&'static str> {
    super::NAMES.into_iter().find(|other| *other == name)
}
