//! `cargo xtask gate --self-test`: how noisy counts are, and whether the gate finds what it is there to find.
//!
//! The same source is built several times in another layout, and each build is run in several surroundings; whatever lies between these
//! counts is noise. Then slowdowns are planted, and the gate judges pairs of counts as it judges revisions.

mod builds;
mod layout;
mod trials;

use std::path::Path;

use framelab_benches::catalogue::{self, Benchmark};
use framelab_eval::engine;

use super::cause::Cause;
use super::counts::{Counts, write_json};
use super::fingerprint::Fingerprint;
use super::noise::{self, FILE, Layouts, Noise, Planted, SCHEMA_VERSION};
use super::{git, report};
use crate::error::{Error, Result};
use crate::host::Provenance;
use crate::profile::callgrind::Valgrind;
use crate::progress::Progress;
use crate::runner::Runner;
use crate::workspace;
use builds::PLANTS;

/// Layouts of the same source.
const LAYOUTS: Layouts = Layouts { builds: 4, runs: 5 };

/// The workloads that are counted, and up to which of their sizes.
const WORKLOADS: &[(&str, usize)] = &[
    ("fib", 1),
    ("overlays", 1),
    ("list-pipelines", 1),
    ("attrset-updates", 2),
];

/// Finds the noise and the threshold, writes them down, and fails if the gate did.
pub fn run() -> Result<()> {
    let valgrind = Valgrind::find().ok_or(Error::Incomparable(Cause::NoValgrind))?;
    let benchmarks = benchmarks()?;
    let copies = workspace::scratch()?;
    let steps = LAYOUTS.builds + PLANTS.len();
    let mut laboratory = Laboratory {
        valgrind,
        benchmarks,
        progress: Progress::new(steps as u64),
        head: None,
    };
    let mut same = Vec::new();
    for salt in 1..=LAYOUTS.builds {
        laboratory
            .progress
            .begin(&format!("building layout {salt}"));
        let runner = builds::salted(salt, &copies.path().join(format!("salt-{salt}")))?;
        same.extend(laboratory.count_in_all_surroundings(&runner)?);
    }
    let (floor, floor_benchmark) = trials::noise(&same);
    let threshold_percent = noise::threshold(floor);
    let same_source = trials::same_source(&same, threshold_percent)?;
    let mut plants: Vec<Planted> = Vec::new();
    for plant in PLANTS {
        laboratory
            .progress
            .begin(&format!("planting {}", plant.name));
        let runner = builds::planted(plant, &copies.path().join("planted"))?;
        let counted = laboratory.count_in_all_surroundings(&runner)?;
        plants.push(trials::planted(plant, &same, &counted, threshold_percent)?);
    }
    let (provenance, counts) = laboratory
        .head
        .ok_or_else(|| Error::Failed("no layout was built".to_owned()))?;
    let noise = Noise {
        schema_version: SCHEMA_VERSION,
        command: provenance.command,
        date_utc: provenance.date_utc,
        revision: provenance.revision,
        fingerprint: counts.fingerprint,
        benchmarks: laboratory.benchmarks.iter().map(Benchmark::id).collect(),
        layouts: LAYOUTS,
        floor_percent: floor,
        floor_benchmark,
        threshold_percent,
        same_source,
        plants,
    };
    write_json(&workspace::root().join(FILE), &noise)?;
    report::write_into_document(&noise)?;
    print!("{}", report::markdown(&noise));
    trials::verdict(&noise)
}

/// What counts.
struct Laboratory {
    valgrind: Valgrind,
    benchmarks: Vec<Benchmark>,
    progress: Progress,
    /// Who counts, and counts without rows; of the first build.
    head: Option<(Provenance, Counts)>,
}

impl Laboratory {
    /// One result for each of the surroundings.
    fn count_in_all_surroundings(&mut self, runner: &Runner) -> Result<Vec<Counts>> {
        let tree = git::tree(workspace::root())?;
        let head = match self.head.take() {
            Some(head) => head,
            None => self.head_of(runner, tree.clone())?,
        };
        if head.1.tree != tree {
            return Err(Error::Failed(
                "files were changed during the self-test: its builds are not of the same source"
                    .to_owned(),
            ));
        }
        let (_, without_rows) = self.head.insert(head);
        let mut all = Vec::with_capacity(LAYOUTS.runs);
        for number in 0..LAYOUTS.runs {
            all.push(Counts {
                benchmarks: layout::count(&self.valgrind, runner, &self.benchmarks, number)?,
                ..without_rows.clone()
            });
        }
        self.progress.advance(1);
        Ok(all)
    }

    fn head_of(&self, runner: &Runner, tree: String) -> Result<(Provenance, Counts)> {
        let root = workspace::root();
        let seen = self.valgrind.describe(runner)?;
        let fingerprint = Fingerprint {
            // The salt is not what people build with.
            rustflags: String::new(),
            ..Fingerprint::detect(root, &seen, &self.valgrind)?
        };
        let provenance = Provenance::detect(root, runner.described());
        let counts = Counts {
            schema_version: super::counts::SCHEMA_VERSION,
            revision: provenance.revision.clone(),
            tree,
            fingerprint,
            benchmarks: Vec::new(),
        };
        Ok((provenance, counts))
    }
}

/// Whole evaluations on the default engine.
fn benchmarks() -> Result<Vec<Benchmark>> {
    let programs = catalogue::programs_in(Path::new(workspace::root()))?;
    let mut all = Vec::new();
    for (name, sizes) in WORKLOADS {
        let workload = programs.workload(name)?;
        for size in workload.sizes.iter().take(*sizes) {
            let benchmarks = catalogue::of_workload(workload, size, &workspace::workload_cache())?;
            all.extend(benchmarks.into_iter().filter(|benchmark| {
                benchmark.phase == framelab_benches::Phase::Whole
                    && Some(&benchmark.engine.as_str()) == engine::NAMES.first()
            }));
        }
    }
    Ok(all)
}
