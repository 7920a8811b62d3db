//! Robust statistics of small samples: order statistics and the geometric mean.

use serde::{Deserialize, Serialize};

/// A sample described by its order statistics, in the unit of its values.
///
/// Quartiles are interpolated linearly between the two nearest values (Hyndman and Fan's type 7).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Distribution {
    /// Number of values.
    pub runs: usize,
    /// Smallest value.
    pub minimum: f64,
    /// A quarter of the values is not above it.
    pub lower_quartile: f64,
    /// Half of the values is not above it.
    pub median: f64,
    /// Three quarters of the values are not above it.
    pub upper_quartile: f64,
    /// Largest value.
    pub maximum: f64,
    /// Median distance from the median.
    pub median_absolute_deviation: f64,
    /// The values in the order they were measured.
    pub samples: Vec<f64>,
}

impl Distribution {
    /// Describes a sample; `None` if it is empty or holds what is no number.
    pub fn of(samples: &[f64]) -> Option<Self> {
        let sorted = sorted(samples)?;
        let median = quantile(&sorted, 0.5)?;
        let distances: Vec<f64> = samples.iter().map(|value| (value - median).abs()).collect();
        Some(Self {
            runs: samples.len(),
            minimum: *sorted.first()?,
            lower_quartile: quantile(&sorted, 0.25)?,
            median,
            upper_quartile: quantile(&sorted, 0.75)?,
            maximum: *sorted.last()?,
            median_absolute_deviation: median_of(&distances)?,
            samples: samples.to_vec(),
        })
    }
}

/// The middle of a sample; `None` if it is empty or holds what is no number.
pub fn median_of(samples: &[f64]) -> Option<f64> {
    quantile(&sorted(samples)?, 0.5)
}

/// The n-th root of the product of n values; `None` if there are none or one is not above zero.
pub fn geometric_mean(values: &[f64]) -> Option<f64> {
    let positive = values.iter().all(|value| value.is_finite() && *value > 0.0);
    if values.is_empty() || !positive {
        return None;
    }
    let logarithms: f64 = values.iter().map(|value| value.ln()).sum();
    Some((logarithms / values.len() as f64).exp())
}

fn sorted(samples: &[f64]) -> Option<Vec<f64>> {
    if samples.is_empty() || samples.iter().any(|value| !value.is_finite()) {
        return None;
    }
    let mut sorted = samples.to_vec();
    sorted.sort_by(f64::total_cmp);
    Some(sorted)
}

fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let place = share * (sorted.len().checked_sub(1)? as f64);
    let below = *sorted.get(place.floor() as usize)?;
    let above = *sorted.get(place.ceil() as usize)?;
    Some(below + (above - below) * place.fract())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_odd_sample_has_its_middle_as_median() {
        let found = Distribution::of(&[5.0, 1.0, 4.0, 2.0, 3.0]).expect("there are values");
        assert_eq!(found.runs, 5);
        assert_eq!((found.minimum, found.maximum), (1.0, 5.0));
        assert_eq!((found.lower_quartile, found.upper_quartile), (2.0, 4.0));
        assert_eq!(found.median, 3.0);
        assert_eq!(found.median_absolute_deviation, 1.0);
        assert_eq!(found.samples, [5.0, 1.0, 4.0, 2.0, 3.0]);
    }

    #[test]
    fn an_even_sample_is_interpolated() {
        let found = Distribution::of(&[1.0, 2.0, 3.0, 10.0]).expect("there are values");
        assert_eq!(found.median, 2.5);
        assert_eq!((found.lower_quartile, found.upper_quartile), (1.75, 4.75));
        assert_eq!(found.median_absolute_deviation, 1.0);
    }

    #[test]
    fn one_value_is_every_statistic() {
        let found = Distribution::of(&[7.0]).expect("there is a value");
        assert_eq!(
            (found.minimum, found.median, found.maximum),
            (7.0, 7.0, 7.0)
        );
        assert_eq!(found.median_absolute_deviation, 0.0);
    }

    #[test]
    fn an_outlier_moves_neither_median_nor_deviation() {
        let calm = Distribution::of(&[10.0, 11.0, 12.0, 13.0, 14.0]).expect("there are values");
        let shaken = Distribution::of(&[10.0, 11.0, 12.0, 13.0, 900.0]).expect("there are values");
        assert_eq!(calm.median, shaken.median);
        assert_eq!(
            calm.median_absolute_deviation,
            shaken.median_absolute_deviation
        );
    }

    #[test]
    fn nothing_and_nonsense_have_no_statistics() {
        assert_eq!(Distribution::of(&[]), None);
        assert_eq!(Distribution::of(&[1.0, f64::NAN]), None);
        assert_eq!(median_of(&[]), None);
        assert_eq!(geometric_mean(&[]), None);
        assert_eq!(geometric_mean(&[1.0, 0.0]), None);
        assert_eq!(geometric_mean(&[1.0, f64::INFINITY]), None);
    }

    #[test]
    fn the_geometric_mean_of_a_ratio_and_its_inverse_is_one() {
        let mean = geometric_mean(&[0.25, 4.0]).expect("both are positive");
        assert!((mean - 1.0).abs() < 1e-12);
        let mean = geometric_mean(&[2.0, 8.0]).expect("both are positive");
        assert!((mean - 4.0).abs() < 1e-12);
    }
}
