//! What the machines did, counted with the probe on.

use serde::{Deserialize, Serialize};

use super::{Row, Source};

/// Counts at each workload's size in [`Report::workloads`](super::Report::workloads).
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DispatchSection {
    /// How the figures were made.
    pub source: Source,
    /// Each workload on each engine.
    pub rows: Vec<Row<Dispatch>>,
}

/// What one machine did. Lists are in falling order and leave out what never happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dispatch {
    /// Instructions dispatched; one that runs again after a force counts twice.
    pub instructions: u64,
    /// The same by mnemonic.
    pub instructions_by_opcode: Vec<Tally>,
    /// What happened to frames, by kind, in falling order of frames pushed.
    pub frames: Vec<FrameTally>,
    /// Most frames at once.
    pub peak_frame_depth: u64,
    /// Most bytes of native stack at once, below where the engine was entered; zero where the system does not tell.
    pub peak_native_stack_bytes: u64,
    /// Calls by what is called.
    pub calls: Vec<Tally>,
    /// Forces by what they found.
    pub forces: Vec<Tally>,
    /// Re-entrant operations started, by name.
    pub operations: Vec<Tally>,
    /// What generators asked for, by kind.
    pub requests: Vec<Tally>,
    /// Generators allocated; the other operations took one from a pool.
    pub generators_created: u64,
    /// Generators that ended, allocated or pooled.
    pub generators_finished: u64,
    /// Those of them that ended without suspending.
    pub generators_unsuspended: u64,
    /// Returns to the trampoline to have a frame entered.
    pub bounces: u64,
    /// Continuations boxed.
    pub continuations: u64,
}

impl Dispatch {
    /// All calls.
    pub fn call_count(&self) -> u64 {
        total(&self.calls)
    }

    /// All forces.
    pub fn force_count(&self) -> u64 {
        total(&self.forces)
    }

    /// All frames pushed.
    pub fn frame_count(&self) -> u64 {
        self.frames.iter().map(|frame| frame.pushed).sum()
    }
}

/// How often something happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tally {
    /// What.
    pub name: String,
    /// How often.
    pub count: u64,
}

/// What happened to frames of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrameTally {
    /// The kind: `call`, `thunk`, `stub`, `generator`.
    pub name: String,
    /// Begun.
    pub pushed: u64,
    /// Ended, by a result or an error.
    pub popped: u64,
    /// Times one waited for frames above it.
    pub suspended: u64,
    /// Times one went on.
    pub resumed: u64,
}

/// The sum of a list.
pub fn total(tallies: &[Tally]) -> u64 {
    tallies.iter().map(|tally| tally.count).sum()
}

/// Sorts into falling order of `weight`, ties by the order given, without what weighs nothing.
pub fn falling<T>(items: impl IntoIterator<Item = T>, weight: impl Fn(&T) -> u64) -> Vec<T> {
    let mut kept: Vec<T> = items.into_iter().filter(|item| weight(item) > 0).collect();
    kept.sort_by_key(|item| std::cmp::Reverse(weight(item)));
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_fall_and_leave_out_nothings() {
        let items = [("a", 1), ("b", 0), ("c", 3), ("d", 1)];
        assert_eq!(
            falling(items, |item| item.1),
            [("c", 3), ("a", 1), ("d", 1)]
        );
    }
}
