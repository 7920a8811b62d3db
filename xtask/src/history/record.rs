//! `cargo xtask record`: keeps the counts of a revision as a dated record.

use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use clap::Args;
use jiff::Timestamp;

use super::folder;
use super::format::{Record, Recorded, Row, SCHEMA_VERSION, read_json};
use crate::error::{Error, Result};
use crate::gate::counts::{self, Counts};
use crate::gate::{baseline, closed, git};
use crate::host::Revision;
use crate::interrupt;
use crate::workspace;

/// Writes a record.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Take the counts from a file such as reports/baseline.json instead of counting
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
    /// Record also files that differ from the revision; the record is marked
    #[arg(long)]
    allow_dirty: bool,
    /// The folder of the records, `reports/records` unless given
    #[arg(long, value_name = "DIRECTORY")]
    records: Option<PathBuf>,
}

/// Counts, or reads counts, and writes a file that was not there before.
pub fn run(arguments: &Arguments) -> Result<()> {
    let counts = if let Some(path) = &arguments.from {
        read_json::<Counts>(path, "")?
    } else {
        check_clean(&Revision::detect(workspace::root()), arguments)?;
        baseline::count_working_tree().map_err(closed)?
    };
    // Files may have changed while others were counted.
    check_clean(&counts.revision, arguments)?;
    let folder = folder(arguments.records.as_deref());
    let record = record_of(&counts)?;
    let path = interrupt::undisturbed(|| write(record, &folder))?;
    eprintln!("wrote {}", path.display());
    Ok(())
}

fn check_clean(revision: &Revision, arguments: &Arguments) -> Result<()> {
    if revision.dirty && !arguments.allow_dirty {
        return Err(Error::Usage(
            "files differ from the revision that the record would name: commit them first, \
             or give --allow-dirty to mark the record"
                .to_owned(),
        ));
    }
    Ok(())
}

/// The record of counts, dated now.
fn record_of(counts: &Counts) -> Result<Record> {
    if counts.schema_version != counts::SCHEMA_VERSION {
        return Err(Error::Failed(format!(
            "the format of the counts is version {}, this command knows version {}",
            counts.schema_version,
            counts::SCHEMA_VERSION
        )));
    }
    let commit = counts.revision.commit.clone().ok_or_else(|| {
        Error::Failed(
            "the counts name no revision: a record is of a commit in a repository".to_owned(),
        )
    })?;
    let known = commit_of(&commit);
    let record = Record {
        schema_version: SCHEMA_VERSION,
        date: now(),
        revision: Recorded {
            commit,
            dirty: counts.revision.dirty,
            date: known.as_ref().map(|(date, _)| date.clone()),
            subject: known.map(|(_, subject)| subject),
        },
        tree: counts.tree.clone(),
        fingerprint: counts.fingerprint.clone(),
        benchmarks: counts.benchmarks.iter().map(Row::from).collect(),
    };
    match record.defect() {
        Some(defect) => Err(Error::Failed(format!(
            "the counts make no record: {defect}"
        ))),
        None => Ok(record),
    }
}

/// Writes to a new file; two records of one second would share a name, so the later one waits for the next second.
fn write(mut record: Record, folder: &Path) -> Result<PathBuf> {
    loop {
        if let Some(path) = record.write_new(folder)? {
            return Ok(path);
        }
        thread::sleep(Duration::from_millis(200));
        record.date = now();
    }
}

fn now() -> String {
    seconds(Timestamp::now())
}

/// RFC 3339 in UTC, in whole seconds.
fn seconds(moment: Timestamp) -> String {
    moment.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// The date and the subject of a commit; `None` if this repository does not have it, as after a shallow clone.
fn commit_of(commit: &str) -> Option<(String, String)> {
    let format = "--format=%cI%n%s";
    let name = format!("{commit}^{{commit}}");
    let arguments = ["show", "--no-patch", format, "--end-of-options", &name];
    let answer = git::ask(workspace::root(), arguments).ok()?;
    let (date, subject) = answer.split_once('\n')?;
    let moment: Timestamp = date.trim().parse().ok()?;
    Some((seconds(moment), subject.trim().to_owned()))
}
