//! From the tree to bytecode: scopes, captures, strict positions, code generation.
//!
//! Each function, thunk and source becomes a [`Code`]; what it uses of the frames around it becomes its flat list of
//! captures. An expression is compiled *strictly* (its value is needed: the code computes it) or *lazily* (the code pushes
//! a value without evaluating anything: a constant, a variable, a closure, or a thunk over code of its own).
//!
//! The compiler recurses along the tree on a native stack that grows in the heap, so depth is bounded by memory only.

mod bindings;
mod expression;
mod function;
mod lazy;
mod operators;
mod scope;
mod show;
mod strictness;
mod unit;

use crate::bytecode::Code;
use crate::error::{Error, ErrorKind};
use crate::runtime::Runtime;
use crate::source::Position;
use crate::symbol::Symbol;
use crate::syntax::tree::{Expr, ExprId, Tree};
use crate::value::{Attrs, List, NixString, Value};
use rustc_hash::FxHashSet;
use scope::Scopes;
use std::cell::OnceCell;
use unit::{Binding, Head, Unit};

/// The result of compiling a part.
type Compiled<'h, T> = Result<T, Error<'h>>;

/// Native stack that must be left before the compiler goes one level deeper, in bytes.
const RED_ZONE: usize = 48 * 1024;

/// Native stack the compiler adds when that is gone, in bytes.
const SEGMENT: usize = 2 * 1024 * 1024;

/// Compiles a tree to the code of a thunk without captures.
///
/// The attributes of `global`, if given, are in scope outside of everything in the tree.
///
/// # Errors
/// A variable that nothing binds.
pub fn compile<'h>(
    runtime: &Runtime<'h>,
    tree: &Tree,
    global: Option<Attrs<'h>>,
) -> Compiled<'h, &'h Code<'h>> {
    let mut compiler = Compiler {
        runtime,
        tree,
        global,
        units: Vec::new(),
        finished: Vec::new(),
        scopes: Scopes::default(),
        lazily_used: OnceCell::new(),
    };
    compiler.begin(Head::thunk(tree.position(tree.root), None));
    compiler.strict(tree.root, Tail::Yes)?;
    Ok(compiler.finish())
}

/// Whether an expression's value is the result of its frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tail {
    Yes,
    No,
}

/// Which optimizations the compiler makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compilation {
    /// Arguments of calls that are sums of evaluated numbers, or evaluated attributes, are computed at once.
    pub early_evaluation: bool,
    /// Functions of several parameters take them in one call.
    pub multi_argument_calls: bool,
    /// What is certain to be evaluated next is computed in place. Only the default engine knows how such code fails.
    pub strictness: bool,
}

impl Compilation {
    /// All of them.
    pub const FULL: Self = Self {
        early_evaluation: true,
        multi_argument_calls: true,
        strictness: true,
    };
}

impl Default for Compilation {
    fn default() -> Self {
        Self::FULL
    }
}

struct Compiler<'c, 'h> {
    runtime: &'c Runtime<'h>,
    tree: &'c Tree,
    global: Option<Attrs<'h>>,
    /// The code objects being written, innermost last.
    units: Vec<Unit<'h>>,
    /// Code objects that are written; their room is used again.
    finished: Vec<Unit<'h>>,
    scopes: Scopes<'h>,
    /// The names that stand alone where nothing evaluates them; known once somebody asks.
    lazily_used: OnceCell<FxHashSet<Symbol>>,
}

impl<'h> Compiler<'_, 'h> {
    fn begin(&mut self, head: Head<'h>) {
        let unit = match self.finished.pop() {
            Some(mut unit) => {
                unit.begin(head);
                unit
            }
            None => Unit::new(head),
        };
        self.units.push(unit);
    }

    fn finish(&mut self) -> &'h Code<'h> {
        let mut unit = self
            .units
            .pop()
            .unwrap_or_else(|| unreachable!("begin and finish are paired"));
        let code = unit.finish(self.runtime.heap);
        self.finished.push(unit);
        code
    }

    /// The code object being written.
    fn unit(&mut self) -> &mut Unit<'h> {
        self.units
            .last_mut()
            .unwrap_or_else(|| unreachable!("code is written between begin and finish"))
    }

    /// Index of the code object being written.
    fn level(&self) -> u32 {
        self.units.len() as u32 - 1
    }

    /// Writes the code of a thunk that evaluates `id`.
    fn thunk_code(&mut self, id: ExprId, binding: Option<Binding>) -> Compiled<'h, &'h Code<'h>> {
        let position = self.tree.position(id);
        let head = Head::thunk(position, binding.map(|binding| binding.name));
        self.begin(head.defined(binding.map_or(position, |binding| binding.position)));
        self.strict(id, Tail::Yes)?;
        Ok(self.finish())
    }

    /// Where the lines of a trace tell an operand to be: literals are nowhere.
    fn told_position(&self, id: ExprId) -> Position {
        let mut id = id;
        loop {
            match self.tree.expr(id) {
                Expr::Int(_) | Expr::Float(_) | Expr::Str(_) | Expr::Path(_) => {
                    return Position::NONE;
                }
                Expr::List(items) => match items.first() {
                    Some(first) => id = *first,
                    None => return Position::NONE,
                },
                _ => return self.tree.position(id),
            }
        }
    }

    fn undefined(&self, name: Symbol, position: Position) -> Error<'h> {
        let name = self.runtime.symbols.text(name);
        self.runtime
            .error_of(
                ErrorKind::UndefinedVariable,
                format_args!("undefined variable '{name}'"),
            )
            .at(self.runtime.heap, position)
    }

    /// The value of an expression that is the same in every evaluation and costs nothing to have.
    fn constant(&self, id: ExprId) -> Option<Value<'h>> {
        let heap = self.runtime.heap;
        match self.tree.expr(id) {
            Expr::Int(number) => Some(Value::Int(*number)),
            Expr::Float(number) => Some(Value::Float(*number)),
            Expr::Str(bytes) => Some(Value::String(NixString::new(heap, bytes))),
            Expr::Path(bytes) => Some(Value::Path(NixString::new(heap, bytes))),
            Expr::List(items) if items.is_empty() => Some(Value::List(List::new(heap, &[]))),
            _ => None,
        }
    }

    /// As [`Self::constant`], with what C++ Nix makes a thunk of: only where nobody can print the difference.
    fn settled(&self, id: ExprId) -> Option<Value<'h>> {
        match self.tree.expr(id) {
            Expr::Attrs(node) if node.statics.is_empty() && node.dynamics.is_empty() => {
                let is_empty = node.sources.is_empty();
                is_empty.then(|| Value::Attrs(Attrs::empty(self.runtime.heap)))
            }
            Expr::Negate(inner) => match self.tree.expr(*inner) {
                Expr::Int(number) => number.checked_neg().map(Value::Int),
                Expr::Float(number) => Some(Value::Float(0.0 - number)),
                _ => None,
            },
            _ => self.constant(id),
        }
    }
}
