//! `cargo xtask probe-cost`: what a probe that is off costs, which has to be nothing.
//!
//! Two builds of this binary are compared: this one, whose engines have a probe that is off, and one whose engines are
//! compiled without any (feature `without-probes`). The command fails if the evaluator takes more machine instructions with a probe
//! that is off than without any.

use std::path::{Path, PathBuf};
use std::{env, fs};

use clap::Args;
use framelab_eval::engine;

use crate::error::{Error, Result};
use crate::profile::callgrind::{Instructions, MISSING, Valgrind};
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

/// Prints a table, and fails if a probe costs anything.
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
    // Under names of equal length: even the length of its name may cost a process an instruction.
    let scratch = tempfile::tempdir()
        .map_err(|source| Error::file("create directory in", env::temp_dir(), source))?;
    let own = env::current_exe().map_err(|source| Error::file("find", "xtask", source))?;
    let off = copy(&own, &scratch.path().join("xtask-probe-off"))?;
    let none = copy(&without, &scratch.path().join("xtask-no-probes"))?;
    println!("| workload | engine | instructions, probe off | without probe |");
    println!("| :-- | :-- | --: | --: |");
    let mut dearer = 0;
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
            let off = evaluator(&valgrind.instructions_in(&off, &subject)?);
            let none = evaluator(&valgrind.instructions_in(&none, &subject)?);
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
///
/// The C library's are left out: it parses the process's own memory map to find the native stack's end, and the digits of
/// that are others in another binary.
fn evaluator(counted: &Instructions) -> u64 {
    let own = counted.functions.iter();
    own.filter(|function| function.name.contains("framelab_eval"))
        .map(|function| function.instructions)
        .sum()
}

fn copy(from: &Path, to: &Path) -> Result<PathBuf> {
    fs::copy(from, to).map_err(|source| Error::file("copy", from, source))?;
    Ok(to.to_owned())
}
