//! `cargo xtask probe-cost`: what a probe that is off costs, which has to be nothing.
//!
//! Two builds of this binary are compared: this one, whose engines have a probe that is off, and one whose engines are
//! compiled without any (feature `without-probes`). Both take the same number of machine instructions, or the command fails.

use clap::Args;
use framelab_eval::engine;

use crate::error::{Error, Result};
use crate::profile::callgrind::{MISSING, Valgrind};
use crate::profile::subject::Subject;
use crate::workspace;

/// Where the build without probes is kept, below the workspace.
const TARGET: &str = "target/without-probes";

/// What is evaluated, unless told otherwise: one workload of calls, one of sets, one of builtins that call back.
const WORKLOADS: &[&str] = &["fib", "overlays", "list-pipelines"];

/// Compares both builds.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Only these workloads
    #[arg(long = "workload", value_name = "NAME", default_values = WORKLOADS)]
    workloads: Vec<String>,
    /// The name of their size
    #[arg(long, value_name = "NAME", default_value = "tiny")]
    size: String,
}

/// Prints a table, and fails if any two numbers of it differ.
pub fn run(arguments: &Arguments) -> Result<()> {
    let Some(valgrind) = Valgrind::find() else {
        return Err(Error::Failed(MISSING.to_owned()));
    };
    let manifest = workspace::manifest(None)?;
    eprintln!("building without probes, into {TARGET}");
    let target = workspace::root().join(TARGET);
    let without = workspace::build(
        "xtask",
        &[
            "--release",
            "--package",
            "xtask",
            "--features",
            "framelab-eval/without-probes",
            "--target-dir",
            &target.to_string_lossy(),
        ],
    )?;
    println!("| workload | engine | instructions, probe off | without probe |");
    println!("| :-- | :-- | --: | --: |");
    let mut differences = 0;
    for name in &arguments.workloads {
        let workload = manifest.workload(name)?;
        let size = workload.size(&arguments.size)?;
        let prepared = workload.prepare(size, &workspace::workload_cache())?;
        for engine in engine::NAMES {
            let subject = Subject {
                workload,
                prepared: &prepared,
                engine,
                without: None,
            };
            let off = valgrind.instructions(&subject)?.total;
            let none = valgrind.instructions_in(&without, &subject)?.total;
            println!("| {name} | {engine} | {off} | {none} |");
            differences += usize::from(off != none);
        }
    }
    match differences {
        0 => Ok(()),
        count => Err(Error::Failed(format!(
            "a probe that is off is not free: {count} of these pairs differ"
        ))),
    }
}
