//! `cargo xtask history`: the records' counts over time, and where they changed significantly.

pub mod format;
mod metric;
mod overview;
mod page;
pub mod record;
mod series;
mod significance;
mod steps;
#[cfg(test)]
mod tests;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::error::{Error, Result};
use crate::interrupt;
use crate::report::publish;
use crate::workspace;
use format::Record;
use metric::Metric;
use series::History;

/// Where records are kept, below the workspace.
const RECORDS: &str = "reports/records";

/// Where the page goes, below the workspace.
const OUTPUT: &str = "reports/history";

const PAGE: &str = "index.html";

/// Draws the records.
#[derive(Debug, Args)]
pub struct Arguments {
    /// What to draw
    #[arg(long, value_name = "NAME", default_value = metric::ALL[0].name, value_parser = metric::parser())]
    metric: Metric,
    /// The folder of the records, `reports/records` unless given
    #[arg(long, value_name = "DIRECTORY")]
    records: Option<PathBuf>,
    /// The folder to replace, `reports/history` unless given
    #[arg(long, value_name = "DIRECTORY")]
    output: Option<PathBuf>,
}

/// Reads all records, prints the steps, writes the page.
pub fn run(arguments: &Arguments) -> Result<()> {
    let output = match &arguments.output {
        Some(output) => output.clone(),
        None => workspace::root().join(OUTPUT),
    };
    publish::check_target(&output, &[PAGE])?;
    let records = read_all(&folder(arguments.records.as_deref()))?;
    let history = History::of(records, arguments.metric);
    let page = page::render(&history)?;
    interrupt::undisturbed(|| publish::publish(&output, &[(PAGE, &page)]))?;
    print!("{}", steps::markdown(&history));
    eprintln!("wrote {}", output.join(PAGE).display());
    Ok(())
}

/// The folder of the records.
fn folder(given: Option<&Path>) -> PathBuf {
    given.map_or_else(|| workspace::root().join(RECORDS), Path::to_owned)
}

/// The records of a folder, the oldest first.
fn read_all(folder: &Path) -> Result<Vec<Record>> {
    let mut records = Vec::new();
    for path in files(folder)? {
        records.push(Record::read(&path)?);
    }
    if records.is_empty() {
        return Err(Error::Usage(format!(
            "there are no records in {}: make one with `cargo xtask record`",
            folder.display()
        )));
    }
    // Stable: what was recorded in one second stays in the order of the files' names.
    records.sort_by_key(Record::moment);
    Ok(records)
}

/// The JSON files of a folder by name; none if there is no such folder.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let failed = |source| Error::file("list", folder, source);
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(source) => return Err(failed(source)),
    };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.map_err(failed)?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
