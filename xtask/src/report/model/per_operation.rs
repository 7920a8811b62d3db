//! More work against dearer work: each cost as operations times cost per operation.

use serde::{Deserialize, Serialize};

use super::{Row, Source};

/// Costs per operation, at the largest size at which machine instructions were counted on every engine.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PerOperationSection {
    /// How the figures were made.
    pub source: Source,
    /// Each workload on each engine.
    pub rows: Vec<Row<PerOperation>>,
}

/// What one workload costs on one engine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PerOperation {
    /// Name of the size all figures here are of.
    pub size_name: String,
    /// The argument `size` there.
    pub size: i64,
    /// Instructions dispatched.
    pub dispatched_instructions: u64,
    /// Forces, whatever they found.
    pub forces: u64,
    /// Calls, whatever was called.
    pub calls: u64,
    /// One entry for each kind of cost that is known, in the order of [`CostKind`].
    pub costs: Vec<Cost>,
}

/// What is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CostKind {
    /// Instructions of the processor.
    MachineInstructions,
    /// Instructions of the machine's inner loop.
    DispatchedInstructions,
    /// Allocations and reallocations.
    AllocatorCalls,
    /// Bytes asked of the allocator.
    AllocatorBytes,
    /// Bytes of objects in the arena.
    HeapBytes,
}

impl CostKind {
    /// Every kind, in the report's order.
    pub const ALL: [Self; 5] = [
        Self::MachineInstructions,
        Self::DispatchedInstructions,
        Self::AllocatorCalls,
        Self::AllocatorBytes,
        Self::HeapBytes,
    ];

    /// As a column's title.
    pub const fn name(self) -> &'static str {
        match self {
            Self::MachineInstructions => "machine instructions",
            Self::DispatchedInstructions => "dispatched instructions",
            Self::AllocatorCalls => "allocator calls",
            Self::AllocatorBytes => "allocator bytes",
            Self::HeapBytes => "heap bytes",
        }
    }
}

/// What it is paid for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Operation {
    /// An instruction of the machine's inner loop.
    DispatchedInstruction,
    /// A force.
    Force,
    /// A call.
    Call,
}

impl Operation {
    /// Every operation, in the report's order.
    pub const ALL: [Self; 3] = [Self::DispatchedInstruction, Self::Force, Self::Call];

    /// As a column's title.
    pub const fn name(self) -> &'static str {
        match self {
            Self::DispatchedInstruction => "dispatched instruction",
            Self::Force => "force",
            Self::Call => "call",
        }
    }
}

/// One kind of cost.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cost {
    /// Which.
    pub kind: CostKind,
    /// All of it.
    pub total: u64,
    /// `total` over the baseline's; absent where the baseline's is zero or unknown.
    pub ratio: Option<f64>,
    /// One entry for each [`Operation`] that happened.
    pub shares: Vec<Share>,
}

/// A cost per operation. `more_work` times `dearer_work` is the cost's `ratio`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Share {
    /// Of which operation.
    pub operation: Operation,
    /// The cost over the number of such operations.
    pub per_operation: f64,
    /// Operations over the baseline's.
    pub more_work: Option<f64>,
    /// Cost per operation over the baseline's.
    pub dearer_work: Option<f64>,
}
