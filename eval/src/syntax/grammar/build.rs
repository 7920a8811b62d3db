//! What each rule of the grammar builds.

use super::rules::{
    self, BindingsRule, Build, ExpressionRule, PiecesRule, SequenceRule, StepRule, Sym,
};
use crate::source::Source;
use crate::syntax::error::SyntaxError;
use crate::syntax::lower::{
    Builder, Lowered, PathKind, Piece, RawFormal, RawFormals, SetId, Step, Value,
};
use crate::syntax::tree::{BinaryOp, StepName, Tree};

/// What a symbol on the parser's stack stands for.
///
/// Sequences (elements, steps, pieces, formals) are kept on stacks of their own, of which the meaning holds the first
/// index: what is read inside an element is complete, and gone from those stacks, before the element is added.
#[derive(Clone, Copy, Debug)]
pub(super) enum Meaning {
    /// A terminal and the byte it ends at.
    Token(Sym, u32),
    Expr(Value),
    Set(SetId),
    Step(StepName),
    Sequence(u32),
    /// A formal: it is the last one in [`Scratch::formals`].
    Formal,
    /// A set pattern: it is the last one in [`Scratch::patterns`].
    Pattern,
}

/// A symbol on the parser's stack.
#[derive(Clone, Copy, Debug)]
pub(super) struct Symbol {
    /// The byte it starts at.
    pub(super) start: u32,
    /// The parser's state after it.
    pub(super) state: u16,
    pub(super) meaning: Meaning,
}

impl Symbol {
    /// The value of an expression; which symbols are expressions is the grammar's doing.
    pub(super) fn expr(&self) -> Value {
        match self.meaning {
            Meaning::Expr(value) => value,
            ref other => unreachable!("the grammar has an expression here: {other:?}"),
        }
    }

    /// The text of a terminal.
    pub(super) fn text<'s>(&self, source: &'s Source) -> &'s str {
        &source.text[self.start as usize..self.end() as usize]
    }

    /// Where a terminal ends.
    fn end(&self) -> u32 {
        match self.meaning {
            Meaning::Token(_, end) => end,
            ref other => unreachable!("the grammar has a terminal here: {other:?}"),
        }
    }

    fn set(&self) -> SetId {
        match self.meaning {
            Meaning::Set(set) => set,
            ref other => unreachable!("the grammar has bindings here: {other:?}"),
        }
    }

    pub(super) fn sequence(&self) -> usize {
        match self.meaning {
            Meaning::Sequence(first) => first as usize,
            ref other => unreachable!("the grammar has a sequence here: {other:?}"),
        }
    }
}

/// The builder with the sequences that are being read.
pub(super) struct Scratch<'a, 'h> {
    pub(super) builder: Builder<'a, 'h>,
    elements: Vec<Value>,
    steps: Vec<Step>,
    pieces: Vec<Piece<'a>>,
    pub(super) formals: Vec<RawFormal>,
    pub(super) patterns: Vec<RawFormals>,
}

impl<'a, 'h> Scratch<'a, 'h> {
    pub(super) fn new(builder: Builder<'a, 'h>) -> Self {
        Self {
            builder,
            elements: Vec::new(),
            steps: Vec::new(),
            pieces: Vec::new(),
            formals: Vec::new(),
            patterns: Vec::new(),
        }
    }

    pub(super) fn error(&self, start: u32, message: String) -> SyntaxError {
        self.builder.error(start, message)
    }

    /// The tree of the expression that is left on the stack.
    pub(super) fn finish(self, symbols: &[Symbol]) -> Tree {
        self.builder.finish(symbols[0].expr())
    }

    /// Builds what a rule stands for from the symbols of its right side; also the byte that it starts at.
    pub(super) fn build(&mut self, build: Build, right: &[Symbol]) -> Lowered<(u32, Meaning)> {
        let start = right.first().map_or(0, |symbol| symbol.start);
        let meaning = match build {
            Build::First => right[0].meaning,
            Build::Expression(rule) => Meaning::Expr(self.expression(rule, start, right)?),
            Build::Pieces(rule) => Meaning::Sequence(self.collect_pieces(rule, right) as u32),
            Build::Bindings(rule) => Meaning::Set(self.bindings(rule, right)?),
            Build::Sequence(rule) => Meaning::Sequence(self.collect(rule, right)? as u32),
            Build::Step(rule) => Meaning::Step(self.step(rule, start, right)?.name),
            Build::Pattern(rule) => self.pattern(rule, start, right),
        };
        Ok((start, meaning))
    }

    fn expression(&mut self, rule: ExpressionRule, start: u32, right: &[Symbol]) -> Lowered<Value> {
        let source = self.builder.source;
        let builder = &mut self.builder;
        let value = match rule {
            ExpressionRule::Name => builder.name(start, right[0].text(source)),
            ExpressionRule::Integer => return builder.integer(start, right[0].text(source)),
            ExpressionRule::Float => return builder.float(start, right[0].text(source)),
            ExpressionRule::Uri => builder.uri(start, right[0].text(source)),
            ExpressionRule::SearchPath => builder.search_path(start, right[0].text(source)),
            ExpressionRule::Function => {
                builder.function(start, right[0].text(source), right[2].expr())
            }
            ExpressionRule::Pattern => return self.function(start, None, right[2].expr()),
            ExpressionRule::PatternWhole => {
                return self.function(start, Some(right[2].text(source)), right[4].expr());
            }
            ExpressionRule::WholePattern => {
                return self.function(start, Some(right[0].text(source)), right[4].expr());
            }
            ExpressionRule::Assert => builder.assert(start, right[1].expr(), right[3].expr()),
            ExpressionRule::With => builder.with(start, right[1].expr(), right[3].expr()),
            ExpressionRule::LetIn => {
                return builder.let_in(start, right[1].set(), right[3].expr());
            }
            ExpressionRule::Conditional => {
                builder.conditional(start, right[1].expr(), right[3].expr(), right[5].expr())
            }
            ExpressionRule::PipeLeft => {
                builder.call(right[1].start, right[0].expr(), right[2].expr())
            }
            ExpressionRule::PipeRight => {
                builder.call(right[1].start, right[2].expr(), right[0].expr())
            }
            ExpressionRule::Not => builder.not(start, right[1].expr()),
            ExpressionRule::Negate => builder.negate(start, right[1].expr()),
            ExpressionRule::Binary => {
                let operator = binary_operator(&right[1]);
                let left = (right[0].expr(), right[0].start);
                let operand = (right[2].expr(), right[2].start);
                builder.binary(right[1].start, operator, left, operand)
            }
            ExpressionRule::Call => builder.apply(start, right[0].expr(), right[1].expr()),
            ExpressionRule::CallOr => builder.call_or(start, right[1].end(), right[0].expr()),
            ExpressionRule::Parenthesised => builder.parenthesised(right[1].expr()),
            ExpressionRule::HasAttr | ExpressionRule::Select | ExpressionRule::SelectOr => {
                self.attribute(rule, start, right)
            }
            ExpressionRule::String => {
                let first = right[1].sequence();
                let string = builder.string(start, &self.pieces[first..]);
                self.pieces.truncate(first);
                return string;
            }
            ExpressionRule::IndentedString => {
                let first = right[1].sequence();
                let string = builder.indented_string(start, &self.pieces[first..]);
                self.pieces.truncate(first);
                return string;
            }
            ExpressionRule::Path => return self.path(start, right, self.pieces.len()),
            ExpressionRule::InterpolatedPath => {
                return self.path(start, right, right[1].sequence());
            }
            ExpressionRule::LegacyLet => builder.legacy_let(start, right[2].set()),
            ExpressionRule::RecursiveSet => {
                let set = right[2].set();
                builder.set_kind(set, start, true);
                Value::Set(set)
            }
            ExpressionRule::Set => {
                let set = right[1].set();
                builder.set_kind(set, start, false);
                Value::Set(set)
            }
            ExpressionRule::EmptySet => Value::Set(builder.open_set(start, false)),
            ExpressionRule::List => {
                let first = right[1].sequence();
                let list = builder.list(start, &self.elements[first..]);
                self.elements.truncate(first);
                list
            }
        };
        Ok(value)
    }

    /// `e ? path`, `e.path`, `e.path or default`
    fn attribute(&mut self, rule: ExpressionRule, start: u32, right: &[Symbol]) -> Value {
        let subject = right[0].expr();
        let first = right[2].sequence();
        let path = &self.steps[first..];
        let value = if rule == ExpressionRule::HasAttr {
            self.builder.has_attr(start, subject, path)
        } else {
            let default = right.get(4).map(Symbol::expr);
            self.builder.select(start, subject, path, default)
        };
        self.steps.truncate(first);
        value
    }

    /// A path whose pieces after the first begin at an index.
    fn path(&mut self, start: u32, right: &[Symbol], first: usize) -> Lowered<Value> {
        let text = right[0].text(self.builder.source);
        let kind = match text.as_bytes().first() {
            Some(b'/') => PathKind::Absolute,
            Some(b'~') => PathKind::Home,
            Some(_) | None => PathKind::Relative,
        };
        let path = self.builder.path(start, kind, text, &self.pieces[first..]);
        self.pieces.truncate(first);
        path
    }

    fn collect_pieces(&mut self, rule: PiecesRule, right: &[Symbol]) -> usize {
        let source = self.builder.source;
        let text = |symbol: &Symbol| Piece::Text {
            offset: symbol.start,
            text: symbol.text(source),
        };
        // `${`, the expression, `}`
        let interpolated = |symbols: &[Symbol]| Piece::Expr {
            offset: symbols[0].start,
            value: symbols[1].expr(),
        };
        let count = self.pieces.len();
        match rule {
            PiecesRule::None => count,
            PiecesRule::Text => {
                self.pieces.push(text(&right[0]));
                count
            }
            PiecesRule::Expression => {
                self.pieces.push(interpolated(right));
                count
            }
            PiecesRule::TextExpression => {
                self.pieces.push(text(&right[0]));
                self.pieces.push(interpolated(&right[1..]));
                count
            }
            PiecesRule::MoreText => {
                self.pieces.push(text(&right[1]));
                right[0].sequence()
            }
            PiecesRule::MoreExpression => {
                self.pieces.push(interpolated(&right[1..]));
                right[0].sequence()
            }
        }
    }

    fn bindings(&mut self, rule: BindingsRule, right: &[Symbol]) -> Lowered<SetId> {
        let builder = &mut self.builder;
        let (set, first) = match rule {
            BindingsRule::None => return Ok(builder.open_set(0, true)),
            BindingsRule::DefineFirst => {
                let set = builder.open_set(0, true);
                let first = right[0].sequence();
                let path = &self.steps[first..];
                builder.define(set, right[0].start, path, right[2].expr())?;
                (set, first)
            }
            BindingsRule::Define => {
                let set = right[0].set();
                let first = right[1].sequence();
                let path = &self.steps[first..];
                builder.define(set, right[1].start, path, right[3].expr())?;
                (set, first)
            }
            BindingsRule::Inherit => {
                let set = right[0].set();
                let first = right[2].sequence();
                builder.inherit(set, &self.steps[first..])?;
                (set, first)
            }
            BindingsRule::InheritFrom => {
                let set = right[0].set();
                let first = right[5].sequence();
                builder.inherit_from(set, right[3].expr(), &self.steps[first..])?;
                (set, first)
            }
        };
        self.steps.truncate(first);
        Ok(set)
    }

    fn collect(&mut self, rule: SequenceRule, right: &[Symbol]) -> Lowered<usize> {
        let step = |symbol: &Symbol| match symbol.meaning {
            Meaning::Step(name) => Step {
                name,
                offset: symbol.start,
            },
            ref other => unreachable!("the grammar has an attribute here: {other:?}"),
        };
        Ok(match rule {
            SequenceRule::NoSteps => self.steps.len(),
            SequenceRule::FirstStep => {
                self.steps.push(step(&right[0]));
                self.steps.len() - 1
            }
            SequenceRule::MoreSteps => {
                let step = step(&right[1]);
                self.builder.check_inherited(step)?;
                self.steps.push(step);
                right[0].sequence()
            }
            SequenceRule::NextStep => {
                self.steps.push(step(&right[2]));
                right[0].sequence()
            }
            SequenceRule::NoElements => self.elements.len(),
            SequenceRule::MoreElements => {
                self.elements.push(right[1].expr());
                right[0].sequence()
            }
        })
    }

    fn step(&mut self, rule: StepRule, start: u32, right: &[Symbol]) -> Lowered<Step> {
        match rule {
            StepRule::Named => {
                let name = right[0].text(self.builder.source);
                Ok(self.builder.named_step(start, name))
            }
            StepRule::Dynamic => Ok(self.builder.computed_step(start, right[1].expr())),
            StepRule::String => {
                let first = right[1].sequence();
                let step = self.builder.string_step(start, &self.pieces[first..]);
                self.pieces.truncate(first);
                step
            }
        }
    }
}

fn binary_operator(symbol: &Symbol) -> BinaryOp {
    let Meaning::Token(kind, _) = symbol.meaning else {
        unreachable!("the grammar has an operator here: {symbol:?}");
    };
    match kind {
        rules::EQUAL => BinaryOp::Equal,
        rules::NOT_EQUAL => BinaryOp::NotEqual,
        rules::LESS => BinaryOp::Less,
        rules::LESS_OR_EQUAL => BinaryOp::LessOrEqual,
        rules::GREATER => BinaryOp::Greater,
        rules::GREATER_OR_EQUAL => BinaryOp::GreaterOrEqual,
        rules::AND => BinaryOp::And,
        rules::OR => BinaryOp::Or,
        rules::IMPLIES => BinaryOp::Implies,
        rules::UPDATE => BinaryOp::Update,
        rules::PLUS => BinaryOp::Add,
        rules::MINUS => BinaryOp::Sub,
        rules::TIMES => BinaryOp::Mul,
        rules::DIVIDE => BinaryOp::Div,
        rules::CONCAT => BinaryOp::Concat,
        other => unreachable!("no binary operator: {other:?}"),
    }
}
