//! The report as data: `report.json` is this, `docs/report-schema.md` describes it.
//!
//! Every section names the commands that made it. What a section holds for each workload on each engine is a list of
//! [`Row`]s: workloads in the order of [`Report::workloads`], cells in the order of [`Report::engines`].

mod ablation;
mod allocation;
mod dispatch;
mod flamegraphs;
mod per_operation;
mod representativeness;
#[cfg(test)]
pub mod samples;
mod scaling;
mod summary;
mod times;

pub use ablation::{Ablation, AblationCost, AblationRow, AblationSection};
pub use allocation::{Allocation, AllocationSection, AllocatorUse, HeapTally, Peripheral};
pub use dispatch::{Dispatch, DispatchSection, FrameTally, Tally, falling};
pub use flamegraphs::{Flamegraph, FlamegraphSection};
pub use per_operation::{Cost, CostKind, Operation, PerOperation, PerOperationSection, Share};
pub use representativeness::{Correspondence, Mix, Representativeness, RepresentativenessSection};
pub use scaling::{
    EngineScaling, Fit, Fits, Point, ScalingRow, ScalingSection, StackGrowth, StackVerdict,
    WorkMeasure,
};
pub use summary::{Mean, Relative, Summary, Target};
pub use times::{FrontEnd, TimeSection, Times};

use serde::{Deserialize, Serialize};

use crate::gate::noise::Noise;
use crate::host::Provenance;

/// Grows with every change of a field's name or meaning.
pub const SCHEMA_VERSION: u32 = 4;

/// Fields that differ between two reports of the same revision on the same host, with all they hold.
///
/// Everything else is the same in both. A name that starts with `*` stands for all names with that end.
pub const VARYING: &[&str] = &[
    "date_utc",
    "*_nanoseconds",
    "*_time_ratio",
    "peak_resident_bytes",
];

/// Everything one run of the laboratory measured.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// See [`SCHEMA_VERSION`].
    pub schema_version: u32,
    /// [`VARYING`]
    pub varying_fields: Vec<String>,
    /// How thoroughly it was measured.
    pub mode: Mode,
    /// Where, when, of what and by which command.
    pub provenance: Provenance,
    /// The engines' names in the order of all cells; the first is the default engine.
    pub engines: Vec<String>,
    /// The engine that ratios are relative to: one of `engines`.
    pub baseline: String,
    /// The workloads in the order of all rows.
    pub workloads: Vec<WorkloadEntry>,
    /// Every engine relative to the baseline.
    pub summary: Summary,
    /// Wall and CPU time, first runs, front end.
    pub times: TimeSection,
    /// What the machines did.
    pub dispatch: DispatchSection,
    /// What was allocated.
    pub allocation: AllocationSection,
    /// More work against dearer work.
    pub per_operation: PerOperationSection,
    /// How costs grow with size.
    pub scaling: ScalingSection,
    /// The default engine without one optimization at a time.
    pub ablation: AblationSection,
    /// Where the time goes, as pictures.
    pub flamegraphs: FlamegraphSection,
    /// Whether the workloads resemble what they stand for.
    pub representativeness: RepresentativenessSection,
    /// What the gate's self-test found; absent where its file is.
    pub gate: Option<Noise>,
}

/// How thoroughly a report was measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// Default sizes.
    Full,
    /// Quick sizes, few runs: shows that everything works, is no basis for a comparison.
    Quick,
}

/// One workload.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkloadEntry {
    /// Its name in the manifest.
    pub name: String,
    /// What it stresses, in a line.
    pub stresses: String,
    /// The name of the size that times, dispatch and allocation are of.
    pub size_name: String,
    /// The argument `size` there.
    pub size: i64,
    /// What it printed at that size, on every engine that answered.
    pub answer: String,
}

/// How a section's figures were made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The commands, as one would type them; `WORKLOAD`, `ENGINE`, `SIZE` and the like stand for each in turn.
    pub commands: Vec<String>,
    /// What was measured there and what was left out, in sentences.
    pub notes: Vec<String>,
    /// Tools that are not installed and what the section lacks therefore.
    pub missing_tools: Vec<MissingTool>,
}

/// A tool that is not installed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MissingTool {
    /// Its name.
    pub tool: String,
    /// What is not shown without it.
    pub consequence: String,
    /// What to type to install it.
    pub remedy: String,
}

/// What a section holds for one workload.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row<T> {
    /// The workload's name.
    pub workload: String,
    /// One cell for each engine, in the order of [`Report::engines`].
    pub cells: Vec<Cell<T>>,
}

/// What a section holds for one workload on one engine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cell<T> {
    /// It was measured.
    Measured(T),
    /// The engine ended with an error where another answered; the error's first line.
    Failed(String),
    /// It was not measured; the reason.
    Missing(String),
}

impl<T> Default for Cell<T> {
    fn default() -> Self {
        Self::Missing("it was not measured".to_owned())
    }
}

impl<T> Cell<T> {
    /// What was measured, if it was.
    pub fn measured(&self) -> Option<&T> {
        match self {
            Self::Measured(value) => Some(value),
            Self::Failed(_) | Self::Missing(_) => None,
        }
    }

    /// A cell of what is derived from this one's value, which may be impossible for the reason given.
    pub fn derive<U>(&self, derive: impl FnOnce(&T) -> Option<U>, otherwise: &str) -> Cell<U> {
        match self {
            Self::Measured(value) => {
                derive(value).map_or_else(|| Cell::Missing(otherwise.to_owned()), Cell::Measured)
            }
            Self::Failed(message) => Cell::Failed(message.clone()),
            Self::Missing(reason) => Cell::Missing(reason.clone()),
        }
    }
}

/// The median of ratios that were taken in the same rounds, and where the true one probably is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Estimate {
    /// Half of the rounds' ratios are not above it.
    pub median: f64,
    /// Lower end of the interval of confidence.
    pub lower: f64,
    /// Upper end of it.
    pub upper: f64,
    /// The probability that such an interval holds the true median, between 0 and 1: at least 0.95 where there are
    /// enough rounds, less where even all of them give less.
    pub confidence: f64,
    /// Number of rounds.
    pub rounds: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_reads_back() {
        let report = samples::report();
        let text = serde_json::to_string(&report).expect("it can be written");
        let read: Report = serde_json::from_str(&text).expect("it can be read");
        assert_eq!(
            serde_json::to_string(&read).expect("it can be written"),
            text
        );
    }
}
