//! The measurements of a report, phase after phase: what can run beside each other first, what is timed alone last.

mod counts;
mod flamegraphs;
mod instructions;
mod times;

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use framelab_eval::engine;
use framelab_workloads::Workload;

pub use flamegraphs::FOLDER as PICTURES;

use super::data::{AblationData, EngineData, SizeData, SizedProgram, WorkloadData};
use super::model::{Cell, FlamegraphSection, Mode, Source};
use super::plan::{Plan, Sizes};
use crate::error::Result;
use crate::process;
use crate::profile::callgrind::Valgrind;
use crate::profile::count::Counter;
use crate::progress::Progress;
use crate::runner::Runner;
use crate::workspace;

/// Commands and notes of each kind of measurement.
#[derive(Debug)]
pub struct Sources {
    /// What the machines did and allocated.
    pub counts: Source,
    /// Instructions of the processor.
    pub instructions: Source,
    /// Times of all engines.
    pub times: Source,
    /// Times without each optimization.
    pub ablation_times: Source,
    /// Pictures of where the time goes.
    pub flamegraphs: FlamegraphSection,
}

/// What measurements share.
struct Laboratory {
    mode: Mode,
    plan: Plan,
    counter: Counter,
    valgrind: Option<Valgrind>,
    /// What times and is watched.
    runner: Runner,
    progress: Mutex<Progress>,
}

impl Laboratory {
    fn begin(&self, what: &str) {
        self.progress().begin(what);
    }

    fn advance(&self, milliseconds: u64) {
        self.progress().advance(milliseconds);
    }

    fn progress(&self) -> std::sync::MutexGuard<'_, Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Measures everything.
pub fn measure<'m>(
    selected: &[&'m Workload],
    runner: Runner,
    mode: Mode,
) -> Result<(Vec<WorkloadData<'m>>, Sources)> {
    eprintln!("building what counts");
    let counter = Counter::build()?;
    eprintln!("putting programs in place");
    let cache = workspace::workload_cache();
    let mut workloads = Vec::with_capacity(selected.len());
    for workload in selected {
        workloads.push(prepare(workload, mode, &cache)?);
    }
    let plan = Plan::of(mode);
    let valgrind = Valgrind::find();
    let expected = counts::expected(&workloads, mode)
        + instructions::expected(&workloads, mode, plan, valgrind.is_some())
        + times::expected(&workloads, mode, plan)
        + flamegraphs::expected(&workloads, plan);
    let laboratory = Laboratory {
        mode,
        plan,
        counter,
        valgrind,
        runner,
        progress: Mutex::new(Progress::expecting(expected)),
    };
    let counts = counts::collect(&laboratory, &mut workloads)?;
    counts::collect_ablations(&laboratory, &mut workloads)?;
    let sources = Sources {
        counts,
        instructions: instructions::collect(&laboratory, &mut workloads)?,
        times: times::collect(&laboratory, &mut workloads)?,
        ablation_times: times::collect_ablations(&laboratory, &mut workloads)?,
        flamegraphs: flamegraphs::collect(&laboratory, &workloads)?,
    };
    Ok((workloads, sources))
}

/// A workload with its programs in place and nothing measured yet.
fn prepare<'m>(workload: &'m Workload, mode: Mode, cache: &Path) -> Result<WorkloadData<'m>> {
    let sizes = Sizes::of(workload, mode);
    let mut programs = Vec::with_capacity(sizes.all.len());
    for size in &sizes.all {
        programs.push(SizedProgram {
            prepared: workload.prepare(size, cache)?,
            size: size.clone(),
        });
    }
    let engine = |&name: &&str| EngineData {
        engine: name.to_owned(),
        sizes: programs.iter().map(|_| SizeData::default()).collect(),
        rounds: Cell::default(),
        first: Cell::default(),
    };
    let ablation = |ablation: &engine::Ablation| AblationData {
        name: ablation.name.to_owned(),
        machine_instructions: Cell::default(),
        counted: Cell::default(),
        cpu_ratios: Cell::default(),
    };
    Ok(WorkloadData {
        workload,
        main: sizes.main,
        ablation: sizes.ablation,
        sampled: sizes.sampled,
        engines: engine::NAMES.iter().map(engine).collect(),
        ablations: engine::ABLATIONS.iter().map(ablation).collect(),
        sizes: programs,
    })
}
