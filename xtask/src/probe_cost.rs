//! `cargo xtask probe-cost`: what a probe that is off costs, which has to be nothing.
//!
//! Two builds of the runner are compared: the usual one, whose engines have a probe that is off, and one whose engines are
//! compiled without any (feature `without-probes`). The command fails if the evaluator takes more machine instructions with a probe
//! that is off than without any.

use clap::Args;
use framelab_benches::Phase;
use framelab_eval::engine;

use crate::error::{Error, Result};
use crate::profile::callgrind::{Instructions, MISSING, Valgrind};
use crate::profile::subject::Subject;
use crate::runner::Runner;
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

/// Prints a table, and fails if a probe costs anything.
pub fn run(arguments: &Arguments) -> Result<()> {
    let Some(valgrind) = Valgrind::find() else {
        return Err(Error::Failed(MISSING.to_owned()));
    };
    let manifest = workspace::manifest(None)?;
    let off = Runner::build()?;
    eprintln!("building without probes, into {TARGET}");
    let target = workspace::root().join(TARGET);
    let without = workspace::build(
        "runner",
        &[
            "--release",
            "--package",
            "framelab-benches",
            "--features",
            "framelab-eval/without-probes",
            "--target-dir",
            &target.to_string_lossy(),
        ],
    )?;
    let none = Runner::at(&without)?;
    println!("| workload | engine | instructions, probe off | without probe |");
    println!("| :-- | :-- | --: | --: |");
    let mut dearer = 0;
    for name in &arguments.workloads {
        let workload = manifest.workload(name)?;
        let size = workload.size(&arguments.size)?;
        let prepared = workload.prepare(size, &workspace::workload_cache())?;
        for engine in engine::NAMES {
            let subject = Subject {
                workload: name,
                phase: Phase::Whole,
                prepared: &prepared,
                engine,
                without: None,
            };
            let off = evaluator(&valgrind.instructions(&off, &subject)?);
            let none = evaluator(&valgrind.instructions(&none, &subject)?);
            println!("| {name} | {engine} | {off} | {none} |");
            dearer += usize::from(off > none);
        }
    }
    match dearer {
        0 => Ok(()),
        count => Err(Error::Failed(format!(
            "a probe that is off is not free: it costs instructions in {count} of these pairs"
        ))),
    }
}

/// Instructions in functions of the evaluator.
fn evaluator(counted: &Instructions) -> u64 {
    let own = counted.functions.iter();
    own.filter(|function| function.name.contains("framelab_eval"))
        .map(|function| function.instructions)
        .sum()
}
