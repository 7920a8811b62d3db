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
    let valgrind = Valgrind::find().ok_or(Error::Incomparable(Cause::NoValgrind))?;
    let benchmarks = arguments.suite.benchmarks()?;
    let ids: Vec<String> = benchmarks
        .iter()
        .map(framelab_benches::catalogue::Benchmark::id)
        .collect();
    let copies = tempfile::tempdir()
        .map_err(|source| Error::file("create directory in", std::env::temp_dir(), source))?;
    let base = match base_revision(arguments)? {
        Some(revision) => {
            let checkout = git::check_out(workspace::root(), &revision)?;
            arguments
                .suite
                .check_nothing_was_removed(&checkout.source, &ids)?;
            eprintln!("building base, {}", checkout.revision.short());
            Some(Side::revision(&checkout, &valgrind, copies.path())?)
        }
        None => None,
    };
    eprintln!("building the working tree");
    let now = Side::working_tree(&valgrind, copies.path())?;
    let Some(base) = base else {
        if arguments.shard.is_some() {
            return Err(Error::Usage(
                "a part has both sides in it: name the revision with --base, or give --accepted"
                    .to_owned(),
            ));
        }
        return against_baseline(arguments, &valgrind, &now, &ids, &threshold);
    };
    now.fingerprint
        .check_against(&base.fingerprint)
        .map_err(Error::Incomparable)?;
    let part = match arguments.shard {
        Some(shard) => suite::part(benchmarks, shard),
        None => benchmarks,
    };
    let mut counted = run::count(&valgrind, &[&base, &now], &part)?.into_iter();
    let (Some(base), Some(now)) = (counted.next(), counted.next()) else {
        return Err(Error::Failed("nothing was counted".to_owned()));
    };
    match (arguments.shard, &arguments.output) {
        (Some(shard), Some(output)) => {
            let file = ShardFile {
                schema_version: shard::SCHEMA_VERSION,
                shard,
                ids,
                base,
                now,
            };
            counts::write_json(output, &file)
        }
        _ => judge(&Whole { ids, base, now }, &threshold, &arguments.files),
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

fn against_baseline(
    arguments: &Arguments,
    valgrind: &Valgrind,
    now: &Side,
    ids: &[String],
    threshold: &Threshold,
) -> Result<()> {
    let base = baseline::read()?;
    now.fingerprint
        .check_against(&base.fingerprint)
        .map_err(Error::Incomparable)?;
    let benchmarks = arguments.suite.benchmarks()?;
    let counted = run::count(valgrind, &[now], &benchmarks)?;
    let Some(now) = counted.into_iter().next() else {
        return Err(Error::Failed("nothing was counted".to_owned()));
    };
    let now = Counts {
        benchmarks: now.benchmarks.iter().map(baseline::kept).collect(),
        ..now
    };
    let whole = Whole {
        ids: ids.to_vec(),
        base,
        now,
    };
    judge(&whole, threshold, &arguments.files)
}

/// Compares, prints, writes, and gives the verdict.
fn judge(whole: &Whole, threshold: &Threshold, files: &Output) -> Result<()> {
    let comparison = Comparison::of(&whole.base, &whole.now, &whole.ids, threshold)
        .map_err(Error::Incomparable)?;
    let growth = scaling::growth(&comparison.rows, threshold);
    let comparison = comparison.with_growth(growth);
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
