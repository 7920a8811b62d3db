//! The generator: expressions of a wanted type, with what is in scope, from a stream of random numbers.

mod atoms;
mod bindings;
mod calls;
mod failures;
mod forms;
mod functions;
mod operators;
mod store;

use crate::program::{Node, ProgramTree};
use crate::signatures::{self, Signature};
use crate::types::{DERIVATION_STRINGS, Type};
use proptest::prelude::Rng as _;
use proptest::strategy::{NewTree, Strategy};
use proptest::test_runner::{TestRng, TestRunner};
use std::collections::BTreeSet;
use std::rc::Rc;

/// Names of variables and attributes: some much alike, so that a misspelt one has a near neighbour.
const NAMES: [&str; 20] = [
    "alpha", "beta", "gamma", "delta", "value", "values", "item", "items", "name", "names",
    "total", "count", "left", "right", "inner", "outer", "self", "super", "args", "final'",
];

/// Programs as a proptest strategy.
#[derive(Debug)]
pub struct Programs {
    signatures: Rc<[Signature]>,
}

impl Default for Programs {
    fn default() -> Self {
        Self {
            signatures: signatures::read().into(),
        }
    }
}

impl Strategy for Programs {
    type Tree = ProgramTree;
    type Value = String;

    fn new_tree(&self, runner: &mut TestRunner) -> NewTree<Self> {
        let mut generator = Generator::new(runner.rng(), Rc::clone(&self.signatures));
        Ok(ProgramTree::new(generator.program()))
    }
}

/// A variable that is in scope.
#[derive(Clone, Debug)]
struct Variable {
    name: &'static str,
    /// Its type; none for a name that only hides others, because using it would not end.
    of: Option<Type>,
}

/// The state of generating one program.
#[derive(Debug)]
struct Generator<'r> {
    rng: &'r mut TestRng,
    signatures: Rc<[Signature]>,
    /// What is in scope, innermost last.
    scope: Vec<Variable>,
    /// How many of a thousand expressions are of a type nobody asked for, and how many names are misspelt.
    mischief: u32,
    /// Programs nest only so deep.
    depth: u32,
}

impl<'r> Generator<'r> {
    fn new(rng: &'r mut TestRng, signatures: Rc<[Signature]>) -> Self {
        Self {
            rng,
            signatures,
            scope: Vec::new(),
            mischief: 0,
            depth: 0,
        }
    }

    /// A whole program; three in five are ill-typed to some degree.
    fn program(&mut self) -> Node {
        self.mischief = [0, 0, 15, 40, 90][self.below(5)];
        let largest = [8, 20, 40, 80, 160][self.below(5)];
        let size = 1 + self.below(largest) as u32;
        let wanted = self.random_type(2);
        self.expression(&wanted, size)
    }

    fn below(&mut self, limit: usize) -> usize {
        // The remainder's bias does not matter for such small limits.
        self.rng.next_u32() as usize % limit
    }

    fn chance(&mut self, of_a_thousand: u32) -> bool {
        self.rng.next_u32() % 1000 < of_a_thousand
    }

    fn pick<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }

    fn fresh_name(&mut self) -> &'static str {
        self.pick(&NAMES)
    }

    /// Different names, in random order.
    fn fresh_names(&mut self, count: usize) -> Vec<&'static str> {
        let mut names = BTreeSet::new();
        while names.len() < count.min(NAMES.len()) {
            names.insert(self.fresh_name());
        }
        let mut names: Vec<_> = names.into_iter().collect();
        self.shuffle(&mut names);
        names
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for end in (1..items.len()).rev() {
            items.swap(end, self.below(end + 1));
        }
    }

    /// A type to ask for.
    fn random_type(&mut self, depth: u32) -> Type {
        let choices = if depth == 0 { 16 } else { 24 };
        match self.below(choices) {
            0..=3 => Type::Int,
            4 | 5 => Type::Bool,
            6..=9 => Type::String,
            10 => Type::Float,
            11 => Type::Null,
            12 => Type::Path,
            13 => Type::Mixed,
            14 | 15 => Type::Derivation,
            16..=18 => Type::list(self.random_type(depth - 1)),
            19 => Type::Dictionary(Rc::new(self.random_type(depth - 1))),
            20..=22 => self.random_record(depth - 1),
            _ => self.random_function(depth - 1),
        }
    }

    fn random_record(&mut self, depth: u32) -> Type {
        let count = 1 + self.below(4);
        let names = self.fresh_names(count);
        let fields = names
            .into_iter()
            .map(|name| (name.into(), self.random_type(depth)));
        Type::Record(fields.collect())
    }

    /// A function of one to three parameters, now and then of up to ten.
    fn random_function(&mut self, depth: u32) -> Type {
        let most = if self.chance(100) { 10 } else { 3 };
        let count = 1 + self.below(most);
        let result = self.random_type(depth);
        (0..count).fold(result, |result, _| {
            let parameter = self.random_type(depth);
            Type::function(parameter, result)
        })
    }

    /// Variables that their names reach, innermost first.
    fn visible(&self) -> Vec<(&'static str, Type)> {
        let mut seen: Vec<&str> = Vec::new();
        let mut found = Vec::new();
        for variable in self.scope.iter().rev() {
            if seen.contains(&variable.name) {
                continue;
            }
            seen.push(variable.name);
            if let Some(of) = &variable.of {
                found.push((variable.name, of.clone()));
            }
        }
        found
    }

    /// Generates something with variables in scope that are not in scope afterwards.
    fn within<T>(
        &mut self,
        variables: impl IntoIterator<Item = (&'static str, Option<Type>)>,
        generate: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let before = self.scope.len();
        let variables = variables.into_iter();
        self.scope
            .extend(variables.map(|(name, of)| Variable { name, of }));
        let result = generate(self);
        self.scope.truncate(before);
        result
    }

    /// A name as it is written: rarely misspelt.
    fn spelt(&mut self, name: &str) -> String {
        if !self.chance(self.mischief / 3) || name.len() < 3 {
            return name.to_owned();
        }
        let at = 1 + self.below(name.len() - 2);
        let (head, tail) = name.split_at(at);
        match self.below(3) {
            0 => format!("{head}{}", &tail[1..]),
            1 => format!("{head}x{tail}"),
            _ => format!("{head}{0}{tail}", &tail[..1]),
        }
    }

    /// An expression that is meant to give a value of a type.
    fn expression(&mut self, wanted: &Type, size: u32) -> Node {
        let other;
        let wanted = if self.mischief > 0 && self.chance(self.mischief) {
            if self.chance(100) {
                return self.failure(size);
            }
            other = self.mistaken_type(wanted);
            &other
        } else {
            wanted
        };
        if size <= 1 || self.depth > 40 {
            return self.leaf(wanted);
        }
        self.depth += 1;
        let node = match self.below(100) {
            0..=4 => self.leaf(wanted),
            5..=19 => self.scope_form(wanted, size),
            20..=49 => self.own_form(wanted, size),
            50..=69 => self.builtin_call(wanted, size),
            70 if self.chance(400) => self.failure(size),
            _ => self.general_form(wanted, size),
        };
        self.depth -= 1;
        node
    }

    /// A type that was not asked for; no integer where a small one is asked for, because a large one takes too long.
    fn mistaken_type(&mut self, wanted: &Type) -> Type {
        let other = self.random_type(1);
        match (wanted, other) {
            (Type::Special(_), Type::Int | Type::Float | Type::Mixed) => Type::String,
            (_, other) => other,
        }
    }

    /// The size of one of `count` parts of an expression.
    fn share(&mut self, size: u32, count: usize) -> u32 {
        let fair = size.saturating_sub(1) as usize / count.max(1);
        (fair / 2 + self.below(fair + 1)) as u32
    }

    /// Something without parts.
    fn leaf(&mut self, wanted: &Type) -> Node {
        if self.chance(650)
            && let Some(node) = self.variable(wanted)
        {
            return node;
        }
        self.atom(wanted)
    }

    /// A variable, or an attribute of one.
    fn variable(&mut self, wanted: &Type) -> Option<Node> {
        let mut found: Vec<(&str, Option<Rc<str>>)> = Vec::new();
        for (name, of) in self.visible() {
            if of.fits(wanted) {
                found.push((name, None));
            } else if of == Type::Derivation && *wanted == Type::String {
                found.extend(DERIVATION_STRINGS.map(|field| (name, Some(Rc::from(field)))));
            } else if let Type::Record(fields) = &of {
                let fields = fields.iter().filter(|(_, field)| field.fits(wanted));
                found.extend(fields.map(|(field, _)| (name, Some(Rc::clone(field)))));
            }
        }
        if found.is_empty() {
            return None;
        }
        let (name, field) = found.swap_remove(self.below(found.len()));
        let name = self.spelt(name);
        Some(Node::text(match field {
            None => name,
            Some(field) => format!("{name}.{}", self.spelt(&field)),
        }))
    }
}
