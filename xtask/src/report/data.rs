//! What was measured, before the sections of the report are made of it.

use std::collections::BTreeMap;

pub use framelab_benches::rounds::{FirstRun, Rounds};
use framelab_workloads::{PreparedProgram, Size, Workload};
use serde::Deserialize;

use super::model::{AllocatorUse, Cell};

/// Everything measured of one workload.
#[derive(Debug)]
pub struct WorkloadData<'m> {
    /// The workload.
    pub workload: &'m Workload,
    /// Its program at each size of the scaling section, growing.
    pub sizes: Vec<SizedProgram>,
    /// Which of the sizes times, dispatch and allocation are of.
    pub main: usize,
    /// Which of the sizes the optimizations are left out at.
    pub ablation: usize,
    /// Which of the sizes is sampled for flame graphs.
    pub sampled: usize,
    /// One entry for each engine, in the order of their names.
    pub engines: Vec<EngineData>,
    /// One entry for each optimization, in the order of their names.
    pub ablations: Vec<AblationData>,
}

/// A program at a size.
#[derive(Debug)]
pub struct SizedProgram {
    /// The size.
    pub size: Size,
    /// The program.
    pub prepared: PreparedProgram,
}

/// One workload on one engine.
#[derive(Debug)]
pub struct EngineData {
    /// The engine's name.
    pub engine: String,
    /// One entry for each size of the workload.
    pub sizes: Vec<SizeData>,
    /// Runs at the main size in turn with the other engines.
    pub rounds: Cell<Rounds>,
    /// The first run of a new process at the main size.
    pub first: Cell<FirstRun>,
}

/// One workload on one engine at one size.
#[derive(Debug, Default)]
pub struct SizeData {
    /// What it did and allocated.
    pub counted: Cell<Counted>,
    /// Instructions of the processor.
    pub machine_instructions: Cell<u64>,
    /// Median CPU time.
    pub cpu_nanoseconds: Option<f64>,
}

/// One workload on the default engine without an optimization.
#[derive(Debug)]
pub struct AblationData {
    /// The optimization's name.
    pub name: String,
    /// Instructions of the processor.
    pub machine_instructions: Cell<u64>,
    /// What it allocated; its dispatch is not counted.
    pub counted: Cell<Counted>,
    /// Ratios of CPU time to the full engine's of the same rounds.
    pub cpu_ratios: Cell<Vec<f64>>,
}

/// What the counting build counted.
#[derive(Clone, Debug)]
pub struct Counted {
    /// The part of the statistics that the report shows.
    pub statistics: Statistics,
    /// What was asked of the allocator.
    pub allocator: Option<AllocatorUse>,
}

impl Counted {
    /// Calls of the allocator; zero if they were not counted.
    pub fn allocator_calls(&self) -> u64 {
        self.allocator.as_ref().map_or(0, |used| used.calls)
    }

    /// Bytes of objects in the arena.
    pub fn heap_bytes(&self) -> u64 {
        self.statistics
            .heap
            .kinds
            .values()
            .map(|kind| kind.bytes)
            .sum()
    }
}

/// The evaluator's statistics, as far as the report shows them; `docs/statistics.md` describes the fields.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Statistics {
    /// The arena.
    pub heap: Heap,
    /// What the engine did; nothing where it did not count that.
    #[serde(deserialize_with = "or_nothing")]
    pub dispatch: Dispatched,
}

fn or_nothing<'de, D: serde::Deserializer<'de>>(input: D) -> Result<Dispatched, D::Error> {
    Ok(Option::deserialize(input)?.unwrap_or_default())
}

/// The arena.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Heap {
    /// What it took from the system.
    pub bytes: u64,
    /// Objects and bytes by kind.
    pub kinds: BTreeMap<String, Objects>,
}

/// Objects and their size.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub struct Objects {
    /// How many.
    pub objects: u64,
    /// Their bytes.
    pub bytes: u64,
}

/// Counts by name.
pub type Counts = BTreeMap<String, u64>;

/// What the engine did. Maps leave out what never happened.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Dispatched {
    /// Instructions dispatched.
    pub instructions: u64,
    /// The same by mnemonic.
    pub instructions_by_opcode: Counts,
    /// What happened to frames, by kind and event.
    pub frames: BTreeMap<String, Counts>,
    /// Calls by what is called.
    pub calls: Counts,
    /// Forces by what they found.
    pub forces: Counts,
    /// Most frames at once.
    pub peak_frame_depth: u64,
    /// Most bytes of native stack at once.
    pub peak_native_stack_bytes: u64,
    /// Re-entrant operations by name.
    pub operations: Counts,
    /// Generators.
    pub generators: Generators,
    /// What generators asked for.
    pub requests: Counts,
    /// Returns to the trampoline.
    pub bounces: u64,
    /// Continuations boxed.
    pub continuations: Objects,
    /// Growths of the frame stack and the value stack.
    pub stack_growths: Objects,
}

/// What became of generators.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub struct Generators {
    /// Those allocated.
    pub created: u64,
    /// Bytes of those.
    pub bytes: u64,
    /// Those that ended.
    pub finished: u64,
    /// Those that ended without suspending.
    pub unsuspended: u64,
}
