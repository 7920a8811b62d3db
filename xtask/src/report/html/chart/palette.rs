//! The charts' colours: Okabe and Ito's set, which colour-blind readers can tell apart.
//!
//! The style sheet of the page finds elements by these values: it gives text and lines the colour of a light or dark
//! page, and the engines' bars a pattern. So the engines' colours differ by one step from the categories'.

use plotters::style::RGBColor;

/// Text and axes.
pub const INK: RGBColor = RGBColor(0x1C, 0x1C, 0x1C);

/// Text of less weight.
pub const MUTED: RGBColor = RGBColor(0x55, 0x55, 0x55);

/// Lines of the grid.
pub const GRID: RGBColor = RGBColor(0xD4, 0xD4, 0xD4);

/// Text on a dark fill, on any page.
const ON_DARK: RGBColor = RGBColor(0xFF, 0xFF, 0xFF);

/// Text on a light fill, on any page.
const ON_LIGHT: RGBColor = RGBColor(0x00, 0x00, 0x00);

const ENGINES: [RGBColor; 4] = [
    RGBColor(0x00, 0x72, 0xB3),
    RGBColor(0xCC, 0x79, 0xA8),
    RGBColor(0xE6, 0x9F, 0x01),
    RGBColor(0x00, 0x9E, 0x74),
];

const CATEGORIES: [RGBColor; 9] = [
    RGBColor(0x56, 0xB4, 0xE9),
    RGBColor(0xE6, 0x9F, 0x00),
    RGBColor(0x00, 0x9E, 0x73),
    RGBColor(0xF0, 0xE4, 0x42),
    RGBColor(0x00, 0x72, 0xB2),
    RGBColor(0xD5, 0x5E, 0x00),
    RGBColor(0xCC, 0x79, 0xA7),
    RGBColor(0x99, 0x99, 0x99),
    RGBColor(0x44, 0x44, 0x45),
];

/// The colour of an engine by its place in the report's order.
pub fn engine(place: usize) -> RGBColor {
    ENGINES[place % ENGINES.len()]
}

/// The colour of a part of a whole.
pub fn category(place: usize) -> RGBColor {
    CATEGORIES[place % CATEGORIES.len()]
}

/// How many parts have a colour of their own.
pub const fn categories() -> usize {
    CATEGORIES.len()
}

/// The colour of text that stands on `fill`: whichever has more contrast.
pub fn on(fill: RGBColor) -> RGBColor {
    let linear = |channel: u8| (f64::from(channel) / 255.0).powf(2.2);
    let luminance = 0.2126 * linear(fill.0) + 0.7152 * linear(fill.1) + 0.0722 * linear(fill.2);
    if luminance > 0.18 { ON_LIGHT } else { ON_DARK }
}
