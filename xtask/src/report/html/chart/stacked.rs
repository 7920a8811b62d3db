//! Horizontal stacked bars: how a whole is made up of parts.

use plotters::element::Rectangle;
use plotters::style::Color;

use super::canvas::{Anchor, Area, Entry, Failure, Legend, Mark, Svg, TEXT, Width};
use super::canvas::{draw, fitted, heading, style, width_of, write};
use super::palette::{self, MUTED};
use super::plane::{self, Frame, Scale};
use crate::error::Result;

const NAME: u32 = 17;
const BAR: u32 = 20;
const GAP: u32 = 10;

/// Stacked bars that share their parts.
#[derive(Clone, Debug)]
pub struct StackedChart {
    /// Said to those who do not see the chart.
    pub title: String,
    /// What the bars' length means, with its unit.
    pub axis: String,
    /// Names of the parts; each gets a letter and a colour.
    pub parts: Vec<String>,
    /// The bars from top to bottom.
    pub stacks: Vec<Stack>,
}

/// One bar.
#[derive(Clone, Debug)]
pub struct Stack {
    /// What it is.
    pub name: String,
    /// What stands beside the name, such as the whole.
    pub label: String,
    /// The length of each part.
    pub values: Vec<f64>,
}

impl StackedChart {
    /// The chart as SVG.
    pub fn render(&self, width: Width) -> Result<Svg> {
        let entries: Vec<Entry> = self
            .parts
            .iter()
            .enumerate()
            .map(|(place, name)| Entry {
                name: fitted(name, TEXT, width.pixels() - 40),
                color: palette::category(place),
                mark: Mark::Lettered(letter(place)),
            })
            .collect();
        let legend = Legend::new(&entries, width.pixels() - 8);
        let bars = self.stacks.len() as u32 * (NAME + BAR + GAP);
        let height = legend.height() + 8 + bars + plane::axis_height(&self.axis, width);
        draw(width, height, &self.title, |area| {
            self.paint(area, width, &legend)
        })
    }

    fn maximum(&self) -> f64 {
        let sums = self.stacks.iter().map(|stack| stack.values.iter().sum());
        sums.fold(f64::MIN_POSITIVE, f64::max)
    }

    fn paint(
        &self,
        area: &Area<'_>,
        width: Width,
        legend: &Legend<'_>,
    ) -> std::result::Result<(), Failure> {
        legend.draw(area, (4, 0))?;
        let frame = Frame {
            top: legend.height() + 8,
            left: 4,
            // The text of the last mark reaches beyond it.
            right: width.pixels() - 22,
            bottom: area.dim_in_pixel().1 - plane::axis_height(&self.axis, width),
        };
        let mut plane = plane::bars(
            area,
            frame,
            width,
            Scale::Linear(self.maximum()),
            &self.axis,
        )?;
        for (place, stack) in self.stacks.iter().enumerate() {
            let y = frame.top + place as u32 * (NAME + BAR + GAP);
            let line = y as i32 + NAME as i32 / 2;
            write(area, &stack.name, (4, line), &heading(TEXT))?;
            // Bold letters are wider.
            let after = 4 + width_of(&stack.name, TEXT + 1) + 8;
            let quiet = style(TEXT - 1, MUTED, Anchor::Start);
            write(area, &stack.label, (after as i32, line), &quiet)?;
            let (high, low) = (f64::from(y + NAME), f64::from(y + NAME + BAR));
            let mut start = 0.0;
            for (part, value) in stack.values.iter().enumerate() {
                let color = palette::category(part);
                let end = start + value;
                plane.draw_series([Rectangle::new([(start, high), (end, low)], color.filled())])?;
                let from = plane.backend_coord(&(start, high)).0;
                let to = plane.backend_coord(&(end, high)).0;
                if to - from >= 12 {
                    let at = (i32::midpoint(from, to), (y + NAME + BAR / 2) as i32);
                    let text = style(TEXT - 1, palette::on(color), Anchor::Middle);
                    write(area, &letter(part).to_string(), at, &text)?;
                }
                start = end;
            }
        }
        Ok(())
    }
}

/// The letter a part is known by.
fn letter(place: usize) -> char {
    char::from(b'A' + (place % 26) as u8)
}
