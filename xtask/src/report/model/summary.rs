//! The summary: every engine relative to the baseline, on every workload and over all.

use serde::{Deserialize, Serialize};

use super::{Cell, Estimate, Row, Source};

/// Every engine relative to the baseline. All ratios: below 1, the engine needs less than the baseline.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Summary {
    /// How the figures were made.
    pub source: Source,
    /// Each workload on each engine; the baseline's own ratios are 1.
    pub rows: Vec<Row<Relative>>,
    /// One entry for each engine, over all workloads.
    pub means: Vec<Mean>,
    /// What the design promises, and whether it holds.
    pub targets: Vec<Target>,
}

/// One workload on one engine, relative to the baseline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relative {
    /// Median wall time.
    pub wall_nanoseconds: f64,
    /// Median CPU time.
    pub cpu_nanoseconds: f64,
    /// Machine instructions at `machine_instructions_size`; absent without Valgrind.
    pub machine_instructions: Option<u64>,
    /// Name of the largest size at which machine instructions were counted on every engine.
    pub machine_instructions_size: Option<String>,
    /// Wall time over the baseline's of the same rounds; absent where the baseline gave no answer.
    pub wall_time_ratio: Option<Estimate>,
    /// CPU time over the baseline's of the same rounds.
    pub cpu_time_ratio: Option<Estimate>,
    /// Machine instructions over the baseline's at the same size.
    pub machine_instructions_ratio: Option<f64>,
    /// Dispatched instructions over the baseline's.
    pub dispatched_instructions_ratio: Option<f64>,
    /// Heap bytes over the baseline's.
    pub heap_bytes_ratio: Option<f64>,
}

/// One engine over all workloads: geometric means of its ratios, each workload counting once.
///
/// A mean is over the workloads where both the engine and the baseline gave a figure, and absent if there are none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mean {
    /// The engine's name.
    pub engine: String,
    /// Workloads it answered.
    pub answered: usize,
    /// Of wall time.
    pub wall_time_ratio: Option<f64>,
    /// Of CPU time.
    pub cpu_time_ratio: Option<f64>,
    /// Of machine instructions.
    pub machine_instructions_ratio: Option<f64>,
    /// Of dispatched instructions.
    pub dispatched_instructions_ratio: Option<f64>,
    /// Of heap bytes.
    pub heap_bytes_ratio: Option<f64>,
}

/// A ratio the design promises: machine instructions of one engine over another's, geometric mean over all workloads.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// The engine above the line of the ratio.
    pub engine: String,
    /// The engine below it.
    pub other: String,
    /// The geometric mean of the workloads' ratios; missing where one of the engines or Valgrind is not there.
    pub machine_instructions_ratio: Cell<f64>,
    /// The most it may be.
    pub at_most: f64,
    /// Whether it is; absent where it is not known.
    pub holds: Option<bool>,
}
