//! The tree of a source by way of the crate `rnix`, to which that of the parser is compared.
//!
//! Walks rnix's tree, without recursion, and lowers it node by node.
//! //! The children of a node are reduced to [`Entry`]s on one stack; when the last child is read, the entries of the node
//! become one. What rnix accepts and C++ Nix does not is refused here.

mod reduce;
mod strict;

use crate::syntax::error::SyntaxError;
use crate::syntax::lower::{Builder, Lowered, Piece, RawFormal, RawFormals, SetId, Step, Value};
use crate::syntax::tree::Tree;
use rnix::SyntaxKind::{self, *};
use rnix::{NixLanguage, NodeOrToken};
use rowan::{Children, GreenNodeData, GreenTokenData, Language};

/// What a child was reduced to.
#[derive(Clone, Copy, Debug)]
enum Item<'g> {
    /// A token that is not trivia.
    Token(SyntaxKind, &'g str),
    /// An expression.
    Expr(Value),
    /// An identifier that is neither variable nor attribute: a parameter.
    Name(&'g str),
    /// An attribute of a path or of `inherit`.
    Step(Step),
    /// An attribute path: its steps are in [`Walker::steps`] from this index on.
    Path(usize),
    /// A formal of a set pattern.
    Formal(RawFormal),
}

/// A reduced child and the byte it starts at.
#[derive(Clone, Copy, Debug)]
struct Entry<'g> {
    start: u32,
    item: Item<'g>,
}

/// A set pattern waiting for its function's body.
struct Pattern<'g> {
    formals: RawFormals,
    whole: Option<&'g str>,
}

/// A node whose children are being read.
struct Frame<'g> {
    kind: SyntaxKind,
    node: &'g GreenNodeData,
    children: Children<'g>,
    start: u32,
    /// Where the next child starts.
    offset: u32,
    /// The first of its entries.
    base: usize,
    /// The set its bindings define.
    set: Option<SetId>,
}

struct Walker<'a, 'h, 'g> {
    builder: Builder<'a, 'h>,
    frames: Vec<Frame<'g>>,
    entries: Vec<Entry<'g>>,
    steps: Vec<Step>,
    patterns: Vec<Pattern<'g>>,
    pieces: Vec<Piece<'g>>,
    values: Vec<Value>,
}

/// What rnix and the walk over its tree make of a source; nothing unless they are sure.
pub(super) fn parse(builder: Builder<'_, '_>) -> Option<Tree> {
    let parsed = rnix::Root::parse(&builder.source.text);
    if !parsed.errors().is_empty() {
        return None;
    }
    lower(builder, parsed.syntax().green()).ok()
}

fn lower(builder: Builder<'_, '_>, root: &GreenNodeData) -> Result<Tree, SyntaxError> {
    let mut walker = Walker {
        builder,
        frames: Vec::new(),
        entries: Vec::new(),
        steps: Vec::new(),
        patterns: Vec::new(),
        pieces: Vec::new(),
        values: Vec::new(),
    };
    walker.enter(root, 0);
    let value = walker.run()?;
    Ok(walker.builder.finish(value))
}

/// The kind of a node.
fn node_kind(node: &GreenNodeData) -> SyntaxKind {
    NixLanguage::kind_from_raw(node.kind())
}

/// The kind of a token.
fn token_kind(token: &GreenTokenData) -> SyntaxKind {
    NixLanguage::kind_from_raw(token.kind())
}

impl<'g> Walker<'_, '_, 'g> {
    fn run(&mut self) -> Lowered<Value> {
        while let Some(frame) = self.frames.last_mut() {
            let start = frame.offset;
            match frame.children.next() {
                Some(NodeOrToken::Token(token)) => {
                    frame.offset += u32::from(token.text_len());
                    self.token(start, token)?;
                }
                Some(NodeOrToken::Node(node)) => {
                    frame.offset += u32::from(node.text_len());
                    self.node(start, node)?;
                }
                None => {
                    if let Some(value) = self.leave()? {
                        return Ok(value);
                    }
                }
            }
        }
        Err(self.refuse(0))
    }

    fn token(&mut self, start: u32, token: &'g GreenTokenData) -> Lowered<()> {
        let kind = token_kind(token);
        let text = token.text();
        if kind.is_trivia() {
            return if strict::trivia(text) && !strict::is_path(self.around()) {
                Ok(())
            } else {
                Err(self.refuse(start))
            };
        }
        self.push(start, Item::Token(kind, text));
        Ok(())
    }

    fn node(&mut self, start: u32, node: &'g GreenNodeData) -> Lowered<()> {
        match node_kind(node) {
            NODE_IDENT | NODE_CUR_POS => self.identifier(start, node),
            NODE_LITERAL => self.literal(start, node),
            _ => {
                self.enter(node, start);
                Ok(())
            }
        }
    }

    fn enter(&mut self, node: &'g GreenNodeData, start: u32) {
        let kind = node_kind(node);
        let set = match kind {
            NODE_ATTR_SET => Some(self.builder.open_set(start, false)),
            NODE_LET_IN | NODE_LEGACY_LET => Some(self.builder.open_set(start, true)),
            _ => None,
        };
        self.frames.push(Frame {
            kind,
            node,
            children: node.children(),
            start,
            offset: start,
            base: self.entries.len(),
            set,
        });
    }

    /// Reduces the node that has been read; the root's value ends the walk.
    fn leave(&mut self) -> Lowered<Option<Value>> {
        let Some(frame) = self.frames.pop() else {
            return Err(self.refuse(0));
        };
        let item = self.reduce(&frame)?;
        self.entries.truncate(frame.base);
        match (item, frame.kind) {
            (Some(Item::Expr(value)), NODE_ROOT) => return Ok(Some(value)),
            (Some(item), _) => self.push(frame.start, item),
            (None, _) => {}
        }
        Ok(None)
    }

    fn push(&mut self, start: u32, item: Item<'g>) {
        self.entries.push(Entry { start, item });
    }

    /// The kind of the node that is being read.
    fn around(&self) -> SyntaxKind {
        self.frames.last().map_or(NODE_ROOT, |frame| frame.kind)
    }

    fn identifier(&mut self, start: u32, node: &'g GreenNodeData) -> Lowered<()> {
        let Some(NodeOrToken::Token(token)) = node.children().next() else {
            return Err(self.refuse(start));
        };
        let text = token.text();
        let item = match self.around() {
            NODE_ATTRPATH | NODE_INHERIT => Item::Step(self.builder.named_step(start, text)),
            NODE_IDENT_PARAM | NODE_PAT_BIND => Item::Name(text),
            NODE_PAT_ENTRY if self.is_first_child() => Item::Name(text),
            NODE_APPLY if text == "or" => Item::Name(text),
            _ => Item::Expr(self.builder.name(start, text)),
        };
        self.push(start, item);
        Ok(())
    }

    fn is_first_child(&self) -> bool {
        self.frames
            .last()
            .is_some_and(|frame| frame.base == self.entries.len())
    }

    fn literal(&mut self, start: u32, node: &'g GreenNodeData) -> Lowered<()> {
        let Some(NodeOrToken::Token(token)) = node.children().next() else {
            return Err(self.refuse(start));
        };
        let text = token.text();
        let value = match token_kind(token) {
            TOKEN_INTEGER => self.builder.integer(start, text)?,
            TOKEN_FLOAT if strict::float(text) => self.builder.float(start, text)?,
            TOKEN_URI => self.builder.uri(start, text),
            _ => return Err(self.refuse(start)),
        };
        self.push(start, Item::Expr(value));
        Ok(())
    }

    /// What this walk does not understand; the exact grammar decides.
    fn refuse(&self, offset: u32) -> SyntaxError {
        self.builder.error(offset, "syntax error")
    }
}
