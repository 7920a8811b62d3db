//! Matching: depth first over states and positions, each pair of a branch and a position at most once.
//!
//! The answers are those of the C++ standard library's depth-first executor, which are neither POSIX's nor Perl's: a
//! search takes the longest match among the paths explored, of equal ones the first; all alternatives are explored, but
//! a loop is not left earlier once going round it has led to any match. Remembering which branches were taken where
//! keeps the time linear in the text; the path is a list, not the native stack.

use super::parse::Refusal;
use super::program::{Program, State, StateId};

/// A group's range; none if the group took no part in the match.
pub type Group = Option<(usize, usize)>;

/// Where an expression matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// First byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// The groups.
    pub groups: Vec<Group>,
}

/// Bytes that one match may take: an expression of twenty branches over a hundred megabytes.
const MAX_MEMORY: usize = 1 << 31;

/// A slot that has not been written.
const UNSET: usize = usize::MAX;

/// What is left to do, the last first; sixteen bytes, because a text may need one for each of its own.
enum Pending {
    /// Put back what a capture slot held.
    Restore { slot: u32, old: usize },
    /// The first way of a branch has been explored; there had been this many solutions before.
    Between {
        state: StateId,
        at: u32,
        solutions: u32,
    },
    /// Both have.
    After {
        number: u32,
        at: u32,
        solutions: u32,
    },
}

/// The state of matching one text.
pub struct Matcher<'a> {
    program: &'a Program,
    text: &'a [u8],
    /// Whether only a match of the whole text counts.
    whole: bool,
    /// Two bits for each position and branch: explored, and led to a match.
    explored: Vec<u64>,
    /// The position after the last one explored.
    reached: usize,
    slots: Vec<usize>,
    pending: Vec<Pending>,
    solutions: u32,
    best: Option<(usize, Vec<usize>)>,
}

impl<'a> Matcher<'a> {
    /// The bytes that matching a text of `length` bytes may take; an error if they are too many.
    pub fn memory(program: &Program, length: usize) -> Result<usize, Refusal> {
        let table = (program.branches as usize).saturating_mul(length + 1) / 4;
        let path = length.saturating_mul(size_of::<Pending>());
        let bytes = table.saturating_add(path);
        if bytes > MAX_MEMORY || length >= u32::MAX as usize {
            return Err(Refusal::TooLarge);
        }
        Ok(bytes)
    }

    /// Prepares to match `text`.
    pub fn new(program: &'a Program, text: &'a [u8], whole: bool) -> Self {
        let bits = 2 * program.branches as usize * (text.len() + 1);
        Self {
            program,
            text,
            whole,
            explored: vec![0; bits.div_ceil(64)],
            reached: 0,
            slots: vec![UNSET; 2 * program.groups as usize],
            pending: Vec::new(),
            solutions: 0,
            best: None,
        }
    }

    /// The groups of a match of the whole text.
    pub fn match_whole(mut self) -> Option<Vec<Group>> {
        self.explore(0);
        self.best.map(|(_, slots)| groups(&slots))
    }

    /// The first match that begins at `from` or after; successive searches go forward.
    pub fn find_from(&mut self, from: usize) -> Option<Match> {
        let mut start = from;
        loop {
            if let Some(first) = &self.program.first {
                start += self.text[start..]
                    .iter()
                    .position(|&byte| first.contains(byte))?;
            }
            self.explore(start);
            if let Some((end, slots)) = self.best.take() {
                self.forget(start);
                let groups = groups(&slots);
                return Some(Match { start, end, groups });
            }
            // What failed from one start fails from any other: the table stays.
            if start == self.text.len() {
                return None;
            }
            start += 1;
        }
    }

    /// Clears the table for the positions explored since `start`.
    fn forget(&mut self, start: usize) {
        let row = 2 * self.program.branches as usize;
        let (first, last) = (start * row / 64, (self.reached * row).div_ceil(64));
        if let Some(words) = self.explored.get_mut(first..last) {
            words.fill(0);
        }
    }

    fn bit(&self, number: u32, at: usize) -> (usize, u32) {
        let index = 2 * (at * self.program.branches as usize + number as usize);
        (index / 64, (index % 64) as u32)
    }

    fn explore(&mut self, start: usize) {
        self.slots.fill(UNSET);
        self.follow(self.program.start, start);
        while let Some(pending) = self.pending.pop() {
            if self.whole && self.best.is_some() {
                return;
            }
            match pending {
                Pending::Restore { slot, old } => self.slots[slot as usize] = old,
                Pending::Between {
                    state,
                    at,
                    solutions,
                } => self.second_way(state, at, solutions),
                Pending::After {
                    number,
                    at,
                    solutions,
                } => self.close(number, at as usize, solutions),
            }
        }
    }

    fn second_way(&mut self, state: StateId, at: u32, solutions: u32) {
        let State::Branch(number, branch) = self.program.states[state as usize] else {
            return;
        };
        if branch.exclusive && self.solutions > solutions {
            return self.close(number, at as usize, solutions);
        }
        self.pending.push(Pending::After {
            number,
            at,
            solutions,
        });
        self.follow(branch.second, at as usize);
    }

    /// Notes whether a branch has led to a match.
    fn close(&mut self, number: u32, at: usize, solutions: u32) {
        if self.solutions > solutions {
            let (word, shift) = self.bit(number, at);
            self.explored[word] |= 2 << shift;
        }
    }

    /// Goes on from a state until a branch, a dead end or a match.
    fn follow(&mut self, mut state: StateId, mut at: usize) {
        loop {
            match self.program.states[state as usize] {
                State::Bytes(set, next) => {
                    if !self.text.get(at).is_some_and(|&byte| set.contains(byte)) {
                        return;
                    }
                    state = next;
                    at += 1;
                }
                State::Start(next) if at == 0 => state = next,
                State::End(next) if at == self.text.len() => state = next,
                State::Start(_) | State::End(_) | State::Fail => return,
                State::Save(slot, next) => {
                    let old = std::mem::replace(&mut self.slots[slot as usize], at);
                    self.pending.push(Pending::Restore { slot, old });
                    state = next;
                }
                State::Branch(number, branch) => {
                    let (word, shift) = self.bit(number, at);
                    let bits = self.explored[word] >> shift & 3;
                    if bits != 0 {
                        if bits & 2 != 0 {
                            self.found();
                        }
                        return;
                    }
                    self.explored[word] |= 1 << shift;
                    self.reached = self.reached.max(at + 1);
                    self.pending.push(Pending::Between {
                        state,
                        at: at as u32,
                        solutions: self.solutions,
                    });
                    state = branch.first;
                }
                State::Accept => {
                    self.accept(at);
                    return;
                }
            }
        }
    }

    /// Counts a match; at the end of the count later ones pass for none, which only leaves fewer ways out.
    fn found(&mut self) {
        self.solutions = self.solutions.saturating_add(1);
    }

    fn accept(&mut self, at: usize) {
        if self.whole && at != self.text.len() {
            return;
        }
        self.found();
        if self.best.as_ref().is_none_or(|(end, _)| at > *end) {
            self.best = Some((at, self.slots.clone()));
        }
    }
}

fn groups(slots: &[usize]) -> Vec<Group> {
    slots
        .chunks_exact(2)
        .map(|pair| (pair[0] != UNSET && pair[1] != UNSET).then_some((pair[0], pair[1])))
        .collect()
}
