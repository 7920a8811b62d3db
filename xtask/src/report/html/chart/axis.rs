//! Axes whose marks are round numbers, evenly spaced or logarithmic.

use std::ops::Range;

use plotters::coord::ranged1d::{DefaultFormatting, KeyPointHint, Ranged};

/// A straight axis with marks at chosen places. A logarithmic one holds exponents of ten.
#[derive(Clone, Debug)]
pub struct Axis {
    range: Range<f64>,
    marks: Vec<f64>,
}

impl Axis {
    /// From `from` to `to`, without marks.
    pub fn bare(from: f64, to: f64) -> Self {
        Self {
            range: from..to,
            marks: Vec::new(),
        }
    }

    /// From nothing to `maximum`, with about `count` marks.
    pub fn linear(maximum: f64, count: usize) -> Self {
        Self {
            range: 0.0..maximum,
            marks: round_marks(maximum, count),
        }
    }

    /// From `low` to `high`, with about `count` marks; it need not begin at nothing.
    pub fn fitted(low: f64, high: f64, count: usize) -> Self {
        let step = round_step(high - low, count);
        let (first, last) = ((low / step).ceil(), (high / step).floor());
        let marks = (0..=(last - first).max(0.0) as u32).map(|n| (first + f64::from(n)) * step);
        Self {
            range: low..high,
            marks: marks.collect(),
        }
    }

    /// Places from nought to `count`, evenly spaced, some of them marked.
    pub fn places(count: usize, marks: &[usize]) -> Self {
        Self {
            range: -0.5..count as f64 - 0.5,
            marks: marks.iter().map(|place| *place as f64).collect(),
        }
    }

    /// The distance between marks; nothing if there are less than two.
    pub fn step(&self) -> f64 {
        match self.marks.as_slice() {
            [first, second, ..] => second - first,
            [] | [_] => 0.0,
        }
    }

    /// Exponents from `from` to `to`, with at most `most` marks.
    pub fn exponents(from: f64, to: f64, most: usize) -> Self {
        let range = from..to;
        Self {
            marks: logarithmic_marks(&range, most),
            range,
        }
    }

    /// Exponents that cover `values`, which are above zero, and at least half a decade; at most `most` marks.
    pub fn logarithmic(values: impl Iterator<Item = f64> + Clone, most: usize) -> Self {
        let exponents = values.map(f64::log10);
        let low = exponents.clone().fold(f64::INFINITY, f64::min);
        let high = exponents.fold(f64::NEG_INFINITY, f64::max);
        let (low, high) = if low.is_finite() {
            (low, high)
        } else {
            (0.0, 1.0)
        };
        let missing = (0.5 - (high - low)).max(0.0) / 2.0;
        let margin = 0.06 * (high - low + 2.0 * missing);
        Self::exponents(low - missing - margin, high + missing + margin, most)
    }
}

impl Ranged for Axis {
    type FormatOption = DefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, (low, high): (i32, i32)) -> i32 {
        let length = self.range.end - self.range.start;
        let share = if length == 0.0 {
            0.0
        } else {
            (value - self.range.start) / length
        };
        low + (share * f64::from(high - low)).round() as i32
    }

    fn key_points<Hint: KeyPointHint>(&self, _: Hint) -> Vec<f64> {
        self.marks.clone()
    }

    fn range(&self) -> Range<f64> {
        self.range.clone()
    }
}

/// Round values from nothing to `maximum`, about `count` of them.
fn round_marks(maximum: f64, count: usize) -> Vec<f64> {
    if !(maximum.is_finite() && maximum > 0.0) {
        return vec![0.0];
    }
    let step = round_step(maximum, count);
    let last = (maximum * 1.0001 / step).floor() as u32;
    (0..=last).map(|index| f64::from(index) * step).collect()
}

/// The round number that is about a `count`th of a length.
fn round_step(length: f64, count: usize) -> f64 {
    let rough = length / count.max(1) as f64;
    let power = 10f64.powf(rough.log10().floor());
    [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * power)
        .find(|step| *step >= rough * 0.999)
        .unwrap_or(10.0 * power)
}

/// Powers of ten, with more between them where the axis is short and fewer where it is long.
fn logarithmic_marks(range: &Range<f64>, most: usize) -> Vec<f64> {
    let within = |factors: &[f64], step: i32| -> Vec<f64> {
        (range.start.floor() as i32..=range.end.ceil() as i32)
            .filter(|power| power.rem_euclid(step) == 0)
            .flat_map(|power| factors.iter().map(move |f| f64::from(power) + f.log10()))
            .filter(|mark| (range.start..=range.end).contains(mark))
            .collect()
    };
    let choices = [
        within(&[1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0], 1),
        within(&[1.0, 2.0, 3.0, 5.0], 1),
        within(&[1.0, 2.0, 5.0], 1),
        within(&[1.0, 3.0], 1),
        within(&[1.0], 1),
        within(&[1.0], 2),
        within(&[1.0], 3),
        within(&[1.0], 6),
    ];
    let fitting = choices.into_iter().find(|marks| marks.len() <= most);
    fitting.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_round() {
        assert_eq!(round_marks(3.3, 5), [0.0, 1.0, 2.0, 3.0]);
        assert_eq!(round_marks(100.0, 5), [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        assert_eq!(round_marks(0.0, 5), [0.0]);
    }

    #[test]
    fn a_fitted_axis_has_round_marks_within() {
        assert_eq!(Axis::fitted(9.7, 12.1, 4).marks, [10.0, 11.0, 12.0]);
        assert_eq!(Axis::fitted(9.7, 12.1, 4).step(), 1.0);
    }

    #[test]
    fn a_logarithmic_axis_has_marks_whatever_its_length() {
        for values in [&[5.0, 5.0][..], &[1.0, 30.0], &[1e-3, 1e12], &[7e8, 9e8]] {
            let axis = Axis::logarithmic(values.iter().copied(), 5);
            assert!((2..=5).contains(&axis.marks.len()), "{values:?}: {axis:?}");
        }
    }
}
