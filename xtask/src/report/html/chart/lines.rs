//! Lines with points on two logarithmic axes: how something grows.

use plotters::chart::ChartBuilder;
use plotters::element::{PathElement, Polygon};
use plotters::style::Color;

use super::axis::Axis;
use super::canvas::{Anchor, Area, Entry, Failure, Legend, Mark, Marker, Svg, TEXT, Width};
use super::canvas::{axis_name, draw, style};
use super::number;
use super::palette::{GRID, MUTED};
use crate::error::Result;

const HEADING: u32 = 6;
const PLOT: u32 = 170;
const AXIS: u32 = 40;
const SIDE: u32 = 62;

/// Lines over the same sizes.
#[derive(Clone, Debug)]
pub struct LineChart {
    /// Said to those who do not see the chart.
    pub title: String,
    /// What it grows with.
    pub horizontal: String,
    /// The text of a value on the vertical axis.
    pub format: fn(f64) -> String,
    /// The lines.
    pub lines: Vec<Line>,
}

/// One line.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its colour, marker and name.
    pub entry: Entry,
    /// Its points, from left to right. What is not above zero has no place on these axes and is left out.
    pub points: Vec<(f64, f64)>,
}

impl LineChart {
    /// The chart as SVG.
    pub fn render(&self) -> Result<Svg> {
        let width = Width::Narrow;
        let entries: Vec<Entry> = self.lines.iter().map(|line| line.entry.clone()).collect();
        let legend = Legend::new(&entries, width.pixels() - 8);
        let height = HEADING + PLOT + AXIS + legend.height() + 4;
        draw(width, height, &self.title, |area| self.paint(area, &legend))
    }

    fn points(&self) -> impl Iterator<Item = (f64, f64)> + Clone {
        self.lines.iter().flat_map(Line::shown)
    }

    fn paint(&self, area: &Area<'_>, legend: &Legend<'_>) -> std::result::Result<(), Failure> {
        let (width, height) = area.dim_in_pixel();
        let across = Axis::logarithmic(self.points().map(|point| point.0), 5);
        let up = Axis::logarithmic(self.points().map(|point| point.1), 5);
        let plane = area.margin(HEADING, height - HEADING - PLOT - AXIS, 0, 12);
        let mut chart = ChartBuilder::on(&plane)
            .x_label_area_size(AXIS)
            .y_label_area_size(SIDE)
            .build_cartesian_2d(across, up)?;
        chart
            .configure_mesh()
            .light_line_style(GRID.mix(0.0))
            .bold_line_style(GRID)
            .axis_style(MUTED)
            .x_label_style(style(TEXT - 1, MUTED, Anchor::Middle))
            .y_label_style(style(TEXT - 1, MUTED, Anchor::End))
            .x_label_formatter(&|value| number::trimmed(&number::short(round(10f64.powf(*value)))))
            .y_label_formatter(&|value| number::trimmed(&(self.format)(round(10f64.powf(*value)))))
            .draw()?;
        let middle = i32::midpoint(SIDE as i32, width as i32);
        let below = (HEADING + PLOT + AXIS) as i32 - 10;
        axis_name(area, &self.horizontal, (middle, below))?;
        for line in &self.lines {
            let points: Vec<(f64, f64)> =
                line.shown().map(|(x, y)| (x.log10(), y.log10())).collect();
            let stroke = line.entry.color.stroke_width(2);
            chart.draw_series([PathElement::new(points.clone(), stroke)])?;
            let Mark::Line(marker) = line.entry.mark else {
                continue;
            };
            for point in points {
                let center = chart.backend_coord(&point);
                let outline = marker.outline(center, 4);
                area.draw(&Polygon::new(outline, line.entry.color.filled()))?;
            }
        }
        legend.draw(area, (4, (HEADING + PLOT + AXIS) as i32))
    }
}

impl Line {
    fn shown(&self) -> impl Iterator<Item = (f64, f64)> + Clone {
        let points = self.points.iter().copied();
        points.filter(|(x, y)| *x > 0.0 && *y > 0.0 && x.is_finite() && y.is_finite())
    }

    /// The mark of an engine's line.
    pub const fn mark(place: usize) -> Mark {
        Mark::Line(Marker::engine(place))
    }
}

/// Without what the detour over logarithms added.
fn round(value: f64) -> f64 {
    if value <= 0.0 {
        return value;
    }
    let unit = 10f64.powf(value.log10().floor() - 3.0);
    (value / unit).round() * unit
}
