//! How the cost of a workload grows with its work, on both sides: a change of the exponent is worse than any change of a count.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::comparison::{Row, Threshold, Verdict};
use crate::report::fit;

/// The growth of one benchmark over its sizes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Growth {
    /// `phase/workload/engine`
    pub benchmark: String,
    /// Its sizes, by growing work: instructions dispatched on base.
    pub points: Vec<Point>,
    /// Of machine instructions over that work, on base.
    pub base_exponent: f64,
    /// The same now.
    pub now_exponent: f64,
    /// Changes of the exponent up to this follow from changes of the counts within the threshold.
    pub allowed: f64,
    /// A regression is an exponent that grew where the largest size became dearer.
    pub verdict: Verdict,
}

/// One size.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// The size's name.
    pub size: String,
    /// Instructions dispatched on base.
    pub work: u64,
    /// Machine instructions on base.
    pub base: u64,
    /// The same now.
    pub now: u64,
}

/// The growth of every benchmark that was counted at more than one size.
pub fn growth(rows: &[Row], threshold: &Threshold) -> Vec<Growth> {
    let mut benchmarks: BTreeMap<&str, Vec<Point>> = BTreeMap::new();
    for row in rows {
        let Some((benchmark, size)) = row.benchmark.rsplit_once('/') else {
            continue;
        };
        let (Some(work), Some(change)) = (&row.work, row.metric("instructions")) else {
            continue;
        };
        benchmarks.entry(benchmark).or_default().push(Point {
            size: size.to_owned(),
            work: work.base_vm_instructions,
            base: change.base,
            now: change.now,
        });
    }
    let several = benchmarks.into_iter();
    several
        .filter_map(|(benchmark, points)| of_benchmark(benchmark, points, threshold.percent))
        .collect()
}

fn of_benchmark(benchmark: &str, mut points: Vec<Point>, threshold: f64) -> Option<Growth> {
    points.sort_by_key(|point| point.work);
    let (first, last) = (points.first()?, points.last()?);
    if first.work == 0 || first.work == last.work {
        return None;
    }
    let exponent = |cost: fn(&Point) -> u64| {
        let points: Vec<_> = points
            .iter()
            .map(|point| (point.work as f64, cost(point) as f64))
            .collect();
        Some(fit::power_law(&points)?.exponent)
    };
    let base_exponent = exponent(|point| point.base)?;
    let now_exponent = exponent(|point| point.now)?;
    // Both ends may move by the threshold in opposite directions.
    let spread = (last.work as f64 / first.work as f64).ln();
    let allowed = 2.0 * (threshold / 100.0).ln_1p() / spread;
    let dearer = last.now as f64 > last.base as f64 * (1.0 + threshold / 100.0);
    let change = now_exponent - base_exponent;
    let verdict = if change > allowed && dearer {
        Verdict::Regression
    } else if change < -allowed && last.now < last.base {
        Verdict::Improvement
    } else {
        Verdict::Unchanged
    };
    Some(Growth {
        benchmark: benchmark.to_owned(),
        base_exponent,
        now_exponent,
        allowed,
        verdict,
        points,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(work: u64, base: u64, now: u64) -> Point {
        Point {
            size: work.to_string(),
            work,
            base,
            now,
        }
    }

    fn growth_of(points: Vec<Point>) -> Growth {
        of_benchmark("whole/w/e", points, 0.1).expect("two sizes")
    }

    #[test]
    fn what_becomes_quadratic_is_a_regression() {
        let growth = growth_of(vec![
            point(1000, 100_000, 101_000),
            point(10_000, 1_000_000, 1_100_000),
        ]);
        assert!((growth.base_exponent - 1.0).abs() < 1e-9);
        assert!(growth.now_exponent > 1.03);
        assert_eq!(growth.verdict, Verdict::Regression);
    }

    #[test]
    fn a_cheaper_start_raises_the_exponent_and_is_no_regression() {
        let growth = growth_of(vec![
            point(1000, 200_000, 150_000),
            point(10_000, 1_100_000, 1_050_000),
        ]);
        assert!(growth.now_exponent > growth.base_exponent + growth.allowed);
        assert_eq!(growth.verdict, Verdict::Unchanged);
    }

    #[test]
    fn what_becomes_dearer_everywhere_does_not_grow_faster() {
        let growth = growth_of(vec![
            point(1000, 100_000, 110_000),
            point(10_000, 1_000_000, 1_100_000),
        ]);
        assert_eq!(growth.verdict, Verdict::Unchanged);
    }

    #[test]
    fn one_size_does_not_grow() {
        assert_eq!(of_benchmark("w", vec![point(1, 2, 3)], 0.1), None);
        assert_eq!(of_benchmark("w", vec![], 0.1), None);
    }
}
