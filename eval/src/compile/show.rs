//! Expressions as text, for the message of a failed assertion.

use super::Compiler;
use crate::print;
use crate::syntax::tree::{
    AttrValue, AttrsNode, BinaryOp, Expr, ExprId, Formals, Parameter, Part, PathStep, StepName,
};
use std::fmt::Write as _;

impl Compiler<'_, '_> {
    /// The text of an expression as C++ Nix prints it in messages.
    pub(super) fn show(&self, id: ExprId) -> String {
        let mut text = String::new();
        self.write(id, &mut text);
        text
    }

    fn write(&self, id: ExprId, text: &mut String) {
        stacker::maybe_grow(super::RED_ZONE, super::SEGMENT, || {
            self.write_here(id, text);
        });
    }

    /// Writes `parts` one after the other: `{}` is the next expression.
    fn fill(&self, template: &str, ids: &[ExprId], text: &mut String) {
        let mut ids = ids.iter();
        for (index, piece) in template.split("{}").enumerate() {
            if index > 0
                && let Some(&id) = ids.next()
            {
                self.write(id, text);
            }
            text.push_str(piece);
        }
    }

    fn write_here(&self, id: ExprId, text: &mut String) {
        match self.tree.expr(id) {
            Expr::Int(number) => {
                let _ = write!(text, "{number}");
            }
            Expr::Float(number) => text.push_str(&print::float(*number)),
            Expr::Str(bytes) => text.push_str(&quoted(bytes)),
            Expr::Path(bytes) => text.push_str(&String::from_utf8_lossy(bytes)),
            Expr::SearchPath(name) => {
                let _ = write!(
                    text,
                    "(__findFile __nixPath \"{}\")",
                    String::from_utf8_lossy(name)
                );
            }
            Expr::Interpolation(parts) => self.parts(parts, text),
            Expr::PathInterpolation(parts) => self.path_parts(parts, text),
            Expr::Variable(name) => text.push_str(&self.runtime.symbols.text(*name)),
            Expr::CurrentPosition => text.push_str("__curPos"),
            Expr::List(items) => {
                text.push_str("[ ");
                for &item in items {
                    self.fill("({}) ", &[item], text);
                }
                text.push(']');
            }
            Expr::Attrs(node) => {
                text.push_str(if node.recursive { "rec { " } else { "{ " });
                self.bindings(node, text);
                text.push('}');
            }
            Expr::Let(node, body) => {
                text.push_str("(let ");
                self.bindings(node, text);
                self.fill("in {})", &[*body], text);
            }
            Expr::With(scope, body) => self.fill("(with {}; {})", &[*scope, *body], text),
            Expr::Assert(condition, body) => self.fill("assert {}; {}", &[*condition, *body], text),
            Expr::If(a, b, c) => self.fill("(if {} then {} else {})", &[*a, *b, *c], text),
            Expr::Lambda(lambda) => {
                text.push('(');
                match &lambda.parameter {
                    Parameter::Name(name) => text.push_str(&self.runtime.symbols.text(*name)),
                    Parameter::Formals(formals) => self.formals_text(formals, text),
                }
                self.fill(": {})", &[lambda.body], text);
            }
            Expr::Call(function, arguments) => {
                self.fill("({}", &[*function], text);
                for &argument in arguments {
                    self.fill(" {}", &[argument], text);
                }
                text.push(')');
            }
            Expr::Select(select) => {
                self.fill("({}).", &[select.subject], text);
                self.steps(&select.path, text);
                if let Some(default) = select.default {
                    self.fill(" or ({})", &[default], text);
                }
            }
            Expr::HasAttr(subject, path) => {
                self.fill("(({}) ? ", &[*subject], text);
                self.steps(path, text);
                text.push(')');
            }
            Expr::Not(operand) => self.fill("(! {})", &[*operand], text),
            Expr::Negate(operand) => self.fill("(__sub 0 {})", &[*operand], text),
            Expr::Binary(operator, left, right) => {
                self.fill(
                    template(*operator),
                    &ordered(*operator, *left, *right),
                    text,
                );
            }
        }
    }

    fn parts(&self, parts: &[Part], text: &mut String) {
        text.push('(');
        self.rest_of_parts(parts, text);
        text.push(')');
    }

    /// The first part is a path by itself.
    fn path_parts(&self, parts: &[Part], text: &mut String) {
        text.push('(');
        match parts {
            [Part::Text(bytes), rest @ ..] => {
                text.push_str(&String::from_utf8_lossy(bytes));
                if !rest.is_empty() {
                    text.push_str(" + ");
                }
                self.rest_of_parts(rest, text);
            }
            parts => self.rest_of_parts(parts, text),
        }
        text.push(')');
    }

    fn rest_of_parts(&self, parts: &[Part], text: &mut String) {
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                text.push_str(" + ");
            }
            match part {
                Part::Text(bytes) => text.push_str(&quoted(bytes)),
                Part::Expr(id) => self.write(*id, text),
            }
        }
    }

    fn steps(&self, path: &[PathStep], text: &mut String) {
        for (index, step) in path.iter().enumerate() {
            if index > 0 {
                text.push('.');
            }
            match step.name {
                StepName::Static(name) => text.push_str(&self.attribute_name_text(name)),
                StepName::Dynamic(id) => self.fill("\"${{}}\"", &[id], text),
            }
        }
    }

    fn attribute_name_text(&self, name: crate::symbol::Symbol) -> String {
        rendered(|output| crate::print::name(output, self.runtime.symbols.name(name)))
    }

    fn bindings(&self, node: &AttrsNode, text: &mut String) {
        let mut inherited = String::new();
        for attr in &node.statics {
            if let AttrValue::Inherit(_) = attr.value {
                let _ = write!(inherited, " {}", self.attribute_name_text(attr.name));
            }
        }
        if !inherited.is_empty() {
            let _ = write!(text, "inherit{inherited}; ");
        }
        for (index, &source) in node.sources.iter().enumerate() {
            self.fill("inherit ({})", &[source], text);
            for attr in &node.statics {
                if matches!(attr.value, AttrValue::InheritFrom(from) if from as usize == index) {
                    let _ = write!(text, " {}", self.attribute_name_text(attr.name));
                }
            }
            text.push_str("; ");
        }
        let mut plain: Vec<_> = node
            .statics
            .iter()
            .filter_map(|attr| match attr.value {
                AttrValue::Plain(id) => Some((self.attribute_name_text(attr.name), id)),
                AttrValue::Inherit(_) | AttrValue::InheritFrom(_) => None,
            })
            .collect();
        plain.sort_by(|a, b| a.0.cmp(&b.0));
        for (name, id) in plain {
            text.push_str(&name);
            self.fill(" = {}; ", &[id], text);
        }
        for attr in &node.dynamics {
            self.fill("\"${{}}\" = {}; ", &[attr.name, attr.value], text);
        }
    }

    fn formals_text(&self, pattern: &Formals, text: &mut String) {
        let mut formals: Vec<_> = pattern
            .formals
            .iter()
            .map(|formal| (self.runtime.symbols.text(formal.name), formal.default))
            .collect();
        formals.sort();
        text.push_str("{ ");
        for (index, (name, default)) in formals.iter().enumerate() {
            if index > 0 {
                text.push_str(", ");
            }
            text.push_str(name);
            if let Some(default) = default {
                self.fill(" ? {}", &[*default], text);
            }
        }
        if pattern.ellipsis {
            text.push_str(if formals.is_empty() { "..." } else { ", ..." });
        }
        text.push_str(" }");
        if let Some(whole) = pattern.whole {
            let _ = write!(text, " @ {}", self.runtime.symbols.text(whole));
        }
    }
}

/// A string literal.
fn quoted(bytes: &[u8]) -> String {
    rendered(|output| crate::print::string(output, bytes))
}

/// What a printer writes.
fn rendered(print: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> String {
    let mut output = Vec::new();
    match print(&mut output) {
        Ok(()) => String::from_utf8_lossy(&output).into_owned(),
        Err(error) => unreachable!("writing to memory failed: {error}"),
    }
}

/// How C++ Nix prints an operator; several are calls of builtins there.
fn template(operator: BinaryOp) -> &'static str {
    match operator {
        BinaryOp::Add => "({} + {})",
        BinaryOp::Sub => "(__sub {} {})",
        BinaryOp::Mul => "(__mul {} {})",
        BinaryOp::Div => "(__div {} {})",
        BinaryOp::Concat => "({} ++ {})",
        BinaryOp::Update => "({} // {})",
        BinaryOp::Equal => "({} == {})",
        BinaryOp::NotEqual => "({} != {})",
        BinaryOp::Less | BinaryOp::Greater => "(__lessThan {} {})",
        BinaryOp::LessOrEqual | BinaryOp::GreaterOrEqual => "(! (__lessThan {} {}))",
        BinaryOp::And => "({} && {})",
        BinaryOp::Or => "({} || {})",
        BinaryOp::Implies => "({} -> {})",
    }
}

/// The operands in the order of the template.
fn ordered(operator: BinaryOp, left: ExprId, right: ExprId) -> [ExprId; 2] {
    match operator {
        BinaryOp::Greater | BinaryOp::LessOrEqual => [right, left],
        BinaryOp::Add
        | BinaryOp::Sub
        | BinaryOp::Mul
        | BinaryOp::Div
        | BinaryOp::Concat
        | BinaryOp::Update
        | BinaryOp::Equal
        | BinaryOp::NotEqual
        | BinaryOp::Less
        | BinaryOp::GreaterOrEqual
        | BinaryOp::And
        | BinaryOp::Or
        | BinaryOp::Implies => [left, right],
    }
}
