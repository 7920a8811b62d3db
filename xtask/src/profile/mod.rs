//! `cargo xtask profile`: where one workload spends instructions, time and memory on one engine.
//!
//! The parts are functions that other commands may call: [`count::Counter`].

pub mod count;
pub mod subject;

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::PossibleValuesParser;
use framelab_eval::engine;

use crate::error::{Error, Result};
use crate::workspace;
use count::{Counted, Counter};
use subject::Subject;

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
    /// Where the profiles are put, `target/profile/WORKLOAD-ENGINE` unless given
    #[arg(long, value_name = "DIRECTORY")]
    output: Option<PathBuf>,
    /// The directory of another manifest of workloads
    #[arg(long, value_name = "DIRECTORY")]
    manifest: Option<PathBuf>,
}

/// Makes all profiles, and says where they are.
pub fn run(arguments: &Arguments) -> Result<()> {
    let manifest = workspace::manifest(arguments.manifest.as_deref())?;
    let workload = manifest.workload(&arguments.workload)?;
    let size = match &arguments.size {
        Some(name) => workload.size(name)?,
        None => &workload.quick_size,
    };
    let prepared = workload.prepare(size, &workspace::workload_cache())?;
    let subject = Subject {
        workload,
        prepared: &prepared,
        engine: &arguments.engine,
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
    let counted = Counter::build()?.count(&subject)?;
    let path = write(&folder, "counts.json", &json(&counted)?)?;
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
