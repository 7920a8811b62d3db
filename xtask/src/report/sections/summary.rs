//! Every engine relative to the baseline, and what the design promises.

use super::super::data::{EngineData, WorkloadData};
use super::super::model::{Cell, Mean, Relative, Row, Source, Summary, Target, TimeSection};
use super::{Measurements, mean_of_known, ratio};
use crate::peers::limits::OVER_TRAMPOLINE;

/// Engine, other engine, and the most machine instructions the first may need of the second's.
const TARGETS: [(&str, &str, f64); 2] = [
    ("frame-stack", "trampoline", OVER_TRAMPOLINE),
    ("frame-stack", "generator", 1.0 / 3.0),
];

/// The section; `times` are those of the same measurements.
pub fn build(measurements: Measurements<'_>, times: &TimeSection, source: Source) -> Summary {
    let rows: Vec<Row<Relative>> = measurements
        .workloads
        .iter()
        .zip(&times.rows)
        .map(|(data, times)| Row {
            workload: data.workload.name.clone(),
            cells: data
                .engines
                .iter()
                .zip(&times.cells)
                .map(|(engine, times)| {
                    let baseline = &data.engines[measurements.baseline];
                    times.derive(|times| Some(relative(data, engine, baseline, times)), "")
                })
                .collect(),
        })
        .collect();
    let names: Vec<&str> = measurements
        .workloads
        .first()
        .map_or_else(Vec::new, |data| {
            data.engines
                .iter()
                .map(|engine| engine.engine.as_str())
                .collect()
        });
    let means = names
        .iter()
        .enumerate()
        .map(|(index, name)| mean(name, index, &rows))
        .collect();
    let targets = TARGETS
        .iter()
        .map(|&(engine, other, at_most)| target(measurements, &names, engine, other, at_most))
        .collect();
    Summary {
        source,
        rows,
        means,
        targets,
    }
}

fn relative(
    data: &WorkloadData<'_>,
    engine: &EngineData,
    baseline: &EngineData,
    times: &super::super::model::Times,
) -> Relative {
    let machine_size = data.machine_size();
    let machine = |engine: &EngineData| {
        engine.sizes[machine_size?]
            .machine_instructions
            .measured()
            .copied()
    };
    let counted = |engine: &EngineData, figure: fn(&super::super::data::Counted) -> u64| {
        engine.sizes[data.main].counted.measured().map(figure)
    };
    let counted_ratio = |figure| {
        let (one, other) = (counted(engine, figure)?, counted(baseline, figure)?);
        ratio(one, other)
    };
    Relative {
        wall_nanoseconds: times.wall_nanoseconds.median,
        cpu_nanoseconds: times.cpu_nanoseconds.median,
        machine_instructions: machine(engine),
        machine_instructions_size: machine_size.map(|size| data.sizes[size].size.name.clone()),
        wall_time_ratio: times.wall_time_ratio,
        cpu_time_ratio: times.cpu_time_ratio,
        machine_instructions_ratio: machine(engine)
            .zip(machine(baseline))
            .and_then(|(one, other)| ratio(one, other)),
        dispatched_instructions_ratio: counted_ratio(|counted| {
            counted.statistics.dispatch.instructions
        }),
        heap_bytes_ratio: counted_ratio(super::super::data::Counted::heap_bytes),
    }
}

fn mean(name: &str, index: usize, rows: &[Row<Relative>]) -> Mean {
    let cells = || {
        rows.iter()
            .filter_map(|row| row.cells.get(index)?.measured())
    };
    let mean = |figure: fn(&Relative) -> Option<f64>| mean_of_known(cells().map(figure));
    Mean {
        engine: name.to_owned(),
        answered: cells().count(),
        wall_time_ratio: mean(|cell| Some(cell.wall_time_ratio?.median)),
        cpu_time_ratio: mean(|cell| Some(cell.cpu_time_ratio?.median)),
        machine_instructions_ratio: mean(|cell| cell.machine_instructions_ratio),
        dispatched_instructions_ratio: mean(|cell| cell.dispatched_instructions_ratio),
        heap_bytes_ratio: mean(|cell| cell.heap_bytes_ratio),
    }
}

fn target(
    measurements: Measurements<'_>,
    names: &[&str],
    engine: &str,
    other: &str,
    at_most: f64,
) -> Target {
    let position = |wanted: &str| names.iter().position(|name| *name == wanted);
    let machine_instructions_ratio = match position(engine).zip(position(other)) {
        None => Cell::Missing("one of the two engines is not there".to_owned()),
        Some((engine, other)) => {
            let ratios = measurements.workloads.iter().map(|data| {
                let size = data.machine_size()?;
                let machine = |index: usize| {
                    data.engines[index].sizes[size]
                        .machine_instructions
                        .measured()
                };
                ratio(*machine(engine)?, *machine(other)?)
            });
            mean_of_known(ratios).map_or_else(
                || Cell::Missing("no machine instructions were counted".to_owned()),
                Cell::Measured,
            )
        }
    };
    Target {
        engine: engine.to_owned(),
        other: other.to_owned(),
        holds: machine_instructions_ratio
            .measured()
            .map(|ratio| *ratio <= at_most),
        machine_instructions_ratio,
        at_most,
    }
}
