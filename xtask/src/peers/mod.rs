//! `cargo xtask peers`: every workload on `framelab` and on `nix-instantiate`, whole processes in turn.

mod evaluator;
mod front_end;
mod model;

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use framelab_benches::build::Build;
use framelab_workloads::{PreparedProgram, Workload};
use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};

use crate::error::{Error, Result};
use crate::host::Provenance;
use crate::process::Usage;
use crate::progress::Progress;
use crate::workspace;
use evaluator::Evaluator;
use model::{Comparison, Cost, Program, Repeated, SCHEMA_VERSION};

/// Compares `framelab` with `nix-instantiate`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The nix-instantiate to compare with; otherwise the one in `FRAMELAB_NIX`, or the first one on PATH
    #[arg(long, value_name = "PATH")]
    nix: Option<PathBuf>,
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
    /// Compare this `framelab` instead of building one
    #[arg(long, value_name = "PATH")]
    framelab: Option<PathBuf>,
    /// The directory of another manifest of workloads
    #[arg(long, value_name = "DIRECTORY")]
    manifest: Option<PathBuf>,
}

impl Arguments {
    fn rounds(&self) -> u32 {
        self.rounds.unwrap_or(if self.quick { 2 } else { 5 })
    }

    /// What the `framelab` under comparison was built with, as far as it is known.
    fn build(&self) -> Build {
        let (profile, optimization_level) = match &self.framelab {
            None => ("release", "3"),
            Some(_) => ("unknown", "unknown"),
        };
        Build {
            profile: profile.to_owned(),
            optimization_level: optimization_level.to_owned(),
            ..Build::of_this_binary()
        }
    }
}

/// Runs the comparison and prints it.
pub fn run(arguments: &Arguments) -> Result<()> {
    let provenance = Provenance::detect(workspace::root(), &arguments.build());
    let manifest = workspace::manifest(arguments.manifest.as_deref())?;
    let selected = workspace::select(&manifest, &arguments.workloads)?;
    let nix = Evaluator::find_nix(arguments.nix.as_deref())?;
    let framelab = if let Some(path) = &arguments.framelab {
        Evaluator::framelab(path)?
    } else {
        eprintln!("building the release `framelab`");
        Evaluator::framelab(&workspace::build_framelab()?)?
    };
    let pinned_core = pin_to_one_core();
    let rounds = arguments.rounds();
    let mut contest = Contest {
        framelab,
        nix,
        progress: Progress::new(selected.len() as u64 * (u64::from(rounds) + 1) + 1),
        rounds,
    };
    let programs = contest.programs(&selected, arguments.quick)?;
    let start_up = contest.start_up(if arguments.quick { 5 } else { 20 })?;
    let front_end = contest.front_end(if arguments.quick { 3 } else { 10 })?;
    let comparison = Comparison {
        schema_version: SCHEMA_VERSION,
        provenance,
        framelab_version: contest.framelab.version().to_owned(),
        nix_version: contest.nix.version().to_owned(),
        pinned_core,
        rounds,
        programs,
        start_up,
        front_end,
    };
    drop(contest);
    if let Some(path) = &arguments.json {
        write_json(path, &comparison)?;
    }
    print!("{}", comparison.markdown());
    Ok(())
}

fn write_json(path: &Path, comparison: &Comparison) -> Result<()> {
    let mut text = serde_json::to_string_pretty(comparison)
        .map_err(|error| Error::Failed(format!("cannot write JSON: {error}")))?;
    text.push('\n');
    fs::write(path, text).map_err(|source| Error::file("write", path, source))
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

/// The two programs in turn.
struct Contest {
    framelab: Evaluator,
    nix: Evaluator,
    progress: Progress,
    rounds: u32,
}

impl Contest {
    fn programs(&mut self, selected: &[&Workload], quick: bool) -> Result<Vec<Program>> {
        let cache = workspace::workload_cache();
        let mut programs = Vec::with_capacity(selected.len());
        for workload in selected {
            let size = if quick {
                &workload.quick_size
            } else {
                &workload.default_size
            };
            let prepared = workload.prepare(size, &cache)?;
            self.progress
                .begin(&format!("{} at {}", workload.name, size.value));
            programs.push(Program {
                workload: workload.name.clone(),
                size_name: size.name.clone(),
                size: size.value,
                cost: self.program(&workload.name, &prepared)?,
            });
        }
        Ok(programs)
    }

    /// Checks both answers, then takes turns.
    fn program(&mut self, workload: &str, prepared: &PreparedProgram) -> Result<Cost> {
        self.framelab.evaluate(workload, prepared)?;
        self.nix.evaluate(workload, prepared)?;
        self.progress.advance(1);
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..self.rounds {
            ours.push(self.framelab.evaluate(workload, prepared)?);
            theirs.push(self.nix.evaluate(workload, prepared)?);
            self.progress.advance(1);
        }
        cost(&ours, &theirs)
    }

    /// How long it takes to evaluate `1`.
    fn start_up(&mut self, rounds: u32) -> Result<Repeated> {
        self.progress.begin("start-up");
        self.repeat(rounds, Evaluator::start)
    }

    /// How long it takes to read a file of many definitions.
    fn front_end(&mut self, rounds: u32) -> Result<Repeated> {
        self.progress.begin("front end");
        let file = front_end::write(&workspace::workload_cache())?;
        self.repeat(rounds, |evaluator| evaluator.read(&file))
    }

    /// Lets both do something in turn, once before it counts.
    fn repeat(&self, rounds: u32, work: impl Fn(&Evaluator) -> Result<Usage>) -> Result<Repeated> {
        work(&self.framelab)?;
        work(&self.nix)?;
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..rounds {
            ours.push(work(&self.framelab)?);
            theirs.push(work(&self.nix)?);
        }
        Ok(Repeated {
            rounds,
            cost: cost(&ours, &theirs)?,
        })
    }
}

fn cost(ours: &[Usage], theirs: &[Usage]) -> Result<Cost> {
    Cost::of(ours, theirs).ok_or_else(|| Error::Failed("nothing was measured".to_owned()))
}
