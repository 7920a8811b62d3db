//! What the self-test found: how far counts of the same source lie apart, and so what is a change.

use serde::{Deserialize, Serialize};

use super::cause::Cause;
use super::counts::read_json;
use super::fingerprint::Fingerprint;
use crate::error::{Error, Result};
use crate::host::Revision;
use crate::workspace;

/// The file, below the workspace.
pub const FILE: &str = "reports/noise.json";

/// Version of the file's format.
pub const SCHEMA_VERSION: u32 = 1;

/// Thresholds that the self-test chooses among, in per cent.
const THRESHOLDS: [f64; 5] = [0.1, 0.2, 0.5, 1.0, 2.0];

/// A threshold is at least so many times the noise.
const SAFETY: f64 = 3.0;

/// The file's contents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Noise {
    /// [`SCHEMA_VERSION`]
    pub schema_version: u32,
    /// The command that found it.
    pub command: String,
    /// When: RFC 3339 in UTC.
    pub date_utc: String,
    /// Of which source.
    pub revision: Revision,
    /// With what.
    pub fingerprint: Fingerprint,
    /// The benchmarks that were counted.
    pub benchmarks: Vec<String>,
    /// Layouts of the same source that were built, and those that each build was run in.
    pub layouts: Layouts,
    /// The largest change between two counts of the same source, in per cent.
    pub floor_percent: f64,
    /// The benchmark that showed it.
    pub floor_benchmark: String,
    /// Changes up to so many per cent are none.
    pub threshold_percent: f64,
    /// How often the gate judged the same source, and how often it was wrong.
    pub same_source: Trials,
    /// What was planted, and whether it was found.
    pub plants: Vec<Planted>,
}

/// In how many ways the same source was laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layouts {
    /// Builds that differ in names of symbols and in the order of functions.
    pub builds: usize,
    /// Runs of one build that differ in environment, path and what is in memory already.
    pub runs: usize,
}

/// Judgements of the gate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trials {
    /// How many.
    pub trials: usize,
    /// Those that said regression.
    pub alarms: usize,
}

/// A slowdown that was planted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Planted {
    /// What.
    pub name: String,
    /// The largest change it made in any benchmark, in per cent; the median over the trials.
    pub change_percent: f64,
    /// The benchmark that showed it.
    pub benchmark: String,
    /// By how much an exponent of growth rose at most; the median over the trials.
    pub exponent_change: f64,
    /// Judgements.
    pub found: Trials,
    /// How many of them had the guilty function first in the ledger of that benchmark.
    pub guilty_first: usize,
    /// The function that was first.
    pub function: String,
}

/// The smallest threshold that is safe above the noise; the largest there is, if none is.
pub fn threshold(floor_percent: f64) -> f64 {
    let safe = |threshold: &f64| *threshold >= SAFETY * floor_percent;
    let [.., largest] = THRESHOLDS;
    THRESHOLDS.into_iter().find(safe).unwrap_or(largest)
}

/// How the threshold follows from the noise, for people.
pub fn rule() -> String {
    let list: Vec<String> = THRESHOLDS.iter().map(ToString::to_string).collect();
    format!(
        "the smallest of {} % that is at least {SAFETY} times the noise",
        list.join(", ")
    )
}

/// Reads the file.
pub fn read() -> Result<Noise> {
    let path = workspace::root().join(FILE);
    let unreadable = |message: String| {
        Error::Incomparable(Cause::Unreadable {
            file: FILE.to_owned(),
            message,
        })
    };
    if !path.is_file() {
        return Err(unreadable(
            "it is not there; give --threshold, or write it with `cargo xtask gate --self-test`"
                .to_owned(),
        ));
    }
    let noise: Noise = read_json(&path)?;
    if noise.schema_version == SCHEMA_VERSION {
        Ok(noise)
    } else {
        Err(unreadable(format!(
            "its format is version {}",
            noise.schema_version
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_threshold_is_safely_above_the_noise() {
        assert_eq!(threshold(0.0), 0.1);
        assert_eq!(threshold(0.033), 0.1);
        assert_eq!(threshold(0.034), 0.2);
        assert_eq!(threshold(0.4), 2.0);
        assert_eq!(threshold(50.0), 2.0);
        assert!(rule().contains("0.1, 0.2, 0.5, 1, 2 %"), "{}", rule());
    }
}
