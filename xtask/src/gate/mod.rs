//! `cargo xtask gate`: whether the working tree became dearer than another revision, by how much and in which function.

pub mod baseline;
pub mod cause;
pub mod comparison;
pub mod counts;
pub mod fingerprint;
pub mod git;
mod ledger;
pub mod noise;
mod output;
mod render;
pub mod report;
mod run;
mod scaling;
mod self_test;
mod shard;
mod side;
mod suite;

use std::path::PathBuf;

use clap::Args;
use framelab_benches::catalogue::Benchmark;

use crate::error::{Error, Result};
use crate::profile::callgrind::Valgrind;
use crate::workspace;
use cause::Cause;
use comparison::{Comparison, Threshold};
use counts::Counts;
use output::Output;
use shard::{ShardFile, Whole};
use side::Side;
use suite::{Shard, Suite};

/// Counts two revisions and compares them.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The revision to compare with; without it, the counts in reports/baseline.json
    #[arg(long, value_name = "REV")]
    base: Option<String>,
    /// Compare with the revision that reports/baseline.json names, counted anew on this machine
    #[arg(long, conflicts_with = "base")]
    accepted: bool,
    /// Changes up to so many per cent are none, instead of what the self-test found
    #[arg(long, value_name = "PCT", value_parser = percentage)]
    threshold: Option<f64>,
    #[command(flatten)]
    suite: Suite,
    /// Count only this part of the benchmarks, and write it to a file for `cargo xtask merge`
    #[arg(long, value_name = "I/N", requires = "output")]
    shard: Option<Shard>,
    /// The file of the part
    #[arg(long, value_name = "FILE", requires = "shard")]
    output: Option<PathBuf>,
    #[command(flatten)]
    files: Output,
    /// Find the noise of counts and whether planted slowdowns are found; writes reports/noise.json and METHODOLOGY.md
    #[arg(long, exclusive = true)]
    self_test: bool,
}

/// Puts parts of a run together and goes on as if it had run at once.
#[derive(Debug, Args)]
pub struct MergeArguments {
    /// The files that `cargo xtask gate --shard` wrote
    #[arg(required = true, value_name = "FILE")]
    parts: Vec<PathBuf>,
    /// Changes up to so many per cent are none, instead of what the self-test found
    #[arg(long, value_name = "PCT", value_parser = percentage)]
    threshold: Option<f64>,
    #[command(flatten)]
    files: Output,
}

fn percentage(text: &str) -> std::result::Result<f64, String> {
    match text.trim_end_matches('%').parse::<f64>() {
        Ok(percent) if percent.is_finite() && percent >= 0.0 => Ok(percent),
        Ok(_) | Err(_) => Err("a threshold is a number of per cent, such as 0.5".to_owned()),
    }
}

/// Compares, and fails closed: whatever keeps it from comparing is no pass.
pub fn run(arguments: &Arguments) -> Result<()> {
    if arguments.self_test {
        return self_test::run().map_err(closed);
    }
    gate(arguments).map_err(closed)
}

/// As [`run`], of parts that were counted before.
pub fn merge(arguments: &MergeArguments) -> Result<()> {
    let judged = || {
        let threshold = threshold(arguments.threshold)?;
        let whole = shard::merge_files(&arguments.parts)?;
        judge(&whole, &threshold, &arguments.files)
    };
    judged().map_err(closed)
}

/// An error of any kind as one of the gate.
pub fn closed(error: Error) -> Error {
    match error {
        Error::Usage(_) | Error::Regression(_) | Error::Incomparable(_) => error,
        error => Error::Incomparable(Cause::Other(error.to_string())),
    }
}

fn gate(arguments: &Arguments) -> Result<()> {
    let threshold = threshold(arguments.threshold)?;
    let revision = base_revision(arguments)?;
    if arguments.shard.is_some() && revision.is_none() {
        return Err(Error::Usage(
            "a part has both sides in it: name the revision with --base, or give --accepted"
                .to_owned(),
        ));
    }
    let valgrind = Valgrind::find().ok_or(Error::Incomparable(Cause::NoValgrind))?;
    let gate = Gate {
        arguments,
        valgrind,
        benchmarks: arguments.suite.benchmarks()?,
    };
    let whole = match revision {
        Some(revision) => gate.count_both(&revision)?,
        None => Some(gate.count_against_baseline()?),
    };
    match whole {
        Some(whole) => judge(&whole, &threshold, &arguments.files),
        // A part was written.
        None => Ok(()),
    }
}

/// A run on this machine.
struct Gate<'a> {
    arguments: &'a Arguments,
    valgrind: Valgrind,
    benchmarks: Vec<Benchmark>,
}

impl Gate<'_> {
    fn ids(&self) -> Vec<String> {
        self.benchmarks.iter().map(Benchmark::id).collect()
    }

    /// Builds and counts both sides; if only a part is wanted it is written, and there is nothing to judge.
    fn count_both(&self, revision: &str) -> Result<Option<Whole>> {
        let copies = workspace::scratch()?;
        let suite = &self.arguments.suite;
        let ids = self.ids();
        let checkout = git::check_out(workspace::root(), revision)?;
        eprintln!("building base, {}", checkout.revision.short());
        let base = Side::revision(&checkout, &self.valgrind, copies.path())?;
        // Not before: what does not build has no list.
        suite.check_nothing_was_removed(&checkout.source, &ids)?;
        eprintln!("building the working tree");
        let now = Side::working_tree(&self.valgrind, copies.path())?;
        now.fingerprint
            .check_against(&base.fingerprint)
            .map_err(Error::Incomparable)?;
        let part = match self.arguments.shard {
            Some(shard) => suite::part(self.benchmarks.clone(), shard),
            None => self.benchmarks.clone(),
        };
        let counted = run::count(&self.valgrind, &[&base, &now], &part)?;
        let [base, now] = <[Counts; 2]>::try_from(counted)
            .map_err(|_| Error::Failed("nothing was counted".to_owned()))?;
        match (self.arguments.shard, &self.arguments.output) {
            (Some(shard), Some(output)) => {
                let schema_version = shard::SCHEMA_VERSION;
                let file = ShardFile {
                    schema_version,
                    shard,
                    ids,
                    base,
                    now,
                };
                counts::write_json(output, &file)?;
                Ok(None)
            }
            _ => Ok(Some(Whole { ids, base, now })),
        }
    }

    /// Builds and counts the working tree only.
    fn count_against_baseline(&self) -> Result<Whole> {
        let copies = workspace::scratch()?;
        let base = baseline::read()?;
        let ids = self.ids();
        let known: Vec<String> = base.benchmarks.iter().map(|row| row.id.clone()).collect();
        self.arguments.suite.check_has_all(&known, &ids)?;
        eprintln!("building the working tree");
        let now = Side::working_tree(&self.valgrind, copies.path())?;
        now.fingerprint
            .check_against(&base.fingerprint)
            .map_err(Error::Incomparable)?;
        let counted = run::count(&self.valgrind, &[&now], &self.benchmarks)?;
        let [now] = <[Counts; 1]>::try_from(counted)
            .map_err(|_| Error::Failed("nothing was counted".to_owned()))?;
        let now = Counts {
            benchmarks: now.benchmarks.iter().map(baseline::kept).collect(),
            ..now
        };
        Ok(Whole { ids, base, now })
    }
}

/// The revision to build, if counts in a file are not to be trusted to.
fn base_revision(arguments: &Arguments) -> Result<Option<String>> {
    if arguments.accepted {
        let baseline = baseline::read()?;
        return baseline
            .revision
            .commit
            .map(Some)
            .ok_or_else(|| Error::Failed("reports/baseline.json names no revision".to_owned()));
    }
    Ok(arguments.base.clone())
}

/// Compares, prints, writes, and gives the verdict.
fn judge(whole: &Whole, threshold: &Threshold, files: &Output) -> Result<()> {
    let comparison = Comparison::of(&whole.base, &whole.now, &whole.ids, threshold)
        .map_err(Error::Incomparable)?;
    files.write(&comparison)?;
    print!("{}", render::markdown(&comparison, render::Style::Terminal));
    match comparison.verdict {
        comparison::Verdict::Regression => Err(Error::Regression(render::sentence(&comparison))),
        comparison::Verdict::Improvement | comparison::Verdict::Unchanged => Ok(()),
    }
}

/// What was asked for, or what the self-test found.
fn threshold(given: Option<f64>) -> Result<Threshold> {
    if let Some(percent) = given {
        return Ok(Threshold {
            percent,
            source: "--threshold".to_owned(),
        });
    }
    let noise = noise::read()?;
    Ok(Threshold {
        percent: noise.threshold_percent,
        source: format!("{}, by `cargo xtask gate --self-test`", noise::FILE),
    })
}
