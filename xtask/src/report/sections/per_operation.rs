//! Each cost as a number of operations times a cost per operation, and both factors relative to the baseline.

use super::super::data::{Counted, EngineData, SizeData, WorkloadData};
use super::super::model::{
    Cell, Cost, CostKind, Operation, PerOperation, PerOperationSection, Share, Source,
};
use super::{Measurements, ratio};

/// The section.
pub fn build(measurements: Measurements<'_>, source: Source) -> PerOperationSection {
    let cell = |data: &WorkloadData<'_>, engine: &EngineData| {
        let size = data.cost_size();
        let baseline = &data.engines[measurements.baseline].sizes[size];
        per_operation(data, size, &engine.sizes[size], baseline)
    };
    PerOperationSection {
        source,
        rows: measurements.rows(cell),
    }
}

fn per_operation(
    data: &WorkloadData<'_>,
    size: usize,
    measured: &SizeData,
    baseline: &SizeData,
) -> Cell<PerOperation> {
    let sized = &data.sizes[size].size;
    measured.counted.derive(
        |counted| {
            let costs = CostKind::ALL
                .into_iter()
                .filter_map(|kind| cost(kind, measured, baseline))
                .collect();
            Some(PerOperation {
                size_name: sized.name.clone(),
                size: sized.value,
                dispatched_instructions: operations(Operation::DispatchedInstruction, counted),
                forces: operations(Operation::Force, counted),
                calls: operations(Operation::Call, counted),
                costs,
            })
        },
        "",
    )
}

fn cost(kind: CostKind, measured: &SizeData, baseline: &SizeData) -> Option<Cost> {
    let total = amount(kind, measured)?;
    let counted = measured.counted.measured()?;
    let other_total = amount(kind, baseline);
    let share = |operation: Operation| {
        let count = operations(operation, counted);
        let other = baseline.counted.measured();
        let more_work = other.and_then(|other| ratio(count, operations(operation, other)));
        let total_ratio = other_total.and_then(|other| ratio(total, other));
        (count > 0).then(|| Share {
            operation,
            per_operation: total as f64 / count as f64,
            more_work,
            dearer_work: total_ratio.zip(more_work).map(|(total, more)| total / more),
        })
    };
    Some(Cost {
        kind,
        total,
        ratio: other_total.and_then(|other| ratio(total, other)),
        shares: Operation::ALL.into_iter().filter_map(share).collect(),
    })
}

fn amount(kind: CostKind, data: &SizeData) -> Option<u64> {
    let counted = data.counted.measured()?;
    match kind {
        CostKind::MachineInstructions => data.machine_instructions.measured().copied(),
        CostKind::DispatchedInstructions => Some(counted.statistics.dispatch.instructions),
        CostKind::AllocatorCalls => counted.allocator.as_ref().map(|used| used.calls),
        CostKind::AllocatorBytes => counted.allocator.as_ref().map(|used| used.bytes),
        CostKind::HeapBytes => Some(counted.heap_bytes()),
    }
}

fn operations(operation: Operation, counted: &Counted) -> u64 {
    let dispatch = &counted.statistics.dispatch;
    match operation {
        Operation::DispatchedInstruction => dispatch.instructions,
        Operation::Force => dispatch.forces.values().sum(),
        Operation::Call => dispatch.calls.values().sum(),
    }
}
