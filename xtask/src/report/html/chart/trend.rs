//! Lines over dated records: how something became dearer or cheaper.

use std::fmt::Write as _;

use plotters::chart::ChartBuilder;
use plotters::element::PathElement;
use plotters::style::Color;

use super::axis::Axis;
use super::canvas::{Anchor, Area, Entry, Failure, Legend, Mark, Marker, Svg, TEXT, Width};
use super::canvas::{axis_name, draw, escaped, style, write};
use super::palette::{GRID, MUTED};
use crate::error::Result;

const HEADING: u32 = 22;
const PLOT: u32 = 130;
const AXIS: u32 = 40;
const SIDE: u32 = 66;

/// Right of the plane: half of the last date.
const MARGIN: u32 = 30;

/// An axis is at least so high, as a share of what it shows: smaller changes look small.
const LEAST_HEIGHT: f64 = 0.02;

/// Lines over the same records.
#[derive(Clone, Debug)]
pub struct TrendChart {
    /// Said to those who do not see the chart.
    pub title: String,
    /// What goes up.
    pub vertical: String,
    /// In which unit.
    pub unit: Unit,
    /// The records' dates, from left to right.
    pub dates: Vec<String>,
    /// Where lines break, because records do not compare.
    pub breaks: Vec<Break>,
    /// The lines; a single one needs no legend.
    pub lines: Vec<Trend>,
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Things.
    Count,
    /// Bytes.
    Bytes,
    /// Hundredths.
    Percent,
}

/// A place between two records.
#[derive(Clone, Debug)]
pub struct Break {
    /// The place of the later one.
    pub before: usize,
    /// Why the line breaks.
    pub reason: String,
}

/// One line.
#[derive(Clone, Debug)]
pub struct Trend {
    /// Its colour and name.
    pub entry: Entry,
    /// A point for each record that has one.
    pub spots: Vec<Option<Spot>>,
}

/// One point.
#[derive(Clone, Debug)]
pub struct Spot {
    /// Its height.
    pub value: f64,
    /// What it says when it is pointed at.
    pub text: String,
    /// Whether it stands at a significant step.
    pub step: Option<Direction>,
}

/// Where a step leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// More than before.
    Dearer,
    /// Less than before.
    Cheaper,
}

impl TrendChart {
    /// The chart as SVG.
    pub fn render(&self) -> Result<Svg> {
        let width = Width::Narrow;
        let entries: Vec<Entry> = match self.lines.as_slice() {
            [_] => Vec::new(),
            lines => lines.iter().map(|line| line.entry.clone()).collect(),
        };
        let legend = Legend::new(&entries, width.pixels() - 8);
        let height = HEADING + PLOT + AXIS + legend.height() + 4;
        let mut above = String::new();
        let svg = draw(width, height, &self.title, |area| {
            above = self.paint(area, &legend)?;
            Ok(())
        })?;
        Ok(svg.with(&above))
    }

    /// Draws axes and lines; what can be pointed at is returned as SVG.
    fn paint(&self, area: &Area<'_>, legend: &Legend<'_>) -> std::result::Result<String, Failure> {
        let (width, height) = area.dim_in_pixel();
        let up = self.height();
        let number = self.unit.labels(&up);
        let across = Axis::places(self.dates.len(), &marked(self.dates.len()));
        let plane = area.margin(HEADING, height - HEADING - PLOT - AXIS, 0, MARGIN);
        let mut chart = ChartBuilder::on(&plane)
            .x_label_area_size(AXIS)
            .y_label_area_size(SIDE)
            .build_cartesian_2d(across, up)?;
        chart
            .configure_mesh()
            .disable_x_mesh()
            .light_line_style(GRID.mix(0.0))
            .bold_line_style(GRID)
            .axis_style(MUTED)
            .x_label_style(style(TEXT - 1, MUTED, Anchor::Middle))
            .y_label_style(style(TEXT - 1, MUTED, Anchor::End))
            .x_label_formatter(&|place| self.date(*place))
            .y_label_formatter(&|value| number(*value))
            .draw()?;
        let name = style(TEXT, MUTED, Anchor::Start);
        write(area, &self.vertical, (4, 8), &name)?;
        let middle = i32::midpoint(SIDE as i32, (width - MARGIN) as i32);
        let below = (HEADING + PLOT + AXIS) as i32 - 8;
        axis_name(area, "records, by date", (middle, below))?;
        let mut above = String::new();
        for line in &self.lines {
            for run in self.runs(line) {
                let stroke = line.entry.color.stroke_width(2);
                chart.draw_series([PathElement::new(run, stroke)])?;
            }
            let places = line.spots.iter().enumerate();
            let spots = places.filter_map(|(place, spot)| Some((place, spot.as_ref()?)));
            let spots =
                spots.map(|(place, spot)| (spot, chart.backend_coord(&(place as f64, spot.value))));
            above.push_str(&marks(&line.entry, spots, self.dates.len()));
        }
        let mut walls = String::new();
        for wall in &self.breaks {
            let (x, _) = chart.backend_coord(&(wall.before as f64 - 0.5, 0.0));
            let (top, bottom) = (HEADING, HEADING + PLOT);
            let reason = escaped(&wall.reason);
            let _ = writeln!(
                walls,
                "<path class=\"break\" d=\"M{x} {top}V{bottom}\"><title>{reason}</title></path>"
            );
        }
        legend.draw(area, (4, (HEADING + PLOT + AXIS) as i32))?;
        Ok(walls + &above)
    }

    /// An axis around all points.
    fn height(&self) -> Axis {
        let spots = self.lines.iter().flat_map(|line| &line.spots).flatten();
        let values = spots.map(|spot| spot.value);
        let low = values.clone().fold(f64::INFINITY, f64::min);
        let high = values.fold(f64::NEG_INFINITY, f64::max);
        if !(low.is_finite() && high > 0.0) {
            return Axis::fitted(0.0, 1.0, 2);
        }
        let missing = (LEAST_HEIGHT * high - (high - low)).max(0.0) / 2.0;
        let margin = 0.08 * (high - low + 2.0 * missing);
        let bottom = (low - missing - margin).max(0.0);
        Axis::fitted(bottom, high + missing + margin, 4)
    }

    /// Points that hang together: of neighbours that compare.
    fn runs(&self, line: &Trend) -> Vec<Vec<(f64, f64)>> {
        let mut runs = vec![Vec::new()];
        for (place, spot) in line.spots.iter().enumerate() {
            if spot.is_none() || self.breaks.iter().any(|wall| wall.before == place) {
                runs.push(Vec::new());
            }
            if let (Some(spot), Some(run)) = (spot, runs.last_mut()) {
                run.push((place as f64, spot.value));
            }
        }
        runs.retain(|run| run.len() > 1);
        runs
    }

    fn date(&self, place: f64) -> String {
        let date = self.dates.get(place.round().max(0.0) as usize);
        date.cloned().unwrap_or_default()
    }
}

impl Unit {
    /// How the marks of an axis are written: with as many decimals as their distance needs.
    fn labels(self, axis: &Axis) -> impl Fn(f64) -> String + use<> {
        let end = plotters::coord::ranged1d::Ranged::range(axis).end;
        let (units, base): (&[&str], f64) = match self {
            Self::Count => (&["", "k", "M", "G", "T"], 1000.0),
            Self::Bytes => (&["B", "kB", "MB", "GB", "TB"], 1000.0),
            Self::Percent => (&["%"], f64::INFINITY),
        };
        let mut divisor = 1.0;
        let mut place = 0;
        while end / divisor >= base && place + 1 < units.len() {
            divisor *= base;
            place += 1;
        }
        let unit = units[place];
        let step = axis.step() / divisor;
        let decimals = if step > 0.0 {
            (-(step.log10() + 1e-9).floor()).clamp(0.0, 6.0) as usize
        } else {
            2
        };
        move |value| {
            let text = format!("{:.decimals$} {unit}", value / divisor);
            text.trim_end().to_owned()
        }
    }
}

/// The records whose dates stand below the axis: the first, the last, and one between.
fn marked(count: usize) -> Vec<usize> {
    let mut places = match count {
        0 => Vec::new(),
        1..5 => vec![0, count - 1],
        _ => vec![0, (count - 1) / 2, count - 1],
    };
    places.dedup();
    places
}

/// A line's points; those at steps are triangles that show the direction.
fn marks<'s>(
    entry: &Entry,
    spots: impl Iterator<Item = (&'s Spot, (i32, i32))>,
    records: usize,
) -> String {
    let radius = if records > 40 { 2 } else { 3 };
    let color = entry.color;
    let mut text = format!(
        "<g fill=\"#{:02X}{:02X}{:02X}\">\n",
        color.0, color.1, color.2
    );
    for (spot, (x, y)) in spots {
        let title = escaped(&spot.text);
        let (class, corners) = match (spot.step, entry.mark) {
            (Some(Direction::Dearer), _) => (" class=\"dearer\"", triangle(x, y, 1)),
            (Some(Direction::Cheaper), _) => (" class=\"cheaper\"", triangle(x, y, -1)),
            (None, Mark::Line(marker)) if marker != Marker::Circle => {
                ("", marker.outline((x, y), radius))
            }
            (None, Mark::Line(_) | Mark::Box | Mark::Lettered(_)) => {
                let _ = writeln!(
                    text,
                    "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"><title>{title}</title></circle>"
                );
                continue;
            }
        };
        let corners: Vec<String> = corners.iter().map(|(x, y)| format!("{x},{y}")).collect();
        let _ = writeln!(
            text,
            "<polygon{class} points=\"{}\"><title>{title}</title></polygon>",
            corners.join(" ")
        );
    }
    text + "</g>\n"
}

/// A triangle about a point, standing on its base or, turned over, on its corner.
fn triangle(x: i32, y: i32, turn: i32) -> Vec<(i32, i32)> {
    let corners = Marker::Triangle.outline((0, 0), 5).into_iter();
    corners
        .map(|(across, down)| (x + across, y + turn * down))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::html::chart::palette;

    fn chart(values: &[Option<f64>], breaks: &[usize]) -> TrendChart {
        let spot = |value: f64| Spot {
            value,
            text: format!("<{value}>"),
            step: (value > 110.0).then_some(Direction::Dearer),
        };
        TrendChart {
            title: "a & b".to_owned(),
            vertical: "machine instructions".to_owned(),
            unit: Unit::Count,
            dates: values.iter().map(|_| "2026-01-02".to_owned()).collect(),
            breaks: breaks
                .iter()
                .map(|&before| Break {
                    before,
                    reason: "another compiler".to_owned(),
                })
                .collect(),
            lines: vec![Trend {
                entry: Entry {
                    name: "one".to_owned(),
                    color: palette::engine(0),
                    mark: Mark::Box,
                },
                spots: values.iter().map(|value| value.map(spot)).collect(),
            }],
        }
    }

    #[test]
    fn a_line_breaks_where_records_do_not_compare_and_where_one_is_missing() {
        let values = [100.0, 101.0, 102.0, 103.0, 104.0].map(Some);
        let runs = |chart: &TrendChart| -> Vec<usize> {
            let runs = chart.runs(&chart.lines[0]);
            runs.iter().map(Vec::len).collect()
        };
        assert_eq!(runs(&chart(&values, &[])), [5]);
        assert_eq!(runs(&chart(&values, &[2])), [2, 3]);
        let gap = [Some(1.0), Some(2.0), None, Some(3.0), Some(4.0)];
        assert_eq!(runs(&chart(&gap, &[])), [2, 2]);
    }

    #[test]
    fn every_point_can_be_pointed_at() {
        let svg = chart(&[Some(100.0), Some(120.0)], &[1])
            .render()
            .expect("it can be drawn")
            .to_string();
        let document = roxmltree::Document::parse(&svg).expect("it is well-formed");
        let titles: Vec<&str> = document
            .descendants()
            .filter(|node| node.has_tag_name("title"))
            .filter_map(|node| node.text())
            .collect();
        assert_eq!(titles, ["another compiler", "<100>", "<120>"]);
        assert!(svg.contains("class=\"dearer\""), "{svg}");
    }

    #[test]
    fn marks_have_the_decimals_that_tell_them_apart() {
        let label = |low: f64, high: f64, unit: Unit, value: f64| {
            unit.labels(&Axis::fitted(low, high, 4))(value)
        };
        assert_eq!(label(99e6, 101e6, Unit::Count, 1e8), "100.0 M");
        assert_eq!(label(0.99e6, 1.01e6, Unit::Bytes, 1e6), "1.000 MB");
        assert_eq!(label(90.0, 110.0, Unit::Percent, 100.0), "100 %");
        assert_eq!(label(0.0, 12.0, Unit::Count, 5.0), "5");
    }

    #[test]
    fn nothing_and_a_single_record_can_be_drawn() {
        for values in [&[][..], &[None], &[Some(0.0)], &[Some(5.0)]] {
            chart(values, &[]).render().expect("it can be drawn");
        }
    }
}
