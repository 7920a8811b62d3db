//! Exponents: straight lines through logarithms, by least squares.

use super::model::Fit;

/// Fits `log y = intercept + exponent * log x`; none with fewer than two different x or where a value is not above zero.
pub fn power_law(points: &[(f64, f64)]) -> Option<Fit> {
    let positive = |(x, y): &(f64, f64)| *x > 0.0 && *y > 0.0 && x.is_finite() && y.is_finite();
    if points.len() < 2 || !points.iter().all(positive) {
        return None;
    }
    let count = points.len() as f64;
    let logs: Vec<(f64, f64)> = points.iter().map(|(x, y)| (x.ln(), y.ln())).collect();
    let mean_x = logs.iter().map(|(x, _)| x).sum::<f64>() / count;
    let mean_y = logs.iter().map(|(_, y)| y).sum::<f64>() / count;
    let spread_x: f64 = logs.iter().map(|(x, _)| (x - mean_x).powi(2)).sum();
    let spread_y: f64 = logs.iter().map(|(_, y)| (y - mean_y).powi(2)).sum();
    let both: f64 = logs.iter().map(|(x, y)| (x - mean_x) * (y - mean_y)).sum();
    if spread_x == 0.0 {
        return None;
    }
    let exponent = both / spread_x;
    let intercept = mean_y - exponent * mean_x;
    let residual: f64 = logs
        .iter()
        .map(|(x, y)| (y - intercept - exponent * x).powi(2))
        .sum();
    let freedom = count - 2.0;
    Some(Fit {
        exponent,
        intercept,
        standard_error: (freedom > 0.0).then(|| (residual / freedom / spread_x).sqrt()),
        r_squared: (spread_y > 0.0).then(|| (1.0 - residual / spread_y).max(0.0)),
        points: points.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(one: f64, other: f64) -> bool {
        (one - other).abs() < 1e-9
    }

    #[test]
    fn a_power_is_found_exactly() {
        let fit = power_law(&[(1.0, 3.0), (2.0, 12.0), (4.0, 48.0)]).expect("three points");
        assert!(close(fit.exponent, 2.0));
        assert!(close(fit.intercept, 3.0_f64.ln()));
        assert!(fit.standard_error.is_some_and(|error| close(error, 0.0)));
        assert!(fit.r_squared.is_some_and(|share| close(share, 1.0)));
        assert_eq!(fit.points, 3);
    }

    #[test]
    fn a_scatter_has_the_error_of_the_textbook() {
        // Logarithms 0, 1, 2 and 0, 2, 1: slope 1/2, residuals -1/2, 1, -1/2.
        let e = std::f64::consts::E;
        let fit = power_law(&[(1.0, 1.0), (e, e * e), (e * e, e)]).expect("three points");
        assert!(close(fit.exponent, 0.5));
        assert!(close(fit.intercept, 0.5));
        let error = fit.standard_error.expect("three points");
        assert!(close(error, (1.5_f64 / 2.0).sqrt()), "{error}");
        assert!(fit.r_squared.is_some_and(|share| close(share, 0.25)));
    }

    #[test]
    fn a_constant_has_exponent_zero_and_nothing_to_explain() {
        let fit = power_law(&[(1.0, 7.0), (10.0, 7.0), (100.0, 7.0)]).expect("three points");
        assert!(close(fit.exponent, 0.0));
        assert_eq!(fit.r_squared, None);
    }

    #[test]
    fn two_points_have_no_error_and_one_has_no_fit() {
        let fit = power_law(&[(1.0, 1.0), (2.0, 2.0)]).expect("two points");
        assert_eq!(fit.standard_error, None);
        assert_eq!(power_law(&[(1.0, 1.0)]), None);
        assert_eq!(power_law(&[(2.0, 1.0), (2.0, 3.0)]), None);
        assert_eq!(power_law(&[(1.0, 0.0), (2.0, 1.0)]), None);
    }
}
