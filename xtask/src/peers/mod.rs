//! `cargo xtask peers`: every workload on `framelab` and on `nix-instantiate`, whole processes in turn.

mod contest;
mod engines;
mod evaluator;
mod front_end;
pub mod limits;
pub mod lua;
mod markdown;
mod memory;
mod model;
mod readme;
#[cfg(test)]
mod samples;

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use framelab_benches::build::Build as Description;
use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};
use serde::Serialize;
use serde_json::Value;

use crate::error::{Error, Result};
use crate::history::format::read_json;
use crate::host::Provenance;
use crate::progress::Progress;
use crate::release::{self, profdata::Profdata};
use crate::report::model::Mode;
use crate::workspace;
use contest::Contest;
use evaluator::Evaluator;
use limits::Judgement;
use lua::Lua;
use model::{Build, Comparison, SCHEMA_VERSION};

/// Compares `framelab` with `nix-instantiate`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The nix-instantiate to compare with; otherwise the one in `FRAMELAB_NIX`, or the first one on PATH
    #[arg(long, value_name = "PATH")]
    nix: Option<PathBuf>,
    /// The Lua 5.4 to compare calls with; otherwise the one in `FRAMELAB_LUA`, or the first one on PATH
    #[arg(long, value_name = "PATH")]
    lua: Option<PathBuf>,
    /// Use the workloads' quick sizes and two rounds
    #[arg(long)]
    quick: bool,
    /// Rounds of each workload, both programs once a round
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    rounds: Option<u32>,
    /// Only these workloads
    #[arg(long = "workload", value_name = "NAME")]
    workloads: Vec<String>,
    /// Write everything measured to a file as JSON
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// The build of `framelab` to compare
    #[arg(long, value_enum, value_name = "BUILD", default_value = "guided")]
    build: Build,
    /// Compare this `framelab` instead of building one
    #[arg(long, value_name = "PATH", conflicts_with = "build")]
    framelab: Option<PathBuf>,
    /// The directory of another manifest of workloads
    #[arg(long, value_name = "DIRECTORY")]
    manifest: Option<PathBuf>,
    /// Take what `--json` wrote to a file instead of measuring
    #[arg(long, value_name = "FILE", conflicts_with_all = ["nix", "lua", "quick", "rounds", "workloads", "build", "framelab", "json", "manifest"])]
    from: Option<PathBuf>,
    /// Fail unless every limit is met; one that cannot be judged is not
    #[arg(long)]
    check: bool,
    /// Put the table into README.md
    #[arg(long, conflicts_with_all = ["quick", "workloads", "manifest"])]
    write: bool,
}

impl Arguments {
    fn mode(&self) -> Mode {
        if self.quick { Mode::Quick } else { Mode::Full }
    }

    fn rounds(&self) -> u32 {
        self.rounds.unwrap_or(match self.mode() {
            Mode::Quick => 2,
            Mode::Full => 5,
        })
    }

    /// The `framelab` under comparison.
    fn build(&self) -> Build {
        if self.framelab.is_some() {
            Build::Given
        } else {
            self.build
        }
    }

    /// What it was built with, as far as it is known.
    fn description(&self) -> Description {
        let (profile, optimization_level) = match self.build() {
            Build::Guided | Build::Plain => ("release", "3"),
            Build::Given => ("unknown", "unknown"),
        };
        Description {
            profile: profile.to_owned(),
            optimization_level: optimization_level.to_owned(),
            ..Description::of_this_binary()
        }
    }

    /// Where a build is; built if it has to be.
    fn framelab(&self, build: Build) -> Result<PathBuf> {
        match (&self.framelab, build) {
            (Some(path), _) => Ok(path.clone()),
            (None, Build::Guided) => {
                let profdata = Profdata::here().map_err(|error| {
                    Error::Failed(format!(
                        "{error}; or measure the plain build: --build plain"
                    ))
                })?;
                release::build(&profdata, &[])
            }
            (None, Build::Plain | Build::Given) => {
                eprintln!("building the release `framelab`");
                workspace::build_framelab()
            }
        }
    }
}

/// Runs the comparison, or reads one, and prints it.
pub fn run(arguments: &Arguments) -> Result<()> {
    let comparison = match &arguments.from {
        Some(file) => read(file)?,
        None => measure(arguments)?,
    };
    let judgements = limits::judge(&comparison);
    if let Some(path) = &arguments.json {
        write_json(path, &comparison, &judgements)?;
    }
    print!("{}", markdown::render(&comparison, &judgements));
    if arguments.write {
        readme::write(&comparison, &judgements)?;
    }
    if arguments.check {
        limits::check(&judgements)?;
    }
    Ok(())
}

fn measure(arguments: &Arguments) -> Result<Comparison> {
    let provenance = Provenance::detect(workspace::root(), &arguments.description());
    let manifest = workspace::manifest(arguments.manifest.as_deref())?;
    let selected = workspace::select(&manifest, &arguments.workloads)?;
    let names = manifest.workloads.iter().map(|workload| &workload.name);
    let is_selected = |name: &&String| selected.iter().any(|workload| workload.name == **name);
    let left_out: Vec<String> = names.filter(|name| !is_selected(name)).cloned().collect();
    let nix = Evaluator::find_nix(arguments.nix.as_deref())?;
    let lua = Lua::find(arguments.lua.as_deref())?;
    if let Err(reason) = &lua {
        eprintln!("Lua is not measured: {reason}");
    }
    let framelab = Evaluator::framelab(&arguments.framelab(arguments.build())?)?;
    let mode = arguments.mode();
    // Before this process confines itself to one core: nothing is timed yet.
    let of_engines = || arguments.framelab(arguments.build().of_engines());
    let engines = engines::count(of_engines, &selected, &left_out, mode)?;
    let pinned_core = pin_to_one_core();
    let rounds = arguments.rounds();
    let mut contest = Contest {
        framelab,
        nix,
        lua,
        mode,
        progress: Progress::new(Contest::steps(selected.len(), rounds)),
        rounds,
    };
    Ok(Comparison {
        schema_version: SCHEMA_VERSION,
        provenance,
        build: arguments.build(),
        framelab_version: contest.framelab.version().to_owned(),
        nix_version: contest.nix.version().to_owned(),
        pinned_core,
        mode,
        left_out,
        rounds,
        programs: contest.programs(&selected)?,
        start_up: contest.start_up()?,
        front_end: contest.front_end()?,
        call: contest.call(&selected)?,
        depth: contest.depth()?,
        engines,
    })
}

/// What is written as JSON: what was measured, and what follows from it.
#[derive(Serialize)]
struct Published<'c> {
    #[serde(flatten)]
    comparison: &'c Comparison,
    limits: &'c [Judgement],
}

fn write_json(path: &Path, comparison: &Comparison, limits: &[Judgement]) -> Result<()> {
    let mut text = serde_json::to_string_pretty(&Published { comparison, limits })
        .map_err(|error| Error::Failed(format!("cannot write JSON: {error}")))?;
    text.push('\n');
    fs::write(path, text).map_err(|source| Error::file("write", path, source))
}

/// Reads what was written; the limits are judged anew.
fn read(path: &Path) -> Result<Comparison> {
    let advice = ": measure again with `cargo xtask peers --json FILE`";
    let value: Value = read_json(path, advice)?;
    let unusable = |defect: &str| {
        let path = path.display();
        Error::Failed(format!("cannot use {path}: {defect}{advice}"))
    };
    let version = &value["schema_version"];
    if *version != SCHEMA_VERSION {
        return Err(unusable(&format!(
            "its format is version {version}, this command knows version {SCHEMA_VERSION}"
        )));
    }
    serde_json::from_value(value).map_err(|error| unusable(&error.to_string()))
}

/// Confines this process, and so its children, to the last core it may use; `None` if the system refuses.
fn pin_to_one_core() -> Option<usize> {
    let allowed = sched_getaffinity(None).ok()?;
    let core = (0..CpuSet::MAX_CPU)
        .rev()
        .find(|core| allowed.is_set(*core))?;
    let mut one = CpuSet::new();
    one.set(core);
    sched_setaffinity(None, &one).ok()?;
    Some(core)
}
