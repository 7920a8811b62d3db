//! What each optimization is worth: costs without it over costs with it.

use framelab_eval::engine;

use super::super::data::{AblationData, Counted, WorkloadData};
use super::super::estimate;
use super::super::model::{Ablation, AblationCost, AblationRow, AblationSection, Cell, Source};
use super::{Measurements, mean_of_known, ratio};

/// The section.
pub fn build(measurements: Measurements<'_>, source: Source) -> AblationSection {
    let ablations = engine::ABLATIONS
        .iter()
        .enumerate()
        .map(|(index, known)| {
            let rows: Vec<AblationRow> = measurements
                .workloads
                .iter()
                .map(|data| AblationRow {
                    workload: data.workload.name.clone(),
                    cell: cost(data, &data.ablations[index]),
                })
                .collect();
            let mean = |figure: fn(&AblationCost) -> Option<f64>| {
                mean_of_known(rows.iter().map(|row| figure(row.cell.measured()?)))
            };
            Ablation {
                name: known.name.to_owned(),
                description: known.description.to_owned(),
                machine_instructions_ratio: mean(|cost| cost.machine_instructions_ratio),
                cpu_time_ratio: mean(|cost| Some(cost.cpu_time_ratio?.median)),
                heap_bytes_ratio: mean(|cost| cost.heap_bytes_ratio),
                allocator_calls_ratio: mean(|cost| cost.allocator_calls_ratio),
                rows,
            }
        })
        .collect();
    AblationSection {
        source,
        engine: engine::NAMES
            .first()
            .copied()
            .unwrap_or_default()
            .to_owned(),
        ablations,
    }
}

fn cost(data: &WorkloadData<'_>, without: &AblationData) -> Cell<AblationCost> {
    let Some(full) = data.engines.first() else {
        return Cell::Missing("there is no engine".to_owned());
    };
    let full = &full.sizes[data.ablation];
    let counted = |figure: fn(&Counted) -> u64| {
        let one = without.counted.measured().map(figure)?;
        ratio(one, full.counted.measured().map(figure)?)
    };
    without.cpu_ratios.derive(
        |ratios| {
            let instructions = full.machine_instructions.measured();
            Some(AblationCost {
                machine_instructions_ratio: without
                    .machine_instructions
                    .measured()
                    .zip(instructions)
                    .and_then(|(one, other)| ratio(*one, *other)),
                cpu_time_ratio: estimate::of_median(ratios),
                heap_bytes_ratio: counted(Counted::heap_bytes),
                allocator_calls_ratio: counted(Counted::allocator_calls),
            })
        },
        "",
    )
}
