//! Counting: both sides' benchmarks on all cores at once, whatever that takes.

use std::sync::Mutex;

use framelab_benches::catalogue::Benchmark;

use super::counts::Counts;
use super::side::Side;
use crate::error::Result;
use crate::pool;
use crate::profile::callgrind::Valgrind;
use crate::progress::Progress;

/// Counts every benchmark on every side; one result for each side, its rows in the order of the benchmarks.
pub fn count(
    valgrind: &Valgrind,
    sides: &[&Side],
    benchmarks: &[Benchmark],
) -> Result<Vec<Counts>> {
    let jobs: Vec<(usize, &Benchmark)> = benchmarks
        .iter()
        .flat_map(|benchmark| (0..sides.len()).map(move |side| (side, benchmark)))
        .collect();
    let progress = Mutex::new(Progress::new(jobs.len() as u64));
    let shown = |work: fn(&mut Progress, &str), what: &str| {
        work(
            &mut progress
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner),
            what,
        );
    };
    let counted = pool::in_parallel(&jobs, |(side, benchmark)| {
        let side = sides[*side];
        shown(
            Progress::begin,
            &format!("counting {} on {}", benchmark.id(), side.name),
        );
        let count = side.count(valgrind, benchmark)?;
        shown(|progress, _| progress.advance(1), "");
        Ok(count)
    })?;
    let mut all: Vec<Counts> = sides.iter().map(|side| side.without_counts()).collect();
    for ((side, _), count) in jobs.iter().zip(counted) {
        all[*side].benchmarks.push(count);
    }
    Ok(all)
}
