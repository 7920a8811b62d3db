//! The default engine without one optimization at a time.

use serde::{Deserialize, Serialize};

use super::{Cell, Estimate, Source};

/// What each optimization is worth. All ratios: above 1, the engine needs more without the optimization.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AblationSection {
    /// How the figures were made.
    pub source: Source,
    /// The engine whose optimizations these are.
    pub engine: String,
    /// One entry for each optimization.
    pub ablations: Vec<Ablation>,
}

/// One optimization left out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ablation {
    /// Its name: `inline-force`.
    pub name: String,
    /// What happens instead, in a sentence.
    pub description: String,
    /// One entry for each workload.
    pub rows: Vec<AblationRow>,
    /// Geometric mean of the workloads' ratios of machine instructions.
    pub machine_instructions_ratio: Option<f64>,
    /// Geometric mean of the workloads' median ratios of CPU time.
    pub cpu_time_ratio: Option<f64>,
    /// Geometric mean of the workloads' ratios of heap bytes.
    pub heap_bytes_ratio: Option<f64>,
    /// Geometric mean of the workloads' ratios of allocator calls.
    pub allocator_calls_ratio: Option<f64>,
}

/// One workload without the optimization.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AblationRow {
    /// The workload's name.
    pub workload: String,
    /// What it costs.
    pub cell: Cell<AblationCost>,
}

/// Costs without the optimization, over those of the full engine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(
    clippy::struct_field_names,
    reason = "they are the names of the geometric means over them, too"
)]
pub struct AblationCost {
    /// Of machine instructions; absent without Valgrind.
    pub machine_instructions_ratio: Option<f64>,
    /// Of CPU time in the same rounds; absent where it was not timed.
    pub cpu_time_ratio: Option<Estimate>,
    /// Of heap bytes.
    pub heap_bytes_ratio: Option<f64>,
    /// Of allocator calls.
    pub allocator_calls_ratio: Option<f64>,
}
