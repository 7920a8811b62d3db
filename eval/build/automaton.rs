//! Builds the parser's tables from the grammar: LALR(1), with conflicts settled by precedence.
//!
//! Like Bison's they have a default reduction in every state that reduces: it decides which tokens a syntax error says
//! were expected.

use super::rules::{Grouping, PRECEDENCE, RULES, Rule, SYMBOLS, Sym, TERMINALS};
use std::collections::BTreeMap;
use std::fmt;

/// A set of terminals, by their numbers.
type Terminals = u64;

/// The mark of a lookahead that comes from the kernel item itself.
const INHERITED: Terminals = 1 << 63;

const NONTERMINALS: usize = SYMBOLS - TERMINALS;

/// What to do in a state at a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Action {
    /// Nothing particular: the state's default reduction, or an error if there is none.
    Default,
    /// Consume the terminal and go on in this state.
    Shift(u16),
    /// Apply this rule.
    Reduce(u16),
    /// A comparison of comparisons: an error.
    Refuse,
}

/// What the parser does in one state.
struct Row {
    actions: [Action; TERMINALS],
    default: Option<u16>,
    successors: [u16; NONTERMINALS],
}

/// The tables of the parser, written as the code of its module `tables`.
pub(super) struct Tables {
    rows: Vec<Row>,
}

impl fmt::Display for Tables {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "static STATES: [State; {}] = [", self.rows.len())?;
        for row in &self.rows {
            let default = row.default.map_or(Action::Refuse, Action::Reduce);
            let is_settled = row.default.is_some()
                && row.actions.iter().all(|action| *action == Action::Default);
            let actions: Vec<_> = row.actions.iter().map(ToString::to_string).collect();
            writeln!(
                f,
                "State {{ default: {default}, is_settled: {is_settled}, actions: [{}], successors: {:?} }},",
                actions.join(", "),
                row.successors,
            )?;
        }
        writeln!(f, "];")
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("Action::DEFAULT"),
            Self::Shift(to) => write!(f, "Action::shift({to})"),
            Self::Reduce(rule) => write!(f, "Action::reduce({rule})"),
            Self::Refuse => f.write_str("Action::REFUSE"),
        }
    }
}

/// A rule with a dot before the nth symbol of its right side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Item {
    rule: u16,
    dot: u16,
}

impl Item {
    fn rule(self) -> &'static Rule {
        &RULES[self.rule as usize]
    }

    fn next(self) -> Option<Sym> {
        self.rule().right.get(self.dot as usize).copied()
    }

    fn advanced(self) -> Self {
        Self {
            dot: self.dot + 1,
            ..self
        }
    }
}

#[derive(Debug, Default)]
struct State {
    kernel: Vec<Item>,
    lookaheads: Vec<Terminals>,
    successors: BTreeMap<Sym, usize>,
}

fn is_terminal(symbol: Sym) -> bool {
    (symbol.0 as usize) < TERMINALS
}

fn nonterminal(symbol: Sym) -> usize {
    symbol.0 as usize - TERMINALS
}

/// The rules of a nonterminal.
fn rules_of(symbol: Sym) -> impl Iterator<Item = u16> {
    (0u16..)
        .zip(RULES)
        .filter(move |(_, rule)| rule.left == symbol)
        .map(|(i, _)| i)
}

/// What each nonterminal can start with, and whether it can be empty.
struct First {
    terminals: [Terminals; NONTERMINALS],
    empty: [bool; NONTERMINALS],
}

impl First {
    fn of_grammar() -> Self {
        let mut first = Self {
            terminals: [0; NONTERMINALS],
            empty: [false; NONTERMINALS],
        };
        let mut changed = true;
        while changed {
            changed = false;
            for rule in RULES {
                let (terminals, empty) = first.of(rule.right);
                let left = nonterminal(rule.left);
                let known = first.terminals[left] | terminals;
                changed |= known != first.terminals[left] || (empty && !first.empty[left]);
                first.terminals[left] = known;
                first.empty[left] |= empty;
            }
        }
        first
    }

    /// What a sequence can start with, and whether it can be empty.
    fn of(&self, symbols: &[Sym]) -> (Terminals, bool) {
        let mut terminals = 0;
        for &symbol in symbols {
            if is_terminal(symbol) {
                return (terminals | 1 << symbol.0, false);
            }
            terminals |= self.terminals[nonterminal(symbol)];
            if !self.empty[nonterminal(symbol)] {
                return (terminals, false);
            }
        }
        (terminals, true)
    }

    /// The lookaheads of the nonterminals that items with these lookaheads ask for.
    fn closure(&self, kernel: &[(Item, Terminals)]) -> [Option<Terminals>; NONTERMINALS] {
        let mut asked = [None; NONTERMINALS];
        let mut pending = kernel.to_vec();
        while let Some((item, lookahead)) = pending.pop() {
            let Some(next) = item.next().filter(|&next| !is_terminal(next)) else {
                continue;
            };
            let (mut terminals, empty) = self.of(&item.rule().right[item.dot as usize + 1..]);
            if empty {
                terminals |= lookahead;
            }
            let known = &mut asked[nonterminal(next)];
            if known.is_some_and(|known: Terminals| known | terminals == known) {
                continue;
            }
            let terminals = known.unwrap_or(0) | terminals;
            *known = Some(terminals);
            pending.extend(rules_of(next).map(|rule| (Item { rule, dot: 0 }, terminals)));
        }
        asked
    }
}

/// The states of the parser, each a set of items.
pub(super) struct Automaton {
    first: First,
    states: Vec<State>,
}

impl Automaton {
    pub(super) fn of_grammar() -> Self {
        let mut automaton = Self {
            first: First::of_grammar(),
            states: Vec::new(),
        };
        automaton.build_states();
        automaton.find_lookaheads();
        automaton
    }

    /// The items of a state: its kernel, and the rules of every nonterminal that may begin.
    fn items(&self, kernel: &[(Item, Terminals)]) -> Vec<(Item, Terminals)> {
        let asked = self.first.closure(kernel);
        let mut items = kernel.to_vec();
        for (rule, definition) in (0u16..).zip(RULES) {
            if let Some(lookahead) = asked[nonterminal(definition.left)] {
                items.push((Item { rule, dot: 0 }, lookahead));
            }
        }
        items
    }

    fn build_states(&mut self) {
        let start = vec![Item { rule: 0, dot: 0 }];
        let mut numbers = BTreeMap::from([(start.clone(), 0)]);
        let first = State {
            kernel: start,
            lookaheads: vec![0],
            successors: BTreeMap::new(),
        };
        self.states.push(first);
        let mut done = 0;
        while done < self.states.len() {
            let kernel: Vec<_> = self.states[done]
                .kernel
                .iter()
                .map(|&item| (item, 0))
                .collect();
            let mut kernels: BTreeMap<Sym, Vec<Item>> = BTreeMap::new();
            for (item, _) in self.items(&kernel) {
                if let Some(next) = item.next() {
                    kernels.entry(next).or_default().push(item.advanced());
                }
            }
            for (symbol, mut kernel) in kernels {
                kernel.sort_unstable();
                kernel.dedup();
                let number = *numbers.entry(kernel.clone()).or_insert_with(|| {
                    let lookaheads = vec![0; kernel.len()];
                    self.states.push(State {
                        kernel,
                        lookaheads,
                        successors: BTreeMap::new(),
                    });
                    self.states.len() - 1
                });
                self.states[done].successors.insert(symbol, number);
            }
            done += 1;
        }
    }

    /// Finds which lookaheads arise where, and hands them on until nothing changes.
    fn find_lookaheads(&mut self) {
        let mut links = Vec::new();
        for from in 0..self.states.len() {
            for index in 0..self.states[from].kernel.len() {
                let item = self.states[from].kernel[index];
                for (item, lookahead) in self.items(&[(item, INHERITED)]) {
                    let Some(next) = item.next() else { continue };
                    let to = self.states[from].successors[&next];
                    let target = self.states[to]
                        .kernel
                        .iter()
                        .position(|&i| i == item.advanced());
                    let Some(target) = target else { continue };
                    self.states[to].lookaheads[target] |= lookahead & !INHERITED;
                    if lookahead & INHERITED != 0 {
                        links.push((from, index, to, target));
                    }
                }
            }
        }
        let mut changed = true;
        while changed {
            changed = false;
            for &(from, index, to, target) in &links {
                let lookahead = self.states[from].lookaheads[index];
                let known = &mut self.states[to].lookaheads[target];
                changed |= *known | lookahead != *known;
                *known |= lookahead;
            }
        }
    }

    pub(super) fn tables(&self) -> Tables {
        let mut rows = Vec::with_capacity(self.states.len());
        for state in &self.states {
            let mut actions = [Action::Default; TERMINALS];
            let mut successors = [0; NONTERMINALS];
            for (&symbol, &to) in &state.successors {
                if is_terminal(symbol) {
                    actions[symbol.0 as usize] = Action::Shift(to as u16);
                } else {
                    successors[nonterminal(symbol)] = to as u16;
                }
            }
            let kernel: Vec<_> = state
                .kernel
                .iter()
                .copied()
                .zip(state.lookaheads.iter().copied())
                .collect();
            let mut reductions: Vec<_> = self
                .items(&kernel)
                .into_iter()
                .filter(|(item, _)| item.next().is_none())
                .map(|(item, lookahead)| (item.rule, lookahead))
                .collect();
            reductions.sort_unstable();
            for &(rule, lookahead) in &reductions {
                add_reduction(&mut actions, rule, lookahead);
            }
            let default = take_default(&mut actions, &reductions);
            rows.push(Row {
                actions,
                default,
                successors,
            });
        }
        Tables { rows }
    }
}

/// Adds a reduction where it does not lose against what is there.
fn add_reduction(actions: &mut [Action; TERMINALS], rule: u16, lookahead: Terminals) {
    for (terminal, action) in actions.iter_mut().enumerate() {
        if lookahead & 1 << terminal == 0 {
            continue;
        }
        *action = match *action {
            Action::Default => Action::Reduce(rule),
            Action::Shift(to) => settle(Sym(terminal as u8), to, rule),
            // The earlier rule stands.
            Action::Reduce(earlier) => Action::Reduce(earlier),
            Action::Refuse => Action::Refuse,
        };
    }
}

/// Shift or reduce: the stronger wins, and between equals their grouping decides.
fn settle(terminal: Sym, to: u16, rule: u16) -> Action {
    let strength = |symbol: Sym| {
        PRECEDENCE
            .iter()
            .enumerate()
            .find(|(_, (_, symbols))| symbols.contains(&symbol))
    };
    let own = RULES[rule as usize].precedence.and_then(strength);
    let (Some((own, _)), Some((other, (grouping, _)))) = (own, strength(terminal)) else {
        return Action::Shift(to);
    };
    match (own.cmp(&other), grouping) {
        (std::cmp::Ordering::Greater, _) | (_, Grouping::Left) if own >= other => {
            Action::Reduce(rule)
        }
        (std::cmp::Ordering::Equal, Grouping::Never) => Action::Refuse,
        _ => Action::Shift(to),
    }
}

/// Makes the most frequent reduction of a state its default.
fn take_default(actions: &mut [Action; TERMINALS], reductions: &[(u16, Terminals)]) -> Option<u16> {
    let count = |rule| {
        actions
            .iter()
            .filter(|&&action| action == Action::Reduce(rule))
            .count()
    };
    let mut best = None;
    for &(rule, _) in reductions {
        let count = count(rule);
        if count > best.map_or(0, |(_, most)| most) {
            best = Some((rule, count));
        }
    }
    let (rule, _) = best?;
    for action in actions.iter_mut() {
        if *action == Action::Reduce(rule) {
            *action = Action::Default;
        }
    }
    Some(rule)
}
