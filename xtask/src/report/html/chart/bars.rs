//! Horizontal bars in groups, with whiskers and a line of reference.

use plotters::element::{PathElement, Rectangle};
use plotters::style::Color;

use super::canvas::{Anchor, Area, Entry, Failure, Legend, Svg, TEXT, Width};
use super::canvas::{draw, fitted, heading, style, width_of, write};
use super::palette::{INK, MUTED};
use super::plane::{self, Frame, Plane, Scale};
use crate::error::Result;

/// Height of one bar with the gap below it.
const ROW: u32 = 16;

/// Height of a group's name where it stands above the bars.
const NAME: u32 = 18;

/// Between groups.
const GAP: u32 = 9;

/// Values this many times the reference are shown by factors: on a common scale the others would vanish.
const WIDE_RANGE: f64 = 20.0;

/// Bars of several groups.
#[derive(Clone, Debug)]
pub struct BarChart {
    /// Said to those who do not see the chart.
    pub title: String,
    /// What the bars' length means, with its unit.
    pub axis: String,
    /// What the bars of each group are, in order.
    pub series: Vec<Entry>,
    /// The groups from top to bottom.
    pub groups: Vec<BarGroup>,
    /// The value everything is compared with.
    pub reference: Option<f64>,
}

/// The bars of one name.
#[derive(Clone, Debug)]
pub struct BarGroup {
    /// Its name.
    pub name: String,
    /// One for each series.
    pub bars: Vec<Bar>,
}

/// One bar.
#[derive(Clone, Debug)]
pub struct Bar {
    /// Its length; absent if there is none.
    pub value: Option<f64>,
    /// Where most values lie.
    pub whisker: Option<(f64, f64)>,
    /// What stands at its end.
    pub label: String,
}

/// Where things are, from the left.
struct Columns {
    /// Names of groups have a column of their own up to here, or stand above the bars.
    names_end: u32,
    bars_start: u32,
    bars_end: u32,
}

impl BarChart {
    /// The chart as SVG.
    pub fn render(&self, width: Width) -> Result<Svg> {
        let legend = Legend::new(&self.series, width.pixels() - 8);
        let bars = self.groups.iter().map(|group| height(group, width));
        let height =
            legend.height() + 8 + bars.sum::<u32>() + plane::axis_height(&self.axis_name(), width);
        draw(width, height, &self.title, |area| {
            self.paint(area, width, &legend)
        })
    }

    fn columns(&self, width: Width) -> Columns {
        let names = self.groups.iter().map(|group| width_of(&group.name, TEXT));
        let series = self
            .series
            .iter()
            .map(|entry| width_of(&entry.name, TEXT - 1));
        let labels = self
            .groups
            .iter()
            .flat_map(|group| &group.bars)
            .filter(|bar| bar.value.is_some())
            .map(|bar| width_of(&bar.label, TEXT - 1));
        let names_end = match width {
            Width::Narrow => 2,
            Width::Wide => names.max().unwrap_or(0).min(180) + 10,
        };
        let series = if self.series.len() > 1 {
            series.max().unwrap_or(0).min(140) + 8
        } else {
            // Half of the text of the axis' first mark.
            6
        };
        let labels = labels.max().unwrap_or(0).min(130) + 8;
        Columns {
            names_end,
            bars_start: names_end + series,
            bars_end: width.pixels().saturating_sub(labels),
        }
    }

    fn scale(&self) -> Scale {
        let bars = self.groups.iter().flat_map(|group| &group.bars);
        let whiskers = bars.clone().filter_map(|bar| bar.whisker);
        let ends = whiskers.flat_map(|(low, high)| [low, high]);
        let values = bars
            .filter_map(|bar| bar.value)
            .chain(ends)
            .chain(self.reference);
        let values = values.filter(|value| value.is_finite());
        let maximum = values.clone().fold(f64::MIN_POSITIVE, f64::max);
        match self.reference {
            Some(origin) if origin > 0.0 && maximum > WIDE_RANGE * origin => {
                let positive = values.filter(|value| *value > 0.0);
                Scale::Logarithmic {
                    from: positive.fold(origin, f64::min) * 0.8,
                    to: maximum * 1.25,
                    origin,
                }
            }
            Some(_) | None => Scale::Linear(maximum * 1.02),
        }
    }

    /// The axis' name; on a logarithmic one it says so.
    fn axis_name(&self) -> String {
        match self.scale() {
            Scale::Linear(_) => self.axis.clone(),
            Scale::Logarithmic { .. } => format!("{}, by factors", self.axis),
        }
    }

    fn paint(
        &self,
        area: &Area<'_>,
        width: Width,
        legend: &Legend<'_>,
    ) -> std::result::Result<(), Failure> {
        legend.draw(area, (4, 0))?;
        let columns = self.columns(width);
        let frame = Frame {
            top: legend.height() + 8,
            left: columns.bars_start,
            right: columns.bars_end,
            bottom: area.dim_in_pixel().1 - plane::axis_height(&self.axis_name(), width),
        };
        let scale = self.scale();
        let mut plane = plane::bars(area, frame, width, scale, &self.axis_name())?;
        if let Some(reference) = self.reference {
            let ends = [frame.top, frame.bottom].map(|y| (scale.place(reference), f64::from(y)));
            plane.draw_series([PathElement::new(ends, INK.stroke_width(1))])?;
        }
        let mut top = frame.top;
        for group in &self.groups {
            let mut row = top;
            let (name, room) = match width {
                Width::Narrow => {
                    row += NAME;
                    (
                        (columns.names_end as i32, top as i32 + 9),
                        width.pixels() - 4,
                    )
                }
                Width::Wide => ((2, (top + ROW / 2) as i32), columns.names_end - 4),
            };
            let text = fitted(&group.name, TEXT, room);
            write(area, &text, name, &heading(TEXT))?;
            for (bar, entry) in group.bars.iter().zip(&self.series) {
                if self.series.len() > 1 {
                    let room = columns.bars_start - columns.names_end - 4;
                    let name = fitted(&entry.name, TEXT - 1, room);
                    let at = (columns.bars_start as i32 - 6, center(row));
                    write(area, &name, at, &style(TEXT - 1, MUTED, Anchor::End))?;
                }
                let end = bar
                    .paint(&mut plane, scale, entry, row)?
                    .max(columns.bars_start as i32);
                let label = style(TEXT - 1, INK, Anchor::Start);
                write(area, &bar.label, (end + 5, center(row)), &label)?;
                row += ROW;
            }
            top += height(group, width);
        }
        Ok(())
    }
}

impl Bar {
    /// Draws the bar and its whisker, and says where they end.
    fn paint(
        &self,
        plane: &mut Plane<'_>,
        scale: Scale,
        entry: &Entry,
        row: u32,
    ) -> std::result::Result<i32, Failure> {
        let mut end = 0;
        if let Some(value) = self.value.filter(|value| value.is_finite()) {
            let corners = [
                (scale.origin(), f64::from(row) + 1.0),
                (scale.place(value), f64::from(row + ROW) - 3.0),
            ];
            plane.draw_series([Rectangle::new(corners, entry.color.filled())])?;
            let ends = corners.map(|corner| plane.backend_coord(&corner).0);
            end = ends[0].max(ends[1]);
        }
        if let Some((from, to)) = self.whisker {
            let at = f64::from(center(row));
            let (from, to) = (scale.place(from), scale.place(to));
            for path in [
                [(from, at), (to, at)],
                [(from, at - 3.0), (from, at + 3.0)],
                [(to, at - 3.0), (to, at + 3.0)],
            ] {
                plane.draw_series([PathElement::new(path, INK.stroke_width(1))])?;
            }
            end = end.max(plane.backend_coord(&(to, at)).0);
        }
        Ok(end)
    }
}

fn height(group: &BarGroup, width: Width) -> u32 {
    let name = match width {
        Width::Narrow => NAME,
        Width::Wide => 0,
    };
    name + ROW * group.bars.len().max(1) as u32 + GAP
}

/// The middle of the bar in a row.
fn center(row: u32) -> i32 {
    (row + ROW / 2) as i32 - 1
}
