//! A program as a tree of text with holes, and how a tree is cut down while it still fails.

use std::collections::VecDeque;

/// A piece of a node's text.
#[derive(Clone, Debug)]
enum Piece {
    /// Text as it is.
    Text(String),
    /// A part that has to be there.
    Required(Node),
    /// A part that may be left out: a list element, a binding.
    Optional(Node),
}

/// A part of a program: text with other parts in between.
#[derive(Clone, Debug)]
pub struct Node {
    pieces: Vec<Piece>,
    /// Must not take the place of what is around it: a recursive call without its end condition runs for ever.
    guarded: bool,
}

impl Node {
    /// Text without parts.
    pub fn text(text: impl Into<String>) -> Self {
        Self {
            pieces: vec![Piece::Text(text.into())],
            guarded: false,
        }
    }

    /// Text with parts: `#` stands for the next one, `%` for the next one if it may be left out.
    pub fn new(template: &str, parts: impl IntoIterator<Item = Self>) -> Self {
        let mut parts = parts.into_iter();
        let mut pieces = Vec::new();
        let mut rest = template;
        while let Some(place) = rest.find(['#', '%']) {
            if place > 0 {
                pieces.push(Piece::Text(rest[..place].to_owned()));
            }
            let part = parts.next().expect("a part for each place");
            pieces.push(if rest[place..].starts_with('#') {
                Piece::Required(part)
            } else {
                Piece::Optional(part)
            });
            rest = &rest[place + 1..];
        }
        assert!(parts.next().is_none(), "a place for each part: {template}");
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.to_owned()));
        }
        Self {
            pieces,
            guarded: false,
        }
    }

    /// Parts that may each be left out, between two texts.
    pub fn sequence(open: &str, parts: impl IntoIterator<Item = Self>, close: &str) -> Self {
        let mut pieces = vec![Piece::Text(open.to_owned())];
        for part in parts {
            pieces.push(Piece::Text(" ".to_owned()));
            pieces.push(Piece::Optional(part));
        }
        pieces.push(Piece::Text(close.to_owned()));
        Self {
            pieces,
            guarded: false,
        }
    }

    /// The node, never to take the place of what is around it.
    #[must_use]
    pub fn guarded(self) -> Self {
        Self {
            guarded: true,
            ..self
        }
    }

    /// The program's text.
    pub fn print(&self) -> String {
        let mut text = String::new();
        self.print_to(&mut text);
        text
    }

    fn print_to(&self, text: &mut String) {
        for piece in &self.pieces {
            match piece {
                Piece::Text(piece) => text.push_str(piece),
                Piece::Required(node) | Piece::Optional(node) => node.print_to(text),
            }
        }
    }

    /// The node and all parts, at any depth, in the order of the text.
    fn all<'n>(&'n self, found: &mut Vec<&'n Self>) {
        found.push(self);
        for piece in &self.pieces {
            match piece {
                Piece::Text(_) => {}
                Piece::Required(node) | Piece::Optional(node) => node.all(found),
            }
        }
    }

    /// The number of parts at any depth, itself included.
    fn count(&self) -> usize {
        let mut found = Vec::new();
        self.all(&mut found);
        found.len()
    }

    /// A copy with an edit made at the part that has `place` parts before it.
    fn edited(&self, place: &mut usize, edit: &Edit) -> Self {
        let mut pieces = Vec::with_capacity(self.pieces.len());
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => pieces.push(Piece::Text(text.clone())),
                Piece::Required(node) => pieces.push(Piece::Required(node.replaced(place, edit))),
                Piece::Optional(_) if *place == 0 && matches!(edit.change, Change::LeaveOut) => {
                    *place = usize::MAX;
                }
                Piece::Optional(node) => pieces.push(Piece::Optional(node.replaced(place, edit))),
            }
        }
        Self {
            pieces,
            guarded: self.guarded,
        }
    }

    fn replaced(&self, place: &mut usize, edit: &Edit) -> Self {
        if *place > 0 {
            *place -= 1;
            return self.edited(place, edit);
        }
        // Nothing later is edited.
        *place = usize::MAX;
        match edit.change {
            Change::Atom(text) => Self::text(text),
            Change::Part(index) => {
                let mut parts = Vec::new();
                self.all(&mut parts);
                parts[index].clone()
            }
            Change::LeaveOut => self.clone(),
        }
    }
}

/// A change to one part of a program.
#[derive(Clone, Copy, Debug)]
struct Edit {
    place: usize,
    change: Change,
}

#[derive(Clone, Copy, Debug)]
enum Change {
    /// A part takes the place of the whole; counted as in [`Node::all`].
    Part(usize),
    /// Something simple takes its place.
    Atom(&'static str),
    /// An optional part is left out.
    LeaveOut,
}

const ATOMS: [&str; 5] = ["0", "null", "\"\"", "[ ]", "{ }"];

/// Every change worth trying, those that take away most first.
fn edits(program: &Node) -> VecDeque<Edit> {
    let mut nodes = Vec::new();
    program.all(&mut nodes);
    let mut edits = Vec::new();
    for (place, node) in nodes.iter().enumerate() {
        let size = node.count();
        let mut parts = Vec::new();
        node.all(&mut parts);
        let unguarded = parts.iter().enumerate().skip(1);
        for (index, part) in unguarded.filter(|(_, part)| !part.guarded) {
            edits.push((
                size - part.count(),
                Edit {
                    place,
                    change: Change::Part(index),
                },
            ));
        }
        edits.push((
            size,
            Edit {
                place,
                change: Change::LeaveOut,
            },
        ));
        edits.extend(ATOMS.map(|atom| {
            (
                size,
                Edit {
                    place,
                    change: Change::Atom(atom),
                },
            )
        }));
    }
    edits.sort_by_key(|(gain, _)| std::cmp::Reverse(*gain));
    edits.into_iter().map(|(_, edit)| edit).collect()
}

/// A program and the smaller ones that are tried in its place.
#[derive(Clone, Debug)]
pub struct ProgramTree {
    /// The smallest program known to fail.
    failing: Node,
    /// The one that is tried in its place.
    candidate: Option<Node>,
    edits: Option<VecDeque<Edit>>,
}

impl ProgramTree {
    /// A program as it was generated.
    pub fn new(program: Node) -> Self {
        Self {
            failing: program,
            candidate: None,
            edits: None,
        }
    }

    fn next_candidate(&mut self) -> bool {
        let edits = self.edits.get_or_insert_with(|| edits(&self.failing));
        let length = self.failing.print().len();
        while let Some(edit) = edits.pop_front() {
            let mut place = edit.place;
            // The program itself stands in a hole of its own, so that it can be replaced as any part can.
            let smaller = self.failing.replaced(&mut place, &edit);
            if smaller.print().len() < length {
                self.candidate = Some(smaller);
                return true;
            }
        }
        self.candidate = None;
        false
    }
}

impl proptest::strategy::ValueTree for ProgramTree {
    type Value = String;

    fn current(&self) -> String {
        self.candidate.as_ref().unwrap_or(&self.failing).print()
    }

    fn simplify(&mut self) -> bool {
        if let Some(smaller) = self.candidate.take() {
            self.failing = smaller;
            self.edits = None;
        }
        self.next_candidate()
    }

    fn complicate(&mut self) -> bool {
        self.next_candidate()
    }
}
