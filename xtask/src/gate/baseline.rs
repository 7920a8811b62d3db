//! `cargo xtask baseline`: the counts of a revision in a committed file, for where no base revision is at hand.

use clap::Args;

use super::counts::{Count, Counts, SCHEMA_VERSION, write_text};
use super::run::count;
use super::side::Side;
use super::suite::Suite;
use super::{Cause, closed};
use crate::error::{Error, Result};
use crate::host::Revision;
use crate::profile::callgrind::Valgrind;
use crate::workspace;

/// The file, below the workspace.
pub const FILE: &str = "reports/baseline.json";

/// Functions with a smaller share of a benchmark are not told apart in the file.
const LEAST_SHARE: f64 = 0.01;

/// Counts the revision that is checked out and writes reports/baseline.json.
#[derive(Debug, Args)]
pub struct Arguments {}

/// Counts and writes; files that differ from the revision are refused, since the file names the revision.
pub fn run(_: &Arguments) -> Result<()> {
    write().map_err(closed)
}

fn write() -> Result<()> {
    let revision = Revision::detect(workspace::root());
    if revision.dirty {
        return Err(Error::Usage(
            "files differ from the revision that the baseline would name: commit them first"
                .to_owned(),
        ));
    }
    let counts = count_working_tree()?;
    write_text(&workspace::root().join(FILE), &text(&counts)?)?;
    eprintln!("wrote {FILE}");
    Ok(())
}

/// Counts the suite on the working tree.
pub fn count_working_tree() -> Result<Counts> {
    let valgrind = Valgrind::find().ok_or(Error::Incomparable(Cause::NoValgrind))?;
    let benchmarks = Suite::default().benchmarks()?;
    let copies = workspace::scratch()?;
    eprintln!("building the working tree");
    let side = Side::working_tree(&valgrind, copies.path())?;
    let counted = count(&valgrind, &[&side], &benchmarks)?;
    let counts = counted.into_iter().next();
    counts.ok_or_else(|| Error::Failed("nothing was counted".to_owned()))
}

/// The file; that there is none is said with what to do.
pub fn read() -> Result<Counts> {
    let path = workspace::root().join(FILE);
    if !path.is_file() {
        return Err(Error::Incomparable(Cause::Unreadable {
            file: FILE.to_owned(),
            message: "it is not there; name a revision with --base, or write it with `cargo xtask baseline`".to_owned(),
        }));
    }
    let counts = Counts::read(&path)?;
    if counts.schema_version == SCHEMA_VERSION {
        return Ok(counts);
    }
    Err(Error::Incomparable(Cause::Unreadable {
        file: FILE.to_owned(),
        message: format!("its format is version {}", counts.schema_version),
    }))
}

/// A row as the file keeps it.
pub fn kept(count: &Count) -> Count {
    count.trimmed(LEAST_SHARE)
}

/// JSON with a row in each line, so that two baselines can be compared line by line.
fn text(counts: &Counts) -> Result<String> {
    let failed = |error: serde_json::Error| Error::Failed(format!("cannot write JSON: {error}"));
    let head = Counts {
        benchmarks: Vec::new(),
        ..counts.clone()
    };
    let head = serde_json::to_string_pretty(&head).map_err(failed)?;
    let mut rows = Vec::with_capacity(counts.benchmarks.len());
    for count in &counts.benchmarks {
        rows.push(serde_json::to_string(&kept(count)).map_err(failed)?);
    }
    Ok(head.replace(
        "\"benchmarks\": []",
        &format!("\"benchmarks\": [\n    {}\n  ]", rows.join(",\n    ")),
    ) + "\n")
}
