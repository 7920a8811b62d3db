//! The builder both parsers lower into: it adds nodes to the arena and settles what is only syntax.
//!
//! Children are added before their parents. Two things stay open after they are read, because what follows may
//! still change them: an attribute set (`a.b = 1; a.c = 2;` is one set) and a call (`f a b` is one call). Such a
//! [`Value`] is closed, and becomes a node, where it is used.

mod attributes;
mod functions;
mod paths;
mod strings;

pub(super) use attributes::{SetId, Step};
pub(super) use functions::{RawFormal, RawFormals};
pub(super) use paths::PathKind;
pub(super) use strings::Piece;

use super::ParseOptions;
use super::error::SyntaxError;
use super::tree::{BinaryOp, Expr, ExprId, Node, PathStep, Select, StepName, Tree};
use crate::source::Source;
use crate::symbol::{Symbol, Symbols};
use attributes::OpenSet;
use functions::OpenCall;

/// A result of lowering, or the reason why the source is refused.
pub(super) type Lowered<T> = Result<T, SyntaxError>;

/// An expression that has been read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// It is in the arena.
    Done(ExprId),
    /// An attribute set that later definitions may still extend.
    Set(SetId),
    /// A call that may still get arguments.
    Call(u32),
}

/// The tree under construction.
pub(super) struct Builder<'a, 'h> {
    pub(super) symbols: &'a Symbols<'h>,
    pub(super) source: &'a Source,
    pub(super) options: &'a ParseOptions,
    nodes: Vec<Node>,
    sets: Vec<OpenSet>,
    calls: Vec<OpenCall>,
    warnings: Vec<String>,
    or: Symbol,
    cur_pos: Symbol,
}

impl<'a, 'h> Builder<'a, 'h> {
    pub(super) fn new(
        symbols: &'a Symbols<'h>,
        source: &'a Source,
        options: &'a ParseOptions,
    ) -> Self {
        Self {
            symbols,
            source,
            options,
            nodes: Vec::with_capacity(source.text.len() / 8),
            sets: Vec::new(),
            calls: Vec::new(),
            warnings: Vec::new(),
            or: symbols.intern(b"or"),
            cur_pos: symbols.intern(b"__curPos"),
        }
    }

    /// The finished tree.
    pub(super) fn finish(mut self, root: Value) -> Tree {
        let root = self.close(root);
        Tree {
            nodes: self.nodes,
            root,
            warnings: self.warnings,
        }
    }

    /// An error at a byte of the source.
    pub(super) fn error(&self, offset: u32, message: impl Into<String>) -> SyntaxError {
        SyntaxError::at(self.source, offset as usize, message)
    }

    pub(super) fn intern(&self, name: &str) -> Symbol {
        self.symbols.intern(name.as_bytes())
    }

    fn expr(&self, id: ExprId) -> &Expr {
        &self.nodes[id.0 as usize].expr
    }

    /// Adds a node blamed at byte `offset`.
    fn add(&mut self, offset: u32, expr: Expr) -> ExprId {
        let id = ExprId(self.nodes.len() as u32);
        let position = self.source.position(offset as usize);
        self.nodes.push(Node {
            expr,
            position,
            start: position,
        });
        id
    }

    /// Adds a node that needs no closing.
    pub(super) fn leaf(&mut self, offset: u32, expr: Expr) -> Value {
        Value::Done(self.add(offset, expr))
    }

    /// Turns what was read into a node.
    pub(super) fn close(&mut self, value: Value) -> ExprId {
        match value {
            Value::Done(id) => id,
            Value::Set(set) => self.close_set(set),
            Value::Call(call) => self.close_call(call),
        }
    }

    /// Turns an operand or an interpolated expression, which starts at `offset`, into a node.
    fn close_from(&mut self, value: Value, offset: u32) -> ExprId {
        let id = self.close(value);
        self.nodes[id.0 as usize].start = self.source.position(offset as usize);
        id
    }

    /// A name where an expression is expected: a variable, or `__curPos`.
    pub(super) fn name(&mut self, offset: u32, name: &str) -> Value {
        let symbol = self.intern(name);
        let expr = if symbol == self.cur_pos {
            Expr::CurrentPosition
        } else {
            Expr::Variable(symbol)
        };
        self.leaf(offset, expr)
    }

    /// `1`
    pub(super) fn integer(&mut self, offset: u32, text: &str) -> Lowered<Value> {
        match text.parse() {
            Ok(number) => Ok(self.leaf(offset, Expr::Int(number))),
            Err(_) => Err(self.error(offset, format!("invalid integer '{text}'"))),
        }
    }

    /// `1.5`; neither infinity nor a number too small for full precision can be written.
    pub(super) fn float(&mut self, offset: u32, text: &str) -> Lowered<Value> {
        let mantissa = text.split(['e', 'E']).next().unwrap_or(text);
        let is_zero = mantissa.bytes().all(|b| matches!(b, b'0' | b'.'));
        match text.parse::<f64>() {
            Ok(number) if number.is_normal() || (is_zero && number == 0.0) => {
                Ok(self.leaf(offset, Expr::Float(number)))
            }
            Ok(_) | Err(_) => Err(self.error(offset, format!("invalid float '{text}'"))),
        }
    }

    /// `scheme:rest`, a string.
    pub(super) fn uri(&mut self, offset: u32, text: &str) -> Value {
        self.leaf(offset, Expr::Str(text.as_bytes().into()))
    }

    /// `[ a b ]`
    pub(super) fn list(&mut self, offset: u32, elements: &[Value]) -> Value {
        let elements = elements
            .iter()
            .map(|&value| self.close_operand(value))
            .collect();
        self.leaf(offset, Expr::List(elements))
    }

    /// A binary operator written at `offset` and its operands, each with the byte it starts at.
    pub(super) fn binary(
        &mut self,
        offset: u32,
        operator: BinaryOp,
        left: (Value, u32),
        right: (Value, u32),
    ) -> Value {
        let left = self.close_from(left.0, left.1);
        let right = self.close_from(right.0, right.1);
        self.leaf(offset, Expr::Binary(operator, left, right))
    }

    /// `!e`
    pub(super) fn not(&mut self, offset: u32, operand: Value) -> Value {
        let operand = self.close(operand);
        self.leaf(offset, Expr::Not(operand))
    }

    /// `-e`
    pub(super) fn negate(&mut self, offset: u32, operand: Value) -> Value {
        let operand = self.close(operand);
        self.leaf(offset, Expr::Negate(operand))
    }

    /// `if condition then yes else no`
    pub(super) fn conditional(
        &mut self,
        offset: u32,
        condition: Value,
        yes: Value,
        no: Value,
    ) -> Value {
        let (condition, yes, no) = (self.close(condition), self.close(yes), self.close(no));
        self.leaf(offset, Expr::If(condition, yes, no))
    }

    /// `with scope; body`
    pub(super) fn with(&mut self, offset: u32, scope: Value, body: Value) -> Value {
        let (scope, body) = (self.close(scope), self.close(body));
        self.leaf(offset, Expr::With(scope, body))
    }

    /// `assert condition; body`
    pub(super) fn assert(&mut self, offset: u32, condition: Value, body: Value) -> Value {
        let (condition, body) = (self.close(condition), self.close(body));
        self.leaf(offset, Expr::Assert(condition, body))
    }

    /// `subject.path` and `subject.path or default`, blamed where the subject starts.
    pub(super) fn select(
        &mut self,
        offset: u32,
        subject: Value,
        path: &[Step],
        default: Option<Value>,
    ) -> Value {
        let subject = self.close(subject);
        let default = default.map(|value| self.close_operand(value));
        let select = Select {
            subject,
            path: self.steps(path),
            default,
        };
        self.leaf(offset, Expr::Select(Box::new(select)))
    }

    /// `subject ? path`
    pub(super) fn has_attr(&mut self, offset: u32, subject: Value, path: &[Step]) -> Value {
        let subject = self.close(subject);
        let path = self.steps(path);
        self.leaf(offset, Expr::HasAttr(subject, path))
    }

    /// An attribute named by an identifier.
    pub(super) fn named_step(&self, offset: u32, name: &str) -> Step {
        let name = StepName::Static(self.intern(name));
        Step { name, offset }
    }

    /// An attribute whose name is a string or `${e}`; one that is only a literal names the attribute statically.
    pub(super) fn computed_step(&mut self, offset: u32, name: Value) -> Step {
        let name = self.close(name);
        let name = if let Expr::Str(text) = self.expr(name) {
            StepName::Static(self.symbols.intern(text))
        } else {
            StepName::Dynamic(name)
        };
        Step { name, offset }
    }

    fn steps(&self, path: &[Step]) -> Box<[PathStep]> {
        let steps = path.iter().map(|step| PathStep {
            name: step.name,
            position: self.source.position(step.offset as usize),
        });
        steps.collect()
    }
}
