//! The arena tree: what is left of a source once everything that is only syntax is settled.
//!
//! Expressions refer to each other by [`ExprId`]; a child is always added before its parent, so a pass
//! over the arena in order sees children first, and dropping a tree of any depth is one deallocation.

use crate::source::Position;
use crate::symbol::Symbol;

/// Index of an expression in its [`Tree`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ExprId(pub u32);

/// A whole source, lowered.
#[derive(Debug)]
pub struct Tree {
    /// The arena, children before parents.
    pub nodes: Vec<Node>,
    /// The source's expression.
    pub root: ExprId,
    /// What C++ Nix warns of while it parses, without the word "warning".
    pub warnings: Vec<String>,
}

impl Tree {
    /// The expression behind an index.
    pub fn expr(&self, id: ExprId) -> &Expr {
        &self.nodes[id.0 as usize].expr
    }

    /// Where an expression is blamed.
    pub fn position(&self, id: ExprId) -> Position {
        self.nodes[id.0 as usize].position
    }

    /// Where an operand or an interpolated expression starts.
    pub fn start(&self, id: ExprId) -> Position {
        self.nodes[id.0 as usize].start
    }
}

/// An expression with the position that errors about it name.
///
/// That is the position C++ Nix reports: for a call the start of the function, for a binary operator the operator
/// (where C++ Nix says so), for everything else the first token.
#[derive(Debug)]
pub struct Node {
    /// What it is.
    pub expr: Expr,
    /// Where it is blamed.
    pub position: Position,
    /// For an operand of a binary operator, where it starts, parentheses included; for an interpolated expression, its
    /// `${`. C++ Nix blames these for values that cannot be added or made a string. Otherwise like `position`.
    pub start: Position,
}

/// An expression.
#[derive(Debug)]
pub enum Expr {
    /// `1`
    Int(i64),
    /// `1.5`
    Float(f64),
    /// A string without interpolation, escapes and indentation settled; also URL literals.
    Str(Box<[u8]>),
    /// A string with interpolation: the parts in order, adjacent texts joined.
    Interpolation(Box<[Part]>),
    /// A path literal without interpolation, absolute and normalised (relative to the source's folder, `~/` resolved).
    Path(Box<[u8]>),
    /// A path with interpolation: the first part is an absolute path text (a trailing slash kept), not yet normalised.
    PathInterpolation(Box<[Part]>),
    /// `<name/rest>`: the text between the brackets.
    SearchPath(Box<[u8]>),
    /// A variable.
    Variable(Symbol),
    /// `__curPos`
    CurrentPosition,
    /// `[ a b ]`
    List(Box<[ExprId]>),
    /// `{ ... }` and `rec { ... }`; also `let { ... }`, lowered to a selection of `body` from a recursive set.
    Attrs(Box<AttrsNode>),
    /// `let ... in body`: never holds dynamic attributes.
    Let(Box<AttrsNode>, ExprId),
    /// `with scope; body`
    With(ExprId, ExprId),
    /// `assert condition; body`
    Assert(ExprId, ExprId),
    /// `if condition then a else b`
    If(ExprId, ExprId, ExprId),
    /// A function.
    Lambda(Box<Lambda>),
    /// `f a b c`: a call with all its arguments at once (from nested application); never empty.
    Call(ExprId, Box<[ExprId]>),
    /// `e.a.b` and `e.a.b or d`
    Select(Box<Select>),
    /// `e ? a.b`
    HasAttr(ExprId, Box<[PathStep]>),
    /// `!e` (the boolean one)
    Not(ExprId),
    /// `-e`
    Negate(ExprId),
    /// A binary operator.
    Binary(BinaryOp, ExprId, ExprId),
}

/// A binary operator; pipes are lowered to calls, `&&`, `||` and `->` evaluate their right side only if they must.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BinaryOp {
    /// `+`
    Add,
    /// `-`
    Sub,
    /// `*`
    Mul,
    /// `/`
    Div,
    /// `++`
    Concat,
    /// `//`
    Update,
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `&&`
    And,
    /// `||`
    Or,
    /// `->`
    Implies,
}

/// One part of an interpolated string or path.
#[derive(Debug)]
pub enum Part {
    /// Literal text, never empty.
    Text(Box<[u8]>),
    /// `${expr}`
    Expr(ExprId),
}

/// One step of an attribute path.
#[derive(Clone, Copy, Debug)]
pub struct PathStep {
    /// The name.
    pub name: StepName,
    /// Where the step is written.
    pub position: Position,
}

/// The name of an attribute, known or computed.
#[derive(Clone, Copy, Debug)]
pub enum StepName {
    /// An identifier or a string without interpolation (also `${"literal"}`).
    Static(Symbol),
    /// `${expr}` or an interpolated string.
    Dynamic(ExprId),
}

/// `subject.path or default`
#[derive(Debug)]
pub struct Select {
    /// What is selected from.
    pub subject: ExprId,
    /// The steps, at least one.
    pub path: Box<[PathStep]>,
    /// The expression after `or`.
    pub default: Option<ExprId>,
}

/// The attributes of a set or the bindings of a `let`, merged as C++ Nix merges them.
#[derive(Debug)]
pub struct AttrsNode {
    /// Whether the static attributes see each other (`rec`, `let`).
    pub recursive: bool,
    /// Static attributes in ascending order of symbol; names are unique.
    pub statics: Box<[StaticAttr]>,
    /// The `e` of each `inherit (e) ...`, evaluated at most once each, in the scope of the set's
    /// attributes where it is recursive.
    pub sources: Box<[ExprId]>,
    /// Dynamic attributes in source order; they see the recursive scope but are not part of it.
    pub dynamics: Box<[DynamicAttr]>,
}

/// A static attribute.
#[derive(Clone, Copy, Debug)]
pub struct StaticAttr {
    /// Its name.
    pub name: Symbol,
    /// Where it is defined.
    pub position: Position,
    /// What it is.
    pub value: AttrValue,
}

/// The right side of a static attribute.
#[derive(Clone, Copy, Debug)]
pub enum AttrValue {
    /// `a = e;` in the scope of the set's attributes where it is recursive.
    Plain(ExprId),
    /// `inherit a;`: a variable expression to be resolved in the scope *around* the set.
    Inherit(ExprId),
    /// `inherit (e) a;`: selects the attribute from `sources[index]`.
    InheritFrom(u32),
}

/// An attribute whose name is computed: `${name} = value;`
#[derive(Clone, Copy, Debug)]
pub struct DynamicAttr {
    /// The name; null skips the attribute.
    pub name: ExprId,
    /// The value.
    pub value: ExprId,
    /// Where it is defined.
    pub position: Position,
}

/// A function of one parameter.
#[derive(Debug)]
pub struct Lambda {
    /// The name of the attribute or binding it is the value of, for messages (a curried function's inner
    /// functions have it too).
    pub name: Option<Symbol>,
    /// What the argument is bound to.
    pub parameter: Parameter,
    /// The body.
    pub body: ExprId,
}

/// The parameter of a function.
#[derive(Debug)]
pub enum Parameter {
    /// `x: ...`
    Name(Symbol),
    /// `{ a, b ? d, ... }@whole: ...`
    Formals(Formals),
}

/// A set pattern.
#[derive(Debug)]
pub struct Formals {
    /// The formals in ascending order of symbol; names are unique and differ from `whole`.
    pub formals: Box<[Formal]>,
    /// Whether `...` allows other attributes.
    pub ellipsis: bool,
    /// The `@` name.
    pub whole: Option<Symbol>,
}

/// One formal of a set pattern.
#[derive(Clone, Copy, Debug)]
pub struct Formal {
    /// Its name.
    pub name: Symbol,
    /// Where it is written.
    pub position: Position,
    /// Its default, in the scope of all formals.
    pub default: Option<ExprId>,
}
