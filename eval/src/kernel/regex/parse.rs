//! POSIX extended regular expressions from text to a flat syntax tree.
//!
//! Grammar and limits are those of the C++ standard library's `std::regex::extended`, which C++ Nix uses: bytes
//! and not characters, the "C" locale, no escapes but of special characters, and a bound on the states of the
//! automaton. The parser keeps its own stack, so that nesting costs no native stack.

use super::bracket;
use super::class::ByteSet;

/// A node's number in [`Syntax::nodes`].
pub type NodeId = u32;

/// One construct.
#[derive(Clone, Debug)]
pub enum Node {
    /// Any byte of a set.
    Bytes(ByteSet),
    /// The start of the text.
    Start,
    /// The end of the text.
    End,
    /// A capturing group, counted from one.
    Group(u32, NodeId),
    /// One after the other; nothing for an empty list.
    Sequence(Vec<NodeId>),
    /// The first that leads to a match.
    Choice(Vec<NodeId>),
    /// At least, and at most where there is a bound.
    Repeat(NodeId, u32, Option<u32>),
}

/// A parsed regular expression.
#[derive(Debug)]
pub struct Syntax {
    /// Every construct, each after those it is made of.
    pub nodes: Vec<Node>,
    /// The whole expression.
    pub root: NodeId,
    /// Number of groups.
    pub groups: u32,
}

/// Why an expression is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is not an extended regular expression.
    Invalid,
    /// Its automaton or its search would be too large.
    TooLarge,
}

/// The number of states the automaton may have, as in the C++ standard library.
const MAX_STATES: u64 = 100_000;

/// States that every automaton has: begin, end, accept.
const FIXED_STATES: u64 = 3;

/// A group being parsed, or the whole expression.
struct Level {
    /// The group's number; none for the whole expression.
    group: Option<u32>,
    /// Finished alternatives.
    alternatives: Vec<NodeId>,
    /// The alternative being parsed.
    sequence: Vec<NodeId>,
    /// States of everything on this level so far.
    states: u64,
}

impl Level {
    fn new(group: Option<u32>) -> Self {
        Self {
            group,
            alternatives: Vec::new(),
            sequence: Vec::new(),
            states: 0,
        }
    }
}

struct Parser<'a> {
    text: &'a [u8],
    at: usize,
    nodes: Vec<Node>,
    groups: u32,
    /// States made so far, those of repeated originals included.
    total: u64,
}

/// Parses an expression.
pub fn parse(text: &[u8]) -> Result<Syntax, Refusal> {
    let parser = Parser {
        text,
        at: 0,
        nodes: Vec::new(),
        groups: 0,
        total: FIXED_STATES,
    };
    parser.run()
}

impl Parser<'_> {
    fn run(mut self) -> Result<Syntax, Refusal> {
        let mut outer: Vec<Level> = Vec::new();
        let mut level = Level::new(None);
        while let Some(byte) = self.next() {
            match byte {
                b'(' => {
                    self.count(2)?;
                    self.groups += 1;
                    outer.push(level);
                    level = Level::new(Some(self.groups));
                }
                b')' => {
                    let (node, states) = self.close(&mut level)?;
                    let group = level.group.ok_or(Refusal::Invalid)?;
                    level = outer.pop().ok_or(Refusal::Invalid)?;
                    let node = self.add(Node::Group(group, node));
                    self.quantified(&mut level, node, states + 2)?;
                }
                b'|' => {
                    self.count(2 + 1)?;
                    level.states += 2 + 1;
                    let sequence = std::mem::take(&mut level.sequence);
                    let node = self.sequence(sequence);
                    level.alternatives.push(node);
                }
                b'^' | b'$' => {
                    self.count(1)?;
                    level.states += 1;
                    let node = self.add(if byte == b'^' { Node::Start } else { Node::End });
                    level.sequence.push(node);
                }
                b'*' | b'+' | b'?' | b'{' => return Err(Refusal::Invalid),
                b'.' => self.atom(&mut level, ByteSet::full())?,
                b'[' => {
                    let (set, length) = bracket::parse(&self.text[self.at..])?;
                    self.at += length;
                    self.atom(&mut level, set)?;
                }
                b'\\' => {
                    let escaped = self.next().ok_or(Refusal::Invalid)?;
                    if !b".[\\()*+?{|^$".contains(&escaped) {
                        return Err(Refusal::Invalid);
                    }
                    self.atom(&mut level, ByteSet::of(escaped))?;
                }
                literal => self.atom(&mut level, ByteSet::of(literal))?,
            }
        }
        if level.group.is_some() {
            return Err(Refusal::Invalid);
        }
        let (root, _) = self.close(&mut level)?;
        Ok(Syntax {
            nodes: self.nodes,
            root,
            groups: self.groups,
        })
    }

    fn next(&mut self) -> Option<u8> {
        let byte = *self.text.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    fn add(&mut self, node: Node) -> NodeId {
        self.nodes.push(node);
        (self.nodes.len() - 1) as NodeId
    }

    /// A sequence; of one element that element itself.
    fn sequence(&mut self, elements: Vec<NodeId>) -> NodeId {
        match elements[..] {
            [single] => single,
            _ => self.add(Node::Sequence(elements)),
        }
    }

    fn count(&mut self, states: u64) -> Result<(), Refusal> {
        self.total = self.total.saturating_add(states);
        if self.total > MAX_STATES {
            return Err(Refusal::TooLarge);
        }
        Ok(())
    }

    /// Ends a level: its alternatives as one node, and the states they take.
    fn close(&mut self, level: &mut Level) -> Result<(NodeId, u64), Refusal> {
        self.count(1)?;
        let sequence = std::mem::take(&mut level.sequence);
        let last = self.sequence(sequence);
        let mut alternatives = std::mem::take(&mut level.alternatives);
        if alternatives.is_empty() {
            return Ok((last, level.states + 1));
        }
        alternatives.push(last);
        Ok((self.add(Node::Choice(alternatives)), level.states + 1))
    }

    fn atom(&mut self, level: &mut Level, set: ByteSet) -> Result<(), Refusal> {
        self.count(1)?;
        let node = self.add(Node::Bytes(set));
        self.quantified(level, node, 1)
    }

    /// Applies the quantifiers that follow an atom of `states` states and adds it to the level.
    fn quantified(
        &mut self,
        level: &mut Level,
        mut node: NodeId,
        mut states: u64,
    ) -> Result<(), Refusal> {
        while let Some(&byte) = self.text.get(self.at) {
            let (low, high) = match byte {
                b'*' => (0, None),
                b'+' => (1, None),
                b'?' => (0, Some(1)),
                b'{' => {
                    self.at += 1;
                    let (low, high) = self.bounds()?;
                    let copies = states.saturating_mul(u64::from(low));
                    let rest = match high {
                        None => states + 1,
                        Some(high) => (states + 1).saturating_mul(u64::from(high - low)) + 1,
                    };
                    states = copies.saturating_add(rest).saturating_add(1);
                    self.count(states)?;
                    node = self.add(Node::Repeat(node, low, high));
                    continue;
                }
                _ => break,
            };
            self.at += 1;
            let added = if high.is_some() { 2 } else { 1 };
            self.count(added)?;
            states += added;
            node = self.add(Node::Repeat(node, low, high));
        }
        level.states += states;
        level.sequence.push(node);
        Ok(())
    }

    /// What follows `{`: `n}`, `n,}` or `n,m}`.
    fn bounds(&mut self) -> Result<(u32, Option<u32>), Refusal> {
        let low = self.number()?.ok_or(Refusal::Invalid)?;
        let high = match self.next() {
            Some(b'}') => return Ok((low, Some(low))),
            Some(b',') => self.number()?,
            _ => return Err(Refusal::Invalid),
        };
        if self.next() != Some(b'}') || high.is_some_and(|high| high < low) {
            return Err(Refusal::Invalid);
        }
        Ok((low, high))
    }

    fn number(&mut self) -> Result<Option<u32>, Refusal> {
        let rest = &self.text[self.at..];
        let length = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if length == 0 {
            return Ok(None);
        }
        self.at += length;
        std::str::from_utf8(&rest[..length])
            .ok()
            .and_then(|digits| digits.parse::<i32>().ok())
            .map(|number| Some(number as u32))
            .ok_or(Refusal::Invalid)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(text: &str) -> Option<Refusal> {
        parse(text.as_bytes()).err()
    }

    #[test]
    fn what_is_no_extended_expression_is_refused() {
        for text in [
            "(",
            ")",
            "a)",
            "*",
            "*a",
            "(*a)",
            "+",
            "?",
            "a|*",
            "^*",
            "{",
            "a{",
            "a{1",
            "a{,2}",
            "a{2,1}",
            "a{ 1}",
            "a{-1}",
            "a{x}",
            "a{2147483648}",
            "\\",
            "a\\",
            "\\n",
            "\\d",
            "\\}",
            "\\]",
            "\\1",
            "(?:a)",
            "(?=a)a",
            "[",
            "[a",
            "[]",
            "[^]",
            "[z-a]",
            "[[:foo:]]",
            "[[:alpha:]-z]",
            "[a-[:digit:]]",
            "[a-b-c]",
            "[[.foo.]]",
            "[[:]",
            "[a-\\]",
        ] {
            assert_eq!(refusal(text), Some(Refusal::Invalid), "{text}");
        }
    }

    #[test]
    fn what_looks_odd_and_is_valid() {
        for text in [
            "",
            "()",
            "a||b",
            "|a",
            "a**",
            "a+*",
            "a{1}{2}",
            "}",
            "]",
            "a^b",
            "^^",
            "[]]",
            "[^]]",
            "[a-]",
            "[--a]",
            "[+--]",
            "[[]",
            "[\\n]",
            "[[:ALPHA:]]",
            "[[.hyphen.]]",
            "\\$\\^\\|\\{",
        ] {
            assert_eq!(refusal(text), None, "{text}");
        }
    }

    #[test]
    fn the_bound_on_states_is_exact() {
        for (fits, exceeds) in [
            ("a{99993}", "a{99994}"),
            ("a{0,49996}", "a{0,49997}"),
            ("a{99992,}", "a{99993,}"),
            ("(a){24997}", "(a){24998}"),
            ("(a|b){12498}", "(a|b){12499}"),
        ] {
            assert_eq!(refusal(fits), None, "{fits}");
            assert_eq!(refusal(exceeds), Some(Refusal::TooLarge), "{exceeds}");
        }
        assert_eq!(refusal("((a{1000}){1000}){1000}"), Some(Refusal::TooLarge));
    }

    #[test]
    fn nesting_ends_at_the_bound_on_states() {
        let deep = format!("{}{}", "(".repeat(1_000_000), ")".repeat(1_000_000));
        assert_eq!(refusal(&deep), Some(Refusal::TooLarge));
        let deep = format!("{}{}", "(".repeat(30_000), ")".repeat(30_000));
        assert_eq!(refusal(&deep), None);
    }
}
