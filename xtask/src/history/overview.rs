//! All benchmarks of a phase and engine as one line: the geometric mean of their changes.

use std::collections::BTreeSet;

use super::series::{History, Name, Series};
use crate::statistics::geometric_mean;

/// The mean of a phase on an engine over all records.
#[derive(Debug, PartialEq)]
pub struct Index<'h> {
    /// The phase.
    pub phase: &'h str,
    /// The engine.
    pub engine: &'h str,
    /// For each record, in per cent of the first one that it compares with.
    pub values: Vec<Option<f64>>,
    /// For each record, of how many benchmarks.
    pub benchmarks: Vec<usize>,
}

/// One for each phase and engine, in the order of the benchmarks.
pub fn indices(history: &History) -> Vec<Index<'_>> {
    let mut groups: Vec<(&str, &str, Vec<&Series>)> = Vec::new();
    for series in &history.series {
        let Name { phase, engine, .. } = Name::of(&series.id);
        match groups
            .iter_mut()
            .find(|group| (group.0, group.1) == (phase, engine))
        {
            Some((_, _, members)) => members.push(series),
            None => groups.push((phase, engine, vec![series])),
        }
    }
    let starts: BTreeSet<usize> = history.breaks.iter().map(|one| one.place).collect();
    groups
        .into_iter()
        .map(|(phase, engine, members)| Index {
            phase,
            engine,
            values: chain(&members, &starts, history.records.len()),
            benchmarks: (0..history.records.len())
                .map(|place| members.iter().filter_map(|one| one.values[place]).count())
                .collect(),
        })
        .collect()
}

/// Each value is the one before times the mean ratio of the benchmarks that both records have.
///
/// So a benchmark that appears or disappears moves nothing. Where nothing compares the chain begins anew at 100.
fn chain(members: &[&Series], starts: &BTreeSet<usize>, records: usize) -> Vec<Option<f64>> {
    let mut values: Vec<Option<f64>> = Vec::with_capacity(records);
    for place in 0..records {
        let is_there = members.iter().any(|one| one.values[place].is_some());
        let last = values.last().copied().flatten();
        let linked = last
            .filter(|_| !starts.contains(&place))
            .and_then(|last| Some(last * mean_ratio(members, place)?));
        values.push(linked.or_else(|| is_there.then_some(100.0)));
    }
    values
}

fn mean_ratio(members: &[&Series], place: usize) -> Option<f64> {
    let before = place.checked_sub(1)?;
    let ratio = |one: &&Series| match (one.values[before]?, one.values[place]?) {
        (0, _) | (_, 0) => None,
        (before, after) => Some(after as f64 / before as f64),
    };
    let ratios: Vec<f64> = members.iter().filter_map(ratio).collect();
    geometric_mean(&ratios)
}
