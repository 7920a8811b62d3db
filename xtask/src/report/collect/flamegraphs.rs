//! Pictures of where the time goes: samples of the stack, every workload on every engine.

use std::time::Duration;

use framelab_benches::Phase;

use super::super::data::WorkloadData;
use super::super::model::{Flamegraph, FlamegraphSection, Source};
use super::super::plan::Plan;
use super::Laboratory;
use crate::error::Result;
use crate::pool;
use crate::profile::flamegraph::flamegraph;
use crate::profile::subject::Subject;
use crate::runner::Runner;

/// The folder of the pictures in the report.
pub const FOLDER: &str = "flamegraphs";

/// How often a picture is tried.
const ATTEMPTS: u32 = 3;

/// Starting a process, finding names of functions, drawing, in milliseconds.
const OVERHEAD: u64 = 700;

/// Milliseconds this probably takes, all cores together.
pub fn expected(workloads: &[WorkloadData<'_>], plan: Plan) -> u64 {
    let each = plan.sampling.map_or(0, |sampling| sampling + OVERHEAD);
    let pictures: usize = workloads.iter().map(|data| data.engines.len()).sum();
    pictures as u64 * each / pool::workers()
}

/// Draws everything, or says that nothing is drawn.
pub fn collect(
    laboratory: &Laboratory,
    workloads: &[WorkloadData<'_>],
) -> Result<FlamegraphSection> {
    let Some(milliseconds) = laboratory.plan.sampling else {
        return Ok(FlamegraphSection {
            source: Source {
                notes: vec![
                    "A quick report has no flame graphs. `cargo xtask profile WORKLOAD --engine ENGINE` makes one."
                        .to_owned(),
                ],
                ..Source::default()
            },
            graphs: Vec::new(),
        });
    };
    let jobs: Vec<(&WorkloadData<'_>, usize)> = workloads
        .iter()
        .flat_map(|data| (0..data.engines.len()).map(move |engine| (data, engine)))
        .filter(|(data, engine)| {
            let sizes = &data.engines[*engine].sizes;
            sizes[data.sampled].counted.measured().is_some()
        })
        .collect();
    let drawn = pool::in_parallel(&jobs, |(data, engine)| {
        let graph = draw(
            laboratory,
            data,
            *engine,
            Duration::from_millis(milliseconds),
        );
        laboratory.advance((milliseconds + OVERHEAD) / pool::workers());
        Ok(graph)
    })?;
    let mut graphs = Vec::with_capacity(drawn.len());
    let mut failures = Vec::new();
    for ((data, engine), graph) in jobs.iter().zip(drawn) {
        match graph {
            Ok(graph) => graphs.push(graph),
            Err(_) => failures.push(format!(
                "The sampler failed on {} on {}, {ATTEMPTS} times.",
                data.workload.name, data.engines[*engine].engine
            )),
        }
    }
    Ok(FlamegraphSection {
        source: Source {
            commands: vec!["cargo xtask profile WORKLOAD --engine ENGINE --size SIZE".to_owned()],
            notes: [format!(
                "Samples of processor time of at least {milliseconds} ms at the second largest size, in a process of its own that \
                 evaluates again and again. On all cores at once: widths within a picture compare, times do not."
            )]
            .into_iter()
            .chain(failures)
            .collect(),
            missing_tools: Vec::new(),
        },
        graphs,
    })
}

fn draw(
    laboratory: &Laboratory,
    data: &WorkloadData<'_>,
    engine: usize,
    time: Duration,
) -> Result<Flamegraph> {
    let engine = &data.engines[engine].engine;
    let workload = &data.workload.name;
    laboratory.begin(&format!("sampling {workload} on {engine}"));
    let subject = Subject {
        workload: &data.workload.name,
        phase: Phase::Whole,
        prepared: &data.sizes[data.sampled].prepared,
        engine,
        without: None,
    };
    Ok(Flamegraph {
        workload: workload.clone(),
        engine: engine.clone(),
        file: format!("{FOLDER}/{workload}-{engine}.svg"),
        svg: sampled(&laboratory.runner, &subject, time)?,
    })
}

/// The picture. A sampler interrupts a program anywhere to walk its stack and now and then dies of it: it gets another try.
fn sampled(runner: &Runner, subject: &Subject<'_>, time: Duration) -> Result<String> {
    let mut attempt = 1;
    loop {
        match flamegraph(runner, subject, time) {
            Ok(graph) => return Ok(graph.svg),
            Err(error) if attempt == ATTEMPTS => return Err(error),
            Err(_) => attempt += 1,
        }
    }
}
