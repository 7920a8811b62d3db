//! How costs grow: each workload at several sizes, and the exponents fitted to them.

use serde::{Deserialize, Serialize};

use super::{Cell, Source};

/// Costs at several sizes.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScalingSection {
    /// How the figures were made.
    pub source: Source,
    /// One entry for each workload.
    pub rows: Vec<ScalingRow>,
    /// One entry for each engine: whether its native stack grows anywhere.
    pub native_stack: Vec<StackVerdict>,
}

/// One workload at several sizes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScalingRow {
    /// The workload's name.
    pub workload: String,
    /// What the costs are fitted against.
    pub work_measure: WorkMeasure,
    /// One entry for each engine, in the order of [`Report::engines`](super::Report::engines).
    pub engines: Vec<EngineScaling>,
}

/// What stands on the horizontal axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WorkMeasure {
    /// The program's argument `size`, which is a number of things or a depth.
    Size,
    /// Instructions the default engine dispatches at that size: the size itself is not proportional to anything.
    DispatchedInstructions,
}

impl WorkMeasure {
    /// As an axis' title.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Size => "size",
            Self::DispatchedInstructions => "instructions dispatched by the default engine",
        }
    }
}

/// One workload on one engine at several sizes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EngineScaling {
    /// The engine's name.
    pub engine: String,
    /// One entry for each size, growing.
    pub points: Vec<Cell<Point>>,
    /// What was fitted to them.
    pub fits: Fits,
    /// What became of the native stack between the smallest and the largest size that gave an answer.
    pub native_stack: Option<StackGrowth>,
}

/// Costs at one size.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// The size's name.
    pub size_name: String,
    /// The argument `size`.
    pub size: i64,
    /// Place on the horizontal axis, see [`WorkMeasure`].
    pub work: f64,
    /// Median CPU time; absent where it was not taken.
    pub cpu_nanoseconds: Option<f64>,
    /// Instructions dispatched.
    pub dispatched_instructions: u64,
    /// Instructions of the processor; absent where they were not counted.
    pub machine_instructions: Option<u64>,
    /// Bytes of objects in the arena.
    pub heap_bytes: u64,
    /// Most bytes of native stack at once.
    pub native_stack_bytes: u64,
}

/// Exponents. Each is absent with fewer than two points or where a value is zero.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fits {
    /// Of CPU time.
    pub cpu_nanoseconds: Option<Fit>,
    /// Of dispatched instructions.
    pub dispatched_instructions: Option<Fit>,
    /// Of machine instructions.
    pub machine_instructions: Option<Fit>,
    /// Of heap bytes.
    pub heap_bytes: Option<Fit>,
    /// Of the native stack.
    pub native_stack_bytes: Option<Fit>,
}

/// `log y = intercept + exponent * log work`, fitted by least squares; natural logarithms.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fit {
    /// 0: constant, 1: linear, 2: quadratic.
    pub exponent: f64,
    /// The logarithm of the cost where the work is 1.
    pub intercept: f64,
    /// Standard error of the exponent; absent with two points.
    pub standard_error: Option<f64>,
    /// Share of the variance the fit explains; absent where there is none.
    pub r_squared: Option<f64>,
    /// Points fitted.
    pub points: usize,
}

/// Native stack at the smallest and the largest size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StackGrowth {
    /// At the smallest size.
    pub smallest_bytes: u64,
    /// At the largest.
    pub largest_bytes: u64,
    /// Whether it counts as growing.
    pub grows: bool,
}

/// Whether an engine's native stack grows anywhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StackVerdict {
    /// The engine's name.
    pub engine: String,
    /// Whether it grows with the size on any workload; absent where nothing is known.
    pub grows: Option<bool>,
    /// The workloads on which it grows.
    pub grows_on: Vec<String>,
    /// Most bytes at any size of any workload.
    pub most_bytes: u64,
    /// Workloads it could not finish at some size.
    pub failed_on: Vec<String>,
}
