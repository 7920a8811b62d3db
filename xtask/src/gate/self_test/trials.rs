//! Judgements on pairs of counts of which it is known what the gate has to say.

use std::collections::BTreeMap;

use super::builds::Plant;
use crate::error::{Error, Result};
use crate::gate::comparison::{Comparison, Row, Threshold, Verdict, percent};
use crate::gate::counts::Counts;
use crate::gate::noise::{Noise, Planted, Trials};
use crate::statistics::median_of;

/// The largest distance between two counts of one benchmark in per cent of the smaller, and the benchmark.
pub fn noise(same: &[Counts]) -> (f64, String) {
    let mut ends: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for row in same.iter().flat_map(|counts| &counts.benchmarks) {
        let (least, most) = ends
            .entry(&row.id)
            .or_insert((row.instructions, row.instructions));
        *least = row.instructions.min(*least);
        *most = row.instructions.max(*most);
    }
    let distances = ends.into_iter().map(|(id, (least, most))| {
        let distance = percent(least as f64, most as f64).unwrap_or(0.0);
        (distance, id.to_owned())
    });
    distances
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .unwrap_or_default()
}

/// Judges counts of the same source: each against that which lies half of all of them further.
pub fn same_source(same: &[Counts], threshold: f64) -> Result<Trials> {
    let mut trials = Trials::default();
    for (place, base) in same.iter().enumerate() {
        let other = &same[(place + same.len() / 2) % same.len()];
        trials.trials += 1;
        let judged = judge(base, other, threshold)?;
        trials.alarms += usize::from(judged.verdict == Verdict::Regression);
    }
    Ok(trials)
}

/// Judges a slowdown: against each count of the source without it.
pub fn planted(
    plant: &Plant,
    same: &[Counts],
    planted: &[Counts],
    threshold: f64,
) -> Result<Planted> {
    let mut found = Trials::default();
    let mut guilty_first = 0;
    let mut changes = Vec::new();
    let mut exponents = Vec::new();
    let mut last = (String::new(), String::new());
    for (place, base) in same.iter().enumerate() {
        let Some(now) = planted.get(place % planted.len().max(1)) else {
            continue;
        };
        let judged = judge(base, now, threshold)?;
        found.trials += 1;
        found.alarms += usize::from(judged.verdict == Verdict::Regression);
        let rows = judged.rows.iter();
        let Some(worst) = rows.max_by(|one, other| change(one).total_cmp(&change(other))) else {
            continue;
        };
        let ledger = worst.ledger.as_ref();
        let first = ledger.and_then(|ledger| ledger.functions.named.first());
        let function = first.map_or_else(String::new, |entry| entry.name.clone());
        let is_guilty = plant.guilty.iter().any(|end| function.contains(end));
        guilty_first += usize::from(is_guilty);
        changes.push(change(worst));
        let growth = judged.growth.iter();
        let risen = growth.map(|growth| growth.now_exponent - growth.base_exponent);
        exponents.push(risen.fold(0.0, f64::max));
        last = (worst.benchmark.clone(), function);
    }
    let (benchmark, function) = last;
    Ok(Planted {
        name: plant.name.to_owned(),
        change_percent: median_of(&changes).unwrap_or(0.0),
        benchmark,
        exponent_change: median_of(&exponents).unwrap_or(0.0),
        found,
        guilty_first,
        function,
    })
}

fn change(row: &Row) -> f64 {
    row.metric("instructions")
        .and_then(|change| change.percent)
        .unwrap_or(0.0)
}

/// As the gate judges two revisions.
fn judge(base: &Counts, now: &Counts, percent: f64) -> Result<Comparison> {
    let ids: Vec<String> = base.benchmarks.iter().map(|row| row.id.clone()).collect();
    let threshold = Threshold {
        percent,
        source: "the self-test".to_owned(),
    };
    Comparison::of(base, now, &ids, &threshold).map_err(Error::Incomparable)
}

/// Slowdowns from so many per cent on have to be found every time.
const HAS_TO_BE_FOUND: f64 = 1.0;

/// Fails unless the gate was right every time it has to be.
pub fn verdict(noise: &Noise) -> Result<()> {
    let mut wrong = Vec::new();
    if noise.same_source.alarms > 0 {
        wrong.push(format!(
            "{} false alarms in {} judgements of the same source",
            noise.same_source.alarms, noise.same_source.trials
        ));
    }
    for plant in &noise.plants {
        let Trials { trials, alarms } = plant.found;
        let has_to_be_found = plant.change_percent >= HAS_TO_BE_FOUND;
        if has_to_be_found && (alarms < trials || plant.guilty_first < trials) {
            wrong.push(format!(
                "{}: found in {alarms} of {trials}, the guilty function first in {}",
                plant.name, plant.guilty_first
            ));
        }
    }
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(Error::Failed(format!(
            "the gate is not to be trusted: {}",
            wrong.join("; ")
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gate::counts::samples::counts;

    const PLANT: Plant = Plant {
        name: "a plant",
        variable: "opcode:1",
        guilty: &["::dispatch"],
    };

    /// Counts of the same source that differ by up to 30 in a million.
    fn same() -> Vec<Counts> {
        (0..4)
            .map(|salt| counts(&[("whole/w/e/tiny", 1_000_000 + 10 * salt)]))
            .collect()
    }

    #[test]
    fn noise_is_the_largest_distance() {
        let (floor, benchmark) = noise(&same());
        assert!((floor - 0.003).abs() < 1e-9, "{floor}");
        assert_eq!(benchmark, "whole/w/e/tiny");
    }

    #[test]
    fn noise_within_the_threshold_is_no_alarm() {
        let judged = same_source(&same(), 0.1).expect("it can be compared");
        assert_eq!((judged.trials, judged.alarms), (4, 0));
        let far = [
            counts(&[("whole/w/e/tiny", 1_000_000)]),
            counts(&[("whole/w/e/tiny", 1_004_000)]),
        ];
        let judged = same_source(&far, 0.1).expect("it can be compared");
        assert_eq!((judged.trials, judged.alarms), (2, 1));
    }

    #[test]
    fn a_plant_is_found_or_not() {
        let slow = [counts(&[("whole/w/e/tiny", 1_010_000)])];
        let found = planted(&PLANT, &same(), &slow, 0.1).expect("it can be compared");
        assert_eq!((found.found.trials, found.found.alarms), (4, 4));
        assert_eq!(found.guilty_first, 4);
        assert_eq!(found.function, "eval::dispatch");
        assert!((found.change_percent - 1.0).abs() < 0.01);
        let missed = planted(&PLANT, &same(), &slow, 5.0).expect("it can be compared");
        assert_eq!(missed.found.alarms, 0);
    }
}
