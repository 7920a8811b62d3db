//! Whether the workloads' mix of operations resembles that of a whole query of nixpkgs.

use serde::{Deserialize, Serialize};

use super::Source;

/// Each workload's mix beside the published one.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RepresentativenessSection {
    /// How the figures were made.
    pub source: Source,
    /// How our counters map to the published ones.
    pub correspondence: Vec<Correspondence>,
    /// The published counts of a whole query of nixpkgs; thunks are not among them.
    pub reference: Mix,
    /// The same for 100 calls.
    pub reference_per_100_calls: Mix,
    /// One entry for each workload.
    pub workloads: Vec<Representativeness>,
    /// All workloads together, each weighing the same: the mean of their mixes for 100 calls. Its `workload` is `all`.
    pub all: Representativeness,
}

/// How a published counter maps to ours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correspondence {
    /// The published counter's name.
    pub published: String,
    /// What of ours stands for it.
    pub ours: String,
    /// Where the two differ.
    pub differs: String,
}

/// Amounts of operations, absolute or for 100 calls. What is not known is absent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mix {
    /// Values allocated.
    pub values: Option<f64>,
    /// Environments allocated.
    pub environments: Option<f64>,
    /// Functions called.
    pub calls: Option<f64>,
    /// Thunks made.
    pub thunks: Option<f64>,
    /// Updates of attribute sets, `//`.
    pub updates: Option<f64>,
    /// Selections of attributes.
    pub selections: Option<f64>,
}

impl Mix {
    /// The names and amounts, in the report's order.
    pub fn named(&self) -> [(&'static str, Option<f64>); 6] {
        [
            ("values", self.values),
            ("environments", self.environments),
            ("calls", self.calls),
            ("thunks", self.thunks),
            ("updates", self.updates),
            ("selections", self.selections),
        ]
    }
}

/// One workload's mix.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Representativeness {
    /// The workload's name.
    pub workload: String,
    /// What was counted on the default engine; absent for all workloads together.
    pub counted: Option<Mix>,
    /// The same for 100 calls.
    pub per_100_calls: Mix,
    /// Root mean square of the natural logarithms of the ratios to the published mix for 100 calls: 0 is the same mix,
    /// 0.7 a factor of two on average. What is zero here and not there counts as 0.1 for 100 calls.
    pub distance: Option<f64>,
    /// Whether that is less than a factor of two.
    pub near: bool,
}
