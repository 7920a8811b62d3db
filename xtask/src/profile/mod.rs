//! `cargo xtask profile`: where one workload spends instructions, time and memory on one engine.
//!
//! The parts are functions that other commands may call: [`callgrind::Valgrind::instructions`],
//! [`count::Counter::count`], [`flamegraph::flamegraph`], [`heap::HeapProfiler::profile`].

pub mod callgrind;
pub mod count;
pub mod flamegraph;
pub mod heap;
pub mod subject;
mod symbols;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};
use framelab_benches::Phase;
use framelab_eval::engine;

use crate::error::{Error, Result};
use crate::runner::Runner;
use crate::workspace;
use callgrind::Valgrind;
use count::{Counted, Counter};
use heap::HeapProfiler;
use subject::Subject;

/// How long stacks are sampled.
const SAMPLING: Duration = Duration::from_secs(4);

/// Functions in `functions.txt`.
const FUNCTIONS: usize = 40;

/// Sites in `heap.txt`.
const SITES: usize = 40;

/// What to profile.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The workload's name in `workloads/manifest.toml`
    workload: String,
    /// The engine it runs on
    #[arg(long, value_name = "NAME", value_parser = PossibleValuesParser::new(engine::NAMES))]
    engine: String,
    /// The name of the size, the workload's quick one unless given
    #[arg(long, value_name = "NAME")]
    size: Option<String>,
    /// Only these profiles
    #[arg(long, value_name = "PROFILE")]
    only: Vec<Part>,
    /// Where the profiles are put, `target/profile/WORKLOAD-ENGINE` unless given
    #[arg(long, value_name = "DIRECTORY")]
    output: Option<PathBuf>,
    /// The directory of another manifest of workloads
    #[arg(long, value_name = "DIRECTORY")]
    manifest: Option<PathBuf>,
}

/// A profile that can be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
    /// A picture of where the time goes
    Flamegraph,
    /// Instructions by function, counted by valgrind
    Functions,
    /// Where memory is allocated outside of the arena
    Heap,
    /// What the engine did and what was asked of the allocator
    Counts,
}

impl Part {
    fn make(self, runner: &Runner, subject: &Subject<'_>, folder: &Path) -> Result<()> {
        match self {
            Self::Flamegraph => profile_time(runner, subject, folder),
            Self::Functions => profile_functions(runner, subject, folder),
            Self::Heap => profile_heap(subject, folder),
            Self::Counts => profile_counts(subject, folder),
        }
    }
}

/// Makes the profiles, and says where they are.
pub fn run(arguments: &Arguments) -> Result<()> {
    let manifest = workspace::manifest(arguments.manifest.as_deref())?;
    let workload = manifest.workload(&arguments.workload)?;
    let size = match &arguments.size {
        Some(name) => workload.size(name)?,
        None => &workload.quick_size,
    };
    let prepared = workload.prepare(size, &workspace::workload_cache())?;
    let subject = Subject {
        workload: &workload.name,
        phase: Phase::Whole,
        prepared: &prepared,
        engine: &arguments.engine,
        without: None,
    };
    let folder = match &arguments.output {
        Some(folder) => folder.clone(),
        None => workspace::root()
            .join("target/profile")
            .join(format!("{}-{}", workload.name, arguments.engine)),
    };
    fs::create_dir_all(&folder)
        .map_err(|source| Error::file("create directory", &folder, source))?;
    println!(
        "{} at {} ({}) on {}",
        workload.name, size.name, size.value, arguments.engine
    );
    let runner = Runner::build()?;
    let parts = Part::value_variants().iter();
    let wanted = |part: &&Part| arguments.only.is_empty() || arguments.only.contains(part);
    parts
        .filter(wanted)
        .try_for_each(|part| part.make(&runner, &subject, &folder))
}

fn profile_time(runner: &Runner, subject: &Subject<'_>, folder: &Path) -> Result<()> {
    let graph = flamegraph::flamegraph(runner, subject, SAMPLING)?;
    let path = write(folder, "flamegraph.svg", &graph.svg)?;
    println!("time: {} samples: {}", graph.samples, path.display());
    Ok(())
}

fn profile_functions(runner: &Runner, subject: &Subject<'_>, folder: &Path) -> Result<()> {
    let Some(valgrind) = Valgrind::find() else {
        eprintln!("{}", callgrind::MISSING);
        write(
            folder,
            "functions.txt",
            &format!("{}\n", callgrind::MISSING),
        )?;
        return Ok(());
    };
    let counted = valgrind.instructions(runner, subject)?;
    let path = write(folder, "functions.txt", &counted.table(FUNCTIONS))?;
    println!("instructions: {}: {}", counted.total, path.display());
    Ok(())
}

fn profile_heap(subject: &Subject<'_>, folder: &Path) -> Result<()> {
    let file = folder.join("dhat-heap.json");
    let profile = HeapProfiler::build()?.profile(subject, &file)?;
    let path = write(folder, "heap.txt", &profile.table(SITES))?;
    let (blocks, bytes) = profile.total();
    println!("heap: {blocks} blocks, {bytes} bytes: {}", path.display());
    println!("      for DHAT's viewer: {}", file.display());
    Ok(())
}

fn profile_counts(subject: &Subject<'_>, folder: &Path) -> Result<()> {
    let counted = Counter::build()?.count(subject)?;
    let path = write(folder, "counts.json", &json(&counted)?)?;
    println!(
        "allocator: {} calls, {} bytes, at most {} at once: {}",
        counted.allocator.calls,
        counted.allocator.bytes,
        counted.allocator.peak_bytes,
        path.display()
    );
    Ok(())
}

fn json(counted: &Counted) -> Result<String> {
    serde_json::to_string_pretty(counted)
        .map_err(|error| Error::Failed(format!("cannot write JSON: {error}")))
}

fn write(folder: &Path, name: &str, text: &str) -> Result<PathBuf> {
    let path = folder.join(name);
    match fs::write(&path, text) {
        Ok(()) => Ok(path),
        Err(source) => Err(Error::file("write", path, source)),
    }
}
