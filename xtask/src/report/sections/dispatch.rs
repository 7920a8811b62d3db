//! What the machines did, as lists in falling order.

use super::super::data::{Counted, Counts, WorkloadData};
use super::super::model::{Dispatch, DispatchSection, FrameTally, Source, Tally, falling};
use super::Measurements;

/// The section.
pub fn build(measurements: Measurements<'_>, source: Source) -> DispatchSection {
    let cell = |data: &WorkloadData<'_>, engine: &super::EngineData| {
        engine.sizes[data.main]
            .counted
            .derive(|counted| Some(dispatch(counted)), "")
    };
    DispatchSection {
        source,
        rows: measurements.rows(cell),
    }
}

fn dispatch(counted: &Counted) -> Dispatch {
    let counts = &counted.statistics.dispatch;
    let frames = counts.frames.iter().map(|(kind, events)| {
        let event = |name: &str| events.get(name).copied().unwrap_or_default();
        FrameTally {
            name: kind.clone(),
            pushed: event("pushed"),
            popped: event("popped"),
            suspended: event("suspended"),
            resumed: event("resumed"),
        }
    });
    Dispatch {
        instructions: counts.instructions,
        instructions_by_opcode: tallies(&counts.instructions_by_opcode),
        frames: falling(frames, |frame| frame.pushed),
        peak_frame_depth: counts.peak_frame_depth,
        peak_native_stack_bytes: counts.peak_native_stack_bytes,
        calls: tallies(&counts.calls),
        forces: tallies(&counts.forces),
        operations: tallies(&counts.operations),
        requests: tallies(&counts.requests),
        generators_created: counts.generators.created,
        generators_finished: counts.generators.finished,
        generators_unsuspended: counts.generators.unsuspended,
        bounces: counts.bounces,
        continuations: counts.continuations.objects,
    }
}

fn tallies(counts: &Counts) -> Vec<Tally> {
    let tallies = counts.iter().map(|(name, &count)| Tally {
        name: name.clone(),
        count,
    });
    falling(tallies, |tally| tally.count)
}
