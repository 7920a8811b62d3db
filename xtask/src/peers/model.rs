//! What a comparison found: the JSON form, and the table.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use super::front_end;
use crate::host::Provenance;
use crate::process::Usage;
use crate::statistics::{Distribution, geometric_mean};

/// Grows with every change of a field's name or meaning.
pub const SCHEMA_VERSION: u32 = 1;

/// Two evaluators on the same programs.
#[derive(Debug, Serialize, Deserialize)]
pub struct Comparison {
    /// See [`SCHEMA_VERSION`].
    pub schema_version: u32,
    /// Where, when and by which command it was made.
    pub provenance: Provenance,
    /// What `framelab --version` prints.
    pub framelab_version: String,
    /// What `nix-instantiate --version` prints.
    pub nix_version: String,
    /// The core both ran on; absent if they were not confined.
    pub pinned_core: Option<usize>,
    /// Measured runs of each program of each workload.
    pub rounds: u32,
    /// The workloads.
    pub programs: Vec<Program>,
    /// What evaluating `1` costs.
    pub start_up: Repeated,
    /// What reading a file of 10,000 definitions costs: `framelab` parses, lowers and compiles it and evaluates one
    /// string; Nix is asked to parse it (`--parse`).
    pub front_end: Repeated,
}

/// One workload.
#[derive(Debug, Serialize, Deserialize)]
pub struct Program {
    /// Its name.
    pub workload: String,
    /// The size's name.
    pub size_name: String,
    /// The argument `size`.
    pub size: i64,
    /// What it cost.
    pub cost: Cost,
}

/// Something both programs did many times in turn.
#[derive(Debug, Serialize, Deserialize)]
pub struct Repeated {
    /// Measured runs of each program.
    pub rounds: u32,
    /// What they cost.
    pub cost: Cost,
}

/// What both programs took for the same work.
#[derive(Debug, Serialize, Deserialize)]
pub struct Cost {
    /// User and system time.
    pub cpu_nanoseconds: Pair,
    /// The part of it spent in the system, most of it handing out memory.
    pub system_nanoseconds: Pair,
    /// From start to end.
    pub wall_nanoseconds: Pair,
    /// Largest resident set.
    pub peak_resident_bytes: Pair,
}

/// One measure of both programs.
#[derive(Debug, Serialize, Deserialize)]
pub struct Pair {
    /// Of `framelab`.
    pub framelab: Distribution,
    /// Of `nix-instantiate`.
    pub nix: Distribution,
    /// Median of the first over median of the second: below one, `framelab` needs less.
    pub ratio: f64,
}

impl Pair {
    fn of(ours: &[Usage], theirs: &[Usage], measure: impl Fn(&Usage) -> u64) -> Option<Self> {
        let describe = |runs: &[Usage]| {
            let values: Vec<f64> = runs.iter().map(|usage| measure(usage) as f64).collect();
            Distribution::of(&values)
        };
        let (framelab, nix) = (describe(ours)?, describe(theirs)?);
        // The system accounts in steps: less than one reads as zero, and no ratio may be infinite.
        let ratio = framelab.median.max(1.0) / nix.median.max(1.0);
        Some(Self {
            framelab,
            nix,
            ratio,
        })
    }
}

impl Cost {
    /// From the runs of both; `None` if one has none.
    pub fn of(ours: &[Usage], theirs: &[Usage]) -> Option<Self> {
        Some(Self {
            cpu_nanoseconds: Pair::of(ours, theirs, |usage| usage.cpu_nanoseconds)?,
            system_nanoseconds: Pair::of(ours, theirs, |usage| usage.system_nanoseconds)?,
            wall_nanoseconds: Pair::of(ours, theirs, |usage| usage.wall_nanoseconds)?,
            peak_resident_bytes: Pair::of(ours, theirs, |usage| usage.peak_resident_bytes)?,
        })
    }
}

/// One of the things that a program costs.
type Measure = fn(&Cost) -> &Pair;

/// A nanosecond in milliseconds.
const MILLISECOND: f64 = 1e-6;
/// A byte in mebibytes.
const MEBIBYTE: f64 = 1.0 / 1_048_576.0;

impl Comparison {
    /// Head, table, totals.
    pub fn markdown(&self) -> String {
        let mut text = format!(
            "# {} and {}\n\n{}",
            self.framelab_version,
            self.nix_version,
            self.provenance.markdown()
        );
        let core = self.pinned_core.map_or_else(
            || "not confined to a core".to_owned(),
            |core| format!("both on core {core}"),
        );
        let _ = writeln!(
            text,
            "- Rounds: {} ({} of start-up), {core}\n\n\
             Medians over the rounds. A ratio is framelab / Nix: below 1, framelab needs less.\n\n\
             | workload | size | CPU ms framelab | CPU ms Nix | ratio | of it system framelab | of it system Nix | wall ms framelab | wall ms Nix | ratio \
             | peak MiB framelab | peak MiB Nix | ratio |\n\
             | :-- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |",
            self.rounds, self.start_up.rounds
        );
        for program in &self.programs {
            row(
                &mut text,
                &program.workload,
                &program.size.to_string(),
                &program.cost,
            );
        }
        row(&mut text, "start-up (`-E 1`)", "", &self.start_up.cost);
        let definitions = front_end::DEFINITIONS.to_string();
        row(
            &mut text,
            "reading definitions (Nix: `--parse`)",
            &definitions,
            &self.front_end.cost,
        );
        self.totals(&mut text);
        text
    }

    /// The geometric mean and the worst ratio over the workloads; start-up and front end count in neither.
    fn totals(&self, text: &mut String) {
        text.push_str(
            "\n| over the workloads | geometric mean | worst | at |\n| :-- | --: | --: | :-- |\n",
        );
        let measures: [(&str, Measure); 3] = [
            ("CPU time", |cost| &cost.cpu_nanoseconds),
            ("wall time", |cost| &cost.wall_nanoseconds),
            ("peak memory", |cost| &cost.peak_resident_bytes),
        ];
        for (name, measure) in measures {
            let ratios: Vec<f64> = self
                .programs
                .iter()
                .map(|program| measure(&program.cost).ratio)
                .collect();
            let worst = self
                .programs
                .iter()
                .max_by(|a, b| measure(&a.cost).ratio.total_cmp(&measure(&b.cost).ratio));
            if let (Some(mean), Some(worst)) = (geometric_mean(&ratios), worst) {
                let _ = writeln!(
                    text,
                    "| {name} | {mean:.2} | {:.2} | {} |",
                    measure(&worst.cost).ratio,
                    worst.workload
                );
            }
        }
    }
}

fn row(text: &mut String, name: &str, size: &str, cost: &Cost) {
    let _ = write!(text, "| {name} | {size} |");
    for (pair, unit, with_ratio) in [
        (&cost.cpu_nanoseconds, MILLISECOND, true),
        // Next to nothing in either: a ratio would mean nothing.
        (&cost.system_nanoseconds, MILLISECOND, false),
        (&cost.wall_nanoseconds, MILLISECOND, true),
        (&cost.peak_resident_bytes, MEBIBYTE, true),
    ] {
        let (ours, theirs) = (pair.framelab.median * unit, pair.nix.median * unit);
        let _ = write!(text, " {ours:.1} | {theirs:.1} |");
        if with_ratio {
            let _ = write!(text, " {:.2} |", pair.ratio);
        }
    }
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usage(cpu: u64) -> Usage {
        Usage {
            wall_nanoseconds: 2 * cpu,
            cpu_nanoseconds: cpu,
            system_nanoseconds: 0,
            peak_resident_bytes: 1 << 20,
        }
    }

    #[test]
    fn a_ratio_is_that_of_the_medians() {
        let cost = Cost::of(
            &[usage(100), usage(90), usage(500)],
            &[usage(200), usage(210), usage(190)],
        )
        .expect("both ran");
        assert_eq!(cost.cpu_nanoseconds.ratio, 0.5);
        assert_eq!(cost.wall_nanoseconds.ratio, 0.5);
        assert_eq!(cost.peak_resident_bytes.ratio, 1.0);
        assert!(Cost::of(&[], &[usage(1)]).is_none());
    }

    #[test]
    fn no_ratio_is_infinite() {
        let cost = Cost::of(&[usage(4000)], &[usage(0)]).expect("both ran");
        assert!(cost.cpu_nanoseconds.ratio.is_finite());
    }
}
