//! Writes a tree as a compact S-expression, to look at and to compare in tests.

use super::show;
use super::tree::{
    AttrValue, AttrsNode, BinaryOp, Expr, ExprId, Lambda, Parameter, Part, PathStep, Select,
    StaticAttr, StepName, Tree,
};
use crate::source::{Position, Sources};
use crate::symbol::{Symbol, Symbols};
use std::fmt::Write as _;

/// The text of a tree; with `sources`, every expression and attribute is followed by its line and column,
/// an operand that starts elsewhere by those of its start too.
pub fn dump(tree: &Tree, symbols: &Symbols<'_>, sources: Option<&Sources>) -> String {
    let mut printer = Printer {
        tree,
        symbols,
        sources,
        text: String::new(),
        pending: vec![Task::Expr(tree.root)],
    };
    while let Some(task) = printer.pending.pop() {
        match task {
            Task::Expr(id) => printer.expression(id),
            Task::Text(text) => printer.text.push_str(&text),
            Task::Word(text) => printer.text.push_str(text),
            Task::Place(position) => printer.place(position),
        }
    }
    printer.text
}

/// What is still to be written.
enum Task {
    Expr(ExprId),
    Text(String),
    Word(&'static str),
    Place(Position),
}

struct Printer<'a, 'h> {
    tree: &'a Tree,
    symbols: &'a Symbols<'h>,
    sources: Option<&'a Sources>,
    text: String,
    /// The next task is the last.
    pending: Vec<Task>,
}

impl Printer<'_, '_> {
    fn place(&mut self, position: Position) {
        if let Some(location) = self.sources.and_then(|sources| sources.locate(position)) {
            let _ = write!(self.text, "@{}:{}", location.line, location.column);
        }
    }

    fn name(&self, name: Symbol) -> String {
        show::attribute_name(self.symbols.name(name))
    }

    fn expression(&mut self, id: ExprId) {
        let mut tasks = Vec::new();
        self.shape(self.tree.expr(id), &mut tasks);
        let (position, start) = (self.tree.position(id), self.tree.start(id));
        tasks.push(Task::Place(position));
        if start != position {
            tasks.push(Task::Place(start));
        }
        self.pending.extend(tasks.into_iter().rev());
    }

    fn shape(&self, expr: &Expr, tasks: &mut Vec<Task>) {
        let text = |text: String| Task::Text(text);
        match expr {
            Expr::Int(number) => tasks.push(text(number.to_string())),
            Expr::Float(number) => tasks.push(text(format!("{number:?}"))),
            Expr::Str(bytes) => tasks.push(text(quoted(bytes))),
            Expr::Interpolation(parts) => pieces("string", parts, tasks),
            Expr::Path(bytes) => tasks.push(text(format!("(path {})", quoted(bytes)))),
            Expr::PathInterpolation(parts) => pieces("path", parts, tasks),
            Expr::SearchPath(bytes) => tasks.push(text(format!("(search {})", quoted(bytes)))),
            Expr::Variable(name) => tasks.push(text(self.symbols.text(*name))),
            Expr::CurrentPosition => tasks.push(Task::Word("__curPos")),
            Expr::List(elements) => form("list", elements, tasks),
            Expr::Attrs(node) => {
                tasks.push(Task::Word(if node.recursive { "(rec" } else { "(set" }));
                self.bindings(node, tasks);
                tasks.push(Task::Word(")"));
            }
            Expr::Let(node, body) => {
                tasks.push(Task::Word("(let"));
                self.bindings(node, tasks);
                tasks.extend([Task::Word(" "), Task::Expr(*body), Task::Word(")")]);
            }
            Expr::With(scope, body) => form("with", &[*scope, *body], tasks),
            Expr::Assert(condition, body) => form("assert", &[*condition, *body], tasks),
            Expr::If(condition, yes, no) => form("if", &[*condition, *yes, *no], tasks),
            Expr::Lambda(lambda) => self.lambda(lambda, tasks),
            Expr::Call(function, arguments) => {
                let mut all = vec![*function];
                all.extend_from_slice(arguments);
                form("call", &all, tasks);
            }
            Expr::Select(select) => self.select(select, tasks),
            Expr::HasAttr(subject, path) => {
                tasks.extend([Task::Word("(? "), Task::Expr(*subject)]);
                self.path(path, tasks);
                tasks.push(Task::Word(")"));
            }
            Expr::Not(operand) => form("!", &[*operand], tasks),
            Expr::Negate(operand) => form("-", &[*operand], tasks),
            Expr::Binary(operator, left, right) => form(sign(*operator), &[*left, *right], tasks),
        }
    }

    fn select(&self, select: &Select, tasks: &mut Vec<Task>) {
        tasks.extend([Task::Word("(. "), Task::Expr(select.subject)]);
        self.path(&select.path, tasks);
        if let Some(default) = select.default {
            tasks.extend([Task::Word(" or "), Task::Expr(default)]);
        }
        tasks.push(Task::Word(")"));
    }

    fn path(&self, path: &[PathStep], tasks: &mut Vec<Task>) {
        for step in path {
            match step.name {
                StepName::Static(name) => tasks.push(Task::Text(format!(" {}", self.name(name)))),
                StepName::Dynamic(id) => {
                    tasks.extend([Task::Word(" ${"), Task::Expr(id), Task::Word("}")]);
                }
            }
            tasks.push(Task::Place(step.position));
        }
    }

    fn bindings(&self, node: &AttrsNode, tasks: &mut Vec<Task>) {
        for (index, &source) in node.sources.iter().enumerate() {
            let head = Task::Text(format!(" (source {index} "));
            tasks.extend([head, Task::Expr(source), Task::Word(")")]);
        }
        let mut statics: Vec<&StaticAttr> = node.statics.iter().collect();
        statics.sort_by_key(|attr| self.symbols.name(attr.name));
        for attr in statics {
            let name = self.name(attr.name);
            let (head, value) = match attr.value {
                AttrValue::Plain(id) => (format!(" ({name}"), Some(id)),
                AttrValue::Inherit(id) => (format!(" (inherit {name}"), Some(id)),
                AttrValue::InheritFrom(index) => (format!(" (inherit-from {index} {name}"), None),
            };
            tasks.extend([Task::Text(head), Task::Place(attr.position)]);
            if let Some(value) = value {
                tasks.extend([Task::Word(" "), Task::Expr(value)]);
            }
            tasks.push(Task::Word(")"));
        }
        for attr in &node.dynamics {
            tasks.extend([Task::Word(" (${"), Task::Expr(attr.name), Task::Word("}")]);
            tasks.extend([Task::Place(attr.position), Task::Word(" ")]);
            tasks.extend([Task::Expr(attr.value), Task::Word(")")]);
        }
    }

    fn lambda(&self, lambda: &Lambda, tasks: &mut Vec<Task>) {
        let head = match lambda.name {
            Some(name) => format!("(fn:{} ", self.name(name)),
            None => "(fn ".to_owned(),
        };
        tasks.push(Task::Text(head));
        match &lambda.parameter {
            Parameter::Name(name) => tasks.push(Task::Text(self.symbols.text(*name))),
            Parameter::Formals(pattern) => {
                tasks.push(Task::Word("{"));
                let mut formals: Vec<_> = pattern.formals.iter().collect();
                formals.sort_by_key(|formal| self.symbols.name(formal.name));
                for (index, formal) in formals.iter().enumerate() {
                    let separator = if index > 0 { " " } else { "" };
                    let name = self.symbols.text(formal.name);
                    tasks.push(Task::Text(format!("{separator}{name}")));
                    tasks.push(Task::Place(formal.position));
                    if let Some(default) = formal.default {
                        tasks.extend([Task::Word("="), Task::Expr(default)]);
                    }
                }
                if pattern.ellipsis {
                    tasks.push(Task::Word(if formals.is_empty() { "..." } else { " ..." }));
                }
                tasks.push(Task::Word("}"));
                if let Some(whole) = pattern.whole {
                    tasks.push(Task::Text(format!("@{}", self.symbols.text(whole))));
                }
            }
        }
        tasks.extend([Task::Word(" "), Task::Expr(lambda.body), Task::Word(")")]);
    }
}

/// `(head "text" e)`
fn pieces(head: &'static str, parts: &[Part], tasks: &mut Vec<Task>) {
    tasks.extend([Task::Word("("), Task::Word(head)]);
    for part in parts {
        tasks.push(Task::Word(" "));
        tasks.push(match part {
            Part::Text(bytes) => Task::Text(quoted(bytes)),
            Part::Expr(id) => Task::Expr(*id),
        });
    }
    tasks.push(Task::Word(")"));
}

/// `(head a b)`
fn form(head: &'static str, ids: &[ExprId], tasks: &mut Vec<Task>) {
    tasks.extend([Task::Word("("), Task::Word(head)]);
    for &id in ids {
        tasks.extend([Task::Word(" "), Task::Expr(id)]);
    }
    tasks.push(Task::Word(")"));
}

fn quoted(bytes: &[u8]) -> String {
    show::quoted(&String::from_utf8_lossy(bytes))
}

/// How an operator is written.
fn sign(operator: BinaryOp) -> &'static str {
    match operator {
        BinaryOp::Add => "+",
        BinaryOp::Sub => "-",
        BinaryOp::Mul => "*",
        BinaryOp::Div => "/",
        BinaryOp::Concat => "++",
        BinaryOp::Update => "//",
        BinaryOp::Equal => "==",
        BinaryOp::NotEqual => "!=",
        BinaryOp::Less => "<",
        BinaryOp::LessOrEqual => "<=",
        BinaryOp::Greater => ">",
        BinaryOp::GreaterOrEqual => ">=",
        BinaryOp::And => "&&",
        BinaryOp::Or => "||",
        BinaryOp::Implies => "->",
    }
}
