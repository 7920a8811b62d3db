//! Every benchmark by its id: the one list that the benches, the counts and the gate go through.

use std::path::{Path, PathBuf};

use framelab_eval::engine;
use framelab_workloads::{Manifest, ManifestError, PrepareError, PreparedProgram, Size, Workload};

use crate::{Phase, Program, Subject};

/// Stands for the engine in the ids of phases that run on none.
pub const SHARED: &str = "shared";

/// The folder of the micro-benchmarks, programs that each do one thing again and again, below a workspace.
const MICRO: &str = "benches/micro";

/// The folder of the micro-benchmarks of this workspace.
pub fn micro_root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("micro")
}

/// Every program that is measured: the workloads, then the micro-benchmarks.
pub fn programs() -> Result<Manifest, ManifestError> {
    programs_in(&Path::new(env!("CARGO_MANIFEST_DIR")).join(".."))
}

/// As [`programs`], of the workspace in a folder.
pub fn programs_in(workspace: &Path) -> Result<Manifest, ManifestError> {
    let mut programs = Manifest::load(&workspace.join("workloads"))?;
    let micro = Manifest::load(&workspace.join(MICRO))?;
    programs.workloads.extend(micro.workloads);
    Ok(programs)
}

/// Whether a program is a micro-benchmark, of which nothing but its execution is of interest.
pub fn is_micro(workload: &Workload) -> bool {
    let folder = workload.folder.parent();
    folder.is_some_and(|folder| folder.ends_with(MICRO))
}

/// One phase of one workload on one engine at one size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Benchmark {
    /// The phase.
    pub phase: Phase,
    /// The workload's name.
    pub workload: String,
    /// The engine's name, or [`SHARED`].
    pub engine: String,
    /// The size's name.
    pub size: String,
    /// Whether it is a micro-benchmark, whose argument is how often its loop goes round.
    pub is_micro: bool,
    /// The program, in place.
    pub prepared: PreparedProgram,
}

impl Benchmark {
    /// `phase/workload/engine/size`
    pub fn id(&self) -> String {
        let Self {
            phase,
            workload,
            engine,
            size,
            ..
        } = self;
        format!("{phase}/{workload}/{engine}/{size}")
    }

    /// The name of the engine that runs, also where any would do.
    pub fn running_engine(&self) -> &str {
        if self.phase.uses_engine() {
            &self.engine
        } else {
            engine::NAMES.first().copied().unwrap_or_default()
        }
    }

    /// What evaluates.
    pub fn subject(&self) -> Subject {
        Subject::Engine(self.running_engine().to_owned())
    }

    /// What is evaluated.
    pub fn program(&self) -> Program {
        Program {
            file: self.prepared.program.clone(),
            size: self.prepared.argument,
        }
    }
}

/// The benchmarks of a workload at a size: every phase, on every engine where it runs on one; of a micro-benchmark
/// its execution alone.
pub fn of_workload(
    workload: &Workload,
    size: &Size,
    cache: &Path,
) -> Result<Vec<Benchmark>, PrepareError> {
    let prepared = workload.prepare(size, cache)?;
    let benchmark = |phase: Phase, engine: &str| Benchmark {
        phase,
        workload: workload.name.clone(),
        engine: engine.to_owned(),
        size: size.name.clone(),
        is_micro: is_micro(workload),
        prepared: prepared.clone(),
    };
    let mut benchmarks = Vec::new();
    for phase in Phase::ALL {
        if is_micro(workload) && phase != Phase::Execute {
            continue;
        }
        if phase.uses_engine() {
            benchmarks.extend(engine::NAMES.iter().map(|engine| benchmark(phase, engine)));
        } else {
            benchmarks.push(benchmark(phase, SHARED));
        }
    }
    Ok(benchmarks)
}

/// The benchmarks that are counted: every workload at its smallest size, every micro-benchmark at its quick one; of a large
/// workload those on the default engine.
pub fn counted(programs: &Manifest, cache: &Path) -> Result<Vec<Benchmark>, PrepareError> {
    let mut benchmarks = Vec::new();
    for workload in &programs.workloads {
        let size = if is_micro(workload) {
            Some(&workload.quick_size)
        } else {
            workload.sizes.first()
        };
        if let Some(size) = size {
            let mut of_workload = of_workload(workload, size, cache)?;
            if workload.is_large {
                of_workload.retain(|benchmark| {
                    !benchmark.phase.uses_engine()
                        || engine::NAMES.first() == Some(&benchmark.engine.as_str())
                });
            }
            benchmarks.extend(of_workload);
        }
    }
    Ok(benchmarks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_id_is_of_one_benchmark() {
        let programs = programs().expect("the manifests are valid");
        let cache = tempfile::tempdir().expect("a directory can be made");
        let benchmarks =
            counted(&programs, cache.path()).expect("the programs can be put in place");
        let ids: BTreeSet<String> = benchmarks.iter().map(Benchmark::id).collect();
        assert_eq!(ids.len(), benchmarks.len());
        let engines = engine::NAMES.len();
        let micro = programs
            .workloads
            .iter()
            .filter(|one| is_micro(one))
            .count();
        let large = programs.workloads.iter().filter(|one| one.is_large).count();
        let others = programs.workloads.len() - micro - large;
        let expected = others * (2 + 2 * engines) + large * (2 + 2) + micro * engines;
        assert_eq!(ids.len(), expected);
        assert!(
            ids.contains("whole/package-set/frame-stack/tiny"),
            "{ids:?}"
        );
        assert!(!ids.contains("whole/package-set/generator/tiny"), "{ids:?}");
        assert!(ids.contains("parse/fib/shared/tiny"), "{ids:?}");
        assert!(ids.contains("whole/overlays/generator/tiny"), "{ids:?}");
        assert!(
            ids.contains("execute/micro-call/frame-stack/small"),
            "{ids:?}"
        );
    }
}
