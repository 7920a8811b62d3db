//! The plane that horizontal bars are drawn in: values across, pixels down.

use plotters::backend::SVGBackend;
use plotters::chart::{ChartBuilder, ChartContext};
use plotters::coord::cartesian::Cartesian2d;
use plotters::style::Color;

use super::axis::Axis;
use super::canvas::{Anchor, Area, Failure, TEXT, Width, axis_name, style};
use super::number;
use super::palette::{GRID, MUTED};

/// Room below the bars for marks and the axis' name.
pub const AXIS: u32 = 42;

/// A plane of two axes.
pub type Plane<'a> = ChartContext<'a, SVGBackend<'a>, Cartesian2d<Axis, Axis>>;

/// Where bars stand, in pixels of the chart.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// Above the first bar.
    pub top: u32,
    /// Where bars begin.
    pub left: u32,
    /// Where the longest bar ends.
    pub right: u32,
}

/// Draws the axis and its grid, from nothing to `maximum`.
pub fn bars<'a>(
    area: &Area<'a>,
    frame: Frame,
    width: Width,
    maximum: f64,
    name: &str,
) -> Result<Plane<'a>, Failure> {
    let (_, height) = area.dim_in_pixel();
    let bottom = height - AXIS;
    let marks = match width {
        Width::Narrow => 4,
        Width::Wide => 8,
    };
    let inside = area.margin(frame.top, 0, frame.left, width.pixels() - frame.right);
    let mut chart = ChartBuilder::on(&inside)
        .x_label_area_size(AXIS)
        .build_cartesian_2d(
            Axis::linear(maximum, marks),
            Axis::bare(f64::from(bottom), f64::from(frame.top)),
        )?;
    chart
        .configure_mesh()
        .disable_y_mesh()
        .disable_y_axis()
        .light_line_style(GRID.mix(0.0))
        .bold_line_style(GRID)
        .axis_style(MUTED)
        .label_style(style(TEXT - 1, MUTED, Anchor::Middle))
        .x_label_formatter(&|value| number::trimmed(&number::short(*value)))
        .draw()?;
    let middle = u32::midpoint(frame.left, frame.right) as i32;
    axis_name(area, name, (middle, height as i32 - 8))?;
    Ok(chart)
}
