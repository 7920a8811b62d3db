//! Files that a comparison is written to.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::comparison::{Comparison, MetricChange, Row};
use super::counts::{write_json, write_text};
use super::render::{Style, markdown};
use crate::error::Result;

/// Which files to write; each is written whatever the verdict is.
#[derive(Debug, Args)]
pub struct Output {
    /// Write the comparison as Markdown, for a comment on a pull request
    #[arg(long, value_name = "FILE")]
    markdown: Option<PathBuf>,
    /// Write the comparison as JSON
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Write the counts of the working tree in the Bencher metric format
    #[arg(long, value_name = "FILE")]
    bencher: Option<PathBuf>,
}

impl Output {
    /// Writes what was asked for.
    pub fn write(&self, comparison: &Comparison) -> Result<()> {
        if let Some(path) = &self.markdown {
            write_text(path, &markdown(comparison, Style::Comment))?;
        }
        if let Some(path) = &self.json {
            write_json(path, comparison)?;
        }
        if let Some(path) = &self.bencher {
            write_json(path, &bencher(comparison))?;
        }
        Ok(())
    }
}

/// A measure in the Bencher metric format.
#[derive(Debug, PartialEq, Serialize)]
struct Measure {
    value: f64,
}

/// Benchmarks with their measures: <https://bencher.dev/docs/reference/bencher-metric-format/>.
fn bencher(comparison: &Comparison) -> BTreeMap<&str, BTreeMap<&str, Measure>> {
    let rows = comparison.rows.iter();
    rows.map(|row| (row.benchmark.as_str(), measures(row)))
        .collect()
}

fn measures(row: &Row) -> BTreeMap<&str, Measure> {
    let measure = |change: &'_ MetricChange| Measure {
        value: change.now as f64,
    };
    let metrics = row.metrics.iter();
    metrics
        .map(|change| (change.metric.as_str(), measure(change)))
        .collect()
}
