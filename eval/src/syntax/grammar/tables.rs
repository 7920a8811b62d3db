//! The parser's tables, which the build script makes from the rules.

use super::rules::{SYMBOLS, Sym, TERMINALS};

include!(concat!(env!("OUT_DIR"), "/tables.rs"));

/// What to do in a state at a terminal, in two bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Action(u16);

impl Action {
    /// Nothing particular: the state's default reduction.
    pub(super) const DEFAULT: Self = Self(0);
    /// An error: a comparison of comparisons, or a state without a default reduction.
    const REFUSE: Self = Self(1);
    /// The bit of the actions that consume the terminal; the others below it say in which state to go on.
    const SHIFT: u16 = 1 << 14;
    /// The bit of the actions that apply a rule; the others say which.
    const REDUCE: u16 = 1 << 15;

    const fn shift(to: u16) -> Self {
        Self(Self::SHIFT | to)
    }

    const fn reduce(rule: u16) -> Self {
        Self(Self::REDUCE | rule)
    }

    /// The state to go on in once the terminal is consumed.
    pub(super) fn shifted(self) -> Option<u16> {
        (self.0 & Self::SHIFT != 0).then_some(self.0 & !Self::SHIFT)
    }

    /// The rule to apply.
    pub(super) fn reduction(self) -> Option<u16> {
        (self.0 & Self::REDUCE != 0).then_some(self.0 & !Self::REDUCE)
    }
}

/// What the parser does in a state.
pub(super) struct State {
    /// What to do where the terminal does not decide.
    pub(super) default: Action,
    /// Whether no terminal decides anything, so that the next one need not be seen.
    pub(super) is_settled: bool,
    actions: [Action; TERMINALS],
    successors: [u16; SYMBOLS - TERMINALS],
}

impl State {
    /// The state of a number.
    #[inline]
    pub(super) fn of(number: u16) -> &'static Self {
        &STATES[usize::from(number)]
    }

    /// What to do at a terminal.
    #[inline]
    pub(super) fn action(&self, terminal: Sym) -> Action {
        match self.actions[usize::from(terminal.0)] {
            Action::DEFAULT => self.default,
            action => action,
        }
    }

    /// Where to go when a nonterminal has been read.
    #[inline]
    pub(super) fn successor(&self, nonterminal: Sym) -> u16 {
        self.successors[usize::from(nonterminal.0) - TERMINALS]
    }

    /// The terminals that have an action of their own.
    pub(super) fn expected(&self) -> impl Iterator<Item = usize> {
        let actions = self.actions.iter().enumerate();
        actions.filter_map(|(terminal, action)| {
            (action.shifted().is_some() || action.reduction().is_some()).then_some(terminal)
        })
    }
}
