//! The median of a sample with an interval of confidence from its order statistics, which assumes nothing of its distribution.

use super::model::Estimate;
use crate::statistics::median_of;

/// The confidence an interval should have.
const WANTED: f64 = 0.95;

/// The median of ratios and the shortest symmetric pair of order statistics that holds the true median with a probability
/// of at least 95 %, or the two ends where even these give less. None of an empty sample or of what is no number.
pub fn of_median(ratios: &[f64]) -> Option<Estimate> {
    let median = median_of(ratios)?;
    let mut sorted = ratios.to_vec();
    sorted.sort_by(f64::total_cmp);
    let (dropped, confidence) = ranks(sorted.len());
    Some(Estimate {
        median,
        lower: *sorted.get(dropped)?,
        upper: *sorted.get(sorted.len() - 1 - dropped)?,
        confidence,
        rounds: sorted.len(),
    })
}

/// How many values may be dropped at either end, and the confidence that is left.
///
/// The interval misses the true median if more than `count - dropped - 1` values lie on one side of it; each does with
/// probability one half.
fn ranks(count: usize) -> (usize, f64) {
    let mut outside = 0.5_f64.powi(i32::try_from(count).unwrap_or(i32::MAX));
    let mut probability = outside;
    let mut dropped = 0;
    let mut confidence = 1.0 - 2.0 * outside;
    while 2 * (dropped + 1) < count {
        probability *= (count - dropped) as f64 / (dropped + 1) as f64;
        outside += probability;
        let next = 1.0 - 2.0 * outside;
        if next < WANTED {
            break;
        }
        dropped += 1;
        confidence = next;
    }
    (dropped, confidence.max(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_rounds_give_their_ends_and_say_how_little_that_means() {
        let estimate = of_median(&[1.2, 1.0, 1.1]).expect("there are rounds");
        assert_eq!(
            (estimate.lower, estimate.median, estimate.upper),
            (1.0, 1.1, 1.2)
        );
        assert!((estimate.confidence - 0.75).abs() < 1e-12);
        let single = of_median(&[2.0]).expect("there is a round");
        assert_eq!(
            (single.lower, single.upper, single.confidence),
            (2.0, 2.0, 0.0)
        );
        assert_eq!(of_median(&[]), None);
    }

    #[test]
    fn many_rounds_leave_out_the_extremes() {
        // Tables of the sign test: of 10 values the second and the ninth hold the median with 97.9 %.
        let ten: Vec<f64> = (1..=10).map(f64::from).collect();
        let estimate = of_median(&ten).expect("there are rounds");
        assert_eq!((estimate.lower, estimate.upper), (2.0, 9.0));
        assert!((estimate.confidence - 0.978_515_625).abs() < 1e-9);
        // Of 6 only the two ends do, with 96.9 %.
        let six = of_median(&ten[..6]).expect("there are rounds");
        assert_eq!((six.lower, six.upper), (1.0, 6.0));
        assert!((six.confidence - 0.968_75).abs() < 1e-12);
    }
}
