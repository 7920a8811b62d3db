//! The plane that horizontal bars are drawn in: values across, pixels down.

use plotters::backend::SVGBackend;
use plotters::chart::{ChartBuilder, ChartContext};
use plotters::coord::cartesian::Cartesian2d;
use plotters::style::Color;

use super::axis::Axis;
use super::canvas::{Anchor, Area, Failure, TEXT, Width, axis_name, style, width_of};
use super::number;
use super::palette::{GRID, MUTED};

/// Room below the bars for marks and a line of the axis' name.
const AXIS: u32 = 42;

/// Room for each further line of it.
const LINE: u32 = 15;

/// A plane of two axes.
pub type Plane<'a> = ChartContext<'a, SVGBackend<'a>, Cartesian2d<Axis, Axis>>;

/// How values are laid out across.
#[derive(Clone, Copy, Debug)]
pub enum Scale {
    /// From nothing to a maximum; bars begin at nothing.
    Linear(f64),
    /// From one value to another by factors; bars begin at a third, the one they are compared with.
    Logarithmic {
        /// The left end.
        from: f64,
        /// The right end.
        to: f64,
        /// Where bars begin.
        origin: f64,
    },
}

impl Scale {
    /// A value's place on the axis.
    pub fn place(self, value: f64) -> f64 {
        match self {
            Self::Linear(_) => value,
            Self::Logarithmic { from, .. } => value.max(from).log10(),
        }
    }

    /// Where bars begin on the axis.
    pub fn origin(self) -> f64 {
        match self {
            Self::Linear(_) => 0.0,
            Self::Logarithmic { origin, .. } => origin.log10(),
        }
    }

    fn axis(self, marks: usize) -> Axis {
        match self {
            Self::Linear(maximum) => Axis::linear(maximum, marks),
            Self::Logarithmic { from, to, .. } => Axis::exponents(from.log10(), to.log10(), marks),
        }
    }

    fn mark(self, place: f64) -> String {
        let value = match self {
            Self::Linear(_) => place,
            Self::Logarithmic { .. } => 10f64.powf(place),
        };
        number::trimmed(&number::short(value))
    }
}

/// Where bars stand, in pixels of the chart.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// Above the first bar.
    pub top: u32,
    /// Where bars begin.
    pub left: u32,
    /// Where the longest bar ends.
    pub right: u32,
    /// Below the last bar.
    pub bottom: u32,
}

/// Room that the axis needs below the bars.
pub fn axis_height(name: &str, width: Width) -> u32 {
    AXIS + LINE * (lines(name, width).len().max(1) as u32 - 1)
}

/// The axis' name in lines that fit into the chart.
fn lines(name: &str, width: Width) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in name.split(' ') {
        match lines.last_mut() {
            Some(line) if width_of(line, TEXT) + width_of(word, TEXT) + 12 <= width.pixels() => {
                line.push(' ');
                line.push_str(word);
            }
            Some(_) | None => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Draws the axis and its grid.
pub fn bars<'a>(
    area: &Area<'a>,
    frame: Frame,
    width: Width,
    scale: Scale,
    name: &str,
) -> Result<Plane<'a>, Failure> {
    let marks = match width {
        Width::Narrow => 4,
        Width::Wide => 8,
    };
    let below = axis_height(name, width);
    let inside = area.margin(frame.top, 0, frame.left, width.pixels() - frame.right);
    let mut chart = ChartBuilder::on(&inside)
        .x_label_area_size(below)
        .build_cartesian_2d(
            scale.axis(marks),
            Axis::bare(f64::from(frame.bottom), f64::from(frame.top)),
        )?;
    chart
        .configure_mesh()
        .disable_y_mesh()
        .disable_y_axis()
        .light_line_style(GRID.mix(0.0))
        .bold_line_style(GRID)
        .axis_style(MUTED)
        .label_style(style(TEXT - 1, MUTED, Anchor::Middle))
        .x_label_formatter(&|place| scale.mark(*place))
        .draw()?;
    let mut y = frame.bottom + AXIS - 8;
    for line in lines(name, width) {
        let half = width_of(&line, TEXT) / 2;
        let most = width.pixels().saturating_sub(half).max(half);
        let middle = u32::midpoint(frame.left, frame.right).clamp(half, most);
        axis_name(area, &line, (middle as i32, y as i32))?;
        y += LINE;
    }
    Ok(chart)
}
