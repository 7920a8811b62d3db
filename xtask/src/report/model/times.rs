//! Wall and CPU time of every workload on every engine.

use serde::{Deserialize, Serialize};

use super::{Estimate, Row, Source};
use crate::statistics::Distribution;

/// Times at each workload's size in [`Report::workloads`](super::Report::workloads).
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimeSection {
    /// How the figures were made.
    pub source: Source,
    /// Each workload on each engine.
    pub rows: Vec<Row<Times>>,
}

/// One workload on one engine, probe off. In every round each engine runs once, in a new heap.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Times {
    /// From an empty heap to the printed answer.
    pub wall_nanoseconds: Distribution,
    /// The same in time of the evaluating thread on a processor.
    pub cpu_nanoseconds: Distribution,
    /// Wall time over the baseline's in the same round; absent where the baseline gave no answer.
    pub wall_time_ratio: Option<Estimate>,
    /// CPU time over the baseline's in the same round.
    pub cpu_time_ratio: Option<Estimate>,
    /// Wall time of the first run of a new process: the system has to hand out all memory.
    pub first_wall_nanoseconds: f64,
    /// The same in CPU time.
    pub first_cpu_nanoseconds: f64,
    /// Largest resident set of that process after that run; absent where the system does not tell.
    pub peak_resident_bytes: Option<u64>,
    /// Reading sources, part of the times above.
    pub front_end: FrontEnd,
}

/// What it took to get from source text to bytecode.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrontEnd {
    /// Sources read.
    pub sources: u64,
    /// Their size.
    pub source_bytes: u64,
    /// Time parsing and lowering.
    pub parse_nanoseconds: Distribution,
    /// Time compiling to bytecode.
    pub compile_nanoseconds: Distribution,
}

impl FrontEnd {
    /// Both medians together.
    pub fn total_nanoseconds(&self) -> f64 {
        self.parse_nanoseconds.median + self.compile_nanoseconds.median
    }
}
