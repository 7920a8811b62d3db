//! The comparison of two revisions: a row for each benchmark, and what the gate makes of it.

use serde::{Deserialize, Serialize};

use super::cause::Cause;
use super::counts::{Count, Counts};
use super::ledger::Ledger;
use super::scaling::{self, Growth};
use crate::host::Revision;

/// Version of the format of [`Comparison`] as JSON.
pub const SCHEMA_VERSION: u32 = 1;

/// What is judged of each benchmark.
pub const METRICS: &[Metric] = &[
    Metric {
        name: "instructions",
        least: 2000,
        of: |count| Some(count.instructions),
    },
    Metric {
        name: "allocator-calls",
        least: 64,
        of: |count| Some(count.allocator_calls),
    },
    Metric {
        name: "allocator-bytes",
        least: 65536,
        of: |count| Some(count.allocator_bytes),
    },
    Metric {
        name: "heap-bytes",
        least: 4096,
        of: |count| count.heap_bytes,
    },
];

/// Something that is counted.
#[derive(Debug)]
pub struct Metric {
    /// Its name in files.
    pub name: &'static str,
    /// A smaller change than this is none, however large its share: what is done once in a process.
    pub least: u64,
    /// How a row has it; some phases lack some.
    pub of: fn(&Count) -> Option<u64>,
}

/// Two revisions compared.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// [`SCHEMA_VERSION`]
    pub schema_version: u32,
    /// The older revision.
    pub base: Revision,
    /// The newer one.
    pub now: Revision,
    /// Changes up to so many per cent are none.
    pub threshold_percent: f64,
    /// Where the threshold comes from.
    pub threshold_source: String,
    /// What the gate says.
    pub verdict: Verdict,
    /// One row for each benchmark, in the order of the catalogue.
    pub rows: Vec<Row>,
    /// Exponents of growth, if they were asked for.
    pub growth: Vec<Growth>,
}

/// One benchmark on both sides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// `phase/workload/engine/size`
    pub benchmark: String,
    /// The worst of its metrics.
    pub verdict: Verdict,
    /// What is judged: every metric that the benchmark has.
    pub metrics: Vec<MetricChange>,
    /// Instructions that the engine dispatched, and what each of them cost.
    pub work: Option<Work>,
    /// Where the change comes from, if there is one.
    pub ledger: Option<Ledger>,
}

/// A metric on both sides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MetricChange {
    /// Its name.
    pub metric: String,
    /// On base.
    pub base: u64,
    /// Now.
    pub now: u64,
    /// In per cent of the base; absent if that is zero.
    pub percent: Option<f64>,
    /// Judged by the threshold.
    pub verdict: Verdict,
}

/// A change taken apart: more work, or dearer work.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Work {
    /// Instructions dispatched on base.
    pub base_vm_instructions: u64,
    /// The same now.
    pub now_vm_instructions: u64,
    /// The change of that in per cent.
    pub more_work_percent: f64,
    /// Machine instructions for each on base.
    pub base_cost: f64,
    /// The same now.
    pub now_cost: f64,
    /// The change of that in per cent.
    pub dearer_work_percent: f64,
}

/// What became of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It fell by more than the threshold.
    Improvement,
    /// It stayed within the threshold.
    Unchanged,
    /// It rose by more than the threshold.
    Regression,
}

impl Verdict {
    /// The word for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Improvement => "improvement",
            Self::Unchanged => "unchanged",
            Self::Regression => "REGRESSION",
        }
    }

    /// Of several, a regression outweighs an improvement, and both outweigh no change.
    fn worst(verdicts: impl IntoIterator<Item = Self>) -> Self {
        let mut worst = Self::Unchanged;
        for verdict in verdicts {
            worst = match (worst, verdict) {
                (Self::Regression, _) | (_, Self::Regression) => Self::Regression,
                (Self::Improvement, _) | (_, Self::Improvement) => Self::Improvement,
                (Self::Unchanged, Self::Unchanged) => Self::Unchanged,
            };
        }
        worst
    }
}

/// The threshold and who says so.
#[derive(Clone, Debug, PartialEq)]
pub struct Threshold {
    /// In per cent.
    pub percent: f64,
    /// Where it comes from.
    pub source: String,
}

impl Comparison {
    /// Compares rows of equal ids; `ids` are those that both must have, in the order of the rows.
    pub fn of(
        base: &Counts,
        now: &Counts,
        ids: &[String],
        threshold: &Threshold,
    ) -> Result<Self, Cause> {
        now.fingerprint.check_against(&base.fingerprint)?;
        let wanted = ids.iter().map(String::as_str).collect();
        base.check(&wanted, "base")?;
        now.check(&wanted, "now")?;
        let (base_rows, now_rows) = (base.by_id("base")?, now.by_id("now")?);
        let both = ids
            .iter()
            .filter_map(|id| Some((base_rows.get(id.as_str())?, now_rows.get(id.as_str())?)));
        let rows: Vec<Row> = both
            .map(|(base, now)| Row::of(base, now, threshold.percent))
            .collect();
        let growth = scaling::growth(&rows, threshold);
        let judged = rows.iter().map(|row| row.verdict);
        let grown = growth.iter().map(|growth| growth.verdict);
        Ok(Self {
            schema_version: SCHEMA_VERSION,
            base: base.revision.clone(),
            now: now.revision.clone(),
            threshold_percent: threshold.percent,
            threshold_source: threshold.source.clone(),
            verdict: Verdict::worst(judged.chain(grown)),
            rows,
            growth,
        })
    }
}

impl Row {
    fn of(base: &Count, now: &Count, threshold: f64) -> Self {
        let metrics: Vec<MetricChange> = METRICS
            .iter()
            .filter_map(|metric| MetricChange::of(metric, base, now, threshold))
            .collect();
        let verdict = Verdict::worst(metrics.iter().map(|change| change.verdict));
        Self {
            benchmark: base.id.clone(),
            verdict,
            work: Work::of(base, now),
            ledger: (verdict != Verdict::Unchanged).then(|| Ledger::of(base, now)),
            metrics,
        }
    }

    /// The change of a metric.
    pub fn metric(&self, name: &str) -> Option<&MetricChange> {
        self.metrics.iter().find(|change| change.metric == name)
    }
}

impl MetricChange {
    fn of(metric: &Metric, base: &Count, now: &Count, threshold: f64) -> Option<Self> {
        let (base, now) = ((metric.of)(base)?, (metric.of)(now)?);
        let percent = percent(base as f64, now as f64);
        let large = base.abs_diff(now) >= metric.least;
        let beyond = percent.is_none_or(|percent| percent.abs() > threshold);
        let verdict = match now.cmp(&base) {
            std::cmp::Ordering::Greater if large && beyond => Verdict::Regression,
            std::cmp::Ordering::Less if large && beyond => Verdict::Improvement,
            _ => Verdict::Unchanged,
        };
        Some(Self {
            metric: metric.name.to_owned(),
            base,
            now,
            percent,
            verdict,
        })
    }
}

impl Work {
    fn of(base: &Count, now: &Count) -> Option<Self> {
        let (base_work, now_work) = (base.vm_instructions?, now.vm_instructions?);
        if base_work == 0 || now_work == 0 {
            return None;
        }
        let base_cost = base.instructions as f64 / base_work as f64;
        let now_cost = now.instructions as f64 / now_work as f64;
        Some(Self {
            base_vm_instructions: base_work,
            now_vm_instructions: now_work,
            more_work_percent: percent(base_work as f64, now_work as f64)?,
            base_cost,
            now_cost,
            dearer_work_percent: percent(base_cost, now_cost)?,
        })
    }
}

/// The change in per cent of the base.
pub fn percent(base: f64, now: f64) -> Option<f64> {
    (base != 0.0).then(|| 100.0 * (now - base) / base)
}
