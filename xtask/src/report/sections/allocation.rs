//! What was allocated, by kind in falling order of bytes.

use super::super::data::{Counted, WorkloadData};
use super::super::model::{Allocation, AllocationSection, HeapTally, Peripheral, Source, falling};
use super::{EngineData, Measurements};

/// The section.
pub fn build(measurements: Measurements<'_>, source: Source) -> AllocationSection {
    let cell = |data: &WorkloadData<'_>, engine: &EngineData| {
        engine.sizes[data.main]
            .counted
            .derive(|counted| Some(allocation(counted)), "")
    };
    AllocationSection {
        source,
        rows: measurements.rows(cell),
    }
}

fn allocation(counted: &Counted) -> Allocation {
    let heap = &counted.statistics.heap;
    let dispatch = &counted.statistics.dispatch;
    let in_arena = heap.kinds.iter().map(|(kind, objects)| HeapTally {
        kind: kind.clone(),
        objects: objects.objects,
        bytes: objects.bytes,
    });
    let beside_arena = [
        (
            "generator",
            dispatch.generators.created,
            dispatch.generators.bytes,
        ),
        (
            "continuation",
            dispatch.continuations.objects,
            dispatch.continuations.bytes,
        ),
        (
            "stack growth",
            dispatch.stack_growths.objects,
            dispatch.stack_growths.bytes,
        ),
    ]
    .map(|(kind, objects, bytes)| Peripheral {
        kind: kind.to_owned(),
        objects,
        bytes,
    });
    Allocation {
        heap_objects: heap.kinds.values().map(|kind| kind.objects).sum(),
        heap_bytes: counted.heap_bytes(),
        heap_by_kind: falling(in_arena, |tally| tally.bytes),
        arena_bytes: heap.bytes,
        beside_arena: falling(beside_arena, |tally| tally.bytes),
        allocator: counted.allocator.clone(),
    }
}
