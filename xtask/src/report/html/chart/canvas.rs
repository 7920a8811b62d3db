//! What all charts are drawn with: the drawing area, text, the legend, and the SVG that comes out.

use std::fmt;

use plotters::backend::SVGBackend;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea};
use plotters::element::{PathElement, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontStyle, IntoFont, RGBColor, TextStyle};

use super::palette::{INK, MUTED};
use crate::error::{Error, Result};

/// The plane a chart is drawn on, in its own pixels.
pub type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;

/// What goes wrong while drawing.
pub type Failure = DrawingAreaErrorKind<std::io::Error>;

/// Height of text, in pixels of the chart.
pub const TEXT: u32 = 12;

/// Distance between two lines of a legend.
const LEGEND_LINE: u32 = 18;

/// A chart as an SVG element; it is put into the page as it is.
#[derive(Clone, Debug)]
pub struct Svg(String);

impl fmt::Display for Svg {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Svg {
    /// The chart with more SVG elements above everything else.
    pub fn with(self, elements: &str) -> Self {
        let inside = self.0.trim_end().trim_end_matches("</svg>");
        Self(format!("{inside}{elements}</svg>"))
    }
}

impl askama::filters::HtmlSafe for Svg {}

/// How much room a chart has across.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// A telephone, or one of several charts beside each other.
    Narrow,
    /// The whole page.
    Wide,
}

impl Width {
    /// In pixels of the chart, which are about those of the screen.
    pub const fn pixels(self) -> u32 {
        match self {
            Self::Narrow => 360,
            Self::Wide => 760,
        }
    }
}

/// Draws a chart; `title` is read to those who do not see it.
pub fn draw(
    width: Width,
    height: u32,
    title: &str,
    paint: impl FnOnce(&Area<'_>) -> std::result::Result<(), Failure>,
) -> Result<Svg> {
    let mut text = String::new();
    {
        let size = (width.pixels(), height);
        let area = SVGBackend::with_string(&mut text, size).into_drawing_area();
        paint(&area)
            .and_then(|()| area.present())
            .map_err(|error| Error::Failed(format!("cannot draw \"{title}\": {error}")))?;
    }
    Ok(Svg(embedded(&text, width.pixels(), height, title)))
}

/// The element without a size of its own, so that it takes the page's width, and with a name.
fn embedded(text: &str, width: u32, height: u32, title: &str) -> String {
    let inside = text.split_once('>').map_or(text, |(_, inside)| inside);
    let mut compact = String::with_capacity(inside.len());
    for line in inside.lines() {
        compact.push_str(line);
        if !line.ends_with('>') {
            continue;
        }
        compact.push('\n');
    }
    // Presentation every element repeats is the style sheet's.
    let compact = compact
        .replace(" opacity=\"1\"", "")
        .replace(" font-family=\"sans-serif\"", "");
    format!(
        "<svg class=\"chart\" viewBox=\"0 0 {width} {height}\" style=\"max-width:{width}px\" role=\"img\" \
         aria-label=\"{}\">{compact}",
        escaped(title)
    )
}

/// Text as the value of an attribute or between tags.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// Where a text's given point is in it.
#[derive(Clone, Copy, Debug)]
pub enum Anchor {
    /// At its left end.
    Start,
    /// In its middle.
    Middle,
    /// At its right end.
    End,
}

/// The style of a name that others stand under.
pub fn heading(size: u32) -> TextStyle<'static> {
    let mut style = style(size, INK, Anchor::Start);
    style.font = style.font.style(FontStyle::Bold);
    style
}

/// A style of text, centred upright on its point.
pub fn style(size: u32, color: RGBColor, anchor: Anchor) -> TextStyle<'static> {
    let horizontal = match anchor {
        Anchor::Start => HPos::Left,
        Anchor::Middle => HPos::Center,
        Anchor::End => HPos::Right,
    };
    // The backend divides what it is given by 1.24.
    ("sans-serif", f64::from(size) * 1.24)
        .into_font()
        .color(&color)
        .pos(Pos::new(horizontal, VPos::Center))
}

/// Writes text at a point.
pub fn write(
    area: &Area<'_>,
    text: &str,
    at: (i32, i32),
    style: &TextStyle<'static>,
) -> std::result::Result<(), Failure> {
    area.draw(&Text::new(text.to_owned(), at, style.clone()))
}

/// An upper bound of a text's width: fonts differ, the page's is the reader's.
pub fn width_of(text: &str, size: u32) -> u32 {
    (text.chars().count() as f64 * f64::from(size) * 0.6).ceil() as u32
}

/// Text that fits into `width`, cut with an ellipsis if it must be.
pub fn fitted(text: &str, size: u32, width: u32) -> String {
    if width_of(text, size) <= width {
        return text.to_owned();
    }
    let fits = (f64::from(width) / (f64::from(size) * 0.6)).floor() as usize;
    let kept: String = text.chars().take(fits.saturating_sub(1)).collect();
    format!("{kept}…")
}

/// How an entry of a legend is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A filled box, for bars.
    Box,
    /// A box with a letter, as in the parts of stacked bars.
    Lettered(char),
    /// A line with the marker of a series.
    Line(Marker),
}

/// The shape of a series' points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marker {
    /// A disc.
    Circle,
    /// A square standing on its side.
    Square,
    /// A triangle standing on its base.
    Triangle,
    /// A square standing on its corner.
    Diamond,
}

impl Marker {
    /// The marker of the engine at a place of the report's order.
    pub const fn engine(place: usize) -> Self {
        match place % 4 {
            0 => Self::Circle,
            1 => Self::Square,
            2 => Self::Triangle,
            _ => Self::Diamond,
        }
    }

    /// Its corners about a point; a disc has many.
    pub fn outline(self, (x, y): (i32, i32), radius: i32) -> Vec<(i32, i32)> {
        match self {
            Self::Circle => (0..12)
                .map(|step| {
                    let angle = f64::from(step) * std::f64::consts::TAU / 12.0;
                    let reach = f64::from(radius) + 0.4;
                    (
                        x + (reach * angle.cos()).round() as i32,
                        y + (reach * angle.sin()).round() as i32,
                    )
                })
                .collect(),
            Self::Square => vec![
                (x - radius, y - radius),
                (x + radius, y - radius),
                (x + radius, y + radius),
                (x - radius, y + radius),
            ],
            Self::Triangle => vec![
                (x, y - radius - 1),
                (x + radius + 1, y + radius),
                (x - radius - 1, y + radius),
            ],
            Self::Diamond => vec![
                (x, y - radius - 1),
                (x + radius + 1, y),
                (x, y + radius + 1),
                (x - radius - 1, y),
            ],
        }
    }
}

/// One entry of a legend.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What it says.
    pub name: String,
    /// Its colour in the chart.
    pub color: RGBColor,
    /// Its mark in the chart.
    pub mark: Mark,
}

/// A legend laid out: entries follow each other and wrap.
pub struct Legend<'e> {
    places: Vec<(&'e Entry, i32, i32)>,
    height: u32,
}

impl<'e> Legend<'e> {
    /// Lays entries out within `width`.
    pub fn new(entries: &'e [Entry], width: u32) -> Self {
        let mut places = Vec::with_capacity(entries.len());
        let (mut left, mut line) = (0, 0);
        for entry in entries {
            let needed = 22 + width_of(&entry.name, TEXT) + 14;
            if left > 0 && left + needed > width {
                left = 0;
                line += 1;
            }
            places.push((entry, left as i32, (line * LEGEND_LINE) as i32));
            left += needed;
        }
        let lines = if entries.is_empty() { 0 } else { line + 1 };
        Self {
            places,
            height: lines * LEGEND_LINE,
        }
    }

    /// Its height.
    pub fn height(&self) -> u32 {
        self.height
    }

    /// Draws it with its upper left corner at a point.
    pub fn draw(
        &self,
        area: &Area<'_>,
        (left, top): (i32, i32),
    ) -> std::result::Result<(), Failure> {
        for (entry, x, y) in &self.places {
            let (x, y) = (left + x, top + y);
            let middle = y + LEGEND_LINE as i32 / 2;
            match entry.mark {
                Mark::Box => area.draw(&Rectangle::new(
                    [(x, y + 3), (x + 14, y + 15)],
                    entry.color.filled(),
                ))?,
                Mark::Lettered(letter) => {
                    area.draw(&Rectangle::new(
                        [(x, y + 2), (x + 16, y + 16)],
                        entry.color.filled(),
                    ))?;
                    let style = style(TEXT - 1, super::palette::on(entry.color), Anchor::Middle);
                    write(area, &letter.to_string(), (x + 8, middle), &style)?;
                }
                Mark::Line(marker) => {
                    area.draw(&PathElement::new(
                        vec![(x, middle), (x + 16, middle)],
                        entry.color.stroke_width(2),
                    ))?;
                    area.draw(&plotters::element::Polygon::new(
                        marker.outline((x + 8, middle), 4),
                        entry.color.filled(),
                    ))?;
                }
            }
            write(
                area,
                &entry.name,
                (x + 22, middle),
                &style(TEXT, INK, Anchor::Start),
            )?;
        }
        Ok(())
    }
}

/// The name of an axis, under it.
pub fn axis_name(area: &Area<'_>, text: &str, at: (i32, i32)) -> std::result::Result<(), Failure> {
    write(area, text, at, &style(TEXT, MUTED, Anchor::Middle))
}
