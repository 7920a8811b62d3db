//! What is certain to be evaluated next is computed in place, without a thunk: the argument that a known builtin evaluates
//! first, and the binding that the body of a `let` evaluates first.
//!
//! Nothing can tell, since nothing happens in between; but an error must look as if a thunk had failed. So the instructions
//! in place are a stretch that says so ([`ContextPart::InlinedArgument`], [`ContextPart::InlinedBinding`]): the machine puts
//! a failed thunk where the value would have been, and goes on.

use super::lazy::Place;
use super::scope::Meaning;
use super::{Compiled, Compiler, Tail};
use crate::bytecode::ContextPart;
use crate::source::Position;
use crate::symbol::Symbol;
use crate::syntax::tree::{
    AttrValue, AttrsNode, BinaryOp, Expr, ExprId, Parameter, Part, StaticAttr, StepName,
};
use crate::value::{Builtin, Value};
use rustc_hash::FxHashSet;

/// Expressions of a binding that are looked at to find out whether it refers to its group.
const LOOKED_AT: usize = 40;

impl<'h> Compiler<'_, 'h> {
    fn is_strict(&self) -> bool {
        self.runtime.options.compilation.strictness
    }

    /// Pushes the arguments of a call without evaluating them, but for the one that a known builtin evaluates first.
    pub(super) fn arguments(&mut self, function: ExprId, arguments: &[ExprId]) -> Compiled<'h, ()> {
        let first = self
            .known_builtin(function, arguments.len())
            .filter(|_| self.is_strict())
            .and_then(|builtin| self.evaluated_by(builtin, arguments));
        for (index, &argument) in arguments.iter().enumerate() {
            if first == Some(index) {
                let position = self.tree.position(argument);
                let mark = self.unit().mark();
                self.strict(argument, Tail::No)?;
                self.unit()
                    .context(mark, ContextPart::InlinedArgument, position);
            } else {
                self.lazy(argument, None, Place::Argument)?;
            }
        }
        Ok(())
    }

    /// What a name means, if it is bound: whoever compiles it complains.
    pub(super) fn bound_meaning(&self, name: Symbol) -> Option<Meaning<'h>> {
        self.meaning(name, Position::NONE).ok()
    }

    /// The builtin that a callee is certain to be, if it takes so many arguments.
    fn known_builtin(&self, function: ExprId, count: usize) -> Option<&'static Builtin> {
        let value = match self.tree.expr(function) {
            Expr::Variable(name) => match self.bound_meaning(*name)? {
                Meaning::Constant(value) => value,
                Meaning::Variable(_) | Meaning::Dynamic => return None,
            },
            _ => self.constant_select(function)?,
        };
        match value {
            Value::Builtin(builtin) if usize::from(builtin.arity) == count => Some(builtin),
            _ => None,
        }
    }

    /// The argument that a builtin evaluates before anything else.
    fn evaluated_by(&self, builtin: &Builtin, arguments: &[ExprId]) -> Option<usize> {
        (0..arguments.len()).find(|&index| {
            builtin.strict >> index & 1 != 0 && !self.is_made_at_once(arguments[index])
        })
    }

    /// Whether an argument is pushed as a value that needs no evaluation.
    fn is_made_at_once(&self, argument: ExprId) -> bool {
        match self.tree.expr(argument) {
            Expr::Variable(name) => {
                let meaning = self.bound_meaning(*name);
                matches!(meaning, Some(Meaning::Constant(value)) if !value.is_pending())
            }
            Expr::Int(_) | Expr::Float(_) | Expr::Str(_) | Expr::Path(_) => true,
            Expr::Lambda(_) | Expr::List(_) => true,
            Expr::Attrs(node) => !node.recursive && node.dynamics.is_empty(),
            Expr::Negate(_) => self.settled(argument).is_some(),
            _ => false,
        }
    }

    /// The binding of a `let` that its body evaluates before anything else, if it can be evaluated before the others exist.
    pub(super) fn evaluated_first(&self, node: &AttrsNode, body: ExprId) -> Option<usize> {
        if !self.is_strict() {
            return None;
        }
        let name = self.leading_variable(body)?;
        let index = member(node, name)?;
        let AttrValue::Plain(id) = node.statics[index].value else {
            return None;
        };
        // These are no thunks anyway.
        let is_plain = matches!(
            self.tree.expr(id),
            Expr::Variable(_)
                | Expr::Lambda(_)
                | Expr::Int(_)
                | Expr::Float(_)
                | Expr::Str(_)
                | Expr::Path(_)
        );
        (!is_plain && self.is_apart(id, node)).then_some(index)
    }

    /// The variable that the evaluation of an expression begins with.
    fn leading_variable(&self, id: ExprId) -> Option<Symbol> {
        let mut id = id;
        loop {
            id = match self.tree.expr(id) {
                Expr::Variable(name) => return Some(*name),
                Expr::If(first, ..)
                | Expr::Assert(first, _)
                | Expr::HasAttr(first, _)
                | Expr::Not(first)
                | Expr::Negate(first) => *first,
                Expr::Binary(operator, left, right) => match operator {
                    BinaryOp::Update | BinaryOp::Greater | BinaryOp::LessOrEqual => *right,
                    _ => *left,
                },
                Expr::Select(select) => select.subject,
                Expr::Interpolation(parts) => parts.iter().find_map(computed)?,
                Expr::Call(function, arguments) => {
                    match self.known_builtin(*function, arguments.len()) {
                        Some(builtin) => arguments[self.evaluated_by(builtin, arguments)?],
                        None => *function,
                    }
                }
                _ => return None,
            };
        }
    }

    /// Whether an expression is small and names no member of a group.
    fn is_apart(&self, id: ExprId, group: &AttrsNode) -> bool {
        let mut pending = vec![id];
        let mut seen = 0;
        while let Some(id) = pending.pop() {
            seen += 1;
            if seen > LOOKED_AT {
                return false;
            }
            match self.tree.expr(id) {
                Expr::Int(_) | Expr::Float(_) | Expr::Str(_) | Expr::Path(_) => {}
                // Who is not bound is complained of in the order of the bindings.
                Expr::Variable(name)
                    if member(group, *name).is_some() || self.bound_meaning(*name).is_none() =>
                {
                    return false;
                }
                Expr::Variable(_) => {}
                Expr::Interpolation(parts) => pending.extend(parts.iter().filter_map(computed)),
                Expr::List(items) => pending.extend(items),
                Expr::Attrs(node)
                    if !node.recursive && node.sources.is_empty() && node.dynamics.is_empty() =>
                {
                    pending.extend(node.statics.iter().filter_map(|attr| match attr.value {
                        AttrValue::Plain(id) | AttrValue::Inherit(id) => Some(id),
                        AttrValue::InheritFrom(_) => None,
                    }));
                }
                Expr::Assert(first, second) => pending.extend([*first, *second]),
                Expr::If(condition, then, otherwise) => {
                    pending.extend([*condition, *then, *otherwise]);
                }
                Expr::Call(function, arguments) => {
                    pending.push(*function);
                    pending.extend(arguments);
                }
                Expr::Select(select) => {
                    pending.push(select.subject);
                    pending.extend(select.default);
                    pending.extend(select.path.iter().filter_map(|step| dynamic(step.name)));
                }
                Expr::HasAttr(subject, path) => {
                    pending.push(*subject);
                    pending.extend(path.iter().filter_map(|step| dynamic(step.name)));
                }
                Expr::Not(operand) | Expr::Negate(operand) => pending.push(*operand),
                Expr::Binary(_, left, right) => pending.extend([*left, *right]),
                Expr::PathInterpolation(_)
                | Expr::SearchPath(_)
                | Expr::CurrentPosition
                | Expr::Attrs(_)
                | Expr::Let(..)
                | Expr::With(..)
                | Expr::Lambda(_) => return false,
            }
        }
        true
    }

    /// The builtins that names of a `let` are bound to, by index.
    pub(super) fn bound_builtins(&self, node: &AttrsNode) -> Vec<Option<Value<'h>>> {
        if !self.is_strict() || member(node, self.runtime.names.builtins).is_some() {
            return Vec::new();
        }
        let statics = node.statics.iter();
        statics.map(|attr| self.bound_builtin(node, attr)).collect()
    }

    /// The builtin that `name = builtins.NAME` or `inherit (builtins) NAME` in a `let` stands for, if the name is only used
    /// where its value is needed: elsewhere one could tell the thunk, which C++ Nix makes, from the builtin.
    fn bound_builtin(&self, node: &AttrsNode, attr: &StaticAttr) -> Option<Value<'h>> {
        let value = match attr.value {
            AttrValue::Plain(id) => self.constant_select(id)?,
            AttrValue::InheritFrom(source) => {
                self.builtin_of(node.sources[source as usize], attr.name)?
            }
            AttrValue::Inherit(_) => return None,
        };
        let is_told = self.lazily_used().contains(&attr.name);
        (matches!(value, Value::Builtin(_)) && !is_told).then_some(value)
    }

    /// The names that stand alone somewhere in the source where nothing evaluates them.
    fn lazily_used(&self) -> &FxHashSet<Symbol> {
        self.lazily_used.get_or_init(|| {
            let mut names = FxHashSet::default();
            for node in &self.tree.nodes {
                self.add_lazily_used(&node.expr, &mut names);
            }
            names
        })
    }

    fn add_lazily_used(&self, expr: &Expr, names: &mut FxHashSet<Symbol>) {
        let mut add = |id: ExprId| {
            if let Expr::Variable(name) = self.tree.expr(id) {
                names.insert(*name);
            }
        };
        match expr {
            Expr::List(items) => items.iter().copied().for_each(add),
            Expr::Call(_, arguments) => arguments.iter().copied().for_each(add),
            Expr::With(scope, _) => add(*scope),
            Expr::Attrs(node) | Expr::Let(node, _) => {
                node.sources.iter().copied().for_each(&mut add);
                node.dynamics
                    .iter()
                    .map(|attr| attr.value)
                    .for_each(&mut add);
                for attr in &node.statics {
                    match attr.value {
                        AttrValue::Plain(id) | AttrValue::Inherit(id) => add(id),
                        AttrValue::InheritFrom(_) => {}
                    }
                }
            }
            Expr::Lambda(lambda) => {
                if let Parameter::Formals(formals) = &lambda.parameter {
                    let defaults = formals.formals.iter().filter_map(|formal| formal.default);
                    defaults.for_each(add);
                }
            }
            _ => {}
        }
    }
}

/// The index of a group's attribute.
fn member(group: &AttrsNode, name: Symbol) -> Option<usize> {
    let found = group.statics.binary_search_by_key(&name, |attr| attr.name);
    found.ok()
}

fn computed(part: &Part) -> Option<ExprId> {
    match part {
        Part::Expr(id) => Some(*id),
        Part::Text(_) => None,
    }
}

fn dynamic(name: StepName) -> Option<ExprId> {
    match name {
        StepName::Dynamic(id) => Some(id),
        StepName::Static(_) => None,
    }
}
