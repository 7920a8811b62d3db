//! Records put in a row: a series for each benchmark, its changes, and which of them are steps.

use std::collections::BTreeSet;

use super::format::Record;
use super::metric::Metric;
use super::significance::{self, Threshold};
use crate::gate::fingerprint::Fingerprint;

/// Everything that is drawn.
#[derive(Debug)]
pub struct History {
    /// What is drawn.
    pub metric: Metric,
    /// The oldest first.
    pub records: Vec<Record>,
    /// Between which records nothing compares.
    pub breaks: Vec<Differs>,
    /// One for each benchmark that has the metric, in the order of the newest record that has it.
    pub series: Vec<Series>,
}

/// A record whose fingerprint is not that of the one before.
#[derive(Debug, PartialEq, Eq)]
pub struct Differs {
    /// Its place.
    pub place: usize,
    /// The fields of the fingerprint that differ: name, before, after.
    pub fields: Vec<(String, String, String)>,
}

/// A benchmark over all records.
#[derive(Debug)]
pub struct Series {
    /// `phase/workload/engine/size`
    pub id: String,
    /// A value for each record; absent where the record lacks the benchmark.
    pub values: Vec<Option<u64>>,
    /// Between neighbours that compare.
    pub changes: Vec<Change>,
}

/// A change from one record to the next.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The later record.
    pub place: usize,
    /// The value before.
    pub before: u64,
    /// The value of the later record.
    pub after: u64,
    /// In per cent; absent if something came from nothing.
    pub percent: Option<f64>,
    /// What it would have to exceed.
    pub threshold: Threshold,
    /// Whether it does.
    pub is_step: bool,
}

/// A benchmark's place among others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name<'i> {
    /// What of an evaluation.
    pub phase: &'i str,
    /// The program.
    pub workload: &'i str,
    /// The engine, or that all share it.
    pub engine: &'i str,
    /// The size of the program.
    pub size: &'i str,
}

impl<'i> Name<'i> {
    /// Takes an id apart; one that has other parts is no record's.
    pub fn of(id: &'i str) -> Self {
        let mut parts = id.split('/');
        let mut part = || parts.next().unwrap_or_default();
        Self {
            phase: part(),
            workload: part(),
            engine: part(),
            size: part(),
        }
    }
}

impl History {
    /// Of records, the oldest first.
    pub fn of(records: Vec<Record>, metric: Metric) -> Self {
        let breaks: Vec<Differs> = (1..records.len())
            .filter_map(|place| {
                let fields =
                    differences(&records[place - 1].fingerprint, &records[place].fingerprint);
                (!fields.is_empty()).then_some(Differs { place, fields })
            })
            .collect();
        let starts: BTreeSet<usize> = breaks.iter().map(|one| one.place).collect();
        let series = ids(&records).into_iter().filter_map(|id| {
            let values: Vec<Option<u64>> = records
                .iter()
                .map(|record| value(record, &id, metric))
                .collect();
            let is_measured = values.iter().any(Option::is_some);
            is_measured.then(|| Series {
                changes: changes(&values, &starts, metric.least()),
                id,
                values,
            })
        });
        let series = series.collect();
        Self {
            metric,
            records,
            breaks,
            series,
        }
    }

    /// All steps, the newest first; those of one record by their size.
    pub fn steps(&self) -> Vec<(&Series, &Change)> {
        let mut steps: Vec<(&Series, &Change)> = self
            .series
            .iter()
            .flat_map(|series| series.steps().map(move |step| (series, step)))
            .collect();
        let size = |step: &Change| step.percent.map_or(f64::INFINITY, f64::abs);
        steps.sort_by(|(_, one), (_, other)| {
            let by_place = other.place.cmp(&one.place);
            by_place.then(size(other).total_cmp(&size(one)))
        });
        steps
    }

    /// The benchmarks that a record has and the one before lacks, and those it lacks.
    pub fn turnover(&self, place: usize) -> (Vec<&str>, Vec<&str>) {
        let (mut appeared, mut disappeared) = (Vec::new(), Vec::new());
        for series in &self.series {
            let before = place
                .checked_sub(1)
                .and_then(|before| series.values[before]);
            match (before, series.values[place]) {
                (None, Some(_)) => appeared.push(series.id.as_str()),
                (Some(_), None) => disappeared.push(series.id.as_str()),
                (None, None) | (Some(_), Some(_)) => {}
            }
        }
        (appeared, disappeared)
    }
}

impl Series {
    /// The changes that are significant.
    pub fn steps(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|change| change.is_step)
    }

    /// The change that leads to a record.
    pub fn change_at(&self, place: usize) -> Option<&Change> {
        self.changes.iter().find(|change| change.place == place)
    }
}

/// The ids of all benchmarks: those of the newest record, then those that only older ones have.
fn ids(records: &[Record]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let rows = records.iter().rev().flat_map(|record| &record.benchmarks);
    rows.filter(|row| seen.insert(row.id.as_str()))
        .map(|row| row.id.clone())
        .collect()
}

fn value(record: &Record, id: &str, metric: Metric) -> Option<u64> {
    let row = record.benchmarks.iter().find(|row| row.id == id)?;
    (metric.of)(row)
}

/// The changes between neighbours. After a break or a gap the history of changes begins anew.
fn changes(values: &[Option<u64>], starts: &BTreeSet<usize>, least: u64) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut earlier: Vec<f64> = Vec::new();
    for (index, pair) in values.windows(2).enumerate() {
        let place = index + 1;
        let &[Some(before), Some(after)] = pair else {
            earlier.clear();
            continue;
        };
        if starts.contains(&place) {
            earlier.clear();
            continue;
        }
        let percent = significance::percent(before, after);
        let threshold = significance::threshold(&earlier);
        let stands_out = percent.is_none_or(|percent| percent.abs() > threshold.percent);
        changes.push(Change {
            place,
            before,
            after,
            percent,
            threshold,
            is_step: stands_out && before.abs_diff(after) >= least,
        });
        earlier.extend(percent);
    }
    changes
}

/// The fields in which two fingerprints differ, by the names they have in files.
fn differences(before: &Fingerprint, after: &Fingerprint) -> Vec<(String, String, String)> {
    let fields = |fingerprint: &Fingerprint| match serde_json::to_value(fingerprint) {
        Ok(serde_json::Value::Object(fields)) => fields,
        Ok(_) | Err(_) => serde_json::Map::new(),
    };
    let text = |value: &serde_json::Value| match value.as_str() {
        Some(text) => text.to_owned(),
        None => value.to_string(),
    };
    let (before, after) = (fields(before), fields(after));
    let pairs = after.iter().filter_map(|(name, now)| {
        let old = before.get(name)?;
        (old != now).then(|| (name.clone(), text(old), text(now)))
    });
    pairs.collect()
}
