//! One pair of workload and engine as a measuring process describes it.

use serde::{Deserialize, Serialize};

use crate::host::Provenance;
use crate::statistics::Distribution;

/// Grows with every change of a field's name or meaning.
pub const SCHEMA_VERSION: u32 = 1;

/// Everything one run of the laboratory measured.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// See [`SCHEMA_VERSION`].
    pub schema_version: u32,
    /// How thoroughly it was measured.
    pub mode: Mode,
    /// Where, when, of what and by which command.
    pub provenance: Provenance,
    /// The engines' names in the order of each workload's measurements.
    pub engines: Vec<String>,
    /// One entry for each workload.
    pub workloads: Vec<WorkloadReport>,
}

/// How thoroughly a report was measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// Default sizes.
    Full,
    /// Quick sizes, few runs: shows that everything works, is no basis for a comparison.
    Quick,
}

/// One workload on every engine.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkloadReport {
    /// Its name in the manifest.
    pub name: String,
    /// What it stresses.
    pub stresses: String,
    /// The size's name.
    pub size_name: String,
    /// The argument `size`.
    pub size: i64,
    /// What it printed, everywhere.
    pub answer: String,
    /// One entry for each engine.
    pub engines: Vec<Measurement>,
}

/// One workload on one engine.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measurement {
    /// The engine's name.
    pub engine: String,
    /// From an empty heap to the printed answer, probe off.
    pub wall_nanoseconds: Distribution,
    /// The same in time of this thread on a processor: less than the wall time where others wanted the processor too.
    pub cpu_nanoseconds: Distribution,
    /// Wall time of the first run, in a process without a past: the system has to hand out all memory.
    pub first_wall_nanoseconds: f64,
    /// The same in processor time.
    pub first_cpu_nanoseconds: f64,
    /// Reading sources, part of the wall time.
    pub front_end: FrontEnd,
    /// What the machine did, probe on.
    pub dispatch: Dispatch,
    /// What was allocated in the arena.
    pub heap: HeapUse,
    /// Largest resident set of a process that evaluated the program once; absent where the system does not tell.
    pub peak_resident_bytes: Option<u64>,
    /// Ratios of the above.
    pub per_operation: PerOperation,
}

/// What it took to get from source text to bytecode.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrontEnd {
    /// Sources read.
    pub sources: u64,
    /// Their size.
    pub source_bytes: u64,
    /// Time in the parser.
    pub parse_nanoseconds: Distribution,
    /// Time lowering to the tree.
    pub lower_nanoseconds: Distribution,
    /// Time compiling to bytecode.
    pub compile_nanoseconds: Distribution,
}

impl FrontEnd {
    /// The three medians together.
    pub fn total_nanoseconds(&self) -> f64 {
        self.parse_nanoseconds.median
            + self.lower_nanoseconds.median
            + self.compile_nanoseconds.median
    }
}

/// What the machine did. Lists are in falling order and leave out what never happened.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dispatch {
    /// Instructions dispatched; one that runs again after a force counts twice.
    pub instructions: u64,
    /// The same by mnemonic.
    pub instructions_by_opcode: Vec<Tally>,
    /// Frames begun.
    pub frames: u64,
    /// The same by kind.
    pub frames_by_kind: Vec<Tally>,
    /// Frames taken over by tail calls.
    pub tail_calls: u64,
    /// Most frames at once.
    pub peak_frame_depth: u64,
    /// Times a generator suspended.
    pub suspensions: u64,
    /// The same by what was asked of the machine.
    pub requests_by_kind: Vec<Tally>,
    /// Re-entrant operations started.
    pub operations: u64,
    /// The same by name.
    pub operations_by_name: Vec<Tally>,
    /// Generators allocated; the rest came from the pool.
    pub generators_created: u64,
    /// Generators that ended without suspending.
    pub generators_unsuspended: u64,
}

/// How often something happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tally {
    /// What.
    pub name: String,
    /// How often.
    pub count: u64,
}

/// What was allocated in the arena.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeapUse {
    /// Objects allocated.
    pub objects: u64,
    /// Their size.
    pub object_bytes: u64,
    /// The same by kind, in falling order of bytes.
    pub by_kind: Vec<HeapTally>,
    /// What the arena took from the system: objects, alignment and the unused rest of the last chunk.
    pub arena_bytes: u64,
}

/// Objects of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeapTally {
    /// The kind.
    pub kind: String,
    /// How many.
    pub objects: u64,
    /// Their size.
    pub bytes: u64,
}

/// Ratios that tell "more operations" from "dearer operations".
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PerOperation {
    /// Median wall time without the front end, over instructions.
    pub nanoseconds_per_instruction: f64,
    /// The same over frames.
    pub nanoseconds_per_frame: f64,
    /// Object bytes over instructions.
    pub heap_bytes_per_instruction: f64,
    /// Instructions over frames.
    pub instructions_per_frame: f64,
}

impl PerOperation {
    /// From the figures they relate; a division by nothing gives zero.
    pub fn of(
        wall: &Distribution,
        front_end: &FrontEnd,
        dispatch: &Dispatch,
        heap: &HeapUse,
    ) -> Self {
        let evaluation = (wall.median - front_end.total_nanoseconds()).max(0.0);
        let over = |amount: f64, count: u64| {
            if count == 0 {
                0.0
            } else {
                amount / count as f64
            }
        };
        Self {
            nanoseconds_per_instruction: over(evaluation, dispatch.instructions),
            nanoseconds_per_frame: over(evaluation, dispatch.frames),
            heap_bytes_per_instruction: over(heap.object_bytes as f64, dispatch.instructions),
            instructions_per_frame: over(dispatch.instructions as f64, dispatch.frames),
        }
    }
}

/// Sorts into falling order of `weight`, ties by the order given, without what weighs nothing.
pub fn falling<T>(items: impl IntoIterator<Item = T>, weight: impl Fn(&T) -> u64) -> Vec<T> {
    let mut kept: Vec<T> = items.into_iter().filter(|item| weight(item) > 0).collect();
    kept.sort_by_key(|item| std::cmp::Reverse(weight(item)));
    kept
}

#[cfg(test)]
pub mod samples {
    //! A small report for tests.

    use super::*;
    use crate::host::{Host, Revision};

    fn distribution(samples: &[f64]) -> Distribution {
        Distribution::of(samples).expect("there are samples")
    }

    fn tally(name: &str, count: u64) -> Tally {
        Tally {
            name: name.to_owned(),
            count,
        }
    }

    /// One workload on one engine: a hundred instructions in ten frames, 2 of 5 milliseconds in the front end.
    pub fn measurement(engine: &str) -> Measurement {
        let wall_nanoseconds = distribution(&[4e6, 5e6, 6e6]);
        let front_end = FrontEnd {
            sources: 3,
            source_bytes: 2048,
            parse_nanoseconds: distribution(&[1e6]),
            lower_nanoseconds: distribution(&[0.25e6]),
            compile_nanoseconds: distribution(&[0.75e6]),
        };
        let dispatch = Dispatch {
            instructions: 100,
            instructions_by_opcode: vec![tally("call", 60), tally("return", 40)],
            frames: 10,
            frames_by_kind: vec![tally("call", 7), tally("thunk", 3)],
            tail_calls: 1,
            peak_frame_depth: 4,
            suspensions: 5,
            requests_by_kind: vec![tally("force", 5)],
            operations: 2,
            operations_by_name: vec![tally("Filter", 2)],
            generators_created: 1,
            generators_unsuspended: 1,
        };
        let heap = HeapUse {
            objects: 8,
            object_bytes: 400,
            by_kind: vec![HeapTally {
                kind: "thunk".to_owned(),
                objects: 8,
                bytes: 400,
            }],
            arena_bytes: 512,
        };
        let per_operation = PerOperation::of(&wall_nanoseconds, &front_end, &dispatch, &heap);
        Measurement {
            engine: engine.to_owned(),
            cpu_nanoseconds: wall_nanoseconds.clone(),
            wall_nanoseconds,
            first_wall_nanoseconds: 9e6,
            first_cpu_nanoseconds: 8e6,
            front_end,
            dispatch,
            heap,
            peak_resident_bytes: Some(3 << 20),
            per_operation,
        }
    }

    /// A report of one workload on two engines.
    pub fn report() -> Report {
        Report {
            schema_version: SCHEMA_VERSION,
            mode: Mode::Quick,
            provenance: Provenance {
                command: "cargo xtask report --quick".to_owned(),
                date_utc: "2026-01-02T03:04:05Z".to_owned(),
                revision: Revision {
                    commit: None,
                    dirty: false,
                },
                host: Host::detect(),
            },
            engines: vec!["one".to_owned(), "two".to_owned()],
            workloads: vec![WorkloadReport {
                name: "fib".to_owned(),
                stresses: "Call rate.".to_owned(),
                size_name: "tiny".to_owned(),
                size: 18,
                answer: "2584".to_owned(),
                engines: vec![measurement("one"), measurement("two")],
            }],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_per_operation_leave_the_front_end_out() {
        let measured = samples::measurement("one").per_operation;
        assert_eq!(measured.nanoseconds_per_instruction, 3e4);
        assert_eq!(measured.nanoseconds_per_frame, 3e5);
        assert_eq!(measured.heap_bytes_per_instruction, 4.0);
        assert_eq!(measured.instructions_per_frame, 10.0);
    }

    #[test]
    fn lists_fall_and_leave_out_nothings() {
        let items = [("a", 1), ("b", 0), ("c", 3), ("d", 1)];
        assert_eq!(
            falling(items, |item| item.1),
            [("c", 3), ("a", 1), ("d", 1)]
        );
    }

    #[test]
    fn json_reads_back() {
        let report = samples::report();
        let text = serde_json::to_string(&report).expect("it can be written");
        let read: Report = serde_json::from_str(&text).expect("it can be read");
        assert_eq!(
            serde_json::to_string(&read).expect("it can be written"),
            text
        );
    }
}
