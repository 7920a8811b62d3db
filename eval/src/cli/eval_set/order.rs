//! The attributes as a tree: which is to be evaluated next, and which lines can be printed.
//!
//! Lines are printed in the order of the tree, whichever worker is done first.

use super::protocol::AttributePath;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// An attribute, by its number.
pub type NodeId = usize;

/// What became of an attribute.
enum Outcome {
    Pending,
    Line(String),
    Children(Vec<NodeId>),
    Nothing,
}

struct Node {
    path: AttributePath,
    /// Its place among all: the index at each level.
    place: Vec<u32>,
    outcome: Outcome,
}

/// The attributes that are known so far.
pub struct Attributes {
    nodes: Vec<Node>,
    /// Waiting to be evaluated, the first in order first.
    waiting: BinaryHeap<Reverse<(Vec<u32>, NodeId)>>,
    /// Still to be printed, the next one last.
    printing: Vec<NodeId>,
    unfinished: usize,
}

impl Attributes {
    /// Only the set itself.
    pub fn new() -> Self {
        let mut attributes = Self {
            nodes: Vec::new(),
            waiting: BinaryHeap::new(),
            printing: Vec::new(),
            unfinished: 0,
        };
        let root = attributes.add(Vec::new(), Vec::new());
        attributes.printing.push(root);
        attributes
    }

    fn add(&mut self, path: AttributePath, place: Vec<u32>) -> NodeId {
        let id = self.nodes.len();
        self.waiting.push(Reverse((place.clone(), id)));
        self.nodes.push(Node {
            path,
            place,
            outcome: Outcome::Pending,
        });
        self.unfinished += 1;
        id
    }

    /// Takes the next attribute to evaluate.
    pub fn take(&mut self) -> Option<(NodeId, AttributePath)> {
        let Reverse((_, id)) = self.waiting.pop()?;
        Some((id, self.nodes[id].path.clone()))
    }

    /// Puts an attribute back that nobody evaluated.
    pub fn put_back(&mut self, id: NodeId) {
        self.waiting
            .push(Reverse((self.nodes[id].place.clone(), id)));
    }

    /// Whether everything has been evaluated.
    pub fn is_finished(&self) -> bool {
        self.unfinished == 0
    }

    /// How many attributes are known, and how many of them are evaluated.
    pub fn progress(&self) -> (usize, usize) {
        (self.nodes.len(), self.nodes.len() - self.unfinished)
    }

    /// An attribute has this line, or none.
    pub fn finish(&mut self, id: NodeId, line: Option<String>) {
        self.settle(id, line.map_or(Outcome::Nothing, Outcome::Line));
    }

    /// An attribute is a set with these names.
    pub fn expand(&mut self, id: NodeId, names: Vec<String>) {
        let mut children = Vec::with_capacity(names.len());
        for (index, name) in (0..).zip(names) {
            let mut path = self.nodes[id].path.clone();
            path.push(name);
            let mut place = self.nodes[id].place.clone();
            place.push(index);
            children.push(self.add(path, place));
        }
        self.settle(id, Outcome::Children(children));
    }

    fn settle(&mut self, id: NodeId, outcome: Outcome) {
        self.nodes[id].outcome = outcome;
        self.unfinished -= 1;
    }

    /// The next line whose turn it is.
    pub fn next_line(&mut self) -> Option<String> {
        while let Some(&id) = self.printing.last() {
            let outcome = std::mem::replace(&mut self.nodes[id].outcome, Outcome::Nothing);
            match outcome {
                Outcome::Pending => {
                    self.nodes[id].outcome = Outcome::Pending;
                    return None;
                }
                Outcome::Line(line) => {
                    self.printing.pop();
                    return Some(line);
                }
                Outcome::Children(children) => {
                    self.printing.pop();
                    self.printing.extend(children.into_iter().rev());
                }
                Outcome::Nothing => {
                    self.printing.pop();
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    #[test]
    fn lines_come_in_the_order_of_the_tree() {
        let mut attributes = Attributes::new();
        let (root, _) = attributes.take().expect("the root");
        attributes.expand(root, names(&["a", "b", "c"]));
        let taken: Vec<_> = std::iter::from_fn(|| attributes.take()).collect();
        let ids: Vec<NodeId> = taken.iter().map(|(id, _)| *id).collect();
        attributes.finish(ids[2], Some("c".to_owned()));
        assert_eq!(attributes.next_line(), None);
        attributes.expand(ids[1], names(&["x"]));
        attributes.finish(ids[0], Some("a".to_owned()));
        assert_eq!(attributes.next_line().as_deref(), Some("a"));
        assert_eq!(attributes.next_line(), None);
        let (x, path) = attributes.take().expect("what was found in b");
        assert_eq!(path, names(&["b", "x"]));
        attributes.finish(x, None);
        assert_eq!(attributes.next_line().as_deref(), Some("c"));
        assert!(attributes.is_finished());
    }

    #[test]
    fn what_is_put_back_comes_first_again() {
        let mut attributes = Attributes::new();
        let (root, _) = attributes.take().expect("the root");
        attributes.expand(root, names(&["a", "b"]));
        let (first, _) = attributes.take().expect("a");
        attributes.put_back(first);
        assert_eq!(attributes.take().map(|(id, _)| id), Some(first));
    }
}
