//! Charts: from names and numbers to an SVG element that fits any page.

mod axis;
mod bars;
mod canvas;
mod lines;
pub mod number;
pub mod palette;
mod plane;
mod stacked;
mod trend;

pub use bars::{Bar, BarChart, BarGroup};
pub use canvas::{Entry, Mark, Svg, Width};
pub use lines::{Line, LineChart};
pub use stacked::{Stack, StackedChart};
pub use trend::{Break, Direction, Spot, Trend, TrendChart, Unit};
