//! The page: sections of blocks, as the templates want them.

use askama::Template;

use super::chart::Svg;
use crate::error::{Error, Result};
use crate::report::model::MissingTool;

/// The whole page.
#[derive(Template)]
#[template(path = "report.html")]
pub struct Page {
    /// Its title.
    pub title: String,
    /// Date, revision and host in a line.
    pub when: String,
    /// What it is about.
    pub question: &'static str,
    /// What a reader has to know before believing a number.
    pub warnings: Vec<String>,
    /// The engines' names; only their number matters to the style.
    pub engines: Vec<String>,
    /// The sections in order.
    pub sections: Vec<Section>,
}

impl Page {
    /// The page as text.
    pub fn text(&self) -> Result<String> {
        self.render()
            .map_err(|error| Error::Failed(format!("cannot write HTML: {error}")))
    }
}

/// A section with its place in the table of contents.
pub struct Section {
    /// Its anchor.
    pub id: &'static str,
    /// Its heading.
    pub title: &'static str,
    /// What it shows and how to read it.
    pub intro: &'static str,
    /// Tools without which it is not complete.
    pub missing: Vec<MissingTool>,
    /// What was measured and what was left out.
    pub notes: Vec<Note>,
    /// The commands that made its numbers.
    pub commands: Vec<String>,
    /// Where METHODOLOGY.md says how they are made.
    pub method: &'static str,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// A sentence or several, some parts of which are code.
pub struct Note {
    /// The parts: whether it is code, and the text.
    pub parts: Vec<(bool, String)>,
}

impl Note {
    /// From text that has its code between backquotes.
    pub fn new(text: &str) -> Self {
        let parts = text.split('`').enumerate();
        Self {
            parts: parts
                .map(|(place, part)| (place % 2 == 1, part.to_owned()))
                .collect(),
        }
    }
}

/// A piece of a section.
#[derive(Template)]
#[template(path = "block.html")]
pub enum Block {
    /// A heading inside the section.
    Heading(String),
    /// Text.
    Paragraph(String),
    /// One chart over the whole width, drawn for two widths.
    Figure {
        /// For a telephone.
        narrow: Svg,
        /// For a page.
        wide: Svg,
        /// What it shows.
        caption: String,
    },
    /// Small charts beside each other where there is room.
    Charts(Vec<SmallChart>),
    /// A table.
    Table(Table),
    /// What is folded away.
    Details {
        /// The line that stays.
        summary: String,
        /// Whether it is shown at first.
        open: bool,
        /// The rest.
        blocks: Vec<Block>,
    },
    /// A picture that stands for itself, with its own script; closed off from the page.
    Picture {
        /// The picture as an address that holds it, unless that would make the page too large.
        source: Option<String>,
        /// Its height in pixels.
        height: u32,
        /// Its file beside the page.
        file: String,
        /// What it shows.
        caption: String,
    },
    /// Names with values.
    Facts(Vec<(String, String)>),
}

impl askama::filters::HtmlSafe for Block {}

/// A chart with its title.
pub struct SmallChart {
    /// Stands above it.
    pub title: String,
    /// The chart.
    pub svg: Svg,
}

/// A table; what does not fit across scrolls in its own box.
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// Names of the columns.
    pub head: Vec<String>,
    /// Columns that name the rows: text, unlike the numbers after them.
    pub labels: usize,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// A table without rows.
    pub fn new(caption: &str, labels: &[&str], numbers: &[&str]) -> Self {
        let head = labels.iter().chain(numbers);
        Self {
            caption: caption.to_owned(),
            head: head.map(|&name| name.to_owned()).collect(),
            labels: labels.len(),
            rows: Vec::new(),
        }
    }

    /// Adds a row.
    pub fn row(&mut self, labels: &[&str], numbers: impl IntoIterator<Item = String>) {
        let labels = labels.iter().map(|&label| label.to_owned());
        self.rows.push(labels.chain(numbers).collect());
    }
}
