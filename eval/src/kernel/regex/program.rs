//! From syntax tree to a program for the matcher: a graph of states, built back to front without recursion.

use super::class::ByteSet;
use super::parse::{Node, NodeId, Refusal, Syntax};

/// A state's number in [`Program::states`].
pub type StateId = u32;

/// One state of the automaton.
#[derive(Clone, Copy, Debug)]
pub enum State {
    /// Consumes one byte of the set.
    Bytes(ByteSet, StateId),
    /// Goes on at the start of the text.
    Start(StateId),
    /// Goes on at the end of the text.
    End(StateId),
    /// Writes the position to a capture slot.
    Save(u32, StateId),
    /// Tries one state, then the other; the number counts branches.
    Branch(u32, Branch),
    /// The expression has matched.
    Accept,
    /// No way on.
    Fail,
}

/// Two ways on.
#[derive(Clone, Copy, Debug)]
pub struct Branch {
    /// The way tried first.
    pub first: StateId,
    /// The way tried afterwards.
    pub second: StateId,
    /// Whether the second way is tried only if the first led to no match at all.
    pub exclusive: bool,
}

/// A compiled expression.
#[derive(Debug)]
pub struct Program {
    /// The states.
    pub states: Vec<State>,
    /// Where matching begins.
    pub start: StateId,
    /// Number of [`State::Branch`] states.
    pub branches: u32,
    /// Number of groups.
    pub groups: u32,
    /// Bytes a match can begin with; none if it can be empty.
    pub first: Option<ByteSet>,
}

/// What remains to be done; the last step is done first.
#[derive(Clone, Copy)]
enum Step {
    /// Put the node before the state on top of the stack; without consuming any byte if `empty`.
    Node { node: NodeId, empty: bool },
    /// Put a capture before the state on top.
    Save(u32),
    /// Push a state.
    Push(StateId),
    /// Join the two topmost states: the upper one is tried first.
    Join,
    /// Pass by the state on top, which is tried first, to this one.
    Optional(StateId),
    /// Put a loop before the state on top.
    Loop { node: NodeId, at_least_once: bool },
    /// Make the state on top the body of this loop.
    CloseLoop { state: StateId, at_least_once: bool },
}

struct Compiler<'a> {
    syntax: &'a Syntax,
    /// Whether each node can match nothing.
    nullable: Vec<bool>,
    states: Vec<State>,
    branches: u32,
    steps: Vec<Step>,
    /// Entry states of what has been built.
    entries: Vec<StateId>,
}

/// The number of states a program may have.
///
/// The parser bounds the automaton of the C++ standard library; here each level of nested loops over what may be empty
/// adds a copy of its body, so that there is a second bound.
const MAX_STATES: usize = 400_000;

/// Compiles an expression.
pub fn compile(syntax: &Syntax) -> Result<Program, Refusal> {
    let mut compiler = Compiler {
        syntax,
        nullable: nullable(&syntax.nodes),
        states: vec![State::Fail, State::Accept],
        branches: 0,
        steps: vec![Step::Node {
            node: syntax.root,
            empty: false,
        }],
        entries: vec![1],
    };
    while let Some(step) = compiler.steps.pop() {
        compiler.step(step);
        if compiler.states.len() > MAX_STATES {
            return Err(Refusal::TooLarge);
        }
    }
    let start = compiler.top();
    let first = first_bytes(&compiler.states, start);
    Ok(Program {
        states: compiler.states,
        start,
        branches: compiler.branches,
        groups: syntax.groups,
        first,
    })
}

/// Whether each node can match nothing; children come before their parents.
fn nullable(nodes: &[Node]) -> Vec<bool> {
    let mut nullable: Vec<bool> = Vec::with_capacity(nodes.len());
    for node in nodes {
        let is = |child: &NodeId| nullable[*child as usize];
        let value = match node {
            Node::Bytes(_) => false,
            Node::Start | Node::End => true,
            Node::Group(_, child) => is(child),
            Node::Sequence(children) => children.iter().all(is),
            Node::Choice(children) => children.iter().any(is),
            Node::Repeat(child, low, _) => *low == 0 || is(child),
        };
        nullable.push(value);
    }
    nullable
}

/// The bytes that some path from `start` consumes first; none if some path accepts before.
fn first_bytes(states: &[State], start: StateId) -> Option<ByteSet> {
    let mut set = ByteSet::empty();
    let mut seen = vec![false; states.len()];
    let mut pending = vec![start];
    while let Some(id) = pending.pop() {
        if std::mem::replace(&mut seen[id as usize], true) {
            continue;
        }
        match states[id as usize] {
            State::Bytes(bytes, _) => set.insert_all(&bytes),
            State::Start(next) | State::End(next) | State::Save(_, next) => pending.push(next),
            State::Branch(_, branch) => pending.extend([branch.first, branch.second]),
            State::Accept => return None,
            State::Fail => {}
        }
    }
    Some(set)
}

const FAIL: StateId = 0;

impl Compiler<'_> {
    fn top(&self) -> StateId {
        self.entries.last().copied().unwrap_or(FAIL)
    }

    fn pop(&mut self) -> StateId {
        self.entries.pop().unwrap_or(FAIL)
    }

    fn add(&mut self, state: State) -> StateId {
        self.states.push(state);
        (self.states.len() - 1) as StateId
    }

    fn branch(&mut self, first: StateId, second: StateId, exclusive: bool) -> StateId {
        let number = self.branches;
        self.branches += 1;
        let branch = Branch {
            first,
            second,
            exclusive,
        };
        self.add(State::Branch(number, branch))
    }

    fn step(&mut self, step: Step) {
        match step {
            Step::Node { node, empty } => self.node(node, empty),
            Step::Save(slot) => {
                let next = self.pop();
                let state = self.add(State::Save(slot, next));
                self.entries.push(state);
            }
            Step::Push(state) => self.entries.push(state),
            Step::Join => {
                let first = self.pop();
                let second = self.pop();
                let state = self.branch(first, second, false);
                self.entries.push(state);
            }
            Step::Optional(next) => {
                let first = self.pop();
                let state = self.branch(first, next, true);
                self.entries.push(state);
            }
            Step::Loop {
                node,
                at_least_once,
            } => {
                let next = self.pop();
                let state = self.branch(FAIL, next, true);
                self.entries.push(state);
                self.steps.push(Step::CloseLoop {
                    state,
                    at_least_once,
                });
                self.steps.push(Step::Node { node, empty: false });
            }
            Step::CloseLoop {
                state,
                at_least_once,
            } => {
                let body = self.pop();
                if let State::Branch(_, branch) = &mut self.states[state as usize] {
                    branch.first = body;
                }
                self.entries.push(if at_least_once { body } else { state });
            }
        }
    }

    fn node(&mut self, node: NodeId, empty: bool) {
        let syntax = self.syntax;
        match &syntax.nodes[node as usize] {
            Node::Bytes(set) => {
                let next = self.pop();
                let state = if empty {
                    FAIL
                } else {
                    self.add(State::Bytes(*set, next))
                };
                self.entries.push(state);
            }
            Node::Start => {
                let next = self.pop();
                let state = self.add(State::Start(next));
                self.entries.push(state);
            }
            Node::End => {
                let next = self.pop();
                let state = self.add(State::End(next));
                self.entries.push(state);
            }
            Node::Group(group, child) => self.steps.extend([
                Step::Save(2 * group - 2),
                Step::Node {
                    node: *child,
                    empty,
                },
                Step::Save(2 * group - 1),
            ]),
            Node::Sequence(children) => {
                let steps = children.iter().map(|&node| Step::Node { node, empty });
                self.steps.extend(steps);
            }
            Node::Choice(children) => self.choice(children, empty),
            Node::Repeat(child, low, high) => self.repeat(*child, *low, *high, empty),
        }
    }

    /// Alternatives join from the last to the first.
    fn choice(&mut self, children: &[NodeId], empty: bool) {
        let next = self.pop();
        let Some((&last, others)) = children.split_last() else {
            self.entries.push(next);
            return;
        };
        for &node in others {
            self.steps.push(Step::Join);
            self.steps.push(Step::Node { node, empty });
            self.steps.push(Step::Push(next));
        }
        self.steps.push(Step::Node { node: last, empty });
        self.entries.push(next);
    }

    /// Copies of the repeated node; the mandatory ones are done last, because they come first in the text.
    fn repeat(&mut self, child: NodeId, low: u32, high: Option<u32>, empty: bool) {
        let copy = |empty| Step::Node { node: child, empty };
        let next = self.top();
        if empty {
            // Repeating nothing adds nothing: one copy says it all.
            if low == 0 {
                self.steps.push(Step::Optional(next));
            }
            self.steps.push(copy(true));
            return;
        }
        if let Some(high) = high {
            self.steps.extend((0..low).map(|_| copy(false)));
            for _ in low..high {
                self.steps.push(Step::Optional(next));
                self.steps.push(copy(false));
            }
            return;
        }
        self.steps.extend((1..low).map(|_| copy(false)));
        let at_least_once = low > 0;
        self.steps.push(Step::Loop {
            node: child,
            at_least_once,
        });
        if self.nullable[child as usize] {
            // A last iteration that matches nothing, which the captures tell.
            self.steps.push(Step::Optional(next));
            self.steps.push(copy(true));
        }
    }
}
