//! One node of rnix's tree, its children reduced, becomes one entry.

use super::{Entry, Frame, Item, Pattern, Walker, node_kind, strict, token_kind};
use crate::syntax::lower::{Lowered, PathKind, Piece, RawFormal, RawFormals, Value};
use crate::syntax::tree::BinaryOp;
use rnix::NodeOrToken;
use rnix::SyntaxKind::{self, *};
use rowan::GreenNodeData;

impl<'g> Walker<'_, '_, 'g> {
    /// What a node becomes; bindings become nothing, they are defined in their set.
    pub(super) fn reduce(&mut self, frame: &Frame<'g>) -> Lowered<Option<Item<'g>>> {
        let item = match frame.kind {
            NODE_ATTRPATH => self.attribute_path(frame),
            NODE_ATTRPATH_VALUE => return self.binding(frame),
            NODE_INHERIT => return self.inherit(frame),
            NODE_DYNAMIC => self.dynamic(frame)?,
            NODE_STRING => self.string(frame)?,
            NODE_IDENT_PARAM | NODE_PAT_BIND => self.name(frame)?,
            NODE_PAT_ENTRY => self.formal(frame)?,
            NODE_PATTERN => return self.pattern(frame),
            _ => Item::Expr(self.expression(frame)?),
        };
        Ok(Some(item))
    }

    fn expression(&mut self, frame: &Frame<'g>) -> Lowered<Value> {
        match frame.kind {
            NODE_ROOT => self.wrapped(frame, None),
            NODE_PAREN => {
                let value = self.wrapped(frame, Some(TOKEN_R_PAREN))?;
                Ok(self.builder.parenthesised(value))
            }
            NODE_INHERIT_FROM => self.wrapped(frame, Some(TOKEN_R_PAREN)),
            NODE_INTERPOL => self.wrapped(frame, Some(TOKEN_INTERPOL_END)),
            NODE_LIST => self.list(frame),
            NODE_APPLY => self.apply(frame),
            NODE_BIN_OP => self.binary(frame),
            NODE_UNARY_OP => self.unary(frame),
            NODE_SELECT => self.select(frame),
            NODE_HAS_ATTR => self.has_attr(frame),
            NODE_IF_ELSE | NODE_WITH | NODE_ASSERT => self.statement(frame),
            NODE_LAMBDA => self.lambda(frame),
            NODE_ATTR_SET => self.attr_set(frame),
            NODE_LET_IN | NODE_LEGACY_LET => self.let_in(frame),
            NODE_PATH_ABS => self.path(frame, PathKind::Absolute),
            NODE_PATH_REL => self.path(frame, PathKind::Relative),
            NODE_PATH_HOME => self.path(frame, PathKind::Home),
            NODE_PATH_SEARCH => self.search_path(frame),
            _ => Err(self.refuse(frame.start)),
        }
    }

    fn children(&self, frame: &Frame<'g>) -> &[Entry<'g>] {
        &self.entries[frame.base..]
    }

    /// The nth expression among the children.
    fn operand(&self, frame: &Frame<'g>, index: usize) -> Lowered<Value> {
        self.optional_operand(frame, index)
            .ok_or_else(|| self.refuse(frame.start))
    }

    /// The nth expression among the children, if there are so many.
    fn optional_operand(&self, frame: &Frame<'g>, index: usize) -> Option<Value> {
        self.children(frame)
            .iter()
            .filter_map(|entry| match entry.item {
                Item::Expr(value) => Some(value),
                _ => None,
            })
            .nth(index)
    }

    /// The only expression of a node that ends with `last`.
    fn wrapped(&mut self, frame: &Frame<'g>, last: Option<SyntaxKind>) -> Lowered<Value> {
        let closing = match self.children(frame).last() {
            Some(Entry {
                item: Item::Token(kind, _),
                ..
            }) => Some(*kind),
            _ => None,
        };
        if last.is_some() && closing != last {
            return Err(self.refuse(frame.start));
        }
        self.operand(frame, 0)
    }

    fn list(&mut self, frame: &Frame<'g>) -> Lowered<Value> {
        self.values.clear();
        for entry in &self.entries[frame.base..] {
            match entry.item {
                Item::Expr(value) => self.values.push(value),
                Item::Token(TOKEN_L_BRACK | TOKEN_R_BRACK, _) => {}
                Item::Token(..)
                | Item::Name(_)
                | Item::Step(_)
                | Item::Path(_)
                | Item::Formal(_) => return Err(self.refuse(entry.start)),
            }
        }
        Ok(self.builder.list(frame.start, &self.values))
    }

    fn apply(&mut self, frame: &Frame<'g>) -> Lowered<Value> {
        let function = self.operand(frame, 0)?;
        if let [
            _,
            Entry {
                item: Item::Name(_),
                ..
            },
        ] = self.children(frame)
        {
            return Ok(self.builder.call_or(frame.start, frame.offset, function));
        }
        let argument = self.operand(frame, 1)?;
        Ok(self.builder.apply(frame.start, function, argument))
    }

    fn unary(&mut self, frame: &Frame<'g>) -> Lowered<Value> {
        let operand = self.operand(frame, 0)?;
        match self.children(frame) {
            [
                Entry {
                    item: Item::Token(TOKEN_SUB, _),
                    ..
                },
                _,
            ] => Ok(self.builder.negate(frame.start, operand)),
            [
                Entry {
                    item: Item::Token(TOKEN_INVERT, _),
                    ..
                },
                _,
            ] => Ok(self.builder.not(frame.start, operand)),
            _ => Err(self.refuse(frame.start)),
        }
    }

    fn binary(&mut self, frame: &Frame<'g>) -> Lowered<Value> {
        let [left, operator, right] = *self.children(frame) else {
            return Err(self.refuse(frame.start));
        };
        let (left_start, right_start) = (left.start, right.start);
        let (Item::Expr(left), Item::Token(kind, _), Item::Expr(right)) =
            (left.item, operator.item, right.item)
        else {
            return Err(self.refuse(frame.start));
        };
        let at = operator.start;
        let operator = match kind {
            TOKEN_ADD => BinaryOp::Add,
            TOKEN_SUB => BinaryOp::Sub,
            TOKEN_MUL => BinaryOp::Mul,
            TOKEN_DIV => BinaryOp::Div,
            TOKEN_CONCAT => BinaryOp::Concat,
            TOKEN_UPDATE => BinaryOp::Update,
            TOKEN_EQUAL => BinaryOp::Equal,
            TOKEN_NOT_EQUAL => BinaryOp::NotEqual,
            TOKEN_LESS => BinaryOp::Less,
            TOKEN_LESS_OR_EQ => BinaryOp::LessOrEqual,
            TOKEN_MORE => BinaryOp::Greater,
            TOKEN_MORE_OR_EQ => BinaryOp::GreaterOrEqual,
            TOKEN_AND_AND => BinaryOp::And,
            TOKEN_OR_OR => BinaryOp::Or,
            TOKEN_IMPLICATION => BinaryOp::Implies,
            TOKEN_PIPE_RIGHT if self.builder.options.pipe_operators => {
                return Ok(self.builder.call(at, right, left));
            }
            TOKEN_PIPE_LEFT if self.builder.options.pipe_operators && !mixes_pipes(frame.node) => {
                return Ok(self.builder.call(at, left, right));
            }
            _ => return Err(self.refuse(at)),
        };
        let (left, right) = ((left, left_start), (right, right_start));
        Ok(self.builder.binary(at, operator, left, right))
    }

    fn attribute_path(&mut self, frame: &Frame<'g>) -> Item<'g> {
        let first = self.steps.len();
        for entry in &self.entries[frame.base..] {
            if let Item::Step(step) = entry.item {
                self.steps.push(step);
            }
        }
        Item::Path(first)
    }

    /// Where the steps of a node's attribute path begin.
    fn path_of(&self, frame: &Frame<'g>) -> Lowered<(usize, u32)> {
        self.children(frame)
            .iter()
            .find_map(|entry| match entry.item {
                Item::Path(first) if first < self.steps.len() => Some((first, entry.start)),
                _ => None,
            })
            .ok_or_else(|| self.refuse(frame.start))
    }

    fn select(&mut self, frame: &Frame<'g>) -> Lowered<Value> {
        let subject = self.operand(frame, 0)?;
        let (first, _) = self.path_of(frame)?;
        let default = match *self.children(frame) {
            [_, _, _] => None,
            [
                _,
                _,
                _,
                _,
                Entry {
                    item: Item::Expr(value),
                    ..
                },
            ] => Some(value),
            _ => return Err(self.refuse(frame.start)),
        };
        let path = &self.steps[first..];
        let value = self.builder.select(frame.start, subject, path, default);
        self.steps.truncate(first);
        Ok(value)
    }

    fn has_attr(&mut self, frame: &Frame<'g>) -> Lowered<Value> {
        let subject = self.operand(frame, 0)?;
        let (first, _) = self.path_of(frame)?;
        let value = self
            .builder
            .has_attr(frame.start, subject, &self.steps[first..]);
        self.steps.truncate(first);
        Ok(value)
    }

    fn statement(&mut self, frame: &Frame<'g>) -> Lowered<Value> {
        let first = self.operand(frame, 0)?;
        let second = self.operand(frame, 1)?;
        let start = frame.start;
        Ok(match frame.kind {
            NODE_WITH => self.builder.with(start, first, second),
            NODE_ASSERT => self.builder.assert(start, first, second),
            _ => {
                let third = self.operand(frame, 2)?;
                self.builder.conditional(start, first, second, third)
            }
        })
    }

    fn binding(&mut self, frame: &Frame<'g>) -> Lowered<Option<Item<'g>>> {
        let value = self.operand(frame, 0)?;
        let (first, start) = self.path_of(frame)?;
        let Some(set) = self.frames.last().and_then(|around| around.set) else {
            return Err(self.refuse(frame.start));
        };
        self.builder
            .define(set, start, &self.steps[first..], value)?;
        self.steps.truncate(first);
        Ok(None)
    }

    fn inherit(&mut self, frame: &Frame<'g>) -> Lowered<Option<Item<'g>>> {
        let Some(set) = self.frames.last().and_then(|around| around.set) else {
            return Err(self.refuse(frame.start));
        };
        let first = self.steps.len();
        let mut source = None;
        for entry in &self.entries[frame.base..] {
            match entry.item {
                Item::Step(step) => self.steps.push(step),
                Item::Expr(value) => source = Some(value),
                Item::Token(..) => {}
                Item::Name(_) | Item::Path(_) | Item::Formal(_) => {
                    return Err(self.refuse(entry.start));
                }
            }
        }
        let steps = &self.steps[first..];
        match source {
            Some(source) => self.builder.inherit_from(set, source, steps)?,
            None => self.builder.inherit(set, steps)?,
        }
        self.steps.truncate(first);
        Ok(None)
    }

    fn dynamic(&mut self, frame: &Frame<'g>) -> Lowered<Item<'g>> {
        let name = self.wrapped(frame, Some(TOKEN_INTERPOL_END))?;
        Ok(Item::Step(self.builder.computed_step(frame.start, name)))
    }

    fn string(&mut self, frame: &Frame<'g>) -> Lowered<Item<'g>> {
        let indented = matches!(
            self.children(frame),
            [
                Entry {
                    item: Item::Token(_, "''"),
                    ..
                },
                ..
            ]
        );
        self.pieces.clear();
        for entry in &self.entries[frame.base..] {
            match entry.item {
                Item::Token(TOKEN_STRING_CONTENT, text) => {
                    self.pieces.push(Piece::Text {
                        offset: entry.start,
                        text,
                    });
                }
                Item::Expr(value) => {
                    let offset = entry.start;
                    self.pieces.push(Piece::Expr { offset, value });
                }
                Item::Token(TOKEN_STRING_START | TOKEN_STRING_END, _) => {}
                Item::Token(..)
                | Item::Name(_)
                | Item::Step(_)
                | Item::Path(_)
                | Item::Formal(_) => return Err(self.refuse(entry.start)),
            }
        }
        let (start, pieces) = (frame.start, &self.pieces);
        let names_attribute = matches!(self.around(), NODE_ATTRPATH | NODE_INHERIT);
        Ok(match (names_attribute, indented) {
            (true, false) => Item::Step(self.builder.string_step(start, pieces)?),
            (true, true) => return Err(self.refuse(start)),
            (false, false) => Item::Expr(self.builder.string(start, pieces)?),
            (false, true) => Item::Expr(self.builder.indented_string(start, pieces)?),
        })
    }

    fn name(&mut self, frame: &Frame<'g>) -> Lowered<Item<'g>> {
        self.children(frame)
            .iter()
            .find(|entry| matches!(entry.item, Item::Name(_)))
            .map(|entry| entry.item)
            .ok_or_else(|| self.refuse(frame.start))
    }

    fn formal(&mut self, frame: &Frame<'g>) -> Lowered<Item<'g>> {
        let Item::Name(text) = self.name(frame)? else {
            return Err(self.refuse(frame.start));
        };
        let default = self
            .optional_operand(frame, 0)
            .map(|value| self.builder.close(value));
        let name = self.builder.intern(text);
        let offset = frame.start;
        Ok(Item::Formal(RawFormal {
            name,
            offset,
            default,
        }))
    }

    fn pattern(&mut self, frame: &Frame<'g>) -> Lowered<Option<Item<'g>>> {
        let mut formals = RawFormals::default();
        let mut whole = None;
        for entry in &self.entries[frame.base..] {
            match entry.item {
                Item::Formal(formal) => formals.formals.push(formal),
                Item::Token(TOKEN_ELLIPSIS, _) => formals.ellipsis = true,
                Item::Name(name) => whole = Some(name),
                Item::Token(..) => {}
                Item::Expr(_) | Item::Step(_) | Item::Path(_) => {
                    return Err(self.refuse(entry.start));
                }
            }
        }
        self.patterns.push(Pattern { formals, whole });
        Ok(None)
    }

    fn lambda(&mut self, frame: &Frame<'g>) -> Lowered<Value> {
        if !strict::function_in(self.around()) {
            return Err(self.refuse(frame.start));
        }
        let body = self.operand(frame, 0)?;
        if let [
            Entry {
                item: Item::Name(name),
                ..
            },
            ..,
        ] = *self.children(frame)
        {
            return Ok(self.builder.function(frame.start, name, body));
        }
        let Some(Pattern { formals, whole }) = self.patterns.pop() else {
            return Err(self.refuse(frame.start));
        };
        self.builder
            .pattern_function(frame.start, formals, whole, body)
    }

    fn attr_set(&mut self, frame: &Frame<'g>) -> Lowered<Value> {
        let Some(set) = frame.set else {
            return Err(self.refuse(frame.start));
        };
        if let [
            Entry {
                item: Item::Token(TOKEN_REC, _),
                ..
            },
            ..,
        ] = self.children(frame)
        {
            self.builder.set_kind(set, frame.start, true);
        }
        Ok(Value::Set(set))
    }

    fn let_in(&mut self, frame: &Frame<'g>) -> Lowered<Value> {
        let Some(set) = frame.set else {
            return Err(self.refuse(frame.start));
        };
        if frame.kind == NODE_LEGACY_LET {
            return Ok(self.builder.legacy_let(frame.start, set));
        }
        let body = self.operand(frame, 0)?;
        self.builder.let_in(frame.start, set, body)
    }

    fn path(&mut self, frame: &Frame<'g>, kind: PathKind) -> Lowered<Value> {
        let Some(Entry {
            item: Item::Token(_, text),
            ..
        }) = self.entries.get(frame.base)
        else {
            return Err(self.refuse(frame.start));
        };
        self.pieces.clear();
        for entry in &self.entries[frame.base + 1..] {
            match entry.item {
                Item::Token(_, text) if strict::path_part(text) => {
                    let offset = entry.start;
                    self.pieces.push(Piece::Text { offset, text });
                }
                Item::Expr(value) => {
                    let offset = entry.start;
                    self.pieces.push(Piece::Expr { offset, value });
                }
                Item::Token(..)
                | Item::Name(_)
                | Item::Step(_)
                | Item::Path(_)
                | Item::Formal(_) => return Err(self.refuse(entry.start)),
            }
        }
        if !strict::path_start(text) {
            return Err(self.refuse(frame.start));
        }
        self.builder.path(frame.start, kind, text, &self.pieces)
    }

    fn search_path(&mut self, frame: &Frame<'g>) -> Lowered<Value> {
        match *self.children(frame) {
            [
                Entry {
                    item: Item::Token(_, text),
                    ..
                },
            ] if strict::search_path(text) => Ok(self.builder.search_path(frame.start, text)),
            _ => Err(self.refuse(frame.start)),
        }
    }
}

/// Whether `|>` is an operand of a `<|` without parentheses.
fn mixes_pipes(node: &GreenNodeData) -> bool {
    node.children().any(|child| match child {
        NodeOrToken::Node(operand) => {
            node_kind(operand) == NODE_BIN_OP
                && operand.children().any(|child| match child {
                    NodeOrToken::Token(token) => token_kind(token) == TOKEN_PIPE_RIGHT,
                    NodeOrToken::Node(_) => false,
                })
        }
        NodeOrToken::Token(_) => false,
    })
}
