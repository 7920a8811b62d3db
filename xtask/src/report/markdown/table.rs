//! Tables and numbers as Markdown that a terminal shows well.

pub use crate::report::html::chart::number::thousands;
use std::fmt::Write as _;

use super::super::model::{Cell, Estimate};

/// A document under way.
#[derive(Default)]
pub struct Text(String);

impl Text {
    /// Adds a line.
    pub fn line(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
    }

    /// Adds a line unless it stands in the document already.
    pub fn line_once(&mut self, line: &str) {
        if !self.0.lines().any(|known| known == line) {
            self.line(line);
        }
    }

    /// Adds a paragraph after an empty line.
    pub fn paragraph(&mut self, text: &str) {
        self.line("");
        self.line(text);
    }

    /// Adds a subtitle.
    pub fn subtitle(&mut self, title: &str) {
        self.line(&format!("\n### {title}"));
    }

    /// Adds a table, unless it has no rows; the first column is text and the others are numbers.
    pub fn table(&mut self, head: &[String], rows: &[Vec<String>]) {
        if rows.is_empty() {
            return;
        }
        let widths: Vec<usize> = (0..head.len())
            .map(|column| {
                let cells = rows.iter().filter_map(|row| row.get(column));
                let widest = cells.map(|cell| cell.chars().count()).max();
                head[column].chars().count().max(widest.unwrap_or(0)).max(3)
            })
            .collect();
        self.line("");
        self.row(head, &widths);
        let mut rule = String::new();
        for (column, width) in widths.iter().enumerate() {
            let dashes = "-".repeat(width - 1);
            let _ = if column == 0 {
                write!(rule, "| :{dashes} ")
            } else {
                write!(rule, "| {dashes}: ")
            };
        }
        self.line(&format!("{rule}|"));
        for row in rows {
            self.row(row, &widths);
        }
    }

    fn row(&mut self, cells: &[String], widths: &[usize]) {
        let mut line = String::new();
        for (column, (cell, &width)) in cells.iter().zip(widths).enumerate() {
            let cell = cell.replace('|', "\\|").replace('\n', " ");
            let _ = if column == 0 {
                write!(line, "| {cell:<width$} ")
            } else {
                write!(line, "| {cell:>width$} ")
            };
        }
        self.line(&format!("{line}|"));
    }

    /// The whole text.
    pub fn finish(self) -> String {
        self.0
    }
}

/// Cells of text.
pub fn head(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

/// What was measured as text, or why it was not.
pub fn cell<T>(cell: &Cell<T>, show: impl Fn(&T) -> String) -> String {
    match cell {
        Cell::Measured(value) => show(value),
        Cell::Failed(_) => "failed".to_owned(),
        Cell::Missing(_) => absent(),
    }
}

/// What is not known.
pub fn absent() -> String {
    "–".to_owned()
}

/// A number that may not be known.
pub fn known<T>(value: Option<T>, show: impl Fn(T) -> String) -> String {
    value.map_or_else(absent, show)
}

/// A ratio.
pub fn ratio(value: f64) -> String {
    format!("{value:.3}")
}

/// A ratio with its interval.
pub fn estimate(value: Estimate) -> String {
    format!(
        "{:.2} [{:.2}, {:.2}]",
        value.median, value.lower, value.upper
    )
}

/// Nanoseconds as milliseconds.
pub fn milliseconds(nanoseconds: f64) -> String {
    format!("{:.2}", nanoseconds / 1e6)
}

/// Bytes as mebibytes.
pub fn mebibytes(bytes: u64) -> String {
    format!("{:.1}", bytes as f64 / 1_048_576.0)
}

/// A count in millions.
pub fn millions(count: u64) -> String {
    format!("{:.2}", count as f64 / 1e6)
}

/// A count with its share of the total.
pub fn share(count: u64, total: u64) -> String {
    if total == 0 {
        return thousands(count);
    }
    let percent = 100.0 * count as f64 / total as f64;
    format!("{} ({percent:.1} %)", thousands(count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_grouped() {
        assert_eq!(thousands(0), "0");
        assert_eq!(thousands(999), "999");
        assert_eq!(thousands(1000), "1,000");
        assert_eq!(thousands(1_234_567), "1,234,567");
    }

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let mut text = Text::default();
        text.table(
            &head(&["name", "n"]),
            &[head(&["a", "12345"]), head(&["b|c", "–"])],
        );
        assert_eq!(
            text.finish(),
            "\n| name |     n |\n| :--- | ----: |\n| a    | 12345 |\n| b\\|c |     – |\n"
        );
    }
}
