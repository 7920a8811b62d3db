//! Which change is a step: one that stands out from the changes before it.
//!
//! The rule is that of the Rust compiler's performance suite (rustc-perf): a change is significant if it is larger than
//! the third quartile of the earlier changes by three times the distance between their quartiles. Changes count by
//! their size, whether up or down.

use crate::statistics::Distribution;

/// So many changes before one are looked at, at most.
pub const WINDOW: usize = 30;

/// With fewer changes before it, a change is judged by [`DEFAULT_PERCENT`]: quartiles of less are one or two values.
pub const LEAST_HISTORY: usize = 10;

/// The threshold where there is too little history, in per cent.
pub const DEFAULT_PERCENT: f64 = 0.2;

/// What a change must exceed to be a step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Threshold {
    /// In per cent.
    pub percent: f64,
    /// On how many changes it rests; absent if there were too few.
    pub changes: Option<usize>,
}

/// The threshold after some changes, in per cent, the oldest first.
pub fn threshold(earlier: &[f64]) -> Threshold {
    let window = &earlier[earlier.len().saturating_sub(WINDOW)..];
    let sizes: Vec<f64> = window.iter().map(|change| change.abs()).collect();
    let enough = sizes.len() >= LEAST_HISTORY;
    match Distribution::of(&sizes).filter(|_| enough) {
        Some(sizes) => Threshold {
            percent: sizes.upper_quartile + 3.0 * (sizes.upper_quartile - sizes.lower_quartile),
            changes: Some(window.len()),
        },
        None => Threshold {
            percent: DEFAULT_PERCENT,
            changes: None,
        },
    }
}

/// The change in per cent; `None` if something came from nothing.
pub fn percent(before: u64, after: u64) -> Option<f64> {
    match (before, after) {
        (0, 0) => Some(0.0),
        (0, _) => None,
        (before, after) => Some(100.0 * (after as f64 - before as f64) / before as f64),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Changes between -0.05 and 0.05 per cent that repeat in no short pattern.
    fn noise(count: u32) -> Vec<f64> {
        let place = |index: u32| f64::from(index * 7919 % 101) / 101.0 - 0.5;
        (0..count).map(|index| 0.1 * place(index)).collect()
    }

    #[test]
    fn a_planted_step_stands_out_from_noise() {
        let threshold = threshold(&noise(30));
        assert_eq!(threshold.changes, Some(30));
        assert!(
            (0.05..0.3).contains(&threshold.percent),
            "{}",
            threshold.percent
        );
        assert!(0.5 > threshold.percent);
    }

    #[test]
    fn noise_is_no_step() {
        let changes = noise(200);
        for place in LEAST_HISTORY..changes.len() {
            let threshold = threshold(&changes[..place]);
            assert!(changes[place].abs() <= threshold.percent, "{place}");
        }
    }

    #[test]
    fn the_threshold_is_that_of_the_quartiles() {
        // The quartiles of 1 to 13 are 4 and 10; signs do not matter.
        let changes: Vec<f64> = (1..=13)
            .map(|size| f64::from(size) * if size % 2 == 0 { 1.0 } else { -1.0 })
            .collect();
        assert_eq!(threshold(&changes).percent, 10.0 + 3.0 * 6.0);
    }

    #[test]
    fn with_few_records_the_threshold_is_fixed() {
        let changes = noise(9);
        assert_eq!(
            threshold(&changes),
            Threshold {
                percent: 0.2,
                changes: None
            }
        );
        assert_eq!(threshold(&[]).percent, 0.2);
        assert_eq!(threshold(&noise(10)).changes, Some(10));
    }

    #[test]
    fn only_the_latest_thirty_changes_matter() {
        let mut changes = vec![50.0; 100];
        changes.extend(noise(30));
        assert_eq!(threshold(&changes), threshold(&noise(30)));
    }

    #[test]
    fn what_comes_from_nothing_has_no_percentage() {
        assert_eq!(percent(0, 0), Some(0.0));
        assert_eq!(percent(0, 5), None);
        assert_eq!(percent(200, 199), Some(-0.5));
    }
}
