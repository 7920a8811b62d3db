//! What was allocated: objects in the arena, and what the allocator was asked for.

use serde::{Deserialize, Serialize};

use super::{Row, Source};

/// Allocations at each workload's size in [`Report::workloads`](super::Report::workloads).
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AllocationSection {
    /// How the figures were made.
    pub source: Source,
    /// Each workload on each engine.
    pub rows: Vec<Row<Allocation>>,
}

/// What one workload allocated on one engine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Allocation {
    /// Objects allocated in the arena.
    pub heap_objects: u64,
    /// Their size.
    pub heap_bytes: u64,
    /// The same by kind, in falling order of bytes.
    pub heap_by_kind: Vec<HeapTally>,
    /// What the arena took from the system: objects, alignment and the unused rest of the last chunk.
    pub arena_bytes: u64,
    /// What the machine allocated beside the arena, by kind, in falling order of bytes.
    pub beside_arena: Vec<Peripheral>,
    /// What the allocator was asked for by the whole process; absent where it was not counted.
    pub allocator: Option<AllocatorUse>,
}

/// Objects of one kind in the arena.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeapTally {
    /// The kind: `thunk`, `closure`, `attribute set`, `list`, `string`, ...
    pub kind: String,
    /// How many.
    pub objects: u64,
    /// Their size.
    pub bytes: u64,
}

/// What the machine allocated beside the arena.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Peripheral {
    /// The kind: `generator`, `continuation`, `stack growth`.
    pub kind: String,
    /// How many.
    pub objects: u64,
    /// Their size.
    pub bytes: u64,
}

/// What the global allocator was asked for, from before the heap was made until the answer was printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AllocatorUse {
    /// Allocations and reallocations.
    pub calls: u64,
    /// Bytes asked for by them.
    pub bytes: u64,
    /// Most bytes held at once.
    pub peak_bytes: u64,
}
